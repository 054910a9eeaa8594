"""What is left of a text when it is compared: no accents, no capitals, no doubled blanks, one kind of apostrophe."""

import unicodedata


def plain(text: str) -> str:
    """Return a text as it is compared."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(one for one in letters if not unicodedata.combining(one)).replace("’", "'").replace("_", " ")
    return " ".join(bare.split())
