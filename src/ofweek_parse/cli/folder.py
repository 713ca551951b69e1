"""Conversion to a folder with one file per post."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import attrs

from ofweek_parse.cli.errors import UsageError
from ofweek_parse.cli.formats import FORMATS, Left
from ofweek_parse.cli.mirror import Mirror, is_inside, safe_name, searched_folders
from ofweek_parse.output import LOCK_NAME, exclusive, obstacle, write_whole
from ofweek_parse.paths import is_post, path_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ofweek_parse.cli.batch import Outcome, Run
    from ofweek_parse.cli.formats import Format
    from ofweek_parse.model.article import Article
    from ofweek_parse.parser import Parser

__all__ = ["convert_to_folder"]


def convert_to_folder(run: Run, parser: Parser, target: Path, form: str) -> None:
    """Write each article in the form *form* below *target*.

    Raises:
        UsageError: *target* is no folder, has something in it, or lies among the posts.
        LockedError: Another run is writing into it.
        OSError: A file can't be written.
    """
    made = FORMATS[form]
    _check_place(run, target, made.suffix)
    target.mkdir(parents=True, exist_ok=True)
    plan = _Plan(mirror=Mirror(target, run.options.sources, made.suffix), resume=run.options.resume)
    with exclusive(target):
        _check_empty(run, target)
        _write_all(run, parser, made, plan)
    if plan.left:
        run.tell(f"{plan.left:,} posts may be Markdown and were copied unchanged; --even-markdown converts them.")
    if plan.skipped:
        run.tell(f"{plan.skipped:,} posts had been written before.")
    if plan.mirror.renamed:
        run.tell(f"{plan.mirror.renamed:,} posts were renamed: their names are taken, or unsafe on some platforms.")


def _write_all(run: Run, parser: Parser, made: Format, plan: _Plan) -> None:
    target = plan.mirror.target
    write: Callable[[Article], str | Left] = made.write if run.options.even_markdown else made.write_html
    for outcome in run.outcomes(parser, write, keep=plan.keeps):
        path = plan.targets.pop(outcome.path)
        if outcome.made is None:
            run.tell_failure(outcome)
        elif not path.parent.resolve().is_relative_to(target.resolve()):
            raise UsageError(f"{path.parent} is a link out of {target}; nothing is written through it")
        else:
            try:
                content = _content(run, outcome, made, plan)
                if isinstance(content, bytes):
                    if _is_beside(path, outcome.path):
                        continue
                    path = path.with_name(safe_name(outcome.path.stem, outcome.path.suffix))
                write_whole(path, content, times=_times(outcome.path))
            except (IsADirectoryError, NotADirectoryError, FileExistsError):  # another post may have been written there
                kind = obstacle(path) or "a file"
                run.reject(outcome, OSError(None, f"{path} can't be written: {kind} has this name or one in it"))


def _content(run: Run, outcome: Outcome[str | Left], form: Format, plan: _Plan) -> str | bytes:
    """Return the text to write for a post, or the bytes of one that is to be left as it is."""
    made = outcome.made or ""
    if isinstance(made, str) and (run.options.even_markdown or not form.is_post):
        return made
    content = outcome.path.read_bytes()
    if isinstance(made, str) and b"<" in content:
        return made
    why = "no markup" if isinstance(made, str) else made.why
    run.tell(f"{path_text(outcome.path)}: copied unchanged ({why})")
    plan.left += 1
    return content


def _is_beside(path: Path, post: Path) -> bool:
    """Whether *path* is in the folder of *post*, in which posts are replaced by what they become."""
    return path.parent.resolve() == post.parent.resolve()


def _times(post: Path) -> os.stat_result | None:
    """When *post* was changed: a blog dates posts without a date by that."""
    try:
        return post.stat()
    except OSError:  # removed meanwhile
        return None


def _check_place(run: Run, target: Path, suffix: str) -> None:
    options = run.options
    if os.path.lexists(target) and not target.is_dir():
        kind = obstacle(target) or ("a file" if target.exists() else "a broken link")
        raise UsageError(f"{target} is {kind}; name a folder, or a file that ends in .jsonl or .parquet")
    if is_post(suffix) and any(is_inside(target, folder) for folder in searched_folders(options.sources)):
        raise UsageError(f"{target} is among the posts and would be read as posts; name another folder")


def _check_empty(run: Run, target: Path) -> None:
    is_empty = all(path.name == LOCK_NAME for path in target.iterdir())
    if not (is_empty or run.options.force or run.options.resume):
        raise UsageError(f"{target} is not empty; use --force to overwrite it, or --resume to add what is missing")


@attrs.define(kw_only=True)
class _Plan:
    """The output paths of posts in progress, and which posts are done."""

    mirror: Mirror
    resume: bool
    targets: dict[Path, Path] = attrs.field(factory=dict)
    skipped: int = 0
    left: int = 0

    def keeps(self, post: Path) -> bool:
        """Whether *post* is still to be written."""
        path = self.mirror.path(post)
        if self.resume and _is_done(post, path):
            self.skipped += 1
            return False
        self.targets[post] = path
        return True


def _is_done(post: Path, path: Path) -> bool:
    """Whether *path* is a file that was written after *post* was."""
    try:
        return obstacle(path) is None and path.stat().st_mtime >= post.stat().st_mtime
    except OSError:
        return False
