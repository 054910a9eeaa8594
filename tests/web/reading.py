"""How a browser reads a page: which elements with which attributes, and which texts and values."""

from html.parser import HTMLParser

from tests.web.attacks import kept


class Reader(HTMLParser):
    """Reads a page once."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.bones: list[tuple[str, tuple[str, ...]]] = []
        self.said: list[str] = []
        self.feed(html)
        self.close()

    def missing(self, texts: list[str]) -> list[str]:
        """Return those texts that do not stand in the page letter by letter."""
        said = "\n".join(self.said)
        return [text for text in texts if kept(text) not in said]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Keep an element with the names of its attributes, and what stands in those that hold texts."""
        self.bones.append((tag, tuple(sorted(name for name, _ in attributes))))
        self.said += [value or "" for _, value in attributes]

    def handle_data(self, text: str) -> None:
        """Keep a text."""
        self.said.append(text)

    def handle_comment(self, text: str) -> None:
        """Keep a comment as an element: nobody can put one into a page."""
        self.bones.append(("comment", ()))

    def handle_decl(self, text: str) -> None:
        """Keep a declaration."""
        self.bones.append(("declaration", ()))


def bones(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the elements of a page in their order, each with the names of its attributes: what nobody may change."""
    return Reader(html).bones


def missing(html: str, texts: list[str]) -> list[str]:
    """Return those texts that do not stand in the page letter by letter."""
    return Reader(html).missing(texts)
