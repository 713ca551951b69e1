"""Precision and recall of the output of this library and other tools.

    python benchmarks/quality.py [--posts FOLDERS] [--count POSTS] [--format table|markdown] [--worst]

Made posts have known answers. Real posts, in the folders that --posts or the variable OFWEEK_POSTS names (several are
parted as in PATH), have none: they are held against facts of their source text, read by a scanner that shares no code with
any of the tools. A cell is precision / recall in per cent, a dash a thing that a tool has no notion of.
"""

from __future__ import annotations

import argparse
import math
import platform
import sys
from collections import defaultdict
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from quality_measures import MEASURES, Tally, measured
from quality_peers import TOOLS, Tool
from quality_posts import made_posts, real_posts
from quality_structure import SEED, Facts, structured_posts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SINGLE = frozenset({"lines once", "title", "time"})
"""Measures of which one share tells all."""

Table = dict[str, dict[str, Tally]]
"""The tally of each tool by the measure."""


def tallied(posts: Sequence[Facts], tools: Iterable[Tool], *, worst: bool = False) -> Table:
    """The tallies of *tools* over *posts*; a post that a tool fails at counts as one that gave nothing."""
    table: Table = defaultdict(dict)
    for tool in tools:
        for facts in posts:
            try:
                reading = tool.read(facts.source)
            except Exception as error:  # noqa: BLE001 # whatever a tool raises
                print(f"{tool.name} fails at {facts.name}: {error!r:.100}", file=sys.stderr)
                table["failures"][tool.name] = table["failures"].get(tool.name, Tally()) + Tally(0, 1, 1)
                continue
            for name, tally in measured(facts, reading).items():
                table[name][tool.name] = table[name].get(tool.name, Tally()) + tally
                if worst and name != "copies" and (tally.recall or 1) < 1:
                    print(f"{tool.name}, {facts.name}: {name} {cell(name, tally)}", file=sys.stderr)
    return table


def cell(name: str, tally: Tally | None) -> str:
    """*tally* as the table shows it."""
    if tally is None:
        return "–"
    if name == "failures":
        return f"{tally.given:.0f}"
    if name == "copies":
        return f"{tally.given / tally.expected:.2f}×" if tally.expected else "–"
    if name in _SINGLE:
        return _percent(tally.recall)
    return f"{_percent(tally.precision)} / {_percent(tally.recall)}"


def _percent(share: float | None) -> str:
    if share is None:
        return "·"
    shown = f"{share * 100:.0f}"
    return f"{math.floor(share * 1000) / 10}" if shown == "100" and share < 1 else shown  # 100 is whole


def rows(table: Table, tools: Sequence[Tool]) -> list[list[str]]:
    """The cells of *table*, a row for each measure that there is anything of."""
    names = [
        name for name in (*MEASURES, "failures") if any(_has_facts(tally) for tally in table.get(name, {}).values())
    ]
    head = ["", *(tool.name for tool in tools)]
    return [head, *([name, *(cell(name, table[name].get(tool.name)) for tool in tools)] for name in names)]


def _has_facts(tally: Tally) -> bool:
    return bool(tally.expected)


def printed(cells: Sequence[Sequence[str]], form: str) -> str:
    """The table, for a terminal or in Markdown."""
    if form == "markdown":
        lines = [" | ".join(row) for row in cells]
        return "\n".join(f"| {line} |" for line in (lines[0], " | ".join("---" for _ in cells[0]), *lines[1:]))
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    return "\n".join(
        "  ".join(
            text.ljust(width) if not place else text.rjust(width)
            for place, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in cells
    )


def _versions(tools: Iterable[Tool]) -> str:
    names = [name for tool in tools for name in tool.distributions]
    return ", ".join([f"Python {platform.python_version()}", *map(_version, (*names, "lxml", "html5lib"))])


def _version(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"{name} (not installed, from its source)"


def main() -> None:
    """Print the tables of made and of real posts."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument(
        "--posts", help="folders of real posts, separated as in PATH (default: the variable OFWEEK_POSTS)"
    )
    arguments.add_argument(
        "--count", type=int, default=60, help="number of generated posts with several quirks (default: 60)"
    )
    arguments.add_argument("--format", choices=("table", "markdown"), default="table", help="the format of the tables")
    arguments.add_argument("--worst", action="store_true", help="list the posts in which a tool misses something")
    options = arguments.parse_args()
    tools = [tool for tool in TOOLS if not tool.missing]
    for tool in TOOLS:
        if tool.missing:
            print(f"skipped: {tool.name}, since {' and '.join(tool.missing)} can't be imported")
    print(f"{_versions(tools)}; seed {SEED}")
    print(
        "A cell is precision / recall in per cent; – a thing that the tool has no notion of, · nothing given or not known.\n"
    )
    groups = {"made, with quirks": made_posts(options.count), "made, plain HTML": structured_posts(options.count // 2)}
    groups["real"] = real_posts(options.posts)
    if not groups["real"]:
        print("skipped: real posts; name their folders by --posts or by the variable OFWEEK_POSTS\n")
    for name, posts in groups.items():
        if posts:
            cells = rows(tallied(posts, tools, worst=options.worst), tools)
            cells[0][0] = f"{len(posts)} {name}"
            print(printed(cells, options.format), flush=True)
            print()
    print("\n".join(f"{tool.name}: {tool.options}" for tool in tools))


if __name__ == "__main__":
    main()
