"""The differences between two articles, with the path of each field."""

from __future__ import annotations

import json
from difflib import SequenceMatcher, unified_diff
from typing import TYPE_CHECKING

from ofweek_parse.writers.json import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["abridged", "as_json", "diff", "differences"]

_MOST_DIFFERENCES = 20
_MOST_LINES = 80
_LONGEST = 300


def as_json(value: object) -> str:
    """Return *value* as JSON for readers.

    Example:
        >>> print(as_json({"title": "风"}))
        {
          "title": "风"
        }
    """
    return json_text(value, indent=2)


def differences(old: object, new: object, path: str = "") -> Iterator[str]:
    """A line for each field that differs between *old* and *new*, two values of JSON.

    List items are aligned first, not compared by index.

    Example:
        >>> list(differences({"title": "风", "tags": ["a", "b"]}, {"title": "光", "tags": ["b"]}))
        ["title: '风' -> '光'", "tags[0]: 'a' was removed"]
    """
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*old, *new)):
            where = f"{path}.{key}" if path else key
            if key not in old or key not in new:
                yield f"{where}: {new[key]!r} was added" if key in new else f"{where}: {old[key]!r} was removed"
            else:
                yield from differences(old[key], new[key], where)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _list_differences(old, new, path)
    elif old != new or type(old) is not type(new):
        yield f"{path}: {old!r} -> {new!r}"


def _list_differences(old: list[object], new: list[object], path: str) -> Iterator[str]:
    old_keys, new_keys = ([json.dumps(part, sort_keys=True) for part in parts] for parts in (old, new))
    for tag, start, end, first, last in SequenceMatcher(None, old_keys, new_keys, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        both = min(end - start, last - first)
        for index in range(both):
            yield from differences(old[start + index], new[first + index], f"{path}[{first + index}]")
        yield from (f"{path}[{index}]: {old[index]!r} was removed" for index in range(start + both, end))
        yield from (f"{path}[{index}]: {new[index]!r} was added" for index in range(first + both, last))


def abridged(lines: list[str]) -> str:
    """Return the first of *lines*, indented and none too long, and how many more there are."""
    shown = [f"  {line[:_LONGEST]}{'…' * (len(line) > _LONGEST)}" for line in lines[:_MOST_DIFFERENCES]]
    more = len(lines) - len(shown)
    return "\n".join([*shown, f"  … and {more} more"] if more else shown)


def diff(old: object, new: object, old_name: str, new_name: str) -> str:
    """The unified diff of *old* and *new* as JSON."""
    before, after = (as_json(value).splitlines() for value in (old, new))
    lines = list(unified_diff(before, after, old_name, new_name, lineterm="", n=2))
    more = len(lines) - _MOST_LINES
    return "\n".join([*lines[:_MOST_LINES], f"… and {more} lines more"] if more > 0 else lines)
