"""Directives that generate reference pages from the code, so that the pages can't be wrong."""

from __future__ import annotations

import argparse
import ast
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import examples
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

import ofweek_parse
from ofweek_parse import Article, Parser, StepChange, to_html
from ofweek_parse.cli import _parser as command_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils.nodes import Node
    from sphinx.application import Sphinx

PACKAGE = Path(ofweek_parse.__file__).parent
CONTRIBUTING = Path(__file__).parents[2] / "CONTRIBUTING.md"


class _Printed(SphinxDirective):
    """A directive whose content is generated Markdown."""

    has_content: ClassVar[bool] = False

    def run(self) -> list[Node]:
        """Return the nodes of the generated Markdown."""
        for path in (*PACKAGE.rglob("*.py"), Path(examples.__file__), CONTRIBUTING):
            self.env.note_dependency(str(path))
        return self.parse_text_to_nodes(StringList("\n".join(self.lines()).split("\n"), source=self.name))

    def lines(self) -> Iterable[str]:
        """The Markdown."""
        raise NotImplementedError


class DiagnosticTable(_Printed):
    """The table of all diagnostic codes, made from ``ofweek_parse.DIAGNOSTIC_CODES``."""

    def lines(self) -> Iterator[str]:
        """A row for each code."""
        yield "| Code | Severity | Error | Meaning |\n| --- | --- | --- | --- |"
        for name, code in ofweek_parse.DIAGNOSTIC_CODES.items():
            error = f"{{py:class}}`~ofweek_parse.{code.error.__name__}`"
            yield f"| {{diagnostic}}`{name}` | {code.severity} | {error} | {_cell(code.meaning)} |"


class DiagnosticExamples(_Printed):
    """An entry for each diagnostic code: a minimal post or program, and the resulting diagnostic."""

    def lines(self) -> Iterator[str]:
        """The entries."""
        with ThreadPoolExecutor() as executor:
            outputs = dict(
                zip(examples.PROGRAMS, executor.map(examples.printed, examples.PROGRAMS.values()), strict=True)
            )
        for name, code in ofweek_parse.DIAGNOSTIC_CODES.items():
            yield f":::::{{diagnostic}} {name}\n{code.meaning}\n"
            if name in outputs:
                yield f"{_fence(examples.PROGRAMS[name], 'python')}\n\nprints\n\n{_fence(_told(outputs[name]))}\n"
            else:
                yield from self._post(name, examples.POSTS[name])
            yield ":::::\n"

    def _post(self, name: str, example: examples.Example) -> Iterator[str]:
        if example.plugins:
            group = f'[project.entry-points."ofweek_parse.normalizers"]\n{example.plugins}'
            yield f"With a package that registers\n\n{_fence(group, 'toml')}\n"
        post = example.post
        if name.startswith("normalizer-"):
            yield f"{_fence(example.parser + '.parse(post)', 'python')}\n"
        else:
            is_plain = isinstance(post, str) and post.strip() and post.replace("\n", "").isprintable()
            plain = str(post) if is_plain and "\n " not in f"\n{post!s}" else repr(post)
            shown = plain if len(plain) < 400 else f"{plain[:150]} … {plain[-150:]}"
            yield f"{_fence(shown)}\n"
            if example.parser != "Parser()":
                yield f"read by `{example.parser}`\n"
        yield f"results in\n\n{_fence(_told(examples.diagnosed(example)[name]))}\n"


class Verdicts(_Printed):
    """An entry for each verdict on alternative texts."""

    def lines(self) -> Iterator[str]:
        """The entries."""
        for verdict, (meaning, html) in examples.VERDICTS.items():
            article = ofweek_parse.parse(examples.verdict_post(html))
            image = article.images[0]
            yield f":::::{{verdict}} {verdict}\n{meaning}\n\n{_fence(html)}\n\nresults in\n\n"
            told = f"alt={image.alt!r}, title={image.title!r}, alt_verdict={image.alt_verdict!r}"
            residue = f"\nalt_residue={article.alt_residue!r}" if article.alt_residue else ""
            yield f"{_fence(told + residue, 'python')}\n:::::\n"


