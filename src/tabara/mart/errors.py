"""What the mart answers when it refuses: a sentence for the person who asked."""


class MartError(Exception):
    """The mart cannot be built or read; the text says what is wrong and what to do."""


class MartMissing(MartError):
    """Nobody has built the mart yet."""


class HalfMigrated(MartError):
    """The database is not of this version of the program, so its columns cannot be trusted."""
