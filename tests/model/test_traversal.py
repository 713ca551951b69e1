"""Iterating over and rewriting blocks at any depth."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from ofweek_parse import (
    Article,
    Cell,
    Code,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    InlineImage,
    LineBreak,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Strong,
    Table,
    Text,
)
from ofweek_parse.model.rewriting import join_text, rewrite_blocks, rewrite_images, rewrite_inlines, rewrite_nested
from ofweek_parse.model.traversal import iter_blocks, iter_images, iter_inlines
from ofweek_parse.testing import articles
from tests.making import bold, in_time, line, link, paragraph

PICTURE = InlineImage(image=Image(src="in-line.png"))
NESTED = (
    Heading(level=1, inlines=line("一")),
    Quote(blocks=(paragraph("二"), ListBlock(items=((paragraph("三"), Rule()), (paragraph("四"),))))),
    Table(
        header=(Cell(blocks=(paragraph("五"),)),),
        rows=((Cell(blocks=(Figure(image=Image(src="cell.png"), caption=line("六", PICTURE)),)),),),
    ),
    paragraph(bold("七", link("八", Emphasis(inlines=(PICTURE,))))),
)


def _without_text(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(inline for inline in inlines if not isinstance(inline, Text))


class TestReading:
    """Walking through blocks."""

    def test_blocks(self) -> None:
        """Blocks come in document order, each before those inside it."""
        kinds = [type(block).__name__ for block in iter_blocks(NESTED)]
        assert (
            kinds
            == "Heading Quote Paragraph ListBlock Paragraph Rule Paragraph Table Paragraph Figure Paragraph".split()
        )

    def test_inlines(self) -> None:
        """Inlines come in document order, captions and cells included."""
        texts = [inline.text for inline in iter_inlines(NESTED) if isinstance(inline, Text)]
        assert texts == list("一二三四五六七八")

    def test_images(self) -> None:
        """Images come in document order, from figures, captions and links."""
        assert [image.src for image in iter_images(NESTED)] == ["cell.png", "in-line.png", "in-line.png"]


class TestJoinText:
    """Joining text."""

    def test_neighbours(self) -> None:
        """Neighbouring texts become one, at every depth; others stay apart."""
        given = (*line("a", "b"), bold("c", "d"), *line("e"), LineBreak(), *line("f", "g"))
        assert join_text(given) == (*line("ab"), bold("cd"), *line("e"), LineBreak(), *line("fg"))

    def test_empty(self) -> None:
        """Empty inlines go, and what held only them; the texts beside them meet."""
        assert join_text((*line("a", ""), bold(Emphasis(inlines=line(""))), *line("b"))) == line("ab")

    def test_pictures_stay(self) -> None:
        """Code, breaks and pictures are not empty for having no text."""
        given = (PICTURE, LineBreak(), Code(code=" "))
        assert join_text(given) == given

    @pytest.mark.parametrize("given", ["ab", [3], [paragraph("a")], None])
    def test_no_inlines(self, given: Any) -> None:
        """Anything but inlines is refused, instead of being returned."""
        with pytest.raises(TypeError, match=r"Expected a sequence|must be an inline, not (int|Paragraph)\."):
            join_text(given)

    def test_time(self) -> None:
        """Any number of texts join in time linear in their length."""
        with in_time(0.5):
            assert join_text(line("一") * 200_000) == line("一" * 200_000)


class TestRewriting:
    """Rewriting blocks."""

    def test_blocks(self) -> None:
        """Every tuple of blocks is rewritten, the inner ones first; what becomes empty goes."""
        seen: list[int] = []

        def without_paragraphs(level: tuple[object, ...]) -> tuple[object, ...]:
            seen.append(len(level))
            return tuple(block for block in level if not isinstance(block, Paragraph))

        blocks = rewrite_blocks(NESTED, without_paragraphs)  # type: ignore[arg-type]
        assert seen == [2, 1, 2, 1, 1, 4]
        assert blocks[1] == Quote(blocks=(ListBlock(items=((Rule(),),)),))
        assert [type(block).__name__ for block in blocks] == ["Heading", "Quote", "Table"]

    def test_inlines(self) -> None:
        """Lines are rewritten whole; a paragraph or heading that becomes empty goes, a figure stays."""
        blocks = rewrite_inlines(NESTED, _without_text)
        assert [type(block).__name__ for block in iter_blocks(blocks)] == (
            "Quote ListBlock Rule Table Figure Paragraph".split()
        )

    def test_inlines_are_joined(self) -> None:
        """Texts that meet are joined."""
        doubled = rewrite_inlines((paragraph("a"),), lambda inlines: inlines + inlines)
        assert doubled == (paragraph("aa"),)

    def test_nested(self) -> None:
        """The function gets every inline that holds no other."""
        seen: list[str] = []

        def note(inline: Inline) -> Inline:
            seen.append(type(inline).__name__)
            return inline

        inlines = line("a", bold("b", link(PICTURE)), Code(code="c"))
        assert rewrite_nested(inlines, note) is inlines
        assert seen == ["Text", "Text", "InlineImage", "Code"]

    def test_images(self) -> None:
        """Every image is rewritten, wherever it stands."""
        blocks = rewrite_images(NESTED, lambda image: Image(src=f"new/{image.src}"))
        assert {image.src for image in iter_images(blocks)} == {"new/cell.png", "new/in-line.png"}


class TestAnyArticle:
    """What holds for any article."""

    @settings(deadline=None, max_examples=50)
    @given(articles())
    def test_unchanged(self, article: Article) -> None:
        """Where the function changes nothing the very same object comes back."""
        blocks = article.blocks
        assert rewrite_blocks(blocks, lambda level: level) is blocks
        assert rewrite_inlines(blocks, lambda inlines: inlines) is blocks
        assert rewrite_images(blocks, lambda image: image) is blocks

    @settings(deadline=None, max_examples=50)
    @given(articles())
    def test_images_and_rewriting_agree(self, article: Article) -> None:
        """What reading finds is what rewriting passes, in the same order."""
        seen: list[Image] = []
        rewrite_images(article.blocks, lambda image: (seen.append(image), image)[1])  # type: ignore[func-returns-value]
        assert sorted(seen, key=repr) == sorted(iter_images(article.blocks), key=repr)

    @settings(deadline=None, max_examples=50)
    @given(articles())
    def test_joined(self, article: Article) -> None:
        """Lines that keep the promises are left as they are."""
        for block in iter_blocks(article.blocks):
            if isinstance(block, (Paragraph, Heading)):
                assert join_text(block.inlines) == block.inlines
                assert not any(isinstance(inline, Strong) and not inline.inlines for inline in block.inlines)
