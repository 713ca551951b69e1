"""Classes that are neither `Block` nor `Inline`: code raises an error instead of dropping them."""

from __future__ import annotations

import re
import typing
from typing import TYPE_CHECKING, Any, get_args

import attrs
import pytest

import ofweek_parse
from ofweek_parse import (
    Article,
    Block,
    Cell,
    Figure,
    Heading,
    Image,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    text_normalizer,
    to_dict,
    to_html,
    to_json,
    to_markdown,
    to_post,
    to_text,
)
from ofweek_parse.arrow import to_table
from ofweek_parse.cli.outline import outline
from ofweek_parse.model.constructors import constructor
from ofweek_parse.model.rewriting import rewrite_blocks, rewrite_images
from ofweek_parse.model.traversal import _LEAVES, WRAPPERS, iter_blocks, iter_images, iter_inlines
from ofweek_parse.reading.html.building.figures import figures_of
from ofweek_parse.report.preview import Preview
from ofweek_parse.testing.invariants import broken_promises
from ofweek_parse.testing.shrinking import smallest
from ofweek_parse.writers.json import TAGS
from tests.filled import filled
from tests.making import line, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@attrs.frozen
class Verse:
    """A block or an inline that the library does not know."""

    text: str = "诗"


VERSE: Any = Verse()
KNOWN = paragraph("文")
# The classes themselves refuse it.
make_article = constructor(Article)
make_cell = constructor(Cell)
make_figure = constructor(Figure)
make_heading = constructor(Heading)
make_link = constructor(Link)
make_list = constructor(ListBlock)
make_paragraph = constructor(Paragraph)
make_quote = constructor(Quote)
make_strong = constructor(Strong)
make_table = constructor(Table)
BLOCKS: dict[str, Block] = {
    "on top": VERSE,
    "in a quote": make_quote(blocks=(KNOWN, VERSE)),
    "in an item": make_list(items=((KNOWN,), (KNOWN, VERSE))),
    "in a cell": make_table(rows=((make_cell(blocks=(VERSE,)),),)),
    "in a heading of a table": make_table(header=(make_cell(blocks=(VERSE,)),), rows=()),
    "in a quote in an item in a cell": make_table(
        rows=((make_cell(blocks=(make_list(items=((make_quote(blocks=(VERSE,)),),)),)),),)
    ),
}
INLINES: dict[str, Block] = {
    "in a paragraph": make_paragraph(inlines=(VERSE,)),
    "among text": make_paragraph(inlines=(*KNOWN.inlines, VERSE)),
    "in a heading": make_heading(level=2, inlines=(VERSE,)),
    "in a caption": make_figure(image=Image(src="a.png"), caption=(VERSE,)),
    "in bold": make_paragraph(inlines=(make_strong(inlines=(*KNOWN.inlines, VERSE)),)),
    "in a link in bold": make_paragraph(inlines=(make_strong(inlines=(make_link(href="a", inlines=(VERSE,)),)),)),
    "in a cell": make_table(rows=((make_cell(blocks=(make_paragraph(inlines=(VERSE,)),)),),)),
    "in an item": make_list(items=((make_paragraph(inlines=(*KNOWN.inlines, VERSE)),),)),
}
WRITERS: dict[str, Callable[[Article], object]] = {
    "to_html": to_html,
    "to_html, a page": lambda article: to_html(article, page=True),
    "to_markdown": to_markdown,
    "to_post": to_post,
    "to_post, Markdown": lambda article: to_post(article, body="markdown"),
    "to_dict": to_dict,
    "to_json": to_json,
    "to_table": lambda article: to_table([article]),
    "the report": lambda article: Preview().blocks(article.blocks),
}
READERS: dict[str, Callable[[Article], object]] = {
    "iter_blocks": lambda article: list(iter_blocks(article.blocks)),
    "iter_inlines": lambda article: list(iter_inlines(article.blocks)),
    "iter_images": lambda article: list(iter_images(article.blocks)),
    "rewrite_blocks": lambda article: rewrite_blocks(article.blocks, lambda level: level),
    "broken_promises": broken_promises,
    "outline": outline,
}


