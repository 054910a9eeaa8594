"""What stops a publication, in sentences that a person can read and a screen can translate."""


def _(msgid: str) -> str:
    """Mark a sentence for the translators; the screen that shows it translates it."""
    return msgid


class PublicationError(Exception):
    """A sheet or a chart that cannot be made. `msgid` and `params` let a screen say it in the reader's language."""

    def __init__(self, msgid: str, **params: object) -> None:
        super().__init__(msgid, params)
        self.msgid = msgid
        self.params = params

    def __str__(self) -> str:
        return self.msgid % self.params
