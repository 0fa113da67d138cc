"""What rules remember of a paragraph never outlives what it hangs on, and does not grow with long texts."""

import gc
from collections.abc import Iterator
from dataclasses import replace
from types import FunctionType, ModuleType

import pytest

from core import memory
from core.report import Paragraph, Report, paragraphs
from core.rules.engine import Finding, run
from core.rules.spans import Passage
from tests.helpers import distinct_report

# What it runs, other tests run too; noting each line again would double its time.
pytestmark = pytest.mark.no_cover

FAULTY = (
    "2022年，我局共制定制度3项。（文字描述）按照国办公开办函〔2019〕60号年度报告格式编写，立足民政职责。",
    "（一）主动公开。2022年培训2次，XX镇公开62条。",
)


def faulty() -> Report:
    report = distinct_report(year=2023)
    report.texts["overview"] = paragraphs(FAULTY)
    return report


def fresh(report: Report) -> list[Finding]:
    memory.forget()
    return run(report)


def other_year(report: Report) -> None:
    report.year = 2022


def other_unit(report: Report) -> None:
    report.unit = "青石县民政局"


def last_years_text(report: Report) -> None:
    report.texts["overview"] = tuple(replace(paragraph, inherited=True) for paragraph in report.texts["overview"])


def a_paragraph_above(report: Report) -> None:
    report.texts["overview"] = (Paragraph("总的情况如下。"), *report.texts["overview"])


def in_another_part(report: Report) -> None:
    report.texts["problems"] = report.texts["overview"]


@pytest.mark.parametrize("change", [other_year, other_unit, last_years_text, a_paragraph_above, in_another_part])
def test_the_same_paragraph_under_other_circumstances_is_judged_anew(change) -> None:
    report = faulty()
    before = fresh(report)
    change(report)
    after = run(report)
    assert after == fresh(report)
    assert after != before


def test_every_keystroke_gives_what_a_first_reading_gives() -> None:
    report, line = distinct_report(year=2023), FAULTY[0]
    found = []
    for length in range(0, len(line) + 1, 3):
        report.texts["overview"] = paragraphs([line[:length], FAULTY[1]])
        found.append((report.copy(), run(report)))
    for kept, findings in found:
        assert findings == fresh(kept)


def test_a_reader_is_asked_once_for_a_text_and_keeps_few_very_long_ones() -> None:
    read: list[str] = []

    @memory.remembered
    def letters(text: str, wanted: str) -> list[str]:
        read.append(text)
        return [letter for letter in text if letter == wanted]

    assert letters("甲乙甲", "甲") == letters("甲乙甲", "甲") == ("甲", "甲")
    assert read == ["甲乙甲"]
    assert letters("甲乙甲", "乙") == ("乙",)
    long = "甲" * (memory.LONGEST + 1)
    assert letters(long, "甲") == letters(long, "甲")
    assert read[2:] == [long]
    for typed in range(memory.MOST_LONG):
        letters(f"{long}{typed}", "甲")
    letters(long, "甲")
    assert read[3:].count(long) == 1
    assert letters("甲乙甲", "甲") == ("甲", "甲")
    assert read.count("甲乙甲") == 2, "long texts push no short one out"


def test_a_passage_is_remembered_wherever_it_stands_in_its_part() -> None:
    read: list[Passage] = []

    @memory.remembered
    def seen(passage: Passage) -> list[str]:
        read.append(passage)
        return [passage.text]

    assert seen(Passage("overview", 0, "甲")) == seen(Passage("overview", 7, "甲")) == ("甲",)
    assert len(read) == 1
    seen(Passage("problems", 0, "甲"))
    seen(Passage("overview", 0, "甲", inherited=True))
    assert len(read) == 3


def caches() -> Iterator[object]:
    """Yield every cache of functools in core, those that `remembered` keeps among them."""
    for each in gc.get_objects():
        if type(each).__name__ == "_lru_cache_wrapper" and str(getattr(each, "__module__", "")).startswith("core."):
            yield each


def texts_kept(cache: object) -> set[str]:
    """Return the texts that a cache holds, in its keys or in its answers."""
    waiting, seen, texts = gc.get_referents(cache), {id(cache)}, set[str]()
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            texts.add(each)
        if id(each) not in seen and not isinstance(each, type | FunctionType | ModuleType):
            seen.add(id(each))
            waiting += gc.get_referents(each)
    return texts


def test_typing_in_a_very_long_paragraph_leaves_few_of_its_versions_behind() -> None:
    """Each keystroke in a pasted text is a version of all of it: a few hundred kept ones would fill the memory."""
    report, versions = distinct_report(year=2023), set[str]()
    report.last = report.copy()
    # Other tests of this process have left texts of their own behind.
    before = set[str]()
    for cache in list(caches()):
        before |= texts_kept(cache)
    for typed in range(12):
        pasted = "".join((*FAULTY, "“一网通办”见《政府信息公开条例》，http://example.invalid，电话：0371--5550123。") * 50) + "字" * typed
        assert len(pasted) > memory.LONGEST
        versions.add(pasted)
        report.texts["overview"] = report.texts["problems"] = report.texts["other"] = paragraphs([pasted])
        run(report)
    found = {cache: texts_kept(cache) for cache in caches()}
    assert len(found) > 30
    assert {repr(cache): len(texts & versions) for cache, texts in found.items() if len(texts & versions) > memory.MOST_LONG} == {}
    longest = max(map(len, versions))
    assert sum(len(text) for text in set().union(*found.values()) - before if len(text) > memory.LONGEST) < 4 * memory.MOST_LONG * longest