class TestUnknown:
    """A block or inline of another class, at every depth, if one should come to be there."""

    @pytest.mark.parametrize("place", BLOCKS)
    @pytest.mark.parametrize("name", [*WRITERS, *READERS])
    def test_block(self, name: str, place: str) -> None:
        """Writers, and what goes through blocks, raise an error that names the class."""
        with pytest.raises(TypeError, match="Verse is not a class of this library's model"):
            {**WRITERS, **READERS}[name](make_article(blocks=(KNOWN, BLOCKS[place])))

    @pytest.mark.parametrize("place", INLINES)
    @pytest.mark.parametrize("name", WRITERS)
    def test_inline(self, name: str, place: str) -> None:
        """Writers raise an error that names the class."""
        with pytest.raises(TypeError, match="Verse is not a class of this library's model"):
            WRITERS[name](make_article(blocks=(KNOWN, INLINES[place])))

    @pytest.mark.parametrize("place", [*BLOCKS.values(), *INLINES.values()], ids=str)
    def test_text(self, place: Block) -> None:
        """Plain text has what it says."""
        assert "诗" in to_text(make_article(blocks=(place,)))

    @pytest.mark.parametrize("place", INLINES)
    def test_outline(self, place: str) -> None:
        """The outline shows the text of an inline."""
        assert "诗" in outline(make_article(blocks=(INLINES[place],)))

    def test_figures(self) -> None:
        """A line that holds it is not taken for one of nothing but figures."""
        with pytest.raises(TypeError, match="Verse"):
            figures_of((VERSE,))

    def test_shrinking(self) -> None:
        """Nor is it thought to have nothing to leave out."""
        with pytest.raises(TypeError, match="Verse"):
            smallest(make_article(blocks=(VERSE,)), lambda article: bool(article.blocks))


class TestSubclasses:
    """What is of a user's subclass is written as what it is besides."""

    @pytest.mark.parametrize("name", WRITERS)
    def test_written(self, name: str) -> None:
        """Its text is there; in JSON it has the type of its base."""

        @attrs.frozen(kw_only=True)
        class Lead(Paragraph):
            rank: int = 1

        given = Article(blocks=(Lead(inlines=line("诗")),))
        assert "诗" in str(WRITERS[name](given)) or "&#35799;" in str(WRITERS[name](given))
        assert to_dict(given)["blocks"][0]["type"] == "paragraph"


def parts(value: object) -> Iterator[object]:
    """All objects of the model that *value* holds at any depth, in the order of the fields."""
    for part in value if isinstance(value, tuple) else ():
        yield from parts(part)
    if attrs.has(kind := type(value)):
        yield value
        for field in attrs.fields(kind):
            yield from parts(getattr(value, field.name))


@pytest.mark.parametrize("kind", get_args(Block))
class TestReached:
    """The lines and images of every block, at any depth, are reached by what goes through them all."""

    def test_read(self, kind: type[Any]) -> None:
        """They are given by the functions that read."""
        block = filled(kind)
        inside = {id(part): part for part in parts(block)}
        for kinds, found in ((get_args(Inline), iter_inlines((block,))), ((Image,), iter_images((block,)))):
            assert {id(part) for part in found} == {key for key, part in inside.items() if isinstance(part, kinds)}

    def test_rewritten(self, kind: type[Any]) -> None:
        """They are changed by the functions that rewrite."""
        given = Article(blocks=(filled(kind),))
        loud = text_normalizer(str.upper)(given)
        assert {part.text for part in parts(loud.blocks) if isinstance(part, Text)} <= {"TEXT.TEXT"}
        moved = rewrite_images(given.blocks, lambda image: attrs.evolve(image, src="b.png"))
        assert {part.src for part in parts(moved) if isinstance(part, Image)} <= {"b.png"}


class TestTuples:
    """The tuples of classes for ``isinstance`` are what the unions' fields say."""

    def test_wrappers(self) -> None:
        """Those that hold inlines have a field for them."""
        assert set(WRAPPERS) == {kind for kind in get_args(Inline) if "inlines" in attrs.fields_dict(kind)}

    def test_tags(self) -> None:
        """Every class of the two is public, and has its type in JSON, no two the same."""
        assert set(TAGS) == {*get_args(Block), *get_args(Inline)}
        assert {kind.__name__ for kind in TAGS} <= set(ofweek_parse.__all__)
        assert len(set(TAGS.values())) == len(TAGS)

    def test_leaves(self) -> None:
        """Those that are gone through as they are have no field for blocks."""
        fields = {kind: str(typing.get_type_hints(kind)) for kind in get_args(Block)}
        assert set(_LEAVES) == {kind for kind, hints in fields.items() if not re.search(r"\b(?:Cell|Quote)\b", hints)}
