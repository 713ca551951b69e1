"""The pipeline: which normalizers run, and their declarations."""

from __future__ import annotations

import unicodedata

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ofweek_parse import (
    DEFAULT_NORMALIZERS,
    AltText,
    Article,
    Code,
    Credit,
    Diagnostic,
    LineBreak,
    MarkupError,
    Parser,
    text_normalizer,
    to_post,
)
from ofweek_parse.normalizers.lines import article_text
from ofweek_parse.pipeline.registry import BUILT_IN, resolve
from ofweek_parse.pipeline.steps import Step
from ofweek_parse.sentinels import SEAM
from ofweek_parse.testing import Sample, articles
from tests.making import article, bold, figure, link, paragraph
from tests.reading_paths import DEFAULT, HEADER, check_explained

DECLARING = tuple(step for step in resolve(BUILT_IN) if step.may_change is not None)
KEYWORD = '<span class="hrefStyle"><a href="http://a.example/{0}" target="_blank" title="{0}">{0}</a></span>'
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
        "A",
        "，B（C",
        "）",
        "＆",
        "1，3-",
        "http：//a.example/",
        "？id=1",
        "6m?，",
        "?",
        " ",
        "  ",
        "\n",
        "\u3000",
        "\u200b",
        "&nbsp;",
        "&amp;",
        "&emsp;",
    ),
    *(
        "&#12288;",
        "&zwnj;",
        SEAM,
        "。",
        "作者：",
        "来源：",
        "编辑：",
        "原文标题 : ",
        "01",
        "０２",
        "▲图１",
        "图源：",
        "-",
        "第",
    ),
    *(
        "_ueditor_page_break_tag_",
        "_baidu_",
        "page_break_tag_",
        "＿ueditor_page_break_tag_",
        "</p>_ueditor_page_break_tag_<p>",
    ),
    *(
        "<br>",
        "<strong>",
        "</strong>",
        "<span>",
        "</span>",
        '<span style="font-weight:bold">',
        "<sup>１</sup>",
        "<em>风 </em>",
        "<code>２ </code>",
    ),
    *(KEYWORD.format("风机"), KEYWORD.format(" ０ "), f"<strong>{KEYWORD.format('叶片')}</strong>"),
    *(
        "</p><p>",
        "</p><p>",
        "</p><p>",
        '</p><p style="text-align:center">',
        "</p><h2>塔</h2><p>",
        "</p><ul><li>１</li></ul><p>",
    ),
    *(
        '<img src="https://cors.zfour.workers.dev/?http://a.example/1234.jpg" alt="风机叶片" referrerpolicy="no-referrer">',
        '<img src="https://a.example/0a1b.jpg" title="一" alt="一">',
        '</p><p><img alt="Ａ１" src="https://a.example/4567.png"></p><p>',
        '<a href="https://a.example/">１，０００</a>',
    ),
)
VALUES = (
    "a",
    "'  Ａ&amp;#123;  '",
    "'&#123;１：２&#125;'",
    "https://picsum.photos/400/300?random=1",
    "'a  b\u3000'",
    "''",
    "true",
    "12",
)


CHARACTERS = [
    *map(chr, range(0x250)),
    *(character for character in map(chr, range(0x250, 0xFF00)) if unicodedata.category(character)[0] in "CNPZ"),
    *map(chr, range(0xFF00, 0x10000)),
]
"""Those of the first plane that a step could look for: letters and symbols from U+0250 to the wide forms are nothing to any."""


def count_keywords(given_article: Article) -> Article:
    """A step of a user's own, which declares nothing."""
    return attrs.evolve(given_article, alt_residue=(*given_article.alt_residue, str(len(given_article.keywords))))


def is_declared_rightly(step: Step, given_article: Article) -> bool:
    """Whether *step* leaves the article the very same where it says that it would."""
    assert step.may_change is not None
    return step.may_change(article_text(given_article)) or step(given_article) is given_article


@pytest.mark.no_cover
class TestDeclarations:
    """A step that declares when it is needed declares it rightly."""

    def test_which(self) -> None:
        """The steps that only look for certain characters declare it."""
        assert {step.name for step in DECLARING} == {"editor-residue", "whitespace", "width", "lost-characters"}

    @given(articles())
    @settings(max_examples=300)
    def test_generated(self, given_article: Article) -> None:
        """On generated articles."""
        for step in DECLARING:
            assert is_declared_rightly(step, given_article), step.name

    @given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
    @settings(max_examples=300)
    def test_read(self, body: str) -> None:
        """On what is read, as it is and after each step."""
        raw = Parser(normalizers=()).parse(f"{HEADER}<p>{body}</p>")
        for step in DECLARING:
            assert is_declared_rightly(step, raw), step.name
            assert is_declared_rightly(step, step(raw)), step.name

    @pytest.mark.parametrize("place", ["title", "credit", "text", "bold", "link", "code", "caption", "beside a break"])
    def test_characters(self, place: str) -> None:
        """On each character that a step could look for, and beside others, wherever a text may be."""
        for character in CHARACTERS if place == "text" else CHARACTERS[::7]:
            for text in (character, f"1{character}000", f"风{character}A"):
                given_article = _with(place, text)
                for step in DECLARING:
                    assert is_declared_rightly(step, given_article), (step.name, text)

    def test_wrong_one(self) -> None:
        """A step that declares less than it does is seen."""
        function = text_normalizer(str.upper, may_change=lambda text: "q" in text)
        wrong = Step(name="wrong", function=function)
        assert is_declared_rightly(wrong, article("q"))
        assert not is_declared_rightly(wrong, article("b"))
        with pytest.raises(AssertionError):
            check_explained(HEADER + "<p>b</p>", Parser(normalizers=(function,)))


