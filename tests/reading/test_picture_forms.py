"""Images other than plain ``<img>``, and the texts in their attributes."""

from __future__ import annotations

import pytest

from ofweek_parse import Article, Embed, Figure, Image, InlineImage, Paragraph, Parser, to_post
from ofweek_parse.reading.html.attributes.image_sources import is_tracking_pixel, largest_of
from tests.making import article, in_time, paragraph

HEADER = "---\ntitle: 山谷里的风\ndate: 2021-07-26\n---\n"
RAW = Parser(normalizers=())


def read(body: str) -> Article:
    """The raw article of *body*."""
    return RAW.parse(HEADER + body)


def notes(body: str) -> list[tuple[str, str]]:
    """The codes and messages of what reading *body* tells."""
    return [(note.code, note.message) for note in read(body).diagnostics if note.code != "empty-body"]


def codes(body: str) -> list[str]:
    """The codes alone."""
    return [code for code, _ in notes(body)]


class TestSets:
    """Several sizes of a picture."""

    @pytest.mark.parametrize(
        ("srcset", "largest"),
        [
            ("a.png", "a.png"),
            ("a.png 320w, b.png 1280w, c.png 640w", "b.png"),
            ("a.png 1x,b.png 1.5x", "b.png"),
            ("a.png, b.png 2x", "b.png"),
            ("a.png 2x, b.png", "a.png"),
            ("a.png 9x, b.png 320w", "b.png"),
            ("a.png 50h 100w, b.png 100h 200w", "b.png"),
            ("w_300,h_200/a.png 300w, w_600,h_400/b.png 600w", "w_600,h_400/b.png"),
            ("data:image/gif;base64,R0lG 2x, a.png 1x", "a.png"),
            ("/file/a/9f2d, 1200w", "/file/a/9f2d"),
            (" ,, a.png 1x ,, ", "a.png"),
            ("a.png huge, b.png", "a.png"),
            ("", ""),
            (" , ", ""),
        ],
    )
    def test_largest(self, srcset: str, largest: str) -> None:
        """The largest counts, by width before density; one without a size is the picture at its own."""
        assert largest_of(srcset) == largest

    @pytest.mark.parametrize(
        "name",
        ["real_src", "data-real-src", "data-imgsrc", "data-cfsrc", "lazy-src", "data-url", "data-img", "original", "src2", "data-croporisrc", "data-lazy-original", "data-hi-res-src", "data-lazyload-src"],
    )  # fmt: skip
    def test_scripts_of_other_sites(self, name: str) -> None:
        """An attribute that a script of some site reads names the picture where nothing better does."""
        url = "https://a.example/1?wx_fmt=png"
        for placeholder in ("", 'src="/static/grey.gif" '):
            assert [image.src for image in read(f'<img {placeholder}{name}="{url}">').images] == [url]
        assert [image.src for image in read(f'<img src="a.png" {name}="{url}">').images] == ["a.png"]
        assert [image.src for image in read(f'<img data-src="a.png" {name}="{url}">').images] == ["a.png"]
        assert [
            image.src for image in read(f'<img {name}="{url}" hidden><noscript><img src="{url}"></noscript>').images
        ] == [url]

    def test_players(self) -> None:
        """Of a player such an attribute may name another picture."""
        for body in (
            '<video data-poster-url="https://a.example/p.png"><source src="v.mp4"></video>',
            '<video><source data-image="p.png" src="v.mp4"></video>',
            '<object data-thumbnail-img="https://a.example/p.png" data="v.mp4"></object>',
            '<iframe data-image="p.png" data-src="v.mp4"></iframe>',
        ):
            assert [block.url for block in read(body).blocks if isinstance(block, Embed)] == ["v.mp4"]
        ((_, message),) = notes('<p hidden><img src="blank.gif" data-real-src="/a.png"></p>')
        assert message == "'/a.png' is hidden and was removed."

    @pytest.mark.parametrize(
        "attribute",
        ['data-image-title="风.jpg"', 'data-href="https://a.example/1"', 'data-profile="//a.example/1"', 'data-src-id="7"', 'data-url="风机 图"', 'data-img="blank.gif"'],
    )  # fmt: skip
    def test_other_attributes(self, attribute: str) -> None:
        """Other attributes, and other values, name no picture."""
        assert codes(f"<p>甲<img {attribute}></p>") == ["image-without-source"]

    def test_source_stays(self) -> None:
        """A source that is no placeholder is what the author chose."""
        (image,) = read('<img src="s.png" srcset="l.png 2x">').images
        assert image.src == "s.png"
        assert codes('<img src="s.png" srcset="l.png 2x">') == []

    @pytest.mark.parametrize("unit", [",", "a ", "a,", "a 1x,", ", 1w", "a\n"])
    def test_time(self, unit: str) -> None:
        """A long set takes time in proportion to its length."""
        with in_time(2):
            largest_of(unit * 100_000)


