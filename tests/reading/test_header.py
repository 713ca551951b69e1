from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ofweek_parse import FrontMatter, FrontMatterError, FrontMatterValue, LimitError, Limits, parse
from ofweek_parse.reading.front_matter import yaml as yaml_module
from ofweek_parse.reading.front_matter.yaml import composes, read_yaml_header
from tests.making import in_time

if TYPE_CHECKING:
    from ofweek_parse import Diagnostic


@pytest.fixture(autouse=True, params=["libyaml", "pure Python"])
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "pure Python":
        monkeypatch.setattr(yaml_module, "_LOADER", yaml.BaseLoader)


def _read(text: str, line: int = 2, limits: Limits | None = None) -> tuple[FrontMatter, list[Diagnostic]]:
    notes: list[Diagnostic] = []
    return read_yaml_header(text, line, limits or Limits(), notes), notes


def _codes(text: str) -> list[str]:
    return [note.code for note in _read(text)[1]]


class TestScalars:
    """A scalar gets a type only where writing it back gives the same text."""

    @pytest.mark.parametrize(
        ("text", "value"),
        [("true", True), ("false", False), ("null", None), ("", None), ("0", 0), ("12", 12), ("-5", -5)],
    )
    def test_typed(self, text: str, value: object) -> None:
        """Truth values, nothing and plain whole numbers get their type."""
        read = _read(f"a: {text}\n")[0]["a"]
        assert (read, type(read)) == (value, type(value))

    @pytest.mark.parametrize(
        "text",
        [
            *("no", "yes", "NO", "on", "Off", "True", "FALSE", "y", "Null"),
            *("010", "0123", "007", "1_000", "+1", "-0", "0x1F", "0o7", "0b1", "1e3", "1.10", ".5", ".inf", "1.0"),
            *("12:30", "12:30:45", "2021-07-26", "2021-07-26 01:29:00", "=", "<<", "--", "9" * 5000, "１２"),
        ],
    )
    def test_text(self, text: str) -> None:
        """Everything else stays the text that it is."""
        assert _read(f"a: {text}\n") == (FrontMatter({"a": text}), [])

    @pytest.mark.parametrize("quote", ["'", '"'])
    @pytest.mark.parametrize("text", ["true", "12", "null", "", "no"])
    def test_quoted(self, quote: str, text: str) -> None:
        """A quoted scalar is text."""
        assert _read(f"a: {quote}{text}{quote}\n")[0] == {"a": text}

    def test_block_scalars(self) -> None:
        """Literal and folded scalars are text, even of a number."""
        assert _read("a: |\n  1\n\n  b\nc: >-\n  d\n  e\n")[0] == {"a": "1\n\nb\n", "c": "d e"}

    def test_long_sexagesimal(self) -> None:
        """Half a megabyte of 1:00:00:… is text within a second."""
        with in_time(1):
            assert _read("a: 1" + ":00" * 20_000 + "\n")[0]["a"] == "1" + ":00" * 20_000

    @given(st.one_of(st.integers(-(10**17), 10**17), st.booleans(), st.none()))
    def test_round_trip(self, value: int | bool | None) -> None:  # noqa: FBT001
        """What is typed is written back as the same text."""
        text = (
            {None: "null", True: "true", False: "false"}.get(value, str(value))
            if not isinstance(value, int) or isinstance(value, bool)
            else str(value)
        )
        assert _read(f"a: {text}\n")[0]["a"] == value


