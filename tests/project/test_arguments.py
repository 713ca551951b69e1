"""Invalid arguments raise an error at once, with a message that says what is expected."""

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
    Diagnostic,
    Figure,
    FrontMatter,
    Heading,
    Image,
    Limits,
    LineBreak,
    Link,
    ListBlock,
    NormalizerError,
    OfweekParseError,
    Paragraph,
    Parser,
    Quote,
    Rule,
    Strong,
    Table,
    Text,
    UnknownNormalizerError,
    block_normalizer,
    from_json,
    image_normalizer,
    iter_articles,
    parse,
    parse_file,
    text_normalizer,
    url_normalizer,
)
from ofweek_parse.arrow import ParquetWriter, from_table, read_parquet, to_table
from ofweek_parse.testing import SAMPLES, assert_normalizer, make_post
from ofweek_parse.testing import sample as sample_named
from ofweek_parse.traversal import (
    iter_blocks,
    iter_images,
    iter_inlines,
    rewrite_blocks,
    rewrite_images,
    rewrite_inlines,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ofweek_parse import Severity

ARTICLE = Article(title="a", blocks=(Paragraph(inlines=(Text(text="b"),)),))
LIFTS = (text_normalizer, url_normalizer, image_normalizer, block_normalizer)
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
                ValueError,
                "Unknown encoding 'nope'. Omit `encoding` to auto-detect it.",
            ),
            ({"encoding": "base64"}, ValueError, "Unknown encoding 'base64'"),
            ({"encoding": "utf\0-8"}, ValueError, "Unknown encoding"),
            ({"encoding": "rot13"}, ValueError, "Unknown encoding 'rot13'"),
            (
                {"base_url": "www.example.com"},
                ValueError,
                "base_url must be an absolute URL such as 'https://www.example.com/'",
            ),
            ({"base_url": b"https://a"}, TypeError, "base_url must be text, not bytes."),
            ({"base_url": "mailto:a@example.com"}, ValueError, "base_url must be an absolute URL"),
            ({"base_url": "https://"}, ValueError, "base_url must be an absolute URL"),
            ({"base_url": "https://a b/"}, ValueError, "base_url must be an absolute URL"),
            ({"base_url": "http://[::1"}, ValueError, "base_url must be an absolute URL"),
            ({"normalizers": {"width", "captions"}}, TypeError, "Expected a sequence, not set."),
            ({"normalizers": {"width": 1}}, TypeError, "Expected a sequence, not dict."),
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
            ({"on_progress": 3}, TypeError, "on_progress must be a callable, not int."),
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

    @pytest.mark.parametrize("path", [3, None, b"a.md", ["a.md"]])
    def test_no_path(self, path: Any, tmp_path: Path) -> None:
        """Functions that take a path say what a path is."""
        message = f"must be a path, a str or a pathlib.Path, not {type(path).__name__}."
        for read in (parse_file, lambda path: list(read_parquet(path)), ParquetWriter, make_post().write):
            with pytest.raises(TypeError) as caught:
                read(path)
            assert message in str(caught.value)
        with pytest.raises(TypeError) as caught:
            iter_articles([tmp_path, path])
        assert str(caught.value) == f"Each of roots {message}"

    @pytest.mark.parametrize("roots", [3, None, ARTICLE])
    def test_roots(self, roots: Any) -> None:
        """`iter_articles` takes one or several, and says so at once."""
        with pytest.raises(TypeError, match=r"^roots must be a path or a sequence of paths, not \w+\.$"):
            iter_articles(roots)

    def test_name(self) -> None:
        """The name of a source is text."""
        wrong: Any = Path("a.md")
        for read in (Parser().parse, Parser().parse_html, Parser().explain):
            with pytest.raises(TypeError, match=r"^name must be text, not \w+Path\.$"):
                read("a", name=wrong)

    def test_place(self) -> None:
        """A step has one place."""
        with pytest.raises(ValueError, match="before or after another, not both"):
            Parser().with_step("lists", before="width", after="captions")
        with pytest.raises(UnknownNormalizerError, match="has no normalizer ''"):
            Parser().with_step("lists", before="")

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
            ("to_markdown", {"heading_base": 7}, "heading_base must be from 1 to 6, not 7."),
            ("to_markdown", {"title": "a"}, "title must be true or false, not str."),
            ("to_text", {"title": "a"}, "title must be true or false, not str."),
            ("to_text", {"code": None}, "code must be true or false, not NoneType."),
            ("to_html", {"page": 1}, "page must be true or false, not int."),
            ("to_json", {"indent": "  "}, "indent must be a whole number, not str."),
            ("to_json", {"indent": -1}, "indent must be 0 or more, not -1."),
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

    @pytest.mark.parametrize("lift", LIFTS)
    def test_no_callable(self, lift: Callable[[Any], object]) -> None:
        """What is lifted must be callable."""
        with pytest.raises(TypeError, match=r"^function must be a callable, not str\.$"):
            lift("width")

    @pytest.mark.parametrize("lift", LIFTS)
    def test_no_article(self, lift: Callable[[Any], Callable[[Any], object]]) -> None:
        """So is what they are called with an article."""
        with pytest.raises(TypeError, match=r"^article must be an Article, not str\.$"):
            lift(str.strip)("a")

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


