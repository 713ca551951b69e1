from __future__ import annotations

import re
import time
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime, parsedate_to_datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofweek_parse import Parser
from ofweek_parse.dates import DATE_ORDERS, parse_date
from tests.making import in_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofweek_parse.dates import DateOrder

UTC = timezone.utc
SHANGHAI = timezone(timedelta(hours=8))
_RFC822 = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} [12]\d{3} \d\d:\d\d:\d\d GMT", re.ASCII)
NOON = datetime(2021, 7, 26, 12, 0, tzinfo=UTC)


@pytest.fixture(params=["UTC", "Asia/Shanghai", "America/Chicago"])
def _machine_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


class TestShapes:
    """The shapes that are read."""

    @pytest.mark.parametrize(
        "text",
        [
            "Mon, 26 Jul 2021 12:00:00 GMT",
            "26 Jul 2021 12:00:00 GMT",
            "Mon, 26 Jul 2021 12:00 GMT",
            "Mon, 26 Jul 2021 20:00:00 +0800",
            "Mon, 26 Jul 2021 08:00:00 EDT",
        ],
    )
    def test_rfc822(self, text: str) -> None:
        """RFC 822, as feeds have it."""
        assert parse_date(text) == NOON

    @pytest.mark.parametrize(
        "text",
        [
            "2021-07-26T12:00:00Z",
            "2021-07-26T12:00:00.000Z",
            "2021-07-26T12:00Z",
            "2021-07-26 12:00:00",
            "2021-07-26T20:00:00+08:00",
            "2021-07-26T20:00:00+0800",
            "2021-07-26T20:00:00+08",
            "2021-07-26 20:00:00 +08:00",
            "2021-07-26T07:30:00-04:30",
            "20210726T120000Z",
            "  2021-07-26 12:00:00  ",
        ],
    )
    def test_iso8601(self, text: str) -> None:
        """ISO 8601, with a zone or without."""
        assert parse_date(text) == NOON

    @pytest.mark.parametrize(
        ("text", "hour", "minute"),
        [
            ("2021年7月26日 09:29", 9, 29),
            ("2021年07月26日09:29:00", 9, 29),
            ("2021年7月26日 上午9:29", 9, 29),
            ("2021年7月26日 下午3:05", 15, 5),
            ("2021年7月26日 晚上11点20分", 23, 20),
            ("2021年7月26日 中午12:30", 12, 30),
            ("2021年7月26日 中午1:30", 13, 30),
            ("2021年7月26日 凌晨12:10", 0, 10),
            ("2021年7月26日", 0, 0),
            ("2021/7/26 09:29", 9, 29),
            ("2021.7.26 09:29", 9, 29),
        ],
    )
    def test_chinese(self, text: str, hour: int, minute: int) -> None:
        """Year first, with Chinese marks and parts of the day or with slashes."""
        assert parse_date(text) == NOON.replace(hour=hour, minute=minute)

    @pytest.mark.parametrize("text", ["July 26, 2021 12:00 PM", "26 July 2021 12:00", "Jul 26 12:00:00 2021"])
    def test_rest(self, text: str) -> None:
        """What remains, if it is whole, is read by dateutil."""
        assert parse_date(text) == NOON

    def test_fraction(self) -> None:
        """Fractions of a second are kept down to the microsecond."""
        assert parse_date("2021-07-26T12:00:00.123456789Z") == NOON.replace(microsecond=123456)

    def test_is_utc(self) -> None:
        """The result is in UTC itself, not in a zone that happens to be as far from it."""
        read = parse_date("2021-07-26T20:00:00+08:00")
        assert read is not None
        assert read.tzinfo is timezone.utc


