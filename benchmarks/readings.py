"""The output of a tool in a common form, read from its HTML or Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import attrs
import html5lib

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

__all__ = ["Reading", "html_of_markdown", "read_html"]

_BLOCKS = frozenset(
    "address article aside blockquote body dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol "
    "p pre section table tbody td tfoot th thead tr ul br".split()
)
_UNSEEN = frozenset("head noscript script style template title".split())
_HEADING = re.compile("h[1-6]")


@attrs.frozen(kw_only=True)
class Reading:
    """What a tool gives; ``None`` where it has no notion of something.

    Attributes:
        text: The text of the body.
        attributes: The alternative texts and tool tips of images, which an index of the output would hold too.
        elsewhere: Text of the body that became something else: credits, keywords, an original title.
        headings: The texts of the headings, and so on for items of lists, cells of tables, and blocks of code.
        images: The URLs of the images, in order.
        alts: Their alternative texts, but empty ones.
        captions: URLs of images with the texts of their captions.
        links: Where links lead.
        credits: Roles and names.
        title: The title; ``None`` where there is none or no notion of one.
        published: The time of publication.
    """

    text: str
    attributes: str = ""
    elsewhere: str = ""
    headings: tuple[str, ...] | None = None
    items: tuple[str, ...] | None = None
    cells: tuple[str, ...] | None = None
    code: tuple[str, ...] | None = None
    images: tuple[str, ...] | None = None
    alts: tuple[str, ...] | None = None
    captions: tuple[tuple[str, str], ...] | None = None
    links: tuple[str, ...] | None = None
    credits: tuple[tuple[str, str], ...] | None = None
    title: str | None = None
    published: datetime | None = None
    has_metadata: bool = False


def html_of_markdown(markdown: str) -> str:
    """The HTML of *markdown*, by CommonMark's rules and with tables."""
    from markdown_it import MarkdownIt

    return str(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))


def read_html(html: str) -> Reading:
    """The reading of *html*, with everything that HTML can tell; html5lib reads it, as browsers do."""
    tree = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    elements = list(_seen(tree))
    images = [element for element in elements if element.tag == "img"]
    codes = [element for element in elements if element.tag == "pre"]
    inner = {each for element in codes for each in element.iter() if each is not element}
    return Reading(
        text=_text(tree),
        attributes="\n".join(image.get(name, "") for image in images for name in ("alt", "title")),
        headings=tuple(_text(element) for element in elements if _HEADING.fullmatch(element.tag)),
        items=tuple(_own_text(element) for element in elements if element.tag == "li"),
        cells=tuple(_text(element) for element in elements if element.tag in {"td", "th"}),
        code=tuple("".join(element.itertext()) for element in codes if element not in inner),
        images=tuple(image.get("src", "") for image in images),
        alts=tuple(alt for image in images if (alt := image.get("alt"))),
        captions=tuple(pair for element in elements if element.tag == "figure" for pair in _captions(element)),
        links=tuple(element.get("href") for element in elements if element.tag == "a" and element.get("href")),
    )


def _seen(node: Any) -> Iterator[Any]:
    if isinstance(node.tag, str) and node.tag not in _UNSEEN:
        yield node
        for child in node:
            yield from _seen(child)


def _text(node: Any, *, skipped: frozenset[str] = frozenset()) -> str:
    """The text of *node*, a line for each block; white space in a line is one space, as in a browser."""
    return re.sub(r" *\n\s*", "\n", "".join(_pieces(node, skipped))).strip()


def _own_text(item: Any) -> str:
    """The text of a list item without that of the lists in it."""
    return _text(item, skipped=frozenset({"ul", "ol"}))


def _pieces(node: Any, skipped: frozenset[str], *, in_code: bool = False) -> Iterator[str]:
    if not isinstance(node.tag, str) or node.tag in _UNSEEN:
        return
    in_code = in_code or node.tag == "pre"
    edge = "\n" if node.tag in _BLOCKS else ""
    yield edge
    yield _flowing(node.text, in_code=in_code)
    for child in node:
        if child.tag not in skipped:
            yield from _pieces(child, skipped, in_code=in_code)
        yield _flowing(child.tail, in_code=in_code)
    yield edge


def _flowing(text: str | None, *, in_code: bool) -> str:
    return (text or "") if in_code else re.sub(r"[ \t\n\r\f]+", " ", text or "")


def _captions(figure: Any) -> Iterator[tuple[str, str]]:
    images = [each.get("src", "") for each in figure.iter("img")]
    texts = [_text(each) for each in figure.iter("figcaption")]
    if images and any(texts):
        yield images[0], "\n".join(filter(None, texts))
