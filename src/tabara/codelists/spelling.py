"""How alike two spellings of a place name are: accents, doubled letters, and the letters that Kirundi interchanges."""

import re
import unicodedata
from difflib import SequenceMatcher

CLOSE = 0.78  # the likeness from which two different spellings may mean one place
_SAME_SOUND = str.maketrans({"l": "r", "z": "s"})


def fold(text: str) -> str:
    """Reduce a name to what survives careless spelling: Karuzi and Karusi, Isale and Isare, Butterere and Buterere."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = "".join(character for character in plain if character.isalpha() and not unicodedata.combining(character))
    return re.sub(r"(.)\1+", r"\1", letters.translate(_SAME_SOUND))


def likeness(asked: str, name: str) -> float:
    """Score a name against what was typed, both folded: 1 the same, less for a beginning, a part, a near spelling."""
    if not asked or not name:
        return 0.0
    if asked == name:
        return 1.0
    if name.startswith(asked):
        return 0.95
    if len(asked) > 2 and asked in name:
        return 0.9
    if _most_alike(asked, name) < CLOSE:
        return 0.0
    ratio = SequenceMatcher(None, asked, name, autojunk=False).ratio()
    return 0.85 * ratio if ratio >= CLOSE else 0.0


def _most_alike(asked: str, name: str) -> float:
    """Return what the ratio of two spellings is at most, by their letters alone: quicker than the ratio itself."""
    whole = len(asked) + len(name)
    if 2 * min(len(asked), len(name)) < CLOSE * whole:
        return 0.0
    return 2 * sum(min(asked.count(letter), name.count(letter)) for letter in set(asked)) / whole


def readings(text: str) -> tuple[tuple[str, ...], ...]:
    """Read what was typed as a path of folded names: "Rohero, Mukaza", "Mukaza / Rohero", or "Rohero Mukaza".

    Without a separator it may be one name of several words, or two names parted at any of its spaces.
    """
    pieces = tuple(filter(None, (fold(piece) for piece in re.split(r"[,;/>|]", text))))
    words = text.split()
    if len(pieces) != 1 or len(words) < 2:
        return (pieces,)
    pairs = ((fold(" ".join(words[:cut])), fold(" ".join(words[cut:]))) for cut in range(1, len(words)))
    return (pieces, *(pair for pair in pairs if all(pair)))
