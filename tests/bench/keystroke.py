"""The whole rule set after one keystroke in a report of 5,000 characters: one paragraph is new, the rest is as it was."""

import time
from itertools import count

from core.report import Paragraph, Report, paragraphs
from core.rules.engine import run
from tests.bench.measure import Result
from tests.helpers import distinct_report

LENGTH = 5000
_SENTENCE = (
    "{year}年，柳河乡扎实做好政府信息公开工作，全年公开各类信息{n}条，其中工作动态188条、通知公告{m}条，比上年增长{k}%，"
    "按照国办公开办函〔2021〕30号要求完善制度{k}项，开展业务培训{k}次，及时回应群众关切，没有发生行政复议和行政诉讼。"
)


def long_report() -> Report:
    """Return a report of LENGTH characters of prose, last year's beside it, no two paragraphs alike."""
    report = distinct_report("2021")
    report.last = distinct_report("2021", year=report.year - 1, seed=1000)
    numbers, texts = count(2), list[str]()
    while sum(map(len, texts)) < LENGTH:
        k = next(numbers)
        texts.append(f"{k}.工作情况。" + "".join(_SENTENCE.format(year=report.year, n=k * 7 + i, m=k * 3 + i, k=k + i) for i in range(2)))
    third = len(texts) // 3
    for part, held in (("overview", texts[: 2 * third]), ("problems", texts[2 * third : -2]), ("other", texts[-2:])):
        report.texts[part] = paragraphs(held)
    return report


def bench() -> Result:
    """Type a sentence into the middle of a paragraph, a character a time, and run every rule after each."""
    report = long_report()
    run(report)
    taken: list[float] = []
    middle = len(report.texts["overview"]) // 2
    for letter in _SENTENCE:
        held = list(report.texts["overview"])
        text = held[middle].text
        held[middle] = Paragraph(text[:40] + letter + text[40:])
        report.texts["overview"] = tuple(held)
        began = time.perf_counter()
        run(report)
        taken.append((time.perf_counter() - began) * 1000)
    return Result(f"all rules after one keystroke in {LENGTH} characters", taken, 3, "ms")
