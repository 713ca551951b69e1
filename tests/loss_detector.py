"""Detecting lost visible text: html5lib, never lxml, reads the body as browsers do.

What html5lib drops too is found by `ofweek_parse.testing.source_losses`, which reads the source text itself; html5lib knows
better what a browser makes of damaged markup.
"""

from __future__ import annotations

import re
from collections import Counter
from html.entities import html5 as html5_names
from typing import TYPE_CHECKING, Any

import html5lib

from ofweek_parse import CodeBlock
from ofweek_parse.model.traversal import iter_blocks, iter_inlines
from ofweek_parse.testing.source_losses import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ofweek_parse import Article

__all__ = ["key", "lost_characters", "lost_runs", "text_runs", "visible_runs"]

UNSEEN = frozenset(
    "annotation annotation-xml datalist defs desc head metadata noembed noframes rp script style template title".split()
)
"""What browsers show nothing of."""

FALLBACK = frozenset("audio iframe object video".split())
"""What browsers show only where they can't show the thing itself."""

RAW = frozenset("plaintext textarea xmp".split())
"""What markup is text in. Where the element is never closed, the library reads it as markup, and so does `visible_runs`."""

_HIDDEN = re.compile(r"(?:^|;)\s*display\s*:\s*none", re.IGNORECASE)
_SELECT = re.compile(r"<(/?)select\b", re.IGNORECASE)  # html5lib drops every tag in it; HTML does no longer
_TEMPLATE = re.compile(r"<template\b.*", re.IGNORECASE | re.DOTALL)  # html5lib does not know it
_CUT_TAG = re.compile(r"<(?=/?[A-Za-z][^<>\s]*<(?:script|style)\b)", re.IGNORECASE)  # the library sees two tags
_BARE_REFERENCE = re.compile(r"&(?=([A-Za-z][A-Za-z0-9]*)([=;]?))")
_CDATA = re.compile(r"<!\[CDATA\[", re.IGNORECASE)  # text in <svg> and <math>, which the library dissolves
_LABEL = re.compile(
    r"(?:原文标题|(?:本文|原文|文章|内容|图片|题图|信息)?(?:作者|来源)|(?:文章|本文)?摘自|转载自|转自|撰文|采写|文字|记者|责任编辑|责编|编辑|主编"
    r"|审校|编审|摄影|图源|题图|配图|图片|出品|监制|排版|校对|审核|编译|翻译|策划|运营|制图|文|图)\s*[：:／/｜|丨]|文章摘自\s"
)
_PART = re.compile(r"[。！？\n<>]|_(?:ueditor|baidu)_page_break_tag_")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|</>")
_WENT = frozenset({"embed-fallback", "hidden-content", "object-content"})
_RAW_TAIL = re.compile(r"""["']<(?:script|style)""", re.IGNORECASE)


def visible_runs(body: str) -> list[str]:
    """The runs of text of *body* that a browser shows, in document order."""
    text = re.sub("\r\n?", "\n", body)
    text = _BARE_REFERENCE.sub(_bare_reference, _CUT_TAG.sub("&lt;", text))
    text = _CDATA.sub("<!x", _TEMPLATE.sub("", _SELECT.sub(r"<\1x-select", text)))
    return list(_runs(html5lib.parseFragment(text, treebuilder="etree", namespaceHTMLElements=False)))


def _bare_reference(found: re.Match[str]) -> str:
    """``&`` as text where a name without a semicolon goes on: the library reads no reference there."""
    is_reference = found[2] == ";" or (found[1] in html5_names and not found[2])
    return "&" if is_reference else "&amp;"


def _runs(root: Any) -> Iterator[str]:
    # Not recursive: bodies may be deep.
    stack: list[tuple[Any, bool, bool]] = [(root, False, False)]
    while stack:
        node, is_tail, is_raw = stack.pop()
        if is_tail:
            yield from visible_runs(node.tail) if is_raw else [node.tail]
            continue
        if node.tail and node is not root:
            stack.append((node, True, is_raw))
        if not isinstance(node.tag, str) or not _is_seen(node):
            continue
        is_raw = is_raw or _name(node) in RAW
        if node.text:
            yield from visible_runs(node.text) if is_raw else [node.text]
        stack.extend((child, False, is_raw) for child in reversed(node))


def _name(node: Any) -> str:
    name: str = node.tag.rpartition("}")[2]
    return name


def _is_seen(node: Any) -> bool:
    name = _name(node)
    return not (
        name in UNSEEN or name in FALLBACK or "hidden" in node.attrib or _HIDDEN.search(node.attrib.get("style", ""))
    )


def _said(article: Article) -> str:
    """All that *article* says anywhere, as a key."""
    # Where a tag is never closed, a stray end tag before it may be kept as text too, which cuts a run in two.
    parts = [
        *(article.text, _TAG.sub("", article.text), article.title, *article.alt_residue),
        f"原文标题 {article.original_title or ''}",
        *(credit.name for credit in article.credits),
        *(word.text for word in article.keywords),
        *(note.message for note in article.diagnostics),
    ]
    return " ".join(map(key, parts))


def _is_cut_short(article: Article) -> bool:
    """Whether a diagnostic names something that went, but quotes its beginning only."""
    return any(
        (note.code in _WENT and "…" in note.message)
        or (note.code == "unclosed-markup" and _RAW_TAIL.match(note.message))
        for note in article.diagnostics
    )


def lost_runs(article: Article, runs: Iterable[str]) -> list[str]:
    """Those of the visible *runs* that stand nowhere in *article*, nor in a diagnostic.

    A run stands if each of its sentences does. Where hidden text went, a run may have been cut in two: then only the
    characters tell.
    """
    if _is_cut_short(article) or any(note.code in _WENT for note in article.diagnostics):
        return []
    said = _said(article)
    names = [credit.name for credit in article.credits]
    return [run for run in runs if not _stands(run, said) and not (names and _stands(_cut_behind(names, run), said))]


def _cut_behind(names: Sequence[str], run: str) -> str:
    """*run* in two behind the *names* of credits, where a notice may be glued to them."""
    return re.sub("|".join(map(re.escape, names)), "\\g<0>\n", run)


def _stands(run: str, said: str) -> bool:
    # A credit's label is no text of the article any more.
    return all(
        key(part) in said or all(key(piece) in said for piece in _LABEL.split(part)) for part in _PART.split(run)
    ) or all(key(part) in said for piece in _LABEL.split(run) for part in _PART.split(piece))


def lost_characters(article: Article, runs: Iterable[str]) -> dict[str, int]:
    """Which letters and digits of the visible *runs* *article* has too few of; for articles without normalizers."""
    if _is_cut_short(article):
        return {}
    named = "".join(note.message for note in article.diagnostics)
    return dict(Counter(key("".join(runs))) - Counter(key(article.text + named)))


def text_runs(article: Article) -> list[str]:
    """The runs of text of *article*, in document order."""
    return [inline.text for inline in iter_inlines(article.blocks)] + [
        block.code for block in iter_blocks(article.blocks) if isinstance(block, CodeBlock)
    ]
