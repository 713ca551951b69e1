"""Hypothesis strategies for the whole model, with every promise that the library makes of it kept."""

from __future__ import annotations

import re
from datetime import timezone
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, get_args

import attrs
from hypothesis import strategies as st

from ofweek_parse import (
    Article,
    Cell,
    Code,
    CodeBlock,
    Credit,
    CreditRole,
    Diagnostic,
    Embed,
    Emphasis,
    Figure,
    FrontMatter,
    Heading,
    Image,
    InlineImage,
    Keyword,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from ofweek_parse.model.traversal import WRAPPERS, iter_blocks, iter_inlines, join_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ofweek_parse import Block, FrontMatterValue, Inline

SENTENCES = (
    "山谷里一共有四十二台风机。",
    "去年它们发电三亿度，足够一座小城用上八个月。",
    "The blades were made in 2019 by a small firm.",
    "林小舟说：“风大的时候，整座山都在唱歌。”",
)
"""Sentences that stand in bodies and in alternative texts alike."""

PIECES = (
    *("动力", "电池", "展开", "风", "LED", "WiFi", "a", "42", "935", "０．８", "８８．４２％", "Ｗｉ－Ｆｉ", "89，"),
    *("，", "。", "！", "：", "；", "？", "（", "）", "“", "”", "～", "、", "—", "①", "㎡", "²", "™", "é", "😀"),
    *(" ", "  ", "\u3000", "\u00a0", "\u200b", "\n", ",", ".", "(", ")", "[", "]", "*", "_", "#", "|", "<b>", "&amp;"),
    *("作者：", "来源:", "编辑：", "原文标题 : ", "▲", "图：", "01", "_ueditor_page_break_tag_", "侵权请联系删除"),
)
"""What short texts are made of."""

URLS = (
    *("https://www.example.com/", "http://img.example.com/a.png?x=1&utm_source=feed", "//cdn.example.com/b.jpg"),
    *("/c/d.gif#top", "e f(1).png", "https://cors.zfour.workers.dev/?http://img.example.com/g.png"),
    *("https://www.example.com/GoToLink?url=https%3A%2F%2Fa.example%2Fb", "https://picsum.photos/400/300?random=3"),
)
"""URLs of every kind that a post has."""

_BLANK = re.compile("[\\s\u200b-\u200f\u2060\ufeff]*")


def _has_text(text: str) -> bool:
    return not _BLANK.fullmatch(text)


def texts() -> st.SearchStrategy[str]:
    """Texts that are not blank: Han, Latin, digits, full-width forms, punctuation, spaces inside."""
    pieces = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join)
    any_text = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1, max_size=6)
    return st.one_of(pieces, pieces, st.sampled_from(SENTENCES), any_text).filter(_has_text)


urls = st.sampled_from(URLS)


def alts() -> st.SearchStrategy[str]:
    """Alternative texts: none, a file name, the body's sentences, anything."""
    copies = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(" ".join)
    return st.one_of(st.just(""), st.sampled_from(("图片1", "1660299405506028395.png")), copies, texts())


@st.composite
def pictures(draw: st.DrawFn) -> Image:
    """Images as the reader leaves them: the verdict says whether there is text."""
    alt, title = draw(alts()), draw(st.none() | alts())
    verdict = "kept" if alt or title else "absent"
    size = st.none() | st.integers(1, 2000)
    image = Image(src=draw(urls), alt=alt, title=title or None, width=draw(size), height=draw(size))
    return attrs.evolve(image, alt_verdict=draw(st.sampled_from((verdict, verdict, "broken" if title else verdict))))


def _shown(inlines: Iterable[Inline]) -> bool:
    return any(
        isinstance(inline, InlineImage)
        or (_shown(inline.inlines) if isinstance(inline, WRAPPERS) else _has_text(inline.text))
        for inline in inlines
    )


