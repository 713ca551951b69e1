"""Rendering the report as a single page; the only module that imports Jinja (extra ``report``).

All content from posts is escaped, by Jinja or by `HtmlWriter`. As a second line of defence, the security policy of the
page allows only one script and one style sheet, identified by their hashes, and blocks all requests.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ofweek_parse.characters import visible
from ofweek_parse.report.charts import charts
from ofweek_parse.report.plots import draw, short_bytes
from ofweek_parse.writers.json import json_text

try:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup
except ImportError as _missing:
    _MESSAGE = "the report needs Jinja; run pip install 'ofweek-parse[report]'"
    raise ImportError(_MESSAGE) from _missing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ofweek_parse.report.aggregate import Row, Survey
    from ofweek_parse.report.detail import Detail

__all__ = ["render"]

_POLICY = (
    "default-src 'none'; img-src data:; style-src '{style}'; script-src '{script}'; base-uri 'none'; "
    "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)


def render(survey: Survey, details: Sequence[Detail], *, title: str) -> str:
    """The page about *survey*, which shows *details* in full."""
    environment = _environment()
    templates = files("ofweek_parse.report") / "templates"
    style, script = ((templates / name).read_text("utf-8") for name in ("report.css", "report.js"))
    shown = charts(survey)
    return environment.get_template("page.html").render(
        title=title,
        policy=_POLICY.format(style=_hash(style), script=_hash(script)),
        style=Markup(style),  # noqa: S704 # the package's own
        script=Markup(script),  # noqa: S704 # likewise
        survey=survey,
        charts=[(chart, Markup(draw(chart))) for chart in shown],  # noqa: S704 # pygal escapes
        details=details,
        table=_table(survey.rows, {part.path: number for number, part in enumerate(details)}),
        filters=_filters(survey.rows),
    )


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("ofweek_parse.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["json.dumps_function"] = json_text
    environment.policies["json.dumps_kwargs"] = {"separators": (",", ":")}
    environment.filters["bytes"] = short_bytes
    environment.filters["number"] = "{:,}".format
    environment.filters["counted"] = _counted
    environment.filters["html"] = Markup
    return environment


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _finalize(value: Any) -> Any:
    """Return *value* without characters that are invalid in a page."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _hash(text: str) -> str:
    """Return the hash of the script or style sheet *text* for the security policy."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _table(rows: Iterable[Row], places: dict[str, int]) -> dict[str, Any]:
    """Return the data of the table for the script; codes and verdicts are listed once and referenced by number."""
    codes: dict[str, int] = {}
    verdicts: dict[str, int] = {}
    return {
        "rows": [
            [
                row.path,
                row.title,
                f"{row.published:%Y-%m-%d %H:%M}" if row.published else "",
                row.size,
                row.saved,
                row.images,
                row.severities,
                [codes.setdefault(code, len(codes)) for code in row.codes],
                [verdicts.setdefault(verdict, len(verdicts)) for verdict in row.verdicts],
                row.failure,
                places.get(row.path, -1),
            ]
            for row in rows
        ],
        "codes": list(codes),
        "verdicts": list(verdicts),
    }


def _filters(rows: Iterable[Row]) -> dict[str, list[tuple[str, int]]]:
    """The codes and verdicts that the table can be narrowed down to, and how many posts have each."""
    codes: Counter[str] = Counter()
    verdicts: Counter[str] = Counter()
    for row in rows:
        codes.update(row.codes)
        verdicts.update(row.verdicts)
    return {"code": sorted(codes.items()), "verdict": sorted(verdicts.items())}
