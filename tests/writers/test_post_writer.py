"""Written posts, as read by this library and a Markdown renderer."""

from __future__ import annotations

import html
import re
from datetime import datetime, timezone

import attrs
import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from ofweek_parse import (
    Article,
    Code,
    CodeBlock,
    Credit,
    FrontMatter,
    FrontMatterValue,
    Keyword,
    Parser,
    to_markdown,
    to_post,
)
from ofweek_parse.testing import Sample, articles
from tests.making import article, figure, link, paragraph
from tests.reading_back import markdown_shape, shape, text_of

RAW = Parser(normalizers=())
FIELDS = ("title", "published", "categories", "extra", "blocks", "credits", "keywords", "alt_residue")
RENDERER = MarkdownIt("commonmark")


def _fields(given_article: Article) -> dict[str, object]:
    return {**{name: getattr(given_article, name) for name in FIELDS}, "order": list(given_article.extra)}


def _body(post: str) -> str:
    return re.split(r"^---\n", post, maxsplit=2, flags=re.MULTILINE)[2]


def _extra(value: FrontMatterValue) -> FrontMatterValue:
    written = to_post(Article(title="a", front_matter={"title": "a", "key": value}))
    return RAW.parse(written).extra["key"]


class TestReadBack:
    """The article comes back."""

    def test_samples(self, ofweek_sample: Sample) -> None:
        """Every sample, cleaned and raw."""
        for given_article in (ofweek_sample.article, RAW.parse(ofweek_sample.source)):
            assert _fields(RAW.parse(to_post(given_article))) == _fields(given_article)

    @settings(max_examples=100, deadline=None)
    @given(articles())
    def test_front_matter(self, given_article: Article) -> None:
        """All that stands in the front matter, of every article."""
        wanted, read = _fields(given_article), _fields(RAW.parse(to_post(given_article)))
        # Blocks are the next test's; a text that no time was read from stays, whatever it is.
        left_out = {"blocks", *(() if given_article.published else ("published",))}
        assert {name: read[name] for name in read.keys() - left_out} == {
            name: wanted[name] for name in wanted.keys() - left_out
        }

    @settings(max_examples=100, deadline=None)
    @given(articles())
    def test_whole(self, given_article: Article) -> None:
        """The whole of every article in the form that the reader gives it, with a second post equal to the first."""
        read = RAW.parse(to_post(given_article))
        again = RAW.parse(to_post(read))
        # A number that is somebody's name is written as text.
        assert attrs.evolve(again, front_matter={}) == attrs.evolve(read, front_matter={})
        assert list(again.front_matter) == list(read.front_matter)
        assert to_post(again) == to_post(read)

    def test_without_notes(self, ofweek_sample: Sample) -> None:
        """Nothing in a written post needs a repair."""
        codes = {note.code for note in RAW.parse(to_post(ofweek_sample.article)).diagnostics}
        assert codes <= {"date-invalid", "date-missing"}


class TestHeader:
    """The front matter as it is written."""

    @pytest.mark.parametrize(
        "title",
        [
            *(
                "It's",
                "'a'",
                '"a"',
                "a 'b' \"c\"",
                "a # b",
                "#a",
                "a: b",
                "- a",
                "---",
                "a\n---\nb",
                "a\nb",
                "\n",
            ),
            *(
                "{a}",
                "{{ a }}",
                "{% a %}",
                "[a]",
                "&a",
                "*a",
                "!a",
                "@a",
                "`a",
                "|",
                ">",
                "%a",
                "~",
                "null",
                "yes",
                "12:30",
            ),
            *("010", "1e3", "2021-07-26", " a ", "a\tb", "\\n", "a\u2028b", "\ufeffa", "😀", ";;;"),
        ],
    )
    def test_titles(self, title: str) -> None:
        """A title comes back whatever YAML or a template engine would see in it."""
        assert RAW.parse(to_post(Article(title=title))).title == title

    @pytest.mark.parametrize(
        ("char", "read"), [*dict.fromkeys("\x00\x07\x7f\x85", "\ufffd").items(), ("\r", "\n"), ("\f", " ")]
    )
    def test_controls(self, char: str, read: str) -> None:
        """A control character is written escaped, and read as this library reads one anywhere."""
        post = to_post(Article(title=f"a{char}b"))
        assert char not in post
        assert RAW.parse(post).title == f"a{read}b"

    @pytest.mark.parametrize(
        "value",
        [
            *(None, True, False, 0, -12, 10**15, "", "1", "true", "null", "a: b", "2021-07-26", (), ("a", 1, None)),
            *(
                ("a", ("b", ("c",))),
                ((), FrontMatter()),
                FrontMatter({"b": "c", "a": ("d", FrontMatter({"e: f": None}))}),
            ),
            *(
                FrontMatter(),
                FrontMatter({"": "", "1": 2, "yes": True, "- a": ("b",)}),
                (FrontMatter({"a": 1, "b": 2}),),
            ),
        ],
    )
    def test_values(self, value: FrontMatterValue) -> None:
        """A value of every type comes back as that type."""
        read = _extra(value)
        assert (read, type(read), repr(read)) == (value, type(value), repr(value))

    def test_order(self) -> None:
        """Keys keep the file's order with what their fields hold now; those that the file lacks follow."""
        front_matter: dict[str, FrontMatterValue] = {"z": 1, "date": "26 July", "title": "old", "a": None}
        time = datetime(2021, 7, 26, 1, 29, tzinfo=timezone.utc)
        given_article = Article(title="new", author="林", published=time, front_matter=front_matter)
        rows = ["---", "z: 1", "date: '2021-07-26T01:29:00Z'", "title: 'new'", "a: null", "author: '林'", "---", "", ""]
        assert to_post(given_article).split("\n") == rows

    def test_unreadable(self) -> None:
        """What no field could be read from stays as written, but a placeholder image goes."""
        front_matter = {"title": "a", "date": "tomorrow", "headimg": "https://picsum.photos/1"}
        header = to_post(Article(title="a", front_matter=front_matter))
        assert "date: 'tomorrow'\n" in header
        assert "headimg" not in header

    def test_private_key(self) -> None:
        """What a post has no place for stands under one key, last, and only if there is something."""
        credit, keyword = Credit(role="author", name="林"), Keyword(text="储能", href="/k")
        post = to_post(Article(title="a", credits=(credit,), keywords=(keyword,), alt_residue=("b",)))
        assert post.index("title:") < post.index("ofweek_parse:")
        assert "  credits:\n    - role: 'author'\n      name: '林'\n" in post
        assert RAW.parse(post).credits == (credit,)
        assert "ofweek_parse" not in to_post(Article(title="a"))


