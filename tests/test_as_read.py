"""Default steps done while a plain body is read: the same article as step by step."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ofweek_parse.normalizers.as_read import finishing_of
from ofweek_parse.reading.characters import SOUND, characters_of

from ofweek_parse import DEFAULT_NORMALIZERS, AltText, Article, Figure, Heading, Image, Paragraph, Parser, Text, to_post
from ofweek_parse.model.constructors import make_block, make_figure, make_image, make_text
from ofweek_parse.normalizers.width import ascii_width, narrow_marks
from ofweek_parse.reading.html.line import BLANK
from ofweek_parse.testing import SAMPLES, Sample
from ofweek_parse.testing.strategies import damaged_samples, soups
from tests.test_plain import HEADER, bodies, by_hand, headers, nested

if TYPE_CHECKING:
    from pathlib import Path

PARSER = Parser()


def stepwise(source: str | bytes, parser: Parser = PARSER) -> Article:
    """The article after each step on its own."""
    return parser.explain(source).article


def check_same(source: str | bytes, parser: Parser = PARSER) -> bool:
    """Whether the body was finished as it was read; if so, the article is the one of the steps."""
    plain = by_hand(source, finishing_of=finishing_of)
    if plain is None or plain.keywords is None:
        return False
    article, expected = parser.parse(source), stepwise(source, parser)
    assert article == expected
    assert article.diagnostics == expected.diagnostics
    assert list(article.front_matter) == list(expected.front_matter)
    return True


def keyword(word: str, page: str = "a") -> str:
    """A keyword link as the site inserts it."""
    return f'<span class="hrefStyle"><a href="http://www.ofweek.com/{page}" target="_blank" title="{word}">{word}</a></span>'


PIECES = (
    *(
        "风机",
        "叶片",
        "１２",
        "，000",
        "３，０００",
        "：5",
        "5",
        "～",
        "～9",
        " ",
        "  ",
        "\n",
        "\u3000",
        "\u200b",
        "&nbsp;",
        "&amp;",
        "&emsp;",
        "&#12288;",
        "&zwnj;",
    ),
    *("。", "作者：", "来源：", "编辑：", "原文标题 : ", "01", "０２", "▲图１", "图源：", "-", "第"),
    *(
        "<br>",
        "<strong>",
        "</strong>",
        "<span>",
        "</span>",
        '<span style="font-weight:bold">',
        "<sup>１</sup>",
        "<em>风 </em>",
    ),
    *(keyword("风机"), keyword(" ０ ", "b"), keyword("Ａ", "c"), f"<strong>{keyword('叶片', 'd')}</strong>"),
    *(
        "</p><p>",
        "</p><p>",
        "</p><p>",
        '</p><p style="text-align:center">',
        "</p><h2>塔</h2><p>",
        "</p><div><p>",
        "</p></div><p>",
        "</p>_ueditor_page_break_tag_<p>",
        "</p><p>_baidu_page_break_tag_</p><p>",
    ),
    *(
        '<img src="https://cors.zfour.workers.dev/?http://a.example/1234.jpg" alt="风机叶片" referrerpolicy="no-referrer">',
        '<img src="https://a.example/0a1b.jpg" title="一" alt="一">',
        '<img src="https://a.example/b.png" alt="image.png">',
        '<img alt="" src="https://a.example/0a1b.jpg" alt="风">',
        '<img width="5%" src="https://a.example/0a1b.jpg" width="6%">',
        '<img src="https://a.example/0a1b.jpg" alt title="风 alt" alt="机">',
        '<img width="50%" src="https://a.example/12_34.png" alt="" title="">',
        '</p><p><img alt="Ａ１" src="https://a.example/4567.png"></p><p>',
        '</p><p><img src="https://a.example/4567.png" title alt></p><p>',
        '<a href="https://a.example/">１，０００</a>',
    ),
)


def lines() -> st.SearchStrategy[str]:
    """Bodies of what the steps look for."""
    return st.lists(st.sampled_from(PIECES), max_size=16).map(lambda parts: f"<p>{''.join(parts)}</p>")


class TestSame:
    """Whatever is finished as it is read is finished rightly."""

    @given(lines())
    @settings(max_examples=500)
    def test_lines(self, body: str) -> None:
        """What the steps look for, in any order."""
        check_same(HEADER + body)

    @given(headers(), lines())
    def test_headers(self, header: str, body: str) -> None:
        """Under any front matter."""
        check_same(header + body)

    @given(bodies() | nested())
    @settings(max_examples=200)
    def test_bodies(self, body: str) -> None:
        """Bodies of any tags."""
        check_same(HEADER + body)

    @given(damaged_samples() | soups())
    def test_damaged(self, post: str | bytes) -> None:
        """Damaged posts, and text that is hardly one."""
        check_same(post)

    def test_samples(self, ofweek_sample: Sample) -> None:
        """The samples."""
        check_same(ofweek_sample.source)

    def test_written_samples(self, ofweek_sample: Sample) -> None:
        """The samples as this library writes them, with front matter that holds what the body does not."""
        check_same(to_post(PARSER.parse(ofweek_sample.source)))

    def test_real_posts(self, real_post: Path) -> None:
        """Real posts, as bytes and as text, without some of the steps too."""
        source = real_post.read_bytes()
        assert check_same(source) == check_same(source.decode())
        check_same(source, PARSER.removing("headings", "alt-text"))

    @pytest.mark.parametrize(
        "body",
        [
            f"<p>风机</p><p>来源：{keyword('风网')}</p>",
            f"<p>风机{keyword('叶片')}</p><p>来源：{keyword('风网')} 编辑：叶</p><p>塔</p>",
            f"<p>风机</p><p>原文标题 : {keyword('a')}</p>",
            f"<p>{keyword('０１')}</p><p><strong>叶片</strong></p>",
            f"<p>01</p><p><strong>{keyword('叶片')}</strong></p><p>作者：风</p>",
            '<p>01<img src="https://a.example/1234.jpg"></p><p><strong>叶片</strong></p>',
            f"<p>塔{keyword('风机')}</p><p>塔{keyword('风机')}</p><p>{keyword('叶片')}塔</p>",
            f"<p>１，{keyword('０００')}</p><p>1，<span>000</span></p>",
            f'<p><img src="https://a.example/1234.jpg"></p><p style="text-align:center">{keyword("风机")}</p>',
            "<p>风机_ueditor_page_break_tag_</p>",
            "<p>风机</p>_ueditor_page_break_tag_<p>叶片</p>\u3000_ueditor_page_break_tag_\n<h2>塔</h2>",
            "<p>风机</p>_ueditor_page_break_tag_<p>叶片_ueditor_page_break_tag_</p>",
            "<p>风机</p>_ueditor__ueditor_page_break_tag_page_break_tag_<p>叶片</p>",
            "<p>风机</p>_ueditor_page_break_tag_",
            "<p>风机</p><!-- </p>_ueditor_page_break_tag_<p> --><p>叶片</p>",
            '<p><img src="https://a.example/1234.jpg" class="a" alt="</p>_ueditor_page_break_tag_<p>风"></p>',
            "<p>风机</p>＿ueditor_page_break_tag_<p>叶片</p>_ueditor_page_break_tag_<p>塔</p>",
            '<p>风机</p><p><img src="https://a.example/1234.jpg"></p>_ueditor_page_break_tag_<p>▲图</p>',
            "<p>\ua4d0１</p><p>２</p>",
            "<p><b>5<b>～</b></b></p>",
            '<p>5，000<img src="https://a.example/1234.jpg">5</p>',
        ],
    )
    def test_bodies_of_note(self, body: str) -> None:
        """Blocks with keywords that a step takes out, joins or turns into something else, and odd characters."""
        for source in (HEADER + body, HEADER.replace("'a'", "Ａ＆amp; ") + body):
            article, expected = PARSER.parse(source), stepwise(source)
            assert article == expected
            assert article.diagnostics == expected.diagnostics

    def test_tokens(self) -> None:
        """Editor tokens between paragraphs do not keep a body from being finished as it is read."""
        assert check_same(HEADER + "<p>风机</p>_ueditor_page_break_tag_<p>叶片</p>")

    def test_written_keywords(self) -> None:
        """Keywords that the front matter holds come after those of the body, once each."""
        private = 'ofweek_parse: {"keywords": [{"text": "塔", "href": "x"}, {"text": "风机", "href": "http://www.ofweek.com/a"}]}\n'
        source = HEADER.replace("date:", f"{private}date:") + f"<p>{keyword('风机')}</p>"
        assert [found.text for found in PARSER.parse(source).keywords] == ["风机", "塔"]
        assert PARSER.parse(source) == stepwise(source)


def count_titles(article: Article) -> Article:
    """A step of a user's own that looks at what it is given."""
    return evolve(article, alt_residue=(*article.alt_residue, str(len(article.keywords))))