NAIVE = datetime(2021, 7, 26)  # noqa: DTZ001
ANY: Any = Paragraph(inlines=())


class TestModel:
    """What the classes of the model hold."""

    @pytest.mark.parametrize(
        ("make", "kind", "message"),
        [
            (lambda: Article(title=cast("Any", None)), TypeError, "Article.title must be text, not NoneType."),
            (lambda: Article(blocks=cast("Any", ["a"])), TypeError, "Article.blocks[0] must be a block, not str."),
            (lambda: Article(comments=cast("Any", 1)), TypeError, "Article.comments must be true or false, not int."),
            (
                lambda: Article(published=cast("Any", "2021")),
                TypeError,
                "Article.published must be a datetime, not str.",
            ),
            (lambda: Article(published=NAIVE), ValueError, "Article.published must have a time zone."),
            (lambda: Article(credits=cast("Any", ["a"])), TypeError, "Article.credits[0] must be a Credit, not str."),
            (lambda: Article(categories=cast("Any", [3])), TypeError, "Article.categories[0] must be text, not int."),
            (lambda: Paragraph(inlines=[ANY]), TypeError, "Paragraph.inlines[0] must be an inline, not Paragraph."),
            (
                lambda: Paragraph(inlines=(), align=cast("Any", "up")),
                ValueError,
                "Paragraph.align must be 'left', 'center', 'right' or 'justify', not 'up'.",
            ),
            (lambda: Heading(level=7, inlines=()), ValueError, "Heading.level must be from 1 to 6, not 7."),
            (lambda: Heading(level=cast("Any", "2"), inlines=()), TypeError, "Heading.level must be a whole number"),
            (lambda: Figure(image=cast("Any", "a.png")), TypeError, "Figure.image must be an Image, not str."),
            (lambda: Table(rows=[[cast("Any", "a")]]), TypeError, "Table.rows[0][0] must be a Cell, not str."),
            (lambda: Cell(colspan=0), ValueError, "Cell.colspan must be 1 or more, not 0."),
            (lambda: Text(text=cast("Any", 3)), TypeError, "Text.text must be text, not int."),
            (lambda: Image(src="a", width=cast("Any", "9")), TypeError, "Image.width must be a whole number, not str."),
            (
                lambda: Diagnostic(code="bom", severity=cast("Any", "fatal"), message="a"),
                ValueError,
                "Diagnostic.severity must be 'info', 'warning' or 'error', not 'fatal'.",
            ),
            (
                lambda: Diagnostic(code="nope", severity="info", message="a"),
                ValueError,
                "Unknown diagnostic code 'nope'; use a key of DIAGNOSTIC_CODES, or",
            ),
            (
                lambda: Diagnostic(code="bom", severity="error", message="a"),
                ValueError,
                "The severity of 'bom' is 'info' and can't be changed to 'error'.",
            ),
            (
                lambda: Diagnostic(code=cast("Any", 3), severity="info", message="a"),
                TypeError,
                "Diagnostic.code must be",
            ),
            (
                lambda: Diagnostic.of("a/b", "c", line=cast("Any", "3")),
                TypeError,
                "Diagnostic.line must be a whole number, not str.",
            ),
        ],
    )
    def test_wrong(self, make: Callable[[], object], kind: type[Exception], message: str) -> None:
        """Each kind of field, when the object is made."""
        with pytest.raises(kind) as caught:
            make()
        assert message in str(caught.value)

    def test_evolve(self) -> None:
        """A copy too."""
        with pytest.raises(TypeError, match=r"Text\.text must be text, not bytes"):
            attrs.evolve(Text(text="a"), text=cast("Any", b"b"))

    def test_subclass(self) -> None:
        """Of a user's subclass, what it has from the model; its own fields are its own."""

        @attrs.frozen(kw_only=True)
        class Ranked(Paragraph):
            rank: object = None

        assert Article(blocks=(Ranked(inlines=(), rank=3),)).blocks[0].text == ""
        with pytest.raises(TypeError, match=r"Paragraph\.inlines\[0\] must be an inline, not int"):
            Ranked(inlines=cast("Any", [3]), rank=3)

    def test_good(self) -> None:
        """All that parsing gives can be made anew."""
        for sample in SAMPLES.values():
            assert attrs.evolve(sample.article) == sample.article
            for block in iter_blocks(sample.article.blocks):
                assert attrs.evolve(block) == block


def _evolved(**changes: Any) -> Callable[[Article], Article]:
    return lambda article: attrs.evolve(article, **changes)


