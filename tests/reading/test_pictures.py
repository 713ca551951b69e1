from __future__ import annotations

import pytest

from ofweek_parse import DEFAULT_NORMALIZERS, Image, Parser
from ofweek_parse.reading.html.attributes.image_sources import source_of
from ofweek_parse.reading.html.attributes.images import pixels, read_image
from ofweek_parse.reading.html.attributes.spilled_text import ImageTags
from tests.making import in_time


def _image(markup: str) -> Image:
    (image,) = Parser(normalizers=()).parse(f"<p>{markup}</p>").images
    return image


class TestSource:
    """Which URL is the picture's."""

    @pytest.mark.parametrize(
        "name", ["data-original", "data-src", "data-actualsrc", "data-lazy-src", "data-echo", "zoomfile", "file"]
    )
    @pytest.mark.parametrize(
        "src",
        [
            "",
            "data:image/gif;base64,R0lGOD",
            "/static/loading.gif",
            "/blank.AVIF",
            "https://x.cn/1x1.png?v=2",
            "about:blank",
        ],
    )
    def test_lazy(self, name: str, src: str) -> None:
        """A lazy source wins over a placeholder."""
        assert source_of({"src": src, name: " real.png "}) == "real.png"

    @pytest.mark.parametrize("src", ["a.png", "/loading/a.png", "https://x.cn/blankets.jpg/a.png", "download.gif"])
    def test_real(self, src: str) -> None:
        """A source that is no placeholder stays."""
        assert source_of({"src": src, "data-original": "b.png"}) == src

    def test_placeholder_only(self) -> None:
        """A placeholder without a lazy source is all there is."""
        assert source_of({"src": "blank.gif", "data-src": "loading.gif"}) == "blank.gif"

    def test_source_set(self) -> None:
        """Without a source, the largest of a set is taken."""
        assert source_of({"srcset": " a.png 1x, b.png 2x"}) == "b.png"
        assert source_of({"data-srcset": "c.png 480w"}) == "c.png"

    @pytest.mark.parametrize("attributes", [{}, {"src": " "}, {"srcset": " , "}, {"data-src": ""}])
    def test_none(self, attributes: dict[str, str]) -> None:
        """Where no attribute names a URL there is no picture."""
        assert source_of(attributes) == ""
        assert read_image(attributes, str) is None

    def test_cost(self) -> None:
        """A long URL of words that placeholders have costs nothing."""
        with in_time(5):
            assert source_of({"src": "-blank" * 20_000}) == "-blank" * 20_000


class TestAttributes:
    """The other attributes."""

    def test_all(self) -> None:
        """Text is trimmed, lengths are numbers."""
        image = _image('<img src=" a.png " alt=" b " title="c" width="600px" height="40.5">')
        assert image == Image(src="a.png", alt="b", title="c", width=600, height=40, alt_verdict="kept")

    @pytest.mark.parametrize("markup", ["<img src=a>", "<img src=a alt>", "<img src=a alt=' ' title=''>"])
    def test_absent(self, markup: str) -> None:
        """Without text the verdict is absent and the tool tip none."""
        assert _image(markup) == Image(src="a", alt="", title=None, alt_verdict="absent")

    def test_title_only(self) -> None:
        """A tool tip alone is kept, and is no alternative text."""
        assert _image("<img src=a title=b>") == Image(src="a", title="b", alt_verdict="absent")

    @pytest.mark.parametrize(
        ("value", "length"),
        [
            ("600", 600),
            (" 600px ", 600),
            ("0", 0),
            ("50%", None),
            ("auto", None),
            ("", None),
            (None, None),
            ("-5", None),
            ("６", None),
            ("9" * 50, None),
        ],
    )
    def test_pixels(self, value: str | None, length: int | None) -> None:
        """A length in pixels is a number; a percentage and anything else is none."""
        assert pixels(value) == length

    def test_resolved(self) -> None:
        """The URL is resolved as the caller says."""
        image = read_image({"src": "a"}, "https://x.cn/{}".format)
        assert image is not None
        assert image.src == "https://x.cn/a"


