"""The worker of the audit, which runs with each version: reads paths as lines of JSON and writes the results.

    python audit_worker.py STEPS-OUT STEPS-IN

STEPS-OUT are names of steps to leave out, STEPS-IN names of steps to add, or MODULE:FUNCTION; both are parted by commas. It
uses nothing but the public interface, so that any release can run it.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any


def main(steps_out: str, steps_in: str) -> None:
    """Write a line about the version, then one for each path."""
    import ofweek_parse

    parser: Any = ofweek_parse.Parser().without_step(*filter(None, steps_out.split(",")))
    for step in filter(None, steps_in.split(",")):
        parser = parser.with_step(_step(step))
    steps = [step if isinstance(step, str) else getattr(step, "__name__", repr(step)) for step in parser.normalizers]
    _write({"file": str(ofweek_parse.__file__), "steps": steps})
    for line in sys.stdin:
        _write(_result(parser, Path(json.loads(line))))


def _step(name: str) -> Any:
    module, colon, function = name.partition(":")
    if not colon:
        return name
    sys.path.append(".")
    return getattr(import_module(module), function)


def _result(parser: Any, path: Path) -> dict[str, Any]:
    """The article that *parser* makes of the file, and what each step changed on the way."""
    from ofweek_parse import OfweekParseError, to_dict

    try:
        source = path.read_bytes()
        article, explanation = parser.parse(source), parser.explain(source)
    except (OSError, OfweekParseError) as error:
        return {"error": f"{type(error).__name__}: {error}"}
    return {
        "article": to_dict(article),
        "raw": to_dict(explanation.raw),
        "steps": [_change(step) for step in explanation.steps if step.changed],
    }


def _change(step: Any) -> dict[str, Any]:
    fields = {change.name: _json(change.name, change.after) for change in step.fields}
    blocks = [[_json("blocks", change.before), _json("blocks", change.after)] for change in step.blocks]
    return {"name": step.name, "fields": fields, "blocks": blocks}


def _json(field: str, value: Any) -> Any:
    """The JSON form of a field's *value*."""
    from ofweek_parse import Article, to_dict

    return to_dict(Article(**{field: value})).get(field)


def _write(result: dict[str, Any]) -> None:
    print(json.dumps(result, ensure_ascii=True), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
