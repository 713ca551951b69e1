"""Ruby and quotations: the marks that browsers add become text."""

from __future__ import annotations

import pytest

from ofweek_parse import Article, Heading, Link, Paragraph, Parser, Strong, to_html, to_markdown
from tests.making import bold, in_time, line, link, paragraph

HEADER = "---\ntitle: 山谷里的风\ndate: 2021-07-26\n---\n"
RAW = Parser(normalizers=())


def read(body: str) -> Article:
    """The raw article of *body*."""
    return RAW.parse(HEADER + body)


class TestRuby:
    """``<ruby>``."""

    @pytest.mark.parametrize(
        ("ruby", "text"),
        [
            ("<ruby>漢<rt>かん</rt></ruby>字", "漢(かん)字"),
            ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字", "漢(かん)字"),
            ("<ruby>漢<rp>（<rt>かん<rp>）</ruby>字", "漢(かん)字"),
            ("<ruby>漢<rt>かん<rb>字<rt>じ</ruby>。", "漢(かん)字(じ)。"),
            ("<ruby><rb>漢</rb><rt>かん</rt><rb>字</rb><rt>じ</rt></ruby>", "漢(かん)字(じ)"),
            ("<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>", "漢(かん)字(じ)"),
            ("<ruby>漢字<rtc><rt>かんじ</rt></rtc><rtc>Kanji</rtc></ruby>", "漢字(かんじ)(Kanji)"),
            ("<ruby>\n漢 <rp>(</rp><rt> かん </rt><rp>)</rp>\n</ruby>字", "\n漢(かん)字"),
            ("<ruby>漢<rt>(かん)</rt></ruby>字", "漢(かん)字"),
            ("<ruby>漢<rt>（かん）</rt></ruby>字", "漢（かん）字"),
            ("<ruby>漢<rt></rt></ruby>字", "漢字"),
            ("<ruby>漢<rt> </rt></ruby>字", "漢字"),
            ("<ruby>明日 <rt>Morgen</rt></ruby> x", "明日(Morgen) x"),
            ("<rt>かん</rt>字", "(かん)字"),
            ("漢<rp>(</rp>字", "漢字"),
        ],
    )
    def test_text(self, ruby: str, text: str) -> None:
        """A reading follows its word in parentheses, with and without those for other browsers, and closed or not."""
        article = read(f"<p>前{ruby}</p><p>后</p>")
        assert [block.text for block in article.blocks] == [f"前{text}", "后"]
        assert article.diagnostics == ()

    def test_markup(self) -> None:
        """What is marked up stays so."""
        assert read("<p><ruby><b>漢</b><rt><b>かん</b></rt></ruby></p>").blocks == (
            paragraph(bold("漢"), "(", bold("かん"), ")"),
        )

    @pytest.mark.parametrize(
        "around", ["<h2>{}</h2>", "<a href='u'>{}</a>", "<td>{}</td>", "<figcaption>{}</figcaption>", "<li>{}</li>"]
    )
    def test_anywhere(self, around: str) -> None:
        """Wherever text is."""
        assert "漢(かん)字" in read(around.replace("{}", "<ruby>漢<rt>かん</rt></ruby>字")).text

    def test_lost(self) -> None:
        """Text for other browsers that is more than parentheses is named."""
        (note,) = read("<ruby>漢<rp>读作</rp><rt>かん</rt></ruby>").diagnostics
        assert (note.code, note.message) == ("hidden-content", "'读作' is hidden and was removed.")

    @pytest.mark.parametrize(
        "body",
        ["<p><ruby>漢<rp>(</p><p>后文</p>", "<p><ruby>漢<rt>かん</p><p>后文</p>", "<ruby>漢<rt><b>かん<rt>x<p>后文"],
    )
    def test_unclosed(self, body: str) -> None:
        """Nothing behind it is lost."""
        assert "后文" in read(body).text

    def test_time(self) -> None:
        """Many and unclosed ones take time in proportion to their number."""
        for unit in ("<ruby>漢<rt>かん</rt></ruby>", "漢<rt>かん", "<rp>(", "漢<rp>(</rp><rt>x</rt>"):
            with in_time(6):
                read(unit * (200 if unit == "<rp>(" else 8_000) if "</" in unit else unit * 200)


