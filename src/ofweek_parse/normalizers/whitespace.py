"""``whitespace``: white space of all kinds as single spaces."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias

from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.inlines import Inline, LineBreak, Text
from ofweek_parse.model.traversal import WRAPPERS, rewrite_inlines, rewrite_nested
from ofweek_parse.normalizers.scripts import WIDE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofweek_parse.model.article import Article

__all__ = ["fold", "folded_line", "is_tidy", "iter_leaves", "whitespace"]

Inlines: TypeAlias = "tuple[Inline, ...]"

# U+200C and U+200D join letters and emoji, and go only where they join nothing. Both begin with one class, which is
# quickly looked for.
_SPACE: Final = re.compile(
    "[\\s\u200b-\u200d\u2060\ufeff]"
    f"(?:(?<![\u200c\u200d])|(?<![^\\s{WIDE}][\u200c\u200d])|(?![^\\s{WIDE}]))"
    f"(?:[\\s\u200b\u2060\ufeff]|[\u200c\u200d](?:(?<![^\\s{WIDE}][\u200c\u200d])|(?![^\\s{WIDE}])))*"
)
_ODD_SPACE: Final = re.compile("[\\s\u200b-\u200d\u2060\ufeff](?:(?<! )|(?= ))")
_INVISIBLE: Final = re.compile("[\u200b-\u200d\u2060\ufeff]+")
_WIDE: Final = re.compile(f"[{WIDE}]")


def whitespace(article: Article) -> Article:
    """White space folds to one space; block ends are trimmed.

    U+00A0, U+3000 (real post c2) and runs of space become one space; zero-width characters go. A line break between
    two Chinese characters or punctuation marks is no space, since the file was wrapped there (real post s4).
    Code is untouched.
    """
    blocks = rewrite_inlines(article.blocks, folded_line)
    title = fold(article.title, "", "")
    credits_ = tuple(evolve(credit, name=fold(credit.name, "", "")) for credit in article.credits)
    if blocks is article.blocks and title == article.title and credits_ == article.credits:
        return article
    return evolve(article, title=title, blocks=blocks, credits=credits_)


def folded_line(inlines: Inlines) -> Inlines:
    """A line with its white space folded; what is left may be empty."""
    only = inlines[0] if len(inlines) == 1 else None
    if isinstance(only, Text):  # as most lines are
        text = fold(only.text, "", "")
        if text == only.text:
            return inlines
        return (evolve(only, text=text),)
    leaves = list(iter_leaves(inlines))
    if not any(map(_is_odd, leaves)) and not _has_loose_ends(leaves):
        return inlines
    before = ""
    new: list[Inline] = []
    for index, leaf in enumerate(leaves):
        if isinstance(leaf, Text):
            folded = fold(leaf.text, before, _first_after(leaves, index))
            new.append(evolve(leaf, text=folded))
            before = folded[-1:] or before
        else:
            new.append(leaf)
            before = "" if isinstance(leaf, LineBreak) else "x"
    rest = iter(new)
    return rewrite_nested(inlines, lambda _old: next(rest))


def iter_leaves(inlines: Inlines) -> Iterator[Inline]:
    """The inlines that hold no others, at every depth of *inlines*."""
    for inline in inlines:
        if isinstance(inline, WRAPPERS):
            yield from iter_leaves(inline.inlines)
        else:
            yield inline


def _is_odd(leaf: Inline) -> bool:
    return isinstance(leaf, Text) and not is_tidy(leaf.text)


def is_tidy(text: str) -> bool:
    """Whether the white space inside *text* is single spaces; what is printable has no other."""
    return "  " not in text and (text.isprintable() or not _ODD_SPACE.search(text))


def _has_loose_ends(leaves: list[Inline]) -> bool:
    """Whether a space stands at an end of the line, beside a break or beside another space."""
    before = ""
    for leaf in leaves:
        text = leaf.text if isinstance(leaf, Text) else "" if isinstance(leaf, LineBreak) else "x"
        if text.startswith(" ") and before in {"", " "}:
            return True
        if not text and before == " ":
            return True
        before = text[-1:]
    return before == " "


def _first_after(leaves: list[Inline], index: int) -> str:
    """The first character to be seen after the leaf at *index*; ``""`` at the end of the line."""
    for leaf in islice(leaves, index + 1, None):
        if isinstance(leaf, LineBreak):
            return ""
        if not isinstance(leaf, Text):
            return "x"
        text = _SPACE.sub("", leaf.text)
        if text:
            return text[0]
    return ""


def fold(text: str, before: str, after: str) -> str:
    """*text* with its white space folded, where *before* and *after* are the characters beside it."""
    if before == after == "" and is_tidy(text):
        return text.strip(" ")

    def space(run: re.Match[str]) -> str:
        left = text[run.start() - 1] if run.start() else before
        right = text[run.end()] if run.end() < len(text) else after
        if left in {"", " "} or not right or _INVISIBLE.fullmatch(run[0]):
            return ""
        return "" if "\n" in run[0] and _WIDE.match(left) and _WIDE.match(right) else " "

    return _SPACE.sub(space, text)
