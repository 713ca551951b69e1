"""The differences between two articles of a post, and the normalizer that made each."""

from __future__ import annotations

import json
from collections import Counter
from difflib import SequenceMatcher
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs
from audit_articles import image_id, images_of, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["Change", "changes"]

Json: TypeAlias = "dict[str, Any]"
READING = "reading"
"""What stands for a step where the articles differ before any step."""

_METADATA = "title original_title author categories published headimg thumbnail comments".split()
_LISTS = "credits keywords alt_residue".split()
_IMAGE = "alt title alt_verdict".split()


@attrs.frozen
class Change:
    """One place in which the articles differ.

    Attributes:
        step: The step that made the difference, or ``reading``.
        field: The field of the article, or a part of one.
        kind: What became what, or the code of a diagnostic.
        before: What the old version gives, as text.
        after: What the new version gives.
    """

    step: str
    field: str
    kind: str
    before: str
    after: str

    @property
    def rule(self) -> tuple[str, str, str]:
        """What changes are counted by."""
        return self.step, self.field, self.kind


def changes(old: Json, new: Json) -> list[Change]:
    """Every difference between two results of the worker."""
    if "error" in old or "error" in new:
        errors = [side.get("error", "") for side in (old, new)]
        kind = "fails" if not errors[0] else "fails no more" if not errors[1] else "fails otherwise"
        return [] if errors[0] == errors[1] else [Change(READING, "failure", kind, *errors)]
    if {**old["article"], "source": None} == {**new["article"], "source": None}:
        return []
    pair = _Pair(_Trace(old), _Trace(new))
    return [
        *_metadata(pair),
        *_lists(pair),
        *_blocks(pair),
        *_images(pair),
        *_diagnostics(pair),
    ]


class _Trace:
    """A result with the states that it went through: after reading, and after each step that changed something."""

    def __init__(self, result: Json) -> None:
        self.article: Json = result["article"]
        self.states: dict[str, Json] = {READING: result["raw"]}
        self.block_changes: dict[str, list[tuple[list[str], list[str]]]] = {}
        state: Json = result["raw"]
        for step in result["steps"]:
            state = {**state, **step["fields"], "blocks": _applied(state["blocks"], step["blocks"])}
            self.states[step["name"]] = state
            self.block_changes[step["name"]] = [(_keys(before), _keys(after)) for before, after in step["blocks"]]

    def state_at(self, steps: Sequence[str]) -> Json:
        """The state after the last of *steps* that changed something."""
        return self.states[next(step for step in reversed(steps) if step in self.states)]


def _applied(blocks: list[Any], block_changes: list[Any]) -> list[Any]:
    """*blocks* with the changes of a step, which come in order without their places."""
    result: list[Any] = []
    place = 0
    for before, after in block_changes:
        if before:
            start = next((at for at in range(place, len(blocks)) if blocks[at : at + len(before)] == before), place)
            result += blocks[place:start]
            place = start + len(before)
        result += after
    return result + blocks[place:]


class _Pair:
    """The traces of both versions, step by step."""

    def __init__(self, old: _Trace, new: _Trace) -> None:
        self.old, self.new = old, new
        self.steps = list(new.states)
        for place, name in enumerate(old.states):
            if name not in self.steps:
                before = next(step for step in reversed(list(old.states)[:place]) if step in self.steps)
                self.steps.insert(self.steps.index(before) + 1, name)
        self._states = [
            (old.state_at(self.steps[: place + 1]), new.state_at(self.steps[: place + 1]))
            for place in range(len(self.steps))
        ]

    def maker(self, select: Callable[[Json], object]) -> str:
        """The step since which the versions differ in what *select* takes of a state."""
        found = READING
        is_different = False
        for step, (old, new) in zip(self.steps, self._states, strict=True):
            was_different, is_different = is_different, select(old) != select(new)
            if is_different and not was_different:
                found = step
        return found

    def maker_of_blocks(self, old_blocks: Sequence[str], new_blocks: Sequence[str]) -> str:
        """The step since which two runs of blocks differ; they are followed back to the blocks that they were made of."""
        olds, news = {*old_blocks}, {*new_blocks}
        for place in range(len(self.steps) - 1, -1, -1):
            old, new = (Counter(_keys(state["blocks"])) for state in self._states[place])
            if place < len(self.steps) - 1 and all(old[block] == new[block] for block in olds | news):
                return self.steps[place + 1]
            olds = _origin(olds, self.old.block_changes.get(self.steps[place], []))
            news = _origin(news, self.new.block_changes.get(self.steps[place], []))
        return READING


def _origin(blocks: set[str], block_changes: list[tuple[list[str], list[str]]]) -> set[str]:
    for before, after in block_changes:
        if blocks.intersection(after):
            blocks = blocks.difference(after).union(before)
    return blocks


def _keys(blocks: list[Any]) -> list[str]:
    return [json.dumps(block, ensure_ascii=False, sort_keys=True) for block in blocks]


def _text(value: Any) -> str:
    """*value* as text; fields that hold nothing are left out, so that one that only a new version has is no change."""
    if isinstance(value, dict):
        value = {name: each for name, each in value.items() if each}
    return value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)


def _metadata(pair: _Pair) -> Iterator[Change]:
    old, new = pair.old.article, pair.new.article
    for name in _METADATA:
        if old.get(name) != new.get(name):
            step = pair.maker(partial(_value, name))
            yield Change(
                step, name, _appearing(old.get(name), new.get(name)), _text(old.get(name)), _text(new.get(name))
            )
    for key in {**old["front_matter"], **new["front_matter"]}:
        values = [side["front_matter"].get(key) for side in (old, new)]
        if values[0] != values[1]:
            yield Change(READING, "front_matter", key, _text(values[0]), _text(values[1]))


