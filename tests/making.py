"""Short functions to create the blocks for tests."""

from __future__ import annotations

import gc
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from ofweek_parse import Article, Figure, Image, Link, Paragraph, Strong, Text
from ofweek_parse.pipeline.registry import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofweek_parse import Alignment, Block, Inline

Part: TypeAlias = "str | Inline"


def line(*parts: Part) -> tuple[Inline, ...]:
    """Inlines, where a string stands for a `Text`."""
    return tuple(Text(text=part) if isinstance(part, str) else part for part in parts)


def paragraph(*parts: Part, align: Alignment | None = None) -> Paragraph:
    """A paragraph of *parts*."""
    return Paragraph(inlines=line(*parts), align=align)


def bold(*parts: Part) -> Strong:
    """Bold type."""
    return Strong(inlines=line(*parts))


def link(*parts: Part, href: str = "https://www.example.com/", keyword: bool = False) -> Link:
    """A link on *parts*."""
    return Link(href=href, inlines=line(*parts), keyword=keyword)


def figure(alt: str = "", title: str | None = None, *, caption: str = "", src: str = "a.png") -> Figure:
    """A figure with these attributes."""
    image = Image(src=src, alt=alt, title=title, alt_verdict="kept" if alt or title else "absent")
    return Figure(image=image, caption=line(caption) if caption else ())


def article(*blocks: str | Block, title: str = "") -> Article:
    """An article, where a string stands for a paragraph."""
    return Article(title=title, blocks=tuple(paragraph(block) if isinstance(block, str) else block for block in blocks))


def run(name: str, given: Article) -> Article:
    """What the built-in normalizer called *name* makes of *given*."""
    return BUILT_IN[name](given)


def slowness() -> float:
    """How many times as long as a usual machine this one takes at this moment; never less than 1."""
    begin = time.process_time()
    sum(number * number for number in range(300_000))
    return max((time.process_time() - begin) / 0.015, 1)


@contextmanager
def in_time(bound: float) -> Iterator[None]:
    """What is done inside takes less than *bound* seconds of a usual machine.

    Neither coverage, which takes longer, nor the garbage collector's look at what other tests left is measured.
    """
    trace = sys.gettrace()
    sys.settrace(None)
    gc.freeze()
    factor = slowness()
    try:
        begin = time.process_time()
        yield
        took = time.process_time() - begin
    finally:
        gc.unfreeze()
        sys.settrace(trace)
    assert took < bound * max(factor, slowness())
