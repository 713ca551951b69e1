"""What happens at the elements of a line: pictures, marked-up text, links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from ofweek_parse.model.inlines import InlineImage
from ofweek_parse.reading.html import elements
from ofweek_parse.reading.html.block_builder import BlockBuilder, EndHandler, short
from ofweek_parse.reading.html.formula_handlers import add_formula
from ofweek_parse.reading.html.formulas import formula_of_image
from ofweek_parse.reading.html.images import broken_text, read_image, source_of
from ofweek_parse.reading.html.line import figures_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["add_image", "start_inline", "start_link", "start_span", "start_tex", "within"]

Attributes: TypeAlias = "Mapping[str, str]"

_TEX_ROLES: Final = frozenset({"span", "code", "paragraph", "wrapper"})


def add_image(builder: BlockBuilder, attributes: Attributes) -> None:
    """Take in a picture."""
    if builder.noscript_depth and builder.has_image(source_of(attributes)):
        return  # the copy for browsers without scripts
    if builder.preformatted is None and (formula := formula_of_image(attributes)) is not None:
        builder.images.append(attributes)
        names = [attributes.get(name, "").strip() for name in ("alt", "title")]
        others = [name for name in names if formula.tex not in name]
        add_formula(builder, formula, builder.tag_number, source_of(attributes), *others)
        return
    broken = broken_text(attributes, builder.image_tags.spills)
    image = read_image(attributes, lambda url: builder.url(url, "an image"), broken)
    if image is None:
        builder.report("image-without-source", "An image names no URL; it was left out.")
        return
    if broken[1]:
        what = (
            "spilled into attribute names"
            if image.alt_verdict == "broken"
            else "is part of no attribute; it was left out"
        )
        builder.report("broken-attribute", f"The text {broken[1]!r} {what}.")
    builder.images.append(attributes)
    inline = InlineImage(image=image)
    if builder.preformatted is not None:
        builder.preformatted.figures.extend(figures_of((inline,)) or ())
    else:
        builder.line.add_image(inline)


def start_inline(builder: BlockBuilder, tag: str, _attributes: Attributes) -> EndHandler:
    """Begin marked-up text."""
    if builder.style.formula in {"tex", "delimited"} and elements.ROLES[tag] == "code":
        return None  # the TeX of a formula
    return _open_inline(builder, elements.ROLES[tag])


def _open_inline(builder: BlockBuilder, kind: str) -> EndHandler:
    if not builder.line.open_mark(kind):
        return None

    def end() -> None:
        builder.line.close()

    return end


def start_tex(builder: BlockBuilder, tag: str, end: EndHandler) -> EndHandler:
    """Begin TeX inside the element *tag*, whose class says that its text is that; *end* ends the element."""
    role, style = elements.ROLES.get(tag), builder.style
    if style.formula not in {"tex", "delimited"} or role not in _TEX_ROLES:
        return end
    kind = "display-formula" if style.is_display or role not in {"span", "code"} else "formula"
    return within(builder, kind if style.formula == "tex" or role == "code" else f"delimited-{kind}", end)


def within(builder: BlockBuilder, kind: str, end: EndHandler) -> EndHandler:
    """Begin text of that *kind* inside an element that another handler began; *end* ends that element."""
    close = _open_inline(builder, kind)
    if close is None or end is None:
        return close or end

    def end_both() -> None:
        close()
        end()

    return end_both


def start_span(builder: BlockBuilder, _tag: str, _attributes: Attributes) -> EndHandler:
    """Begin a span, which may mark a keyword link or be bold."""
    if builder.style.formula == "around-display":
        builder.display_depth += 1
        return lambda: setattr(builder, "display_depth", builder.display_depth - 1)
    if not builder.style.is_keyword:
        return _open_inline(builder, "strong") if builder.style.is_bold else None
    builder.keyword_depth += 1

    def end() -> None:
        builder.keyword_depth -= 1

    return end


def start_link(builder: BlockBuilder, _tag: str, attributes: Attributes) -> EndHandler:
    """Begin a link; one in another, or without a URL, dissolves."""
    if "href" not in attributes or builder.line.is_open("link"):
        return None
    href = builder.url(attributes["href"].strip(), "a link")
    number = builder.tag_number

    def end() -> None:
        if not builder.line.close():
            builder.report(
                "empty-link", f"A link to {short(href)!r} holds nothing; it was left out.", tag_number=number
            )

    builder.line.open_link(href, attributes.get("title"), is_keyword=builder.keyword_depth > 0)
    return end
