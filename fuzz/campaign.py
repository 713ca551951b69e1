"""Fuzzing without coverage, for environments without atheris: seeds, mutated at random, through all oracles.

    python fuzz/campaign.py SEED SECONDS [FOLDER]

It prints how many inputs it tried and each different failure once, and keeps their inputs in FOLDER. The same seed tries
the same inputs.
"""

from __future__ import annotations

import random
import re
import signal
import sys
import time
from pathlib import Path

from make_corpus import seeds
from oracles import check, trace

_LONGEST = 4096
_MOST_SECONDS = 30.0
"""Seconds of the processor for all that is done with one input, before it counts as one that never ends."""
_TOKENS = [
    token.encode().decode("unicode_escape").encode("latin-1")
    for token in re.findall(r'^"(.*)"$', (Path(__file__).parent / "tokens.dict").read_text("utf-8"), re.MULTILINE)
]


def changed(chance: random.Random, post: bytes, others: list[bytes]) -> bytes:
    """*post* with a few pieces removed, doubled, moved, taken from *others*, or replaced by tokens and odd bytes."""
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(post) + 1)
        end = min(start + chance.choice((0, 0, 1, 4, 20, 100)), len(post))
        other = chance.choice(others)
        place = chance.randrange(len(other) + 1)
        piece = chance.choice(
            (
                b"",
                chance.choice(_TOKENS),
                chance.choice(_TOKENS) * chance.randint(2, 40),
                post[start:end] * 2,
                other[place : place + chance.choice((4, 40, 400))],
                chance.choice("\x00\x1b\x7f\u0085\u200b\u3000\u2028\ufeff风１？：“”_&<>").encode(),
                chance.randbytes(2),
            )
        )
        post = post[:start] + piece + post[end:]
    return post[:_LONGEST]


def _interrupt(*_: object) -> None:
    message = f"not done after {_MOST_SECONDS:.0f} s"
    raise TimeoutError(message)


def main(seed: int, seconds: float, folder: Path | None) -> None:
    """Run so many seconds of the processor."""
    signal.signal(signal.SIGVTALRM, _interrupt)
    chance = random.Random(seed)  # noqa: S311
    corpus = [seed_post[1:] for seed_post in seeds().values()]
    failures: dict[str, int] = {}
    tried = 0
    begin = time.process_time()
    while time.process_time() - begin < seconds:
        data = bytes([chance.randrange(16)]) + changed(chance, chance.choice(corpus), corpus)
        tried += 1
        signal.setitimer(signal.ITIMER_VIRTUAL, _MOST_SECONDS)
        try:
            check(data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a failure
            name = trace(error)
            failures[name] = failures.get(name, 0) + 1
            if failures[name] == 1:
                print(f"FAILURE {name}: {error!s:.300}", flush=True)
                if folder:
                    folder.mkdir(parents=True, exist_ok=True)
                    (folder / f"{seed}-{tried}.bin").write_bytes(data)
    print(f"seed {seed}: {tried:,} inputs, {len(failures)} different failures, {sum(failures.values())} in all")


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None)
