"""Converting the attributes of ``<img>`` to an `Image`."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple, get_args

from ofweek_parse.characters import clean
from ofweek_parse.model.constructors import make_image
from ofweek_parse.model.inlines import AltVerdict
from ofweek_parse.reading.html.attributes.image_sources import source_of
from ofweek_parse.reading.html.attributes.styles import ATTRIBUTE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from ofweek_parse.model.inlines import Image

__all__ = ["broken_text", "pixels", "read_image"]

_VERDICTS: Final = frozenset(get_args(AltVerdict))
_PLAIN_NAME: Final = re.compile(r"[A-Za-z_:@][\w:.@-]*", re.ASCII)
_EXPECTED: Final = frozenset(
    "align alt aria-hidden aria-label border class contenteditable crossorigin decoding draggable fetchpriority height hidden "
    "hspace id ismap itemprop lang loading longdesc lowsrc name referrerpolicy rel role sizes src srcset style tabindex "
    "target title usemap vspace width".split()
)
_PIXELS: Final = re.compile(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*", re.ASCII)
_QUOTE: Final = re.compile("[\"'＂＇]")


def pixels(value: str | None) -> int | None:
    """A length in CSS pixels; ``None`` for a percentage and for what is no length.

    Example:
        >>> pixels("600px"), pixels("50%")
        (600, None)
    """
    match = _PIXELS.fullmatch(value) if value else None
    return int(match[1]) if match else None


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


def parsed_spills(attributes: Mapping[str, str]) -> list[Spill]:
    """Return `spills` of the parsed *attributes*, for when the source is not available."""
    return spills(" ".join(f'{name}="{value}"' if value else name for name, value in attributes.items()))


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


def broken_text(
    attributes: Mapping[str, str], spilled: Callable[[Mapping[str, str]], list[Spill]] = parsed_spills
) -> tuple[str, str]:
    """Return which of ``alt`` and ``title`` spilled text into attribute names, and all such text; else two ``""``.

    *spilled* finds the text, which is in the source as the author wrote it.

    Example:
        >>> broken_text({"src": "a.png", "title": "", '第一股"来了"': "", "alt": ""})
        ('title', '第一股"来了')
    """
    if not is_broken(attributes):
        return "", ""
    found = spilled(attributes)
    owners, texts = [spill.owner for spill in found if spill.owner], dict.fromkeys(spill.text for spill in found)
    return " ".join(owners), " ".join(texts)


def read_image(
    attributes: Mapping[str, str], resolve: Callable[[str], str], broken: tuple[str, str] = ("", "")
) -> Image | None:
    """Return the image with these *attributes*, or ``None`` if they contain no URL.

    *resolve* makes a URL absolute; *broken* is the result of `broken_text`. Text that a quotation mark cut becomes the
    ``title``, or the ``alt`` beside a whole ``title``: of the two, it is the one with such a mark.
    """
    src = source_of(attributes)
    if not src:
        return None
    get = attributes.get
    alt, title = get("alt", "").strip(), get("title", "").strip()
    owners, text = broken
    alt, title = "" if "alt" in owners else alt, "" if "title" in owners else title
    verdict: AltVerdict = "kept" if alt else "absent"
    if _QUOTE.search(text) and not (alt and title):
        verdict = "broken"
        if title and not _QUOTE.search(title):
            alt = text
        else:
            title = f"{title} {text}"
    told: Any = get("data-alt-verdict")  # a post written by this library
    return make_image(
        src=resolve(src),
        alt=alt,
        title=title.strip() or None,
        width=pixels(get("width")),
        height=pixels(get("height")),
        original_src=get("data-fetched-from"),
        alt_verdict=told if told in _VERDICTS else verdict,
    )
