"""The words around a figure tell which cells it speaks of; where they do not tell for certain, it is left alone."""

from collections import Counter
from typing import Any

import pytest

from core import phrases
from core.figures import figures
from core.rules.counted import counted, kinds_of, subjects
from core.schema import CellId, formats

UNIT = "东川县青溪镇人民政府"


def _said(text: str, unit: str = UNIT) -> dict[str, str]:
    """Return what each figure of a text counts, by how it is written; columns behind a colon."""
    found = figures(text)
    return {
        text[found[one.at].start : found[one.at].end]: one.subject.name + (f":{'+'.join(one.columns)}" if one.columns else "")
        for one in counted(text, unit)
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("收到12件申请，答复了11件，1件正在办理中。", {"12件": "new", "11件": "done", "1件": "carried_out"}),
        ("办理上年度结转申请2件，另有3件申请按照《条例》顺延到下年度答复。", {"2件": "carried_in", "3件": "carried_out"}),
        ("收到申请9件，其中商业企业2件、自然人7件。", {"9件": "new", "2件": "new:business", "7件": "new:natural_person"}),
        (
            "办结申请9件，其中自然人7件（予以公开5件、不予公开2件）。",
            {"9件": "done", "7件": "done:natural_person", "5件": "granted:natural_person", "2件": "refused:natural_person"},
        ),
        ("制发、废止、现行有效规范性文件分别为3件、1件和12件。", {"3件": "issued", "1件": "repealed", "12件": "effective"}),
        (
            "行政诉讼6件，其中复议后起诉4件（结果维持3件、尚未审结1件）。",
            {"6件": "litigation", "4件": "after_review", "3件": "after_review:upheld", "1件": "after_review:pending"},
        ),
        ("（二）依申请公开。本年共受理12件，办结11件。", {"12件": "accepted", "11件": "done"}),
        ("镇政府办公室办理行政许可12件，东川县青溪镇作出行政处罚决定3起。", {"12件": "licensing", "3起": "penalty"}),
    ],
)
def test_words_tell_the_cells(text: str, said: dict[str, str]):
    assert _said(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "备案规范性文件3件。",
        "公示行政处罚信息12条，梳理行政许可事项8件。",
        "受理热线工单30件，办结29件。",
        "（二）依申请公开。受理群众诉求30件，办结29件。",
        "县自然资源局收到申请4件。",
        "收到网上申请4件，涉及征地的申请2件。",
        "上年收到申请8件，同比增长20%，较上年的8件增加2件，每村收到申请1件。",
        "清理文件45件，其中废止6件。",
        "处理行政复议申请20件。",
        "主动公开300条，依申请公开15条。",
        "办结11件，结果维持1件，自然人9件。",
    ],
)
def test_doubtful_words_tell_nothing(text: str):
    assert _said(text) == {}


def test_what_was_carried_over_has_no_results_of_its_own_in_the_table():
    assert _said("办理上年结转申请2件，予以公开1件。新收申请5件，予以公开4件。") == {"2件": "carried_in", "5件": "new", "4件": "granted"}


def test_another_scope_is_marked():
    text = "全县收到申请95件，县政府办公室收到申请17件，收到申请3件。"
    assert [one.scoped for one in counted(text, "东川县人民政府")] == [True, True, False]


def test_a_unit_without_a_name_is_read_like_any_other():
    assert _said("收到申请3件。", "") == {"3件": "new"}


def test_no_word_is_of_two_kinds():
    known: dict[str, list[str]] = phrases.value("counts", "words")
    assert not [word for word, times in Counter(word for words in known.values() for word in words).items() if times > 1]


def test_every_kind_of_words_and_every_cell_that_is_named_exists():
    kinds = set(phrases.value("counts", "words")) | {"scope"}
    rows = {f"{cell.table}.{cell.row}" for form in formats().values() for cell in form.cells}
    cells = {str(cell) for form in formats().values() for cell in form.cells}
    for subject in subjects():
        assert set().union(*subject.needs, subject.may, subject.plain) <= kinds, subject.name
        for name in (term.removeprefix("-") for terms in subject.cells for term in terms):
            assert name in (cells if CellId.parse(name) else rows), name
    claims: list[dict[str, Any]] = phrases.value("counts", "claim")
    assert all(set(claim["kinds"]) <= kinds for claim in claims)
    assert {claim["subject"] for claim in claims} - {""} <= {subject.name for subject in subjects()}


def test_unknown_words_are_found_anywhere():
    assert kinds_of("我镇2023年共收到政府信息公开申请", UNIT) == {"receive", "apply"}
    assert kinds_of("收到热线申请", UNIT) is None
    assert kinds_of("", UNIT) == frozenset()
