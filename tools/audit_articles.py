"""The JSON form of an article for the audit: blocks as readable text, and their images."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["image_id", "images_of", "shown"]

_BLOCK_TYPES = frozenset("paragraph heading figure list table quote code-block embed rule excerpt-mark".split())


def image_id(image: dict[str, Any]) -> str:
    """The URL of *image* in the file."""
    return str(image.get("original_src") or image["src"])


def shown(value: Any) -> str:
    """The text of blocks and inlines, with a word for what kind each block is."""
    if isinstance(value, list):
        parts = [shown(each) for each in value]
        is_blocks = any(isinstance(each, dict) and each.get("type", "") in _BLOCK_TYPES for each in value)
        return ("\n" if is_blocks or any(isinstance(each, list) for each in value) else "").join(filter(None, parts))
    if not isinstance(value, dict):
        return ""
    kind = value.get("type", "")
    if "image" in value:
        inner = f"[{image_id(value['image'])}] {shown(value.get('caption', []))}".rstrip()
    else:
        texts = [value[name] for name in ("text", "code", "tex", "url") if isinstance(value.get(name), str)]
        inner = texts[0] if texts else "".join(shown(each) for each in value.values())
    mark = {"strong": "**", "emphasis": "*", "code": "`"}.get(kind, "")
    if kind == "line-break":
        return "\n"
    if kind == "link":
        return f"[{inner}]({value.get('href')})"
    return f"{kind}: {inner}" if kind in _BLOCK_TYPES else f"{mark}{inner}{mark}"


def images_of(blocks: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each image by its URL in the file and how often that came before, with its caption."""
    seen: Counter[str] = Counter()
    for image in _walk(blocks, ""):
        name = image_id(image)
        seen[name] += 1
        yield f"{name} {seen[name]}", image


def _walk(value: Any, caption: str) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for each in value:
            yield from _walk(each, caption)
    elif isinstance(value, dict):
        if "src" in value and "alt_verdict" in value:
            yield {**value, "caption": caption}
        caption = shown(value["caption"]) if value.get("caption") else ""
        for each in value.values():
            yield from _walk(each, caption)