class TestReaders:
    """What readers of dates write and read."""

    @pytest.mark.parametrize(
        "text",
        [
            *("Mon Jul 26 20:00:00 +0800 2021", "Mon Jul 26 20:00:00 CST 2021", "Mon Jul 26 12:00:00 UTC 2021"),
            *("Mon Jul 26 12:00:00 GMT+0000 2021", "Jul 26 20:00:00 +08:00 2021", "Mon Jul 26 12:00:00 2021"),
            "Mon Jul 26 2021 20:00:00 GMT+0800 (中国标准时间)",
            "Mon Jul 26 2021 20:00:00 GMT+0800 (GMT+08:00)",
            "Mon Jul 26 2021 20:00:00 GMT+0800 (China Standard Time)",
            *("2021-07-26 20:00 (GMT+08:00)", "2021-07-26 20:00 (CST)", "2021-07-26 20:00（北京时间）"),
            *("2021-07-26 12:00:00 +0000 UTC", "2021-07-26 20:00:00 +0800 CST", "2021-07-26 12:00:00.000 +0000 UTC"),
            *(
                "2021年7月26日 星期一 12:00",
                "2021年7月26日（周一）12:00",
                "2021年7月26日 (星期一) 12:00",
                "2021年7月26日 礼拜一 12:00",
            ),
            *("2021 年 7 月 26 日 12:00", "2021年7月26号 12:00", "2021年7月26日 中午12点", "星期一 2021-07-26 12:00"),
            *("07/26/2021 12:00", "26/07/2021 12:00", "26.07.2021 12:00 GMT", "Monday, 26-Jul-21 12:00:00 GMT"),
            *("Mon Jul 26 12:00:00 PM UTC 2021", "Mon 26 Jul 2021 12:00:00 PM GMT", "7/26/2021, 12:00:00\u202fPM"),
            *("2021-07-26 20:00:00 +0800 +0800", "2021-07-26 20:00:00 +0800 CST m=+0.000012345"),
            *(
                "2021-07-26T20:00:00+08:00[Asia/Shanghai]",
                "2021-07-26T12:00:00Z[UTC]",
                "2021-07-26 20:00 Asia/Shanghai",
            ),
            *("20210726T200000+0800", "20210726T1200+00:00", "12:00 20210726"),
            *("mon, 26 jul 2021 12:00:00 gmt", "2021-07-26t12:00:00z", "2021-07-26 12:00 utc"),
            *("北京时间 2021-07-26 20:00", "北京时间2021年7月26日 20:00", "2021-07-26 20:00 北京时间"),
            *(
                "２０２１－０７－２６ １２：００",
                "2021年7月26日　12:00",
                "2021-07-26\u00a012:00",
                "2021年7月26日，12:00",
            ),
            *("2021年7月26日 12:00 PM", "2021-07-26 12:00:00 下午", "2021年7月26日 8:00 PM 北京时间"),
        ],
    )
    def test_read(self, text: str) -> None:
        """The forms of C, Java, Go, browsers and Chinese sites, with weekdays, zones in words and blanks."""
        assert parse_date(text) == NOON

    @pytest.mark.parametrize(
        "text",
        [
            "2021-07-26 12:00 (XYZ)",
            "2021-07-26 12:00 (東京時間)",
            "2021-07-26 12:00 (Pacific Time)",
            "2021-07-26 12:00[Asia/Shanghai]",
            "Mon Jul 26 12:00:00 XYZ 2021",
            "星期一",
            "2021年7月 星期一",
            "周一 10:20",
        ],
    )
    def test_none(self, text: str) -> None:
        """A zone in words that is not known, and a weekday alone, tell no time."""
        assert parse_date(text) is None


