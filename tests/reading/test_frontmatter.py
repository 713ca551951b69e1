from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofweek_parse import Diagnostic, FrontMatterError, Limits, Parser
from ofweek_parse.reading.front_matter.splitting import Split, split_front_matter
from ofweek_parse.reading.front_matter.yaml import composes
from tests.making import in_time

PIECES = st.sampled_from(
    [
        *("---", "----", ";;;", "...", "+++", "{", "\n", "\n", "\n", " ", "\t", "\u200b", "\ufeff"),
        *("title: a", "tags:", "- x", "# c", '"k": 1', "<p>", "</p>", "<!-- c -->", "<!--", "-->", "文字"),
    ]
)
LIMITS = Limits()


def _split(text: str) -> tuple[Split, list[Diagnostic]]:
    notes: list[Diagnostic] = []
    return split_front_matter(text, notes, lambda header: composes(header, LIMITS)), notes


def _joined(split: Split) -> str:
    return split.prelude + split.opener + split.header + split.closer + split.body


class TestSplit:
    """The parts of a post."""

    @given(st.lists(PIECES, max_size=30).map("".join))
    def test_joined(self, text: str) -> None:
        """The parts joined are the text again, character for character."""
        try:
            split, _ = _split(text)
        except FrontMatterError as error:
            assert error.code in {"empty-input", "front-matter-unsupported"}  # noqa: PT017
        else:
            assert _joined(split) == text

    @given(st.lists(PIECES, max_size=30).map("".join))
    def test_lines(self, text: str) -> None:
        """The header's and the body's lines are those of the file."""
        try:
            split, _ = _split(f"x{text}")
        except FrontMatterError:
            pytest.fail("a text that begins with a letter is never refused")
        before = f"x{text}".removesuffix(split.body)
        assert split.body_line == before.count("\n") + 1
        assert split.header_line <= split.body_line

    def test_parts(self) -> None:
        """Every part of a usual post is where it belongs."""
        split, notes = _split("\n--- \ntitle: a\ntags: b\n---\n\n<p>c</p>\n   ")
        assert (split.prelude, split.opener, split.header) == ("\n", "--- \n", "title: a\ntags: b\n")
        assert (split.closer, split.body, split.kind) == ("---\n", "\n<p>c</p>\n   ", "yaml")
        assert (split.header_line, split.body_line, notes) == (3, 6, [])

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            (";;;\n\n;;;\nb", "json"),
            ("---\n---\nb", "yaml"),
            ("a: b\n---\n", "yaml"),
            ('"a": 1\n;;;\n', "json"),
            ("b", None),
        ],
    )
    def test_kind(self, text: str, kind: str | None) -> None:
        """The fence tells what the header holds."""
        assert _split(text)[0].kind == kind

    def test_nothing(self) -> None:
        """A text without front matter is a body, whole."""
        split, (note,) = _split("  b\n\n")
        assert split == Split(body="  b\n\n")
        assert (note.code, note.line, note.column) == ("front-matter-missing", 1, 1)

    @pytest.mark.parametrize("text", ["", " ", "\n \t\n", "\u3000\n"])
    def test_blank(self, text: str) -> None:
        """A blank text is refused."""
        with pytest.raises(FrontMatterError, match="empty-input: The file is empty or blank"):
            _split(text)

    @pytest.mark.parametrize("text", ["+++\na = 1\n+++\n", "\n+++\n", '{"a": 1}\n', "{\n}\n"])
    def test_unsupported(self, text: str) -> None:
        """TOML and bare JSON are refused, with advice."""
        with pytest.raises(FrontMatterError, match="use YAML between --- lines") as caught:
            _split(text)
        assert caught.value.line == 1 + text.startswith("\n")

    @pytest.mark.parametrize("text", ["{年份} 的文章", "+++", "++\n", "{ a"])
    def test_not_unsupported(self, text: str) -> None:
        """A body that merely begins with a brace or a plus sign is a body."""
        assert _split(text)[0].body == text


