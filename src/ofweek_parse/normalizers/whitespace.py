"""``whitespace``: replaces white space of all kinds by single spaces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from ofweek_parse.characters import WIDE, ZERO_WIDTH
from ofweek_parse.model.constructors import evolve, make_text
from ofweek_parse.model.inlines import Inline, LineBreak, Text
from ofweek_parse.model.rewriting import rewrite_inlines, rewrite_nested
from ofweek_parse.normalizers.lines import leaves_of
from ofweek_parse.sentinels import SEAM

if TYPE_CHECKING:
    from ofweek_parse.model.article import Article

__all__ = ["folded_space", "may_hold_loose_space", "whitespace"]

Inlines: TypeAlias = "tuple[Inline, ...]"

# U+200C and U+200D join letters and emoji, and go only where they join nothing. Both begin with one class, which is
# quickly looked for.
_SPACE: Final = re.compile(
    f"[\\s{ZERO_WIDTH}]"
    f"(?:(?<![\u200c\u200d])|(?<![^\\s{WIDE}][\u200c\u200d])|(?![^\\s{WIDE}]))"
    "[\\s\u200b\u2060\ufeff]*"
    f"(?:[\u200c\u200d](?!(?<=[^\\s{WIDE}][\u200c\u200d])[^\\s{WIDE}])[\\s\u200b\u2060\ufeff]*)*"
)
_ODD_SPACE: Final = re.compile(f"[\\s{ZERO_WIDTH}](?:(?<! )|(?= ))")
_INVISIBLE: Final = re.compile(f"[{ZERO_WIDTH}]+")
_WIDE: Final = re.compile(f"[{WIDE}]")


def whitespace(article: Article) -> Article:
    """White space folds to one space; block ends are trimmed.

    U+00A0, U+3000 (real post c2) and runs of space become one space; zero-width characters go. A line break between
    two Chinese characters or punctuation marks is no space, since the file was wrapped there (real post s4).
    Code is untouched.
    """
    blocks = rewrite_inlines(article.blocks, _folded_line)
    title = _fold(article.title, "", "")
    credits_ = tuple(evolve(credit, name=_fold(credit.name, "", "")) for credit in article.credits)
    if blocks is article.blocks and title == article.title and credits_ == article.credits:
        return article
    return evolve(article, title=title, blocks=blocks, credits=credits_)


def may_hold_loose_space(text: str) -> bool:
    """Return whether there is white space to fold in *text*, lines joined by `SEAM`. What is printable has only spaces."""
    if not text.isprintable() or "  " in text or text[:1] == " " or text[-1:] == " ":
        return True
    return f" {SEAM}" in text or f"{SEAM} " in text


def folded_space(text: str) -> str:
    """Return *text*, a whole line or more, with its white space folded."""
    return _fold(text, "", "")


def _folded_line(inlines: Inlines) -> Inlines:
    """A line with its white space folded; what is left may be empty."""
    only = inlines[0] if len(inlines) == 1 else None
    if isinstance(only, Text):  # as most lines are
        text = _fold(only.text, "", "")
        if text == only.text:
            return inlines
        return (make_text(text=text),)
    leaves = leaves_of(inlines)
    if not any(map(_is_odd, leaves)) and not _has_loose_ends(leaves):
        return inlines
    before = ""
    new: list[Inline] = []
    for leaf, after in zip(leaves, _seen_after(leaves), strict=True):
        if isinstance(leaf, Text):
            folded = _fold(leaf.text, before, after)
            new.append(make_text(text=folded))
            before = folded[-1:] or before
        else:
            new.append(leaf)
            before = "" if isinstance(leaf, LineBreak) else "x"
    rest = iter(new)
    return rewrite_nested(inlines, lambda _old: next(rest))


def _is_odd(leaf: Inline) -> bool:
    return isinstance(leaf, Text) and not _is_tidy(leaf.text)


def _is_tidy(text: str) -> bool:
    """Whether the white space inside *text* is single spaces; what is printable has no other."""
    return "  " not in text and (text.isprintable() or not _ODD_SPACE.search(text))


def _has_loose_ends(leaves: list[Inline]) -> bool:
    """Whether a space is at an end of the line, next to a break or next to another space."""
    before = ""
    for leaf in leaves:
        text = leaf.text if isinstance(leaf, Text) else "" if isinstance(leaf, LineBreak) else "x"
        if text.startswith(" ") and before in {"", " "}:
            return True
        if not text and before == " ":
            return True
        before = text[-1:]
    return before == " "


def _seen_after(leaves: list[Inline]) -> list[str]:
    """Return the first character to be seen after each leaf, or ``""`` at the end of a line: in one pass from the end."""
    found: list[str] = []
    after = ""
    for leaf in reversed(leaves):
        found.append(after)
        if isinstance(leaf, Text):
            after = _SPACE.sub("", leaf.text)[:1] or after
        else:
            after = "" if isinstance(leaf, LineBreak) else "x"
    return found[::-1]


def _fold(text: str, before: str, after: str) -> str:
    """Return *text* with its white space folded, where *before* and *after* are the characters beside it."""
    if before == after == "" and _is_tidy(text):
        return text.strip(" ")

    def space(run: re.Match[str]) -> str:
        left = text[run.start() - 1] if run.start() else before
        right = text[run.end()] if run.end() < len(text) else after
        if left in {"", " "} or not right or _INVISIBLE.fullmatch(run[0]):
            return ""
        return "" if "\n" in run[0] and _WIDE.match(left) and _WIDE.match(right) else " "

    return _SPACE.sub(space, text)
