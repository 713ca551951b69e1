"""Running a normalizer in another process, where sets are ordered differently."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofweek_parse.model.article import Article

__all__ = ["results_elsewhere"]

_CODE = """
import pickle, sys
path, article_bytes, normalizer_bytes = pickle.load(sys.stdin.buffer)
sys.path[:] = path
try:
    normalizer = pickle.loads(normalizer_bytes)
except Exception:
    sys.exit(3)
stdout, sys.stdout = sys.stdout, sys.stderr
results = [normalizer(article) for article in pickle.loads(article_bytes)]
stdout.buffer.write(pickle.dumps(results))
"""
_LONGEST = 60.0


def results_elsewhere(normalizer: bytes, articles: Sequence[Article]) -> list[Any] | None:
    """Return the results of the pickled *normalizer* for *articles* there, or ``None`` if it can't run.

    So it is where no process can be started, or the module of the normalizer can't be imported in it, as that of a test
    may not.
    """
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    given = pickle.dumps(([os.fspath(path) for path in sys.path], pickle.dumps(list(articles)), normalizer))
    try:
        done = subprocess.run(  # noqa: S603 # this very Python
            [sys.executable, "-c", _CODE],
            input=given,
            capture_output=True,
            timeout=_LONGEST,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
        results: list[Any] = pickle.loads(done.stdout)  # noqa: S301 # written by the code above
    except (OSError, subprocess.SubprocessError, pickle.UnpicklingError, EOFError):
        return None
    return results
