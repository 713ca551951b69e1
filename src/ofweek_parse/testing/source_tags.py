"""A tag in the source of a post: its attributes, and those with text or URLs for readers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["HIDDEN", "KNOWN", "Tag", "read_tag"]

HIDDEN = frozenset(
    "annotation annotation-xml audio datalist defs desc iframe metadata noembed noframes noscript object template title "
    "video".split()
)
"""Elements of which a browser with scripts shows no text, some of them in drawings and formulas only."""

KNOWN = frozenset(
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br "
    "button canvas caption center cite code col colgroup command data datalist dd del details dfn dialog dir div dl dt em "
    "embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i "
    "iframe image img input ins isindex kbd keygen label legend li link listing main map mark marquee menu meta meter nav "
    "nobr noembed noframes noscript object ol optgroup option output p param picture plaintext pre progress q rb rp rt rtc "
    "ruby s samp search section select slot small source spacer span strike strong sub summary sup table tbody td template "
    "textarea tfoot th thead time title tr track tt u ul var video wbr xmp "
    "svg math annotation circle clippath defs desc ellipse fecolormatrix g line lineargradient mask metadata mfrac mi mn "
    "mo mover mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder path pattern polygon polyline rect "
    "semantics stop symbol text tspan use".split()
)
"""The elements that an author of HTML writes, with SVG's and MathML's."""

_VOID = frozenset(
    "area base basefont bgsound br col command embed frame hr image img input isindex keygen link meta param source spacer "
    "track wbr".split()
)
_BOOLEAN = frozenset(
    "allowfullscreen alt async autofocus autoplay checked class controls default defer disabled download hidden href id "
    "inert ismap itemscope loop multiple muted nomodule noshade novalidate nowrap open playsinline readonly required "
    "reversed selected src style title value".split()
)
_TEXTS = frozenset("alt title label aria-label placeholder srcdoc summary".split())
_WITHOUT_VALUE = frozenset("checkbox color file hidden image password radio range".split())
_SOURCE = re.compile(r"(?:.*[_-])?(?:[a-z]*src|original|lazy|lazyload|url|img|image|file)\d?")
_LAZY = ("data-original", "data-src", "data-original-src", "data-actualsrc", "data-lazy-src", "zoomfile", "file", "src")
_SRCSETS = ("srcset", "data-srcset")
_ADDRESSES = {
    "a": "href",
    "area": "href",
    "audio": "src",
    "base": "href",
    "embed": "src",
    "iframe": "src",
    "object": "data",
    "source": "src",
    "video": "src",
}
_ATTRIBUTE = re.compile(r"""([^\s=<>"'/][^\s=<>]*|["'])(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]*))?""")
_NAME = re.compile(r"</?([A-Za-z][^\s/<>=\"']*)")
_NOT_SHOWN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SCREEN_READERS = re.compile(
    r"sr-?only|visually-?hidden|hidden-?visually|element-invisible|screen-?reader-?(?:text|only)|off-?screen",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_a-zA-Z]")


@attrs.frozen
class Tag:
    """A start or an end tag; names are in lower case, and of two equal ones the first counts."""

    name: str
    is_start: bool
    attributes: dict[str, str | None]

    @property
    def is_void(self) -> bool:
        """Whether it has no content."""
        return self.name in _VOID

    @property
    def has_values(self) -> bool:
        """Whether an attribute has a value."""
        return any(value is not None for value in self.attributes.values())

    @property
    def odd_attributes(self) -> list[str]:
        """The attributes that no author of HTML writes without a value."""
        return [name for name in self.attributes if name not in _BOOLEAN and not name.startswith("data-")]

    @property
    def is_hidden(self) -> bool:
        """Whether it hides its content, or leaves it to screen readers."""
        classes, style = (self.attributes.get(name) or "" for name in ("class", "style"))
        return bool("hidden" in self.attributes or _NOT_SHOWN.search(style) or _SCREEN_READERS.search(classes))

    @property
    def _shows_value(self) -> bool:
        """Whether a browser shows its ``value``, as text or as a bar."""
        kind = (self.attributes.get("type") or "").strip().lower()
        return self.name in {"meter", "progress"} or (self.name == "input" and kind not in _WITHOUT_VALUE)

    def texts(self) -> Iterator[tuple[str, str]]:
        """The attributes with text for readers; text that was parsed as attribute names is one without a name."""
        if self.name == "track":  # its label names a choice of the player
            return
        for name, value in self.attributes.items():
            if value and (self._shows_value if name == "value" else name in _TEXTS):
                yield name, value
            elif value is None and _LETTERS.search(name):
                yield "", name

    def addresses(self) -> Iterator[tuple[str, list[str]]]:
        """The element and the URLs of each thing that it loads or leads to, of which URLs one is enough."""
        given = {name: value for name, value in self.attributes.items() if value and value.strip()}
        if self.name in {"img", "amp-img", "amp-anim", "image"} or (self.name, given.get("type")) == ("input", "image"):
            if urls := [given[name] for name in _LAZY if name in given] + _candidates(given):
                urls += [given[name] for name in given if _SOURCE.fullmatch(name)]
                yield "img", urls
        elif self.name == "source":
            if urls := [given["src"]] if "src" in given else _candidates(given):
                yield "source", urls
        elif (name := _ADDRESSES.get(self.name)) and name in given:
            yield self.name, [given[name]]
        elif self.name not in KNOWN or self.name in {"frame", "bgsound"}:
            yield from ((name, [given[name]]) for name in ("href", "poster", "src") if name in given)
        if self.name == "video" and "poster" in given:
            yield "poster", [given["poster"]]
        if self.name in {"blockquote", "q", "del", "ins"} and "cite" in given:
            yield "cite", [given["cite"]]


def read_tag(source: str) -> Tag:
    """The tag that *source* is.

    Example:
        >>> read_tag('<IMG src=a.png alt="b">').attributes
        {'src': 'a.png', 'alt': 'b'}
    """
    name = _NAME.match(source)
    assert name is not None, source  # noqa: S101 # the pattern of the caller
    attributes: dict[str, str | None] = {}
    for key, value in _ATTRIBUTE.findall(source, name.end(), len(source) - 1):
        is_quoted = value[:1] in {'"', "'"} and len(value) > 1
        attributes.setdefault(key.lower(), (value[1:-1] if is_quoted else value) or None)
    return Tag(name[1].lower(), not source.startswith("</"), attributes)


def _candidates(given: dict[str, str]) -> list[str]:
    return [part.split()[0] for name in _SRCSETS if name in given for part in given[name].split(", ") if part.strip()]
