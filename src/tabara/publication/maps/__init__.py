"""Maps: every place of one level, on tiles of our own or in its true shape, shaded by a number beside a plain table."""

from tabara.publication.maps.drawing import Drawing, DrawnPlace, Key, draw
from tabara.publication.maps.shades import Kind, Shade

__all__ = ["Drawing", "DrawnPlace", "Key", "Kind", "Shade", "draw"]
