"""Hypothesis strategies for articles, posts and broken posts (extra ``testing``).

Articles are valid but not clean, so that normalizers have something to change.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from ofweek_parse.model.article import Article
from ofweek_parse.model.blocks import (
    Cell,
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
from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.model.front_matter import FrontMatter
from ofweek_parse.model.inlines import Image
from ofweek_parse.model.metadata import Credit, CreditRole, Keyword
from ofweek_parse.testing.figures import AltPattern, PostFigure
from ofweek_parse.testing.lines import inlines, joined, pictures, st, texts, urls
from ofweek_parse.testing.post_factory import Post, make_post
from ofweek_parse.testing.quirks import DateForm, Quirk
from ofweek_parse.testing.samples import SAMPLES
from ofweek_parse.testing.words import SENTENCES, TITLES, TOKENS

if TYPE_CHECKING:
    from ofweek_parse.model.blocks import Block
    from ofweek_parse.model.front_matter import FrontMatterValue

__all__ = ["articles", "damaged", "damaged_samples", "hostile_posts", "posts", "soups"]


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
        st.builds(Embed, kind=st.sampled_from(("iframe", "audio")), url=urls, title=st.none() | texts()),
        st.builds(Embed, kind=st.just("video"), url=urls, title=st.none() | texts(), poster=st.none() | urls),
        st.sampled_from((Rule(), ExcerptMark())),
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


@cache
def values(depth: int = 2) -> st.SearchStrategy[FrontMatterValue]:
    """Front-matter values of every kind, nested at most *depth* levels."""
    scalars: list[st.SearchStrategy[FrontMatterValue]] = [
        st.sampled_from((None, False, True, "")),
        st.integers(-9999, 9999),
        texts(),
    ]
    if not depth:
        return st.one_of(scalars)
    inside = values(depth - 1)
    mapping = st.dictionaries(texts(), inside, max_size=2).map(FrontMatter)
    return st.one_of(*scalars, *scalars, st.lists(inside, max_size=2).map(tuple), mapping)


def _times(first: int, last: int) -> st.SearchStrategy[datetime]:
    """Times in UTC from the year *first* to *last*; one number is drawn several times faster than the parts of a time."""
    start, unit = datetime(2000, 1, 1, tzinfo=timezone.utc), timedelta(microseconds=1)
    least, most = datetime(first, 1, 1, tzinfo=timezone.utc), datetime(last, 12, 31, tzinfo=timezone.utc)
    numbers = st.integers((least - start) // unit, (most - start) // unit)
    return numbers.map(lambda number: start + number * unit)


_NAMES = st.sampled_from(("林小舟", "周晓棠", "Ann Lee"))
_KEYS: st.SearchStrategy[str] = st.sampled_from(
    ("title", "author", "categories", "date", "content", "items", "handler", "备注", "x y")
)
_CREDITS = st.builds(
    Credit,
    role=st.sampled_from(get_args(CreditRole)),
    name=_NAMES,
    label=st.none() | st.sampled_from(("责编", "文字")),
    href=st.none() | urls,
)
_WORDS = st.lists(st.sampled_from(("风机", "电池", "LED", "2019")), max_size=3, unique=True)
_NOTES = st.builds(
    Diagnostic.of,
    st.sampled_from(("bom", "quote-repaired")),
    texts(),
    line=st.none() | st.integers(1, 9),
    column=st.none() | st.integers(1, 9),
)


@cache
def articles() -> st.SearchStrategy[Article]:
    """Return a strategy for articles, some with alternative texts that copy the body."""
    text, url = st.none() | texts(), st.none() | urls
    return st.builds(
        _article,
        title=st.sampled_from(("", "山谷里的风声_四十二台风机", "Blades of 2019")) | texts(),
        original_title=text,
        author=text,
        categories=st.lists(texts(), max_size=2).map(tuple),
        published=st.none() | _times(1, 9999),
        headimg=url,
        thumbnail=url,
        comments=st.none() | st.booleans(),
        front_matter=st.dictionaries(_KEYS, values(), max_size=3).map(FrontMatter),
        body=st.lists(blocks(), max_size=3).map(tuple),
        copy_at=st.none() | st.integers(0, 3),
        credits=st.lists(_CREDITS, max_size=1).map(tuple),
        keywords=st.lists(st.builds(Keyword, text=texts(), href=urls), max_size=1).map(tuple),
        alt_residue=st.lists(texts(), max_size=1).map(tuple),
        diagnostics=st.lists(_NOTES, max_size=1).map(tuple),
        source=st.none() | st.just("posts/a.md"),
    )


def _article(*, title: str, body: tuple[Block, ...], copy_at: int | None, **fields: Any) -> Article:
    if copy_at is not None:
        copy = f" {title} ".join(block.text for block in body)
        image = Image(src="copy.png", alt=copy, title=copy or None, alt_verdict="kept" if copy else "absent")
        body = (*body[:copy_at], Figure(image=image), *body[copy_at:])
    return Article(title=title, blocks=body, **fields)


@st.composite
def posts(draw: st.DrawFn) -> Post:
    """Return a strategy for posts with all figures and quirks of the generator, and their expected articles."""
    paragraphs = draw(st.lists(st.sampled_from(SENTENCES), min_size=3, max_size=5, unique=True))
    place = st.integers(0, len(paragraphs))
    patterns = draw(st.lists(st.sampled_from(get_args(AltPattern)), max_size=3))
    if patterns.count("shared") == 1:
        patterns.append("shared")
    captions = [f"塔架下的第{number}个夜班" for number in range(len(patterns))]
    figures = [
        PostFigure(
            after=draw(place),
            alt=pattern,
            caption=caption if pattern == "caption" or draw(st.booleans()) else "",
            in_element=draw(st.booleans()),
        )
        for pattern, caption in zip(patterns, captions, strict=True)
    ]
    title, extra = (
        draw(st.sampled_from(TITLES)),
        draw(st.dictionaries(st.just("备注"), st.sampled_from(TITLES), max_size=1)),
    )
    quirks = draw(st.sets(st.sampled_from(get_args(Quirk)), max_size=5))
    quirks -= {"bom"} if "gb18030" in quirks else set()
    quirks -= {"missing-opening-fence"} if any({*"'\""} <= {*value} for value in (title, *extra.values())) else set()
    return make_post(
        title=title,
        paragraphs=paragraphs,
        figures=figures,
        headings=draw(st.dictionaries(place, st.sampled_from(("新的一年", "What comes next?")), max_size=2)),
        keywords={word: "https://www.example.com/tag" for word in draw(_WORDS) if word in "".join(paragraphs)},
        credits=draw(st.dictionaries(st.sampled_from(get_args(CreditRole)), _NAMES, max_size=3)),
        published=draw(_times(1970, 2099)),
        date_form=draw(st.sampled_from(get_args(DateForm))),
        extra=extra,
        quirks=quirks,
    )


_PLACE = st.floats(0, 1, exclude_max=True)


@st.composite
def damaged(draw: st.DrawFn, post: bytes, *, first: int = 0, flips: bool = True) -> bytes:
    """Return *post* cut, with slices doubled or swapped, tokens put in and bytes flipped, from the byte *first* on."""
    kinds = ["cut", "double", "swap", "token", "token", "token", "token", *(["flip"] if flips else [])]
    for _ in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(kinds))
        start, middle, end = sorted(first + int(draw(_PLACE) * (len(post) - first)) for _ in range(3))
        match kind:
            case "cut":
                post = post[:start] + post[middle:] if draw(st.booleans()) else post[: max(end, first)]
            case "double":
                post = post[:middle] + post[start : min(middle, start + 2_000)] + post[middle:]
            case "swap":
                post = post[:start] + post[middle:end] + post[start:middle] + post[end:]
            case "token":
                post = post[:middle] + _encoded(draw(st.sampled_from(TOKENS))) + post[middle:]
            case _:
                post = post[:middle] + bytes([draw(st.integers(0, 255))]) + post[middle + 1 :]
    return post


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def damaged_samples() -> st.SearchStrategy[bytes]:
    """Samples of the package, damaged."""
    return st.sampled_from([sample.source for sample in SAMPLES.values()]).flatmap(damaged)


def soups() -> st.SearchStrategy[str]:
    """Tokens and words in any order, most often behind a front matter."""
    words = ("风机", "blade", "a", "42", " ", "。", "\n") * (len(TOKENS) // 7)  # as likely as the tokens
    soup = joined((*words, *TOKENS), least=0, most=25)
    return st.tuples(st.sampled_from(("", "---\n", "---\ntitle: a\n---\n", ";;;\n")), soup).map("".join)


def hostile_posts() -> st.SearchStrategy[bytes]:
    """Return a strategy for hostile input: damaged samples and generated posts, random markup, and arbitrary bytes."""
    made = posts().map(lambda post: post.source).flatmap(damaged)
    return st.one_of(damaged_samples(), made, soups().map(_encoded), st.binary(max_size=200))