class TestCollections:
    """Lists and mappings."""

    def test_nested(self) -> None:
        """Lists are tuples and mappings are read-only, at every depth."""
        read, notes = _read("a:\n - b\n - [c, 1]\n - {d: {e: }}\nf: []\ng: {}\n")
        assert read == {"a": ("b", ("c", 1), {"d": {"e": None}}), "f": (), "g": {}}
        assert isinstance(hash(read), int)
        assert notes == []

    def test_order(self) -> None:
        """Keys stand in the order of the file."""
        assert list(_read("z: 1\na: 2\nm: 3\n")[0]) == ["z", "a", "m"]

    @pytest.mark.parametrize(
        "key", ["content", "items", "handler", "_content", "__proto__", "__class__", "keys", "get"]
    )
    def test_any_key(self, key: str) -> None:
        """A key is the user's, whatever its name."""
        assert _read(f"{key}: x\n") == (FrontMatter({key: "x"}), [])

    @pytest.mark.parametrize("key", ["1", "NO", "~", "true", "1.5", "null"])
    def test_key_is_text(self, key: str) -> None:
        """A key that YAML would give another type is its text, which is told."""
        read, (note,) = _read(f"a: b\n{key}: c\n")
        assert read == {"a": "b", key: "c"}
        assert (note.code, note.line) == ("non-string-key", 3)

    @pytest.mark.parametrize("header", ["- a\n- b\n", "foo\n", "5\n", "~\n", "'a'\n", "[a, b]\n"])
    def test_not_a_mapping(self, header: str) -> None:
        """A list or scalar at the root is no metadata, and is told."""
        read, (note, *_) = _read(header)
        assert (read, note.code, note.line) == (FrontMatter(), "front-matter-not-a-mapping", 2)

    @pytest.mark.parametrize("header", ["[a]: b\nc: d\n", "{a: b}: c\nc: d\n", "? [a]\n: b\nc: d\n"])
    def test_collection_as_key(self, header: str) -> None:
        """A list or mapping for a key costs that entry only."""
        read, notes = _read(header)
        assert read["c"] == "d"
        assert "yaml-syntax" in {note.code for note in notes}


class TestDuplicates:
    """Keys that stand twice."""

    def test_first_wins(self) -> None:
        """The first value wins, and both lines are told."""
        read, (note,) = _read("a: 1\nb: 2\na: 3\n")
        assert read == {"a": 1, "b": 2}
        assert (note.code, note.severity, note.line) == ("duplicate-key", "warning", 4)
        assert "lines 2 and 4" in note.message

    def test_nested(self) -> None:
        """The same holds inside a mapping."""
        read, (note,) = _read("a:\n  b: 1\n  b: 2\n")
        assert (read, note.line) == ({"a": {"b": 1}}, 4)

    def test_broken(self) -> None:
        """The same holds where a line of the header has to be repaired."""
        read, notes = _read("a: 'it's'\na: x\n")
        assert read == {"a": "it's"}
        assert [note.code for note in notes] == ["quote-repaired", "duplicate-key"]
        assert "lines 2 and 3" in notes[1].message

    def test_equal_values(self) -> None:
        """The same key with the same value is a duplicate too."""
        assert _codes("a: 1\n'a': 1\n") == ["duplicate-key"]


