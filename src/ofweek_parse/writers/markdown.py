"""CommonMark with GFM tables and strikethrough, which a CommonMark parser reads back as the same structure and text."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Literal, get_args

from ofweek_parse.arguments import check_choice, check_count, check_flags, check_kind
from ofweek_parse.characters import visible
from ofweek_parse.model.article import Article
from ofweek_parse.model.blocks import (
    CodeBlock,
    Embed,
    ExcerptMark,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from ofweek_parse.model.inlines import Code, InlineImage, LineBreak, Link, Text
from ofweek_parse.model.unions import assert_never
from ofweek_parse.safe_urls import safe_url
from ofweek_parse.writers.header import post_header
from ofweek_parse.writers.hexo import EXCERPT_MARK, keeps_markdown
from ofweek_parse.writers.html import HtmlWriter
from ofweek_parse.writers.markdown_escaping import reference
from ofweek_parse.writers.markdown_inlines import Target, write_line
from ofweek_parse.writers.markdown_tables import table_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ofweek_parse.model.blocks import Block, Cell
    from ofweek_parse.model.inlines import Inline
    from ofweek_parse.writers.markdown_escaping import LineContext

__all__ = ["LinkStyle", "to_markdown"]

LinkStyle = Literal["inline", "reference", "none"]
"""The style of links or images: inline, as numbered references with the URLs at the end, or without URLs."""

_TICKS = re.compile(r"^ {0,3}(`{3,})|(`{3,})", re.MULTILINE)
_MARKUP = re.compile(r"[<&\[\]{]")
_CODE_MARKUP = re.compile(r"[{}\\`*_\[\]~|!]")
_TASK = re.compile(r"^\\\[([ x])\\\] (?=\S)")  # GFM makes a checkbox of it, and to CommonMark it is text
_LANGUAGE = re.compile(r"[\w#.+-]+")  # behind anything else Python-Markdown finds no fence


def to_markdown(
    article: Article,
    *,
    title: bool = False,
    front_matter: bool = False,
    heading_base: int = 1,
    links: LinkStyle = "inline",
    images: LinkStyle = "inline",
) -> str:
    """Return the body as CommonMark, with GFM tables and strikethrough, and formulas between dollar signs.

    Args:
        article: The article.
        title: Whether to begin with the title, as a heading of level *heading_base*.
        front_matter: Whether to begin with YAML front matter, as in `to_post`.
        heading_base: The level of headings of level 1; the others are shifted with it, to at most 6.
        links: The style of links; ``none`` keeps only their text.
        images: The style of images; ``none`` keeps only their captions.

    Raises:
        TypeError: *article* is not an article, or *heading_base* is not an integer.
        ValueError: *heading_base* is not a level, or a style is unknown.

    Example:
        >>> from ofweek_parse import parse, to_markdown
        >>> to_markdown(parse("---\\ntitle: a\\n---\\n<p>中<strong>“b”</strong>文 c*d</p>"))
        '&#20013;**“b”**&#25991; c\\\\*d\\n'
    """
    check_kind("article", article, Article, "an Article")
    check_flags(title=title, front_matter=front_matter)
    for option, style in (("links", links), ("images", images)):
        check_choice(option, style, get_args(LinkStyle))
    check_count("heading_base", heading_base, least=1, most=6)
    header = post_header(article) if front_matter else ""
    writer = MarkdownWriter(heading_base=heading_base, links=links, images=images)
    heading = [Heading(level=1, inlines=(Text(text=article.title),))] if title and article.title else []
    blocks: list[Block] = [*heading, *article.blocks]
    body = writer.document(blocks)
    return f"{header}\n{body}" if header else body


class MarkdownWriter:
    """Writes blocks; see `to_markdown` for the options. For a Hexo *post*, what Hexo would change is written as HTML."""

    def __init__(
        self, *, heading_base: int = 1, links: LinkStyle = "inline", images: LinkStyle = "inline", post: bool = False
    ) -> None:
        self._heading_base = heading_base
        self._styles: Mapping[str, LinkStyle] = {"link": links, "image": images}
        self._post = post
        self._numbers: dict[Target, int] = {}

    def document(self, blocks: Iterable[Block]) -> str:
        """Return *blocks*, and the definitions of the references in them."""
        parts = ["\n".join(rows) for rows in self._rows_of(blocks, post=self._post)]
        parts += ["\n".join(f"[{number}]: {_destination(target)}" for target, number in self._numbers.items())]
        text = visible("\n\n".join(filter(None, parts)))
        return f"{text}\n" if text else ""

    def _rows_of(self, blocks: Iterable[Block], *, post: bool = False, nested: bool = False) -> Iterator[list[str]]:
        """The lines of each block. Lists that follow each other take turns with their marks, or they would be one."""
        before: ListBlock | None = None
        turn = False
        for block in blocks:
            follows = isinstance(block, ListBlock) and before is not None and before.ordered == block.ordered
            turn = follows and not turn
            rows = self._block(block, other_mark=turn, nested=nested)
            if rows and post and not keeps_markdown(block, "\n".join(rows)):
                rows = HtmlWriter(post=True).blocks([block]).rstrip("\n").split("\n")
            if rows:
                before = block if isinstance(block, ListBlock) else None
                yield rows

    def _block(self, block: Block, *, other_mark: bool, nested: bool) -> list[str]:
        match block:
            case Paragraph():
                return self._line(block.inlines, "paragraph")
            case Heading():
                level = min(max(block.level + self._heading_base - 1, 1), 6)
                return [f"{'#' * level} {row}" for row in self._line(block.inlines, "heading")]
            case Figure():
                return self._figure(block)
            case ListBlock():
                return self._list(block, other_mark=other_mark)
            case Table():
                return table_lines(block, self._cell)
            case Quote():
                inside = [row for rows in self._rows_of(block.blocks, nested=True) for row in ("", *rows)]
                return [f"> {row}" if row else ">" for row in inside[1:]]
            case CodeBlock():
                return self._code(block, nested=nested)
            case Embed():
                if safe_url(block.url, "embed") is None:
                    return []
                link = Link(href=block.url, inlines=(Text(text=block.title or block.url),))
                return self._line((link,), "paragraph")
            case Rule():
                return ["___"]
            case ExcerptMark():
                return [EXCERPT_MARK] if self._post else []
            case _:
                assert_never(block)

    def _line(self, inlines: Iterable[Inline], context: LineContext) -> list[str]:
        written = write_line(inlines, context, self._place, keeps_links=self._styles["link"] != "none")
        return written.split("\n") if written else []

    def _place(self, text: str, target: Target, kind: Literal["link", "image"]) -> str:
        style = self._styles[kind]
        if style == "none":
            return ""  # of an image; links are not placed then
        mark = "!" if kind == "image" else ""
        if style == "inline":
            inside = _destination(target) if any(target) else ""  # marked reads on behind `<>`
            return f"{mark}[{text}]({inside})"
        return f"{mark}[{text}][{self._numbers.setdefault(target, len(self._numbers) + 1)}]"

    def _figure(self, figure: Figure) -> list[str]:
        picture: Inline = InlineImage(image=figure.image)
        if figure.href is not None:
            picture = Link(href=figure.href, inlines=(picture,))
        caption = figure.caption
        rows = self._line((picture, *((LineBreak(),) if caption else ()), *caption), "paragraph")
        return rows if rows and rows[0] not in {"\\", "<br>"} else self._line(caption, "paragraph")

    def _list(self, block: ListBlock, *, other_mark: bool) -> list[str]:
        tight = all(_is_tight(item) for item in block.items)
        rows: list[str] = []
        for number, item in enumerate(block.items, max(block.start, 0)):
            mark = (
                f"{min(number, 999_999_999)}{')' if other_mark else '.'}"
                if block.ordered
                else "*"
                if other_mark
                else "-"
            )
            inside: list[str] = []
            for part in self._rows_of(item, nested=True):
                if not inside and _is_task(item):
                    part[0] = _TASK.sub(r"[\1] ", part[0])
                inside += [*([""] if inside and not tight else []), *part]
            indent = " " * (len(mark) + 1)
            if rows and not tight:
                rows.append("")
            rows.append(f"{mark} {inside[0]}" if inside else mark)
            rows += [indent + row if row else "" for row in inside[1:]]
        return rows

    def _code(self, block: CodeBlock, *, nested: bool) -> list[str]:
        # Python-Markdown knows fences, but not in a list or quote.
        if nested and _MARKUP.search(block.code):
            return _code_as_html(block).split("\n")
        longest = max((len(run[0] or run[1]) for run in _TICKS.findall(block.code)), default=2)
        fence = "`" * (longest + 1)
        language = _LANGUAGE.match(block.language or "")
        return [fence + (language[0] if language else ""), *block.code.split("\n"), fence]

    def _cell(self, cell: Cell | None) -> str:
        inlines: list[Inline] = []
        for part in _flat(cell.blocks if cell is not None else ()):
            if part:
                inlines += [*([LineBreak()] if inlines else []), *part]
        return "".join(self._line(inlines, "cell"))


def _code_as_html(block: CodeBlock) -> str:
    """Return *block* without braces, blank lines or Markdown, for renderers that read templates first or would see no code."""
    written = HtmlWriter().blocks([block]).strip("\n")
    written = _CODE_MARKUP.sub(lambda match: reference(match[0]), written)
    return re.sub(r"\n(?=[ \t]*\n)", "&#10;", written)


def _destination(target: Target) -> str:
    url = target.url or "<>"
    return f'{url} "{target.title}"' if target.title else url


def _is_task(item: tuple[Block, ...]) -> bool:
    """Whether *item* begins with the state of a checkbox."""
    return isinstance(first := item[0], Paragraph) and any(
        isinstance(inline, Text) and inline.text.startswith(("[x] ", "[ ] ")) for inline in first.inlines[:1]
    )


def _is_tight(item: tuple[Block, ...]) -> bool:
    # A list that starts with another number than 1 can't follow a paragraph without a blank line.
    rest_fits = all(isinstance(block, ListBlock) and not (block.ordered and block.start != 1) for block in item[1:])
    return rest_fits and (not item or isinstance(item[0], (Paragraph, ListBlock)))


def _flat(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    """Return *blocks* as lines, for a cell, which can't contain blocks."""
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield block.inlines
            case Figure():
                picture: Inline = InlineImage(image=block.image)
                yield (picture if block.href is None else Link(href=block.href, inlines=(picture,)),)
                yield block.caption
            case ListBlock():
                for item in block.items:
                    yield from _flat(item)
            case Table():
                for cell in chain(block.header or (), *block.rows):
                    yield from _flat(cell.blocks)
            case Quote():
                yield from _flat(block.blocks)
            case CodeBlock():
                for row_of_code in block.code.split("\n"):
                    yield _code_line(row_of_code)
            case Embed() if safe_url(block.url, "embed") is not None:
                yield (Link(href=block.url, inlines=(Text(text=block.title or block.url),)),)
            case Embed() | Rule() | ExcerptMark():
                pass
            case _:
                assert_never(block)


def _code_line(code: str) -> tuple[Inline, ...]:
    return (Code(code=code),) if code else ()
