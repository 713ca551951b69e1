"""The body on the fast path: paragraphs and headings of text, inline elements and images, in wrappers.

The supported tags are derived from the table of elements. The fast path declines everything else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from ofweek_parse.model.blocks import ExcerptMark
from ofweek_parse.model.constructors import make_figure, make_heading, make_paragraph, make_text
from ofweek_parse.model.inlines import InlineImage, Link
from ofweek_parse.model.traversal import inlines_of
from ofweek_parse.reading.fast.flat_lines import read_flat_line
from ofweek_parse.reading.fast.references import are_unambiguous
from ofweek_parse.reading.fast.tags import ATTRIBUTES, KEYWORD_LINK, MANY, RefusedError, TagReader
from ofweek_parse.reading.fast.texts import fold_lines, read_text
from ofweek_parse.reading.html.building.excerpt import is_excerpt_end
from ofweek_parse.reading.html.building.figures import figures_of
from ofweek_parse.reading.html.building.line import Line, make_block
from ofweek_parse.reading.html.building.marks import MARKS
from ofweek_parse.reading.html.elements import HEADING_LEVELS, RAW_TEXT, ROLES, tags_of
from ofweek_parse.reading.html.white_space import SPACE
from ofweek_parse.reading.markdown_body import may_be_markdown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ofweek_parse.model.blocks import Alignment, Block
    from ofweek_parse.reading.limits import Limits

__all__ = ["INLINE_TAGS", "BodyReader"]

_DEEPEST: Final = 3 * MANY  # wrappers, a paragraph and inlines
_LEVELS: Final[Mapping[str, int]] = {**dict.fromkeys(tags_of("paragraph"), 0), **HEADING_LEVELS}
_LINE_TAGS: Final = "|".join(sorted(_LEVELS))
_WRAPPER_TAGS: Final = "|".join(sorted(tags_of("wrapper")))
_MOST_TAGS: Final = 1_000  # in a line: for each, the search takes two hundred bytes
_MOST_HYPHENS: Final = 1_000  # in a comment: likewise
_BLOCK: Final = re.compile(
    rf"""
    < ({_LINE_TAGS}) {ATTRIBUTES} >                         # a paragraph or heading
    ( [^<]* (?: (?=</\1>) | (?: < (?!/?(?:{_LINE_TAGS})[\s>]) [^<]* ){{0,{_MOST_TAGS}}} ) )
    </\1>
    | < (/?) ({_WRAPPER_TAGS}) {ATTRIBUTES} >               # a tag of a wrapper
    | <!-- (?!-?>) ( [^-]* (?: -(?!-) [^-]* ){{0,{_MOST_HYPHENS}}} --> )  # a comment
    """,
    re.VERBOSE,
)
_BLOCK_PARTS: Final = 8  # of a split: its groups and the text behind it
_INLINE: Final = re.compile(
    rf"""
    {KEYWORD_LINK}                                          # in one piece, since there are many
    | < (/?) ([a-z]+) {ATTRIBUTES} [ \t\n\f]* (/?) >
    """,
    re.VERBOSE,
)
_INLINE_PARTS: Final = 8
_KEYWORD_TAGS: Final = 4
_INLINE_ROLES: Final = frozenset({*MARKS, "link", "span", "dissolved"}) - {"code"}  # which keeps its spaces
INLINE_TAGS: Final = frozenset(tag for tag, role in ROLES.items() if role in _INLINE_ROLES) - RAW_TEXT
_Opened: TypeAlias = Literal["mark", "link", "keyword", "nothing"]
_IMAGE: Final = re.compile(rf"<img{ATTRIBUTES}[ \t\n\f]*/?>", re.VERBOSE)


class BodyReader:
    """Reads one body."""

    def __init__(self, limits: Limits, tags: TagReader, *, is_printable: bool) -> None:
        self._limits = limits
        self._tags = tags
        self._is_printable = is_printable
        self._has_excerpt = False
        self._texts: list[str] = []  # lines of nothing but text, and
        self._places: list[tuple[Alignment | None, int]] = []  # the alignment and heading level of each
        self._others: list[tuple[int, Block]] = []  # other blocks, with the number of text lines before each

    def read(self, body: str) -> tuple[Block, ...] | None:
        """Return the blocks of *body*, or ``None`` if it is for the reference path."""
        limits = self._limits
        if limits.depth < _DEEPEST or limits.attributes < MANY or not are_unambiguous(body):
            return None
        try:
            self._read_blocks(body)
        except RefusedError:
            return None
        blocks = self._blocks()
        return blocks if 0 < len(blocks) <= limits.blocks else None

    def _blocks(self) -> tuple[Block, ...]:
        texts = fold_lines(self._texts, is_printable=self._is_printable)
        lines: list[Block | None] = []
        for text, (alignment, level) in zip(texts, self._places, strict=True):
            if not text:
                lines.append(None)
            elif level:
                lines.append(make_heading(level=level, inlines=(make_text(text=text),)))
            else:
                lines.append(make_paragraph(inlines=(make_text(text=text),), align=alignment))
        blocks: list[Block | None] = []
        done = 0
        for before, block in self._others:
            blocks += lines[done:before]
            blocks.append(block)
            done = before
        blocks += lines[done:]
        return tuple(filter(None, blocks))

    def _read_blocks(self, body: str) -> None:
        wrappers: list[tuple[str, Alignment | None]] = []  # with the alignment around each
        inherited: Alignment | None = None
        style_of, known_style = self._tags.style, self._tags.styles.get
        add_text, add_place, add_line = self._texts.append, self._places.append, self._add_line
        add_bare = self._add_bare
        parts = iter(_BLOCK.split(body))
        if (text := next(parts)).strip(SPACE):
            add_bare(text, None, 0)
        for tag, attributes, inside, closes, wrapper, wrapper_attributes, comment, text in zip(
            *[parts] * _BLOCK_PARTS, strict=True
        ):
            if tag:
                alignment = (known_style(attributes) or style_of(attributes)).alignment or inherited
                if "<" in inside:
                    add_line(inside, alignment, _LEVELS[tag])
                else:
                    add_text(inside)
                    add_place((alignment, _LEVELS[tag]))
            elif comment:
                if text.strip(SPACE):
                    raise RefusedError  # the line continues after it
                if not self._has_excerpt and is_excerpt_end(comment.removesuffix("-->")):
                    self._has_excerpt = True
                    self._add_block(ExcerptMark())
            elif closes:
                opened, inherited = wrappers.pop() if wrappers else ("", None)
                if opened != wrapper or wrapper_attributes:
                    raise RefusedError
            else:
                if len(wrappers) > MANY:
                    raise RefusedError
                wrappers.append((wrapper, inherited))
                alignment = style_of(wrapper_attributes).alignment
                inherited = "center" if wrapper == "center" else alignment or inherited
            if text and text.strip(SPACE):
                (add_line if wrappers else add_bare)(text, inherited, 0)
        if wrappers:
            raise RefusedError

    def _add_bare(self, written: str, alignment: Alignment | None, level: int) -> None:
        """Add the content of *written*, which is in no element."""
        if may_be_markdown(written):
            raise RefusedError
        self._add_line(written, alignment, level)

    def _add_line(self, written: str, alignment: Alignment | None, level: int) -> None:
        """Add the content of *written*, text and inline elements."""
        if "<" not in written:
            self._texts.append(written)
            self._places.append((alignment, level))
        elif image := _IMAGE.fullmatch(written.strip(SPACE)):
            self._add_block(make_figure(image=self._tags.image(image[1])))
        else:
            self._add_marked_up(written, alignment, level)

    def _add_block(self, block: Block) -> None:
        self._others.append((len(self._texts), block))

    def _add_marked_up(self, written: str, alignment: Alignment | None, level: int) -> None:
        if self._is_printable and (inlines := read_flat_line(written, self._tags.web_url)):
            self._add_block(make_block(inlines, alignment, level))
            return
        line = Line()
        opened: list[tuple[str, _Opened]] = []
        parts = iter(_INLINE.split(written))
        line.add_text(read_text(next(parts)))
        tags = 0
        for href, title, word, closes, tag, attributes, is_empty, text in zip(*[parts] * _INLINE_PARTS, strict=True):
            tags += 1 if tag else _KEYWORD_TAGS
            if href:
                self._add_keyword(line, opened, href, title, word)
            elif closes:
                self._close(line, opened, tag, attributes)
            else:
                role = ROLES.get(tag)
                if role == "line-break" and not attributes:
                    if not line.add_break() and not level:
                        self._end_line(line, alignment, 0)
                elif role == "image":
                    line.add_image(InlineImage(image=self._tags.image(attributes)))
                elif is_empty or tag not in INLINE_TAGS or len(opened) > MANY:
                    raise RefusedError
                else:
                    opened.append((tag, self._open(line, opened, tag, attributes)))
            if text:
                line.add_text(read_text(text))
        if opened or tags != written.count("<"):
            raise RefusedError
        self._end_line(line, alignment, level)

    def _add_keyword(self, line: Line, opened: list[tuple[str, _Opened]], href: str, title: str, word: str) -> None:
        if opened and (len(opened) > MANY or any(kind == "link" or tag == "a" for tag, kind in opened)):
            raise RefusedError
        line.open_link(self._tags.web_url(href), title, is_keyword=True)
        line.add_text(word)
        if not line.close():
            raise RefusedError  # the reference path reports an empty link

    def _open(self, line: Line, opened: list[tuple[str, _Opened]], tag: str, attributes: str) -> _Opened:
        """Begin the element *tag* inside those that are *opened*."""
        role = ROLES[tag]
        if role == "link":
            if any(tag == outer for outer, _ in opened):
                raise RefusedError
            link = self._tags.link(attributes)
            if link is None:
                return "nothing"
            line.open_link(*link, is_keyword=any(kind == "keyword" for _, kind in opened))
            return "link"
        style = self._tags.style(attributes)
        if role == "span" and style.is_keyword:
            return "keyword"
        if role == "dissolved" or (role == "span" and not style.is_bold):
            return "nothing"
        return "mark" if line.open_mark("strong" if role == "span" else role) else "nothing"

    @staticmethod
    def _close(line: Line, opened: list[tuple[str, _Opened]], tag: str, attributes: str) -> None:
        """End the element *tag*, which must be the one opened last."""
        if not opened or attributes:
            raise RefusedError
        name, kind = opened.pop()
        if name != tag:
            raise RefusedError
        if kind in {"mark", "link"} and not line.close():
            raise RefusedError  # the reference path reports an empty link

    def _end_line(self, line: Line, alignment: Alignment | None, level: int) -> None:
        holds_image = line.holds_image
        inlines = line.take()
        if not inlines:
            return
        figures = figures_of(inlines) if holds_image else None
        if figures and any(isinstance(inline, Link) and inline.title for inline in inlines_of(inlines)):
            raise RefusedError  # the reference path reports the tool tip
        for block in figures or (make_block(inlines, alignment, level),):
            self._add_block(block)
