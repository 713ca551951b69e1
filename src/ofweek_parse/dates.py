"""Parsing dates into UTC.

The format is the first of these that fits:

1. RFC 822, as in RSS: ``Mon, 26 Jul 2021 01:29:00 GMT``.
2. Year first: ISO 8601, ``2021/8/12 10:20``, ``2021年8月12日 星期四 上午10:20``.
3. Three numbers, in the order that the caller sets or in the only possible order, as in ``25/12/2021``. ``12/04/2015``
   has two possible orders and is left out.
4. Any other format that ``dateutil`` recognizes without guessing a part of the date.

Full-width digits and punctuation are treated as ASCII, and all white space as a single space.

A time without a time zone is in the caller's zone, never the machine's. ``CST`` is China Standard Time, because these
are Chinese feeds.
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
    **dict.fromkeys(("ASIA/SHANGHAI", "CHINA STANDARD TIME", "中国标准时间", "北京时间"), 8),
}
_HALVES: Final = {
    **dict.fromkeys(("上午", "AM"), range(12)),
    **dict.fromkeys(("下午", "PM"), range(12, 24)),
    "凌晨": range(7),
    "早上": range(4, 12),
    "中午": range(11, 14),
    "晚上": range(17, 24),
}
"""The hours of a day that a word before or after a time can mean."""
_HALF: Final = "|".join(_HALVES)
_ASCII: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_RFC822: Final = re.compile(r"(?:[A-Z][a-z]{2}, ?)?\d{1,2} [A-Z][a-z]{2} \d{4} \d{1,2}:\d{2}(?::\d{2})?", re.ASCII)
_USUAL: Final = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) ([A-Z][a-z]{2}) ([12]\d{3}) ((?:[01]\d|2[0-3]):\d\d:\d\d) GMT", re.ASCII
)
_MONTHS: Final = {
    name: f"{number:02}" for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)
}
_YEAR_FIRST: Final = re.compile(
    rf"""
    (?P<year>\d{{4}}) \ ? [-/.年] \ ? (?P<month>\d{{1,2}}) \ ? [-/.月] \ ? (?P<day>\d{{1,2}}) (?: \ ? [日号] )?
    (?: ,? [T\ ]? (?P<before>{_HALF})? \ ?
        (?P<hour>\d{{1,2}})
        (?: [时点] | [:时点] (?P<minute>\d{{1,2}}) (?: 分 | [:分] (?P<second>\d{{1,2}}) 秒? (?: [.,] (?P<fraction>\d{{1,9}}) )? )? )
        \ ? (?P<after>{_HALF})?
    )?
    """,
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
# `GMT+8` and `UTC+8` mean eight hours east, whatever POSIX says.
_ZONE: Final = re.compile(
    r"""
    \ * (?: (?i:GMT|UTC) \ ? )? (?P<sign>[+-]) (?P<hours>\d{1,2}) :? (?P<minutes>\d{2})? $
    | \ * (?<![A-Za-z]) (?P<name> [A-Z]{1,4} | gmt | utc | z | Asia/Shanghai | China\ Standard\ Time | 中国标准时间 | 北京时间 ) $
    """,
    re.ASCII | re.VERBOSE,
)
_COMMENT: Final = re.compile(r" *\(([^()]*)\)$")
_ZONE_COMMENT: Final = re.compile("[Tt]ime|时间|時間|時$")
_CHINESE_WEEKDAY: Final = re.compile(r" *\(? *(?:星期|周|礼拜)[一二三四五六日天] *\)? *")
_TIME_BEFORE_OFFSET: Final = re.compile(
    r"(?:\d:\d{2}(?:[:.,]\d+)*(?: ?[AP]M)?|\dT\d{4}(?:\d{2})?) *(?:GMT|UTC)? ?$", re.ASCII | re.IGNORECASE
)
_BEHIND_OFFSET: Final = re.compile(
    r"(?<=[+-]\d{4}) +(?:[A-Z]{1,5}|[+-]\d{2,4})(?: m=[+-][\d.]+)?$"  # as Go writes it
    r"|(?:(?<=[+-]\d\d:\d\d)|(?<=\dZ))\[[\w/:+-]+\]$",  # as Java does
    re.ASCII,
)
_YEAR_LAST: Final = re.compile(
    r"""
    (?P<day> (?:[A-Z][a-z]{2},?\ )? [A-Z][a-z]{2} \ \d{1,2} ) \ (?P<time> \d{1,2} : \d{2} (?: :\d{2} )? (?: \ [AP]M )? )
    \ (?P<zone> [A-Z]{1,5} | (?:GMT|UTC)? [+-]\d{2}:?\d{2} ) \ (?P<year> \d{4} )
    """,
    re.ASCII | re.VERBOSE,
)
_THREE_NUMBERS: Final = re.compile(r"(?<!\d)(\d{4}|\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})(?![\d:])", re.ASCII)
_YEAR: Final = re.compile(r"^\d{4}(?!\d)|(?<!\d)\d{8}", re.ASCII)
_TIME: Final = re.compile(r"\d(?::\d{2})+", re.ASCII)
_WEEKDAY: Final = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*", re.IGNORECASE)
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH: Final = re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.IGNORECASE)


def parse_date(text: str, default_timezone: tzinfo = timezone.utc, order: DateOrder | None = None) -> datetime | None:
    """Return the time in *text*, in UTC, or ``None`` if it can't be parsed without guessing.

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
    """Return the possible times of *text* in UTC: none if it is not a date, several if it is ambiguous.

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
        text, zone = _split_comment(" ".join(_CHINESE_WEEKDAY.sub(" ", text.translate(_ASCII)).split()))
        return tuple(
            naive.replace(tzinfo=zone or default_timezone).astimezone(timezone.utc) for naive in _naive(text, order)
        )
    except (ValueError, ArithmeticError, TypeError):
        return ()


def _split_comment(text: str) -> tuple[str, tzinfo | None]:
    """Return *text* without its zone and what may be behind it in parentheses, and the zone."""
    if text.startswith("北京时间"):
        text = f"{text[4:].strip()} 北京时间"
    comment = _COMMENT.search(text)
    rest, zone = _split_zone(text[: comment.start()] if comment else text)
    if comment and zone is None:
        if _ZONE.fullmatch(comment[1]) and not comment[1].isdigit():
            return _split_zone(f"{rest} {comment[1]}")
        if _ZONE_COMMENT.search(comment[1]):
            return rest, _unknown(text)
    return rest, zone


def _split_zone(text: str) -> tuple[str, tzinfo | None]:
    if last := _YEAR_LAST.fullmatch(text):  # the zone before the year, as C and Java write it
        text = f"{last['day']} {last['year']} {last['time']} {last['zone']}"
    text = _BEHIND_OFFSET.sub("", text)  # the offset is more specific
    match = _ZONE.search(text)
    if match is None:
        return text, None
    rest = text[: match.start()]
    if match["name"]:
        name = match["name"].upper()
        if name in _HALVES or not rest:
            return text, None
        return rest, timezone(timedelta(hours=_HOURS[name])) if name in _HOURS else _unknown(text)
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
    if halves := [_HALVES[half.upper()] for half in match.group("before", "after") if half]:
        (hour,) = {hour, (hour + 12) % 24 if hour <= 12 else hour}.intersection(*halves)
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
    if text.startswith("-") or not text.isascii() or len(_TIME.findall(text)) > 1:
        return []  # of two times, it would use the last
    if _MONTH.search(_WEEKDAY.sub("", text)) or _YEAR.search(text):
        return list(filter(None, [_whole(text)]))
    numbers = _THREE_NUMBERS.search(text)
    if numbers is None:
        return []  # `Invalid Date` is the commonest
    readings = {each: reading for each in DATE_ORDERS if (reading := _ordered(numbers, each))}
    if weekday := _WEEKDAY.search(text) if len(set(readings.values())) > 1 else None:
        number = _WEEKDAYS.index(weekday[0][:3].lower())
        readings = {each: reading for each, reading in readings.items() if reading.weekday() == number}
    return [readings[order]] if order in readings else sorted(set(readings.values()), reverse=True)


def _ordered(numbers: re.Match[str], order: DateOrder) -> datetime | None:
    """Return the time of the text in which *numbers* are year, month and day in this *order*."""
    part = dict(zip(order, numbers.group(1, 3, 4), strict=True))
    year, month, day = part["y"], int(part["m"]), int(part["d"])
    if len(year) == 1 or not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    century = "" if len(year) == 4 else "19" if year > "68" else "20"
    before, after = numbers.string[: numbers.start()], numbers.string[numbers.end() :]
    return _whole(f"{before}{century}{year}-{month:02}-{day:02}{after}")


def _whole(text: str) -> datetime | None:
    # dateutil fills missing parts from a default: parsing with two different defaults reveals whether it had to.
    from dateutil import parser  # its import costs more than reading a post, and few posts need it

    try:
        first, second = (
            parser.parse(text, default=default, tzinfos=_no_zone)
            for default in (datetime(2000, 1, 1), datetime(2004, 12, 31))  # noqa: DTZ001
        )
    except (ValueError, ArithmeticError, TypeError):
        return None
    return first if first == second and first.tzinfo is None and first.year >= 1000 else None
