"""The charts of the report as names and numbers, independent of their rendering."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Literal

import attrs

from ofweek_parse.characters import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ofweek_parse.report.aggregate import Row, Survey

__all__ = ["Chart", "Series", "charts"]

_MOST_PERIODS = 48
_MOST_RANKED = 12  # in the plot; the table beside it has all


@attrs.frozen(kw_only=True)
class Series:
    """Numbers, one for each label of a chart."""

    name: str
    values: tuple[int, ...]


@attrs.frozen(kw_only=True)
class Chart:
    """One plot.

    Attributes:
        name: A word that no other chart has.
        title: The title.
        summary: The same in a sentence, for those who don't see it.
        kind: ``columns`` stand on a line of time, ``bars`` lie below each other.
        heading: The heading of the labels.
        labels: The labels of the columns or bars.
        series: The numbers; several are stacked.
        is_bytes: Whether they are bytes.
        shown: How many labels the plot shows; the rest is in the table only.
    """

    name: str
    title: str
    summary: str
    kind: Literal["columns", "bars"]
    heading: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    is_bytes: bool = False
    shown: int = _MOST_PERIODS


def charts(survey: Survey) -> list[Chart]:
    """The plots of *survey*, those that have something to show."""
    found = [*_over_time(survey), _shares(survey)]
    total = survey.total
    found.append(_ranking("verdicts", "Verdicts on alternative texts", "Verdict", ("images", "image"), total.verdicts))
    found.append(_ranking("codes", "Diagnostics by code", "Code", ("diagnostics", "diagnostic"), total.codes))
    return [chart for chart in found if chart.labels]


def _over_time(survey: Survey) -> Iterator[Chart]:
    if survey.total.first is None or survey.total.last is None:
        return
    period, place, name = _periods(survey.total.first.date(), survey.total.last.date())
    start, end = place(survey.total.first.date()), place(survey.total.last.date())
    posts, saved, kept = Counter[int](), Counter[int](), Counter[int]()
    for row in survey.rows:
        if row.published is not None:
            at = place(row.published.date())
            posts[at] += 1
            saved[at] += row.saved
            kept[at] += max(row.size - row.saved, 0)
    places = range(start, end + 1)
    labels = tuple(map(name, places))
    most = max(places, key=lambda at: (posts[at], -at))
    undated = f" Not shown: {survey.total.undated:,} without a date." if survey.total.undated else ""
    yield Chart(
        name="posts",
        title=f"Posts by {period}",
        summary=f"From {labels[0]} to {labels[-1]}, at most {posts[most]:,} ({name(most)}).{undated}",
        kind="columns",
        heading=period.capitalize(),
        labels=labels,
        series=(_series("posts", posts, places),),
    )
    yield Chart(
        name="bytes",
        title=f"Bytes saved by {period}",
        summary="The size of the files: duplicated alternative text that was removed, and the rest, which was kept.",
        kind="columns",
        heading=period.capitalize(),
        labels=labels,
        series=(_series("saved", saved, places), _series("kept", kept, places)),
        is_bytes=True,
    )


def _series(name: str, counted: Counter[int], places: range) -> Series:
    return Series(name=name, values=tuple(counted[at] for at in places))


def _periods(first: date, last: date) -> tuple[str, Callable[[date], int], Callable[[int], str]]:
    """The smallest periods of which not too many lie between *first* and *last*: their kind, number and name."""
    if last.toordinal() - first.toordinal() < _MOST_PERIODS:
        return "day", date.toordinal, lambda at: date.fromordinal(at).isoformat()
    if _month(last) - _month(first) < _MOST_PERIODS:
        return "month", _month, lambda at: f"{at // 12:04}-{at % 12 + 1:02}"
    if last.year - first.year < _MOST_PERIODS:
        return "year", lambda day: day.year, lambda at: f"{at:04}"
    step = 10 if last.year - first.year < 10 * (_MOST_PERIODS - 1) else 1_000
    return "decade" if step == 10 else "millennium", lambda day: day.year // step, lambda at: f"{at * step:04}s"


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _shares(survey: Survey) -> Chart:
    """The number of posts by the share of bytes saved."""
    labels = ("nothing", "below 10 %", *(f"{low} to {low + 10} %" for low in range(10, 100, 10)))
    counted = Counter(_share(row) for row in survey.rows if not row.failure)
    half = sum(number for place, number in counted.items() if place > 5)
    return Chart(
        name="shares",
        title="Posts by share saved",
        summary=f"In {half:,} of {counted.total():,} posts, half of the file or more is duplicated text.",
        kind="bars",
        heading="Share of the file",
        labels=labels if counted else (),
        series=(_series("posts", counted, range(len(labels))),),
    )


def _share(row: Row) -> int:
    return min(int(row.share * 10) + 1, 10) if row.saved else 0


def _ranking(name: str, title: str, heading: str, nouns: tuple[str, str], counted: Counter[str]) -> Chart:
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    total, most = counted.total(), ranked[0] if ranked else ("", 0)
    rest = f" The plot shows the {_MOST_RANKED} most frequent of {len(ranked)}." if len(ranked) > _MOST_RANKED else ""
    return Chart(
        name=name,
        title=title,
        summary=f"{total:,} {nouns[total == 1]}; the most frequent is {most[0]} with {most[1]:,}.{rest}",
        kind="bars",
        heading=heading,
        labels=tuple(visible(label) for label, _ in ranked),
        series=(Series(name=nouns[0], values=tuple(number for _, number in ranked)),),
        shown=_MOST_RANKED,
    )
