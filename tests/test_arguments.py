"""A wrong argument is answered where it is given, by one sentence that says what is right."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

import attrs
import pytest

import ofweek_parse
from ofweek_parse import (
    AltText,
    Article,
    Cell,
    Code,
    Diagnostic,
    Figure,
    FrontMatter,
    Image,
    Limits,
    Link,
    ListBlock,
    NormalizerError,
    OfweekParseError,
    Paragraph,
    Parser,
    Quote,
    Strong,
    Table,
    Text,
    block_normalizer,
    from_json,
    image_normalizer,
    iter_articles,
    parse,
    text_normalizer,
    url_normalizer,
)
from ofweek_parse.testing import SAMPLES, make_post

if TYPE_CHECKING:
    from collections.abc import Callable

    from ofweek_parse import Severity

ARTICLE = Article(title="a", blocks=(Paragraph(inlines=(Text(text="b"),)),))
WRITERS = ("to_dict", "to_html", "to_json", "to_markdown", "to_post", "to_record", "to_text")


class TestSettings:
    """`Parser`, `Limits` and `iter_articles`."""

    @pytest.mark.parametrize(
        ("settings", "kind", "message"),
        [
            ({"normalizers": "width"}, TypeError, "Expected a sequence, not a single str: write ['width']."),
            ({"normalizers": 3}, TypeError, "Expected a sequence, not int."),
            ({"default_timezone": 8}, TypeError, "default_timezone must be a time zone or the name of one, not int."),
            (
                {"default_timezone": "Asia/Nowhere"},
                ValueError,
                "There is no time zone 'Asia/Nowhere'; write a name such as",
            ),
            ({"default_timezone": "../etc/passwd"}, ValueError, "There is no time zone '../etc/passwd'"),
            ({"strict": "yes"}, TypeError, "strict must be true or false, not str."),
            ({"limits": {"depth": 3}}, TypeError, "limits must be Limits(…), not dict."),
            ({"encoding": 3}, TypeError, "encoding must be text, not int."),
            (
                {"encoding": "nope"},
                OfweekParseError,
                "Unknown encoding 'nope'. Omit `encoding` to auto-detect it.",
            ),
            ({"encoding": "rot13"}, OfweekParseError, "Unknown encoding 'rot13'"),
            (
                {"base_url": "www.example.com"},
                ValueError,
                "base_url must be an absolute URL such as 'https://www.example.com/'",
            ),
            ({"base_url": b"https://a"}, TypeError, "base_url must be text, not bytes."),
        ],
    )
    def test_parser(self, settings: dict[str, Any], kind: type[Exception], message: str) -> None:
        """Each setting, when the parser is made."""
        with pytest.raises(kind) as caught:
            Parser(**settings)
        assert message in str(caught.value)

    def test_zone_by_name(self) -> None:
        """A zone can be given by its name."""
        post = "---\ntitle: a\ndate: 2021-07-26 09:29:00\n---\n"
        parser = Parser(default_timezone="Asia/Shanghai")
        assert parser.default_timezone == ZoneInfo("Asia/Shanghai")
        assert parser.parse(post).published == datetime(2021, 7, 26, 1, 29, tzinfo=timezone.utc)
        assert Parser(default_timezone="utc") == Parser()

    @pytest.mark.parametrize(
        ("limits", "kind", "message"),
        [
            ({"depth": "3"}, TypeError, "depth must be a whole number, not str."),
            ({"blocks": True}, TypeError, "blocks must be a whole number, not bool."),
            ({"file_size": -1}, ValueError, "file_size must be 0 or more, not -1."),
        ],
    )
    def test_limits(self, limits: dict[str, Any], kind: type[Exception], message: str) -> None:
        """Each limit."""
        with pytest.raises(kind) as caught:
            Limits(**limits)
        assert str(caught.value) == message

    @pytest.mark.parametrize(
        ("arguments", "kind", "message"),
        [
            ({"jobs": 0}, ValueError, "jobs must be 1 or more, not 0."),
            ({"jobs": "2"}, TypeError, "jobs must be a whole number, not str."),
            ({"chunk_size": 1.5}, TypeError, "chunk_size must be a whole number, not float."),
            ({"executor": "fork"}, ValueError, "executor must be 'process' or 'thread', not 'fork'."),
            ({"parser": "x"}, TypeError, "parser must be a Parser, not str."),
        ],
    )
    def test_iter_articles(
        self, arguments: dict[str, Any], kind: type[Exception], message: str, tmp_path: Path
    ) -> None:
        """At once, not with the first article."""
        with pytest.raises(kind) as caught:
            iter_articles(tmp_path, **arguments)
        assert str(caught.value) == message


class TestSources:
    """What is parsed."""

    def test_path(self) -> None:
        """A path is no post; the message names what reads files."""
        path: Any = Path("a.md")
        with pytest.raises(TypeError, match=r"A post must be str or bytes, not \w+Path; use parse_file for a file\."):
            parse(path)

    @pytest.mark.parametrize("source", ["posts/a.md", "a.markdown", b"C:\\posts\\a.md\n", " ./a.html "])
    def test_text_of_a_path(self, source: str | bytes) -> None:
        """A text that looks like a path is read as a body, with a warning, which strict parsing raises."""
        assert "path-as-post" in [found.code for found in parse(source).diagnostics]
        with pytest.raises(OfweekParseError, match="parse_file"):
            Parser(strict=True).parse(source)

    @pytest.mark.parametrize("source", ["---\ntitle: a\n---\na.md", "<p>a.md</p>", "see a.md", "a.md\nb.md", "a.mdx"])
    def test_text_of_no_path(self, source: str) -> None:
        """Other texts are none."""
        assert "path-as-post" not in [found.code for found in parse(source).diagnostics]

    def test_normalize(self) -> None:
        """`Parser.normalize` takes an article."""
        wrong: Any = "a"
        with pytest.raises(TypeError, match="article must be an Article, not str"):
            Parser().normalize(wrong)


class TestWriters:
    """What is written."""

    @pytest.mark.parametrize("name", WRITERS)
    def test_no_article(self, name: str) -> None:
        """Only articles."""
        write: Callable[[Any], object] = getattr(ofweek_parse, name)
        with pytest.raises(TypeError, match=r"^article must be an Article, not str\.$"):
            write("a")

    @pytest.mark.parametrize(
        ("name", "choices", "message"),
        [
            ("to_post", {"body": "pdf"}, "body must be 'html' or 'markdown', not 'pdf'."),
            ("to_markdown", {"links": "foo"}, "links must be 'inline', 'reference' or 'none', not 'foo'."),
            ("to_markdown", {"images": None}, "images must be 'inline', 'reference' or 'none', not None."),
            ("to_markdown", {"heading_base": "2"}, "heading_base must be a whole number, not str."),
        ],
    )
    def test_choices(self, name: str, choices: dict[str, Any], message: str) -> None:
        """Only the choices that there are."""
        write: Callable[..., object] = getattr(ofweek_parse, name)
        with pytest.raises((TypeError, ValueError)) as caught:
            write(ARTICLE, **choices)
        assert str(caught.value) == message


class TestDiagnostic:
    """Codes of the table, and of one's own."""

    def test_own_code(self) -> None:
        """A name, a slash, a name; with a severity, ``info`` by default."""
        assert Diagnostic.of("my-plugin/short", "a").severity == "info"
        assert Diagnostic.of("my_co.plugin/short-line", "a", severity="warning").severity == "warning"

    @pytest.mark.parametrize("code", ["short", "my-plugin/", "/short", "My/short", "a/b/c", "a b/c", "bom/"])
    def test_no_code(self, code: str) -> None:
        """Anything else is none."""
        with pytest.raises(ValueError, match=r"Unknown diagnostic code .*; use a key of DIAGNOSTIC_CODES, or"):
            Diagnostic.of(code, "a")

    def test_severity(self) -> None:
        """There are three, and a code of the table has its own."""
        with pytest.raises(ValueError, match=r"The severity of 'bom' is 'info' and can't be changed to 'error'\."):
            Diagnostic.of("bom", "a", severity="error")
        assert Diagnostic.of("bom", "a", severity="info") == Diagnostic.of("bom", "a")
        wrong: Any = "bad"
        with pytest.raises(ValueError, match="severity must be 'info', 'warning' or 'error', not 'bad'"):
            Diagnostic.of("a/b", "a", severity=wrong)


