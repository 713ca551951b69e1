"""Safe URLs, in every spelling that browsers accept."""

from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ofweek_parse import Parser, to_html, to_markdown
from ofweek_parse.safe_urls import safe_url

GIVEN_OUT = (
    *(
        "https://a.example/b?c=d#e",
        "HTTP://a.example/",
        "//cdn.example.com/b.jpg",
        "/c/d",
        "../e",
        "f g.html",
        "?h",
        "#i",
    ),
    *("mailto:a@b.example", "tel:+861234", "ftp://a.example/b", "", "/a:b", "1a:b", "风电:b", "a/b:c"),
)
REFUSED = (
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:a", "\x01javascript:a", "\x00\x1f javascript:a"),
    *("java\tscript:a", "java\nscript:a", "java\r\nscript:a", "javascript\t:a", "\n\tjavascript:a", "javascript:\n//a"),
    *("vbscript:a", "data:text/html,<b>", "data:text/html;base64,PGI+", "file:///etc/a", "blob:https://a.example/b"),
    *("about:blank", "view-source:a", "intent://a", "x-y+z.1:a", "feed:javascript:a", "data:image/svg+xml,<svg>"),
)
PICTURE = "data:image/png;base64,iVBORw0KGgo="


class TestScheme:
    """The scheme decides."""

    @pytest.mark.parametrize("url", GIVEN_OUT)
    def test_given_out(self, url: str) -> None:
        """A URL without a scheme, or with one of the few, is given out as it is."""
        assert safe_url(url) == url

    @pytest.mark.parametrize("url", REFUSED)
    def test_refused(self, url: str) -> None:
        """Any other scheme is refused, however it is written, for links and for images."""
        assert safe_url(url) is None
        assert safe_url(url, "image") is None

    @pytest.mark.parametrize("url", ["mailto:a@b.example", "tel:1", "ftp://a.example/b.png"])
    def test_media(self, url: str) -> None:
        """An image comes from the web or from nowhere."""
        assert safe_url(url, "image") is None

    @settings(max_examples=100, deadline=None)
    @given(
        st.lists(st.sampled_from(("\t", "\n", "\r", "")), min_size=11, max_size=11),
        st.text("\x00\x01\x1f ", max_size=3),
    )
    def test_spellings(self, between: list[str], lead: str) -> None:
        """No mix of what a browser drops hides a scheme."""
        url = lead + "".join(char + gap for char, gap in zip("javascript:", between, strict=True)) + "alert(1)"
        assert safe_url(url) is None


class TestPicture:
    """Pictures in the URL itself."""

    @pytest.mark.parametrize("url", [PICTURE, PICTURE.replace("png", "JPEG"), PICTURE.replace("png", "webp")])
    def test_image(self, url: str) -> None:
        """A bitmap may be an image's source."""
        assert safe_url(url, "image") == url

    @pytest.mark.parametrize("url", [PICTURE.replace("png", "svg+xml"), "data:image/png,<b>", PICTURE + '"><b>'])
    def test_not_a_bitmap(self, url: str) -> None:
        """Nothing else may, and not even a picture may be a link's target."""
        assert safe_url(url, "image") is None
        assert safe_url(PICTURE) is None


class TestSpelling:
    """What is given out is what was judged."""

    def test_dropped(self) -> None:
        """What a browser drops is gone, other control characters show."""
        assert safe_url(" https://a.example/b\nc\x00d\x7f ") == "https://a.example/bc\ufffdd\ufffd"


class TestReaderAndWriters:
    """One judge for both."""

    @pytest.mark.parametrize(
        "url", [*GIVEN_OUT, *REFUSED, PICTURE, "data:image/png,x", "data:image/gif;x", "cid:1", "HTTPS:a"]
    )
    @pytest.mark.parametrize(
        ("body", "attribute"),
        [
            ('<p>甲<a href="{}">乙</a></p>', "href="),
            ('<p><img src="{}"></p>', "src="),
            ('<p>甲<img src="{}">乙</p>', "src="),
            ('<iframe src="{}"></iframe>', "src="),
            ('<video src="https://a.example/" poster="{}"></video>', "poster="),
        ],
    )
    def test_same(self, url: str, body: str, attribute: str) -> None:
        """What reading reports is what writers leave out, and nothing else."""
        article = Parser(normalizers=()).parse("---\ntitle: a\n---\n" + body.replace("{}", html.escape(url)))
        if not url.strip(" \t\n\r\x00\x01\x1f"):
            return  # of which there is nothing to see
        is_reported = any(note.code == "unsafe-url" for note in article.diagnostics)
        assert (attribute not in to_html(article)) == is_reported
        if attribute != "poster=":
            assert ("](" not in to_markdown(article)) == is_reported
