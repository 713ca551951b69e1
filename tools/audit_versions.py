"""Versions of the library, and processes that parse posts with one of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import zipfile
from pathlib import Path
from typing import Any

import attrs

__all__ = ["Version", "Worker", "version_of"]

_WORKER = Path(__file__).with_name("audit_worker.py")
_LONGEST = 120.0
"""Seconds that a post may take."""


@attrs.frozen
class Version:
    """How to run a version: a Python, where it imports from if not from its environment, and steps out of or in its defaults."""

    given: str
    python: str
    path: str = ""
    without: str = ""
    added: str = ""

    @property
    def described(self) -> str:
        """The version in words."""
        steps = f", without {self.without}" if self.without else f", with {self.added}" if self.added else ""
        return f"{self.given}{steps}"


def version_of(given: str, temporary: Path) -> Version:
    """The version that *given* names: a Python, an environment, a wheel (unpacked into *temporary*) or a source tree."""
    path = Path(given)
    if path.suffix == ".whl" and path.is_file():
        with zipfile.ZipFile(path) as wheel:
            wheel.extractall(temporary)
        return Version(given, sys.executable, str(temporary))
    if path.is_dir():
        for source in (path / "src", path):
            if (source / "ofweek_parse" / "__init__.py").is_file():
                return Version(given, sys.executable, str(source.resolve()))
        for python in (path / "bin" / "python", path / "Scripts" / "python.exe"):
            if python.is_file():
                return Version(given, str(python.absolute()))
    elif path.is_file() and os.access(path, os.X_OK):
        return Version(given, str(path.absolute()), os.environ.get("PYTHONPATH", "") if given == sys.executable else "")
    sys.exit(f"{given} is neither a Python, nor an environment, a wheel or a source tree of the library.")


class Worker:
    """A process that parses one post after the other; it is started again where a post ends it."""

    def __init__(self, version: Version) -> None:
        self._version = version
        self._process: subprocess.Popen[str] | None = None
        self._path = Path()

    def ask(self, path: Path) -> None:
        """Begin with the post at *path*."""
        self._path = path
        process = self._process = self._process or self._started()
        if process.stdin is not None:
            try:
                process.stdin.write(json.dumps(str(path.absolute())) + "\n")
                process.stdin.flush()
            except OSError:
                pass  # the answer tells

    def answer(self) -> dict[str, Any]:
        """What became of the post."""
        process = self._process
        if process is None or process.stdout is None:
            raise RuntimeError("Nothing was asked.")
        timer = threading.Timer(_LONGEST, process.kill)
        timer.start()
        line = process.stdout.readline()
        timer.cancel()
        if line:
            found: dict[str, Any] = json.loads(line)
            return found
        self.close()
        return {"error": f"the process ended or took more than {_LONGEST:.0f} seconds"}

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _started(self) -> subprocess.Popen[str]:
        version = self._version
        environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": version.path}
        process = subprocess.Popen(  # noqa: S603 # the maintainer's own versions
            [version.python, str(_WORKER), version.without, version.added],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            encoding="utf-8",
        )
        if process.stdout is None or not process.stdout.readline():
            sys.exit(f"{version.described} can't be run: see above.")
        return process
