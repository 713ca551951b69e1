"""A progress bar on a terminal; the only module that imports tqdm, if it is installed."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from ofweek_parse.cli.terminal import message, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Bar", "progress_bar"]


class Bar(Protocol):
    """Shows how far a run is."""

    def advance(self, failed: int) -> None:
        """One more post is done; *failed* of all have failed."""

    def tell(self, text: str) -> None:
        """Write the message *text* on standard error, above the bar."""


class _NoBar:
    def advance(self, failed: int) -> None:
        pass

    def tell(self, text: str) -> None:
        tell(text)


@contextmanager
def progress_bar(total: int | None) -> Iterator[Bar]:
    """A bar for *total* posts on standard error; none if that is ``None`` or tqdm is not installed."""
    try:
        if total is None:
            raise ImportError  # noqa: TRY301 # the same as where it is missing
        from tqdm import tqdm
    except ImportError:
        yield _NoBar()
        return
    with tqdm(total=total, unit=" posts", dynamic_ncols=True, leave=False) as bar:

        class _TqdmBar:
            def advance(self, failed: int) -> None:
                if failed:
                    bar.set_postfix(failed=failed, refresh=False)
                bar.update()

            def tell(self, text: str) -> None:
                bar.write(message(text), file=sys.stderr)

        yield _TqdmBar()
