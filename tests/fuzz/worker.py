"""Read the damaged files of one kind in this process; what is found is written down as it is found, since the process may die."""

import json
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import BinaryIO

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Flaky
from hypothesis.strategies import SearchStrategy

from core.files import from_bytes
from core.own_file import pack
from core.report import Report
from tests.fuzz.engine import stand_in
from tests.fuzz.inputs import Input, inputs
from tests.fuzz.judge import FAILURE, REPORT, Judge, Verdict
from tests.fuzz.samples import samples

MEMORY = 2**30
STATE, CURRENT, STREAMS = "state.json", "current", "streams.txt"
# Inputs of one seed: what the engine remembers of a run would otherwise grow with it.
ROUND = 2000
# Seconds for making a failing input smaller, and between two notes of how far it is.
_SHRINKING = 15.0
_NOTING = 1.0


class Found(Exception):
    """A failure that was not yet known: the engine tries to make its input smaller."""


@dataclass
class State:
    """What the parent process is told."""

    inputs: int = 0
    reports: int = 0
    refusals: int = 0
    slowest: float = 0.0
    slowest_file: str = ""
    failures: dict[str, dict[str, str | int]] = field(default_factory=dict)


class Worker:
    """One run over one kind; `folder` takes the state, the input at hand and the failing inputs."""

    def __init__(self, kind: str, folder: Path, most: int) -> None:
        self.kind, self.folder, self.most = kind, folder, most
        self.state = State()
        self.judge = Judge(read, folder / STREAMS)
        self.samples = samples(kind)
        stand_in()
        self._settled: set[str] = set()
        self._since: dict[str, float] = {}
        self._current: BinaryIO | None = None
        self._noted = 0.0

    def run(self, first_seed: int) -> None:
        """Read as many inputs as wanted, in rounds with a seed each."""
        strategy = inputs(self.kind, self.samples)
        number = first_seed
        with open(self.folder / CURRENT, "wb") as self._current:
            while self.state.inputs < self.most:
                self._round(strategy, number)
                number += 1
        self._note()

    def _round(self, strategy: SearchStrategy[Input], number: int) -> None:
        count = min(ROUND, self.most - self.state.inputs)

        @seed(number)
        @settings(
            max_examples=count,
            database=None,
            deadline=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example),
            print_blob=False,
            report_multiple_bugs=False,
        )
        @given(strategy)
        def examine(each: Input) -> None:
            self.examine(each)

        try:
            examine()
        except (Found, Flaky, BaseExceptionGroup):
            # Shrunk, or given up for lack of time: it is counted and does not stop the next round.
            if self._since.keys() <= self._settled:
                raise
            self._settled |= self._since.keys()

    def examine(self, each: Input) -> None:
        """Judge one input; raise where it fails in a way that is not yet settled."""
        self._put_down(each)
        verdict = self.judge(each.data, each.path)
        state = self.state
        state.inputs += 1
        if verdict.outcome == FAILURE:
            self._failed(each, verdict)
            return
        state.reports += verdict.outcome == REPORT
        state.refusals += verdict.outcome != REPORT
        if verdict.seconds > state.slowest:
            state.slowest = verdict.seconds
            state.slowest_file = self._keep(each, f"{self.kind}-slowest", state.slowest_file)
        if time.monotonic() - self._noted > _NOTING:
            self._note()

    def _put_down(self, each: Input) -> None:
        """Leave the input where the parent process finds it, in a file that stays open: opening one takes longer than reading."""
        assert self._current is not None
        self._current.seek(0)
        self._current.write(f"{each.path.suffix} {len(each.data)}\n".encode() + each.data)
        self._current.flush()

    def _failed(self, each: Input, verdict: Verdict) -> None:
        known = self.state.failures.get(verdict.name)
        times = int(known["times"]) + 1 if known else 1
        if known is None or len(each.data) < int(known["size"]):
            number = list(self.state.failures).index(verdict.name) if known else len(self.state.failures)
            file = self._keep(each, f"{self.kind}-{number + 1}", str(known["file"]) if known else "")
            known = {"file": file, "size": len(each.data), "detail": verdict.detail[-3000:]}
        self.state.failures[verdict.name] = known | {"times": times}
        self._note()
        since = self._since.setdefault(verdict.name, time.monotonic())
        if verdict.name.startswith("Hang"):
            self._settled.add(verdict.name)
        if verdict.name not in self._settled and time.monotonic() - since < _SHRINKING:
            raise Found(verdict.name)

    def _keep(self, each: Input, name: str, old: str) -> str:
        """Write an input down in place of another one."""
        if old:
            Path(old).unlink()
        file = self.folder / f"{name}{each.path.suffix}"
        file.write_bytes(each.data)
        return str(file)

    def _note(self) -> None:
        """Replace the state in one step: the parent reads it at any time."""
        fresh = self.folder / f"{STATE}.new"
        fresh.write_text(json.dumps(asdict(self.state), ensure_ascii=False), encoding="utf-8")
        fresh.replace(self.folder / STATE)
        self._noted = time.monotonic()


def read(data: bytes, path: Path) -> Report:
    """Read a file as the program does, and demand that what was read can be saved."""
    report = from_bytes(data, path)
    pack(report)
    return report


def limit_memory() -> None:
    """Let the process grow by so much from now on, where the system can be told so: what the libraries hold is there already."""
    try:
        import resource
    except ImportError:
        return
    import psutil

    most = psutil.Process().memory_info().vms + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main(arguments: list[str]) -> int:
    """Take kind, folder, number of inputs and seed."""
    kind, folder, most, first_seed = arguments
    worker = Worker(kind, Path(folder), int(most))
    for suffix, data in worker.samples:
        # Whole samples load the libraries before memory is limited; they must be readable but for the odd ones.
        worker.judge(data, Path(f"样本{suffix}"))
    limit_memory()
    worker.run(int(first_seed))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
