"""Articles with empty parts, which no parser returns."""

from __future__ import annotations

from functools import partial
from itertools import chain, product
from typing import TYPE_CHECKING

import pytest

from ofweek_parse import (
    Article,
    Cell,
    Code,
    CodeBlock,
    Embed,
    Emphasis,
    Figure,
    Heading,
    Image,
    InlineImage,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Strong,
    Superscript,
    Table,
    Text,
    to_html,
    to_json,
    to_markdown,
    to_post,
    to_text,
)
from ofweek_parse.cli.outline import outline
from ofweek_parse.pipeline.registry import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ofweek_parse import Block, Inline

NOTHING = Image(src="")
PIECES: tuple[Inline, ...] = (
    *(Text(text=text) for text in ("", " ", "\n", "1")),
    *(Code(code=code) for code in ("", " ", "`")),
    LineBreak(),
    InlineImage(image=NOTHING),
    Strong(inlines=()),
    Strong(inlines=(Text(text=""),)),
    Emphasis(inlines=(Strong(inlines=()),)),
    Superscript(inlines=()),
    Link(href="", inlines=(), keyword=True),
)
BLOCKS: tuple[Block, ...] = (
    Paragraph(inlines=()),
    Paragraph(inlines=(Text(text="1"),)),
    Heading(level=2, inlines=()),
    Figure(image=NOTHING),
    ListBlock(items=()),
    ListBlock(items=((), ()), ordered=True, start=2),
    Table(rows=()),
    Table(rows=((), (Cell(),)), header=()),
    Quote(blocks=()),
    CodeBlock(code=""),
    Embed(kind="video", url=""),
    Rule(),
)
RUNS: dict[str, Callable[[Article], object]] = {
    **BUILT_IN,
    **{function.__name__: function for function in (to_text, to_html, to_json, to_markdown, to_post, outline)},
    "to_post in Markdown": partial(to_post, body="markdown"),
    "derived properties": lambda article: (article.text, article.id, article.links, article.images, article.headings),
}


def _bodies() -> Iterator[tuple[Block, ...]]:
    """Lines of nothing or next to nothing, and blocks that hold those."""
    for line in chain([()], product(PIECES, repeat=1), product(PIECES, repeat=2)):
        yield (Paragraph(inlines=line), Heading(level=2, inlines=line), Figure(image=NOTHING, caption=line))
    for blocks in chain(product(BLOCKS, repeat=1), product(BLOCKS, repeat=2)):
        yield blocks
        yield (Quote(blocks=blocks), ListBlock(items=((), blocks)), Table(rows=((Cell(blocks=blocks),),)))


ARTICLES = [Article(blocks=blocks) for blocks in _bodies()]


class TestEmptyParts:
    """Whatever takes an article."""

    @pytest.mark.parametrize("name", RUNS)
    def test_never_raises(self, name: str) -> None:
        """Writers and normalizers take it without failing."""
        for article in ARTICLES:
            RUNS[name](article)

    def test_tight_list(self) -> None:
        """An empty item in a list of lines leaves the list tight."""
        one = Paragraph(inlines=(Text(text="一"),))
        assert to_markdown(Article(blocks=(ListBlock(items=((one,), (), (one,))),))) == "- 一\n-\n- 一\n"