class TestAmbiguous:
    """Dates that two readers would read in two ways."""

    @pytest.mark.parametrize(
        ("text", "days"),
        [
            ("12/04/2015", {"dmy": "2015-04-12", "mdy": "2015-12-04", "ymd": "None"}),
            ("12.07.2022", {"dmy": "2022-07-12", "mdy": "2022-12-07"}),
            ("1-2-2021 10:05", {"dmy": "2021-02-01", "mdy": "2021-01-02"}),
            ("01-02-03", {"dmy": "2003-02-01", "mdy": "2003-01-02", "ymd": "2001-02-03"}),
            ("21/07/26", {"dmy": "2026-07-21", "ymd": "2021-07-26"}),
            ("12/04/2015 10:05:00 +0800", {"dmy": "2015-04-12", "mdy": "2015-12-04"}),
            ("13/04/05", {"dmy": "2005-04-13", "ymd": "2013-04-05", "mdy": "None"}),
            ("5/4/70", {"dmy": "1970-04-05", "mdy": "1970-05-04"}),
        ],
    )
    def test_none(self, text: str, days: dict[DateOrder, str]) -> None:
        """None is taken, unless the caller knows the order, and the numbers can be in it."""
        assert parse_date(text) is None
        assert {order: str(parse_date(text, order=order))[:10] for order in days} == days

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            *(("12/12/2021", "2021-12-12"), ("25/12/2021", "2021-12-25"), ("12/25/2021", "2021-12-25")),
            *(("Sun, 12/04/2015", "2015-04-12"), ("Friday 12/04/2015", "2015-12-04"), ("12 Apr 15", "2015-04-12")),
            *(("2015/12/04", "2015-12-04"), ("2015-12-04 3:05 PM", "2015-12-04"), ("20151204", "2015-12-04")),
        ],
    )
    def test_one(self, text: str, day: str) -> None:
        """A date with one reading is read: the others are impossible, or have another weekday."""
        assert str(parse_date(text))[:10] == day
        assert {str(parse_date(text, order=order))[:10] for order in DATE_ORDERS} == {day}

    @pytest.mark.parametrize(
        ("text", "hour"),
        [
            *(
                ("上午12:30", 0),
                ("凌晨12:30", 0),
                ("早上7:30", 7),
                ("中午11:30", 11),
                ("中午1:30", 13),
                ("下午0:30", 12),
            ),
            *(
                ("下午12:30", 12),
                ("下午15:30", 15),
                ("晚上8:30", 20),
                ("晚上20:30", 20),
                ("12:30 AM", 0),
                ("8:30 pm", 20),
            ),
            *(("晚上12:30", None), ("晚上0:30", None), ("晚上1:30", None), ("中午10:30", None), ("上午13:30", None)),
            *(("凌晨15:30", None), ("早上12:30", None), ("13:30 AM", None), ("上午8:30 PM", None)),
        ],
    )
    def test_part_of_the_day(self, text: str, hour: int | None) -> None:
        """A part of the day that does not go with the hour, or could be of another day, is no time."""
        expected = None if hour is None else NOON.replace(hour=hour, minute=30)
        assert parse_date(f"2021年7月26日 {text}") == expected

    def test_article(self) -> None:
        """The diagnostic names the readings."""
        post = "---\ntitle: a\ndate: 12/04/2015\n---\n<p>x</p>"
        article = Parser(normalizers=()).parse(post)
        (note,) = article.diagnostics
        assert (article.published, note.code, note.line, note.column) == (None, "date-ambiguous", 3, 7)
        assert "2015-12-04 or 2015-04-12" in note.message
        known = Parser(normalizers=(), date_order="dmy").parse(post)
        assert (str(known.published)[:10], known.diagnostics) == ("2015-04-12", ())

    def test_order(self) -> None:
        """Another order is refused where it is given."""
        with pytest.raises(ValueError, match="date_order"):
            Parser(date_order="day-first")  # type: ignore[arg-type]


class TestZones:
    """Which zone a time is in."""

    def test_default(self) -> None:
        """A time that names no zone gets the caller's."""
        assert parse_date("2021-07-26 20:00:00", SHANGHAI) == NOON

    @pytest.mark.parametrize("text", ["2021-07-26 12:00:00Z", "Mon, 26 Jul 2021 12:00:00 GMT", "2021-07-26 12:00 UTC"])
    def test_named_zone_wins(self, text: str) -> None:
        """A zone in the text wins over the caller's."""
        assert parse_date(text, SHANGHAI) == NOON

    @pytest.mark.parametrize(
        "text", ["Mon, 26 Jul 2021 20:00:00 CST", "2021-07-26 20:00:00 CST", "2021-07-26 20:00 (China Standard Time)"]
    )
    def test_china(self, text: str) -> None:
        """CST is China's."""
        assert parse_date(text, SHANGHAI) == NOON

    @pytest.mark.parametrize("text", ["2021-07-26 20:00 GMT+8", "2021-07-26 20:00 UTC+8", "2021-07-26 20:00 GMT+0800"])
    def test_east_of_greenwich(self, text: str) -> None:
        """GMT+8 is east of Greenwich."""
        assert parse_date(text) == NOON

    @pytest.mark.usefixtures("_machine_zone")
    @pytest.mark.parametrize(
        "text",
        [
            "2021-07-26 12:00:00",
            "July 26, 2021 12:00",
            "Mon, 26 Jul 2021 20:00:00 CST",
        ],
    )
    def test_machine(self, text: str) -> None:
        """The machine's zone plays no part."""
        assert parse_date(text) == NOON

    def test_unknown(self) -> None:
        """A zone that nobody knows is not taken for the caller's."""
        assert parse_date("2021-07-26 12:00:00 XYZ") is None


