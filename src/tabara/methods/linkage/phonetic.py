"""Keys under which spellings of one name fall together.

`kirundi_key` follows the sounds that written Kirundi confuses: l and r, v and b, j and g, z and s, a nasal
before a consonant that is or is not written, glides, doubled letters and the last vowel. `french_key` follows
French given names: silent endings, ph, qu, soft c and g. Both first drop accents and case.

The rules were written without a linguist: pairs labelled by hand must confirm them before their recall is
quoted for real names. A changed rule changes stored tokens, so `NORMALISER` must then rise.

References
----------
Randall, Brown, Ferrante and Boyd (2019), "Privacy preserving linkage using multiple dynamic match keys",
International Journal of Population Data Science 4(1).
"""

import re
import unicodedata

NORMALISER = 1
"""The version of these rules; whoever stores tokens stores it beside them and rebuilds them when it rises."""

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "'": "", "’": "", "ʼ": "", "`": ""})
_NOT_LETTERS = re.compile(r"[^a-z]+")

_KIRUNDI_DIGRAPHS = (("ph", "f"), ("qu", "k"), ("ck", "k"), ("ou", "u"), ("x", "ks"), ("q", "k"))
_SOFT_C = re.compile(r"c(?=[eiyh])")
_SAME_SOUND = str.maketrans({"c": "k", "l": "r", "v": "b", "j": "g", "z": "s", "h": None})
_GLIDE = re.compile(r"(?<=[bdfgkmnprst])[wy](?=[aeiou])")
_I_GLIDE = re.compile(r"(?<=[bdfgkmnprst])i(?=[aeou])")
_DOUBLED = re.compile(r"(.)\1+")
_SOUNDED_GLIDE = re.compile(r"(.*[aeou]i)[aeou]?$")
_PRENASAL = re.compile(r"[nm](?=[bdfgkpst])")

_FRENCH_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"sch|sh", "ch"),
        (r"ck|qu|q", "k"),
        (r"ou", "u"),
        (r"eau|au", "o"),
        (r"c(?=[eiy])|(?<=n)c$", "s"),
        (r"c(?!h)", "k"),
        (r"gu(?=[eiy])", "G"),
        (r"ge(?=[ao])|g(?=[eiy])|je(?=a)", "j"),
        (r"G", "g"),
        (r"ai|ei|oe", "e"),
        (r"ch", "C"),
        (r"h", ""),
        (r"C", "sh"),
        (r"y", "i"),
        (r"z", "s"),
        (r"x", "ks"),
    )
)
_SILENT_VOWEL = re.compile(r"(?<=..)e$")
_SILENT_CONSONANT = re.compile(r"(?<=[aeiounr])[stdxzp]$")
_SHORTEST = 3


def name_tokens(text: str) -> tuple[str, ...]:
    """Split a written name into its words, without case, accents, apostrophes or other marks.

    >>> name_tokens("  N'Dayizeye-Léonce, Thérèse ")
    ('ndayizeye', 'leonce', 'therese')
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return tuple(_NOT_LETTERS.sub(" ", bare).split())


def kirundi_key(text: str) -> str:
    """Reduce a Kirundi name to its sounds.

    >>> kirundi_key("Nkurunziza") == kirundi_key("Nkulunziza") == kirundi_key("Kurunzisa")
    True
    >>> kirundi_key("Havyarimana"), kirundi_key("Avyarimana"), kirundi_key("Bukuru"), kirundi_key("Boukourou")
    ('abariman', 'abariman', 'bukur', 'bukur')
    """
    return " ".join(_kirundi_word(word) for word in name_tokens(text))


def french_key(text: str) -> str:
    """Reduce a French given name to its sounds.

    >>> french_key("Philippe") == french_key("Filipe"), french_key("Véronique"), french_key("Gorethe")
    (True, 'veronik', 'goret')
    """
    return " ".join(_french_word(word) for word in name_tokens(text))


def given_key(text: str) -> str:
    """Reduce a given name, usually French, to what a speaker of Kirundi may have heard and written.

    >>> given_key("Clarisse") == given_key("Clalisse"), given_key("Évelyne") == given_key("Everyne")
    (True, True)
    """
    return " ".join(_kirundi_word(_french_word(word)) for word in name_tokens(text))


def _kirundi_word(word: str) -> str:
    for written, sound in _KIRUNDI_DIGRAPHS:
        word = word.replace(written, sound)
    word = _SOFT_C.sub("s", word).translate(_SAME_SOUND)
    word = _GLIDE.sub("", word).replace("y", "i")
    word = _DOUBLED.sub(r"\1", word)
    word = _I_GLIDE.sub("", word)
    word = _DOUBLED.sub(r"\1", _PRENASAL.sub("", word))
    sounded = _SOUNDED_GLIDE.match(word)
    shorter = sounded[1] if sounded else word.rstrip("aeiou")
    return shorter if len(shorter) >= _SHORTEST else word[:_SHORTEST]


def _french_word(word: str) -> str:
    if len(word) > _SHORTEST:
        word = _SILENT_CONSONANT.sub("", word)
    for pattern, sound in _FRENCH_RULES:
        word = pattern.sub(sound, word)
    return _SILENT_VOWEL.sub("", _DOUBLED.sub(r"\1", word))
