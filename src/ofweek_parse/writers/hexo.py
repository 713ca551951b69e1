"""Hexo's processing of a post before and after rendering Markdown, and how to write text that it would alter.

Its code-fence filter works on lines, regardless of their context. Its templates run on the rendered page, where
character references have been decoded and the text of a link shows what its URL contains after ``%``. In between it
inserts placeholders marked by U+FFFC, among others for comments. It leaves HTML unchanged up to a blank line.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from ofweek_parse.model.blocks import CodeBlock

if TYPE_CHECKING:
    from ofweek_parse.model.blocks import Block

__all__ = ["EXCERPT_MARK", "hexo_text", "keeps_markdown"]

EXCERPT_MARK = "<!-- more -->"

_SEEN = str.maketrans({character: f"&#{ord(character)};" for character in "{}\n\u2028\u2029\ufffc"})
# To JavaScript, U+2028 and U+2029 end a line too.
_IN_MARKDOWN = re.compile(
    r"[{}\u2028\u2029\ufffc]|%7[bd]|%ef%bf%bc|<(?:!|hexo)|`{3}|~{3}|^[ >]*:", re.IGNORECASE | re.MULTILINE
)
_ENCODED = re.compile(r"%[\da-f]{2}", re.IGNORECASE)
# A reference in code would be one for Prism.
_IN_CODE = re.compile(r"\{[{%#]|#\}|[\u2028\u2029\ufffc]|<(?:!|hexo)|&(?:#|\w+;)", re.IGNORECASE)
_LANGUAGE = re.compile(r"[\w+#.-]*", re.ASCII)
_NOT_INDENTED = re.compile(r"^\S", re.MULTILINE)


def hexo_text(escaped: str) -> str:
    """Return *escaped*, the text of an element or attribute, on one line and without a brace.

    Example:
        >>> hexo_text("{{ a }}\\n~~~")
        '&#123;&#123; a &#125;&#125;&#10;~~~'
    """
    return escaped.translate(_SEEN)


def keeps_markdown(block: Block, written: str) -> bool:
    """Whether Hexo leaves *block*, *written* as Markdown, what it is.

    It recognizes fences only of separate code blocks, and removes their common indentation.
    """
    if isinstance(block, CodeBlock):
        code, language = block.code, block.language or ""
        return not _IN_CODE.search(code) and bool(_NOT_INDENTED.search(code) and _LANGUAGE.fullmatch(language))
    shown_otherwise = "%" in written and _ENCODED.search(block.text)
    return not (shown_otherwise or _IN_MARKDOWN.search(html.unescape(written)))
