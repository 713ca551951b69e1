"""Figures: their captions and links, and images that a page contains twice."""

from __future__ import annotations

import pytest

from ofweek_parse import (
    Article,
    Block,
    Emphasis,
    Figure,
    Image,
    Inline,
    InlineImage,
    LineBreak,
    Link,
    Paragraph,
    Parser,
    Strong,
    Text,
)
from tests.making import in_time, line, paragraph

HEADER = "---\ntitle: 山谷里的风\ndate: 2021-07-26\n---\n"
RAW = Parser(normalizers=())


def read(body: str) -> Article:
    """The raw article of *body*."""
    return RAW.parse(HEADER + body)


def codes(body: str) -> list[str]:
    """The codes of what reading *body* tells."""
    return [note.code for note in read(body).diagnostics]


def image(src: str, alt: str = "") -> Image:
    """An image."""
    return Image(src=src, alt=alt, alt_verdict="kept" if alt else "absent")


def picture(src: str, *caption: str | Inline, alt: str = "", href: str | None = None) -> Figure:
    """A figure."""
    return Figure(image=image(src, alt), caption=line(*caption), href=href)


BR = LineBreak()


class TestText:
    """Text in a ``<figure>`` beside its caption."""

    @pytest.mark.parametrize(
        ("inside", "figures"),
        [
            ("<img src=a>图中<figcaption>说明</figcaption>", [picture("a", "图中", BR, "说明")]),
            ("<img src=a><figcaption>说明</figcaption>摄影：林小舟", [picture("a", "摄影：林小舟", BR, "说明")]),
            ("<div><span><img src=a></span><span>林小舟 摄</span></div><figcaption>说明</figcaption>", [picture("a", "林小舟 摄", BR, "说明")]),
            ("<p>图一</p><img src=a><p>林小舟</p>", [picture("a", "图一", BR, "林小舟")]),
            ("<img src=a>甲<img src=b>乙", [picture("a", "甲"), picture("b", "乙")]),
            ("<a href=u><img src=a> <b>甲</b></a>", [Figure(image=image("a"), href="u", caption=(Link(href="u", inlines=read("<b>甲</b>").blocks[0].inlines),))]),  # type: ignore[union-attr]
            ("<img src=a><br>甲<br>", [picture("a", "甲")]),
            ("<img src=a><b> <br> 甲 </b>", [Figure(image=image("a"), caption=(Strong(inlines=line("甲")),))]),
            ("<img src=a><b><i> </i><i>\n甲</i></b>乙", [Figure(image=image("a"), caption=(Strong(inlines=(Emphasis(inlines=line("甲")),)), *line("乙")))]),
            (f"<img src=a><p>{'风' * 60}</p><p>{'机' * 60}</p>", [picture("a", "风" * 60, BR, "机" * 60)]),
            ("<figure><img src=a>甲</figure>乙", [picture("a", "甲", BR, "乙")]),
        ],
    )  # fmt: skip
    def test_caption(self, inside: str, figures: list[Figure]) -> None:
        """A short text is part of the caption of the picture before it, in the order of the page."""
        assert read(f"<p>前</p><figure>{inside}</figure><p>后</p>").blocks == (
            paragraph("前"),
            *figures,
            paragraph("后"),
        )

    @pytest.mark.parametrize(
        ("inside", "figures"),
        [
            ("<img src=a><figcaption>甲</figcaption><img src=b><figcaption>乙</figcaption>", [picture("a", "甲"), picture("b", "乙")]),
            ("<figcaption>甲</figcaption><img src=a><figcaption>乙</figcaption><img src=b>", [picture("a", "甲"), picture("b", "乙")]),
            ("<div><img src=a><p class=caption>甲</p></div><div><img src=b><p class=caption>乙</p></div><figcaption>丙</figcaption>", [picture("a", "甲"), picture("b", "乙", BR, "丙")]),
            ("<img src=a><figcaption><p>甲</p><p>乙</p></figcaption><img src=b>", [picture("a", "甲", BR, "乙"), picture("b")]),
            ("<figcaption>甲</figcaption><img src=a><figcaption>乙</figcaption>", [picture("a", "甲", BR, "乙")]),
            ("<img src=a><img src=b><figcaption>甲</figcaption>", [picture("a"), picture("b", "甲")]),
            ("<img src=a><figcaption>甲</figcaption><p>林小舟</p><img src=b><p>周小海</p>", [picture("a", "林小舟", BR, "甲"), picture("b", "周小海")]),
        ],
    )  # fmt: skip
    def test_several(self, inside: str, figures: list[Figure]) -> None:
        """Each of several captions belongs to the pictures beside it."""
        assert read(f"<figure>{inside}</figure>").blocks == tuple(figures)

    @pytest.mark.parametrize(
        ("inside", "blocks"),
        [
            (f"<img src=a><p>{'风' * 121}</p>", (picture("a"), paragraph("风" * 121))),
            (
                f"<img src=a><p>{'风' * 61}</p><p>{'机' * 60}</p>",
                (picture("a"), paragraph("风" * 61), paragraph("机" * 60)),
            ),
            ("<p>甲</p><figcaption>乙</figcaption>", (paragraph("甲"), paragraph("乙"))),
            ("<p>甲</p>", (paragraph("甲"),)),
        ],
    )
    def test_no_caption(self, inside: str, blocks: tuple[Block, ...]) -> None:
        """A longer text is none, nor is one without a picture."""
        assert read(f"<figure>{inside}</figure>").blocks == blocks

    @pytest.mark.parametrize(
        "other",
        [
            "<ul><li>甲</ul>",
            "<pre>甲</pre>",
            "<table><tr><td>甲<td>乙</table>",
            "<h3>甲</h3>",
            "<blockquote>甲</blockquote>",
        ],
    )
    def test_other_blocks(self, other: str) -> None:
        """A figure with blocks of other kinds is more than a picture with its text."""
        first, second, third = read(f"<figure><img src=a>{other}<p>丙</p></figure>").blocks
        assert (first, third) == (picture("a"), paragraph("丙"))
        assert "甲" in second.text

    def test_emoji(self) -> None:
        """An emoji in the text is part of it."""
        (figure,) = read('<figure><img src=a>真大<img src=e alt="🍚"></figure>').blocks
        assert figure == Figure(image=image("a"), caption=(Text(text="真大"), InlineImage(image=image("e", "🍚"))))

    def test_time(self) -> None:
        """Large figures take time in proportion to their size."""
        for unit in (
            "<img src=a>",
            "<img src=a>甲",
            "<p>甲</p>",
            "<figcaption>甲</figcaption>",
            "<img src=a><figcaption>甲</figcaption>",
            "<figcaption>甲</figcaption><p>甲</p>",
            "<br>",
            "<p class=caption>甲</p>",
        ):
            with in_time(2):
                read(f"<figure>{unit * 3_000}</figure>{unit * 3_000}")


