"""The fuzz target: `check` from oracles.py, for arbitrary bytes. See README.md for how to run it."""

from __future__ import annotations

import hashlib
import os
import sys
import traceback
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["ofweek_parse"]):
    from oracles import check, trace

_KEEP = os.environ.get("FUZZ_KEEP_GOING")
_seen: set[str] = set()


def test_one_input(data: bytes) -> None:
    """Take one input; with FUZZ_KEEP_GOING=folder, put the first input of every failure there and go on."""
    try:
        check(data)
    except Exception as error:
        if not _KEEP:
            raise
        name = trace(error)
        if name not in _seen:
            _seen.add(name)
            folder = Path(_KEEP)
            folder.mkdir(parents=True, exist_ok=True)
            stem = hashlib.sha256(name.encode()).hexdigest()[:12]
            folder.joinpath(f"{stem}.bin").write_bytes(data)
            folder.joinpath(f"{stem}.txt").write_text(f"{name}\n\n{traceback.format_exc()}", encoding="utf-8")
            print(f"FAILURE {stem} {name}: {error!s:.200}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1] == "--check":
        for path in sys.argv[2:]:
            check(Path(path).read_bytes())
    else:
        atheris.Setup(sys.argv, test_one_input)
        atheris.Fuzz()
