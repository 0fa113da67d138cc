"""Run the fuzzer over every reader or over those named: `python -m tests.fuzz [KIND …] [--inputs N] [--seed N]`; exit 1 on any failure.

`--again FILE` reads one failing input again and shows all that happens.
"""

import argparse
import secrets
import sys
import tempfile
import time
import zlib
from collections.abc import Sequence
from pathlib import Path

from tests.fuzz.judge import Judge
from tests.fuzz.runs import Run, table
from tests.fuzz.samples import kinds, samples
from tests.fuzz.worker import read

_AT_ONCE = 2
_STEP = 0.2


def main(words: Sequence[str]) -> int:
    """Run what was asked for, two readers at a time, and print what was found."""
    asked = _arguments(words)
    if asked.again:
        return again(asked.again)
    known = kinds()
    if strange := set(asked.kinds) - set(known):
        print(f"no such reader: {', '.join(sorted(strange))}; there are {', '.join(known)}")
        return 2
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    base = secrets.randbelow(2**32) if asked.seed is None else asked.seed
    print(f"seed {base}, failing inputs go to {folder}; the same again: --seed {base} --inputs {asked.inputs}", flush=True)
    runs = [Run(kind, folder / kind, asked.inputs, seed_of(base, kind)) for kind in asked.kinds or known]
    bare = [run.kind for run in runs if not samples(run.kind)]
    follow([run for run in runs if run.kind not in bare])
    print(table(runs))
    for run in runs:
        print(run.told(), end="")
    for kind in bare:
        print(f"{kind}: no sample to start from; put one into tests/core/files/{kind}")
    return 1 if bare or any(run.failures for run in runs) else 0


def _arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./test --fuzz", description="read thousands of damaged files with every reader")
    parser.add_argument("kinds", nargs="*", metavar="KIND")
    parser.add_argument("--inputs", type=int, default=20_000, help="damaged files a reader")
    parser.add_argument("--seed", type=int, help="the number that an earlier run printed")
    parser.add_argument("--again", type=Path, metavar="FILE", help="read one failing input again")
    return parser.parse_args(words)


def seed_of(base: int, kind: str) -> int:
    """Give each kind its own seeds, the same whichever kinds run."""
    return base * 1000 + zlib.crc32(kind.encode()) % 1000 * 10**7


def follow(waiting: list[Run]) -> None:
    """Run all, so many at once, until the last one ends."""
    running: list[Run] = []
    try:
        while waiting or running:
            while waiting and len(running) < _AT_ONCE:
                run = waiting.pop(0)
                print(f"{run.kind}: seed {run.seed}", flush=True)
                run.start()
                running.append(run)
            time.sleep(_STEP)
            for run in [run for run in running if run.has_ended()]:
                running.remove(run)
                print(run.summary(), flush=True)
    finally:
        for run in running:
            run.stop()


def again(file: Path) -> int:
    """Judge one file in this process and print the verdict."""
    verdict = Judge(read)(file.read_bytes(), Path(f"年报{file.suffix}"))
    print(f"{verdict.outcome} after {verdict.seconds * 1000:.0f} ms {verdict.name}\n{verdict.detail}".rstrip())
    return int(bool(verdict.name))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
