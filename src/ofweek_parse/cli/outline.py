"""An article as text for a terminal: content, structure, and diagnostics."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING, Final

from ofweek_parse.cli.terminal import as_lines
from ofweek_parse.model.article import Article
from ofweek_parse.model.blocks import (
    CodeBlock,
    Embed,
    ExcerptMark,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from ofweek_parse.model.unions import assert_never
from ofweek_parse.writers.html import to_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ofweek_parse.model.blocks import Block
    from ofweek_parse.model.inlines import Image
    from ofweek_parse.pipeline.explaining import Explanation

__all__ = ["explanation_outline", "outline"]

_MOST: Final = 59  # characters of an alternative text that are shown
_WORD: Final = re.compile("[^\\s“”]+")
_VALUE: Final = re.compile(r'(?:alt|href|poster|src|title)="([^"]+)"')


def outline(article: Article) -> str:
    """Return *article* as lines of text."""
    return as_lines(_lines(article))


def explanation_outline(explanation: Explanation) -> str:
    """Return the changes of each normalizer as lines of text: ``-`` before it, ``+`` after it."""
    return as_lines(_explanation_lines(explanation))


def _explanation_lines(explanation: Explanation) -> Iterator[str]:
    for step in explanation.steps:
        owner = f" ({step.distribution})" if step.distribution else ""
        yield f"{step.name}{owner}" + ("" if step.changed else ": nothing")
        for field in step.fields:
            yield f"  {field.name}:"
            yield from _difference(_values(field.before), _values(field.after))
        for change in step.blocks:
            yield "  body:"
            yield from _body_difference(change.before, change.after)


def _body_difference(before: tuple[Block, ...], after: tuple[Block, ...]) -> Iterator[str]:
    """The change of the outline; of the markup too, if that shows more, such as a link; and of the objects, if neither does."""
    shown: list[str] = []
    outlines = [[line for block in blocks for line in _block(block, "")] for blocks in (before, after)]
    if outlines[0] != outlines[1]:
        shown += _difference(*outlines)
    markups = [_markup(blocks) for blocks in (before, after)]
    if markups[0] != markups[1] and not (shown and _are_in(shown, _changed_values(*markups))):
        shown += _difference(*markups)
    return iter(shown) if shown else _difference(map(repr, before), map(repr, after))


def _changed_values(before: list[str], after: list[str]) -> Iterator[str]:
    """The URLs, alternative texts and tool tips that only one of two markups has, or has more often."""
    old, new = (Counter(_VALUE.findall("\n".join(lines))) for lines in (before, after))
    return map(unescape, (old - new) + (new - old))


def _are_in(lines: list[str], values: Iterable[str]) -> bool:
    """Whether *lines* have all words of the *values*, which takes less time than to look for each value."""
    words = {word for line in lines for word in _WORD.findall(line)}
    return all(words.issuperset(_WORD.findall(_cut(value))) for value in values)


def _markup(blocks: tuple[Block, ...]) -> list[str]:
    return to_html(Article(blocks=blocks)).splitlines()


def _values(value: object) -> list[str]:
    return [str(part) for part in value] if isinstance(value, tuple) else [repr(value)]


def _difference(before: Iterable[str], after: Iterable[str]) -> Iterator[str]:
    old, new = list(before), list(after)
    removed, added = list(_more(old, new)), list(_more(new, old))
    if not removed and not added:  # only their order
        removed, added = old, new
    yield from (f"  - {line}" for line in removed)
    yield from (f"  + {line}" for line in added)


def _more(lines: list[str], others: list[str]) -> Iterator[str]:
    """Those of *lines* that *others* lack; one that *others* have less often, as often as it is missing there."""
    left = Counter(others)
    for line in lines:
        if left[line]:
            left[line] -= 1
        else:
            yield line


def _lines(article: Article) -> Iterator[str]:
    yield article.title or "(no title)"
    yield "=" * min(2 * len(article.title) or 10, 78)
    if article.original_title:
        yield f"original title: {article.original_title}"
    published = f"{article.published:%Y-%m-%d %H:%M} UTC" if article.published else "no date"
    yield " · ".join([published, *([article.author] if article.author else []), " › ".join(article.categories)])
    yield ""
    for block in article.blocks:
        yield from _block(block, "")
        yield ""
    for credit in article.credits:
        label = f" ({credit.label})" if credit.label else ""
        yield f"{credit.role}{label}: {credit.name}"
    if article.keywords:
        yield "keywords: " + ", ".join(keyword.text for keyword in article.keywords)
    yield from _summary(article)


def _block(block: Block, indent: str) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{indent}{'#' * block.level} {_flat(block.text)}"
        case Paragraph():
            yield from (indent + line for line in block.text.split("\n"))
        case Figure():
            target = f" → {block.href}" if block.href else ""
            yield f"{indent}[figure] {_image(block.image)}{target}"
            if block.caption:
                yield f"{indent}         {_flat(block.text)}"
        case ListBlock():
            yield from (indent + line for line in _items(block))
        case Table():
            for row in (block.header or (), *block.rows):
                yield indent + "| " + " | ".join(_flat(cell.text) for cell in row) + " |"
        case Quote():
            for inner in block.blocks:
                yield from _block(inner, indent + "> ")
        case CodeBlock():
            yield f"{indent}```{block.language or ''}"
            yield from (indent + line for line in block.code.split("\n"))
            yield f"{indent}```"
        case Embed():
            poster = f" (poster: {block.poster})" if block.poster else ""
            yield f"{indent}[{block.kind}] {block.url}{poster}"
        case Rule():
            yield f"{indent}* * *"
        case ExcerptMark():
            yield f"{indent}[excerpt ends]"
        case _:
            assert_never(block)


def _items(block: ListBlock) -> Iterator[str]:
    for number, item in enumerate(block.items, block.start):
        mark = f"{number}. " if block.ordered else "- "
        lines = [line for inner in item for line in _block(inner, "")]
        yield mark + (lines[0] if lines else "")
        yield from (" " * len(mark) + line for line in lines[1:])


def _flat(text: str) -> str:
    return text.replace("\n", " ")


def _image(image: Image) -> str:
    texts = filter(None, dict.fromkeys((image.alt, image.title)))
    return " ".join([f"{image.src} (alt: {image.alt_verdict})", *(f"“{_cut(text)}”" for text in texts)])


def _cut(text: str) -> str:
    return text if len(text) <= _MOST + 1 else f"{text[:_MOST]}…"


def _summary(article: Article) -> Iterator[str]:
    yield "-" * 78
    verdicts: dict[str, int] = {}
    for image in article.images:
        verdicts[image.alt_verdict] = verdicts.get(image.alt_verdict, 0) + 1
    counted = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.items())
    yield f"{len(article.blocks)} blocks, {len(article.text)} characters, {len(article.images)} images" + (
        f" (alt: {counted})" if counted else ""
    )
    for text in article.alt_residue:
        yield f"only in an alt: {text}"
    for diagnostic in article.diagnostics:
        yield str(diagnostic)
