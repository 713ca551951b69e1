"""Parsing a YAML front-matter block; the only module that imports PyYAML.

YAML is read as events (with libyaml if available), which neither recurse nor resolve anything: tags, aliases and deep
nesting are rejected as they occur. A scalar is converted only if the conversion is reversible. A block that is not
valid YAML is read entry by entry, so that a malformed line costs at most one key.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from ofweek_parse.characters import clean
from ofweek_parse.errors import FrontMatterError
from ofweek_parse.model.front_matter import FrontMatter, FrontMatterValue
from ofweek_parse.reading.decoding import position
from ofweek_parse.reading.front_matter.findings import HeaderFindings
from ofweek_parse.reading.front_matter.lines import has_deeper_item, has_tight_key
from ofweek_parse.reading.front_matter.repair import NotComposedError, Repair, as_written
from ofweek_parse.reading.front_matter.scalars import too_deep, typed
from ofweek_parse.reading.front_matter.sources import with_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofweek_parse.model.diagnostics import Diagnostic
    from ofweek_parse.reading.limits import Limits

__all__ = ["composes", "read_yaml_header"]

_LOADER: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_TYPED_BY_YAML = re.compile(
    r"""
    ~ | (?i: null | true | false | yes | no | on | off | y | n )
    | [-+]? [\d.] [\d_.,:]* (?: [eE] [-+]? \d+ )?     # a number or a time
    | 0[xob] [\da-fA-F_]+
    """,
    re.ASCII | re.VERBOSE,
)
# libyaml 0.2.6 reads ahead, and may meet its own limit of 1,000 first.
_OWN_DEPTH_LIMIT = "exceeded maximum nesting depth"
_ODD_BREAK = re.compile("[\x85\u2028\u2029]")
_ODD_INDENT = re.compile(
    r"^[\u3000\xa0\u200b-\u200d\u2060\ufeff]+(?=[A-Za-z_][\w-]*[ ]*[:：]|-[ ]|$)", re.ASCII | re.MULTILINE
)
_LEADING_TAB = re.compile(r"^([ ]*)(\t+)", re.MULTILINE)
_TAB_AFTER_COLON = re.compile(r"^([^\s:'\"][^\n:]*:)[ ]*\t[ \t]*(?=\S)", re.MULTILINE)
_TRAILING_TAB = re.compile(r"(?<=[^ \t\n])[ ]*\t[ \t]*$", re.MULTILINE)
_BLANK_VALUE = re.compile(r"(?<=[^ \n]:) [ \t]*[\xa0\u3000][ \t\xa0\u3000]*$", re.MULTILINE)
_YAML_TAG = "tag:yaml.org,2002:"
_DIRECTIVE = re.compile(r"^%.*$", re.MULTILINE)


def composes(header: str, limits: Limits) -> bool:
    """Whether *header* is a valid YAML mapping that needs no repair."""
    try:
        return isinstance(_compose(header, 1, limits, HeaderFindings()), FrontMatter)
    except (NotComposedError, FrontMatterError):
        return False


def read_yaml_header(header: str, line: int, limits: Limits, diagnostics: list[Diagnostic]) -> FrontMatter:
    """Return the mapping in *header*.

    Args:
        header: The text between the fences.
        line: The line of the file that it begins in.
        limits: How long and deep it may be.
        diagnostics: Gets what was found.

    Raises:
        FrontMatterError: The header contains an alias or a tag.
        LimitError: The header is too long or too deeply nested.
    """
    found = HeaderFindings()
    header = _plain(header, line, found)
    value = _read(header, line, limits, found)
    diagnostics += found.all()
    return with_source(value, header, line, found.odd_lines) if value else value


def _read(header: str, line: int, limits: Limits, found: HeaderFindings) -> FrontMatter:
    odd = HeaderFindings()
    try:
        value = _compose_whole(header, line, limits, odd)
        found.extend(odd)
        if isinstance(value, FrontMatter):
            return as_written(value, header, line, found)
    except NotComposedError as failure:
        repair = Repair(lambda text, first, odd: _compose(text, first, limits, odd), limits, found)
        value = repair.read(header.split("\n"), line, failure.problem)
        if isinstance(value, FrontMatter):
            return value
    if header.strip() and any(not row.lstrip().startswith("#") for row in header.splitlines() if row.strip()):
        message = "The front matter is a list or a scalar, not `key: value` lines; it was left out."
        found.add("front-matter-not-a-mapping", message, line=line)
    else:
        found.add("front-matter-empty", "The front matter has no keys.", line=line)
    return FrontMatter()


def _plain(header: str, line: int, found: HeaderFindings) -> str:
    """Return *header* without what YAML would trip over or, worse, read as a new line."""

    def report(code: str, message: str, match: re.Match[str]) -> None:
        row, column = position(match.string, match.start())
        found.add(code, message, line=line - 1 + row, column=column)

    if match := _ODD_BREAK.search(header):
        report("odd-line-break", f"U+{ord(match[0]):04X} in the front matter was replaced by a space.", match)
        header = _ODD_BREAK.sub(" ", header)
    if "\t" in header:
        if match := _LEADING_TAB.search(header):
            report("tab-indent", "Each leading tab was read as two spaces.", match)
            header = _LEADING_TAB.sub(lambda tabs: tabs[1] + "  " * len(tabs[2]), header)
        header = _TAB_AFTER_COLON.sub(r"\1 ", header)
        header = _TRAILING_TAB.sub("", header)
    if not header.isascii():
        if match := _ODD_INDENT.search(header):
            report("key-indented", f"U+{ord(match[0][0]):04X} at the start of a line was ignored.", match)
            header = _ODD_INDENT.sub("", header)
        header = _BLANK_VALUE.sub("", header)
    if "%" in header and (match := _DIRECTIVE.search(header)):
        report("yaml-directive", f"The YAML directive {match[0]!r} was left out.", match)
        header = _DIRECTIVE.sub("", header)
    return header


def _events(text: str, line: int, limits: Limits) -> Iterator[Any]:
    """The events of *text*, refusing whatever could do harm."""
    loader = _LOADER(text)
    depth = 0
    try:
        while True:
            event = loader.get_event()
            if event is None or isinstance(event, yaml.StreamEndEvent):
                return
            place = {"line": line + event.start_mark.line, "column": event.start_mark.column + 1}
            if isinstance(event, yaml.AliasEvent):
                message = f"The YAML alias *{event.anchor} is not allowed; write the value out."
                raise FrontMatterError(message, code="yaml-alias", **place)
            if (tag := getattr(event, "tag", None)) is not None:
                _check_tag(tag, event, **place)
            if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
                depth += 1
                if depth > limits.header_depth:
                    raise too_deep(limits, **place)
            elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                depth -= 1
            yield event
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "not YAML"
        at = (line + mark.line, mark.column + 1) if mark else (line, 1)
        if problem == _OWN_DEPTH_LIMIT:
            raise too_deep(limits, *at) from error
        raise NotComposedError(problem, *at) from error
    except (RecursionError, UnicodeError) as error:
        raise NotComposedError("not YAML", line, 1) from error
    finally:
        loader.dispose()


def _check_tag(tag: str, event: Any, line: int, column: int) -> None:
    """Reject a named *tag*; a single exclamation mark means that the text is not valid YAML."""
    name = tag.removeprefix(_YAML_TAG).lstrip("!")
    if name[:1].isalnum() and name.isascii():
        message = f"The YAML tag {tag} is not allowed; remove it."
        raise FrontMatterError(message, code="yaml-tag", line=line, column=column)
    if tag != "!" or (isinstance(event, yaml.ScalarEvent) and not event.style):  # `! 'text'` is how old writers quote
        raise NotComposedError("a tag without a name", line, column)


class _Level:
    """A mapping or list that is being composed."""

    def __init__(self, *, is_mapping: bool) -> None:
        self.is_mapping = is_mapping
        self.key: str | None = None
        self.values: list[FrontMatterValue] = []
        self.items: dict[str, FrontMatterValue] = {}
        self.lines: dict[str, int] = {}

    def finish(self) -> FrontMatterValue:
        return FrontMatter(self.items) if self.is_mapping else tuple(self.values)


def _compose_whole(header: str, line: int, limits: Limits, found: HeaderFindings) -> FrontMatterValue:
    if has_tight_key(header) or has_deeper_item(header):  # which YAML may read as a part of a key or of a text
        message = "a key lacks its colon and space, or an item is indented"
        raise NotComposedError(message, line, 1)
    return _compose(header, line, limits, found)


def _compose(text: str, line: int, limits: Limits, found: HeaderFindings) -> FrontMatterValue:
    levels: list[_Level] = []
    root: FrontMatterValue = None
    documents = 0
    for event in _events(text, line, limits):
        here = line + event.start_mark.line
        match event:
            case yaml.DocumentStartEvent():
                documents += 1
                if documents > 1:
                    message = "The front matter contains a second YAML document, which was left out."
                    found.add("yaml-multiple-documents", message, line=here)
                    return root
                continue
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                levels.append(_Level(is_mapping=isinstance(event, yaml.MappingStartEvent)))
                continue
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                value = levels.pop().finish()
            case yaml.ScalarEvent():
                plain = not event.style
                if levels and levels[-1].is_mapping and levels[-1].key is None:
                    _set_key(levels[-1], clean(event.value), plain=plain, line=here, found=found)
                    continue
                value = typed(event.value) if plain else clean(event.value)
            case _:
                continue
        if not levels:
            root = value
        elif levels[-1].is_mapping:
            _set_value(levels[-1], value, here)
        else:
            levels[-1].values.append(value)
    return root


def _set_key(level: _Level, key: str, *, plain: bool, line: int, found: HeaderFindings) -> None:
    if plain and _TYPED_BY_YAML.fullmatch(key):
        found.add("non-string-key", f"The key {key} was read as text.", line=line)
    if key in level.items:
        found.add_duplicate(key, level.lines[key], line)
    level.key = key
    level.lines.setdefault(key, line)


def _set_value(level: _Level, value: FrontMatterValue, line: int) -> None:
    if level.key is None:
        raise NotComposedError("a list or mapping in place of a key", line, 1)
    level.items.setdefault(level.key, value)
    level.key = None
