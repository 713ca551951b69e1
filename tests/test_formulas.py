"""Formulas: what they say, how writers write them, and what dollars of the text become."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ofweek_parse import (
    Cell,
    Code,
    Heading,
    Image,
    InlineImage,
    Link,
    Math,
    Table,
    to_html,
    to_markdown,
    to_post,
    to_text,
)
from ofweek_parse.testing.invariants import has_text
from ofweek_parse.testing.words import FORMULAS
from tests.making import Part, article, bold, in_time, line, paragraph

COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tex() -> st.SearchStrategy[str]:
    """TeX of all that Markdown, HTML and Hexo take for markup."""
    return st.lists(
        st.sampled_from((*FORMULAS, *r"\ , ; ! _ * ^ { } $ & # % ~ | < > [ ] ( ) ` x 1 风".split(), " ", "\n"))
    ).map("".join)


def shown(markdown: str) -> str:
    """The text that a CommonMark renderer shows, on one line."""
    page = html5lib.parse(COMMONMARK.render(markdown), namespaceHTMLElements=False)
    return " ".join("".join(page.itertext()).split())


class TestText:
    """Plain text."""

    def test_tex(self) -> None:
        """It is the TeX, without dollars."""
        assert (
            to_text(article(paragraph("质能 ", Math(tex="E=mc^2"), "，", Math(tex="a", display=True))))
            == "质能 E=mc^2，a"
        )


class TestMarkdown:
    """TeX between dollars."""

    @pytest.mark.parametrize(
        ("formula", "written"),
        [
            (Math(tex="E=mc^2"), "$E=mc^2$"),
            (Math(tex="E=mc^2", display=True), "$$E=mc^2$$"),
            (Math(tex=r"a\,b"), r"$a\\,b$"),
            (Math(tex="x_1*y*"), r"$x_1\*y\*$"),
            (Math(tex=r"\frac{a}{b}"), r"$\\frac&#123;a}&#123;b}$"),
            (Math(tex="a<b & c"), "$a&lt;b & c$"),
            (Math(tex=r"\$5"), r"$\\&#36;5$"),
            (Math(tex="a\n- b"), "$a\n\\- b$"),
            (Math(tex=" a "), "$a$"),
        ],
    )
    def test_written(self, formula: Math, written: str) -> None:
        """What CommonMark would take for markup is escaped, so that a page shows the TeX as it is."""
        assert to_markdown(article(paragraph(formula))) == f"{written}\n"

    @settings(max_examples=300, deadline=None)
    @given(tex().filter(has_text), st.booleans())
    def test_read_back(self, formula: str, display: bool) -> None:  # noqa: FBT001
        """A renderer that knows no formulas shows every character between the dollars, in every place."""
        mark = "$$" if display else "$"
        math = Math(tex=formula, display=display)
        expected = " ".join(f"{mark}{formula.strip()}{mark}".split())
        for block in (paragraph(math), Heading(level=2, inlines=(math,)), paragraph(Link(href="/a", inlines=(math,)))):
            assert shown(to_markdown(article(block))) == expected
        table = Table(rows=((Cell(blocks=(paragraph(math),)),),))
        assert shown(to_markdown(article(table))) == expected

    def test_beside(self) -> None:
        """A digit behind a formula is a reference, or it would be a price to some; bold type beside one stays bold."""
        assert to_markdown(article(paragraph(Math(tex="x"), "5"))) == "$x$&#53;\n"
        assert to_markdown(article(paragraph(bold(Math(tex="x")), "风"))) == "**$x$**&#39118;\n"

    def test_linear(self) -> None:
        """A line of very many formulas takes time in proportion."""
        with in_time(3):
            to_markdown(article(paragraph(*[part for _ in range(5_000) for part in (Math(tex="x_1"), "$5")])))


class TestDollars:
    """Dollars that are no formula."""

    @pytest.mark.parametrize(
        ("parts", "written"),
        [
            (("售价$5",), "售价$5"),
            (("$5到$6",), "&#36;5到&#36;6"),
            (("$$x$$",), "&#36;&#36;x&#36;&#36;"),
            (("售价$5", Math(tex="x")), "售价&#36;5$x$"),
            (("售价$5", bold("到$6")), "售价&#36;5**到&#36;6**"),
            (("售价$5", Code(code="$x")), "售价&#36;5`$x`"),
            ((Link(href="/a", inlines=line("$5")), "$6"), "[&#36;5](/a)&#36;6"),
            (("$5", InlineImage(image=Image(src="a.png", alt="$6"))), "&#36;5![&#36;6](a.png)"),
            (("$5", Link(href="/a$b", inlines=line("c"))), "&#36;5[c](/a$b)"),
        ],
    )
    def test_escaped(self, parts: tuple[Part, ...], written: str) -> None:
        """One alone opens nothing and stays; of several in a line, those of the text are references."""
        assert to_markdown(article(paragraph(*parts))) == f"{written}\n"


class TestHtml:
    """The element ``code`` of the class ``math``."""

    def test_written(self) -> None:
        """A formula on a line of its own has a second class."""
        inline, display = Math(tex="a<b"), Math(tex=r"\sum", display=True)
        assert to_html(article(paragraph("若", inline), paragraph(display))) == (
            '<p>若<code class="math">a&lt;b</code></p>\n<p><code class="math math-display">\\sum</code></p>\n'
        )

    def test_post(self) -> None:
        """In a post no brace and no line end is left that Hexo would change; in a Markdown body neither."""
        given_article = article(paragraph("若", Math(tex="{{a}}\n#}")))
        written = '<p>若<code class="math">&#123;&#123;a&#125;&#125;&#10;#&#125;</code></p>\n'
        assert to_post(given_article).endswith(f"\n\n{written}")
        assert to_post(given_article, body="markdown").endswith(f"\n\n{written}")
        assert to_post(article(paragraph(Math(tex="x_1"))), body="markdown").endswith("\n\n$x_1$\n")
