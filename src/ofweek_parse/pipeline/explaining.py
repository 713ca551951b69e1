"""What a normalizer changed, as data."""

from __future__ import annotations

import attrs

from ofweek_parse.model.article import Article
from ofweek_parse.model.blocks import Block
from ofweek_parse.pipeline.alignment import changed_ranges

__all__ = ["BlockChange", "Explanation", "FieldChange", "StepChange", "step_change"]


@attrs.frozen(kw_only=True)
class FieldChange:
    """A field of the article that is another than before.

    Attributes:
        name: The field of `Article`, such as ``title``.
        before: Its value before the step.
        after: Its value after the step.
    """

    name: str
    before: object
    after: object


@attrs.frozen(kw_only=True)
class BlockChange:
    """Neighbouring blocks that became others.

    Attributes:
        before: The blocks before the step; ``()`` where some were added.
        after: What they became; ``()`` where they went.
    """

    before: tuple[Block, ...]
    after: tuple[Block, ...]


@attrs.frozen(kw_only=True)
class StepChange:
    """What one normalizer did.

    Attributes:
        name: The normalizer's name.
        distribution: The distribution that it comes from, if a plugin.
        fields: The fields that changed, the body apart.
        blocks: The changes of the body, in order.
    """

    name: str
    distribution: str | None = None
    fields: tuple[FieldChange, ...] = ()
    blocks: tuple[BlockChange, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether it changed anything."""
        return bool(self.fields or self.blocks)


@attrs.frozen(kw_only=True)
class Explanation:
    """How an article came to be what it is.

    Attributes:
        raw: The article as read, before any normalizer.
        steps: What each normalizer did, in order.
        article: The article after all of them.
    """

    raw: Article
    steps: tuple[StepChange, ...]
    article: Article


def step_change(name: str, distribution: str | None, before: Article, after: Article) -> StepChange:
    """Return what the step of that *name* changed on the way from *before* to *after*."""
    if after is before:
        return StepChange(name=name, distribution=distribution)
    names = [field.name for field in attrs.fields(Article) if field.name != "blocks"]
    fields = tuple(
        FieldChange(name=field, before=old, after=new)
        for field in names
        if (old := getattr(before, field)) != (new := getattr(after, field))
    )
    blocks = tuple(
        BlockChange(before=before.blocks[old.start : old.stop], after=after.blocks[new.start : new.stop])
        for old, new in changed_ranges(before.blocks, after.blocks)
    )
    return StepChange(name=name, distribution=distribution, fields=fields, blocks=blocks)