class TestRefused:
    """What is never read."""

    @pytest.mark.parametrize(
        "value", ["!foo x", "!!str x", "!!python/object/apply:os.system [id]", "!!int ''", "[!a b]", "{a: !b c}"]
    )
    def test_tag(self, value: str) -> None:
        """A tag is refused at any depth, with its place."""
        with pytest.raises(FrontMatterError, match="is not allowed; remove it") as caught:
            _read(f"a: x\nb: {value}\n")
        assert (caught.value.code, caught.value.line) == ("yaml-tag", 3)

    @pytest.mark.parametrize(
        "header",
        [
            "a: &x [1]\nb: *x\n",
            "a: &x {p: 1}\nb:\n  <<: *x\n",
            "a: &x [*x]\n",
            "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
        ],
    )
    def test_alias(self, header: str) -> None:
        """An alias is refused: plain, merged, recursive and multiplied."""
        with pytest.raises(FrontMatterError, match="write the value out") as caught:
            _read(header)
        assert (caught.value.code, caught.value.column is None) == ("yaml-alias", False)

    @pytest.mark.parametrize("header", ["a: 'it's'\nb: !t x\n", "a: 'it's'\nb: [*x]\n"])
    def test_beside_a_broken_line(self, header: str) -> None:
        """A line that has to be repaired does not let a tag or alias through."""
        with pytest.raises(FrontMatterError, match="not allowed"):
            _read(header)

    @pytest.mark.parametrize("piece", ["[", "{", "- ", "? ", "{a: ", "[ [", "a: ["])
    def test_depth(self, piece: str) -> None:
        """A hundred thousand levels are refused at once, and the limit says its name."""
        with in_time(1), pytest.raises(LimitError, match=r"depth: .*Limits\(header_depth=…\)") as caught:
            _read("a:\n  " + piece * 100_000 + "\n")
        assert (caught.value.limit, caught.value.line) == ("header_depth", 3)

    def test_depth_in_a_small_thread(self) -> None:
        """A thread with half a megabyte of stack refuses them too."""
        caught: list[LimitError] = []

        def read() -> None:
            with pytest.raises(LimitError) as error:
                _read("a: " + "[" * 100_000)
            caught.append(error.value)

        before = threading.stack_size(512 * 1024)
        try:
            thread = threading.Thread(target=read)
            thread.start()
            thread.join()
        finally:
            threading.stack_size(before)
        assert [error.code for error in caught] == ["depth"]

    def test_depth_limit(self) -> None:
        """As many levels as the limit are read, one more is not."""
        assert _read("a: [[b]]\n", limits=Limits(header_depth=3))[0] == {"a": (("b",),)}
        with pytest.raises(LimitError, match="The limit is 3"):
            _read("a: [[[b]]]\n", limits=Limits(header_depth=3))


class TestRepairs:
    """Values that were not quoted rightly."""

    @pytest.mark.parametrize(
        ("raw", "text", "code"),
        [
            ("'it's'", "it's", "quote-repaired"),
            ("'他说'你好'再见'", "他说'你好'再见", "quote-repaired"),
            ('"a \'b\' "c""', "a 'b' \"c\"", "quote-repaired"),
            ('"华为"发布', '"华为"发布', "quote-repaired"),
            ("[独家] x", "[独家] x", "quote-repaired"),
            ("@a", "@a", "quote-repaired"),
            ("%a", "%a", "quote-repaired"),
            ("`a`", "`a`", "quote-repaired"),
            ("a: b", "a: b", "unquoted-colon"),
            ("a: b: c", "a: b: c", "unquoted-colon"),
            ('"C:\\d"', "C:\\d", "bad-escape"),
        ],
    )
    def test_repaired(self, raw: str, text: str, code: str) -> None:
        """The value is the text that was meant; the raw value stays in the message, and other keys in the header."""
        read, (note,) = _read(f"a: x\ntitle: {raw}\nb: y\n")
        assert read == {"a": "x", "title": text, "b": "y"}
        assert (note.code, note.line) == (code, 3)
        assert raw in note.message

    @pytest.mark.parametrize("key", ["headimg", "thumbnail", "other"])
    def test_any_key(self, key: str) -> None:
        """A URL with a quote in it is repaired under any key."""
        assert _read(f"{key}: 'https://x.cn/a'b.png'\n")[0] == {key: "https://x.cn/a'b.png"}

    def test_several(self) -> None:
        """Each broken line is repaired and told on its own."""
        read, notes = _read("a: 'x'y'\nb: [1, 2]\nc: d: e\n")
        assert read == {"a": "x'y", "b": (1, 2), "c": "d: e"}
        assert [(note.code, note.line) for note in notes] == [("quote-repaired", 2), ("unquoted-colon", 4)]

    def test_lists_survive(self) -> None:
        """A list beside a broken line keeps its items, indented or not."""
        assert _read("title: 'it's'\na: \n - x\n - y\nb:\n- z\n")[0] == {"title": "it's", "a": ("x", "y"), "b": ("z",)}

    def test_block_scalar_survives(self) -> None:
        """A text of several lines beside a broken line keeps them all."""
        assert _read("title: 'it's'\na: |\n  x\n\n  y\n")[0] == {"title": "it's", "a": "x\n\ny\n"}

    def test_stray_line(self) -> None:
        """A line that belongs to no key is left out and told with its text."""
        read, (note,) = _read("a: x\nstray\nb: y\n")
        assert read == {"a": "x", "b": "y"}
        assert (note.code, note.severity, note.line) == ("yaml-syntax", "warning", 3)
        assert "'stray'" in note.message

    def test_unclosed_quote(self) -> None:
        """A quote that is never closed is told at the quote."""
        _, notes = _read("title: 'a\n")
        assert [(note.code, note.line, note.column) for note in notes] == [("yaml-syntax", 2, 8)]


