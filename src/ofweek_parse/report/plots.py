"""Charts as inline SVG; the only module that imports pygal (extra ``report``).

The SVG contains no scripts or styles, so that the style sheet of the page sets its colours, light or dark, and its
security policy needs no exception.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

try:
    import pygal
    from pygal.style import Style
except ImportError as _missing:
    _MESSAGE = "the report needs pygal; run pip install 'ofweek-parse[report]'"
    raise ImportError(_MESSAGE) from _missing

# pygal leaves a finder for its maps behind, of a kind that Python 3.10 and 3.11 warn of at every later import.
sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, pygal.PluginImportFixer)]

if TYPE_CHECKING:
    from collections.abc import Callable

    from ofweek_parse.report.charts import Chart

__all__ = ["draw", "short_bytes"]

_FONT_SIZE = 12  # as in the style sheet
_COLUMNS = (600, 250)
_BARS_WIDTH = 400
_MOST_LABELS = 8
_UNITS = ("B", "kB", "MB", "GB")
_BAR_HEIGHT = 24
_DROPPED_TAGS = frozenset({"defs", "script", "style", "title"})
_DROPPED_ATTRIBUTES = ("style", "id", "clip-path")


def draw(chart: Chart) -> str:
    """Return *chart* as an ``svg`` element."""
    labels = list(chart.labels[: chart.shown])
    series = [(part.name, list(part.values[: chart.shown])) for part in chart.series]
    if chart.kind == "columns":
        width, height = _COLUMNS
        drawing = pygal.StackedBar(width=width, height=height, **_options(chart))
        drawing.x_labels = labels
        drawing.x_labels_major_every = max(1, -(-len(labels) // _MOST_LABELS))
        drawing.show_minor_x_labels = False
    else:  # the first one is drawn lowest
        drawing = pygal.HorizontalBar(width=_BARS_WIDTH, height=_BAR_HEIGHT * len(labels) + 40, **_options(chart))
        drawing.x_labels = [f"{label}  {value:,}" for label, value in zip(labels, series[0][1], strict=True)][::-1]
        series = [(name, values[::-1]) for name, values in series]
    for name, values in series:
        drawing.add(name, values)
    drawing.add_xml_filter(_cleaner(chart))
    svg: str = drawing.render(is_unicode=True, disable_xml_declaration=True)
    return svg


def _options(chart: Chart) -> dict[str, Any]:
    most = max(map(sum, zip(*(part.values for part in chart.series), strict=True)))
    return {
        "js": (),
        "margin": 4,
        "margin_right": 26,  # half of the last label
        "no_prefix": True,
        "print_values": False,
        "range": (0, max(most, 1)),
        "show_legend": False,
        "spacing": 8,
        "style": Style(label_font_size=_FONT_SIZE, major_label_font_size=_FONT_SIZE),
        "truncate_label": -1,
        "value_formatter": short_bytes if chart.is_bytes else "{:,.0f}".format,
        "y_labels": _ticks(most),
    }


def _ticks(most: int) -> list[int]:
    """About four round numbers from 0 to *most*."""
    step = 1
    while most / step > 4:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return list(range(0, max(most, 1) + 1, step))


def short_bytes(number: float) -> str:
    """Return *number* of bytes, for people.

    Example:
        >>> short_bytes(82), short_bytes(8_200), short_bytes(12_345_678)
        ('82 B', '8.2 kB', '12.3 MB')
    """
    place = 0
    while number >= 1_000 and place < len(_UNITS) - 1:
        number, place = number / 1_000, place + 1
    return f"{number:.{0 if place == 0 or number >= 100 else 1}f} {_UNITS[place]}"


def _cleaner(chart: Chart) -> Callable[[Any], Any]:
    """A filter that keeps shapes and texts, and adds a tool tip to each bar."""

    def clean(root: Any) -> Any:
        for parent in list(root.iter()):
            for child in list(parent):
                if _is_dropped(child):
                    parent.remove(child)
            for name in _DROPPED_ATTRIBUTES:
                parent.attrib.pop(name, None)
            if parent.get("class") == "bar":
                _add_tool_tip(parent)
        root.set("class", f"plot {chart.kind} is-{chart.series[0].name}")
        root.set("role", "img")
        root.set("aria-label", f"{chart.title}. {chart.summary}")
        return root

    return clean


def _is_dropped(element: Any) -> bool:
    if not isinstance(element.tag, str):  # a comment, such as the date
        return True
    return element.tag.rpartition("}")[2] in _DROPPED_TAGS or "overlay" in element.get("class", "")


def _add_tool_tip(bar: Any) -> None:
    """Return the tool tip that pygal shows with a script, as an element that needs no script."""
    told = {part.get("class"): part for part in bar if part.tag.endswith("desc")}
    value = told["value"]
    value.text = f"{told['x_label'].text}: {value.text}" if "x_label" in told else value.text
    value.tag = value.tag.replace("desc", "title")
    value.attrib.clear()
    for part in told.values():
        if part is not value:
            bar.remove(part)
