"""Ask, look again at what was decided, and give time: the ways in which a person is identified."""
