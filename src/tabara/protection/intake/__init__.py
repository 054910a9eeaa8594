"""The door through which people come: the one room, beside handover, that knows both a person and a case."""
