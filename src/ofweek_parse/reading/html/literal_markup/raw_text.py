"""Telling scripts and style sheets from sentences that mention ``<script>`` or ``<style>``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ofweek_parse.reading.html.literal_markup.source_tags import is_after_text, is_before_text

if TYPE_CHECKING:
    from ofweek_parse.reading.html.literal_markup.source_tags import Token

__all__ = ["is_between_words", "is_sentence"]

_WORDS: Final = re.compile(r"[^\W\d_a-zA-Z]|[A-Za-z][ ,]+[A-Za-z]")
_CODE: Final = {"script": re.compile(r"""[(={\["'`]|//|/\*|;\s*(?:\n|\Z)"""), "style": re.compile("[{@;]")}
_OWN_START: Final = re.compile(r"""(?<!["'`\\])<(script|style|textarea|title)(?=[\s>])""", re.IGNORECASE)
_END_TAG: Final = re.compile(r"</\w+\s*>")


def is_between_words(source: str, start_tag: Token, end: int) -> bool:
    """Return whether there is text right before *start_tag* and right behind its end tag at *end*."""
    end_tag = _END_TAG.match(source, end)
    return end_tag is not None and is_after_text(source, start_tag.start) and is_before_text(source, end_tag.end())


def is_sentence(source: str, start_tag: Token, end: int) -> bool:
    """Return whether the text of *source* between *start_tag* and its end tag at *end* belongs to the article.

    It is if it contains another start tag with this name, or nothing typical of code. An element without attributes
    and text between words is a mention too.
    """
    start, name = start_tag.end, start_tag.name
    if any(own[1].lower() == name for own in _OWN_START.finditer(source, start, end)):
        return True
    if start_tag.attributes:
        return False
    if not source[start:end].strip():
        return is_between_words(source, start_tag, end)
    code = _CODE.get(name)
    return (
        code is not None and _WORDS.search(source, start, end) is not None and code.search(source, start, end) is None
    )
