"""What goes wrong with codes and packs, in sentences that a person can read and a screen can translate."""


def _(msgid: str) -> str:
    """Mark a sentence for the translators; the screen that shows it translates it."""
    return msgid


class CodelistError(Exception):
    """A question about codes, places or packs that cannot be answered.

    `msgid` and `params` let a screen say the sentence in the reader's language.
    """

    def __init__(self, msgid: str, **params: object) -> None:
        super().__init__(msgid, params)
        self.msgid = msgid
        self.params = params

    def __str__(self) -> str:
        return self.msgid % self.params


class UnknownCode(CodelistError):
    """A code that is not in its list, or no longer on the day in question."""


class UnknownPlace(CodelistError):
    """A place, or a version of the administrative division, that the gazetteer does not hold."""


class PackError(CodelistError):
    """A pack that cannot be used as it stands."""
