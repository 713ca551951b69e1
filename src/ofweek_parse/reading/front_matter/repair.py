"""Repair of text values that YAML would misread or reject, at any depth.

The generator quotes titles and URLs without escaping their content, and does not quote categories and tags.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ofweek_parse.model.front_matter import FrontMatter
from ofweek_parse.reading.front_matter.findings import HeaderFindings
from ofweek_parse.reading.front_matter.lines import Entry, Stray, entries, has_deeper_item, opens_block
from ofweek_parse.reading.front_matter.scalars import too_deep

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ofweek_parse.model.front_matter import FrontMatterValue
    from ofweek_parse.reading.limits import Limits

__all__ = ["NotComposedError", "Repair", "as_written"]

_TEXT_KEYS = frozenset({"title", "author", "date", "headimg", "thumbnail"})
_PATH_KEYS = frozenset({"categories", "category"})
_LIST_KEYS = _PATH_KEYS | {"tags", "tag", "keywords"}
_PROBLEMS = {
    "key-indented": "the spaces before {key} were ignored; remove them",
    "colon-repaired": "{key} was read although no ASCII colon and space follow it",
}
_ODD = re.compile(r"[#&\[{]|^ *- (?: *[?|>]|.*:(?:[ \t]|$))|:[ ]+[|>]$", re.MULTILINE)
_TIGHT_COMMENT = re.compile(r"""(?:'[^']*(?:''[^']*)*'|"[^"\\]*(?:\\.[^"\\]*)*")#""")
_FLOW_ITEM = re.compile(
    r"""\s* (?: "([^"\\]*(?:\\.[^"\\]*)*)" \s* | '([^']*(?:''[^']*)*)' \s* | ([^\s,\[\]][^,\[\]]*)? ) (?:,|\Z)""",
    re.DOTALL | re.VERBOSE,
)


class NotComposedError(Exception):
    """The text is not one YAML document of plain mappings, lists and scalars."""

    def __init__(self, problem: str, line: int, column: int) -> None:
        super().__init__(problem)
        self.problem: str = problem
        self.line: int = line
        self.column: int = column


class Repair:
    """Reads a block that is not YAML as a whole, entry by entry, so that one bad line costs that line only."""

    def __init__(
        self,
        compose: Callable[[str, int, HeaderFindings], FrontMatterValue],
        limits: Limits,
        found: HeaderFindings,
    ) -> None:
        """Use *compose* to parse text from a line on as YAML; what is found is added to *found*."""
        self._compose = compose
        self._limits = limits
        self._found = found

    def read(
        self, rows: Sequence[str], line: int, problem: str, *, parent: str | None = None, depth: int = 1
    ) -> FrontMatterValue:
        """Return the mapping or list in *rows*, which begin at *line* and have the *problem*."""
        if depth > self._limits.header_depth:
            raise too_deep(self._limits, line, 1)
        items: dict[str, FrontMatterValue] = {}
        places: dict[str, int] = {}
        values: list[FrontMatterValue] = []
        for entry in entries(rows, line):
            if isinstance(entry, Stray):
                message = f"{entry.text.strip()!r} is not valid YAML ({problem}); the line was left out."
                self._found.add("yaml-syntax", message, line=entry.line)
                continue
            held = self._entry(entry, parent, depth)
            if isinstance(held, tuple):
                values.extend(held)
                continue
            for key, value in held.items():
                if key in items:
                    self._found.add_duplicate(key, places[key], entry.line)
                else:
                    items[key] = value
                    places[key] = entry.line
        return tuple(values) if values else FrontMatter(items) if items else None

    def _entry(
        self, entry: Entry, parent: str | None, depth: int
    ) -> Mapping[str, FrontMatterValue] | tuple[FrontMatterValue, ...]:
        """Return the mapping of one key, or the list of one item, that *entry* is."""
        if entry.problem:
            place = "the dash" if entry.key is None else f"the key {entry.key}"
            message = f"Line {entry.line}: {_PROBLEMS[entry.problem].format(key=place)}."
            self._found.add(entry.problem, message, line=entry.line)
        odd = HeaderFindings()
        value: FrontMatterValue
        try:
            held = self._composed(entry, odd)
        except NotComposedError as broken:
            value = self._broken(entry, broken, parent, depth)
        else:
            self._found.extend(odd)
            if isinstance(held, FrontMatter):
                return {key: _fixed(part, entry, parent, depth, self._found) for key, part in held.items()}
            value = _fixed(held[0], entry, parent, depth, self._found)
        return (value,) if entry.key is None else {entry.key: value}

    def _composed(self, entry: Entry, found: HeaderFindings) -> FrontMatter | tuple[FrontMatterValue, ...]:
        """Return the mapping or list that YAML reads in the lines of *entry*."""
        lines = "\n".join((*entry.lines, ""))
        if has_deeper_item(lines) and _inner(entry):
            raise NotComposedError("an item is indented", entry.line, 1)
        held = self._compose(lines, entry.line, found)
        if not isinstance(held, (FrontMatter, tuple)) or isinstance(held, tuple) != (entry.key is None):
            raise NotComposedError("a comment begins in the key", entry.line, 1)
        return held

    def _broken(self, entry: Entry, broken: NotComposedError, parent: str | None, depth: int) -> FrontMatterValue:
        inner = _inner(entry)
        if inner and not (parent in _LIST_KEYS and len(inner) == 1 and not entry.value.startswith("- ")):
            key = entry.key if depth == 1 else None
            return self.read(
                inner, entry.line + len(entry.lines) - len(inner), broken.problem, parent=key, depth=depth + 1
            )
        text = _repaired(entry, broken, self._found)
        is_list = depth == 1 and entry.key in _LIST_KEYS
        is_path = entry.key is None and parent in _PATH_KEYS
        return (_flow_items(text) if is_list or is_path else None) or text


def _flow_items(text: str) -> tuple[str, ...] | None:
    """Return the items of the list in brackets that *text* is, or ``None`` where it is none.

    Example:
        >>> _flow_items("[a, 'b, c', @d]"), _flow_items("[a] b")
        (('a', 'b, c', '@d'), None)
    """
    if not (text.startswith("[") and text.endswith("]")):
        return None
    items = []
    at, end = 1, len(text) - 1
    while at < end:
        match = _FLOW_ITEM.match(text, at, end)
        if match is None:
            return None
        double, single, plain = match.groups()
        items.append((single.replace("''", "'") if single else double or plain or "").strip())
        at = match.end()
    return tuple(filter(None, items))


def _inner(entry: Entry) -> tuple[str, ...]:
    """Return the lines of the block that is the value of *entry*, which has several; none where it is no block."""
    rest = entry.lines[1:]
    if not entry.value or entry.value.startswith("#"):
        first = next((row for row in rest if row.strip() and not row.lstrip().startswith("#")), "")
        return rest if opens_block(first) else ()
    if entry.key is None and opens_block(entry.value):
        return (" " * (entry.column - 1) + entry.value, *rest)
    return ()


def _repaired(entry: Entry, broken: NotComposedError, found: HeaderFindings) -> str:
    """Return the text that the generator meant, which quotes values without escaping anything."""
    raw = " ".join(filter(None, (entry.value, *(row.strip() for row in entry.lines[1:]))))
    quote = raw[0] if raw and raw[0] in "\"'" else ""
    closed = bool(quote) and len(raw) > 1 and raw.endswith(quote)
    text = (_peeled(raw) or raw[1:-1]) if closed else raw
    is_as_written = broken.line == entry.line and entry.problem != "colon-repaired"
    code, column = "quote-repaired", broken.column if is_as_written else entry.column
    if len(entry.lines) > 1 or (quote and raw.count(quote) == 1):
        code, column = "yaml-syntax", entry.column
    elif closed and quote == '"' and '"' not in text and '"' not in raw[1:-1]:
        code = "bad-escape"
    elif not quote and re.search(r":(?:\s|$)", raw):
        code = "unquoted-colon"
    message = f"{_label(entry)} {raw} is not valid YAML ({broken.problem}); it was read as {text!r}."
    found.add(code, message, line=entry.line, column=column)
    return text


def _peeled(raw: str) -> str:
    """Return the text in quotes that a generator put around another's; nothing where there is one pair only.

    Example:
        >>> _peeled("\\"\\"'湖边日记'\\"\\""), _peeled("\\"\\"湖边的'日记'\\"\\"")
        ('湖边日记', "湖边的'日记'")
    """
    quote = raw[0]
    if not (raw.startswith(quote * 2) and raw.endswith(quote * 2)):
        return ""
    text = raw.strip(quote)
    other = "'" if quote == '"' else '"'
    if len(text) > 2 and text[0] == text[-1] == other:
        # An even number: they may be pairs of which the outer two belong to different ones.
        between = text.count(other) - 2
        if between == 0 or between % 2:
            return text[1:-1]
    return text


def as_written(value: FrontMatter, header: str, line: int, found: HeaderFindings) -> FrontMatter:
    """Return *value* with those values put right that YAML takes for a comment, an anchor or a collection."""
    if not _ODD.search(header):
        return value
    corrected = _corrected(value, header.split("\n"), line, None, 1, found)
    return corrected if isinstance(corrected, FrontMatter) else value


def _corrected(
    value: FrontMatterValue,
    rows: Sequence[str],
    line: int,
    parent: str | None,
    depth: int,
    found: HeaderFindings,
) -> FrontMatterValue:
    parts = [entry for entry in entries(rows, line) if isinstance(entry, Entry)]
    if isinstance(value, FrontMatter):
        items = dict(value)
        for key, entry in {entry.key: entry for entry in reversed(parts)}.items():  # the first of those with one key
            if key in items:
                items[key] = _fixed(items[key], entry, parent, depth, found)
        return FrontMatter(items)
    if isinstance(value, tuple) and len(parts) == len(value) and parts[0].key is None:
        pairs = zip(value, parts, strict=True)
        return tuple([_fixed(held, entry, parent, depth, found) for held, entry in pairs])
    return value


def _fixed(
    held: FrontMatterValue, entry: Entry, parent: str | None, depth: int, found: HeaderFindings
) -> FrontMatterValue:
    """Return the intended value of *entry*, which YAML reads as *held*."""
    if len(entry.lines) > 1:
        inner = _inner(entry)
        key = entry.key if depth == 1 else None
        first = entry.line + len(entry.lines) - len(inner)
        return _corrected(held, inner, first, key, depth + 1, found) if inner else held
    raw = entry.value
    is_text = (depth == 1 and entry.key in _TEXT_KEYS) or (entry.key is None and parent in _LIST_KEYS)
    code = message = ""
    meant: FrontMatterValue = held
    if raw[:1] in {"'", '"'} and not isinstance(held, Mapping):
        if _is_cut(raw, held):
            code, meant = "quote-repaired", raw[1:-1] if raw.endswith(raw[0]) else raw
            message = f"{_label(entry)} {raw} would be cut short by YAML; it was read as {meant!r}."
    elif depth == 1 and entry.key in _LIST_KEYS and _holds_mapping(held) and (items := _flow_items(raw)):
        code, meant = "unquoted-value", items
        message = f"{_label(entry)} {raw} was read as a list of texts; put each in quotes."
    elif _is_taken_otherwise(raw, held, is_text=is_text, is_path=parent in _PATH_KEYS):
        code, meant = "unquoted-value", raw
        message = f"{_label(entry)} {raw} was read as text; put it in quotes."
    elif held != raw and (cut := re.search(r"(?:^|\s)#.*", raw)):
        code = "comment-cut"
        message = (
            f"{_label(entry)} {raw} ends at {cut[0].strip()!r} in YAML; put the value in quotes if that is part of it."
        )
    if code:
        found.add(code, message, line=entry.line, column=entry.column)
    return meant


def _holds_mapping(held: FrontMatterValue) -> bool:
    return isinstance(held, tuple) and any(isinstance(part, Mapping) for part in held)


def _is_cut(raw: str, held: FrontMatterValue) -> bool:
    """Return whether YAML reads *held*, the beginning of the quoted text *raw*, since a comment follows an inner quote."""
    if _TIGHT_COMMENT.match(raw):  # which is no comment but for libyaml
        return True
    if not (isinstance(held, str) and raw.endswith(raw[0]) and len(held) < len(raw) - 2):
        return False
    return raw[1 : len(held) + 1] == held and re.search(rf"{raw[0]}\s+#", raw) is not None


def _is_taken_otherwise(raw: str, held: FrontMatterValue, *, is_text: bool, is_path: bool) -> bool:
    """Return whether *raw* is text that YAML reads as *held*.

    Args:
        raw: An unquoted value of one line.
        held: The value that YAML reads.
        is_text: Whether its place is for text.
        is_path: Whether a list of texts is as good there, as a path is among Hexo's categories.
    """
    match raw[:1]:
        case "&":
            return True
        case "#":
            return is_text or not (len(raw) == 1 or raw[1].isspace() or raw[1] == "#")
        case "|" | ">":
            return is_text and held == ""
    return is_text and (isinstance(held, Mapping) or (raw[:1] == "[" and not is_path))


def _label(entry: Entry) -> str:
    return "-" if entry.key is None else f"{entry.key}:"
