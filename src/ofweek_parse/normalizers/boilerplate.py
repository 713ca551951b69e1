"""Optional ``boilerplate``: removes disclaimers and promotions around an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from ofweek_parse.model.blocks import Block, Heading, ListBlock, Paragraph
from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.findings import Findings
from ofweek_parse.model.traversal import holds_image
from ofweek_parse.normalizers.lines import cut_line, leaves_of
from ofweek_parse.normalizers.notices import is_notice, is_statement_label

if TYPE_CHECKING:
    from ofweek_parse.model.article import Article

__all__ = ["boilerplate"]

Blocks: TypeAlias = "tuple[Block, ...]"

_FIRST: Final = 3
_LAST: Final = 8
_LONGEST_LINK: Final = 45
_READING_LABEL: Final = re.compile(
    r"\W*(?:推荐阅读|相关阅读|延伸阅读|拓展阅读|精彩阅读|阅读推荐|往期(?:推荐|回顾|精彩|精选|文章|内容)\w{0,4}|热门文章|猜你喜欢)\W*"
)
_END: Final = re.compile(
    r"\s*(?:[—–_=~-]{1,20}\s*(?:THE\s+)?END\s*[—–_=~-]{0,20}|[（(【]\s*(?:全文|本文)?完\s*[）)】])\s*\Z", re.IGNORECASE
)
_LONGEST_END: Final = 60


def boilerplate(article: Article) -> Article:
    """Disclaimers and promotion among the first three or last eight blocks go, each named by a diagnostic.

    They are statements behind their label, paragraphs of which every sentence is a notice, ``—END—`` behind the last
    sentence, and titles for further reading (real posts a2, c1, c2, f3).
    """
    removed: list[str] = []
    ending: list[str] = []
    blocks = _without_ending(article.blocks, ending)
    blocks = _without_notices(blocks, removed)
    removed += reversed(ending)
    if not removed:
        return article
    found: Findings[None] = Findings()
    for text in removed:
        found.add(None, "boilerplate", f"{text!r} was removed.")
    notes = [note for _, note in found.all()]
    return evolve(article, blocks=blocks, diagnostics=(*article.diagnostics, *notes))


def _without_notices(blocks: Blocks, removed: list[str]) -> Blocks:
    """Return *blocks* without the notices among the first of them, which are added to *removed*."""
    kept: list[Block] = []
    for place, block in enumerate(blocks):
        if len(kept) == _FIRST:
            return blocks if place == len(kept) else (*kept, *blocks[place:])
        if _is_notice(block):
            removed.append(block.text)
        else:
            kept.append(block)
    return blocks if len(kept) == len(blocks) else tuple(kept)


def _without_ending(blocks: Blocks, removed: list[str]) -> Blocks:
    """Return *blocks* without the notices among the last of them, which are added to *removed*, the last first."""
    rest = list(blocks)
    kept: list[Block] = []  # the last first
    while rest and len(kept) < _LAST:
        block = rest.pop()
        shown = _without_end(block, removed)
        if shown is None:
            continue
        if _is_notice(shown):
            removed.append(shown.text)
        elif _is_label(shown) and _belong_to(shown, kept):
            removed += [*(old.text for old in kept), shown.text]
            kept.clear()
        else:
            kept.append(shown)
    return (*rest, *reversed(kept)) if removed else blocks


def _is_notice(block: Block) -> bool:
    if not isinstance(block, Paragraph) or not is_notice(block.text):
        return False
    return not any(map(holds_image, block.inlines))


def _is_label(block: Block) -> bool:
    if not isinstance(block, (Paragraph, Heading)):
        return False
    return bool(_READING_LABEL.fullmatch(block.text)) or is_statement_label(block.text)


def _belong_to(label: Block, after: list[Block]) -> bool:
    """Whether all that is *after* a label belongs to it: titles to read, or a statement."""
    if is_statement_label(label.text):
        return len(after) <= _FIRST and all(isinstance(block, (Paragraph, ListBlock)) for block in after)
    return all(_is_title(block) for block in after)


def _is_title(block: Block) -> bool:
    if isinstance(block, ListBlock):
        return all(len(line) <= _LONGEST_LINK for line in block.text.split("\n"))
    return isinstance(block, Paragraph) and len(block.text) <= _LONGEST_LINK and not block.text.endswith("。")


def _without_end(block: Block, removed: list[str]) -> Block | None:
    """Return *block* without an ``—END—`` behind its last sentence, ``None`` if nothing is left of it."""
    if not isinstance(block, Paragraph):
        return block
    text = "".join([leaf.text for leaf in leaves_of(block.inlines)])
    stop = len(text)
    while found := _END.search(text, max(stop - _LONGEST_END, 0), stop):
        stop = found.start()
    if stop == len(text):
        return block
    inlines = cut_line(block.inlines, 0, stop)
    if inlines is None:
        return block
    removed.append(text[stop:].strip())
    return evolve(block, inlines=inlines) if inlines else None