class TestSilentChanges:
    """What YAML would change without a word."""

    @pytest.mark.parametrize("raw", ["a #b", "a # b", "新闻 #1 发布"])
    def test_comment_cut(self, raw: str) -> None:
        """A value cut by a comment sign keeps what YAML reads of it, and the tail is told."""
        read, (note,) = _read(f"title: {raw}\n")
        assert read["title"] == raw[: raw.index("#")].rstrip()
        assert (note.code, note.line) == ("comment-cut", 2)
        assert raw[raw.index("#") :] in note.message

    @pytest.mark.parametrize("raw", ["a#b", "'a #b'", '"a #b"', "https://x.cn/#a"])
    def test_no_comment(self, raw: str) -> None:
        """A number sign inside a word or quotes is no comment."""
        assert _read(f"title: {raw}\n") == (FrontMatter({"title": raw.strip("'\"")}), [])

    @pytest.mark.parametrize("raw", ["&x y", "{a}", "{a: b}", "[a]", "[a, b]"])
    @pytest.mark.parametrize("key", ["title", "author"])
    def test_unquoted(self, key: str, raw: str) -> None:
        """An anchor or collection under a key that holds text is that text, which is told."""
        read, (note,) = _read(f"{key}: {raw}\n")
        assert (read, note.code) == ({key: raw}, "unquoted-value")

    def test_comments(self) -> None:
        """Lines of comment are comments."""
        assert _read("# x\na: b\n  # y\n") == (FrontMatter({"a": "b"}), [])

    def test_quote_and_comment(self) -> None:
        """A quoted value whose inner quote comes before a number sign is not cut."""
        read, notes = _read("title: 'a' #b'\n")
        assert read == {"title": "a' #b"}
        assert [note.code for note in notes] == ["quote-repaired"]


