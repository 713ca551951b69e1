"""An article as text for a terminal: content, structure, and diagnostics."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

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
            before = [line for block in change.before for line in _block(block, "")]
            after = [line for block in change.after for line in _block(block, "")]
            yield "  body:"
            if before == after:  # a change of markup
                before, after = _markup(change.before), _markup(change.after)
            if before == after:  # or differ only in ways that markup does not show
                before, after = list(map(repr, change.before)), list(map(repr, change.after))
            yield from _difference(before, after)


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
            yield f"{indent}[figure] {_image(block.image)}"
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
    text = image.alt or image.title or ""
    said = f" “{text if len(text) <= 60 else text[:59] + '…'}”" if text else ""
    return f"{image.src} (alt: {image.alt_verdict}){said}"


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
