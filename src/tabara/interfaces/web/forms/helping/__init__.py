"""The forms of help: planned, paid, handed out, learnt."""
