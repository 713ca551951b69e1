"""Validation of the settings of a parser."""

from __future__ import annotations

import re
from datetime import timezone, tzinfo
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ofweek_parse.arguments import check_choice, check_kind
from ofweek_parse.dates import DATE_ORDERS

if TYPE_CHECKING:
    from collections.abc import Callable

    import attrs

__all__ = ["as_time_zone", "check_base_url", "check_date_order", "check_encoding", "check_is"]

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+")


def as_time_zone(zone: tzinfo | str) -> tzinfo:
    """Return the time zone that *zone* is or names, such as ``Asia/Shanghai``.

    Raises:
        TypeError: It is neither a time zone nor text.
        ValueError: There is no zone of that name.

    Example:
        >>> as_time_zone("UTC")
        datetime.timezone.utc
    """
    if isinstance(zone, tzinfo):
        return zone
    check_kind("default_timezone", zone, str, "a time zone or the name of one")
    if zone.upper() == "UTC":
        return timezone.utc
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(zone)
    except (ValueError, OSError, LookupError) as error:
        message = (
            f"There is no time zone {zone!r}; write a name such as 'Asia/Shanghai' or 'UTC', or give a tzinfo. "
            "On a system without a time zone database, install the package tzdata."
        )
        raise ValueError(message) from error


def check_encoding(_parser: object, _field: attrs.Attribute[Any], encoding: str | None) -> None:
    """Check that *encoding* is one that Python knows.

    Raises:
        ValueError: It is not.
        TypeError: It is not even text.
    """
    if encoding is None:
        return
    check_kind("encoding", encoding, str, "text")
    try:
        b"a".decode(encoding)
    except UnicodeError:
        pass
    except (LookupError, ValueError) as error:
        raise ValueError(f"Unknown encoding {encoding!r}. Omit `encoding` to auto-detect it.") from error


def check_base_url(_parser: object, _field: attrs.Attribute[Any], url: str | None) -> None:
    """Check that *url* is an absolute URL.

    Raises:
        ValueError: It is not.
        TypeError: It is not even text.
    """
    if url is None:
        return
    check_kind("base_url", url, str, "text")
    try:
        place = urlsplit(url) if _ABSOLUTE.fullmatch(url) else None
    except ValueError:  # such as brackets without an address
        place = None
    if place is None or not (place.netloc or place.scheme == "file"):
        raise ValueError(f"base_url must be an absolute URL such as 'https://www.example.com/', not {url!r}.")


def check_date_order(_parser: object, _field: attrs.Attribute[Any], order: str | None) -> None:
    """Check that *order* is one of year, month and day.

    Raises:
        ValueError: It is not.
    """
    if order is not None:
        check_choice("date_order", order, DATE_ORDERS)


def check_is(kind: type, expected: str) -> Callable[[object, attrs.Attribute[Any], object], None]:
    """Return a validator that checks that a setting is of a *kind*, *expected* in words."""

    def check(_parser: object, field: attrs.Attribute[Any], value: object) -> None:
        check_kind(field.name, value, kind, expected)

    return check
