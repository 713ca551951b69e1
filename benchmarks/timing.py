"""Comparing running times on a busy machine."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["processor_seconds", "timed"]

_ROUNDS = 25
_SLICE = 0.005
"""Seconds that a function is run for at least in each round: the processor is warm for most of them, as over many posts."""


def timed(functions: Mapping[str, Callable[[], object]], *, rounds: int = _ROUNDS) -> dict[str, float]:
    """The median processor seconds of a call of each of *functions*.

    They take turns, so that what slows one round slows them all; the time in which others have the processor isn't theirs.
    """
    times: dict[str, list[float]] = {name: [] for name in functions}
    repeats = {name: _repeats(function) for name, function in functions.items()}
    for _ in range(rounds):
        gc.collect()
        gc.disable()
        for name, function in functions.items():
            begin = time.thread_time()
            for _ in range(repeats[name]):
                function()
            times[name].append((time.thread_time() - begin) / repeats[name])
        gc.enable()
    return {name: statistics.median(values) for name, values in times.items()}


def _repeats(function: Callable[[], object]) -> int:
    function()  # what is loaded late is loaded now
    begin = time.perf_counter()
    function()
    return max(round(_SLICE / max(time.perf_counter() - begin, 1e-9)), 1)


def processor_seconds(commands: Mapping[str, list[str]], *, rounds: int = 15) -> dict[str, float]:
    """The median processor seconds of each of *commands*, arguments of Python, which take turns likewise."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds + 1):
        for name, arguments in commands.items():
            process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)  # noqa: S603
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                sys.exit(f"{name} failed")
            times[name].append(usage.ru_utime + usage.ru_stime)
    return {name: statistics.median(values[1:]) for name, values in times.items()}  # the first wrote bytecode
