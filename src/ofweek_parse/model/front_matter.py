"""`FrontMatter`: the content of the YAML or JSON block at the top of a post."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeAlias, Union

from ofweek_parse.arguments import check_kind

__all__ = [
    "FIELD_KEYS",
    "PRIVATE_KEY",
    "EntrySource",
    "FrontMatter",
    "FrontMatterValue",
    "Source",
    "as_text",
    "as_truth",
    "flat_text",
    "source_of",
]

FrontMatterValue: TypeAlias = Union[  # noqa: UP007 - a union of forward references needs it before Python 3.14
    str, int, bool, tuple["FrontMatterValue", ...], Mapping[str, "FrontMatterValue"], None
]
"""The value of a front-matter key: text, an integer, a boolean, ``None``, or a tuple or mapping of these."""

PRIVATE_KEY = "ofweek_parse"
"""The front-matter key under which a written post keeps fields that it can't express otherwise, such as credits."""

FIELD_KEYS: Mapping[str, str] = {
    "title": "title",
    "categories": "categories",
    "headimg": "headimg",
    "author": "author",
    "comments": "comments",
    "date": "published",
    "thumbnail": "thumbnail",
}
"""The front-matter keys that have a field of `Article`, in the generator's order, with the names of the fields."""


_KEY = re.compile(r"""^(?:"([^"\n]*)"|'([^'\n]*)'|([^\s#"'-][^\n]*?))[ ]*:(?=[ \t]|$)""", re.MULTILINE)

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


_ATOMS = frozenset({str, int, bool, type(None)})


def _frozen(value: Any, key: object) -> FrontMatterValue:
    """Return *value* of *key* as stored in a front matter."""
    if value is None or isinstance(value, (str, int, FrontMatter)):
        return value
    if isinstance(value, Mapping):
        return FrontMatter(value)
    if isinstance(value, (list, tuple)):
        return tuple([_frozen(part, key) for part in value])
    expected = "text, a whole number, true or false, None, a list or a mapping"
    raise TypeError(f"The front-matter value of {key!r} must be {expected}, not {type(value).__name__}.")


def _thawed(value: FrontMatterValue) -> Any:
    if isinstance(value, tuple):
        return [_thawed(part) for part in value]
    return FrontMatter(value).to_dict() if isinstance(value, Mapping) else value


if TYPE_CHECKING:  # type checkers refuse what would change a mapping

    class _ReadOnly(Mapping[str, FrontMatterValue]):
        def __init__(self, items: Mapping[str, object]) -> None: ...
        def __getitem__(self, key: str) -> FrontMatterValue: ...
        def __iter__(self) -> Iterator[str]: ...
        def __len__(self) -> int: ...

else:

    class _ReadOnly(dict):
        __slots__ = ()

        def _refuse(self, *_arguments: object, **_more: object) -> NoReturn:
            raise TypeError("A front matter is read-only; front_matter | {…} returns a new one.")

        __setitem__ = __delitem__ = clear = pop = popitem = setdefault = update = _refuse


