"""One reader's run in a process of its own: started, watched, started again where it died, and told in lines."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.fuzz.worker import CURRENT, STATE, STREAMS

_ROOT = Path(__file__).resolve().parents[2]
# Seconds without a new input after which a process is taken for stuck where no signal reaches it: wall time, and the machine may be busy.
_STUCK = 60.0
# Deaths after which a run is given up: each costs the start of a process.
_DEATHS = 25


class Run:
    """The inputs of one kind, over one process or, where it dies, several."""

    def __init__(self, kind: str, folder: Path, wanted: int, seed: int) -> None:
        self.kind, self.folder, self.wanted, self.seed = kind, folder, wanted, seed
        self.done: list[dict[str, Any]] = []
        self.deaths: list[tuple[str, Path]] = []
        self.seconds = 0.0
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0

    def start(self) -> None:
        """Start a process for what is still to be read; its seeds follow on."""
        part = self.part
        part.mkdir(parents=True)
        left = self.wanted - sum(state["inputs"] for state in self.done)
        words = [sys.executable, "-m", "tests.fuzz.worker", self.kind, str(part), str(left), str(self.seed + 1000 * len(self.done))]
        with open(part / STREAMS, "ab") as streams:
            environment = os.environ | {"PYTHONFAULTHANDLER": "1", "PYTHONUTF8": "1", "PYTHONHASHSEED": "0"}
            self._process = subprocess.Popen(words, cwd=_ROOT, stdin=subprocess.DEVNULL, stdout=streams, stderr=streams, env=environment)
        self._started = self._started or time.monotonic()

    @property
    def part(self) -> Path:
        """Return the folder of the process at hand."""
        return self.folder / str(len(self.done) + 1)

    def has_ended(self) -> bool:
        """Tell whether all is read; a process that died or is stuck is followed by another one."""
        assert self._process is not None
        status = self._process.poll()
        if status is None:
            if not self._is_stuck():
                return False
            self.stop()
        self._finish(status)
        if sum(state["inputs"] for state in self.done) < self.wanted and len(self.deaths) < _DEATHS:
            self.start()
            return False
        self.seconds = time.monotonic() - self._started
        return True

    def stop(self) -> None:
        """End the process at hand."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _is_stuck(self) -> bool:
        current = self.part / CURRENT
        return current.exists() and time.time() - current.stat().st_mtime > _STUCK

    def _finish(self, status: int | None) -> None:
        """Take over what the process wrote down; where it died, its last input is a failure."""
        part = self.part
        state = {"inputs": 0, "reports": 0, "refusals": 0, "slowest": 0.0, "slowest_file": "", "failures": {}}
        if (part / STATE).exists():
            state = json.loads((part / STATE).read_text("utf-8"))
        if status != 0:
            last = (part / STREAMS).read_text("utf-8", "replace").strip()
            what = f"stuck for {_STUCK:.0f} s" if status is None else f"process died with status {status}"
            self.deaths.append((f"{what}: {last[-600:]}", self._last_input(part)))
            state["inputs"] += 1
        self.done.append(state)

    def _last_input(self, part: Path) -> Path:
        head, _, data = (part / CURRENT).read_bytes().partition(b"\n") if (part / CURRENT).exists() else (b"", b"", b"")
        if not head:
            return part / STREAMS
        suffix, _, size = head.decode().rpartition(" ")
        file = part / f"{self.kind}-died{suffix}"
        file.write_bytes(data[: int(size)])
        return file

    @property
    def failures(self) -> dict[str, tuple[int, str, str]]:
        """Return name -> (times, file, detail) of all that failed."""
        found: dict[str, tuple[int, str, str]] = {}
        for state in self.done:
            for name, each in state["failures"].items():
                times = found[name][0] if name in found else 0
                found[name] = (times + each["times"], each["file"], each["detail"])
        for detail, file in self.deaths:
            name = detail.splitlines()[0]
            found[name] = (found[name][0] + 1 if name in found else 1, str(file), detail)
        return found

    def row(self) -> tuple[str, ...]:
        """Return reader, inputs, reports, refusals, slowest ms, failures, inputs a second."""
        sums = [sum(state[key] for state in self.done) for key in ("inputs", "reports", "refusals")]
        slowest = max((state["slowest"] for state in self.done), default=0.0)
        pace = sums[0] / self.seconds if self.seconds else 0.0
        return (self.kind, *map(str, sums), f"{slowest * 1000:.0f}", str(len(self.failures)), f"{pace:.0f}")

    def summary(self) -> str:
        """Say in a line that the run is over."""
        kind, read, _, _, slowest, failures, pace = self.row()
        return f"{kind}: {read} inputs in {self.seconds:.0f} s, {pace} a second, slowest {slowest} ms, failures {failures}"

    def told(self) -> str:
        """Show each failure with its file and how to read it again, and where the slowest input lies."""
        lines = [
            f"\n{self.kind}: {name} ({times} times)\n{detail}\nagain: ./test --fuzz --again {file}\n"
            for name, (times, file, detail) in self.failures.items()
        ]
        slowest = max(self.done, key=lambda state: state["slowest"], default=None)
        if slowest and slowest["slowest"] > 1:
            lines.append(f"\n{self.kind}: the slowest input is {slowest['slowest_file']}\n")
        return "".join(lines)


def table(runs: Sequence[Run]) -> str:
    """Return the table of all runs."""
    head = ("reader", "inputs", "reports", "refusals", "slowest ms", "failures", "a second")
    rows = [head, *(run.row() for run in runs)]
    return "\n" + "\n".join("".join(f"{word:>12}" if place else f"{word:<10}" for place, word in enumerate(row)) for row in rows)
