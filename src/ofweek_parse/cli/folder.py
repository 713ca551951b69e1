"""Conversion into a folder of files, one for each post."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ofweek_parse.cli.formats import FORMATS
from ofweek_parse.cli.mirror import Mirror, is_inside, searched_folders, write_whole
from ofweek_parse.cli.usage import UsageError
from ofweek_parse.paths import is_post

if TYPE_CHECKING:
    from pathlib import Path

    from ofweek_parse.cli.running import Run
    from ofweek_parse.parser import Parser

__all__ = ["convert_to_folder"]


def convert_to_folder(run: Run, parser: Parser, target: Path, form: str) -> None:
    """Write each article in the form *form* below *target*.

    Raises:
        UsageError: *target* is no folder, has something in it, or lies among the posts.
        OSError: A file can't be written.
    """
    made = FORMATS[form]
    _check(run, target, made.suffix)
    plan = _Plan(mirror=Mirror(target, run.options.sources, made.suffix), resume=run.options.resume)
    for outcome in run.outcomes(parser, made.write, keep=plan.keeps):
        path = plan.targets.pop(outcome.path)
        if outcome.made is None:
            run.tell_failure(outcome)
        elif not path.parent.resolve().is_relative_to(target.resolve()):
            raise UsageError(f"{path.parent} is a link out of {target}; nothing is written through it")
        else:
            try:
                write_whole(path, outcome.made)
            except (IsADirectoryError, NotADirectoryError, FileExistsError):  # what another post was written to
                reason = f"{path} can't be written: a folder and a file would have the same name"
                run.reject(outcome, OSError(None, reason))
    if plan.skipped:
        run.tell(f"{plan.skipped:,} posts were written before.")
    if plan.mirror.renamed:
        run.tell(
            f"{plan.mirror.renamed:,} posts have other names there: theirs are taken, or unsafe on some platforms."
        )


def _check(run: Run, target: Path, suffix: str) -> None:
    options = run.options
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target} is a file; name a folder, or a file that ends in .jsonl or .parquet")
    if is_post(suffix) and any(is_inside(target, folder) for folder in searched_folders(options.sources)):
        raise UsageError(f"{target} lies among the posts, and would be read as posts; name a folder elsewhere")
    if target.is_dir() and any(target.iterdir()) and not (options.force or options.resume):
        raise UsageError(f"{target} is not empty; --force overwrites what is there, --resume adds what is missing")


@attrs.define(kw_only=True)
class _Plan:
    """Where the posts under way go, and which are done already."""

    mirror: Mirror
    resume: bool
    targets: dict[Path, Path] = attrs.field(factory=dict)
    skipped: int = 0

    def keeps(self, post: Path) -> bool:
        """Whether *post* is still to be written."""
        path = self.mirror.path(post)
        if self.resume and _is_done(post, path):
            self.skipped += 1
            return False
        self.targets[post] = path
        return True


def _is_done(post: Path, path: Path) -> bool:
    """Whether *path* was written after *post* was."""
    try:
        return path.stat().st_mtime >= post.stat().st_mtime
    except OSError:
        return False
