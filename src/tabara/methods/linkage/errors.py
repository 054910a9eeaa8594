"""What linkage says when it cannot be done: one sentence that names the cause and the remedy."""


class LinkageError(ValueError):
    """People cannot be linked as asked; the text says why, and what to do."""


def _(msgid: str) -> str:
    """Mark a sentence for the translators; the screen that shows it translates it."""
    return msgid


class NotReceived(LinkageError):
    """What a linkage unit sent cannot be used. `which` file it is about; `msgid` and `params` let a screen say it."""

    def __init__(self, which: str, msgid: str, **params: object) -> None:
        super().__init__(msgid % params)
        self.which, self.msgid, self.params = which, msgid, params