class TestMarkedCaptions:
    """Captions that a class names."""

    @pytest.mark.parametrize(
        "name",
        ["wp-caption-text", "img-desc", "image-caption", "pgc-img-caption", "img_descr", "media-caption__text", "pic-description", "caption", "x Photo-Caption", "thumbcaption", "gallerytext"],
    )  # fmt: skip
    def test_caption(self, name: str) -> None:
        """A paragraph of such a class right behind a picture is its caption, however long."""
        text = "风机叶片在山谷里转动，" * 20
        assert read(f'<p><img src=a></p>\n<p class="{name}">{text}</p><p>后</p>').blocks == (
            picture("a", text),
            paragraph("后"),
        )
        assert read(f'<div><img src=a><div class="{name}"><p>甲</p><p>乙</p></div></div>').blocks == (
            picture("a", "甲", BR, "乙"),
        )
        assert read(f'<div><img src=a><span class="{name}">甲</span></div>').blocks == (picture("a", "甲"),)

    @pytest.mark.parametrize(
        "name",
        [
            "captions",
            "no-captioned",
            "no-caption",
            "x-table-caption",
            "code_caption",
            "img",
            "figure",
            "desc",
            "description",
            "image-wrap",
            "x" * 99 + "-caption",
        ],
    )
    def test_other_classes(self, name: str) -> None:
        """Other classes say nothing."""
        assert read(f'<img src=a><p class="{name}">甲</p>').blocks == (picture("a"), paragraph("甲"))

    @pytest.mark.parametrize(
        "body", ['<p>前</p><p class="img-desc">甲</p>', '<img src=a><p>前</p><p class="img-desc">甲</p>']
    )
    def test_elsewhere(self, body: str) -> None:
        """Not behind a picture, it is a paragraph."""
        assert read(body).blocks[-2:] == (paragraph("前"), paragraph("甲"))

    def test_in_a_line(self) -> None:
        """A span of that class in a text stays in it."""
        assert read('<img src=a><p>见<span class="caption">甲</span>图</p>').blocks == (
            picture("a"),
            paragraph("见甲图"),
        )

    def test_around(self) -> None:
        """A class on the element around picture and text names both."""
        body = '<img src=z><div class="wp-caption"><a href=u><img src=a></a><p class="wp-caption-text">甲</p></div>'
        assert read(body).blocks == (picture("z"), picture("a", "甲", href="u"))
        assert read('<img src=z><div class="wp-caption"><img src=a>甲</div>').blocks == (
            picture("z"),
            picture("a", "甲"),
        )

    def test_in_items_and_cells(self) -> None:
        """The same in lists and tables; a caption reaches out of none."""
        caption = '<p class="caption">甲</p>'
        assert read(f"<ul><li><img src=a>{caption}</ul>").figures == (picture("a", "甲"),)
        assert read(f"<ul><li><img src=a></ul>{caption}").figures == (picture("a"),)

    def test_figcaption(self) -> None:
        """So is a ``figcaption`` that lost its figure."""
        assert read("<div><img src=a><figcaption>甲</figcaption></div>").blocks == (picture("a", "甲"),)


