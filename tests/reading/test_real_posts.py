"""Real posts: each is parsed completely, with nothing lost, duplicated or leaked from an attribute."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from ofweek_parse import (
    DEFAULT_NORMALIZERS,
    Article,
    Figure,
    ListBlock,
    Parser,
    Quote,
    Table,
    from_json,
    parse_file,
    to_html,
    to_json,
    to_markdown,
    to_post,
)
from ofweek_parse.model.traversal import iter_blocks
from ofweek_parse.normalizers.credit_lines import credits_of
from ofweek_parse.normalizers.width import ascii_width
from ofweek_parse.pipeline.registry import BUILT_IN
from tests.reading_back import markdown_shape, shape

if TYPE_CHECKING:
    from pathlib import Path

_KNOWN_IN_CODE = {"pre", "code", "span", "br"}
_SENTENCE = re.compile(r"[。！？\n]")
_LINES = {
    "p",
    "div",
    "br",
    "li",
    "h1",
    "h2",
    "h3",
    "blockquote",
    "article",
    "figure",
    "figcaption",
    "pre",
    "center",
    "hr",
    "ul",
}


class _Visible(HTMLParser):
    """The visible text and the images of a body, by another parser than the library's."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.images: list[str] = []
        self.attributes: list[str] = []
        self._skipped = ""
        self._in_code = False
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._end_line(tag)
        if tag == "img":
            self.images.append(values.get("src") or "")
            self.attributes += [value for name in ("alt", "title") if (value := values.get(name))]
        elif tag in {"style", "script", "iframe"} or "hidden" in values:
            self._skipped = "" if tag == "input" else tag
        elif tag == "pre":
            self._in_code = True
        elif self._in_code and tag not in _KNOWN_IN_CODE:
            self.text.append(tag)

    def _end_line(self, tag: str) -> None:
        if tag in _LINES:
            self.text.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        self._end_line(tag)
        if tag == self._skipped:
            self._skipped = ""
        elif tag == "pre":
            self._in_code = False

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.text.append(data)


def _body(path: Path) -> _Visible:
    return _Visible(path.read_text("utf-8").split("\n---\n", 2)[2])


def _key(text: str) -> str:
    return "".join(character for character in unicodedata.normalize("NFKC", text) if character.isalnum())


def _sentences(text: str) -> Counter[str]:
    """The sentences of *text* that are long enough to be no credit, and how often each is there."""
    text = re.sub(r"(?<=[^\s>])\n(?=\S)", "", text)  # a line wrapped in mid-sentence
    return Counter(key for part in _SENTENCE.split(text) if len(key := _key(part)) > 12)


