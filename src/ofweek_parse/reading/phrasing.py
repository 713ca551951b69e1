"""What happens at the elements of a line: pictures, marked-up text, links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from ofweek_parse.model.inlines import Emphasis, InlineImage, Link, Strong, Subscript, Superscript
from ofweek_parse.model.traversal import WRAPPERS
from ofweek_parse.reading import elements
from ofweek_parse.reading.attributes import is_keyword
from ofweek_parse.reading.builder import DEEPEST, BlockBuilder, Closer, short
from ofweek_parse.reading.lines import BLANK, code_of, figures_of
from ofweek_parse.reading.pictures import read_image, source_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ofweek_parse.model.inlines import Inline

__all__ = ["begin_inline", "begin_link", "begin_span", "meet_image"]

Attributes: TypeAlias = "Mapping[str, str]"
Inlines: TypeAlias = "tuple[Inline, ...]"


def meet_image(builder: BlockBuilder, attributes: Attributes) -> None:
    """Take in a picture."""
    if builder.noscript_depth and builder.has_image(source_of(attributes)):
        return  # the copy for browsers without scripts
    image = read_image(attributes, lambda url: builder.url(url, "an image"), builder.as_written)
    if image is None:
        builder.find("image-without-source", "An image names no URL; it was left out.")
        return
    if image.alt_verdict == "broken" and image.title:
        builder.find("broken-attribute", f"The text {short(image.title)!r} spilled into attribute names.")
    builder.images.append(attributes)
    inline = InlineImage(image=image)
    if builder.preformatted is not None:
        builder.preformatted.figures.extend(figures_of((inline,)) or ())
    else:
        builder.line.add_image(inline)


def _make_strong(inlines: Inlines) -> Inlines:
    return (Strong(inlines=inlines),)


def _make_emphasis(inlines: Inlines) -> Inlines:
    return (Emphasis(inlines=inlines),)


def _make_superscript(inlines: Inlines) -> Inlines:
    return (Superscript(inlines=inlines),)


def _make_subscript(inlines: Inlines) -> Inlines:
    return (Subscript(inlines=inlines),)


_MAKERS: Final[Mapping[str, Callable[[Inlines], Inlines]]] = {
    "strong": _make_strong,
    "emphasis": _make_emphasis,
    "superscript": _make_superscript,
    "subscript": _make_subscript,
    "code": code_of,
}


def begin_inline(builder: BlockBuilder, tag: str, _attributes: Attributes) -> Closer:
    """Begin marked-up text."""
    return _open_inline(builder, "code" if tag in elements.CODES else elements.INLINES[tag])


def _open_inline(builder: BlockBuilder, kind: str) -> Closer:
    if builder.line.is_open(kind) or builder.line.depth >= DEEPEST:
        return None  # bold in bold is bold
    builder.line.open(kind, _MAKERS[kind])

    def end() -> None:
        builder.line.close()

    return end


def begin_span(builder: BlockBuilder, _tag: str, attributes: Attributes) -> Closer:
    """Begin a span, which may mark a keyword link or be bold."""
    if not is_keyword(attributes):
        return _open_inline(builder, "strong") if builder.look.is_bold else None
    builder.keyword_depth += 1

    def end() -> None:
        builder.keyword_depth -= 1

    return end


def begin_link(builder: BlockBuilder, _tag: str, attributes: Attributes) -> Closer:
    """Begin a link; one in another, or without a URL, dissolves."""
    if "href" not in attributes or builder.line.is_open("link"):
        return None
    href = builder.url(attributes["href"].strip(), "a link")
    title = attributes.get("title", "").strip() or None
    keyword = builder.keyword_depth > 0

    def make(inlines: Inlines) -> Inlines:
        if all(BLANK.fullmatch(inline.text) and not _holds_image(inline) for inline in inlines):
            return inlines
        return (Link(href=href, inlines=inlines, title=title, keyword=keyword),)

    number = builder.tag_number

    def end() -> None:
        if not builder.line.close():
            builder.find("empty-link", f"A link to {short(href)!r} holds nothing; it was left out.", tag_number=number)

    builder.line.open("link", make)
    return end


def _holds_image(inline: Inline) -> bool:
    return isinstance(inline, InlineImage) or (isinstance(inline, WRAPPERS) and any(map(_holds_image, inline.inlines)))
