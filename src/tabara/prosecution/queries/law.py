"""The law of the pack: to leaf through, and to search in four languages at once.

The articles are few and public, so the index lives in memory: SQLite's full-text search (FTS5, ranked by BM25) over the
stems of each language's words (`tabara.methods.stems`), made once for each pack.
"""

import datetime as dt
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from tabara import codelists
from tabara.access.models import Member
from tabara.codelists import Article, Instrument, Law
from tabara.methods.stems import stems_of, words

LANGUAGES = ("fr", "en", "rn", "sw")
AT_MOST = 50  # articles on a page of what was found
SHELF = "CREATE VIRTUAL TABLE article USING fts5(number, fr, en, rn, sw, tokenize = 'unicode61')"
PUT_UP = "INSERT INTO article (rowid, number, fr, en, rn, sw) VALUES (?, ?, ?, ?, ?, ?)"  # in the order of LANGUAGES
LOOK_UP = "SELECT rowid FROM article WHERE article MATCH ? ORDER BY bm25(article)"
AROUND = 90  # characters shown on either side of the first word that was found


@dataclass(frozen=True)
class Passage:
    """The place at which an article says what was looked for: before, the word itself, after."""

    language: str
    before: str
    word: str
    after: str


@dataclass(frozen=True)
class Found:
    """An article in which every word looked for stands, in some language."""

    instrument: Instrument
    article: Article
    passage: Passage | None  # nothing where the words stand in its number alone


def instruments(*, by: Member) -> tuple[Instrument, ...]:
    """List the instruments, the highest in rank first. The law is public: every member reads it."""
    return codelists.pack().law.instruments


def article(*, by: Member, instrument: str, number: str) -> tuple[Instrument, Article]:
    """Give one article with the instrument that it stands in.

    Raises:
        CodelistError: there is none of that number.
    """
    found = codelists.pack().law.instrument(instrument)
    return found, found.article(number)


def find(*, by: Member, sought: str, language: str, on: dt.date | None = None) -> list[Found]:
    """Return the articles in which every word stands, the best first; of those in force on a day where one is given.

    A word counts as found in any language and in any of its forms. The passage is shown in `language` where the word
    stands in that one.
    """
    asked = [word for _begin, _end, word in words(sought)]
    if not asked:
        return []
    shelf = _shelf(id(codelists.pack().law))
    found = ((one, it) for one, it in shelf.look_up(asked) if on is None or it.in_force(on))
    return [Found(one, it, _passage(it, asked, language)) for one, it in islice(found, AT_MOST)]


@lru_cache(maxsize=4)
def _shelf(_which: int) -> "_Shelf":
    return _Shelf(codelists.pack().law)


class _Shelf:
    """The articles of one pack's law behind a full-text index."""

    def __init__(self, law: Law) -> None:
        self._lock = threading.Lock()
        self._articles = [(one, it) for one in law.instruments for it in one.articles]
        self._index = sqlite3.connect(":memory:", check_same_thread=False)
        self._index.execute(SHELF)
        rows = ((nth, it.number, *_columns(one, it)) for nth, (one, it) in enumerate(self._articles))
        self._index.executemany(PUT_UP, rows)

    def look_up(self, asked: list[str]) -> list[tuple[Instrument, Article]]:
        """Return the articles that hold every word in some language or as their number, the best first."""
        query = " AND ".join(_wanted(word) for word in asked)
        with self._lock:
            found = self._index.execute(LOOK_UP, (query,)).fetchall()
        return [self._articles[nth] for (nth,) in found]


def _columns(instrument: Instrument, article: Article) -> list[str]:
    """Return, for each language, the stems of all that is said of an article in it."""
    return [" ".join(_all_stems(_said(instrument, article, language), language)) for language in LANGUAGES]


def _all_stems(text: str, language: str) -> Iterator[str]:
    for _begin, _end, word in words(text):
        yield from stems_of(word, language)


def _said(instrument: Instrument, article: Article, language: str) -> str:
    parts = (instrument.name, article.heading, article.summary, article.text)
    return " \n".join(part[language] for part in parts if part.get(language))


def _wanted(word: str) -> str:
    """Return the query of one word: any of its stems in the column of their language, or an article's number."""
    of_languages = [
        f"{language} : ({' OR '.join(quoted)})"
        for language in LANGUAGES
        if (quoted := [f'"{one}"' for one in sorted(stems_of(word, language)) if one])
    ]
    anywhere = [*of_languages, f'number : "{word}"']
    return f"({' OR '.join(anywhere)})"


def _passage(article: Article, asked: list[str], spoken: str) -> Passage | None:
    """Return the first place where one of the words stands, in the reader's language before any other."""
    for language in sorted(LANGUAGES, key=lambda one: one != spoken):
        wanted = frozenset().union(*(stems_of(word, language) for word in asked))
        for text in (
            article.text.get(language, ""),
            article.summary.get(language, ""),
            article.heading.get(language, ""),
        ):
            for begin, end, word in words(text):
                if stems_of(word, language) & wanted:
                    return Passage(language, _before(text, begin), text[begin:end], _after(text, end))
    return None


def _before(text: str, begin: int) -> str:
    start = max(0, begin - AROUND)
    return f"…{text[start:begin].partition(' ')[2]}" if start else text[:begin]


def _after(text: str, end: int) -> str:
    stop = end + AROUND
    return f"{text[end:stop].rpartition(' ')[0]}…" if stop < len(text) else text[end:]