class TestSteps:
    """Settings of steps."""

    @pytest.mark.parametrize("lift", [text_normalizer, url_normalizer, image_normalizer, block_normalizer])
    def test_no_callable(self, lift: Callable[[Any], object]) -> None:
        """What is lifted must be callable."""
        with pytest.raises(TypeError, match=r"^function must be a callable, not str\.$"):
            lift("width")

    def test_may_change(self) -> None:
        """So must a quick test."""
        wrong: Any = 3
        with pytest.raises(TypeError, match=r"^may_change must be a callable, not int\.$"):
            text_normalizer(str.strip, may_change=wrong)

    @pytest.mark.parametrize(
        ("coverage", "kind", "message"),
        [
            (2, ValueError, "coverage must be between 0 and 1, not 2."),
            (-0.1, ValueError, "coverage must be between 0 and 1, not -0.1."),
            ("x", TypeError, "str"),  # compiled, the class itself refuses it
        ],
    )
    def test_coverage(self, coverage: Any, kind: type[Exception], message: str) -> None:
        """The share of an alternative text is one."""
        with pytest.raises(kind) as caught:
            AltText(coverage=coverage)
        assert message in str(caught.value)

    def test_json(self) -> None:
        """JSON is text."""
        wrong: Any = 3
        with pytest.raises(TypeError, match=r"^text must be JSON text, not int\.$"):
            from_json(wrong)
        with pytest.raises(TypeError, match=r"^message must be text, not int\.$"):
            Diagnostic.of("a/b", wrong)