def _with(place: str, text: str) -> Article:
    if place == "title":
        return article(title=text)
    if place == "credit":
        return Article(credits=(Credit(role="author", name=text),))
    if place == "caption":
        return article(figure(caption=text))
    parts = {
        "text": (text,),
        "bold": ("甲", bold(text), "乙"),
        "link": ("1", link(text)),
        "code": ("a", Code(code=text)),
        "beside a break": ("a", LineBreak(), text),
    }[place]
    return article(paragraph(*parts))


class TestRun:
    """What the pipeline runs."""

    def test_skips(self) -> None:
        """A step is not run where it declares that it changes nothing, and run where it may."""
        ran: list[str] = []

        def note(text: str) -> str:
            ran.append(text)
            return text

        parser = Parser(normalizers=(text_normalizer(note, may_change=lambda text: "风" in text),))
        parser.parse(HEADER + "<p>b</p>")
        assert ran == []
        parser.explain(HEADER + "<p>b</p>")
        assert "b" in ran
        ran.clear()
        parser.parse(HEADER + "<p>风</p>")
        assert "风" in ran

    def test_looks_again(self) -> None:
        """What a step before it brings in is seen by one that declares."""
        parser = Parser(normalizers=(text_normalizer(lambda text: text.replace("b", "２")), "width"))
        assert parser.parse(HEADER + "<p>b</p>").text == "2"

    def test_what_is_given(self) -> None:
        """A declaration is given the title, the names of credits and every line of the body."""
        given_article = attrs.evolve(
            article("一", figure(caption="二"), title="三"), credits=(Credit(role="author", name="四"),)
        )
        assert sorted(article_text(given_article).split(SEAM)) == ["一", "三", "二", "四"]

    def test_strict(self) -> None:
        """A warning that a step adds is raised if strict, by `explain` too."""

        def warn(given: Article) -> Article:
            return attrs.evolve(given, diagnostics=[*given.diagnostics, Diagnostic.of("nested-link", "A link.")])

        parser = Parser(normalizers=(warn,), strict=True)
        for read in (parser.parse, parser.explain):
            with pytest.raises(MarkupError, match="nested-link"):
                read(HEADER + "<p>b</p>")


class TestSame:
    """`Parser.parse` gives what the steps give, each run."""

    @given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
    @settings(max_examples=300)
    def test_bodies(self, body: str) -> None:
        """For what the steps look for, in any order."""
        check_explained(f"{HEADER}<p>{body}</p>")

    @given(st.lists(st.sampled_from(VALUES), min_size=6, max_size=6))
    def test_fields(self, values: list[str]) -> None:
        """For the fields of the front matter."""
        keys = ("title", "author", "headimg", "thumbnail", "comments")
        header = "".join(f"{key}: {value}\n" for key, value in zip(keys, values, strict=False))
        check_explained(
            f"---\n{header}categories:\n  - {values[5]}\ndate: Mon, 26 Jul 2021 01:29:00 GMT\n---\n<p>风１</p>"
        )

    def test_samples(self, ofweek_sample: Sample) -> None:
        """For the samples, and for them as this library writes them, with front matter that holds what the body does not."""
        check_explained(ofweek_sample.source)
        check_explained(to_post(DEFAULT.parse(ofweek_sample.source)))

    @pytest.mark.parametrize(
        "parser",
        [
            DEFAULT.with_step(count_keywords),
            DEFAULT.with_step(count_keywords, before="keyword-links"),
            DEFAULT.with_step("cjk-spacing"),
            DEFAULT.replace_step("alt-text", AltText(coverage=0.5)),
            DEFAULT.without_step("width"),
            DEFAULT.without_step("alt-text", "original-title", "captions", "headings", "credits"),
            Parser(normalizers=(*DEFAULT_NORMALIZERS, *DEFAULT_NORMALIZERS)),
            Parser(normalizers=tuple(reversed(DEFAULT_NORMALIZERS))),
        ],
    )
    def test_other_steps(self, parser: Parser) -> None:
        """With other steps than the default ones."""
        check_explained(f"{HEADER}<p>风机１{KEYWORD.format('叶片')}</p><p><strong>塔</strong></p>", parser)

    def test_written_keywords(self) -> None:
        """Keywords that the front matter holds come after those of the body, once each."""
        private = 'ofweek_parse: {"keywords": [{"text": "塔", "href": "x"}, {"text": "风机", "href": "http://a.example/风机"}]}\n'
        source = HEADER.replace("date:", f"{private}date:") + f"<p>{KEYWORD.format('风机')}</p>"
        check_explained(source)
        assert [found.text for found in DEFAULT.parse(source).keywords] == ["风机", "塔"]
