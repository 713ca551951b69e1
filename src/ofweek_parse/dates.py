"""A date as the feeds write it, to an aware time in UTC.

1. RFC 822, as RSS has it: ``Mon, 26 Jul 2021 01:29:00 GMT``.
2. Year first: ISO 8601, ``2021/8/12 10:20``, ``2021年8月12日 星期四 上午10:20``.
3. What ``dateutil`` makes of the rest, if it need not guess a part of the date. Where day, month and year could be taken
   in another order, as in ``12/04/2015``, there are several readings, and none of them is the date.

A time without a zone gets the caller's, never the machine's. ``CST`` is China's: these are Chinese feeds.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Final, Literal

__all__ = ["DATE_ORDERS", "DateOrder", "date_readings", "parse_date"]

DateOrder = Literal["ymd", "mdy", "dmy"]
"""The order of year, month and day in a date of three numbers."""

DATE_ORDERS: Final[tuple[DateOrder, ...]] = ("ymd", "mdy", "dmy")
_LONGEST: Final = 64  # dateutil takes quadratic time; no date is longer
_HOURS: Final = {
    **dict.fromkeys(("Z", "UT", "UTC", "GMT", "WET"), 0),
    **dict.fromkeys(("CST", "BJT", "HKT", "SGT"), 8),
    **dict.fromkeys(("JST", "KST"), 9),
    **dict.fromkeys(("CET", "BST", "WEST"), 1),
    **dict.fromkeys(("CEST", "EET"), 2),
    **dict.fromkeys(("EST", "CDT"), -5),
    "EDT": -4,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
}
_RFC822: Final = re.compile(r"(?:[A-Z][a-z]{2}, ?)?\d{1,2} [A-Z][a-z]{2} \d{4} \d{1,2}:\d{2}(?::\d{2})?", re.ASCII)
_USUAL: Final = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) ([A-Z][a-z]{2}) ([12]\d{3}) ((?:[01]\d|2[0-3]):\d\d:\d\d) GMT", re.ASCII
)
_MONTHS: Final = {
    name: f"{number:02}" for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)
}
_YEAR_FIRST: Final = re.compile(
    r"""
    (?P<year>\d{4}) \ ? [-/.年] \ ? (?P<month>\d{1,2}) \ ? [-/.月] \ ? (?P<day>\d{1,2}) (?: \ ? [日号] )?
    (?: [T\ ]? \ * (?P<half>上午|下午|凌晨|早上|中午|晚上)? \ *
        (?P<hour>\d{1,2}) (?: [:：时点] (?P<minute>\d{1,2}) 分? | [时点] )
        (?: [:：]? (?P<second>\d{1,2}) 秒? (?: [.,] (?P<fraction>\d{1,9}) )? )?
    )?
    """,
    re.ASCII | re.VERBOSE,
)
# `GMT+8` and `UTC+8` mean eight hours east, whatever POSIX says.
_ZONE: Final = re.compile(
    r"""
    \ * (?: (?:GMT|UTC) \ ? )? (?P<sign>[+-]) (?P<hours>\d{1,2}) :? (?P<minutes>\d{2})? $
    | \ * (?<![A-Za-z]) (?P<name>[A-Z]{1,4}) $
    """,
    re.ASCII | re.VERBOSE,
)
_DIGIT: Final = re.compile("[0-9]")
_COMMENT: Final = re.compile(r" *[(（]([^()（）]*)[)）]$")
_CHINA: Final = frozenset({"中国标准时间", "北京时间", "China Standard Time"})
_CHINESE_WEEKDAY: Final = re.compile(r" *[(（]? *(?:星期|周|礼拜)[一二三四五六日天] *[)）]? *")
_TIME_BEFORE_OFFSET: Final = re.compile(r"\d:\d{2}(?:[:.,]\d+)* *(?:GMT|UTC)? ?$", re.ASCII)
_NAME_BEHIND_OFFSET: Final = re.compile(r"(?<=[+-]\d{4}) +[A-Z]{1,5}$", re.ASCII)
_YEAR_LAST: Final = re.compile(
    r"""
    (?P<day> (?:[A-Z][a-z]{2},?\ )? [A-Z][a-z]{2} \ + \d{1,2} ) \ (?P<time> \d{1,2} : \d{2} (?: :\d{2} )? )
    \ (?P<zone> [A-Z]{1,5} | (?:GMT|UTC)? [+-]\d{2}:?\d{2} ) \ (?P<year> \d{4} )
    """,
    re.ASCII | re.VERBOSE,
)
_WEEKDAY: Final = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*", re.IGNORECASE)
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_YEAR: Final = re.compile(r"\d{4}(?!\d)|\d{8}", re.ASCII)
_MONTH: Final = re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.IGNORECASE)


def parse_date(text: str, default_timezone: tzinfo = timezone.utc, order: DateOrder | None = None) -> datetime | None:
    """The time that *text* tells, in UTC, or ``None`` where it tells none without guessing.

    Args:
        text: The date as the front matter has it.
        default_timezone: The zone of a time that names none.
        order: The order of three numbers of which each could be day, month or year; ``None`` where it is not known.

    Example:
        >>> parse_date("Mon, 26 Jul 2021 01:29:00 GMT").isoformat()
        '2021-07-26T01:29:00+00:00'
        >>> parse_date("2021年8月12日 10:20", timezone(timedelta(hours=8))).isoformat()
        '2021-08-12T02:20:00+00:00'
        >>> parse_date("10:20") is None, parse_date("12/04/2015") is None
        (True, True)
        >>> parse_date("12/04/2015", order="dmy").isoformat()
        '2015-04-12T00:00:00+00:00'
    """
    readings = date_readings(text, default_timezone, order)
    return readings[0] if len(readings) == 1 else None


def date_readings(
    text: str, default_timezone: tzinfo = timezone.utc, order: DateOrder | None = None
) -> tuple[datetime, ...]:
    """The times in UTC that *text* may tell: none where it is no date, several where it could be read in several ways.

    Args:
        text: The date as the front matter has it.
        default_timezone: The zone of a time that names none.
        order: The order of three numbers, which leaves one reading; ``None`` where it is not known.

    Example:
        >>> [time.strftime("%d %b %Y") for time in date_readings("12/04/2015")]
        ['04 Dec 2015', '12 Apr 2015']
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return ()
    try:
        if (usual := _USUAL.fullmatch(text)) and usual[2] in _MONTHS:  # read at once, since nearly all are written so
            day, month, year, time = usual.groups()
            return (datetime.fromisoformat(f"{year}-{_MONTHS[month]}-{day}T{time}+00:00"),)
        text, zone = _split_comment(_CHINESE_WEEKDAY.sub(" ", text).strip())
        return tuple(
            naive.replace(tzinfo=zone or default_timezone).astimezone(timezone.utc) for naive in _naive(text, order)
        )
    except (ValueError, ArithmeticError, TypeError):
        return ()