class TestUnreadable:
    """What is no date."""

    @pytest.mark.parametrize(
        "text",
        [
            "",
            " ",
            "Invalid Date",
            "2021-13-45",
            "2021-02-30",
            "2021-07-26 25:00",
            "Mon, 32 Jul 2021 01:29:00 GMT",
            "2021-07-26 01:29:00 +99:99",
            "2021-07-26 01:29:00 +24:00",
            "0001-01-01 00:00 +14:00",
            "9999-12-31 23:59 -14:00",
            "0000-01-01",
            "-2021-01-01",
            "1627262940000",
            "9" * 20,
            "1:" + "9" * 30,
            "today",
            "昨天",
            "٢٠٢١-٠٧-٢٦",
            "2021-07-26\ufffd",
            "2021-07-26T09:29:00 08:00",
            "2021-07-26 9:123",
            "110/07/26",
            "010203",
        ],
    )
    def test_none(self, text: str) -> None:
        """The unreadable, impossible and unrepresentable are none, never an exception or a near miss."""
        assert parse_date(text) is None

    @pytest.mark.parametrize("text", ["10:20", "July", "1", "Monday", "Mon 10:20", "July 2021", "26 Jul", "2021"])
    def test_incomplete(self, text: str) -> None:
        """A part of a date is never filled up from today."""
        assert parse_date(text) is None

    @pytest.mark.parametrize(
        "piece",
        ["a", "9", "1.", "9 ", "-", "1:", "2021年", "+", "(", " "],
    )
    def test_endless(self, piece: str) -> None:
        """A long run of anything is none at once."""
        with in_time(5):
            assert parse_date("2021" + piece * (40_000 // len(piece)) + "x") is None

    @given(st.one_of(st.text(max_size=70), st.text("0123456789-:+./ TZGMTCSJulMon,年月日上午", max_size=40)))
    def test_any_text(self, text: str) -> None:
        """Any text is a time in UTC or none."""
        read = parse_date(text, SHANGHAI)
        assert read is None or read.utcoffset() == timedelta(0)

    @given(
        st.datetimes(min_value=datetime(1000, 1, 1)),  # noqa: DTZ001
        st.integers(0, 29),
        st.sampled_from("0123456789 GaN"),
    )
    def test_generator(self, moment: datetime, place: int, character: str) -> None:
        """The generator's own form, damaged or not, is read as RFC 822 says."""
        written = format_datetime(moment.replace(tzinfo=UTC), usegmt=True)
        damaged = f"{written[:place]}{character}{written[place + 1 :]}"
        assert parse_date(written) == moment.replace(microsecond=0, tzinfo=UTC)
        read = parse_date(damaged)
        if read and _RFC822.fullmatch(damaged):
            assert read == parsedate_to_datetime(damaged)

    @pytest.mark.parametrize("time", ["24:00:00", "12:60:00", "12:00:60", "99:99:99"])
    def test_no_time(self, time: str) -> None:
        """No clock shows it."""
        assert parse_date(f"Mon, 26 Jul 2021 {time} GMT") is None

    @given(st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30)))  # noqa: DTZ001
    def test_round_trip(self, moment: datetime) -> None:
        """Every time that isoformat writes is read back."""
        assert parse_date(moment.isoformat(), UTC) == moment.replace(tzinfo=UTC)


class TestArticle:
    """The date of a post."""

    def test_read(self) -> None:
        """The date of a post is aware, in UTC and in no need of a diagnostic."""
        article = Parser(normalizers=(), default_timezone=SHANGHAI).parse(
            "---\ntitle: a\ndate: 2021-07-26 20:00\n---\nx"
        )
        assert (article.published, article.diagnostics) == (NOON, ())

    @pytest.mark.parametrize("date", ["Invalid Date", "2021-13-45", "10:20", "1627262940000"])
    def test_invalid(self, date: str) -> None:
        """A date that can't be read gives none, stays in the front matter and is told with its place."""
        article = Parser(normalizers=()).parse(f"\n---\ntitle: a\ndate: {date}\n---\nx")
        (note,) = article.diagnostics
        assert article.published is None
        assert str(article.front_matter["date"]) == date
        assert (note.code, note.line, note.column) == ("date-invalid", 4, 7)
        assert date in note.message

    def test_endless(self) -> None:
        """A megabyte of digits is an invalid date within milliseconds, and the message does not repeat it."""
        with in_time(5):
            article = Parser(normalizers=()).parse(f"---\ntitle: a\ndate: {'9' * 1_000_000}\n---\nx")
            assert [note.code for note in article.diagnostics] == ["date-invalid"]
            assert len(article.diagnostics[0].message) < 200