class TestFrontMatter:
    """Values that a front matter can hold."""

    def test_values(self) -> None:
        """Lists become tuples, and mappings front matters, at any depth."""
        items: dict[str, Any] = {"a": ["x", {"b": [1, None]}]}
        front_matter = FrontMatter(items)
        assert front_matter["a"] == ("x", {"b": (1, None)})
        assert hash(front_matter) == hash(FrontMatter({"a": ("x", FrontMatter({"b": (1, None)}))}))
        assert json.loads(json.dumps(front_matter.to_dict())) == {"a": ["x", {"b": [1, None]}]}

    def test_union(self) -> None:
        """``|`` gives a new one, the right side's values first, in order."""
        one = FrontMatter({"a": 1, "b": 2})
        other: dict[str, Any] = {"b": 3, "c": [4]}
        assert one | other == FrontMatter({"a": 1, "b": 3, "c": (4,)})
        assert one == {"a": 1, "b": 2}
        wrong: Any = 3
        with pytest.raises(TypeError):
            one | wrong

    @pytest.mark.parametrize(
        ("items", "message"),
        [
            ([("a", 1)], "A front matter must be a mapping, not list."),
            (
                {"a": 1.5},
                "The front-matter value of 'a' must be text, a whole number, true or false, None, a list or a mapping, not float.",
            ),
            ({"a": [object()]}, "The front-matter value of 'a' must be"),
            ({1: "a"}, "A front-matter key must be text, not int."),
        ],
    )
    def test_wrong(self, items: Any, message: str) -> None:
        """Anything else is answered by a sentence."""
        with pytest.raises(TypeError) as caught:
            FrontMatter(items)
        assert message in str(caught.value)


def _evolved(**changes: Any) -> Callable[[Article], Article]:
    return lambda article: attrs.evolve(article, **changes)


class TestResultsOfSteps:
    """What a step returns is checked, unless it is built in."""

    @pytest.mark.parametrize(
        ("step", "fault"),
        [
            (_evolved(blocks=("a",)), "blocks[0] is str, which is not one of the model's blocks"),
            (
                _evolved(blocks=(Paragraph(inlines=cast("Any", ("a",))),)),
                "blocks[0].inlines[0] is str, which is not one of the model's inlines",
            ),
            (_evolved(title=None), "title is NoneType, not str"),
            (_evolved(published=datetime(2021, 7, 26)), "published has no time zone"),  # noqa: DTZ001
            (_evolved(published="2021"), "published is str, not datetime"),
            (_evolved(comments="no"), "comments is str, not bool"),
            (
                _evolved(blocks=(Paragraph(inlines=(Code(code=cast("Any", 3)),)),)),
                "blocks[0].inlines[0].code is int, not str",
            ),
            (
                _evolved(blocks=(Paragraph(inlines=(Text(text="a"),), align=cast("Any", "up")),)),
                "blocks[0].align is 'up', not one of",
            ),
        ],
    )
    def test_fault(self, step: Callable[[Article], Article], fault: str) -> None:
        """The error names the step, and the place."""
        with pytest.raises(NormalizerError) as caught:
            Parser(normalizers=(step,)).parse("<p>a</p>")
        assert caught.value.code == "normalizer-result"
        assert fault in str(caught.value)
        assert "lambda" in str(caught.value)

    def test_good(self) -> None:
        """A sound article passes, whatever is in it."""
        for sample in SAMPLES.values():
            step = _evolved(**attrs.asdict(sample.article, recurse=False))
            assert Parser(normalizers=(step,)).parse("a") == sample.article


