"""Written HTML and Markdown as read by other parsers, in a form to compare with an article.

A line is a list of characters with their marks, so that it is the same whichever way the marks nest.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import unquote

import attrs
import html5lib
from markdown_it import MarkdownIt

from ofweek_parse import (
    Article,
    Code,
    CodeBlock,
    Embed,
    Emphasis,
    ExcerptMark,
    Figure,
    Heading,
    Image,
    InlineImage,
    LineBreak,
    Link,
    ListBlock,
    Math,
    Paragraph,
    Quote,
    Rule,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from ofweek_parse.model.rewriting import rewrite_inlines
from ofweek_parse.safe_urls import safe_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

    from markdown_it.token import Token

    from ofweek_parse import Block, Inline

Mark: TypeAlias = "str | tuple[str, str, str]"
Run: TypeAlias = "tuple[object, frozenset[Mark]]"
Shape: TypeAlias = "tuple[Any, ...]"

BREAK = "⏎"
_NONE: frozenset[Mark] = frozenset()
_MARKS = {Strong: "strong", Emphasis: "em", Strikethrough: "s", Superscript: "sup", Subscript: "sub"}

MARKDOWN = MarkdownIt("commonmark", {"maxNesting": 1000}).enable(["table", "strikethrough"])
MARKDOWN.normalizeLink = lambda url: url  # type: ignore[method-assign] # what is written, not a host in Punycode


def tree(html: str) -> Element:
    """The elements of *html* as a browser has them."""
    document: Element = html5lib.parse(html, namespaceHTMLElements=False)
    return document


def text_of(html: str) -> str:
    """The text of *html* with white space folded."""
    return " ".join("".join(tree(html).itertext()).split())


def shown_text(article: Article) -> str:
    """The text of *article* as HTML shows it: a stroke is drawn, and an emoji is a picture."""

    def line(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(shown for inline in inlines for shown in _shown(inline))

    return Article(blocks=rewrite_inlines(article.blocks, line)).text


def _shown(inline: Inline) -> Iterator[Inline]:
    match inline:
        case Strikethrough():
            yield from (shown for inner in inline.inlines for shown in _shown(inner))
        case InlineImage():
            yield InlineImage(image=Image(src=inline.image.src))
        case Strong() | Emphasis() | Link() | Superscript() | Subscript():
            inside = tuple(shown for inner in inline.inlines for shown in _shown(inner))
            yield attrs.evolve(inline, inlines=inside)
        case _:
            yield inline


# An article's shape.


def shape(blocks: Iterable[Block]) -> list[Shape]:
    """What Markdown can hold of *blocks*."""
    return [made for block in blocks for made in _shape(block) if made[-1] or made[0] in {"rule", "code", "table"}]


def _shape(block: Block) -> Iterator[Shape]:
    match block:
        case Paragraph():
            yield ("line", _folded(_runs(block.inlines)))
        case Heading():
            yield (f"h{block.level}", _folded(_runs(block.inlines)))
        case Figure():
            yield ("line", _folded(_runs(_figure(block))))
        case ListBlock():
            yield ("list", block.start if block.ordered else None, [shape(item) for item in block.items])
        case Table():
            rows = [row for row in (block.header, *block.rows) if row is not None]
            yield ("table", [cell for row in rows for cell in (_cell(shape(cell.blocks)) for cell in row) if cell])
        case Quote():
            yield ("quote", shape(block.blocks))
        case CodeBlock():
            yield ("code", block.language or "", block.code)
        case Embed():
            text = Text(text=block.title or block.url)
            yield ("line", _folded(_runs((Link(href=block.url, inlines=(text,)),))))
        case Rule():
            yield ("rule",)
        case ExcerptMark():
            pass


def _figure(figure: Figure) -> tuple[Inline, ...]:
    picture: Inline = InlineImage(image=figure.image)
    if figure.href is not None:
        picture = Link(href=figure.href, inlines=(picture,))
    return (picture, *((LineBreak(),) if figure.caption else ()), *figure.caption)


def _cell(inside: list[Shape]) -> list[Run]:
    """A cell holds lines only."""
    lines: list[list[Run]] = []
    for part in inside:
        match part:
            case ("list", _, items):
                lines += [_cell(item) for item in items]
            case ("table", cells):
                lines += cells
            case ("quote", blocks):
                lines.append(_cell(blocks))
            case ("code", _, code):
                lines += [[(char, frozenset({"code"})) for char in row] for row in code.split("\n")]
            case ("rule",):
                pass
            case _:
                lines.append(part[1])
    return _folded([run for line in lines if line for run in [(BREAK, _NONE), *line]])


def _runs(inlines: Iterable[Inline], marks: frozenset[Mark] = _NONE) -> Iterator[Run]:
    for inline in inlines:
        match inline:
            case Text():
                yield from ((char, marks) for char in inline.text)
            case Code():
                yield from ((char, marks | {"code"}) for char in inline.code.replace("\n", " "))
            case Math():
                mark = "$$" if inline.display else "$"
                yield from ((char, marks) for char in f"{mark}{inline.tex}{mark}")
            case LineBreak():
                yield (BREAK, _NONE)
            case InlineImage():
                yield from _picture(inline.image, marks)
            case Link():
                href = safe_url(inline.href)
                link: set[Mark] = set() if href is None else {_link(href, inline.title)}
                yield from _runs(inline.inlines, marks | link)
            case _:
                yield from _runs(inline.inlines, marks | {_MARKS[type(inline)]})


def _picture(image: Image, marks: frozenset[Mark]) -> Iterator[Run]:
    src = safe_url(image.src, "image")
    if src is not None:
        yield ((unquote(src), " ".join(image.alt.split()), " ".join((image.title or "").split())), marks)


def _link(href: str, title: str | None) -> Mark:
    return ("a", unquote(href), " ".join((title or "").split()))


def _folded(runs: Iterable[Run]) -> list[Run]:
    """*runs* with white space folded as HTML folds it, none beside a break, and no marks on it."""
    folded: list[Run] = []
    for char, marks in runs:
        if char in (" ", "\n", BREAK) and "code" not in marks:
            before = folded.pop()[0] if folded and folded[-1][0] in {" ", BREAK} and "code" not in folded[-1][1] else ""
            folded.append((BREAK if BREAK in {before, char} else " ", _NONE))
        else:
            folded.append((char, marks))
    while folded and folded[-1] in [(" ", _NONE), (BREAK, _NONE)]:
        folded.pop()
    while folded and folded[0] in [(" ", _NONE), (BREAK, _NONE)]:
        del folded[0]
    return folded


# The shape of Markdown.


def markdown_shape(markdown: str) -> list[Shape]:
    """What a CommonMark parser reads in *markdown*."""
    return _inside(iter(MARKDOWN.parse(markdown)))


def _inside(tokens: Iterator[Token]) -> list[Shape]:
    """The blocks up to the token that ends what holds them."""
    found: list[Shape] = []
    for token in tokens:
        match token.type:
            case "paragraph_open" | "heading_open":
                kind = "line" if token.tag == "p" else token.tag
                found.append((kind, _read_line(next(tokens))))
                next(tokens)
            case "bullet_list_open":
                found.append(("list", None, _items(tokens)))
            case "ordered_list_open":
                found.append(("list", int(token.attrs.get("start", 1)), _items(tokens)))
            case "blockquote_open":
                found.append(("quote", _inside(tokens)))
            case "fence" | "code_block":
                found.append(("code", token.info, token.content.removesuffix("\n")))
            case "hr":
                found.append(("rule",))
            case "table_open":
                found.append(("table", _cells(tokens)))
            case "html_block":
                found.append(_code_of(token.content))
            case _:
                break
    return found


def _code_of(html: str) -> Shape:
    """The code block that *html* is."""
    code = tree(html).find("body/pre/code")
    assert code is not None, html
    return ("code", code.get("class", "").removeprefix("language-"), (code.text or "").removesuffix("\n"))


def _items(tokens: Iterator[Token]) -> list[list[Shape]]:
    items: list[list[Shape]] = []
    while next(tokens).type == "list_item_open":
        items.append(_inside(tokens))
    return items


def _cells(tokens: Iterator[Token]) -> list[list[Run]]:
    cells: list[list[Run]] = []
    while (token := next(tokens)).type != "table_close":
        if token.type == "inline" and (line := _read_line(token)):
            cells.append(line)
    return cells


def _read_line(token: Token) -> list[Run]:
    return _folded(_read(token.children or []))


def _read(tokens: list[Token]) -> Iterator[Run]:
    marks: list[Mark] = []
    for token in tokens:
        match token.type:
            case "text":
                yield from ((char, frozenset(marks)) for char in token.content)
            case "code_inline":
                yield from ((char, frozenset({*marks, "code"})) for char in token.content)
            case "softbreak":
                yield ("\n", _NONE)
            case "hardbreak":
                yield (BREAK, _NONE)
            case "image":
                alt = MARKDOWN.renderer.renderInlineAsText(token.children, MARKDOWN.options, {})  # type: ignore[attr-defined]
                yield ((unquote(str(token.attrs["src"])), alt, str(token.attrs.get("title", ""))), frozenset(marks))
            case "html_inline":
                yield from _tag(token.content, marks)
            case _ if token.nesting == 1:
                href = str(token.attrs.get("href", ""))
                marks.append(_link(href, str(token.attrs.get("title", ""))) if token.tag == "a" else token.tag)
            case _:
                marks.pop()


def _tag(tag: str, marks: list[Mark]) -> Iterator[Run]:
    if tag == "<br>":
        yield (BREAK, _NONE)
    elif match := re.fullmatch(r"</(su[bp]|code)>", tag):
        assert marks.pop() == match[1]
    else:
        assert tag in {"<sup>", "<sub>", "<code>"}
        marks.append(tag[1:-1])
