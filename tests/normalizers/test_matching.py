"""Finding common substrings of two texts."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofweek_parse.normalizers.matching import FingerprintedText, TextIndex, fingerprint, titles_in_copy, uncovered
from tests.making import in_time


class TestKey:
    """What texts are compared on."""

    @pytest.mark.parametrize(
        ("text", "key"),
        [
            ("８８．４２％", "8842"),
            ("“宁王”", "宁王"),
            ("Ａ b\u3000C", "abc"),
            ("a_b<c>|", "abc"),
            ("C++", "c++"),
            ("😀", "😀"),
        ],
    )
    def test_key(self, text: str, key: str) -> None:
        """Width, case, space and punctuation do not count, symbols do."""
        assert fingerprint(text) == key

    @given(st.text())
    def test_offsets(self, text: str) -> None:
        """Each character of a key has the place in the text that it comes from."""
        keyed = FingerprintedText(text)
        assert len(keyed.offsets) == len(keyed.key)
        assert all(keyed.key[index] in fingerprint(text[offset]) for index, offset in enumerate(keyed.offsets))

    def test_each_character(self) -> None:
        """Every character's key is its NFKC form, case folded, without what tells no words apart."""
        for code in range(sys.maxunicode + 1):
            if unicodedata.category(chr(code)) == "Cn":
                continue  # a later Unicode may make a letter of it
            folded = unicodedata.normalize("NFKC", chr(code)).casefold()
            expected = "".join(c for c in folded if unicodedata.category(c)[0] not in "PZC" and c not in "<>|")
            assert fingerprint(chr(code)) == expected, hex(code)

    @given(st.text())
    def test_character_by_character(self, text: str) -> None:
        """A text's key is its characters' keys."""
        assert fingerprint(text) == "".join(map(fingerprint, text))


class TestCopied:
    """Copies of texts as they stand."""

    @pytest.mark.parametrize(
        ("text", "offsets"),
        [
            ("风机电池", []),
            ("标题风机标题标题电池", [0, 2, 2]),
            ("风机电", []),
            ("风", []),
            ("风机标题", [2]),
            ("风机标题电标题", [2, 3]),
        ],
    )
    def test_copy(self, text: str, offsets: list[int]) -> None:
        """The body from its beginning on, with titles in it; the end may be cut off."""
        assert titles_in_copy(text, "风机电池", "标题") == offsets

    @pytest.mark.parametrize("text", ["电池风机", "标题标题", "风机叶片", "", "风机电池叶片", "风机标"])
    def test_no_copy(self, text: str) -> None:
        """Anything else."""
        assert titles_in_copy(text, "风机电池", "标题") is None

    def test_title_in_body(self) -> None:
        """Where the body has the title too, only a copy without it is taken at once."""
        assert titles_in_copy("风机标题", "风机标题电池", "标题") is None
        assert titles_in_copy("风机", "风机标题电池", "标题") == []


class TestRuns:
    """The parts of a key that are known."""

    @pytest.mark.parametrize(
        ("key", "known", "unknown"),
        [
            ("abcdefghij", "xxabcdefghijxx", []),
            ("abcdefghijQQ", "abcdefghij", [(10, 12)]),
            ("QQabcdefghij", "abcdefghij", [(0, 2)]),
            ("abcdefghijQabcdefghij", "abcdefghij", [(10, 11)]),
            ("abc", "abd", [(0, 3)]),
            ("klmnopqrstabcdefghij", "abcdefghijklmnopqrst", []),
        ],
    )
    def test_gaps(self, key: str, known: str, unknown: list[tuple[int, int]]) -> None:
        """What stands in no run of eight or more that is known is a gap."""
        assert list(uncovered(TextIndex(known).runs(key), len(key))) == unknown

    def test_title(self) -> None:
        """The title may stand between runs."""
        runs = TextIndex("abcdefghijklmnopqrst").runs("abcdefghijTITLEklmnopqrst", "TITLE")
        assert [(run.start, run.end, run.at) for run in runs] == [(0, 10, 0), (10, 15, -1), (15, 25, 10)]

    @given(st.text("ab", max_size=60), st.text("ab", max_size=60))
    def test_true(self, key: str, known: str) -> None:
        """Every run is what it says, and runs neither touch backwards nor overlap."""
        end = 0
        for run in TextIndex(known).runs(key):
            assert run.start >= end
            assert known[run.at : run.at + run.end - run.start] == key[run.start : run.end]
            end = run.end

    def test_linear(self) -> None:
        """A long text of nothing but near misses costs little."""
        with in_time(5):
            TextIndex("abcdefg" * 30_000).runs("abcdefh" * 30_000)


class TestManyQuestions:
    """From some hundred questions on, what can't be there is known."""

    @given(st.text("abc", max_size=60), st.lists(st.text("abc", max_size=20), max_size=20))
    def test_same(self, known: str, keys: list[str]) -> None:
        """The answers stay what they are to the first."""
        asked = TextIndex(known)
        for number in range(120):
            asked.runs(f"d{number}")
        for key in [*keys, *(known[start : start + 12] for start in range(0, len(known), 7))]:
            assert asked.runs(key) == TextIndex(known).runs(key)
            assert asked.holds(key) == TextIndex(known).holds(key)

    def test_long(self) -> None:
        """They take little time where the text is long."""
        known = TextIndex("".join(f"风{number}机" for number in range(100_000)))
        with in_time(5):  # else eight or more
            for number in range(20_000):
                known.runs(f"第{number}张照片")


class TestHolds:
    """Short texts."""

    def test_short(self) -> None:
        """A short text is looked for anywhere, by search or by index."""
        known = TextIndex("abcdefgh")
        assert [known.holds("cd") for _ in range(150)] == [True] * 150
        assert not known.holds("dc")