class TestBroken:
    """Attributes whose text was parsed as attribute names."""

    def test_title(self) -> None:
        """A title that ends at its own inner quote is put together again, and the verdict says so."""
        image = _image('<img src="a.png" title="他说"好吧"就走了" alt="" referrerpolicy="no-referrer">')
        assert (image.alt, image.title, image.alt_verdict) == ("", '他说"好吧"就走了', "broken")

    def test_bare_title(self) -> None:
        """So is the form with a title without a value."""
        image = _image('<img src="a.png" title 新能源第一股"来了!某某再闯ipo" alt referrerpolicy="no-referrer">')
        assert image.alt_verdict == "broken"
        assert image.title is not None
        assert '新能源第一股"来了!某某再闯ipo' in image.title

    def test_alt(self) -> None:
        """So is an alt text, which is then no alt text."""
        image = _image('<img src="a.png" alt="他说"你好"再见">')
        assert (image.alt, image.title, image.alt_verdict) == ("", '他说"你好"再见', "broken")

    def test_letters(self) -> None:
        """Its letters are those of the file, which parsers lower, also where the same word stands twice."""
        image = _image('<img src="a.png" title="他说"你好IPO" İ你好Ipo" ＡipO">')
        assert image.title == '他说"你好IPO" İ你好Ipo" ＡipO'

    def test_words(self) -> None:
        """Every word that spilled is kept."""
        image = _image('<img src="a.png" alt="甲 乙"丙 丁"戊 己" width="5">')
        assert image.title is not None
        assert [word for word in "甲乙丙丁戊己" if word not in image.title] == []
        assert image.width == 5

    def test_alt_beside_broken_title(self) -> None:
        """A whole alt text beside a broken title stays."""
        image = _image('<img src="a.png" alt="图" title="他说"好"吧">')
        assert (image.alt, image.alt_verdict) == ("图", "broken")

    @pytest.mark.parametrize(
        ("attributes", "alt", "title", "stray"),
        [
            ("src=a.png alt=风机 图 title=x", "风机", "x", "图"),
            ("图 src=a.png alt=风机 title=x", "风机", "x", "图"),
            ('src="a.png" alt="风机" title="x" 山顶的图', "风机", "x", "山顶的图"),
            ('src="a.png" 山"顶 alt="风机" title="x"', "风机", "x", '山"顶'),
            ("src=a.png alt=风机 山\"顶 title='x'", "风机", "x", '山"顶'),
            ('src="a.png" alt="风机" 老林\'s title="x"', "风机", "x", "老林's"),
            ("src=a.png alt=风机 Blade图", "风机", None, "Blade图"),
            ("src=a.png 图=1 alt=风机", "风机", None, "图=1"),
        ],
    )
    def test_valid_beside_stray_words(self, attributes: str, alt: str, title: str | None, stray: str) -> None:
        """Words that no quotation mark brought there leave the attributes beside them whole, and are named."""
        for normalizers in ((), DEFAULT_NORMALIZERS):
            article = Parser(normalizers=normalizers).parse(
                f"---\ntitle: 山谷\ndate: 2021-01-01\n---\n<img {attributes}>"
            )
            (image,) = article.images
            assert (image.alt, image.title, image.alt_verdict) == (alt, title, "kept")
            (note,) = article.diagnostics
            assert (note.code, stray in note.message) == ("broken-attribute", True)
            assert article.alt_residue == ()

    @pytest.mark.parametrize(
        ("attributes", "alt", "title", "residue"),
        [
            ('alt="站长说"风会停的"然后笑了" title="山顶"', "", "山顶", '站长说"风会停的"然后笑了'),
            ("alt='It's a windy day' title='山顶'", "", "山顶", "It's a windy day"),
            ('title="山顶" alt="站长说"风会停的"然后笑了"', "", "山顶", '站长说"风会停的"然后笑了'),
            ('alt="山顶" title="站长说"风会停的"  然后/笑了"', "山顶", None, '站长说"风会停的"  然后/笑了'),
            ('alt="站长说"风会停的"" title="站长说"风会停的""', "", None, '站长说"风会停的"'),
            ('title 站长说"风会停的"然后笑了" alt', "", None, '站长说"风会停的"然后笑了'),
            ('title="" 站长说"风会停的"然后笑了" alt=""', "", None, '站长说"风会停的"然后笑了'),
            ('alt="站长&amp;站员说"风会停的 &amp; 然后"笑了"', "", None, '站长&站员说"风会停的 & 然后"笑了'),
            ('alt="山顶" 站长说"风会停的"然后笑了"', "", None, '山顶" 站长说"风会停的"然后笑了'),
        ],
    )
    def test_cut(self, attributes: str, alt: str, title: str | None, residue: str) -> None:
        """What a quotation mark cut is no text of the image; all of it, as the file has it, is kept beside the article."""
        article = Parser().parse(f'---\ntitle: 山谷\n---\n<p>正文说"风</p><p><img src="a.png" {attributes}></p>')
        (image,) = article.images
        assert (image.alt, image.title) == (alt, title)
        assert image.alt_verdict == ("kept" if alt else "broken")
        assert article.alt_residue == (residue,)
        assert Parser().normalize(article) == article

    def test_both_cut(self) -> None:
        """Two texts that were cut are both kept."""
        article = Parser().parse(
            '---\ntitle: 山谷\n---\n<img src="a.png" alt="他们说"风大"！" title="站长说"风会停"。">'
        )
        assert [(image.alt, image.title, image.alt_verdict) for image in article.images] == [("", None, "broken")]
        assert article.alt_residue == ('他们说"风大"！ 站长说"风会停"。',)

    def test_the_right_tag(self) -> None:
        """The text is that of its own tag, also where text or another tag before it has the same words."""
        post = '---\ntitle: 山谷\n---\n<p>好"吧 <b title="她说"好"吧">x</b> <img src="a" alt="好"><img src="b" alt="他说"好"吧"></p>'
        assert [image.title for image in Parser(normalizers=()).parse(post).images] == [None, '他说"好"吧']

    @pytest.mark.parametrize(
        "tag", ['<img src=a alt="x"{}风">', '<img src=a alt="甲"乙"{}">', '<IMG 图 alt=x title="{}">']
    )
    @pytest.mark.parametrize("words", ["", " 风" * 40])
    def test_time(self, tag: str, words: str) -> None:
        """Many broken tags take time in proportion to their number."""
        with in_time(2):
            Parser(normalizers=()).parse(tag.format(words) * (500 if words else 4_000))

    @pytest.mark.parametrize(
        "names", ["src alt", "data-w data-ratio", "v-on:click @load :src", "xlink:href _src", "aria-label role"]
    )
    def test_usual_names(self, names: str) -> None:
        """Names that authors and frameworks write are not broken."""
        assert ImageTags("").broken_text(dict.fromkeys(names.split(), "")) == ("", "")

    def test_told(self) -> None:
        """It is told with its place."""
        article = Parser(normalizers=()).parse('---\ntitle: a\ndate: 2021-01-01\n---\n<p>\n <img src="a" alt="b"c"d">')
        (note,) = article.diagnostics
        assert (note.code, note.line, note.column) == ("broken-attribute", 6, 2)
