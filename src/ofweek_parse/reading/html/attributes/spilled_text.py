"""Text that spilled out of the attributes of an image, because a quotation mark in it ended a value too early.

Parsers take it for names of attributes, in lower case; the source has it as the author wrote it.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ofweek_parse.characters import clean
from ofweek_parse.reading.html import elements

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

__all__ = ["ATTRIBUTE", "ImageTags"]

# Linear in spite of the unclosed quotes: behind one that is never closed is no other.
ATTRIBUTE: Final = re.compile(r"""[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?""")
"""An attribute in a tag: its name, and its value in double, single or no quotes."""

_PLAIN_NAME: Final = re.compile(r"[A-Za-z_:@][\w:.@-]*", re.ASCII)
_EXPECTED: Final = frozenset(
    "align alt aria-hidden aria-label border class contenteditable crossorigin decoding draggable fetchpriority height hidden "
    "hspace id ismap itemprop lang loading longdesc lowsrc name referrerpolicy rel role sizes src srcset style tabindex "
    "target title usemap vspace width".split()
)
_IMAGE_TAG: Final = re.compile(rf"<(?:{'|'.join(sorted(elements.tags_of('image')))})(?=[\s/>])", re.IGNORECASE)
_COMPARED: Final = 24
"""Characters of a name that are never more than the 100 bytes which libxml2 keeps."""


class Spill(NamedTuple):
    """Text among attribute names.

    Attributes:
        owner: The attribute that a quotation mark in it ended too early, ``alt`` or ``title``, or ``""``.
        text: The text, with what its owner has of it, as the file has it.
    """

    owner: str
    text: str


def is_broken(names: Collection[str]) -> bool:
    """Return whether one of the attribute *names* is none that an author or a framework writes."""
    return not _EXPECTED.issuperset(names) and not all(map(_PLAIN_NAME.fullmatch, names))


def spills(source: str) -> list[Spill]:
    """Return the texts that spilled in a tag with the attributes *source*.

    Example:
        >>> spills('src="a.png" title="他说"好"吧" alt=风机 图')
        [Spill(owner='title', text='他说"好"吧'), Spill(owner='', text='图')]
    """
    found: list[Spill] = []
    run: list[re.Match[str]] = []
    owner: re.Match[str] | None = None
    for attribute in ATTRIBUTE.finditer(source):
        name = attribute[1].lower()
        if not _PLAIN_NAME.fullmatch(name) or (
            attribute.end() == attribute.end(1) and name not in _EXPECTED and not name.startswith("data-")
        ):
            run.append(attribute)
            continue
        found += _spill(source, owner, run)
        owner, run = attribute, []
    return [*found, *_spill(source, owner, run)]


def _spill(source: str, owner: re.Match[str] | None, run: list[re.Match[str]]) -> Iterator[Spill]:
    """Return the text in a *run* of names after the broken attribute *owner*."""
    if not is_broken([name[1] for name in run]):
        return
    start, end = run[0].start(1), run[-1].end()
    if owner is not None and (name := owner[1].lower()) in {"alt", "title"}:
        mark = next((mark for mark, group in (('"', 2), ("'", 3)) if owner[group] is not None), "")
        if not mark and not owner[4]:  # a name without a value
            mark = next((mark for mark in "\"'" if mark in source[start:end]), "")
        if mark and mark in source[start:end]:
            # The quote that closed the attribute too early belongs to the text; the one that was meant to close it does not.
            value = next((owner.start(group) for group in (2, 3) if owner[group]), start)
            yield Spill(name, _text(source[value:end].removesuffix(mark)))
            return
    yield Spill("", _text(source[start:end]))


def _text(source: str) -> str:
    return clean(html.unescape(source)).strip()


class ImageTags:
    """The tags of images in *markup*, in which those with broken attributes are found one after the other."""

    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._searched_to = 0

    def broken_text(self, attributes: Mapping[str, str]) -> tuple[str, str]:
        """Return which of ``alt`` and ``title`` of the next tag spilled text into attribute names, and all such text.

        Both are ``""`` if *attributes* are not broken.

        Example:
            >>> tags = ImageTags('<img src="a.png" title="第一股"来了" alt="">')
            >>> tags.broken_text({"src": "a.png", "title": "第一股", '来了"': "", "alt": ""})
            ('title', '第一股"来了')
        """
        if not is_broken(attributes):
            return "", ""
        found = self._spills(attributes)
        owners, texts = [spill.owner for spill in found if spill.owner], dict.fromkeys(spill.text for spill in found)
        return " ".join(owners), " ".join(texts)

    def _spills(self, attributes: Mapping[str, str]) -> list[Spill]:
        broken = next(name for name in attributes if is_broken((name,)))[:_COMPARED].lower()
        for tag in _IMAGE_TAG.finditer(self._markup, self._searched_to):
            end = tag.end()
            names: list[str] = []
            while (attribute := ATTRIBUTE.match(self._markup, end)) is not None:
                end = attribute.end()
                names.append(attribute[1][:_COMPARED].lower())
            if broken in names:
                self._searched_to = end
                return spills(self._markup[tag.end() : end])
        self._searched_to = len(self._markup)
        return spills(" ".join(f'{name}="{value}"' if value else name for name, value in attributes.items()))