class TestPicture:
    """``<picture>``."""

    @pytest.mark.parametrize(
        ("inside", "src"),
        [
            ('<source srcset="l.webp"><img alt="工人站在塔筒边">', "l.webp"),
            ('<source media="(min-width: 9px)" srcset="s.webp 1x, l.webp 2x"><source srcset="m.png"><img>', "l.webp"),
            ('<source><source src="m.webp"><img src="/static/loading.gif">', "m.webp"),
            ('<source srcset="l.webp"><img src="a.png">', "a.png"),
            ('<source srcset="l.webp"><img src="blank.gif" data-src="a.png">', "a.png"),
            ('<img srcset="a.png 2x"><source srcset="l.webp">', "a.png"),
            ('<source data-srcset="l.webp 2x"/>\n<img src="data:image/gif;base64,R0">', "l.webp"),
        ],
    )
    def test_source(self, inside: str, src: str) -> None:
        """The first source that names a URL is used where the image names none, or a placeholder."""
        body = f"<picture>{inside}</picture><img src='b.png'>"
        assert [image.src for image in read(body).images] == [src, "b.png"]
        assert codes(body) == []

    def test_alt(self) -> None:
        """The image keeps its own text."""
        assert read('<picture><source srcset="l.webp"><img alt="工人站在塔筒边"></picture>').blocks == (
            Figure(image=Image(src="l.webp", alt="工人站在塔筒边", alt_verdict="kept")),
        )

    def test_without_image(self) -> None:
        """Browsers show nothing then; the source is named, and goes to no other image."""
        body = '<picture><source srcset="l.webp"></picture><p>甲<img alt="乙">丙</p>'
        assert read(body).images == ()
        assert notes(body) == [
            ("hidden-content", "'l.webp' is hidden and was removed."),
            ("image-without-source", "An image has no URL and was removed."),
            ("attribute-lost", "'乙', the alt of a <img>, was removed; the article has no field for it."),
        ]

    def test_stray_source(self) -> None:
        """One outside of pictures and players is named; no browser shows it."""
        assert notes('<p>甲</p><source src="v.mp4"><source srcset="l.webp">') == [
            ("hidden-content", "'v.mp4' is hidden and was removed.")
        ]

    def test_in_a_line(self) -> None:
        """It parts no line."""
        (block,) = read('<p>甲<picture><source srcset="l.webp"><img></picture>乙</p>').blocks
        assert isinstance(block, Paragraph)
        assert block.text == "甲乙"


