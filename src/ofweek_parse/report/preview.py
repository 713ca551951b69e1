"""The body of a post in the report: nothing is loaded, and removed texts of images are marked."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from typing import TYPE_CHECKING

import attrs

from ofweek_parse.model.blocks import CodeBlock, Embed, ExcerptMark, Figure, Heading, Paragraph, Table
from ofweek_parse.model.inlines import Image, Link, Strikethrough
from ofweek_parse.model.traversal import iter_images
from ofweek_parse.safe_urls import safe_url
from ofweek_parse.writers.html import HtmlWriter, escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ofweek_parse.model.article import Article
    from ofweek_parse.model.blocks import Block, Cell
    from ofweek_parse.model.inlines import Inline

__all__ = ["Fate", "Preview", "fates"]

_SHORT = 80  # characters of an image's text that are shown at once
_WEB = re.compile("https?://", re.IGNORECASE)


@attrs.frozen(kw_only=True)
class Fate:
    """The result for a raw image.

    Attributes:
        verdict: The verdict on its alternative text, or ``gone`` if the image was removed too.
        has_alt: Whether it still has an alternative text.
        has_title: Whether it still has a title.
    """

    verdict: str
    has_alt: bool
    has_title: bool


def fates(raw: Article, article: Article) -> Mapping[int, Fate]:
    """Return the results for the images of *raw* in *article*, by the identity of the image."""
    left = iter(article.images)
    images = tuple(iter_images(raw.blocks))
    aligned = zip(images, left, strict=True) if len(images) == len(article.images) else _aligned(images, article.images)
    return {
        id(image): Fate(
            verdict=found.alt_verdict if found else "gone",
            has_alt=bool(found and found.alt),
            has_title=bool(found and found.title),
        )
        for image, found in aligned
    }


def _aligned(images: tuple[Image, ...], found: tuple[Image, ...]) -> Iterator[tuple[Image, Image | None]]:
    """Yield each of *images* with the next of *found* that has the same URL."""
    waiting: defaultdict[str, deque[Image]] = defaultdict(deque)
    for image in found:
        waiting[image.original_src or image.src].append(image)
    for image in images:
        same = waiting[image.src]
        yield image, same.popleft() if same else None


class Preview(HtmlWriter):
    """Writes blocks for the report.

    Args:
        fates: The results for the images of a raw article; empty for a normalized one.
    """

    def __init__(self, fates: Mapping[int, Fate] | None = None) -> None:
        super().__init__()
        self._fates = fates or {}

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph(align=str() as align):  # no style attribute: the page's policy forbids them
                inside = self._inlines(block.inlines)
                return f'<p class="align-{escape(align)}">{inside}</p>' if inside else ""
            case Heading():  # below the page's own headings
                level = 5 if block.level < 3 else 6
                return f"<h{level}>{self._inlines(block.inlines)}</h{level}>"
            case CodeBlock():  # it may have to be scrolled, also by those who have only a keyboard
                return super()._block(block).replace("<pre>", '<pre tabindex="0">', 1)
            case ExcerptMark():
                return '<p class="frame"><span class="icon">excerpt ends</span></p>'
            case _:
                return super()._block(block)

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Strikethrough():  # `del` is what was dropped
                return f"<s>{self._inlines(inline.inlines)}</s>"
            case _:
                return super()._inline(inline)

    def _figure(self, figure: Figure) -> str:
        link = f'<p class="leads">leads to {place(figure.href)}</p>' if figure.href else ""
        caption = self._inlines(figure.caption)
        written = f"<figcaption>{caption}</figcaption>" if caption else ""
        texts = "".join(self._texts(figure.image, "div"))
        return f'<figure class="picture">{self._frame(figure.image, "div")}{texts}{link}{written}</figure>'

    def _image(self, image: Image) -> str:
        return f'<span class="picture">{self._frame(image, "span")}{"".join(self._texts(image, "span"))}</span>'

    def _frame(self, image: Image, tag: str) -> str:
        """Return the placeholder for the image, which is not loaded."""
        fate = self._fates.get(id(image))
        verdict = escape(fate.verdict if fate else image.alt_verdict)
        size = f' <span class="size">{image.width or "?"} × {image.height or "?"}</span>'
        shown = size if image.width or image.height else ""
        chip = f'<span class="chip is-{verdict}">alt {verdict}</span>'
        return f'<{tag} class="frame"><span class="icon">image</span> {place(image.src)}{shown} {chip}</{tag}>'

    def _texts(self, image: Image, tag: str) -> Iterator[str]:
        fate = self._fates.get(id(image))
        for name, text, is_left in (
            ("alt", image.alt, fate is None or fate.has_alt),
            ("title", image.title or "", fate is None or fate.has_title),
        ):
            if text:
                yield _text(name, text, tag, is_left=is_left)

    def _embed(self, embed: Embed) -> str:
        title = f" “{escape(embed.title)}”" if embed.title else ""
        poster = f' <span class="icon">poster</span> {place(embed.poster)}' if embed.poster else ""
        return f'<p class="frame"><span class="icon">{embed.kind}</span> {place(embed.url)}{title}{poster}</p>'

    def _table(self, table: Table) -> str:
        return f'<div class="scroll" tabindex="0" role="group" aria-label="Table">{super()._table(table)}</div>'

    def _cell(self, cell: Cell, tag: str) -> str:
        written = super()._cell(cell, tag)
        return f'<th scope="col"{written.removeprefix("<th")}' if tag == "th" else written

    def _link(self, link: Link) -> str:
        inside = self._inlines(link.inlines)
        if not _is_web(link.href):
            return f'<span class="link" title="{escape(link.href)}">{inside}</span>' if inside else ""
        return f'<a href="{escape(link.href)}" target="_blank" rel="noopener noreferrer">{inside}</a>' if inside else ""


def _text(name: str, text: str, tag: str, *, is_left: bool) -> str:
    """Return one of the two texts of an image, marked if it was removed; a long text is collapsed or abbreviated."""
    mark, said = ("ins", "kept") if is_left else ("del", "dropped")
    label = f'<span class="label">{name}, {len(text.encode("utf-8", "replace")):,} bytes, {said}</span>'
    if len(text) <= _SHORT:
        return f'<{tag} class="text">{label} <{mark}>{escape(text)}</{mark}></{tag}>'
    start = f"<{mark}>{escape(text[:_SHORT])}…</{mark}>"
    if tag == "span":  # a line can't fold
        return f'<span class="text">{label} {start} and {len(text) - _SHORT:,} characters more</span>'
    return (
        f'<details class="text"><summary>{label} <span class="start">{start}</span></summary>'
        f"<{mark}>{escape(text)}</{mark}></details>"
    )


def place(url: str) -> str:
    """Return *url* as its last part, a link if it is one of the web; nothing is loaded before somebody follows it."""
    end = url.rstrip("/").rpartition("/")[2][-60:] or url[:60] or "no URL"
    if not _is_web(url):
        return f'<span class="url" title="{escape(url[:500])}">{escape(end)}</span>'
    return f'<a class="url" href="{escape(url)}" title="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(end)}</a>'


def _is_web(url: str) -> bool:
    safe = safe_url(url)
    return safe is not None and _WEB.match(safe) is not None