def _line(inlines: list[Inline]) -> tuple[Inline, ...]:
    line = list(join_text(inlines))
    while line and isinstance(line[0], LineBreak):
        del line[0]
    while line and isinstance(line[-1], LineBreak):
        del line[-1]
    return tuple(line)


@cache
def _inline(depth: int, within: str, *, in_link: bool) -> st.SearchStrategy[Inline]:
    text = texts().map(lambda text: Text(text=text))
    leaves: list[st.SearchStrategy[Inline]] = [
        *(text, text),
        texts().map(lambda code: Code(code=code)),
        st.just(LineBreak()),
        pictures().map(lambda image: InlineImage(image=image)),
    ]
    if not depth:
        return st.one_of(leaves)
    wrappers: list[st.SearchStrategy[Inline]] = [
        st.builds(kind, inlines=_inside(depth - 1, kind.__name__, in_link=in_link))
        for kind in (Strong, Emphasis, Superscript, Subscript)
        if kind.__name__ != within
    ]
    if not in_link:
        inside = _inside(depth - 1, "Link", in_link=True)
        title = st.none() | texts()
        wrappers.append(st.builds(Link, href=urls, inlines=inside, title=title, keyword=st.booleans()))
    return st.one_of(*leaves, *wrappers)


@cache
def _inside(depth: int, within: str, *, in_link: bool) -> st.SearchStrategy[tuple[Inline, ...]]:
    inline = _inline(depth, within, in_link=in_link)
    return st.lists(inline, min_size=1, max_size=3).map(_line).filter(_shown)


def inlines() -> st.SearchStrategy[tuple[Inline, ...]]:
    """Lines: inlines that show something, with no empty one and no two `Text` side by side."""
    return _inside(1, "", in_link=False)


@cache
def blocks(depth: int = 1) -> st.SearchStrategy[Block]:
    """Blocks of every kind, nested at most *depth* levels."""
    align = st.sampled_from((None, None, "left", "center", "right", "justify"))
    paragraph = st.builds(Paragraph, inlines=inlines(), align=align)
    leaves: list[st.SearchStrategy[Block]] = [
        *(paragraph, paragraph),
        st.builds(Heading, level=st.integers(1, 6), inlines=inlines()),
        st.builds(Figure, image=pictures(), caption=st.just(()) | inlines(), href=st.none() | urls),
        st.builds(CodeBlock, code=texts(), language=st.none() | st.sampled_from(("python", "c++"))),
        st.builds(Embed, kind=st.sampled_from(("iframe", "video", "audio")), url=urls, title=st.none() | texts()),
        st.just(Rule()),
    ]
    if not depth:
        return st.one_of(leaves)
    inside = st.lists(blocks(depth - 1), min_size=1, max_size=2).map(tuple)
    items = st.lists(inside, min_size=1, max_size=2).map(tuple)
    return st.one_of(
        *leaves,
        inside.map(lambda inner: Quote(blocks=inner)),
        st.builds(ListBlock, items=items, ordered=st.booleans(), start=st.integers(1, 12)),
        _tables(inside),
    )


@st.composite
def _tables(draw: st.DrawFn, inside: st.SearchStrategy[tuple[Block, ...]]) -> Table:
    columns = draw(st.integers(1, 2))
    cell = st.builds(Cell, blocks=inside, colspan=st.integers(1, 2), rowspan=st.integers(1, 2))
    row = st.lists(cell, min_size=columns, max_size=columns).map(tuple)
    return Table(rows=tuple(draw(st.lists(row, min_size=1, max_size=2))), header=draw(st.none() | row))


def values() -> st.SearchStrategy[FrontMatterValue]:
    """Front-matter values of every kind."""
    scalars: st.SearchStrategy[FrontMatterValue] = st.one_of(
        st.none(), st.booleans(), st.integers(-9999, 9999), texts(), st.just("")
    )
    return st.recursive(
        scalars,
        lambda inner: (
            st.lists(inner, max_size=2).map(tuple) | st.dictionaries(texts(), inner, max_size=2).map(FrontMatter)
        ),
        max_leaves=3,
    )


