"""What the default steps do with a text, a line or an image by itself, done while a body is read.

A step rebuilds every block that it changes. The usual body is finished as it is read instead: ``image-urls``,
``whitespace``, ``width`` and ``keyword-links`` find nothing left to do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from ofweek_parse.model.finishing import Finishing
from ofweek_parse.model.inlines import Inline, Text
from ofweek_parse.model.traversal import join_text, rewrite_nested
from ofweek_parse.normalizers.keywords import linked_words, without_keyword_links
from ofweek_parse.normalizers.text import EDITOR_MARK, EDITOR_TOKEN, tokens_note
from ofweek_parse.normalizers.urls import own_url
from ofweek_parse.normalizers.whitespace import fold, folded_line, is_tidy, iter_leaves
from ofweek_parse.normalizers.width import narrow_marks, narrow_texts

if TYPE_CHECKING:
    from ofweek_parse.model.finishing import LinkedWord

__all__ = ["finishing_of"]

Inlines: TypeAlias = "tuple[Inline, ...]"

# Between paragraphs, as nearly all tokens stand (real post a2).
_TOKEN_LINE: Final = re.compile(rf"</(?:div|h[1-6]|p)>\s*{EDITOR_TOKEN}\s*<(?:/div|div|h[1-6]|p)[\s>]")
_TOKEN: Final = re.compile(EDITOR_TOKEN)


def finishing_of(body: str, is_narrow: bool) -> Finishing | None:  # noqa: FBT001 # a callback's
    """How the texts and images of *body* are finished, or ``None`` if ``editor-residue`` has more to do than to take out lines."""
    finishing = _NARROW if is_narrow else _ANY
    if EDITOR_MARK not in body:
        return finishing
    count = body.count(EDITOR_MARK)
    if len(_TOKEN_LINE.findall(body)) != count:
        return None
    return finishing._replace(left_out=count, notes=(tokens_note(count),))


def _is_left_out(text: str) -> bool:
    return bool(_TOKEN.fullmatch(text))


def _odd_text(text: str) -> str:
    bare = text.strip()
    return bare if is_tidy(bare) else fold(text, "", "")


def _texts(inlines: Inlines) -> list[str]:
    return [leaf.text for leaf in iter_leaves(inlines) if isinstance(leaf, Text)]


def _line(inlines: Inlines, written: str) -> tuple[Inlines, list[LinkedWord]]:
    is_tidy_line = "<br" not in written and written.isprintable()
    if not is_tidy_line or ("&" in written and not "".join(_texts(inlines)).isprintable()):
        inlines = join_text(folded_line(inlines))
    texts = _texts(inlines)
    narrow = narrow_texts(texts)
    if narrow is not texts:
        rest = iter(narrow)
        inlines = rewrite_nested(inlines, lambda leaf: Text(text=next(rest)) if isinstance(leaf, Text) else leaf)
    words = linked_words(inlines) if "<span" in written else []
    return (join_text(without_keyword_links(inlines)) if words else inlines), words


_NARROW: Final = Finishing(
    texts=narrow_marks, odd_text=_odd_text, line=_line, image_url=own_url, is_left_out=_is_left_out
)
_ANY: Final = Finishing(texts=narrow_texts, odd_text=_odd_text, line=_line, image_url=own_url, is_left_out=_is_left_out)
