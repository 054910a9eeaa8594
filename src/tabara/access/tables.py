"""Why a table that somebody sent is not read, in the reader's words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from tabara.access.errors import Refused
from tabara.files import LARGEST_TABLE, MOST_LINES, NoTable, Unread


def unread(problem: NoTable, *, largest: int = LARGEST_TABLE, most: int = MOST_LINES, only_header: str = "") -> Refused:
    """Return the refusal of a file that is no table; `only_header` says what to write under one that stands alone."""
    sentences: Mapping[Unread, str] = {
        Unread.EMPTY: _("This file is empty. Choose another one."),
        Unread.NO_LINES: only_header or _("There is only a header in this file. Write a line under it."),
        Unread.TOO_LARGE: _("This file is larger than %(most)s KB. Send it in parts.") % {"most": largest // 1024},
        Unread.TOO_LONG: _("There are more than %(most)s lines in this file. Send it in parts.") % {"most": most},
        Unread.WORKBOOK: _("This is a workbook of a spreadsheet. Save it there as “CSV UTF-8”, and send that file."),
        Unread.NOT_TEXT: _("This is no CSV file. Save your table as “CSV UTF-8”, and send that file."),
        Unread.NOT_UTF8: _(
            "This file is not written in UTF-8, from line %(line)s on. Save it as “CSV UTF-8”, and send that file."
        )
        % {"line": problem.line},
        Unread.QUOTES: _(
            "This file cannot be read from line %(line)s on: look for a quotation mark that is not closed."
        )
        % {"line": problem.line},
        Unread.NOT_JSON: _("This JSON is broken at line %(line)s. Download it again, and send the whole file.")
        % {"line": problem.line},
        Unread.NO_RECORDS: _("This JSON holds no list of records. Send the answer of the interface as it came."),
    }
    return Refused(sentences[problem.why], "file")