class TestSequences:
    """Any sequence that a class of the model is given becomes a tuple."""

    def test_tuples(self) -> None:
        """Lists and generators, at both depths of lists and tables."""
        text = Text(text="a")
        paragraph = Paragraph(inlines=[Strong(inlines=[text]), Link(href="b", inlines=iter([text]))])
        assert paragraph == Paragraph(inlines=(Strong(inlines=(text,)), Link(href="b", inlines=(text,))))
        assert ListBlock(items=[[paragraph]]) == ListBlock(items=((paragraph,),))
        cell = Cell(blocks=[paragraph])
        assert Table(header=[cell], rows=[[cell]]) == Table(header=(cell,), rows=((cell,),))
        figure = Figure(image=Image(src="a.png"), caption=[text])
        article = Article(categories=["a"], blocks=[paragraph, figure, Quote(blocks=[paragraph])], alt_residue=["b"])
        assert article == Article(
            categories=("a",), blocks=(paragraph, figure, Quote(blocks=(paragraph,))), alt_residue=("b",)
        )
        assert isinstance(hash(article), int)

    @pytest.mark.parametrize(
        "make",
        [
            lambda text: Paragraph(inlines=text),
            lambda text: ListBlock(items=[text]),
            lambda text: Table(rows=[text]),
            lambda text: Article(categories=text),
        ],
    )
    def test_text(self, make: Callable[[Any], object]) -> None:
        """One text is no sequence of parts."""
        with pytest.raises(TypeError, match=r"Expected a sequence, not a single str: write \['风电'\]\."):
            make("风电")
        with pytest.raises(TypeError, match=r"Expected a sequence, not int\."):
            make(3)


class TestMakePost:
    """`make_post`."""

    @pytest.mark.parametrize(
        ("arguments", "kind", "message"),
        [
            ({"title": 3}, TypeError, "title must be text, not int."),
            ({"author": None}, TypeError, "author must be text, not NoneType."),
            ({"published": "2021"}, TypeError, "published must be a datetime, not str."),
            ({"paragraphs": 3}, TypeError, "Expected a sequence, not int."),
            ({"paragraphs": [3]}, TypeError, "A paragraph must be text, not int."),
            ({"figures": "absent"}, TypeError, "Expected a sequence, not a single str: write ['absent']."),
            ({"figures": ["nope"]}, ValueError, "A figure must be 'absent', 'broken', "),
            ({"headings": ["b"]}, TypeError, "headings must be a mapping, not list."),
            ({"headings": {"a": "b"}}, TypeError, "A key of headings must be a whole number, not str."),
            ({"keywords": {"a": 1}}, TypeError, "A value of keywords must be text, not int."),
            ({"credits": {"boss": "b"}}, ValueError, "A credit's role must be 'author', "),
            ({"extra": {"a": 1}}, TypeError, "A value of extra must be text, not int."),
            ({"quirks": 3}, TypeError, "Expected a sequence, not int."),
            ({"quirks": ["nope"]}, ValueError, "There is no 'nope'; there are "),
            ({"date_form": "nope"}, ValueError, "There is no 'nope'; there are "),
        ],
    )
    def test_wrong(self, arguments: dict[str, Any], kind: type[Exception], message: str) -> None:
        """Each argument."""
        with pytest.raises(kind) as caught:
            make_post(**arguments)
        assert message in str(caught.value)


class TestStrict:
    """Strict parsing raises what steps warn of, too."""

    @pytest.mark.parametrize(("severity", "raises"), [("info", False), ("warning", True), ("error", True)])
    def test_own_code(self, severity: Severity, raises: bool) -> None:  # noqa: FBT001
        """A warning under a code of a plugin."""
        note = Diagnostic.of("my-steps/short", "A paragraph was removed.", severity=severity)
        parser = Parser(normalizers=(_evolved(diagnostics=(note,)),), strict=True)
        if not raises:
            assert parser.parse_html("<p>a</p>").diagnostics[0].code == "my-steps/short"
            return
        with pytest.raises(NormalizerError, match="A paragraph was removed") as caught:
            parser.parse_html("<p>a</p>", name="a.md")
        assert (caught.value.code, caught.value.source, caught.value.line) == ("my-steps/short", "a.md", 1)
