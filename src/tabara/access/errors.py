"""What an operation answers when it refuses: each message is for the person who asked."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _


class Refused(Exception):
    """An operation did nothing; the text says what is wrong and what to do. `field` names the answer at fault."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Denied(Refused):
    """The member has no right to this, at least now; the attempt is remembered."""


class NotAllowed(Denied):
    """The member's roles do not permit this, or not for this record."""

    def __init__(self) -> None:
        super().__init__(_("Your role does not allow this. Ask your agency's administrator if it should."))


class NotFound(Refused):
    """There is no such record, or it is not for this member to see: both look the same from outside."""

    def __init__(self) -> None:
        super().__init__(_("There is nothing here under that number, or it is not shared with you."))


class Stale(Refused):
    """Somebody changed the same fields meanwhile; a person decides, nothing is overwritten."""

    def __init__(self, stored: Mapping[str, Any]) -> None:
        super().__init__(_("Somebody changed this while you were writing. Compare both versions and choose."))
        self.stored = dict(stored)


class TwiceUsed(Refused):
    """An act's number was used before, for another act."""

    def __init__(self) -> None:
        super().__init__(_("This number was already used for another act. Start the form again."))


class OtherAnswers(Refused):
    """The act was done before, with other answers: the first ones count, and the second are not lost without a word."""

    def __init__(self) -> None:
        super().__init__(_("This form was sent before, with other answers. Look at what is stored, and correct that."))