class TestNoscript:
    """What browsers without scripts show."""

    @pytest.mark.parametrize(
        ("lazy", "copy", "expected"),
        [
            ('<img src="/loading.gif" data-src="r.png">', '<img src="r.png" alt="工人站在塔筒边">', image("r.png", "工人站在塔筒边")),
            ('<img src="/loading.gif" data-src="r.png">', '<img src="s.png">', image("r.png")),
            ('<img src="/loading.gif" alt="工人">', '<img src="r.png" alt="工人">', image("r.png", "工人")),
            ('<img src="data:image/gif;base64,R0" class="lazy">', '<img src="r.png">', image("r.png")),
            ('<img src="small.png" class="x lazyload">', '<img src="large.png">', image("large.png")),
            ('<img src="small.png" data-src="r.png">', '<img src="r.png">', image("r.png")),
            ('<img src="small.png" data-src="r.png">', '<img src="s.png">', image("small.png")),
            ('<img class="lazy" alt="工人">', '<img src="r.png">', image("r.png", "工人")),
            ('<img class="lazy" alt="工人">', '<img src="r.png" alt="工人站在塔筒边">', image("r.png", "工人站在塔筒边")),
            ('<img data-src="r.png" alt="工人站在塔筒边">', '<img src="r.png" alt="工人">', image("r.png", "工人站在塔筒边")),
            ('<img data-srcset="s.png 1x, r.png 2x">', '<img src="t.png">', image("r.png")),
            ('<img data-src="r.png">', '<picture><source srcset="t.webp"><img src="t.png"></picture>', image("r.png")),
            ('<img src="blank.gif">', '<p><span><img srcset="s.png 1x, r.png 2x"></span></p>', image("r.png")),
        ],
    )  # fmt: skip
    def test_same(self, lazy: str, copy: str, expected: Image) -> None:
        """Beside an image that a script loads, one image is that once more: one figure, with the better of both."""
        noscript = f"<noscript>\n{copy}\n</noscript>"
        for body in (
            f"{lazy}{noscript}",
            f"<p>{lazy}</p>\n{noscript}",
            f"<figure>{lazy} {noscript}</figure>",
            f"<div><div>{lazy}</div>{noscript}</div>",
        ):
            assert read(f"<p>前</p>{body}<p>后</p>").blocks == (
                paragraph("前"),
                Figure(image=expected),
                paragraph("后"),
            )
        if "src" in lazy:
            assert read(f"{noscript}{lazy}").blocks == (Figure(image=expected),)

    def test_in_a_line(self) -> None:
        """It parts no line."""
        body = '<p>甲<img data-src="r.png"><noscript><img src="r.png"></noscript>乙</p>'
        assert read(body).blocks == (Paragraph(inlines=line("甲", InlineImage(image=image("r.png")), "乙")),)
        assert codes(body) == []

    def test_several(self) -> None:
        """Each has its own."""
        pair = '<img data-src="{0}.png"><noscript><img src="{0}.png" alt="图{0}"></noscript>'
        assert read("".join(map(pair.format, "abc"))).images == tuple(
            image(f"{name}.png", f"图{name}") for name in "abc"
        )

    def test_named(self) -> None:
        """A URL that is left out is named."""
        (note,) = read('<img data-src="r.png"><noscript><img src="s.png"></noscript>').diagnostics
        assert (note.code, note.severity) == ("image-copy", "info")
        assert note.message == "'s.png' shows the same image as 'r.png' and was removed."

    @pytest.mark.parametrize(
        ("body", "urls"),
        [
            ('<img src="a.png"><noscript><img src="b.png"></noscript>', ["a.png", "b.png"]),
            ('<img data-src="a.png">甲<noscript><img src="b.png"></noscript>', ["a.png", "b.png"]),
            ('<img data-src="a.png"><hr><noscript><img src="b.png"></noscript>', ["a.png", "b.png"]),
            ('<img data-src="a.png"><noscript>甲<img src="b.png"></noscript>', ["a.png", "b.png"]),
            ('<img data-src="a.png"><noscript><img src="b.png"><img src="c.png"></noscript>', ["a.png", "b.png", "c.png"]),
            ('<img data-src="a.png"><noscript><a href="u"><img src="b.png"></a></noscript>', ["a.png", "b.png"]),
            ('<img data-src="a.png"><noscript><img width="1" height="1" src="https://t.example/p"></noscript>', ["a.png"]),
            ('<ul><li><img data-src="a.png"><li><noscript><img src="b.png"></noscript></ul>', ["a.png", "b.png"]),
            ('<noscript><img src="b.png"></noscript><img src="a.png">', ["b.png", "a.png"]),
            ('<img data-src="a.png"><p>甲</p><noscript><img src="a.png"></noscript>', ["a.png"]),
            ('<img src="a.png"><noscript><img src="a.png"></noscript>', ["a.png"]),
            ('<noscript><noscript><img src="b.png"></noscript></noscript>', ["b.png"]),
        ],
    )  # fmt: skip
    def test_others(self, body: str, urls: list[str]) -> None:
        """Other images stay, except those that the body already has."""
        assert [each.src for each in read(body).images] == urls

    def test_text(self) -> None:
        """Text in it stays, on lines of its own, with what it marks up."""
        article = read("<p>甲<noscript>请打开<b>脚本</b><p>丙</p></noscript>乙</p>")
        assert [block.text for block in article.blocks] == ["甲", "请打开脚本", "丙", "乙"]

    def test_amp(self) -> None:
        """An image of AMP is one that a script loads."""
        body = '<amp-img srcset="a.png 1x, b.png 2x"><noscript><img src="c.png" alt="甲"></noscript></amp-img>'
        assert read(body).blocks == (picture("b.png", alt="甲"),)

    def test_time(self) -> None:
        """Many, nested and unclosed ones take time in proportion to their number."""
        for unit in (
            "<noscript>",
            "<noscript><b>",
            '<img data-src="a"><noscript><img src=b></noscript>',
            "<noscript>甲</noscript>",
        ):
            with in_time(6):
                Parser(normalizers=()).parse(unit * 250 if unit.count("</") == 0 else unit * 5_000)
