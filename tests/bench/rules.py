"""The whole rule set on a report with much prose, and how its cost grows with the length of the text."""

import time
from collections.abc import Iterator
from itertools import count

from core.report import Paragraph, Report
from core.rules.engine import run
from tests.bench.measure import Result
from tests.helpers import PROSE, distinct_report

_LENGTH = 5_000
_AIM_MS = 15.0
# A little above 1: caches that hold a report's paragraphs hold less of one a hundred times as long.
_AIM_GROWTH = 1.5
_ROUNDS = 9
_GROWTH_ROUNDS = 3
_TIMES = (1, 10, 100)
_numbers = count()

# What rules look into: figures, years, quotations, laws, names, problems, all of it sound.
_MORE = (
    "{year}年，柳河乡通过县政府网站公开信息312条，较上年增加24条，增长8.3%，其中工作动态188条、通知公告124条；举办培训3次，参加人员96人次。",
    "认真落实《中华人民共和国政府信息公开条例》和《青石县政务公开工作要点》，以习近平新时代中国特色社会主义思想为指导，深入贯彻党的二十大精神。",
    "对拟发布的信息逐条进行保密审查和内容审核，做到“谁发布、谁负责，先审查、后公开”，全年没有发生失密泄密事件；过时的信息按季度清理。",
    "便民服务大厅设有查阅点、公示栏和意见箱，各村的公示栏由网格员每月更新一次，群众可以拨打电话0371-5550123咨询，也可以登录网站查询。",
)


def report(length: int = _LENGTH) -> Report:
    """Return a report with last year's beside it and so many characters of prose, no paragraph of which any rule has seen before."""
    made, last = distinct_report("2021"), distinct_report("2021", year=2022, seed=1000)
    made.last = last
    for each in (made, last):
        each.texts["overview"] = (*each.texts["overview"], *_paragraphs(each, length))
    return made


def _paragraphs(each: Report, length: int) -> Iterator[Paragraph]:
    left = length - sum(len(paragraph.text) for part in PROSE for paragraph in each.paragraphs(part))
    while left > 0:
        text = "".join(_MORE).format(year=each.year) + f"台账第{next(_numbers)}页。"
        yield Paragraph(text[:left])
        left -= len(text)


def _milliseconds(length: int, reports: int = 3) -> float:
    """Time the rules on new reports of a length and return the quickest: what rules remember of a text must not hide what it costs."""
    taken = []
    for made in [report(length) for _ in range(reports)]:
        started = time.perf_counter()
        run(made)
        taken.append((time.perf_counter() - started) * 1000)
    return min(taken)


def bench() -> Result:
    """Run every rule on 5,000 characters, all of them new."""
    _milliseconds(_LENGTH)
    return Result("all rules on 5,000 characters", [_milliseconds(_LENGTH) for _ in range(_ROUNDS)], _AIM_MS, "ms")


def bench_growth() -> Result:
    """Run every rule on 1, 10 and 100 times 5,000 characters: what a character costs at most, against the shortest."""
    _milliseconds(_LENGTH)
    values, remark = [], ""
    for _ in range(_GROWTH_ROUNDS):
        one, *longer = (_milliseconds(_LENGTH * times, 2) for times in _TIMES)
        values.append(max(ms / times / one for ms, times in zip(longer, _TIMES[1:], strict=True)))
        remark = f"{one:.1f} ms, " + ", ".join(f"{ms:.0f} ms for {times} times" for ms, times in zip(longer, _TIMES[1:], strict=True))
    return Result("rules, a character of a longer text to one of a short text", values, _AIM_GROWTH, remark=remark)
