"""Real keys struck into the whole window, offscreen: the slowest hundredth of them, from the key to the end of the paint that shows it.

Each round is a process of its own (`tests.bench.hands`). In a steady run a key follows as soon as the one before it is painted; with
pauses between, checks run and their findings come back while keys are struck.
"""

import json
import subprocess
import sys
import tempfile
from functools import partial
from statistics import median, quantiles

from tests.bench.measure import Result
from tests.bench.window import ROOT, environment

_AIM_MS = 16.0
_ROUNDS = 3
_NAMES = {"cell": "a key in a cell, totals and marks", "prose": "a key in prose of 20,000 characters"}
_PACES = {"steady": "without a pause", "pauses": "with pauses"}


def _bench(place: str, pace: str) -> Result:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.bench.hands", place, pace]
        runs = [
            json.loads(subprocess.run(command, cwd=ROOT, env=environment(folder), stdout=subprocess.PIPE, check=True).stdout)
            for _ in range(_ROUNDS)
        ]
    worked = median(_slowest(worked) for _, worked in runs)
    half = median(median(taken) for taken, _ in runs)
    remark = f"p99 of {len(runs[0][0])} keys; half of them {half:.1f} ms; p99 of the work of the window's own thread {worked:.1f} ms"
    return Result(f"{_NAMES[place]}, {_PACES[pace]}", [_slowest(taken) for taken, _ in runs], _AIM_MS, "ms", remark)


def _slowest(taken: list[float]) -> float:
    return quantiles(taken, n=100)[98]


BENCHES = {f"keys-{place}-{pace}": partial(_bench, place, pace) for place in _NAMES for pace in _PACES}