class TestFunctionsOfSteps:
    """What functions of users return."""

    @pytest.mark.parametrize(
        ("step", "message"),
        [
            (
                _evolved(blocks=("a",)),
                "'_evolved.<locals>.<lambda>' raised TypeError: Article.blocks[0] must be a block",
            ),
            (_evolved(published=NAIVE), "raised ValueError: Article.published must have a time zone. Fix it"),
            (lambda _: None, "returned NoneType; it must return an Article."),
            (
                text_normalizer(lambda _: cast("Any", None)),
                "<lambda>' raised TypeError: What the function returns must be",
            ),
            (url_normalizer(lambda _: cast("Any", 3)), "What the function returns must be text, not int"),
            (image_normalizer(lambda _: cast("Any", "b.png")), "What the function returns must be an Image, not str"),
            (block_normalizer(lambda _: cast("Any", "b")), "What the function returns must be a block, not str"),
            (
                text_normalizer(str.strip, may_change=lambda _: bool(1 / 0)),
                "'str.strip' raised ZeroDivisionError: division by",
            ),
        ],
    )
    def test_fault(self, step: Callable[[Article], Article], message: str) -> None:
        """The error names the step, and what is wrong."""
        parser = Parser(normalizers=(step,))
        with pytest.raises(NormalizerError) as caught:
            parser.parse("<p>a<img src=a.png></p>")
        assert message in str(caught.value)
        assert ".." not in str(caught.value)

    @pytest.mark.parametrize(
        ("rewrite", "function", "message"),
        [
            (rewrite_blocks, lambda _: None, "Expected a sequence, not NoneType."),
            (rewrite_blocks, lambda _: [Text(text="a")], "What the function returns must be a block, not Text."),
            (rewrite_inlines, lambda _: [Rule()], "What the function returns must be an inline, not Rule."),
            (rewrite_images, lambda _: None, "What the function returns must be an Image, not NoneType."),
            (rewrite_images, "a", "function must be a callable, not str."),
        ],
    )
    def test_traversal(self, rewrite: Callable[..., object], function: object, message: str) -> None:
        """Those that rewrite refuse what is no part of the model."""
        blocks = parse("<p>a<img src=a.png></p>").blocks
        with pytest.raises(TypeError) as caught:
            rewrite(blocks, function)
        assert str(caught.value) == message

    def test_lists(self) -> None:
        """A list becomes a tuple."""
        paragraph = Paragraph(inlines=(Text(text="a"),))
        assert rewrite_blocks((paragraph,), lambda level: cast("Any", [*level, Rule()])) == (paragraph, Rule())
        line = rewrite_inlines((paragraph,), lambda line: cast("Any", [*line, LineBreak(), *line]))[0]
        assert line == Paragraph(inlines=(Text(text="a"), LineBreak(), Text(text="a")))

    @pytest.mark.parametrize("walk", [iter_blocks, iter_inlines, iter_images])
    def test_article(self, walk: Callable[..., Iterable[object]]) -> None:
        """What walks takes blocks, not an article."""
        with pytest.raises(TypeError, match=r"^Expected a sequence of blocks, such as article\.blocks, not Article\.$"):
            list(walk(ARTICLE))


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
            ({"quirks": 3}, TypeError, "quirks must be a quirk or several, not int."),
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


class TestArrow:
    """Arrow tables and Parquet files."""

    def test_tables(self) -> None:
        """Tables are made of articles, and articles of tables."""
        wrong: Any = 3
        with pytest.raises(TypeError, match=r"^articles must be a sequence of articles, not int\.$"):
            to_table(wrong)
        with pytest.raises(TypeError, match=r"^table must be a pyarrow\.Table, not int\.$"):
            from_table(wrong)

    @pytest.mark.parametrize(
        ("arguments", "kind", "message"),
        [
            ({"row_group_size": 0}, ValueError, "row_group_size must be 1 or more, not 0."),
            ({"row_group_size": "9"}, TypeError, "row_group_size must be a whole number, not str."),
            ({"compression": "zip"}, ValueError, "compression must be 'none', 'snappy', "),
        ],
    )
    def test_writer(self, arguments: dict[str, Any], kind: type[Exception], message: str, tmp_path: Path) -> None:
        """The options of the writer."""
        with pytest.raises(kind) as caught:
            ParquetWriter(tmp_path / "a.parquet", **arguments)
        assert message in str(caught.value)


class TestTesting:
    """`assert_normalizer` and `sample`."""

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"articles": ARTICLE}, "Expected a sequence, not Article."),
            ({"articles": ["a"]}, "Each of articles must be an Article, not str."),
            ({"may_change_text": "no"}, "may_change_text must be true or false, not str."),
        ],
    )
    def test_assert_normalizer(self, arguments: dict[str, Any], message: str) -> None:
        """Each argument."""
        with pytest.raises(TypeError) as caught:
            assert_normalizer("width", **arguments)
        assert str(caught.value) == message

    def test_sample(self) -> None:
        """The names that there are."""
        with pytest.raises(ValueError, match=r"^name must be 'alt-verdicts', .* or 'wide-and-proxied', not 'nope'\.$"):
            sample_named("nope")