class TestOtherElements:
    """Other elements that show a picture."""

    @pytest.mark.parametrize(
        ("body", "image"),
        [
            ('<amp-img src="a.png" alt="甲" width="600" height="400"></amp-img>', Image(src="a.png", alt="甲", width=600, height=400, alt_verdict="kept")),
            ('<amp-anim src="a.gif" width="600" height="400"></amp-anim>', Image(src="a.gif", width=600, height=400)),
            ('<amp-img src="a.png"><noscript><img src="a.png"></noscript></amp-img>', Image(src="a.png")),
            ('<picture><source srcset="l.webp"><noscript><img src="a.png"></noscript></picture>', Image(src="a.png")),
            ('<input type="image" src="a.png" alt="甲">', Image(src="a.png", alt="甲", alt_verdict="kept")),
            ('<object type="image/svg+xml" data="a.svg">甲</object>', Image(src="a.svg", alt="甲", alt_verdict="kept")),
            ('<object data="a.png?v=1" title="乙">\n</object>', Image(src="a.png?v=1", title="乙")),
            ('<embed type="image/png" src="a">', Image(src="a")),
            ('<embed src="a.svg" title="乙">', Image(src="a.svg", title="乙")),
            ('<svg><image xlink:href="a.png" width="6"/></svg>', Image(src="a.png", width=6)),
        ],
    )  # fmt: skip
    def test_image(self, body: str, image: Image) -> None:
        """They are pictures, with their text, in a line too."""
        assert read(body).blocks == (Figure(image=image),)
        assert [each for block in read(f"<p>风{body}机</p>").blocks for each in getattr(block, "inlines", ())][1] == (
            InlineImage(image=image)
        )
        assert codes(body) == []

    def test_object(self) -> None:
        """What an object shows instead is named where it is not the alternative text."""
        body = '<object type="image/png" data="a.png" alt="甲"><a href="u">乙</a></object>'
        assert read(body).images == (Image(src="a.png", alt="甲", alt_verdict="kept"),)
        assert notes(body) == [("embed-fallback", "'乙 u', the fallback of an image, was removed.")]

    @pytest.mark.parametrize("body", ['<object data="a.swf"></object>', '<embed type="video/mp4" src="a.png">'])
    def test_player(self, body: str) -> None:
        """Anything else is an embed."""
        assert read(body).images == ()
        assert len(read(body).blocks) == 1

    @pytest.mark.parametrize(
        ("body", "embed"),
        [
            ('<amp-video src="v.mp4" poster="p.png"></amp-video>', Embed(kind="video", url="v.mp4", poster="p.png")),
            ('<amp-audio><source src="a.mp3"></amp-audio>', Embed(kind="audio", url="a.mp3")),
            ('<amp-iframe src="f.html" title="图"></amp-iframe>', Embed(kind="iframe", url="f.html", title="图")),
        ],
    )
    def test_amp(self, body: str, embed: Embed) -> None:
        """AMP's players are those of HTML."""
        assert read(f"<p>甲</p>{body}").blocks == (paragraph("甲"), embed)
        assert codes(body) == []

    def test_hidden_amp(self) -> None:
        """A hidden one is named with its poster."""
        ((_, message),) = notes('<p hidden><amp-video src="v.mp4" poster="p.png"></amp-video></p>')
        assert "'v.mp4 p.png'" in message

    def test_map(self) -> None:
        """Links on parts of an image are lost to readers, which is a warning."""
        (note,) = read(
            '<img src="a.png" usemap="#m"><map><area shape="rect" href="u.html" alt="机舱"></map>'
        ).diagnostics
        assert (note.code, note.severity) == ("image-map", "warning")
        assert note.message == "The link to 'u.html' ('机舱') on an area of an image was removed."

    @pytest.mark.parametrize(
        "body", ["<area>", '<area href="">', '<input type="text">', "<input>", '<p hidden><area href="u"></p>']
    )
    def test_nothing(self, body: str) -> None:
        """An area without a link and other fields are no loss to readers."""
        assert "image-map" not in codes(body)


class TestDrawings:
    """``<svg>`` in place."""

    @pytest.mark.parametrize(
        ("attributes", "code"),
        [
            ("", "drawing-dropped"),
            (' viewBox="0 0 1080 1920"', "drawing-dropped"),
            (' width="300" height="20"', "drawing-dropped"),
            (' width="100%" height="100%"', "drawing-dropped"),
            (' aria-hidden="true"', "icon-dropped"),
            (' role="presentation"', "icon-dropped"),
            (' width="24" height="24"', "icon-dropped"),
            (' viewBox="0 0 16 16"', "icon-dropped"),
        ],
    )
    def test_once(self, attributes: str, code: str) -> None:
        """It is told once, with what it says of itself, and not for each of its elements; an icon is no loss."""
        shapes = '<defs><linearGradient id="a"/></defs><g><path d="M0"/><circle r="1"></circle><my-shape/></g>'
        body = f"<p>甲<svg{attributes}><title>标志</title>{shapes}</svg>乙</p>"
        assert read(body).text == "甲乙"
        ((found, message),) = notes(body)
        assert found == code
        assert "'标志'" in message

    def test_label(self) -> None:
        """A label in an attribute is part of that."""
        ((code, message),) = notes('<svg aria-label="风速"><rect/></svg>')
        assert (code, "'风速'" in message) == ("drawing-dropped", True)

    def test_text(self) -> None:
        """Text in it stays; without shapes nothing is lost."""
        assert read("<svg><text>甲</text></svg>").text == "甲"
        assert codes("<svg><g><text>甲</text></g></svg>") == []

    def test_link(self) -> None:
        """A link in it is one."""
        (link,) = read('<svg><a xlink:href="u"><text>甲</text></a></svg>').links
        assert (link.href, link.text) == ("u", "甲")

    def test_link_in_hidden(self) -> None:
        """What a hidden one leads to and shows is named."""
        ((code, message),) = notes('<div hidden><svg><a xlink:href="u"></a><image href="a.png"/></svg></div>')
        assert (code, message) == ("hidden-content", "'u a.png' is hidden and was removed.")

    def test_hidden(self) -> None:
        """A hidden one shows nothing."""
        assert codes('<svg style="display:none"><symbol><path/></symbol></svg>') == []