def _appearing(old: Any, new: Any) -> str:
    return "changed" if old and new else "lost" if old else "found"


def _lists(pair: _Pair) -> Iterator[Change]:
    """Items that only one version has; the first that is gone stands beside the first that came."""
    for name in _LISTS:
        items = [Counter(map(_text, side.article.get(name, ()))) for side in (pair.old, pair.new)]
        gone, came = list((items[0] - items[1]).elements()), list((items[1] - items[0]).elements())
        for place in range(max(len(gone), len(came))):
            before, after = (each[place] if place < len(each) else "" for each in (gone, came))
            step = pair.maker(partial(_count, name, after or before))
            yield Change(step, name, _appearing(before, after), before, after)


def _value(name: str, state: Json) -> object:
    return state.get(name)


def _count(name: str, item: str, state: Json) -> int:
    return [_text(each) for each in state.get(name, ())].count(item)


def _blocks(pair: _Pair) -> Iterator[Change]:
    """Runs of blocks that differ in more than their images' texts and captions, which are counted by themselves."""
    full = [side.article["blocks"] for side in (pair.old, pair.new)]
    bare = [_keys(_bare(blocks)) for blocks in full]
    for tag, i, j, k, m in SequenceMatcher(None, bare[0], bare[1], autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        olds, news = full[0][i:j], full[1][k:m]
        pairs = [(olds, news)]
        if len(olds) == len(news):
            pairs = [([old], [new]) for old, new in zip(olds, news, strict=True)]
        elif not olds or not news:
            pairs = [([old], []) for old in olds] + [([], [new]) for new in news]
        for olds, news in pairs:
            step = pair.maker_of_blocks(_keys(olds), _keys(news))
            yield Change(step, "blocks", _kind(olds, news), shown(olds), shown(news))


def _bare(value: Any) -> Any:
    """A block without what is counted elsewhere: the texts and URLs of images, and captions."""
    if isinstance(value, list):
        return [_bare(each) for each in value]
    if not isinstance(value, dict):
        return value
    if "src" in value and "alt_verdict" in value:
        return image_id(value)
    return {name: _bare(each) for name, each in value.items() if name != "caption" and each}


def _kind(olds: list[Json], news: list[Json]) -> str:
    names = [
        "nothing" if not side else " + ".join(dict.fromkeys(block["type"] for block in side)) for side in (olds, news)
    ]
    if names[0] != names[1] or len(olds) != 1 or len(news) != 1:
        return " → ".join(names)
    parts = [name for name in olds[0] if _bare(olds[0]).get(name) != _bare(news[0]).get(name)]
    if parts == ["inlines"]:
        parts = ["text" if shown(olds) != shown(news) else "inlines"]
    return f"{names[0]}: {', '.join(parts)}"


def _images(pair: _Pair) -> Iterator[Change]:
    """Images that one version lacks, and texts, verdicts, URLs and captions of those that both have."""
    olds, news = (dict(images_of(side.article["blocks"])) for side in (pair.old, pair.new))
    for name in {**olds, **news}:
        old, new = olds.get(name, {}), news.get(name, {})
        if not old or not new:
            step = pair.maker(partial(_has_image, name))
            yield Change(step, "images", _appearing(old, new), _text(old.get("src")), _text(new.get("src")))
            continue
        for part, label in (("src", "src"), ("caption", "caption"), ("alt", "alt")):
            values = [[side[each] for each in _IMAGE] if part == "alt" else side[part] for side in (old, new)]
            if values[0] != values[1]:
                parts = _IMAGE if part == "alt" else [part]
                step = pair.maker(partial(_parts, name, parts))
                kind = _verdicts(old, new) if part == "alt" else _appearing(*values)
                texts = [_alt(side) if part == "alt" else _text(side[part]) for side in (old, new)]
                yield Change(step, f"image {label}", kind, *texts)


def _verdicts(old: Json, new: Json) -> str:
    if old["alt_verdict"] != new["alt_verdict"]:
        return f"{old['alt_verdict']} → {new['alt_verdict']}"
    return f"{new['alt_verdict']}: {', '.join(name for name in _IMAGE if old[name] != new[name])}"


def _alt(image: Json) -> str:
    return "\n".join(f"{name}: {image[name]}" for name in _IMAGE if image[name])


def _has_image(name: str, state: Json) -> bool:
    return name in dict(images_of(state["blocks"]))


def _parts(name: str, parts: Sequence[str], state: Json) -> list[object]:
    image = dict(images_of(state["blocks"])).get(name, {})
    return [image.get(part) for part in parts]


def _diagnostics(pair: _Pair) -> Iterator[Change]:
    """Messages that only one version has, by their code; lines do not count."""
    olds, news = (
        Counter((note["code"], note["message"]) for note in side.article["diagnostics"])
        for side in (pair.old, pair.new)
    )
    gone, came = list((olds - news).elements()), list((news - olds).elements())
    for code in dict.fromkeys(code for code, _ in (*gone, *came)):
        before, after = ([message for each, message in side if each == code] for side in (gone, came))
        step = pair.maker(partial(_messages, code))
        for place in range(max(len(before), len(after))):
            texts = [side[place] if place < len(side) else "" for side in (before, after)]
            yield Change(step, "diagnostics", f"{code}: {_appearing(*texts)}", *texts)


def _messages(code: str, state: Json) -> Counter[str]:
    return Counter(note["message"] for note in state["diagnostics"] if note["code"] == code)