VALUES = (
    "a",
    "'  Ａ&amp;#123;  '",
    "'&#123;１：２&#125;'",
    "https://picsum.photos/400/300?random=1",
    "https://cors.zfour.workers.dev/?http://a.example/1234.jpg",
    "'a  b\u3000'",
    "''",
    "true",
    "12",
)


class TestFields:
    """The front matter's fields."""

    @given(st.lists(st.sampled_from(VALUES), min_size=6, max_size=6))
    @settings(max_examples=200)
    def test_same(self, values: list[str]) -> None:
        """They are what the steps make of them."""
        keys = ("title", "author", "headimg", "thumbnail", "comments")
        header = "".join(f"{key}: {value}\n" for key, value in zip(keys, values, strict=False))
        written = f"{header}categories:\n  - {values[5]}\ndate: Mon, 26 Jul 2021 01:29:00 GMT\n"
        check_same(f"---\n{written}---\n<p>风１</p>")

    def test_written_credits(self) -> None:
        """The names in credits that a post holds are texts too."""
        private = 'ofweek_parse: {"credits": [{"role": "author", "name": "Ａ  １"}]}\n'
        source = HEADER.replace("date:", f"{private}date:") + "<p>风</p>"
        assert [found.name for found in PARSER.parse(source).credits] == ["A 1"]
        assert PARSER.parse(source) == stepwise(source)


