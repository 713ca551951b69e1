"""The generator's plain HTML, read by hand: paragraphs and headings of text, bold type, links and pictures, in wrappers.

Only what the readers of all HTML (``markup.py`` and those it drives) take in the same way without anything to note.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from ofweek_parse.model.blocks import Figure, Heading, Paragraph
from ofweek_parse.model.inlines import Emphasis, Image, InlineImage, Link, Strong, Subscript, Superscript, Text
from ofweek_parse.reading.attributes import alignment_of, is_bold, is_hidden
from ofweek_parse.reading.lines import RUN, SPACE, figures_of, folded
from ofweek_parse.reading.oddities import after_end
from ofweek_parse.reading.phrasing import is_keyword
from ofweek_parse.reading.pictures import read_image
from ofweek_parse.reading.plain_line import MANY, Mark, NotPlainError, PlainLine, shows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ofweek_parse.model.blocks import Alignment, Block
    from ofweek_parse.reading.limits import Limits

__all__ = ["PlainBody"]

_ATTRIBUTES = r"""((?:\s+[a-z][a-z0-9-]{0,40}(?:="[^"]*")?(?=[\s/>]))*)"""
# A paragraph or heading with what it holds, a tag of a wrapper, or a comment.
_BLOCK = re.compile(
    rf"<(?:(p|h[1-6]){_ATTRIBUTES}>([^<]*(?:<(?!/?(?:p|h[1-6])[\s>])[^<]*)*)</\1>"
    rf"|(/?)(article|center|div|section){_ATTRIBUTES}>|(!--)(?!-?>)[^-]*(?:-(?!-)[^-]*)*-->)"
)
_BLOCK_PARTS = 8  # of a split: its groups and the text behind it
# A keyword link as the site inserts it, at once since there are many; else any tag.
_INLINE = re.compile(
    r"<(?:span class=\"hrefStyle\"><a href=\"(https?://[!#-%'-;=?-Z^-z|~]+)\" target=\"_blank\" title=\"([^\"<&]*)\">([^<&]+)</a></span>"
    rf"|(/?)([a-z]+){_ATTRIBUTES}\s*/?>)"
)
_INLINE_PARTS = 7
_KEYWORD_TAGS = 4
_IMAGE = re.compile(rf"<img{_ATTRIBUTES}\s*/?>")
_ATTRIBUTE = re.compile(r"""([a-z][a-z0-9-]*)(?:="([^"]*)")?""")
# A reference that all read in the same way, or an ampersand that begins none.
_AMPERSAND = re.compile(
    r"&(?:(?:amp|lt|gt|quot|nbsp|reg|trade|copy|ldquo|rdquo|mdash|hellip|middot|#123|#125);|(?![A-Za-z#]))"
)
_WORD = re.compile(r"&[A-Za-z][A-Za-z0-9]*(?![A-Za-z0-9;])")
# The usual image: nothing spilled from its attributes, and its URL, behind the generator's proxy or not, ends in a number or
# hash, so that it stands for itself and for no placeholder.
_USUAL_OF_IMAGE = frozenset({"alt", "referrerpolicy", "src", "title"})
_NUMBERED_URL = re.compile(
    r"https?://(?:[\w.-]+/\?https?://)?[!$-;=A-Z^-z|~]+/(?:wx_article__)?[0-9a-f]{3,}\.[a-z]+", re.ASCII
)
_WEB_URL = re.compile(r"https?://[!#-;=?-Z^-z|~]+")
_MARKS: Mapping[str, Mark] = {
    "b": Strong,
    "em": Emphasis,
    "i": Emphasis,
    "strong": Strong,
    "sub": Subscript,
    "sup": Superscript,
}


class _Style(NamedTuple):
    """What the attributes of a block or a span say."""

    align: Alignment | None = None
    is_bold: bool = False
    is_keyword: bool = False


_NO_STYLE = _Style()


class PlainBody:
    """Reads one body.

    Attributes:
        repeats: How often the stand-in for a repeated alternative text was met.
    """

    def __init__(self, limits: Limits, *, stand_in: str, repeated: str) -> None:
        self.repeats: int = 0
        self._limits = limits
        self._stand_in = stand_in
        self._repeated = repeated
        self._blocks: list[Block] = []
        self._styles: dict[str, _Style] = {"": _NO_STYLE}

    def read(self, body: str) -> tuple[Block, ...] | None:
        """The blocks of *body*, or ``None`` if it is not plain."""
        limits = self._limits
        if min(limits.depth, limits.attributes) < MANY:
            return None
        if "&" in body and body.count("&") != len(_AMPERSAND.findall(body)) + sum(map(_is_text, _WORD.findall(body))):
            return None
        if after_end(body):
            return None
        try:
            self._read_blocks(body)
        except NotPlainError:
            return None
        return tuple(self._blocks) if 0 < len(self._blocks) <= limits.blocks else None

    def _read_blocks(self, body: str) -> None:
        wrappers: list[str] = []
        alignments: list[Alignment | None] = [None]
        parts = iter(_BLOCK.split(body))
        self._add_line(next(parts), None, 0)
        blocks = zip(*[parts] * _BLOCK_PARTS, strict=True)
        for tag, attributes, inside, closes, wrapper, wrapper_attributes, comment, text in blocks:
            if tag:
                align = self._style(attributes).align or alignments[-1]
                self._add_line(inside, align, 0 if tag == "p" else int(tag[1]))
            elif comment:
                if not text.isspace() and text:
                    raise NotPlainError  # the line goes on behind it
            elif closes:
                if not wrappers or wrappers.pop() != wrapper or wrapper_attributes:
                    raise NotPlainError
                alignments.pop()
            else:
                wrappers.append(wrapper)
                align = self._style(wrapper_attributes).align
                alignments.append("center" if wrapper == "center" else align or alignments[-1])
            if text:
                self._add_line(text, alignments[-1], 0)
        if wrappers:
            raise NotPlainError

    def _style(self, written: str) -> _Style:
        style = self._styles.get(written)
        if style is None:
            attributes = self._pairs(written)
            align = alignment_of("p", attributes)
            style = self._styles[written] = _Style(align, is_bold(attributes), is_keyword(attributes))
        return style

    def _pairs(self, written: str) -> dict[str, str]:
        pairs = _ATTRIBUTE.findall(written)
        attributes = dict(pairs)
        if "&" in written:
            attributes = {name: html.unescape(value) for name, value in pairs}
        if len(attributes) != len(pairs) or len(pairs) > MANY:
            raise NotPlainError
        if ("style" in attributes and "<" in attributes["style"]) or is_hidden(attributes):
            raise NotPlainError
        return attributes

    def _add_line(self, written: str, align: Alignment | None, level: int) -> None:
        """Add the blocks that *written*, text and inline elements, comes to."""
        if "<" in written:
            self._add_marked_up(written, align, level)
            return
        if "&" in written:
            written = html.unescape(written)
        if "  " in written or not written.isprintable():
            written = RUN.sub(folded, written)
        text = written.strip(SPACE)
        if text and ("\u3002" < text[0] < "\ufe00" or shows(text)):
            inlines = (Text(text=text),)
            self._blocks.append(
                Heading(level=level, inlines=inlines) if level else Paragraph(inlines=inlines, align=align)
            )

    def _add_marked_up(self, written: str, align: Alignment | None, level: int) -> None:
        if image := _IMAGE.fullmatch(written):
            self._blocks.append(Figure(image=self._image(image[1])))
            return
        line = PlainLine()
        parts = iter(_INLINE.split(written))
        line.add_text(next(parts))
        tags = 0
        for href, title, word, closes, tag, attributes, text in zip(*[parts] * _INLINE_PARTS, strict=True):
            tags += 1 if tag else _KEYWORD_TAGS
            if href:
                line.add_keyword(href, title, word)
            elif closes:
                line.close(tag)
            elif tag == "br":
                if attributes:
                    raise NotPlainError
                if line.ends_at_break() and not level:
                    self._add_blocks(line, align, 0)
                    line = PlainLine()
            else:
                self._open(line, tag, attributes)
            if text:
                line.add_text(text)
        if tags != written.count("<"):
            raise NotPlainError
        self._add_blocks(line, align, level)

    def _add_blocks(self, line: PlainLine, align: Alignment | None, level: int) -> None:
        inlines, holds_image = line.finish()
        figures = figures_of(inlines) if holds_image else None
        if figures:
            self._blocks.extend(figures)
        elif inlines:
            self._blocks.append(
                Heading(level=level, inlines=inlines) if level else Paragraph(inlines=inlines, align=align)
            )

    def _open(self, line: PlainLine, tag: str, attributes: str) -> None:
        if tag in _MARKS:
            self._style(attributes)
            line.open(tag, _MARKS[tag])
        elif tag == "img":
            line.add_image(InlineImage(image=self._image(attributes)))
        elif tag == "span":
            style = self._style(attributes)
            kind = Strong if style.is_bold and not style.is_keyword else None
            line.open(tag, kind, is_keyword=style.is_keyword)
        elif tag == "a":
            self._open_link(line, attributes)
        else:
            raise NotPlainError

    def _open_link(self, line: PlainLine, written: str) -> None:
        attributes = self._pairs(written)
        href = attributes.get("href", "").strip()
        if not _WEB_URL.fullmatch(href):
            raise NotPlainError
        line.open("a", Link, link=(href, attributes.get("title", "").strip() or None))

    def _image(self, written: str) -> Image:
        attributes = self._pairs(written)
        if self._repeated:
            for name in ("alt", "title"):
                if attributes.get(name) == self._stand_in:
                    attributes[name] = self._repeated
                    self.repeats += 1
        if attributes.keys() <= _USUAL_OF_IMAGE and _NUMBERED_URL.fullmatch(src := attributes.get("src", "")):
            alt = attributes.get("alt", "").strip()
            title = attributes.get("title", "").strip() or None
            return Image(src=src, alt=alt, title=title, alt_verdict="kept" if alt else "absent")
        image = read_image(attributes, _web_url)
        if image is None:
            raise NotPlainError
        return image


def _is_text(word: str) -> bool:
    """Whether *word*, with an ampersand before it, has no name of a character for its beginning."""
    return html.unescape(word) == word


def _web_url(url: str) -> str:
    if not _WEB_URL.fullmatch(url):
        raise NotPlainError
    return url
