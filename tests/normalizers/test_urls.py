"""``image-urls``, ``https-urls``, ``strip-tracking`` and ``redirect-links``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ofweek_parse import Article
from ofweek_parse.normalizers.urls import direct_url, https_url, own_url, untracked_url
from tests.making import article, figure, in_time, link, paragraph, run

if TYPE_CHECKING:
    from collections.abc import Callable

PROXY = "https://cors.zfour.workers.dev/?"


class TestImageUrls:
    """The generator's proxy."""

    @pytest.mark.parametrize(
        ("url", "target"),
        [
            (f"{PROXY}http://a.example/b.png", "http://a.example/b.png"),
            (f"{PROXY}http%3A//a.example/\ufffd.png", "http://a.example/\ufffd.png"),
            (f"{PROXY}http%3A%2F%2Fa.example%2Fb.png", "http://a.example/b.png"),
            (f"{PROXY}{PROXY}http://a.example/b.png?c=%20", "http://a.example/b.png?c=%20"),
        ],
    )
    def test_unwrapped(self, url: str, target: str) -> None:
        """The image gets its own URL, the wrapped one is kept; so do the head image and the thumbnail."""
        after = run("image-urls", Article(headimg=url, thumbnail=url, blocks=(figure(src=url),)))
        assert [(image.src, image.original_src) for image in after.images] == [(target, url)]
        assert (after.headimg, after.thumbnail) == (target, target)

    @pytest.mark.parametrize("url", ["http://a.example/b.png", PROXY, f"{PROXY}ftp://a", "/?http://a.example/"])
    def test_stays(self, url: str) -> None:
        """Other URLs are no wrappers."""
        given = Article(headimg=url, blocks=(figure(src=url),))
        assert run("image-urls", given) is given

    def test_links_stay(self) -> None:
        """Only images were wrapped."""
        given = article(paragraph(link("一", href=f"{PROXY}http://a.example/")))
        assert run("image-urls", given) is given


class TestOptional:
    """Steps that run only where they are asked for."""

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("http://a/", "https://a/"),
            ("HTTP://a/", "https://a/"),
            ("https://a/", "https://a/"),
            ("/http://a", "/http://a"),
        ],
    )
    def test_https(self, before: str, after: str) -> None:
        """Plain http becomes https."""
        assert https_url(before) == after

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("/a?utm_source=x&id=1#top", "/a?id=1#top"),
            ("/a?utm_source=x", "/a"),
            ("/a?id=1&spm=2&b", "/a?id=1&b"),
            ("/a?outm_source=1", "/a?outm_source=1"),
            ("/a#?utm_source=x", "/a#?utm_source=x"),
            ("/a?", "/a?"),
        ],
    )
    def test_tracking(self, before: str, after: str) -> None:
        """Parameters that only tell where a reader came from go, all else stays."""
        assert untracked_url(before) == after

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("https://a/b/GoToLink?url=https%3A%2F%2Fc%2Fd%3Fe", "https://c/d?e"),
            ("/GoToLink?x=1&url=http://c/&y=2", "http://c/"),
            ("/GoToLink?url=javascript%3Aalert(1)", "/GoToLink?url=javascript%3Aalert(1)"),
            ("/Other?url=https%3A%2F%2Fc", "/Other?url=https%3A%2F%2Fc"),
        ],
    )
    def test_redirects(self, before: str, after: str) -> None:
        """A redirecting link leads straight to its target, if that is a page of the web."""
        assert direct_url(before) == after
        assert run("redirect-links", article(paragraph(link("一", href=before)))).links[0].href == after

    @pytest.mark.parametrize(
        ("normalize", "layer"),
        [
            (own_url, "https://cors.zfour.workers.dev/?http://"),
            (own_url, "https://cors.a.workers.dev/?https://"),
            (direct_url, "https://a/GoToLink?url=https://"),
        ],
    )
    def test_layers(self, normalize: Callable[[str], str], layer: str) -> None:
        """A URL in a URL comes out, through as many layers as anybody writes; one in more stays as it is."""
        scheme = layer[layer.rindex("http") :]
        inner = layer[: -len(scheme)]
        assert normalize(inner * 9 + "http://b/") == "http://b/"
        endless = inner * 50_000 + "http://b/"
        with in_time(1):
            assert normalize(normalize(endless)) == endless