class TestFences:
    """Which lines are fences."""

    @pytest.mark.parametrize("line", ["--", "- - -", "---x", "x---", "—--", " ---", "\t---", "--- -"])
    def test_no_closer(self, line: str) -> None:
        """Only a line of three dashes or more closes a header."""
        split, _ = _split(f"---\ntitle: a\n{line}\n---\nb")
        assert split.body == "b"

    def test_long_header(self) -> None:
        """Between long fences, shorter ones are content."""
        split, notes = _split("-----\na: b\n---\nc: d\n-----\ne")
        assert (split.header, split.body, notes) == ("a: b\n---\nc: d\n", "e", [])

    def test_first_closer(self) -> None:
        """The first closing fence counts, and later ones stay in the body."""
        assert _split("---\na: b\n---\nc\n---\nd")[0].body == "c\n---\nd"

    @pytest.mark.parametrize(
        ("text", "code", "line"),
        [
            (" ---\na: b\n---\nc", "opener-indented", 1),
            ("\n\t---\na: b\n---\nc", "opener-indented", 2),
            ("\u200b---\na: b\n---\nc", "invisible-before-opener", 1),
            ("\n\ufeff---\na: b\n---\nc", "invisible-before-opener", 2),
            (" \n---\na: b\n---\nc", "leading-whitespace", 1),
            ("----\na: b\n---\nc", "separator-length", 3),
            ("---\na: b\n...\nc", "closer-dots", 3),
            ("\na: b\n---\nc", "opener-missing", 2),
            ("<!-- x -->\n---\na: b\n---\nc", "content-before-opener", 1),
        ],
    )
    def test_odd(self, text: str, code: str, line: int) -> None:
        """What is odd about the fences is told with its line, and the header is found all the same."""
        split, (note,) = _split(text)
        assert (note.code, note.severity, note.line) == (code, "info", line)
        assert (split.header, split.body) == ("a: b\n", "c")

    @pytest.mark.parametrize(
        "text", ["text: one\nmore\n---\nc", "- a\n---\nc", "a\n---\nb", " a: b\n---\nc", "---x\na: b\n---\n"]
    )
    def test_no_opener(self, text: str) -> None:
        """Without an opening fence, lines that are not a mapping as a whole never become metadata."""
        split, (note,) = _split(text)
        assert (split.body, note.code) == (text, "front-matter-missing")

    @pytest.mark.parametrize("blanks", [" ", "\t", "\xa0", "\u3000", " \u3000\xa0"])
    def test_blanks(self, blanks: str) -> None:
        """White space of any kind may be behind the fences, and on lines before them."""
        split, _ = _split(f"{blanks}\n---{blanks}\ntitle: a\n---{blanks}\n<p>b</p>")
        assert (split.header, split.body) == ("title: a\n", "<p>b</p>")

    @pytest.mark.parametrize(
        "header", ["title: @风", "title: 风: 电", "tags: x\ntitle: 'it's'", "date: 2021-07-26\nx: [a] b"]
    )
    def test_no_opener_and_repairs(self, header: str) -> None:
        """A header without its opening fence may need repairs, if it has the keys of a post."""
        split, (note,) = _split(f"{header}\n---\n<p>b</p>")
        assert (split.header, split.body, note.code) == (f"{header}\n", "<p>b</p>", "opener-missing")

    @pytest.mark.parametrize(
        "text", ["note: a: b\n---\nc", "title: a\nmore: x: y\n文字\n---\nc", "他说：title: a: b\n---\nc"]
    )
    def test_no_header(self, text: str) -> None:
        """Text that is not YAML throughout, or has no such key, is a body."""
        split, (note,) = _split(text)
        assert (split.body, note.code) == (text, "front-matter-missing")


class TestCut:
    """Headers that are not closed."""

    @pytest.mark.parametrize("tag", ["<p>", "</div>", "<!-- c -->", "<!DOCTYPE html>"])
    def test_cut_short(self, tag: str) -> None:
        """HTML at the start of a line ends the header, and the fence after it is body."""
        split, (note,) = _split(f"---\na: b\n{tag}x\n---\ny")
        assert (split.header, split.body) == ("a: b\n", f"{tag}x\n---\ny")
        assert (note.code, note.severity, note.line, note.column) == ("front-matter-cut-short", "warning", 3, 1)

    def test_unterminated(self) -> None:
        """The lines that look like YAML are read of a header that nothing closes; the rest is body."""
        split, (note,) = _split("---\na: b\nc:\n - d\n\nText, not: YAML, no.\nMore.")
        assert split.header.startswith("a: b\nc:\n - d\n")
        assert split.body.endswith("More.")
        assert (note.code, note.severity) == ("front-matter-unterminated", "warning")

    def test_less_than_in_value(self) -> None:
        """A `<` inside a line is no HTML."""
        assert _split("---\na: 1 <p> 2\nb:\n  <c>\n---\nd")[0].body == "d"

    def test_strict(self) -> None:
        """Both are errors when strict."""
        for text in ("---\na: b\n<p>x</p>\n---\n", "---\na: b\nx"):
            with pytest.raises(FrontMatterError, match=r"3:1: front-matter-(cut-short|unterminated)"):
                Parser(strict=True).parse(text)


class TestPrelude:
    """What stands before the opening fence."""

    @pytest.mark.parametrize(
        "text",
        [
            "<!-- x -->kept<!-- y -->\n---\na: b\n---\nc",
            "<!-- x --> kept\n<p>one</p><!-- y -->\n---\nc",
        ],
    )
    def test_text_between_comments(self, text: str) -> None:
        """Text between two comments is no comment and is never lost."""
        assert "kept" in Parser(normalizers=()).parse(text).text


class TestLocate:
    """Where a key's value stands."""

    @pytest.mark.parametrize(
        ("key", "place"),
        [("a", (3, 4)), ("b", (4, 8)), ("c", (5, 3)), ("d", (7, 4)), ("nested", (3, 1)), ("a.c", (3, 1))],
    )
    def test_locate(self, key: str, place: tuple[int, int]) -> None:
        """The line and column of the value in the file; of the header where the key is missing."""
        split, _ = _split("\n---\na: x\n'b' :  y\nc:\n  nested: z\nd：\u3000z\n---\n")
        assert split.locate(key) == place


class TestCost:
    """Splitting takes linear time."""

    @pytest.mark.parametrize(
        "text",
        [
            "---\n" + "---x\n" * 100_000,
            "-" * 500_000,
            "<!--" + "-->" * 100_000,
            "<!-- -->\n" * 50_000,
            " \n" * 200_000 + "x",
            "\u200b" * 500_000,
            "a:" * 200_000,
            "a" + " " * 200_000,
        ],
        ids=["dashes", "fence", "comment ends", "comments", "blanks", "invisible", "colons", "spaces"],
    )
    def test_fast(self, text: str) -> None:
        """Half a megabyte of anything is split in less than a second."""
        with in_time(1):
            assert _joined(_split(text)[0]) == text