class TestOddCharacters:
    """Line breaks, tabs and characters that YAML minds."""

    @pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
    @pytest.mark.parametrize(("value", "text"), [("x{}b: c", "x b: c"), ("'x{}b: c'", "x b: c"), ("x{}y", "x y")])
    def test_odd_break(self, character: str, value: str, text: str) -> None:
        """A line break that only YAML knows makes no key."""
        read, notes = _read(f"a: {value.format(character)}\nd: e\n")
        assert read == {"a": text, "d": "e"}
        assert (notes[0].code, notes[0].line) == ("odd-line-break", 2)
        assert f"U+{ord(character):04X}" in notes[0].message

    @pytest.mark.parametrize("header", ["a:\n\tb: 1\n", "a:\n\tb: 1\n\tc: 2\n", "a:\n\t- x\n\t- y\n"])
    def test_leading_tab(self, header: str) -> None:
        """Each leading tab is two spaces, which is told once."""
        read, (note,) = _read(header)
        assert read == _read(header.replace("\t", "  "))[0]
        assert (note.code, note.line, note.column) == ("tab-indent", 3, 1)

    @pytest.mark.parametrize("header", ["a:\tb\n", "a: \t b\n", "a:\t'b'\n", "a:\t\tb\n"])
    def test_tab_after_colon(self, header: str) -> None:
        """A tab around a value is white space."""
        assert _read(header) == (FrontMatter({"a": "b"}), [])

    def test_tab_after_value(self) -> None:
        """So is one after a value."""
        assert _read("a: b\t\n") == (FrontMatter({"a": "b"}), [])

    def test_tab_inside(self) -> None:
        """A tab inside a value stays."""
        assert _read("a: b\tc\n")[0] == {"a": "b\tc"}

    @pytest.mark.parametrize(
        ("header", "value"),
        [
            ("a:\t\n - x\n", {"a": ("x",)}),
            ("a:\t\nb: c\n", {"a": None, "b": "c"}),
            ("a: \t\nb: c\n", {"a": None, "b": "c"}),
        ],
    )
    def test_tab_at_line_end(self, header: str, value: dict[str, FrontMatterValue]) -> None:
        """A tab at the end of a line does not join it to the next."""
        assert _read(header) == (FrontMatter(value), [])

    def test_directive(self) -> None:
        """A directive is left out and told."""
        read, (note,) = _read("%YAML 1.2\na: b\n")
        assert (read, note.code, note.line) == ({"a": "b"}, "yaml-directive", 2)

    def test_directive_at_the_end(self) -> None:
        """So is one that ends the file."""
        article = parse("---\na: b\n%:")
        assert article.front_matter == {"a": "b"}
        assert "yaml-directive" in {note.code for note in article.diagnostics}

    def test_second_document(self) -> None:
        """A second document is left out and told."""
        read, (note,) = _read("a: b\n---\nc: d\n")
        assert (read, note.code, note.line) == ({"a": "b"}, "yaml-multiple-documents", 3)

    @pytest.mark.parametrize("escape", ["\\x00", "\\x07", "\\u0085"])
    def test_escaped_control_character(self, escape: str) -> None:
        """An escape can't bring in a character that no text holds."""
        assert _read(f'a: "b{escape}c"\n')[0] == {"a": "b\ufffdc"}

    def test_escaped_surrogate(self) -> None:
        """Nor a lone surrogate."""
        text = _read('a: "b\\ud83dc"\n')[0]["a"]
        assert isinstance(text, str)
        text.encode()

    @given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
    def test_quoted_by_the_generator(self, title: str) -> None:
        """A title without quotes or odd line breaks between single quotes is read as it is."""
        title = title.translate({ord(character): None for character in "'\u2028\u2029\ufeff\ufffe\uffff"})
        assert _read(f"title: '{title}'\nb: c\n")[0] == {"title": title, "b": "c"}

    @given(st.text("ab'\":#[]{}&*!|>%@`,-? \\\n\t中", max_size=40))
    def test_any_text(self, header: str) -> None:
        """Any text is a mapping or a refusal, never another exception."""
        try:
            assert isinstance(_read(header)[0], FrontMatter)
        except FrontMatterError as error:
            assert error.code in {"yaml-alias", "yaml-tag"}  # noqa: PT017
        except LimitError as error:
            assert error.code == "depth"  # noqa: PT017


class TestComposes:
    """Whether a text is a header as it stands."""

    @pytest.mark.parametrize("text", ["a: b", "a:\n - b\nc: 1\n", "{a: b}"])
    def test_yes(self, text: str) -> None:
        """A mapping is."""
        assert composes(text, Limits())

    @pytest.mark.parametrize("text", ["a", "- a", "a: b: c", "a: 'it's'", "a: *x", "a: !t x", ""])
    def test_no(self, text: str) -> None:
        """What is none, has to be repaired or is refused is not."""
        assert not composes(text, Limits())


class TestCost:
    """Reading takes linear time."""

    def test_spaces(self) -> None:
        """A long run of spaces beside a broken line costs nothing."""
        with in_time(1):
            assert _read("a: 'b'c'\nd" + " " * 100_000 + "e\n")[0] == {"a": "b'c"}
