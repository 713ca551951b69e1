"""The changes that a version of the library, or a normalizer, makes in a folder of posts: counts by rule, and examples.

    python tools/audit.py OLD NEW FOLDER…
    python tools/audit.py --without STEP FOLDER…
    python tools/audit.py --with STEP FOLDER…

OLD and NEW are each the Python of an environment, an environment's folder, a wheel, or a source tree. `--without` compares
the default steps with them but STEP, `--with` with STEP added (a name, or MODULE:FUNCTION); both take --of VERSION. A
difference counts under the step that made it, as `Parser.explain` traces it. Prints a table, and writes a page with
examples of each rule side by side.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

import attrs
from audit_changes import Change, changes
from audit_page import page
from audit_rules import Rule
from audit_versions import Version, Worker, version_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@attrs.define
class Audit:
    """Everything that was counted."""

    posts: int = 0
    changed: int = 0
    rules: dict[tuple[str, str, str], Rule] = attrs.field(factory=dict)

    def add(self, post: str, found: Sequence[Change]) -> None:
        """Count a post."""
        self.posts += 1
        self.changed += bool(found)
        by_rule: dict[tuple[str, str, str], list[Change]] = defaultdict(list)
        for change in found:
            by_rule[change.rule].append(change)
        for name, group in by_rule.items():
            self.rules.setdefault(name, Rule(name)).add(post, group)

    def ranked(self) -> list[Rule]:
        """The rules, those of most posts first."""
        return sorted(self.rules.values(), key=lambda rule: (-rule.posts, -rule.places, rule.name))


def posts_in(roots: Iterable[str]) -> list[Path]:
    """The posts in files and folders, sorted."""
    paths = [path for root in map(Path, roots) for path in (sorted(root.rglob("*.md")) if root.is_dir() else [root])]
    return list(dict.fromkeys(paths))


def audited(old: Version, new: Version, paths: Sequence[Path], *, jobs: int = 1) -> Audit:
    """The differences between what two versions make of *paths*; *jobs* pairs of processes work at a time."""
    audit = Audit()
    idle: SimpleQueue[tuple[Worker, Worker]] = SimpleQueue()
    pairs = [(Worker(old), Worker(new)) for _ in range(jobs)]
    for pair in pairs:
        idle.put(pair)
    try:
        with ThreadPoolExecutor(jobs) as pool:
            for path, found in zip(paths, pool.map(partial(_compared, idle), paths), strict=True):
                audit.add(str(path), found)
                _progress(audit, len(paths))
    finally:
        for pair in pairs:
            for worker in pair:
                worker.close()
    return audit


def _compared(idle: SimpleQueue[tuple[Worker, Worker]], path: Path) -> list[Change]:
    pair = idle.get()
    try:
        for worker in pair:
            worker.ask(path)
        old, new = (worker.answer() for worker in pair)
    finally:
        idle.put(pair)
    return changes(old, new)


def _progress(audit: Audit, total: int) -> None:
    if sys.stderr.isatty() and audit.posts % 50 == 0:
        print(f"\r{audit.posts} of {total} posts, {audit.changed} differ", end="", file=sys.stderr, flush=True)


def table(audit: Audit) -> Iterator[str]:
    """The lines of the table."""
    rows = [("step", "field", "what", "posts", "places")]
    rows += [(*rule.name, f"{rule.posts:,}", f"{rule.places:,}") for rule in audit.ranked()]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    for row in rows:
        cells = [
            text.ljust(width) if at < 3 else text.rjust(width)
            for at, (text, width) in enumerate(zip(row, widths, strict=True))
        ]  # words, then numbers
        yield "  ".join(cells).rstrip()


def _versions(options: argparse.Namespace, temporary: Path) -> tuple[Version, Version, list[str]]:
    """The versions to compare, and the roots that are left of the arguments."""
    arguments: list[str] = options.arguments
    if options.without or options.added:
        given = version_of(options.of, temporary / "of")
        changed = attrs.evolve(given, without=options.without or "", added=options.added or "")
        return given, changed, arguments
    if len(arguments) < 3:  # two versions and a folder
        sys.exit("Name two versions and a folder, or a step by --without or --with and a folder.")
    old, new, *roots = arguments
    return version_of(old, temporary / "old"), version_of(new, temporary / "new"), roots


def main() -> None:
    """Compare, print the table and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "arguments", nargs="+", metavar="OLD NEW FOLDER", help="the versions, then files and folders of posts"
    )
    step = parser.add_mutually_exclusive_group()
    step.add_argument(
        "--without", metavar="STEP", help="compare the default normalizers with all but STEP (comma-separated)"
    )
    step.add_argument("--with", dest="added", metavar="STEP", help="compare the default normalizers with STEP added")
    parser.add_argument(
        "--of", metavar="VERSION", default=sys.executable, help="the version that has the step (default: this Python's)"
    )
    parser.add_argument("-o", "--output", type=Path, default=Path("audit.html"), help="the page (default: audit.html)")
    parser.add_argument("--jobs", type=int, default=1, help="pairs of processes (default: 1)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        old, new, roots = _versions(options, Path(temporary))
        paths = posts_in(roots)
        if not paths:
            sys.exit(f"There are no posts in {', '.join(roots)}.")
        audit = audited(old, new, paths, jobs=options.jobs)
    facts = {"old": old.described, "new": new.described, "posts": f"{audit.posts:,}, of which {audit.changed:,} differ"}
    for name, fact in facts.items():
        print(f"{name}: {fact}")
    print("\n".join(table(audit)))
    options.output.write_text(page("What differs", facts, audit.ranked()), encoding="utf-8")
    print(f"examples: {options.output}")


if __name__ == "__main__":
    main()