class TestRealPosts:
    """Every real post there is."""

    def test_raw_text(self, html_post: Path) -> None:
        """Read raw, the text is the visible text, character for character but for space and punctuation."""
        article = Parser(normalizers=()).parse_file(html_post)
        assert _key(article.text) == _key("".join(_body(html_post).text))

    def test_sentences(self, html_post: Path) -> None:
        """Each sentence of the body stands in the article as often as in the body."""
        article = Parser(normalizers=("alt-text",)).parse_file(html_post)
        leaves = [
            block.text for block in iter_blocks(article.blocks) if not isinstance(block, (ListBlock, Quote, Table))
        ]
        assert _sentences("\n\n".join(leaves)) == _sentences("".join(_body(html_post).text))

    def test_what_normalizers_keep(self, html_post: Path) -> None:
        """All that the body says is in the text, the title, the credits or the keywords, but editor tokens."""
        article = parse_file(html_post)
        names = (credit.name for credit in article.credits)
        said = _key(" ".join([article.text, article.title, article.original_title or "", *names]))
        for block in iter_blocks(Parser(normalizers=()).parse_file(html_post).blocks):
            for sentence in _SENTENCE.split("" if isinstance(block, (ListBlock, Quote, Table)) else block.text):
                line = _key(sentence).removeprefix("原文标题")
                assert line in said or credits_of(ascii_width(sentence.strip())) or "_page_break_tag_" in sentence

    def test_images(self, html_post: Path) -> None:
        """Each image stands in the article once, in order, with its original URL."""
        article = parse_file(html_post)
        assert [image.original_src or image.src for image in article.images] == _body(html_post).images

    def test_no_alt_text(self, html_post: Path) -> None:
        """No alternative text is part of the text, unless the body says it itself."""
        visible = _key("".join(_body(html_post).text))
        text = _key(parse_file(html_post).text)
        for attribute in _body(html_post).attributes:
            key = _key(attribute)
            assert text.count(key) <= visible.count(key)

    def test_title_and_time(self, real_post: Path) -> None:
        """The title is the file's but for restored characters; the time is aware and in UTC, or told to be unreadable."""
        article = parse_file(real_post)
        assert _key(article.title) == _key(str(article.front_matter["title"]))
        if article.published is None:
            assert "date-invalid" in {note.code for note in article.diagnostics}
        else:
            assert article.published.utcoffset() is not None
            assert str(article.published.utcoffset()) == "0:00:00"

    def test_steps_twice(self, real_post: Path) -> None:
        """Every normalizer run again changes nothing."""
        article = parse_file(real_post)
        for name in DEFAULT_NORMALIZERS:
            again = BUILT_IN[name](article)
            assert (again, again.diagnostics) == (article, article.diagnostics), name

    def test_figures_have_no_text_twice(self, real_post: Path) -> None:
        """A caption that was a paragraph is a paragraph no more."""
        article = parse_file(real_post)
        blocks = list(iter_blocks(article.blocks))
        captions = {block.text for block in blocks if isinstance(block, Figure) and block.text}
        assert captions.isdisjoint(block.text for block in blocks if not isinstance(block, Figure))

    def test_post_and_back(self, real_post: Path) -> None:
        """Written as a post and read again without normalizers, the article is the same."""
        article = parse_file(real_post)
        again = Parser(normalizers=()).parse(to_post(article))
        fields = (
            "title",
            "published",
            "categories",
            "extra",
            "blocks",
            "credits",
            "keywords",
            "alt_residue",
            "headimg",
        )
        assert {name: getattr(again, name) for name in fields} == {name: getattr(article, name) for name in fields}

    def test_markdown_and_back(self, real_post: Path) -> None:
        """Markdown read by another parser has the same structure and text, of the clean article and of the raw one."""
        for parser in (Parser(), Parser(normalizers=())):
            article = parser.parse_file(real_post)
            assert markdown_shape(to_markdown(article)) == shape(article.blocks)

    def test_json_and_back(self, real_post: Path) -> None:
        """JSON gives the same article back, clean and raw."""
        for parser in (Parser(), Parser(normalizers=())):
            article = parser.parse_file(real_post)
            assert from_json(to_json(article)) == article

    def test_html_and_back(self, real_post: Path) -> None:
        """HTML written, read and written again is the same."""
        written = to_html(parse_file(real_post))
        assert to_html(Parser(normalizers=()).parse(f"---\na: b\n---\n{written}")) == written


class TestSeed:
    """The first sample, of which everything is known."""

    def test_seed(self, real_post: Path) -> None:
        """Three figures, no alternative text left, nothing found only in it, and one figure lost at a known place."""
        if real_post.stem != "00-seed":
            return
        article = parse_file(real_post)
        assert [(image.alt, image.title, image.alt_verdict) for image in article.images] == [
            ("", None, "repeats-body")
        ] * 3
        assert article.alt_residue == ()
        (lost,) = (note for note in article.diagnostics if note.code == "figure-lost")
        assert key_of_place(article) in lost.message


def key_of_place(article: Article) -> str:
    """The end of the paragraph that the lost figure stood after: the one before the fifth heading's third."""
    paragraphs = [block.text for block in article.blocks if not isinstance(block, Figure)]
    return paragraphs[20][-12:]