class TestPixels:
    """Images that count readers."""

    @pytest.mark.parametrize(
        "attributes",
        ['width="1" height="1"', "width=1 height=1", 'width="1px" height="0"', 'style="width:1px; height:1px"', 'width="1" style="height:1px!important"'],
    )  # fmt: skip
    def test_pixel(self, attributes: str) -> None:
        """They go, and the URL is in a diagnostic."""
        body = f'<p>甲<img src="https://t.example/p.gif?id=1" {attributes}></p>'
        assert read(body).images == ()
        assert codes(body) == ["tracking-pixel"]
        assert "t.example/p.gif" in notes(body)[0][1]
        assert read(body).diagnostics[0].severity == "info"

    @pytest.mark.parametrize(
        "attributes",
        ['width="1"', 'width="1" height="300"', 'width="10" height="1"', 'width="1%" height="1%"', 'style="max-width:1px;max-height:1px"',
         'width="1" height="1" data-src="https://a.example/real.png"', 'width="1" height="1" srcset="https://a.example/real.png 2x"'],
    )  # fmt: skip
    def test_image(self, attributes: str) -> None:
        """A line, and one that a script sizes when it loads it, are pictures."""
        body = f'<p>甲<img src="https://a.example/1.png" {attributes}></p>'
        assert len(read(body).images) == 1
        assert codes(body) == []

    def test_written(self) -> None:
        """One that somebody put into an article survives a post."""
        given = article(paragraph("甲"), Figure(image=Image(src="https://a.example/1.png", width=1, height=1)))
        assert Parser().parse(to_post(given)).blocks == given.blocks
        assert not is_tracking_pixel({"width": "1", "height": "1", "data-alt-verdict": "absent"})

    @pytest.mark.parametrize("attribute", ["hidden", 'style="display:none"', 'class="visually-hidden"'])
    def test_hidden(self, attribute: str) -> None:
        """A hidden picture is told like other hidden content, unless a script will show it."""
        assert notes(f'<img src="u.png" alt="字" {attribute}>') == [
            ("hidden-content", "'字 u.png' is hidden and was removed.")
        ]
        assert [image.src for image in read(f'<img src="x.gif" data-src="u.png" {attribute}>').images] == []
        assert [image.src for image in read(f'<img src="blank.gif" data-src="u.png" {attribute}>').images] == ["u.png"]


class TestHiddenLabels:
    """Classes that hide text from sight and leave it to screen readers."""

    @pytest.mark.parametrize(
        "name",
        ["sr-only", "visually-hidden", "visuallyhidden", "ssrcss-oyqyoe-VisuallyHidden", "screen-reader-text", "off-screen", "x sr-only y", "sr-only-focusable", "sronly", "u-hidden-visually", "element-invisible", "screenReader-only"],
    )  # fmt: skip
    def test_hidden(self, name: str) -> None:
        """The text is hidden content."""
        body = f'<p><span class="{name}">图片说明</span>风机</p>'
        assert read(body).text == "风机"
        assert notes(body) == [("hidden-content", "'图片说明' is hidden and was removed.")]

    @pytest.mark.parametrize(
        "name", ["not-sr-only", "md:sr-only", "focus:not-sr-only", "hidden-gem", "visually", "screen", "reader-only"]
    )
    def test_shown(self, name: str) -> None:
        """Classes that undo it, or hold for some screens only, and words like them hide nothing."""
        assert read(f'<p><span class="{name}">图片说明</span>风机</p>').text == "图片说明风机"


