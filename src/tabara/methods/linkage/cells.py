"""A cell of a list as it was meant: broken accents mended, and words that say "not known" taken for nothing."""

from tabara.methods.linkage.phonetic import name_tokens

_BROKEN = ("Ã", "Â", "â€")  # how accents look that were written in UTF-8 and read in a Western table of letters
_SAID = "na nan nd null none nil unk unknown inconnu inconnue neant vide haijulikani"
_UNKNOWN = frozenset(_SAID.split())


def meant(cell: str) -> str:
    """Return what a cell was meant to say; nothing where it says that nothing is known.

    >>> meant(" ThÃ©rÃ¨se "), meant("N/A"), meant("Inconnue"), meant("Nadia")
    ('Thérèse', '', '', 'Nadia')
    """
    text = _mended(cell.strip())
    return "" if text and "".join(name_tokens(text)) in _UNKNOWN and not any(map(str.isdigit, text)) else text


def _mended(text: str) -> str:
    if not any(broken in text for broken in _BROKEN):
        return text
    for letters in ("cp1252", "latin-1"):
        try:
            return text.encode(letters).decode()
        except UnicodeError:
            continue
    return text