class TestBody:
    """What Hexo does with the body."""

    @pytest.mark.parametrize("body", ["html", "markdown"])
    def test_braces(self, body: str) -> None:
        """No brace is left in the body, neither in text nor in code nor in attributes."""
        shown = figure("{% a %}", "{# b #}", caption="{{ c }}", src="/{d}")
        given_article = article("{{ e }}", paragraph(Code(code="{{ f }}"), link("{g}", href="/{h}")), shown)
        written = _body(to_post(given_article, body="markdown" if body == "markdown" else "html"))
        assert not re.search(r"[{}]", written)
        assert text_of(RENDERER.render(written)) == "{{ e }} {{ f }}{g} {{ c }}"

    @pytest.mark.parametrize(
        "body",
        [
            "html",
            pytest.param("markdown"),
        ],
    )
    def test_braces_in_code(self, body: str) -> None:
        """Nor in a block of code."""
        given_article = article(CodeBlock(code="{{ a }}\n\n{% b %}", language="c"))
        written = _body(to_post(given_article, body="markdown" if body == "markdown" else "html"))
        assert not re.search(r"[{}]", written)
        assert text_of(RENDERER.render(written)) == "{{ a }} {% b %}"

    @settings(max_examples=80, deadline=None)
    @given(articles())
    def test_renderer(self, given_article: Article) -> None:
        """A Markdown renderer that leaves HTML alone leaves an HTML body alone."""
        body = _body(to_post(given_article))
        assert text_of(RENDERER.render(body)) == text_of(body)
        assert not re.search(r"\n[ \t]*\n", body.strip("\n"))

    @pytest.mark.parametrize("code", ["a\n\nb", "a\n \n\t\n\nb", "\n\na", "a\n\n", "    a\n\n    # b"])
    def test_blank_lines(self, code: str) -> None:
        """Blank lines in code neither end the HTML nor get lost."""
        given_article = article(CodeBlock(code=code), "后文")
        post = to_post(given_article)
        assert RAW.parse(post).blocks == given_article.blocks
        assert text_of(RENDERER.render(_body(post))) == text_of(_body(post))

    def test_facts(self) -> None:
        """Keyword links, verdicts and original URLs are written for this library to read."""
        post = to_post(article(paragraph(link("储能", keyword=True))))
        assert '<span class="hrefStyle"><a ' in post
        assert RAW.parse(post).links[0].keyword


class TestMarkdown:
    """The option *body*."""

    def test_same_header(self) -> None:
        """The front matter is that of the HTML body."""
        given_article = article("a*b", title="it's")
        html, markdown = to_post(given_article), to_post(given_article, body="markdown")
        assert markdown == html.partition("\n\n")[0] + "\n\na\\*b\n"

    @settings(max_examples=100, deadline=None)
    @given(articles())
    def test_front_matter(self, given_article: Article) -> None:
        """The title, the time and unknown keys come back; blocks that Hexo leaves alone are `to_markdown`'s."""
        post = to_post(given_article, body="markdown")
        read = RAW.parse(post)
        assert (read.title, read.extra, list(read.extra)) == (
            given_article.title,
            given_article.extra,
            list(given_article.extra),
        )
        if not re.search(r"^<", body := _body(post), re.MULTILINE):
            assert body.strip("\n") == to_markdown(given_article).strip("\n")

    def test_as_html(self) -> None:
        """A block with braces is written as HTML, in which no renderer makes references into characters."""
        post = to_post(article("前", paragraph("用", Code(code="{{ a*b }}")), "后"), body="markdown")
        assert _body(post) == "\n前\n\n<p>用<code>&#123;&#123; a*b &#125;&#125;</code></p>\n\n后\n"

    def test_samples(self, ofweek_sample: Sample) -> None:
        """A Markdown parser reads the article back."""
        if "{" not in html.unescape(to_markdown(ofweek_sample.article)):
            assert markdown_shape(_body(to_post(ofweek_sample.article, body="markdown"))) == shape(
                ofweek_sample.article.blocks
            )