class TestAttributes:
    """Text and URLs in attributes that an article has no place for."""

    @pytest.mark.parametrize(
        ("body", "value"),
        [
            ('<p>一家<abbr title="世界卫生组织">世卫</abbr></p>', "世界卫生组织"),
            ('<table summary="各站风速"><tr><td>1<td>2</table>', "各站风速"),
            ('<p aria-label="重要">甲</p>', "重要"),
            ('<a title="没有地址">甲</a>', "没有地址"),
            ('<p>甲</p><img src="a.png" aria-label="叶片">', "叶片"),
            ('<p>甲</p><img width="1" height="1" src="a.png" alt="叶片">', "叶片"),
            ('<blockquote cite="https://a.example/1">话</blockquote>', "https://a.example/1"),
            ('<p><del cite="why.html">八</del></p>', "why.html"),
            ('<form action="/subscribe">甲</form>', "/subscribe"),
            ('<p>风力发电<b title="风力发电机">甲</b></p>', "风力发电机"),
            ('<p>reporter<b title="port">甲</b></p>', "port"),
            ('<p>评分<b title="★★★★☆">4</b></p>', "★★★★☆"),
            ('<bgsound src="a.mid"><p>甲</p>', "a.mid"),
            ('<a href="https://a.example/u" title="塔影"><img src="https://a.example/a.png"></a>', "塔影"),
            (
                '<p><a href="https://a.example/u" title="塔影"><b><img src="https://a.example/a.png"></b></a></p>',
                "塔影",
            ),
            ('<figure><a href="u" title="塔影"><img src="a.png"></a> 甲</figure>', "塔影"),
            ('<a href="u" title="塔影"><p><img src="a.png"></p></a>', "塔影"),
            ('<pre>x<a href="u" title="塔影">u</a></pre>', "塔影"),
            ('<noscript><p title="塔影"><img src="a.png"></p></noscript>', "塔影"),
            ('<noscript><img src="a.png" placeholder="塔影"></noscript>', "塔影"),
            ('<p>甲<input value="乙" placeholder="塔影"></p>', "塔影"),
            ('<p>甲<span hidden><input placeholder="塔影"></span></p>', "塔影"),
            ('<svg><path d="M0"/><lineargradient href="a.svg"/></svg>', "a.svg"),
            ('<my-view href="#a">甲</my-view>', "#a"),
            ('<p>甲</p><img title="塔影">', "塔影"),
        ],
    )
    def test_named(self, body: str, value: str) -> None:
        """What the article says nowhere is named, without being a warning if the page does not show it."""
        (note,) = [note for note in read(body).diagnostics if note.code == "attribute-dropped"]
        assert repr(value) in note.message
        assert note.severity == "info"

    @pytest.mark.parametrize(
        ("body", "value"),
        [
            ('<input placeholder="请输入邮箱">', "请输入邮箱"),
            ('<select><optgroup label="南方"><option>甲</select>', "南方"),
            ('<p>甲</p><iframe srcdoc="乙"></iframe>', "乙"),
            ('<my-player src="v.mp4">甲</my-player>', "v.mp4"),
            ('<p>甲<my-player poster="p.png"></my-player></p>', "p.png"),
            ('<my-link href="https://a.example/1">甲</my-link>', "https://a.example/1"),
            ('<frame src="f.html"><p>甲</p>', "f.html"),
            ('<iframe src="a.html" srcdoc="乙"></iframe>', "乙"),
            ('<textarea placeholder="请输入邮箱"></textarea>', "请输入邮箱"),
            ('<p>甲<b title="乙">丙</b><input placeholder="乙"></p>', "乙"),
            ('<p>甲<span hidden>乙</span><input placeholder="乙"></p>', "乙"),
            ('<p>甲<meter value="0.6"></meter></p>', "0.6"),
            ('<base href="https://a.example/"><a href="b.html">甲</a>', "https://a.example/"),
            ('<p>甲<img alt="叶片">乙</p>', "叶片"),
            ('<pre>甲</pre><noscript><img alt="叶片"></noscript>', "叶片"),
            ('<p>甲</p><object><param name="src" value="https://a.example/v.mp4">乙', "https://a.example/v.mp4"),
        ],
    )
    def test_visible(self, body: str, value: str) -> None:
        """What a page shows or loads, and the article lacks, is a warning, whatever else is reported with that text."""
        (note,) = [note for note in read(body).diagnostics if note.code == "attribute-lost"]
        assert repr(value) in note.message
        assert note.severity == "warning"

    @pytest.mark.parametrize(
        "body",
        [
            '<p><abbr title="世卫">世卫</abbr>组织</p>',
            '<p title="第一, 风机。">风机第一</p>',
            '<p>The Port<b title="port">甲</b></p>',
            '<p><a href="u" title="说明">甲</a></p>',
            '<img src="a.png" alt="叶片" title="机舱">',
            '<noscript><img src="a.png" alt="叶片" title="机舱"></noscript>',
            '<p><a href="https://a.example/u" title="说明"><img src="https://a.example/a.png">甲</a></p>',
            '<p>甲<a href="https://a.example/u" title="说明"><img src="https://a.example/a.png"></a></p>',
            '<a href="https://a.example/u" title="叶片"><img src="https://a.example/a.png" alt="叶片"></a>',
            '<iframe src="u" title="视频"></iframe>',
            '<video src="v"><track label="中文" src="s.vtt"></video>',
            '<p>见<a href="https://a.example/1">甲</a></p><blockquote cite="https://a.example/1">话</blockquote>',
            '<p title="">甲</p><p title=" ">乙</p><blockquote cite>丙</blockquote>',
            '<p>→<a href="u" title="“→”">甲</a></p>',
            '<p>→甲<b aria-label="→">乙</b></p>',
            '<p>甲<input type="hidden" value="乙"><input type="checkbox" value="乙"><button value="乙">丙</button></p>',
            '<ol><li value="3">甲</ol>',
            '<svg width="9" height="9"><use href="sprite.svg#a"/></svg>甲',
            '<p>见<a href="v.mp4">甲</a></p><my-player src="v.mp4"></my-player>',
            '<script src="a.js"></script><link href="a.css">甲',
            '<p data-title="丙" class="丁" style="x:戊" onclick="己()" id="庚">甲</p>',
            '<p>甲乙<input placeholder="甲乙"><progress value="7">7</progress><img alt="甲乙"></p>',
            '<base target="_blank"><p>甲</p>',
            '<p>甲</p><param name="quality" value="high">',
            '<object><param name="movie" value="https://a.example/v.mp4"><param name="quality" value="high"></object>',
        ],
    )
    def test_not_named(self, body: str) -> None:
        """What has a place, or is said elsewhere in the same words, is not; nor is what is for scripts and styles."""
        assert {"attribute-dropped", "attribute-lost"}.isdisjoint(codes(body))

    @pytest.mark.parametrize("name", ["align", "class", "data-id", "lang", "style"])
    @pytest.mark.parametrize("tag", ["p", "td", "img src='a.png'", "my-view"])
    def test_missing_quotation_mark(self, tag: str, name: str) -> None:
        """What an attribute holds of the page because its closing quotation mark is another character is named."""
        notes = read(f'<p>甲</p>\n乙<{tag} {name}="中”>丙<a href=u>丁</a></p><p class="x">戊</p>').diagnostics
        (note,) = [note for note in notes if note.code == "attribute-dropped"]
        assert "'中”>丙<a href=u>丁</a></p><p class='" in note.message
        assert (note.line, note.column) == (6, 2)

    def test_once(self) -> None:
        """The same text is named once."""
        assert codes('<p label="一级标题">甲</p>' * 3) == ["attribute-dropped"]

    def test_place(self) -> None:
        """It has the place of its tag."""
        (note,) = read('<p>甲</p>\n<p label="标题">乙</p>').diagnostics
        assert (note.line, note.column) == (6, 1)

    @pytest.mark.parametrize(
        "before",
        [
            "",
            "1 <2 a",
            "<!-- <b -->",
            "<script>a<b</script>",
            "<body>",
            "<i>乙</i x='<b>'>",
            "a<b ",
            "<textarea>a<b</textarea>",
        ],
    )
    def test_place_of_tags_in_values(self, before: str) -> None:
        """A tag begins at its own ``<``, not at one in its attributes."""
        (note,) = [
            note for note in read(f'{before}<b label="一<br>二<p>三">甲</b>').diagnostics if "二" in note.message
        ]
        assert (note.line, note.column) == (5, len(before) + 1)

    def test_place_of_embeds(self) -> None:
        """The URL of a player is reported at its start tag, not at its end."""
        (note,) = read('<p>甲</p>\n<video src="ftp://a.example/v"><a></a></video>').diagnostics
        assert (note.code, note.line, note.column) == ("unsafe-url", 6, 1)

    @pytest.mark.parametrize("blank", [" ", "&nbsp;", "\u200b", "\u3000", "<b> </b>", "<del>&nbsp;</del>", "<br>"])
    def test_links_around_blanks(self, blank: str) -> None:
        """A link of which nothing is to be seen is named, and no other."""
        for url in ("u", "https://a.example/1"):
            body = f'<p>甲<a href="{url}" title="说明">{blank}</a>乙</p>'
            assert [code for code, _ in notes(body)] == ["empty-link", "attribute-dropped"]
            assert f"'{url}'" in notes(body)[0][1]
            assert codes(f'<a href="{url}"><p>甲</p>{blank}</a>') == []
            assert codes(f'<p><a href="{url}">{blank}甲</a></p>') == []
            assert codes(f'<p><a href="{url}">{blank}<img src="a.png"></a></p>') == []

    @pytest.mark.parametrize(
        "content",
        [
            "<table><tr><td>甲<td>乙</table>",
            "\n<table><tr><td>甲<td>乙</table>",
            "<pre>甲</pre>",
            '<iframe src="v.html"></iframe>',
            '<svg viewBox="0 0 600 400"><path d="M0 0h600"/></svg>',
            "<canvas></canvas>",
        ],
    )
    def test_links_around_blocks(self, content: str) -> None:
        """A link around something visible that can't be part of one is lost to readers."""
        (note,) = [note for note in read(f'<p>丙</p><a href="u">{content}</a>').diagnostics if "link" in note.code]
        assert (note.code, note.severity, "'u'" in note.message) == ("link-lost", "warning", True)

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            ('<a href="u"></a><table><tr><td>甲<td>乙</table>', "empty-link"),
            ('<a href="u"><svg width="16" height="16"><path d="M0 0h16"/></svg></a><p>甲</p>', "empty-link"),
            ('<a href="u"><p>甲</p><table><tr><td>乙<td>丙</table></a>', ""),
            ('<a href="u"><blockquote>甲</blockquote></a>', ""),
        ],
    )
    def test_other_links(self, body: str, code: str) -> None:
        """An empty one before a table is not, nor one around an icon, nor one that is kept."""
        assert [each for each in codes(body) if "link" in each] == ([code] if code else [])

    def test_links_in_code(self) -> None:
        """So is one in code; one around a picture there is a link that readers lose."""
        assert codes('<pre>x<a href="u"> </a>y</pre>') == ["empty-link"]
        assert codes('<pre>x<a href="u"><img src="https://a.example/a.png"></a>y</pre>') == ["link-in-code"]

    def test_keyword_link_around_a_blank(self) -> None:
        """So is one that the site inserted."""
        body = (
            '<p>甲<span class="hrefStyle"><a href="https://a.example/1" target="_blank" title="x">{}</a></span>乙</p>'
        )
        assert codes(body.replace("{}", "\u3000")) == ["empty-link", "attribute-dropped"]
        assert codes(body.replace("{}", "丙")) == []

    def test_lost_links(self) -> None:
        """A link or player that is left out names its text too."""
        assert "'说明'" in notes('<p>甲<a href="u" title="说明"></a></p>')[1][1]
        assert [note.column for note in read('<p>甲<a href="u" title="说明"><b></b></a></p>').diagnostics] == [5, 5]
        assert "'片名'" in notes('<video title="片名"></video>')[0][1]

    @pytest.mark.parametrize(
        "unit",
        ['<b title="{}">甲</b>', '<b title="a{}">a</b>', '<q cite="{}">x</q>', '<svg aria-label="{}"><path/></svg>'],
    )
    def test_time(self, unit: str) -> None:
        """Many of them take time in proportion to their number."""
        with in_time(8):
            read("".join(unit.replace("{}", str(number)) for number in range(8_000)))
