"""The table of HTML elements and their roles in an article, which is the place to add a tag.

Both the handlers and the fast path use it. An element in no row is unknown: it is removed with a diagnostic, and its
text is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ENDING_PARAGRAPHS",
    "HEADING_LEVELS",
    "IN_DRAWINGS",
    "OWN_LINES",
    "RAW_TEXT",
    "ROLES",
    "VOID",
    "MarkRole",
    "Role",
    "VoidRole",
    "tags_of",
]

VoidRole: TypeAlias = Literal["image", "line-break", "rule", "plugin", "source", "input", "area", "void"]
"""The role of an element without content."""

MarkRole: TypeAlias = Literal["strong", "emphasis", "superscript", "subscript", "strikethrough"]
"""The role of an element that marks up text, other than code."""

Role: TypeAlias = Literal[
    VoidRole,
    MarkRole,
    "dropped",
    "hidden",
    "hidden-in-drawing",
    "drawing",
    "canvas",
    "formula",
    "paragraph",
    "wrapper",
    "block",
    "heading",
    "list",
    "ordered-list",
    "item",
    "definitions",
    "term",
    "description",
    "quote",
    "table",
    "table-part",
    "figure",
    "caption",
    "preformatted",
    "noscript",
    "embed",
    "picture",
    "quotation",
    "ruby-base",
    "ruby-text",
    "ruby-fallback",
    "code",
    "link",
    "span",
    "dissolved",
]
"""The role of an element; each role has one handler, see ``handlers/dispatch.py``."""

_MATHML: Final = "mi mn mo mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder mover semantics"
_ROWS: Final[Mapping[Role, str]] = {
    # Without content.
    "image": "img image amp-img amp-anim",
    "line-break": "br",
    "rule": "hr",
    "plugin": "embed",
    "source": "source",
    "input": "input",
    "area": "area",
    "void": "base basefont bgsound col command frame isindex keygen link meta param spacer track wbr",
    # With content that no reader sees; scripts and styles are no text either. Names of SVG and MathML hide it only there.
    "dropped": "script style",
    "hidden": "datalist head template title",
    "hidden-in-drawing": "annotation annotation-xml defs desc metadata",
    "drawing": "svg",
    "canvas": "canvas",
    "formula": "math mjx-container",
    # Block elements. Wrappers and blocks are unwrapped; libxml2 has no special rules for wrappers.
    "paragraph": "p",
    "wrapper": "article center div section",
    "block": (
        "address aside blockcode body details dialog dir-item fieldset footer form frameset header hgroup html "
        "legend listing main nav optgroup option plaintext search select summary xmp"
    ),
    "heading": "h1 h2 h3 h4 h5 h6",
    "list": "ul menu dir",
    "ordered-list": "ol",
    "item": "li",
    "definitions": "dl",
    "term": "dt",
    "description": "dd",
    "quote": "blockquote",
    "table": "table",
    "table-part": "caption thead tbody tfoot tr td th colgroup",
    "figure": "figure",
    "caption": "figcaption",
    "preformatted": "pre",
    "noscript": "noscript",
    "embed": "iframe video audio object amp-iframe amp-video amp-audio",
    # In a line.
    "picture": "picture",
    "strong": "b strong",
    "emphasis": "i em cite dfn var",
    "superscript": "sup",
    "subscript": "sub",
    "strikethrough": "del s strike",
    "quotation": "q",
    "ruby-base": "rb",
    "ruby-text": "rt rtc",
    "ruby-fallback": "rp",
    "code": "code kbd samp tt",
    "link": "a",
    "span": "span",
    "dissolved": (
        "abbr acronym applet bdi bdo big blink button data font g ins label map mark marquee meter nobr "
        "noembed noframes output progress rbc ruby slot small text textarea time tspan u " + _MATHML
    ),
}

ROLES: Final[Mapping[str, Role]] = {tag: role for role, tags in _ROWS.items() for tag in tags.split()}
"""The role of every element that is not unknown."""


def tags_of(*roles: Role) -> frozenset[str]:
    """Return the elements of these *roles*.

    Example:
        >>> sorted(tags_of("ordered-list", "item"))
        ['li', 'ol']
    """
    return frozenset(tag for role in roles for tag in _ROWS[role].split())


HEADING_LEVELS: Final[Mapping[str, int]] = {f"h{level}": level for level in range(1, 7)}
"""The level of each heading element."""

IN_DRAWINGS: Final[frozenset[str]] = tags_of("hidden-in-drawing") | frozenset(f"g text tspan {_MATHML}".split())
"""Names of SVG and MathML, which are no elements elsewhere."""

VOID: Final[frozenset[str]] = tags_of(*get_args(VoidRole))
"""Elements without content. libxml2 thinks that some of them have an end tag."""

OWN_LINES: Final = tags_of(
    *(
        "paragraph",
        "wrapper",
        "block",
        "heading",
        "item",
        "definitions",
        "term",
        "description",
        "noscript",
        "table-part",
    )
) - {"colgroup"}
"""Elements that begin a new line in code."""

ENDING_PARAGRAPHS: Final = tags_of(
    *("paragraph", "wrapper", "heading", "list", "ordered-list", "item", "definitions", "term", "description"),
    *("quote", "table", "figure", "caption", "preformatted", "rule"),
) | frozenset(
    "address aside details dialog fieldset footer form header hgroup listing main nav plaintext search summary xmp".split()
)
"""Elements at which browsers end a paragraph."""

RAW_TEXT: Final[frozenset[str]] = frozenset("iframe noembed noframes plaintext script style textarea title xmp".split())
"""Elements whose content libxml2 takes for text up to their end tag."""
