"""Written Markdown in popular renderers, whose output is parsed as a browser would."""

from __future__ import annotations

import mistune
import pytest
from hypothesis import given, settings

from ofweek_parse import (
    Article,
    Code,
    Emphasis,
    Image,
    Inline,
    InlineImage,
    LineBreak,
    Link,
    LinkStyle,
    ListBlock,
    Paragraph,
    Parser,
    Strong,
    Subscript,
    Superscript,
    Text,
    to_markdown,
)
from ofweek_parse.testing import Sample, articles
from tests.making import article
from tests.reading_back import text_of
from tests.rendering import PAYLOADS, RENDERERS, beside, everywhere, hostile_articles, violations, without_ids
from tests.writers.test_markdown_writer import TEXTS

pytestmark = pytest.mark.no_cover

EDGES: list[tuple[Inline, ...]] = [
    (LineBreak(),),
    (LineBreak(), LineBreak()),
    (Text(text="\n"),),
    (Text(text="乙\n"), LineBreak()),
    (InlineImage(image=Image(src="javascript:alert(1)")), LineBreak()),
    (LineBreak(), InlineImage(image=Image(src="javascript:alert(1)")), Text(text="\n")),
    (Link(href="javascript:alert(1)", inlines=(LineBreak(),)), Text(text="\n")),
]


_STYLES: tuple[LinkStyle, ...] = ("inline", "reference")


def _check(given_article: Article, *styles: LinkStyle) -> None:
    """Nothing active comes of *given_article* in any renderer, however its links are written."""
    for links in styles or _STYLES:
        written = to_markdown(given_article, title=True, links=links, images=links)
        pages = {without_ids(render(written)): name for name, render in RENDERERS.items()}  # some are the same
        for page, name in pages.items():
            assert violations(page, given_article) == [], f"{name}\n{written}"


class TestInert:
    """Nothing that an article says runs, or is a link or an image that the article has not."""

    @pytest.mark.parametrize("payload", PAYLOADS)
    def test_payloads(self, payload: str) -> None:
        """Not in any place, nor behind what a renderer makes a link of."""
        _check(everywhere(payload), "inline")
        _check(beside(payload), "reference")

    @settings(max_examples=100, deadline=None)
    @given(hostile_articles())
    def test_hostile(self, given_article: Article) -> None:
        """Not of articles that are all markup."""
        _check(given_article)

    @settings(max_examples=30, deadline=None)
    @given(articles())
    def test_articles(self, given_article: Article) -> None:
        """Not of any other article."""
        _check(given_article)

    @pytest.mark.parametrize("edge", EDGES)
    def test_lone_tags(self, edge: tuple[Inline, ...]) -> None:
        """Not of code behind a line that would be one tag, which begins HTML for a renderer, in whatever it stands."""
        code = Code(code="<img src=x onerror=alert(1)>")
        paragraphs = [
            Paragraph(inlines=inlines)
            for tag in (Superscript, Subscript, Emphasis, Strong)
            for inlines in (
                (tag(inlines=(*edge, code)),),
                (tag(inlines=(code, *edge)), code),
                (Text(text="甲"), LineBreak(), tag(inlines=edge), Text(text="\n"), code),
                (*edge, code),
            )
        ]
        inside = tuple((block, ListBlock(items=((Paragraph(inlines=(code,)),),))) for block in paragraphs)
        _check(Article(blocks=(*paragraphs, ListBlock(items=inside))))

    @pytest.mark.parametrize("mark", ["$", "$$", "^", "^^", "==", "++", "~", "||", "%%"])
    def test_marks_before_code(self, mark: str) -> None:
        """Nor where an extension looks for marks before code."""
        render = mistune.create_markdown(
            escape=False, plugins=["math", "insert", "superscript", "subscript", "mark", "spoiler", "ruby"]
        )
        code = Code(code=f"{mark}<img src=x onerror=alert(1)>")
        for inlines in ((Text(text=f"{mark}甲"), code), (Code(code=f"{mark}甲"), Text(text=" "), code)):
            assert "<img" not in str(render(to_markdown(Article(blocks=(Paragraph(inlines=inlines),)))))

    def test_samples(self, ofweek_sample: Sample) -> None:
        """Not of any sample, cleaned or raw."""
        _check(ofweek_sample.article)
        _check(Parser(normalizers=()).parse(ofweek_sample.source))


class TestText:
    """Text is read as what it is."""

    @pytest.mark.parametrize("renderer", RENDERERS)
    @pytest.mark.parametrize("text", TEXTS)
    def test_same(self, text: str, renderer: str) -> None:
        """No renderer shows an escape or takes a character away."""
        rendered = text_of(RENDERERS[renderer](to_markdown(article(text))))
        assert rendered == " ".join(text.split()), rendered
