"""Normalizers made from functions on text and on URLs."""

from __future__ import annotations

import pickle

from ofweek_parse import Parser, text_normalizer, url_normalizer

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


def safe(url: str) -> str:
    """Another scheme."""
    return url.replace("http:", "https:")


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

    def test_nothing_to_do(self) -> None:
        """An article in which nothing changes is the very same object."""
        article = url_normalizer(safe)(RAW)
        assert url_normalizer(safe)(article) is article