class NormalizerExamples(_Printed):
    """An entry for each built-in normalizer: a minimal post as a diff."""

    def lines(self) -> Iterator[str]:
        """The entries."""
        for name, post in examples.NORMALIZERS.items():
            (step,) = Parser(normalizers=(name,)).explain(post).steps
            changes = "\n".join(_changes(step))
            yield f":::::{{normalizer}} {name}\n{_fence(changes, 'diff')}\n:::::\n"


def _changes(step: StepChange) -> Iterator[str]:
    for change in step.blocks:
        for sign, blocks in (("-", change.before), ("+", change.after)):
            html = to_html(Article(blocks=blocks)).strip()
            yield from (f"{sign} {visible(line)}" for line in html.splitlines())
    for field in step.fields:
        if field.name != "diagnostics":
            yield f"- {field.name} = {field.before!r}"
            yield f"+ {field.name} = {field.after!r}"


class CommandOptions(_Printed):
    """The arguments of a command, as ``argparse`` has them."""

    required_arguments: ClassVar[int] = 1

    def lines(self) -> Iterator[str]:
        """A row for each argument."""
        yield "| Argument | Meaning |\n| --- | --- |"
        for action in commands()[self.arguments[0]]._actions:
            names = " or ".join(f"`{name}`" for name in argument_names(action))
            choices = f"; one of {', '.join(f'`{choice}`' for choice in action.choices)}" if action.choices else ""
            default = action.default if action.choices and action.default else None
            yield f"| {names} | {_cell(action.help or '')}{choices}{f'; `{default}` by default' if default else ''} |"


def commands() -> dict[str, argparse.ArgumentParser]:
    """The commands of the command line and their parsers."""
    (group,) = (action for action in command_line()._actions if isinstance(action, argparse._SubParsersAction))
    return dict(group.choices)


def argument_names(action: argparse.Action) -> list[str]:
    """How *action* is written on the command line."""
    value = action.metavar or (action.dest.upper() if action.choices else "")
    if not action.option_strings:
        return [f"{value}…" if action.nargs == "+" else str(value)]
    takes_value = action.nargs != 0
    return [f"{option} {value}" if takes_value else option for option in action.option_strings]


class SourceMap(_Printed):
    """A table of the package's modules and the first paragraph of their docstrings, in the order of their layers."""

    def lines(self) -> Iterator[str]:
        """A row for each module."""
        layers = re.findall(r"^\| \d \| (.+?) \|", CONTRIBUTING.read_text("utf-8"), re.MULTILINE)
        order = [name for names in layers for name in re.findall(r"`([\w.]+)/?`", names)]

        def rank(path: Path) -> tuple[int, str]:
            first = path.relative_to(PACKAGE).parts[0]
            return (order.index(first) if first in order else len(order), path.as_posix())

        yield "| Folder | File | Responsibility |\n| --- | --- | --- |"
        for path in sorted(PACKAGE.rglob("*.py"), key=rank):
            folder = path.relative_to(PACKAGE).parent.as_posix()
            docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
            summary = _cell(" ".join(docstring.partition("\n\n")[0].split()))
            if summary:
                yield f"| {'' if folder == '.' else f'`{folder}/`'} | `{path.name}` | {summary} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _fence(text: str, language: str = "text") -> str:
    return f"```{language}\n{text}\n```"


def _told(text: str) -> str:
    """*text* without what differs from run to run."""
    return re.sub(r" at 0x[0-9a-f]+", "", text)


def visible(text: str) -> str:
    """*text* with the spaces that look like none, or like others, escaped."""
    return re.sub(r"[\u3000\u00a0\u200b]|(?<= ) ", lambda match: f"\\u{ord(match[0]):04x}", text)


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the directives, and the kinds of things that they describe."""
    for kind in ("diagnostic", "verdict", "normalizer"):
        app.add_object_type(kind, kind, indextemplate=f"pair: %s; {kind}")
    app.add_directive("diagnostic-table", DiagnosticTable)
    app.add_directive("diagnostic-examples", DiagnosticExamples)
    app.add_directive("verdict-examples", Verdicts)
    app.add_directive("normalizer-examples", NormalizerExamples)
    app.add_directive("command-options", CommandOptions)
    app.add_directive("source-map", SourceMap)
    return {"parallel_read_safe": True}