def _split_comment(text: str) -> tuple[str, tzinfo | None]:
    """Return *text* without its zone and what may be behind it in parentheses, and the zone."""
    comment = _COMMENT.search(text)
    rest, zone = _split_zone(text[: comment.start()] if comment else text)
    if comment and zone is None:
        if comment[1] in _CHINA:
            return rest, timezone(timedelta(hours=8))
        if _ZONE.fullmatch(comment[1]) and not comment[1].isdigit():
            return _split_zone(f"{rest} {comment[1]}")
    return rest, zone


def _split_zone(text: str) -> tuple[str, tzinfo | None]:
    if last := _YEAR_LAST.fullmatch(text):  # the zone before the year, as C and Java write it
        text = f"{last['day']} {last['year']} {last['time']} {last['zone']}"
    text = _NAME_BEHIND_OFFSET.sub("", text)  # as Go writes it: the offset says more
    match = _ZONE.search(text)
    if match is None:
        return text, None
    rest = text[: match.start()]
    if match["name"]:
        if match["name"] in {"AM", "PM"} or not rest:
            return text, None
        return rest, timezone(timedelta(hours=_HOURS[match["name"]])) if match["name"] in _HOURS else _unknown(text)
    if not _TIME_BEFORE_OFFSET.search(text[: match.start("sign")]):
        return text, None  # the `-26` of `2021-07-26`
    offset = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    if offset > timedelta(hours=14) or int(match["minutes"] or 0) > 59:
        raise ValueError(text)
    return rest, timezone(-offset if match["sign"] == "-" else offset)


def _no_zone(name: str | None, offset: int | None) -> None:
    if name is not None or offset is not None:
        raise ValueError(name)  # known zones have been taken off


def _unknown(text: str) -> tzinfo:
    raise ValueError(text)


def _naive(text: str, order: DateOrder | None) -> list[datetime]:
    if _RFC822.fullmatch(text):
        from email.utils import parsedate_to_datetime  # its import costs more than reading a post

        return [parsedate_to_datetime(text)]
    match = _YEAR_FIRST.fullmatch(text)
    return [_year_first(match)] if match else _from_dateutil(text, order)


def _year_first(match: re.Match[str]) -> datetime:
    hour = int(match["hour"] or 0)
    if match["half"] in {"下午", "晚上"} and hour < 12:
        hour += 12
    elif match["half"] in {"上午", "凌晨"} and hour == 12:
        hour = 0
    elif match["half"] == "中午" and hour < 11:
        hour += 12
    return datetime(  # noqa: DTZ001 - the zone is the caller's to add
        int(match["year"]),
        int(match["month"]),
        int(match["day"]),
        hour,
        int(match["minute"] or 0),
        int(match["second"] or 0),
        int((match["fraction"] or "0").ljust(6, "0")[:6]),
    )


def _from_dateutil(text: str, order: DateOrder | None) -> list[datetime]:
    if text.startswith("-") or not text.isascii() or not _DIGIT.search(text):
        return []  # `Invalid Date` is the commonest
    is_ordered = _MONTH.search(_WEEKDAY.sub("", text)) or _YEAR.match(text)
    orders = DATE_ORDERS[1:2] if is_ordered else DATE_ORDERS
    readings = {each: reading for each in orders if (reading := _ordered(text, each))}
    if weekday := _WEEKDAY.search(text) if len(set(readings.values())) > 1 else None:
        number = _WEEKDAYS.index(weekday[0][:3].lower())
        readings = {each: reading for each, reading in readings.items() if reading.weekday() == number}
    return [readings[order]] if order in readings else sorted(set(readings.values()), reverse=True)


def _ordered(text: str, order: DateOrder) -> datetime | None:
    # dateutil fills what is missing from a default: two that differ in every part tell whether it had to.
    from dateutil import parser  # its import costs more than reading a post, and few posts need it

    try:
        first, second = (
            parser.parse(text, default=default, tzinfos=_no_zone, dayfirst=order == "dmy", yearfirst=order == "ymd")
            for default in (datetime(2000, 1, 1), datetime(2004, 12, 31))  # noqa: DTZ001
        )
    except (ValueError, ArithmeticError, TypeError):
        return None  # of three numbers, not in every order
    return first if first == second and first.tzinfo is None else None
