"""The audit as a static HTML page that loads nothing."""

from __future__ import annotations

import html
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from audit_rules import Rule

__all__ = ["page", "side_by_side"]

_LONGEST = 1_200
"""Characters of an example; of a longer one, those around the first difference."""

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>Audit</title>
<style>
body { font: 15px/1.6 system-ui, sans-serif; margin: 2rem auto; max-width: 90rem; padding: 0 1rem; color: #222; background: #fff }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: 0.5rem 0 2rem }
td, th { border: 1px solid #ccc; padding: 0.3rem 0.6rem; vertical-align: top; text-align: left; overflow-wrap: anywhere }
td.text { white-space: pre-wrap }
td.number { text-align: right }
.counts { table-layout: auto }
.name { color: #666; font-size: 13px }
del { background: #fdd; text-decoration: none }
ins { background: #dfd; text-decoration: none }
</style>
</head>
<body>
"""


def page(heading: str, facts: Mapping[str, str], rules: list[Rule]) -> str:
    """The page on *rules*, which differ between what *facts* tell of."""
    parts = [_HEAD, f"<h1>{html.escape(heading)}</h1>\n<table class='counts'>\n"]
    parts += [f"<tr><th>{html.escape(name)}</th><td>{html.escape(fact)}</td></tr>\n" for name, fact in facts.items()]
    parts.append(
        "</table>\n<table class='counts'>\n<tr><th>step</th><th>field</th><th>what</th><th>posts</th><th>places</th></tr>\n"
    )
    for number, rule in enumerate(rules):
        step, field, kind = map(html.escape, rule.name)
        counts = f"<td class='number'>{rule.posts}</td><td class='number'>{rule.places}</td>"
        parts.append(f"<tr><td>{step}</td><td>{field}</td><td><a href='#rule-{number}'>{kind}</a></td>{counts}</tr>\n")
    parts.append("</table>\n")
    for number, rule in enumerate(rules):
        parts += _section(number, rule)
    return "".join([*parts, "</body>\n</html>\n"])


def _section(number: int, rule: Rule) -> Iterator[str]:
    yield f"<h2 id='rule-{number}'>{html.escape(' · '.join(rule.name))}</h2>\n"
    shown = (
        f"{len(rule.examples)} of {rule.places} places" if len(rule.examples) < rule.places else f"{rule.places} places"
    )
    yield f"<p>{shown} in {rule.posts} posts.</p>\n<table>\n<tr><th>old</th><th>new</th></tr>\n"
    for name, before, after in rule.examples:
        old, new = side_by_side(before, after)
        yield f"<tr><td class='name' colspan='2'>{html.escape(name)}</td></tr>\n"
        yield f"<tr><td class='text'>{old}</td><td class='text'>{new}</td></tr>\n"
    yield "</table>\n"


def side_by_side(before: str, after: str) -> tuple[str, str]:
    """Both texts as HTML, with what differs marked.

    Example:
        >>> side_by_side("风1", "风2")
        ('风<del>1</del>', '风<ins>2</ins>')
    """
    before, after = _cut(before, after)
    if not before or not after:
        return html.escape(before), html.escape(after)
    old: list[str] = []
    new: list[str] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        left, right = html.escape(before[i:j]), html.escape(after[k:m])
        old.append(left if tag == "equal" or not left else f"<del>{left}</del>")
        new.append(right if tag == "equal" or not right else f"<ins>{right}</ins>")
    return "".join(old), "".join(new)


def _cut(before: str, after: str) -> tuple[str, str]:
    """Both texts from a little before where they differ on, if one is long."""
    if max(len(before), len(after)) <= _LONGEST:
        return before, after
    same = next(
        (at for at, (x, y) in enumerate(zip(before, after, strict=False)) if x != y), min(len(before), len(after))
    )
    start = max(same - _LONGEST // 4, 0)
    return _part(before, start), _part(after, start)


def _part(text: str, start: int) -> str:
    part = text[start : start + _LONGEST]
    return f"{'…' if start and part else ''}{part}{'…' if start + _LONGEST < len(text) else ''}"
