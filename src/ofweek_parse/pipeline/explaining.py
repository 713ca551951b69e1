"""The changes of a normalizer, as data."""

from __future__ import annotations

import attrs

from ofweek_parse.model.article import Article
from ofweek_parse.model.blocks import Block
from ofweek_parse.pipeline.alignment import changed_ranges

__all__ = ["BlockChange", "Explanation", "FieldChange", "StepChange", "step_change"]


@attrs.frozen(kw_only=True)
class FieldChange:
    """A change of a field of the article.

    Attributes:
        name: The field of `Article`, such as ``title``.
        before: The value before the normalizer.
        after: The value after the normalizer.
    """

    name: str
    before: object
    after: object


@attrs.frozen(kw_only=True)
class BlockChange:
    """A change of adjacent blocks.

    Attributes:
        before: The blocks before the normalizer; ``()`` if blocks were added.
        after: The blocks after it; ``()`` if blocks were removed.
    """

    before: tuple[Block, ...]
    after: tuple[Block, ...]


@attrs.frozen(kw_only=True)
class StepChange:
    """The changes of one normalizer.

    Attributes:
        name: The name of the normalizer.
        distribution: The distribution of a plugin, or ``None``.
        fields: The changed fields other than the body.
        blocks: The changes of the body, in order.
    """

    name: str
    distribution: str | None = None
    fields: tuple[FieldChange, ...] = ()
    blocks: tuple[BlockChange, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the normalizer changed anything."""
        return bool(self.fields or self.blocks)


@attrs.frozen(kw_only=True)
class Explanation:
    """The trace of an article through the normalizers.

    Attributes:
        raw: The article before any normalizer.
        steps: The changes of each normalizer, in order.
        article: The article after all normalizers.
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
        if repr(old := getattr(before, field))
        != repr(new := getattr(after, field))  # equal mappings may differ in order
    )
    blocks = tuple(
        BlockChange(before=before.blocks[old.start : old.stop], after=after.blocks[new.start : new.stop])
        for old, new in changed_ranges(before.blocks, after.blocks)
    )
    return StepChange(name=name, distribution=distribution, fields=fields, blocks=blocks)
