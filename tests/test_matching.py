"""Which part of a text another text also has."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofweek_parse.normalizers.matching import KeyedText, Known, gaps, key_of


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
        assert key_of(text) == key

    @given(st.text())
    def test_offsets(self, text: str) -> None:
        """Each character of a key has the place in the text that it comes from."""
        keyed = KeyedText(text)
        assert len(keyed.offsets) == len(keyed.key)
        assert all(keyed.key[index] in key_of(text[offset]) for index, offset in enumerate(keyed.offsets))


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
        assert list(gaps(Known(known).runs(key), len(key))) == unknown

    def test_title(self) -> None:
        """The title may stand between runs."""
        runs = Known("abcdefghijklmnopqrst").runs("abcdefghijTITLEklmnopqrst", "TITLE")
        assert [(run.start, run.end, run.at) for run in runs] == [(0, 10, 0), (10, 15, -1), (15, 25, 10)]

    @given(st.text("ab", max_size=60), st.text("ab", max_size=60))
    def test_true(self, key: str, known: str) -> None:
        """Every run is what it says, and runs neither touch backwards nor overlap."""
        end = 0
        for run in Known(known).runs(key):
            assert run.start >= end
            assert known[run.at : run.at + run.end - run.start] == key[run.start : run.end]
            end = run.end

    def test_linear(self) -> None:
        """A long text of nothing but near misses costs little."""
        begin = time.perf_counter()
        Known("abcdefg" * 30_000).runs("abcdefh" * 30_000)
        assert time.perf_counter() - begin < 5


class TestHolds:
    """Short texts."""

    def test_short(self) -> None:
        """A short text is looked for anywhere, by search or by index."""
        known = Known("abcdefgh")
        assert [known.holds("cd") for _ in range(150)] == [True] * 150
        assert not known.holds("dc")
