"""Run the loss detectors of the tests on the inputs of html5lib-tests, and count those that lose text.

One detector holds the article against what html5lib shows, the other against the source text, so that it also finds what
html5lib drops. The second demands what a browser would not show, so its findings are to be read, not counted as faults.

    python tools/html5lib_loss.py path/to/html5lib-tests/tree-construction

The files are read where they lie: none is part of this repository. They have moved to the web-platform-tests since
(html/syntax/parsing/resources), where they have the same form.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from ofweek_parse import Article, OfweekParseError, Parser
from ofweek_parse.testing.source_losses import source_losses

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.loss_detector import lost_characters, lost_runs, visible_runs

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADER = "---\ntitle: a\ndate: 2021-07-26\n---\n"
PARSER = Parser(normalizers=())


def cases(path: Path) -> Iterator[str]:
    """The inputs in one file: what stands between a line ``#data`` and a line ``#errors``."""
    lines: list[str] | None = None
    for line in path.read_text("utf-8", "surrogatepass").split("\n"):
        if line == "#data":
            lines = []
        elif line == "#errors" and lines is not None:
            yield "\n".join(lines)
            lines = None
        elif lines is not None:
            lines.append(line)


def outcome(body: str) -> tuple[str, Article | None, list[str]]:
    """How *body* fared, the article, and what was lost."""
    body = body.encode("utf-8", "replace").decode()
    try:
        article = PARSER.parse(HEADER + body)
    except OfweekParseError as error:
        return f"refused: {error.code}", None, []
    runs = visible_runs(body)
    if lost := lost_characters(article, runs):
        return "characters lost", article, [*lost_runs(article, runs), *lost]
    if lost_runs(article, runs):
        return "runs cut", article, lost_runs(article, runs)
    if losses := source_losses(HEADER + body, article):
        return "lost from the source", article, [str(loss) for loss in losses]
    return "whole", article, []


def main(folder: Path) -> None:
    """Print a line for each input that lost text, and the counts."""
    counts: Counter[str] = Counter()
    files = sorted(folder.rglob("*.dat"))
    for path in files:
        for body in cases(path):
            kind, article, lost = outcome(body)
            counts[kind] += 1
            if lost and article is not None:
                codes = sorted({note.code for note in article.diagnostics})
                told = f"told: {' '.join(codes)}" if codes else "in silence"
                print(f"{kind}, {told}: {path.name} {body!r:.200} -> {lost!r:.80} in {article.text!r:.80}")
    print(f"{len(files)} files, {counts.total()} inputs: {dict(counts.most_common())}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
