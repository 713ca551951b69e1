"""Recognizing the programming language in the conventions of many highlighters."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["language_of", "language_within"]

_PREFIXED: Final = re.compile(r"(?:^|\s)(?:language-|lang-|lang:|brush:\s*)([\w+#.-]+)", re.IGNORECASE | re.ASCII)
_SCOPE: Final = re.compile(r"(?:^|\s)highlight-(?:source-|text-)?([\w+#]+)", re.IGNORECASE | re.ASCII)
_HIGHLIGHTERS: Final = frozenset({"highlight", "hljs", "sourcecode", "syntaxhighlighter"})
_PLAIN: Final = re.compile(r"[a-z][\w+#]*", re.ASCII)
_KNOWN: Final = frozenset(
    "asm awk bash bat c c# c++ cmake clojure coffeescript cpp cs csharp css dart delphi diff dockerfile elixir erlang fsharp go "
    "golang gradle graphql groovy haskell html http ini java javascript jinja js json jsx julia kotlin latex less lisp lua "
    "makefile matlab nginx objc objectivec ocaml pascal perl php powershell properties protobuf python r ruby rust sass scala "
    "scheme scss shell sh solidity sql stylus svg swift tcl toml ts tsx typescript vb vbnet verilog vhdl vim vue xml yaml yml".split()
)
"""Names that are languages where a ``<pre>`` or ``<code>`` has them as a class of their own."""
_NONE: Final = frozenset(
    "block body box chroma code codehilite container content copyable default hljs highlight highlighter inner lines linenums "
    "line nohighlight none notranslate numberlines outer plain plaintext table tools wrap wrapper".split()
)
_NATURAL: Final = re.compile(r"(?:zh|en|ja|ko|fr|ru)(?:[-_][\w-]+)?", re.IGNORECASE)
_HOLDING_CLASSES: Final = ("class", "data-syntaxhighlighter-params")
_NAMING: Final = ("data-lang", "data-language", "data-enlighter-language", "data-tagsearch-lang")


def language_of(attributes: Mapping[str, str]) -> str | None:
    """The language of the ``<pre>`` or ``<code>`` with these attributes.

    Example:
        >>> language_of({"class": "hljs language-Python"}), language_of({"lang": "go"}), language_of({"lang": "zh-CN"})
        ('python', 'go', None)
    """
    if language := language_within(attributes) or _judged(attributes.get("lang", "")):
        return language
    return next((name for name in attributes.get("class", "").lower().split() if name in _KNOWN), None)


def language_within(attributes: Mapping[str, str]) -> str | None:
    """The language of code inside of an element with these attributes.

    Example:
        >>> language_within({"class": "highlight python"}), language_within({"class": "highlight chroma"})
        ('python', None)
    """
    for name in _HOLDING_CLASSES:
        if (classes := attributes.get(name)) and (language := _in_classes(classes)):
            return language
    return next((language for name in _NAMING if (language := _judged(attributes.get(name, "")))), None)


@lru_cache(maxsize=512)
def _in_classes(classes: str) -> str | None:
    for pattern in (_PREFIXED, _SCOPE):
        for match in pattern.finditer(classes):
            if language := _judged(match[1]):
                return language
    names = classes.lower().split()
    if _HIGHLIGHTERS.isdisjoint(names):
        return None
    first = next(index for index, name in enumerate(names) if name in _HIGHLIGHTERS)
    return next((name for name in names[first + 1 :] if _PLAIN.fullmatch(name) and _judged(name)), None)


def _judged(name: str) -> str | None:
    """Return *name* if it is the name of a programming language."""
    name = name.strip().lower()
    return None if name in _NONE or not name or _NATURAL.fullmatch(name) or len(name.split()) > 1 else name