_KEYS = st.sampled_from(("title", "author", "categories", "date", "content", "items", "handler", "备注", "x y"))
_CREDITS = st.builds(
    Credit,
    role=st.sampled_from(get_args(CreditRole)),
    name=st.sampled_from(("林小舟", "Ann Lee")),
    href=st.none() | urls,
)
_NOTES = st.builds(
    Diagnostic.of, st.sampled_from(("bom", "quote-repaired")), texts(), line=st.none() | st.integers(1, 9)
)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Articles: some with figures whose alternative texts copy the body, the title standing between paragraphs."""
    title = draw(st.sampled_from(("", "山谷里的风声_四十二台风机", "Blades of 2019")) | texts())
    body = draw(st.lists(blocks(), max_size=3))
    if draw(st.booleans()):
        copy = f" {title} ".join(block.text for block in body)
        image = Image(src="copy.png", alt=copy, title=copy or None, alt_verdict="kept" if copy else "absent")
        body.insert(draw(st.integers(0, len(body))), Figure(image=image))
    return Article(
        title=title,
        author=draw(st.none() | texts()),
        categories=tuple(draw(st.lists(texts(), max_size=2))),
        published=draw(st.none() | st.datetimes(timezones=st.just(timezone.utc))),
        headimg=draw(st.none() | urls),
        thumbnail=draw(st.none() | urls),
        comments=draw(st.none() | st.booleans()),
        front_matter=FrontMatter(draw(st.dictionaries(_KEYS, values(), max_size=3))),
        blocks=tuple(body),
        credits=tuple(draw(st.lists(_CREDITS, max_size=1))),
        keywords=tuple(draw(st.lists(st.builds(Keyword, text=texts(), href=urls), max_size=1))),
        alt_residue=tuple(draw(st.lists(texts(), max_size=1))),
        diagnostics=tuple(draw(st.lists(_NOTES, max_size=1))),
        source=draw(st.none() | st.just("posts/a.md")),
    )


def broken_promises(article: Article) -> list[str]:
    """What *article* has that the model promises it has not."""
    return [*_broken_blocks(article), *(f"blank {name}" for name in _blank_fields(article))]


def _blank_fields(article: Article) -> Iterator[str]:
    yield from ("residue" for text in article.alt_residue if not text)
    yield from ("credit" for credit in article.credits if not credit.name)
    yield from ("keyword" for keyword in article.keywords if not keyword.text)


def _broken_blocks(article: Article) -> Iterator[str]:
    for block in iter_blocks(article.blocks):
        match block:
            case Paragraph() | Heading():
                yield from _broken_line(block.inlines, empty=f"empty {type(block).__name__}")
            case Figure():
                yield from _broken_line(block.caption)
            case Quote() if not block.blocks:
                yield "empty Quote"
            case ListBlock() if not block.items or not all(block.items):
                yield "empty ListBlock"
            case Table() if not block.rows:
                yield "empty Table"
            case _:
                pass
    for inline in iter_inlines(article.blocks):
        if isinstance(inline, WRAPPERS):
            yield from _broken_line(inline.inlines, empty=f"empty {type(inline).__name__}")
            if isinstance(inline, Strong) and any(isinstance(inner, Strong) for inner in inline.inlines):
                yield "Strong in Strong"
            if isinstance(inline, Link) and any(
                isinstance(inner, Link) for inner in iter_inlines((Paragraph(inlines=inline.inlines),))
            ):
                yield "Link in Link"


def _broken_line(inlines: tuple[Inline, ...], *, empty: str = "") -> Iterator[str]:
    if empty and not inlines:
        yield empty
    yield from ("empty Text" for inline in inlines if isinstance(inline, Text) and not inline.text)
    for left, right in pairwise(inlines):
        if isinstance(left, Text) and isinstance(right, Text):
            yield "two Text side by side"
