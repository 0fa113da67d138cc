"""Take times in pairs, so that what else the machine does weighs on both sides alike."""

import time
import timeit
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

# Seconds that one sample should take at the least: shorter ones measure the clock.
_SAMPLE = 0.03


@dataclass(frozen=True)
class Result:
    """What a bench found: a value a round (ratios, or milliseconds where `unit` says so), its aim if any, and what ratios are made of."""

    name: str
    values: Sequence[float]
    aim: float | None
    unit: str = ""
    remark: str = ""

    @property
    def holds(self) -> bool:
        """Tell whether the median meets the aim."""
        return self.aim is None or median(self.values) <= self.aim

    def __str__(self) -> str:
        unit = f" {self.unit}" if self.unit else ""
        low, middle, high = (f"{value:.2f}{unit}" for value in (min(self.values), median(self.values), max(self.values)))
        verdict = "ok  " if self.holds else "MISS"
        aim = "-" if self.aim is None else f"{self.aim:g}{unit}"
        return f"{verdict} {self.name}: {middle} (from {low} to {high}), aim {aim}. {self.remark}".rstrip()


def seconds(act: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> Callable[[], float]:
    """Return a function that times one call of the act, repeating it so often that a sample is long enough."""
    act()
    once = timeit.timeit(act, number=1)
    number = max(1, round(_SAMPLE / once))
    return lambda: timeit.timeit(act, timer=clock, number=number) / number


def compare(name: str, aim: float | None, ours: Callable[[], float], bare: Callable[[], float], rounds: int = 9) -> Result:
    """Time both sides in turn and return the ratio of every round."""
    pairs = [(ours(), bare()) for _ in range(rounds)]
    ours_ms, bare_ms = (median(side) * 1000 for side in zip(*pairs, strict=True))
    return Result(name, [mine / least for mine, least in pairs], aim, remark=f"{ours_ms:.1f} ms to {bare_ms:.1f} ms")