class FrontMatter(_ReadOnly):
    """A read-only, ordered, hashable and picklable mapping of text to `FrontMatterValue`.

    Lists in the values become tuples, and mappings become `FrontMatter`. It is a ``dict`` at run time, so ``json.dumps`` and
    other libraries accept it; methods that would change it raise ``TypeError``. ``|`` returns a new one, and `to_dict` a
    plain dictionary with lists instead of tuples.

    Attributes:
        source: The original lines of the items that can be written back unchanged; empty if unknown. Ignored in
            comparisons.

    Example:
        >>> front_matter = FrontMatter({"title": "a", "tags": ["x", "y"]})
        >>> front_matter["tags"], front_matter == {"title": "a", "tags": ("x", "y")}
        (('x', 'y'), True)
        >>> front_matter | {"title": "b"}
        FrontMatter({'title': 'b', 'tags': ('x', 'y')})
        >>> import json
        >>> json.dumps(front_matter)
        '{"title": "a", "tags": ["x", "y"]}'
    """

    __slots__ = ("source",)

    def __init__(self, items: Mapping[str, object] | None = None, *, source: str = "") -> None:
        if items is None:
            items = {}
        check_kind("A front matter", items, Mapping, "a mapping")
        check_kind("source", source, str, "text")
        super().__init__({key: value if type(value) in _ATOMS else _frozen(value, key) for key, value in items.items()})
        if not all(type(key) is str for key in self):
            for key in self:
                check_kind("A front-matter key", key, str, "text")
        self.source: str = source

    def __or__(self, other: Mapping[str, object]) -> FrontMatter:
        if not isinstance(other, Mapping):
            return NotImplemented
        return FrontMatter({**self, **other}, source=self.source)

    __ior__ = __or__

    def to_dict(self) -> dict[str, Any]:
        """Return the items as JSON-compatible values: tuples as lists, mappings as dictionaries."""
        return {key: value if type(value) in _ATOMS else _thawed(value) for key, value in self.items()}

    def __hash__(self) -> int:
        return hash(frozenset(self.items()))

    def __repr__(self) -> str:
        return f"FrontMatter({super().__repr__()})"

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (dict(self),), (getattr(self, "__dict__", None), {"source": self.source})


def flat_text(value: FrontMatterValue) -> Iterator[str]:
    """The texts in *value*, one or a list: Hexo takes one category, a path, or several paths.

    Example:
        >>> list(flat_text(("a", ("b", 2))))
        ['a', 'b', '2']
    """
    for part in value if isinstance(value, tuple) else (value,):
        if isinstance(part, tuple):
            yield from flat_text(part)
        elif isinstance(part, (str, int)):
            text = part if isinstance(part, str) else str(part).lower()
            if text.strip():
                yield text


def as_text(value: FrontMatterValue) -> str | None:
    """The text that *value* is, or ``None`` where it is none.

    Example:
        >>> as_text("a"), as_text(True), as_text(12), as_text(("a",))
        ('a', 'true', '12', None)
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int):
        return str(value).lower() if isinstance(value, bool) else str(value)  # `title: true` is the title "true"
    return None


def as_truth(value: FrontMatterValue) -> bool | None:
    """The truth value that *value* is, or ``None`` where it is none.

    Example:
        >>> as_truth(True), as_truth("False"), as_truth("maybe")
        (True, False, None)
    """
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.lower())
    return value if isinstance(value, bool) else None


class EntrySource(NamedTuple):
    """An entry of a front matter as the file has it.

    Attributes:
        before: Blank lines and comments before it.
        lines: The key and its value.
    """

    before: str
    lines: str


class Source(NamedTuple):
    """The front matter of a file as it was written.

    Attributes:
        entries: The entries that can be written back as they are.
        after: Blank lines and comments after the last.
    """

    entries: dict[str, EntrySource]
    after: str


def source_of(front_matter: Mapping[str, FrontMatterValue]) -> Source:
    """Return the source of *front_matter*, which is empty where it is not known.

    Example:
        >>> source_of(FrontMatter({"a": 1}, source="# b\\na: 1\\n"))
        Source(entries={'a': EntrySource(before='# b\\n', lines='a: 1\\n')}, after='')
    """
    source = front_matter.source if isinstance(front_matter, FrontMatter) else ""
    found: dict[str, EntrySource] = {}
    starts = list(_KEY.finditer(source))
    ends = [match.start() for match in starts[1:]]
    before = source[: starts[0].start()] if starts else ""
    for match, end in zip(starts, [*ends, len(source)], strict=False):
        rows = _LINE.findall(source, match.start(), end)
        count = len(rows)
        while count > 1 and (not rows[count - 1].strip() or rows[count - 1].startswith("#")):
            count -= 1
        key = next((part for part in match.groups() if part is not None), "").rstrip()
        found[key] = EntrySource(before, "".join(rows[:count]))
        before = "".join(rows[count:])
    return Source(found, before)
