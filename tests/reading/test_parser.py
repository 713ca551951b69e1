"""`Parser`: its options, its normalizers, and explaining them."""

from __future__ import annotations

import pickle
from datetime import timedelta, timezone
from pathlib import Path

import attrs
import pytest

from ofweek_parse import (
    DEFAULT_NORMALIZERS,
    AltText,
    Article,
    DecodingError,
    FrontMatterError,
    MarkupError,
    OfweekParseError,
    Parser,
    UnknownNormalizerError,
    parse,
    parse_file,
)

POST = "---\ntitle: a\ndate: 2021-07-26 01:29:00\n---\n<p>０．８W</p><p><a href='b.html'>c</a></p>"


def shout(article: Article) -> Article:
    """A step of a user's own."""
    return attrs.evolve(article, title=article.title.upper())


class TestOptions:
    """What a parser can be told."""

    def test_bytes_and_text(self) -> None:
        """Bytes and text of one post give one article."""
        assert parse(POST.encode()) == parse(POST) == parse(POST.encode("gb18030"))

    def test_no_normalizers(self) -> None:
        """Without steps the article is what the file holds."""
        assert Parser(normalizers=()).parse(POST).text == "０．８W\n\nc"
        assert parse(POST).text == "0.8W\n\nc"

    def test_default_timezone(self) -> None:
        """A time without a zone gets the caller's."""
        published = Parser(default_timezone=timezone(timedelta(hours=8))).parse(POST).published
        assert str(published) == "2021-07-25 17:29:00+00:00"

    def test_base_url(self) -> None:
        """Relative URLs become absolute where there is a base."""
        assert parse(POST).links[0].href == "b.html"
        assert Parser(base_url="https://a.example/x/").parse(POST).links[0].href == "https://a.example/x/b.html"

    def test_encoding(self) -> None:
        """A named encoding is tried first; one that Python does not know is told."""
        source = POST.replace(">c<", ">é<").encode("latin-1", "replace")
        assert Parser(encoding="latin-1").parse(source).links[0].text == "é"
        with pytest.raises(ValueError, match="Unknown encoding 'x'"):
            Parser(encoding="x").parse(b"a")

    def test_frozen(self) -> None:
        """A parser can be shared: it does not change, is equal to its like, and can be pickled."""
        parser = Parser(normalizers=("width", shout), strict=True)
        assert pickle.loads(pickle.dumps(parser)) == parser  # noqa: S301
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            parser.strict = False  # type: ignore[misc]

    def test_source(self, tmp_path: Path) -> None:
        """A file's path is the article's source and stands in errors, and takes no part in equality."""
        path = tmp_path / "a.md"
        path.write_text(POST, "utf-8")
        assert parse_file(path).source == str(path)
        assert parse_file(path) == parse(POST)
        path.write_bytes(b" ")
        with pytest.raises(FrontMatterError, match=r"a\.md:1:1: empty-input"):
            parse_file(path)


