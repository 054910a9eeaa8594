"""What stops an estimate before it begins."""


def _(msgid: str) -> str:
    """Mark a sentence for the translators; the screen that shows it translates it."""
    return msgid


class PrevalenceError(Exception):
    """Lists or options from which nothing can be computed; the sentence names the cause and the remedy.

    `msgid` and `params` let a screen say it in the reader's language, where somebody marked it for that.
    """

    def __init__(self, msgid: str, **params: object) -> None:
        super().__init__(msgid % params if params else msgid)
        self.msgid, self.params = msgid, params
