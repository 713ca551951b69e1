"""Normalizers made from functions on text and URLs."""

from __future__ import annotations

import pickle

import attrs

from ofweek_parse import (
    Block,
    CodeBlock,
    Credit,
    Embed,
    Heading,
    Image,
    Parser,
    Table,
    block_normalizer,
    image_normalizer,
    text_normalizer,
    url_normalizer,
)

POST = """---
title: a b
headimg: http://x/h.png
---
<p>a <b>b</b> <code>a</code> <a href="http://x/a">a</a></p>
<figure><a href="http://x/f"><img src="http://x/a.png" alt="a"></a><figcaption>a</figcaption></figure>
<table><tr><th>a<th>b<tr><td>a<td>b</table><pre>a</pre><iframe src="http://x/i"></iframe>
"""
RAW = Parser(normalizers=()).parse(POST)


def loud(text: str) -> str:
    """Upper case."""
    return text.upper()


def without_letters(text: str) -> str:
    """All but c and e."""
    return text.replace("c", "").replace("e", "")


def safe(url: str) -> str:
    """Another scheme."""
    return url.replace("http:", "https:")


def small(image: Image) -> Image:
    """Of a width of at most 10."""
    return attrs.evolve(image, width=10) if (image.width or 0) > 10 else image


def without_code(block: Block) -> Block | None:
    """No code, and lower headings."""
    if isinstance(block, CodeBlock):
        return None
    return attrs.evolve(block, level=6) if isinstance(block, Heading) and block.level < 6 else block


class TestText:
    """``text_normalizer``."""

    def test_where(self) -> None:
        """Titles, text, captions and cells are rewritten; code, alternative texts and URLs are not."""
        article = text_normalizer(loud)(RAW)
        assert article.title == "A B"
        assert article.text == "A B a A\n\nA\n\nA\tB\nA\tB\n\na"
        assert article.images[0].alt == "a"
        assert article.links == text_normalizer(loud)(article).links
        assert article.links[0].href == "http://x/a"

    def test_beside_the_body(self) -> None:
        """So are the original title, and names and labels of credits; one that becomes empty is none."""
        given = attrs.evolve(RAW, original_title="c", credits=(Credit(role="other", name="d", label="e", href="f"),))
        article = text_normalizer(loud)(given)
        assert article.original_title == "C"
        assert article.credits == (Credit(role="other", name="D", label="E", href="f"),)
        article = text_normalizer(without_letters)(given)
        assert (article.original_title, article.credits[0].label) == (None, None)

    def test_nothing_to_do(self) -> None:
        """An article in which nothing changes is the very same object."""
        article = text_normalizer(loud)(RAW)
        assert text_normalizer(loud)(article) is article

    def test_pickle(self) -> None:
        """A step made from a function of a module can be pickled."""
        assert pickle.loads(pickle.dumps(text_normalizer(loud)))(RAW).title == "A B"  # noqa: S301

    def test_empty(self) -> None:
        """Text that becomes empty goes, and its paragraph with it."""
        assert text_normalizer(lambda _: "")(RAW).text == "a\n\na"


class TestUrl:
    """``url_normalizer``."""

    def test_where(self) -> None:
        """Links, pictures, their targets, embeds and the head image are rewritten; a picture keeps its first URL."""
        article = url_normalizer(safe)(RAW)
        assert article.headimg == "https://x/h.png"
        assert article.links[0].href == "https://x/a"
        assert (article.images[0].src, article.images[0].original_src) == ("https://x/a.png", "http://x/a.png")
        assert "http:" not in repr(article.blocks).replace("original_src='http:", "")

    def test_posters(self) -> None:
        """So are the posters of videos."""
        given = attrs.evolve(RAW, blocks=(Embed(kind="video", url="http://x/v", poster="http://x/p"),))
        assert url_normalizer(safe)(given).blocks == (Embed(kind="video", url="https://x/v", poster="https://x/p"),)

    def test_nothing_to_do(self) -> None:
        """An article in which nothing changes is the very same object."""
        article = url_normalizer(safe)(RAW)
        assert url_normalizer(safe)(article) is article


class TestImage:
    """``image_normalizer``."""

    def test_where(self) -> None:
        """Pictures in figures, in text, in captions and in cells are rewritten."""
        inside = "<img width=20 src=a.png>"
        raw = Parser(normalizers=()).parse(
            f"<figure>{inside}<figcaption>a{inside}</figcaption></figure><p>b{inside}</p><table><tr><td>{inside}</table>"
        )
        article = image_normalizer(small)(raw)
        assert [image.width for image in article.images] == [10] * 4
        assert image_normalizer(small)(article) is article

    def test_pickle(self) -> None:
        """It can be pickled."""
        assert pickle.loads(pickle.dumps(image_normalizer(small)))(RAW) is RAW  # noqa: S301


class TestBlock:
    """``block_normalizer``."""

    def test_where(self) -> None:
        """Blocks are rewritten at any depth, and what they leave empty is removed."""
        raw = Parser(normalizers=()).parse(
            "<h2>a</h2><ul><li><pre>b</pre><li><h3>c</h3></ul><blockquote><pre>d</pre></blockquote>"
        )
        article = block_normalizer(without_code)(raw)
        assert [type(block).__name__ for block in article.blocks] == ["Heading", "ListBlock"]
        assert [heading.level for heading in article.headings] == [6, 6]
        assert article.text == "a\n\nc"
        assert block_normalizer(without_code)(article) is article

    def test_keeps_cells(self) -> None:
        """A cell that loses its blocks stays, as columns would shift otherwise."""
        raw = Parser(normalizers=()).parse("<table><tr><td><pre>a</pre><td>b</table>")
        table = block_normalizer(without_code)(raw).blocks[0]
        assert isinstance(table, Table)
        assert [cell.text for cell in table.rows[0]] == ["", "b"]