class TestStrict:
    """``strict=True`` raises the first warning or error."""

    @pytest.mark.parametrize(
        ("source", "kind", "code"),
        [
            (b"---\ntitle: a\n---\n\xff\xff\xff<p>b", DecodingError, "undecodable"),
            ("<p>b</p>", FrontMatterError, "front-matter-missing"),
            ("---\ntitle: a\n<p>b</p>", FrontMatterError, "front-matter-unterminated"),
            ("---\ntitle: a\n<p>b</p>\n---\n<p>c</p>", FrontMatterError, "front-matter-cut-short"),
            ("---\n- a\n---\nb", FrontMatterError, "front-matter-not-a-mapping"),
            ("---\ntitle: a\ntitle: b\n---\nc", FrontMatterError, "duplicate-key"),
            ("---\ntitle: a\nb\nc: d\n---\nc", FrontMatterError, "yaml-syntax"),
        ],
    )
    def test_raises(self, source: str | bytes, kind: type[OfweekParseError], code: str) -> None:
        """Each warning is the matching error, and without strict a diagnostic of the same code."""
        with pytest.raises(kind, match=code) as caught:
            Parser(strict=True).parse(source)
        assert caught.value.line is not None
        assert code in {note.code for note in parse(source).diagnostics}

    def test_passes(self) -> None:
        """What is only worth a note is no error."""
        assert Parser(strict=True).parse("---\ntitle: a\ndate: Invalid Date\n---\n").published is None
        assert Parser(strict=True).parse("---\ntitle: 'it's'\nauthor: a: b\n---\n").title == "it's"

    def test_libxml2(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A libxml2 that drops content is told at first use, with what to install."""
        monkeypatch.setattr("lxml.etree.LIBXML_VERSION", (2, 13, 5))
        with pytest.raises(MarkupError, match=r"libxml2 2\.13\.5, .* pip install"):
            parse(POST)

    @pytest.mark.parametrize(
        ("header", "key"),
        [
            ("title: a\nx:\n  - *b", "x"),
            ("'a b': !!x y", "a b"),
            ("a: 1\na: 2", "a"),
            ("- a", None),
        ],
    )
    def test_key(self, header: str, key: str | None) -> None:
        """An error of the front matter names the key that it stands under."""
        with pytest.raises(FrontMatterError) as caught:
            Parser(strict=True).parse(f"---\n{header}\n---\n<p>b</p>")
        assert caught.value.key == key


class TestSteps:
    """Adding, taking out and replacing steps by name."""

    def test_adding(self) -> None:
        """A step is added last, or before or after another."""
        parser = Parser(normalizers=("width", "captions"))
        assert parser.with_step(shout).normalizers == ("width", "captions", shout)
        assert parser.with_step("cjk-spacing", after="width").normalizers == ("width", "cjk-spacing", "captions")
        assert parser.with_step("cjk-spacing", before="width").normalizers == ("cjk-spacing", "width", "captions")

    def test_removing(self) -> None:
        """Steps are taken out by name, callables by their own."""
        parser = Parser().with_step(shout).without_step("captions", "shout")
        assert parser.normalizers == tuple(name for name in DEFAULT_NORMALIZERS if name != "captions")

    def test_replacing(self) -> None:
        """A step is replaced where it stands; the first parser is unchanged."""
        parser = Parser()
        stricter = parser.replace_step("alt-text", AltText(coverage=1.0))
        assert stricter.normalizers[parser.normalizers.index("alt-text")] == AltText(coverage=1.0)
        assert parser.normalizers == DEFAULT_NORMALIZERS

    @pytest.mark.parametrize("change", ["adding", "removing", "replacing"])
    def test_unknown(self, change: str) -> None:
        """A name that the parser does not run is an error that tells those it runs."""
        parser = Parser(normalizers=("width",))
        calls = {
            "adding": lambda: parser.with_step(shout, before="x"),
            "removing": lambda: parser.without_step("x"),
            "replacing": lambda: parser.replace_step("x", shout),
        }
        with pytest.raises(UnknownNormalizerError, match="no normalizer 'x'; it has width"):
            calls[change]()


class TestExplain:
    """What each step changed."""

    def test_steps(self) -> None:
        """Every step is there in order, with its changes of fields and blocks."""
        explanation = Parser(normalizers=("width", "captions", shout)).explain(POST)
        assert [(step.name, step.changed) for step in explanation.steps] == [
            ("width", True),
            ("captions", False),
            ("shout", True),
        ]
        (change,) = explanation.steps[0].blocks
        assert (change.before[0].text, change.after[0].text) == ("０．８W", "0.8W")
        (field,) = explanation.steps[2].fields
        assert (field.name, field.before, field.after) == ("title", "a", "A")

    @pytest.mark.parametrize("header", [{"n": 1, "title": "a"}, {"title": "a", "n": True}])
    def test_equal_front_matter(self, header: dict[str, int | str]) -> None:
        """A change of the order of keys or of the type of a value is shown, though the front matter stays equal."""
        parser = Parser(normalizers=(lambda article: attrs.evolve(article, front_matter=header),))
        (step,) = parser.explain("---\ntitle: a\nn: 1\n---\n<p>b</p>").steps
        assert [field.name for field in step.fields] == ["front_matter"]

    def test_ends(self) -> None:
        """It begins with the raw article and ends with the parsed one."""
        explanation = Parser().explain(POST)
        assert explanation.raw == Parser(normalizers=()).parse(POST)
        assert explanation.article == parse(POST)

    def test_source(self) -> None:
        """An error names the source, as in parsing."""
        with pytest.raises(FrontMatterError, match=r"b\.md:1:1"):
            Parser().explain("", name="b.md")