class TestOtherSteps:
    """Parsers with other steps than the default ones."""

    BODY = f"<p>风机１{keyword('叶片')}</p><p><strong>塔</strong></p>"

    @pytest.mark.parametrize(
        "parser",
        [
            PARSER.adding(count_titles),
            PARSER.adding(count_titles, before="keyword-links"),
            PARSER.adding(count_titles, before="alt-text"),
            PARSER.adding(count_titles, before="front-matter-text"),
            PARSER.adding("cjk-spacing"),
            PARSER.replacing("alt-text", AltText(coverage=0.5)),
            PARSER.removing("width"),
            PARSER.removing("keyword-links"),
            PARSER.removing("alt-text", "original-title", "captions", "headings", "credits"),
            Parser(normalizers=(*DEFAULT_NORMALIZERS, *DEFAULT_NORMALIZERS)),
            Parser(normalizers=tuple(reversed(DEFAULT_NORMALIZERS))),
        ],
    )
    def test_same(self, parser: Parser) -> None:
        """They give what their steps give."""
        assert parser.parse(HEADER + self.BODY) == stepwise(HEADER + self.BODY, parser)


class TestReach:
    """The usual post is finished as it is read."""

    @pytest.mark.parametrize("name", ["whole-article-alt", "captions-and-credits", "cut-words-and-links"])
    def test_samples(self, name: str) -> None:
        """Samples in the generator's plain shape."""
        assert check_same(SAMPLES[name].source)

    def test_steps_left(self) -> None:
        """A parser with the default steps has none left for texts and images."""
        steps = PARSER._usual_steps
        assert steps is not None
        assert [step.name for step in steps.on_blocks] == [
            "alt-text",
            "original-title",
            "captions",
            "headings",
            "credits",
        ]
        assert steps.others == ()


def test_made() -> None:
    """What is made at once equals what the classes make, field by field."""
    text = Text(text="a")
    image = Image(src="a", alt="b", title="c", width=1, height=2, original_src="d", alt_verdict="kept")
    pairs: list[tuple[Any, Any]] = [
        (make_text("a"), text),
        (make_block((text,), "left", 0), Paragraph(inlines=(text,), align="left")),
        (make_block((text,), "left", 2), Heading(level=2, inlines=(text,))),
        (make_image("a", ("b", "c", "kept"), "d", 1, 2), image),
        (make_image("a", ("", None, "absent")), Image(src="a")),
        (make_figure(image, (text,), "e"), Figure(image=image, caption=(text,), href="e")),
        (make_figure(image), Figure(image=image)),
    ]
    for made, expected in pairs:
        assert made == expected
        assert repr(made) == repr(expected)
        assert hash(made) == hash(expected)
        assert pickle.loads(pickle.dumps(made)) == expected  # noqa: S301
        assert evolve(made) == expected
        for name in attrs.fields_dict(type(expected)):
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(made, name, None)


def test_characters() -> None:
    """Every character is what it is taken for."""
    size = 0x100
    for start in range(0, 0x110000, size):
        together = "".join(map(chr, range(start, start + size)))
        if characters_of(together) == (True, True, True):  # as all the rare ones are
            assert SOUND.fullmatch(together)
            assert not any(map(BLANK.fullmatch, together))
            assert [ascii_width(together)] == list(narrow_marks([together]))
            continue
        for character in together:
            found = characters_of(character)
            assert found.are_sound == bool(SOUND.fullmatch(character))
            if found.are_visible:
                assert found.are_sound
                assert character in " \n" or not BLANK.fullmatch(character)
            if found.are_narrow:
                assert found.are_visible
                assert [ascii_width(character)] == list(narrow_marks([character]))
            elif found.are_visible:
                assert ascii_width(character) != character
