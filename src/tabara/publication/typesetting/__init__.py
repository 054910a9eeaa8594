"""How everything printed is set: the one typeface, the fixed words of each language, and the templates."""

from tabara.publication.typesetting.setting import Output, typeset
from tabara.publication.typesetting.words import Words, languages

__all__ = ["Output", "Words", "languages", "typeset"]