class TestQuotations:
    """``<q>``."""

    @pytest.mark.parametrize(
        ("body", "text"),
        [
            ("他说<q>风来了</q>。", "他说“风来了”。"),
            ("<q>她说<q>风来了</q>，就走了</q>", "“她说‘风来了’，就走了”"),
            ("<q>甲<q>乙<q>丙</q></q></q>", "“甲‘乙“丙”’”"),
            ("<q>“风来了”</q>", "“风来了”"),
            ("<q>「风来了」</q>", "「风来了」"),
            ('<q>"风来了"</q>', '"风来了"'),
            ("“<q>风来了</q>”", "“风来了”"),
            ("<q>“风”来了</q>", "““风”来了”"),
            ("<q>“风”和“云”</q>", "““风”和“云””"),
            ("<q></q>甲<q> </q>", "甲"),
            ("<q>It</q> <q>came</q>", "“It” “came”"),
            ("<q>风<b>来了</b></q>", "“风来了”"),
        ],
    )
    def test_text(self, body: str, text: str) -> None:
        """It has the marks of its level, unless the text brings its own."""
        article = read(f"<p>{body}</p>")
        assert article.text == text
        assert article.diagnostics == ()

    def test_structure(self) -> None:
        """Links in it and around it stay."""
        assert read("<p><q>见<a href='u'>甲</a></q></p>").blocks == (paragraph("“见", link("甲", href="u"), "”"),)
        assert read("<p><a href='u'><q>甲</q></a></p>").blocks == (paragraph(link("“甲”", href="u")),)
        assert read("<h2><q>甲</q></h2>").blocks == (Heading(level=2, inlines=line("“甲”")),)

    def test_picture(self) -> None:
        """A picture in it stays a picture."""
        assert len(read("<p>甲<q><img src='a.png'></q></p>").images) == 1

    def test_deep(self) -> None:
        """Too many levels lose no text."""
        assert read("<p>" + "<q>甲" * 40 + "</p>").text.count("甲") == 40


class TestStrikethroughAndFormulas:
    """Strikethrough and formulas wherever they are."""

    @pytest.mark.parametrize(
        "place",
        ["<h2>价<M>元</h2>", "<p>价<M>元</p>", "<table><tr><td>价<M>元</td><td>乙</td></table>", "<ul><li>价<M>元</ul>", "<blockquote>价<M>元</blockquote>",
         "<figure><img src='a.png'><figcaption>价<M>元</figcaption></figure>", "<p><a href='u'>价<M>元</a></p>", "<p><b>价<M>元</b></p>",
         "<dl><dt>价<M>元<dd>乙</dl>", "<table><tr><th>价<M>元</th><th>乙</th><tr><td>1<td>2</table>"],
    )  # fmt: skip
    @pytest.mark.parametrize(("mark", "text", "html", "markdown"), [("<del>80</del>", "价~~80~~元", "价<del>80</del>元", "~~80~~"), ('<code class="math">x^2</code>', "价x^2元", '价<code class="math">x^2</code>元', "$x^2$")])  # fmt: skip
    def test_anywhere(self, place: str, mark: str, text: str, html: str, markdown: str) -> None:
        """They are read, written and read back in headings, cells, captions and links as in paragraphs."""
        article = read(place.replace("<M>", mark))
        assert text in article.text
        assert html in to_html(article)
        assert markdown in to_markdown(article)
        assert RAW.parse(HEADER + to_html(article)).blocks == article.blocks

    def test_kinds(self) -> None:
        """Nothing is lost of what is around them."""
        (block,) = read("<p><a href='u'><b><del>甲</del></b></a></p>").blocks
        assert isinstance(block, Paragraph)
        (outer,) = block.inlines
        assert isinstance(outer, Link)
        assert isinstance(outer.inlines[0], Strong)
