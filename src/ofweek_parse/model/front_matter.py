"""`FrontMatter`: what the block of YAML or JSON at the top of a post holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias, Union

__all__ = ["FIELD_KEYS", "PRIVATE_KEY", "FrontMatter", "FrontMatterValue", "flat_text"]

FrontMatterValue: TypeAlias = Union[  # noqa: UP007 - a union of forward references needs it before Python 3.14
    str, int, bool, tuple["FrontMatterValue", ...], Mapping[str, "FrontMatterValue"], None
]
"""What a front-matter key can hold: text, a whole number, a truth value, nothing, a tuple or a mapping of these."""

PRIVATE_KEY = "ofweek_parse"
"""The front-matter key under which a written post keeps credits, keywords and the residue of alternative texts."""

FIELD_KEYS = ("title", "categories", "headimg", "author", "comments", "date", "thumbnail")
"""The front-matter keys that have a field of `Article`, in the generator's order."""


class FrontMatter(Mapping[str, FrontMatterValue]):
    """A read-only, ordered, hashable and picklable mapping.

    Example:
        >>> front_matter = FrontMatter({"title": "a", "tags": ("x", "y")})
        >>> front_matter["tags"], front_matter == {"title": "a", "tags": ("x", "y")}
        (('x', 'y'), True)
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, FrontMatterValue] | None = None) -> None:
        self._items = dict(items or {})

    def __getitem__(self, key: str) -> FrontMatterValue:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return f"FrontMatter({self._items!r})"


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
