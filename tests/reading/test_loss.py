"""No visible text of a body is lost: what html5lib shows is in the article or in a diagnostic."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ofweek_parse import OfweekParseError, Parser
from ofweek_parse.testing import SAMPLES, Sample
from ofweek_parse.testing.strategies import damaged, soups

pytest.importorskip("html5lib")

from tests.loss_detector import key, lost_characters, lost_runs, text_runs, visible_runs

if TYPE_CHECKING:
    from pathlib import Path

HEADER = b"---\ntitle: a\ndate: 2021-07-26\n---\n"
RAW = Parser(normalizers=())

# A browser shows the end of such a style; the library takes it for what it was meant to be.
_MARKUP_IN_STYLE = re.compile(r"""style="[^"]*<span class=["']hrefStyle""")

FEW = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.differing_executors, HealthCheck.too_slow, HealthCheck.data_too_large],
)


def cut(post: bytes) -> tuple[bytes, bytes]:
    """The front matter with its fences, and the body."""
    end = post.index(b"\n---\n", 5) + len(b"\n---\n")
    return post[:end], post[end:]


def text_of(body: bytes) -> str:
    """*body* as text; how damaged bytes are decoded is the subject of test_decoding."""
    return body.decode("utf-8", "replace")


def losses(header: bytes, body: str) -> list[object]:
    """What is visible of *body* and the raw article lacks, and what that has and the normalized one lacks."""
    body = body.encode("utf-8", "replace").decode()
    post = header + body.encode()
    try:
        raw, article = RAW.parse(post), Parser().parse(post)
    except OfweekParseError:
        return []  # nothing is lost in silence
    runs = visible_runs(body)
    found: list[object] = [*lost_runs(raw, runs), *lost_runs(article, text_runs(raw))]
    return [*found, characters] if (characters := lost_characters(raw, runs)) else found


def check(header: bytes, body: str) -> None:
    """Nothing is lost of *body*."""
    if not _MARKUP_IN_STYLE.search(body):
        assert losses(header, body) == []


BODIES = [cut(sample.source) for sample in SAMPLES.values()]

damaged_posts = st.sampled_from(BODIES).flatmap(
    lambda parts: damaged(parts[1], flips=False).map(lambda body: (parts[0], text_of(body)))
)


class TestDetector:
    """The detector itself."""

    def test_visible(self) -> None:
        """What a browser shows is visible, the rest is not."""
        body = (
            "a<p>b<b>c</b>d<script>x</script><style>x</style><!-- x --><p hidden>x</p><p style='color:red;display: none'>x</p>"
            "<iframe>x</iframe><video>x</video><object><p>x</p></object><noscript>e</noscript>f<template>x</template>"
        )
        assert "".join(visible_runs(body)) == "abcdef"

    def test_loss(self) -> None:
        """A run that is missing, and a run that is there once instead of twice, are found."""
        article = RAW.parse(HEADER + "<p>一二三</p>".encode())
        assert lost_runs(article, ["一二", "四五"]) == ["四五"]
        assert lost_characters(article, ["一二三", "一"]) == {"一": 1}

    def test_key(self) -> None:
        """Width, space, case and punctuation do not count."""
        assert key("Ａ，b １．5\u3000①") == key("ab 15(1)")

    def test_named(self) -> None:
        """What a diagnostic quotes is not lost."""
        article = RAW.parse(HEADER + "<p>一</p><p hidden>二三四</p>".encode())
        assert lost_runs(article, ["二三四"]) == []


class TestLoss:
    """Bodies held against what a browser shows of them."""

    def test_samples(self, ofweek_sample: Sample) -> None:
        """The samples, as they are."""
        header, body = cut(ofweek_sample.source)
        assert losses(header, text_of(body)) == []

    @FEW
    @given(damaged_posts)
    def test_damaged_samples(self, post: tuple[bytes, str]) -> None:
        """The samples with bodies that were cut, mixed up and hit by stray markup."""
        check(*post)

    @FEW
    @given(soups())
    def test_soup(self, soup: str) -> None:
        """Tags, references and words in any order."""
        check(HEADER, soup)

    def test_real_post(self, real_post: Path) -> None:
        """Real posts."""
        header, body = cut(real_post.read_bytes().lstrip())
        assert losses(header, text_of(body)) == []

    @settings(FEW, max_examples=4, suppress_health_check=list(HealthCheck))  # the fixture is a path, and never changes
    @given(st.data())
    def test_damaged_real_post(self, real_post: Path, data: st.DataObject) -> None:
        """Real posts with damaged bodies."""
        header, body = cut(real_post.read_bytes().lstrip())
        check(header, text_of(data.draw(damaged(body, flips=False))))


class TestOnceLost:
    """Bodies of which something was lost once."""

    @pytest.mark.parametrize(
        "body",
        [
            "<figure><figcaption>一</figcaption><figure><img src=a><figcaption>二</figcaption></figure></figure>",
            "<figure><figure><img src=a><figcaption>二</figcaption></figure><figcaption>一</figcaption></figure>",
        ],
    )
    def test_figure_in_figure(self, body: str) -> None:
        """Both captions stay."""
        assert losses(HEADER, body) == []

    def test_keyword_in_tag(self) -> None:
        """A keyword link right behind a tag that is never closed stays, or is told."""
        assert losses(HEADER, '<p<span class="hrefStyle"><a href="u">器</a></span>>') == []

    def test_joined_to_pre(self) -> None:
        """A tag name that only begins as that of code is a tag name."""
        assert losses(HEADER, "<pre<script>二") == []

    def test_cdata_in_svg(self) -> None:
        """Text in a CDATA section is text where HTML says so."""
        assert "二" in RAW.parse(HEADER + "<svg><text><![CDATA[二]]></text></svg>".encode()).text

    @pytest.mark.parametrize(
        "start", ["<span hidden>", '<span style="display:none">', "<video src=v>", "<object data=o>"]
    )
    def test_hidden_never_closed(self, start: str) -> None:
        """What stands in a hidden element that is never closed is told, whole."""
        article = RAW.parse(HEADER + f"<p>{start}一<p>二</p>{'<p>三四五六七八九十</p>' * 20}".encode())
        told = "".join(note.message for note in article.diagnostics)
        assert (article.text + told).count("三四五六七八九十") >= 20

    @pytest.mark.parametrize("tail", ['<img src="x alt=1>二', "<!-- 二", "<p 二"])
    def test_forged_mark(self, tail: str) -> None:
        """Markup that is never closed loses nothing, whatever tag stands before it."""
        article = RAW.parse(HEADER + f"<ofweek-parse-end><p>一</p>{tail}".encode())
        assert "二" in article.text
        assert "unclosed-markup" in {note.code for note in article.diagnostics}
