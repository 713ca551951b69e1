"""The rules by which an audit counts."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audit_changes import Change

__all__ = ["Rule"]

_EXAMPLES = 30


@attrs.define
class Rule:
    """What is counted of one step, field and kind; examples are a fair sample of the places, the same in every run."""

    name: tuple[str, str, str]
    posts: int = 0
    places: int = 0
    examples: list[tuple[str, str, str]] = attrs.field(factory=list)
    _chance: random.Random = attrs.field(init=False, factory=lambda: random.Random(0))  # noqa: S311 # no secret

    def add(self, post: str, found: Sequence[Change]) -> None:
        """Count the changes *found* in *post*."""
        self.posts += 1
        for change in found:
            self.places += 1
            example = (post, change.before, change.after)
            if len(self.examples) < _EXAMPLES:
                self.examples.append(example)
            elif (place := self._chance.randrange(self.places)) < _EXAMPLES:
                self.examples[place] = example
