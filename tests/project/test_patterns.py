"""No regular expression takes exponential time, whatever the text."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import pytest

import ofweek_parse
from tests.ambiguity import ambiguous_characters

ALLOWED = {
    "testing.source_text._TOKEN": "a lookahead and a reference to its group read a value in one way",
}


def _patterns(name: str, found: object) -> dict[str, re.Pattern[str]]:
    """The patterns in a value of a module, by their names."""
    if isinstance(found, re.Pattern):
        return {name: found} if isinstance(found.pattern, str) else {}
    if isinstance(found, dict):
        parts = list(found.items())
    elif isinstance(found, (list, tuple)):
        parts = list(enumerate(found))
    else:
        return {}
    return {place: each for key, part in parts for place, each in _patterns(f"{name}[{key}]", part).items()}


MODULES = [
    import_module(module.name)
    for module in pkgutil.walk_packages(ofweek_parse.__path__, "ofweek_parse.")
    if not module.name.endswith("__main__")
]
PATTERNS = {
    name.removeprefix("ofweek_parse."): pattern
    for module in MODULES
    for attribute, value in vars(module).items()
    for name, pattern in _patterns(f"{module.__name__}.{attribute}", value).items()
}


class TestPatterns:
    """The patterns of all modules."""

    def test_found(self) -> None:
        """They are found, those in tables too."""
        assert len(PATTERNS) > 300
        assert PATTERNS.keys() >= ALLOWED.keys()

    def test_none_is_exponential(self) -> None:
        """None can read a text in two ways, over and over, but where the table says what prevents it."""
        found = {name: ambiguous_characters(pattern) for name, pattern in PATTERNS.items()}
        assert {name: text for name, text in found.items() if text}.keys() == ALLOWED.keys(), found


class TestAmbiguity:
    """What the search for such patterns finds."""

    @pytest.mark.parametrize(
        "pattern",
        [
            "(?:a+)+b",
            "(?:a*)*b",
            "(?:a|a)*b",
            "(?:a|ab|b)*c",
            "(?:a?b?)*c",
            r"(?:\w+[^<>]*>)*c",
            r"(?:<\w+[^<>]*>\s*)*<p",
            r"(?:a\s*b?)*c|\s(?:\s*a\s*)*c",
            r"(?:[^:\n]*:[^\n]*\n|\s+x)*-",
            "(?:(?:a{2,})+,)+b",
            "(?i:(?:ax|Ax)*b)",
        ],
    )
    def test_found(self, pattern: str) -> None:
        """A repeated part that reads a text in two ways."""
        assert ambiguous_characters(re.compile(pattern))

    @pytest.mark.parametrize(
        "pattern",
        [
            "a*a*b",
            "(?:ab+)*c",
            r"(?:\w[^<>]*>)*c",
            r"(?:[^\\x]|\\.)*x",
            r"\s*(?:a\s*)*c",
            r"(?:[^:\n]*:[^\n]*\n|[ ]x\n)*-",
            "(?:a|b)*c",
            "(?:a|A)*b",
            "a{3}b?",
        ],
    )
    def test_not_found(self, pattern: str) -> None:
        """Parts that read each text in one way, and those that are not repeated."""
        assert not ambiguous_characters(re.compile(pattern))
