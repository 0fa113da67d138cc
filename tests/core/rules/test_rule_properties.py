"""Whatever a report holds, no rule raises, every finding has a real place, and a broken sum is never passed over."""

import random
import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calculation import complete, evaluate, settle
from core.report import PREAMBLE, AsRead, Entry, Paragraph, Report, text_slot
from core.rollover import roll_forward
from core.rules.engine import MOST_FINDINGS, Scope, registered, run, run_rule
from core.rules.settings import Settings
from core.schema import CellId, formats
from tests.core.rules.cases import build
from tests.core.rules.test_rule_samples import assert_place_is_real
from tests.helpers import distinct_report, reports

# What it runs, other tests run too; noting each line again would double its time.
pytestmark = pytest.mark.no_cover

# What the rules look for, in pieces, divided by bars.
_PIECES = """
我局|我县|我办|2022年|2023年|二〇二二年|２０２２年|度|，|。|、|（|）|《|》|“|”|〔2019〕60号|国办公开办函|国办发|[2021]|第30号|年度报告格式|
自|至|起|较|1月1日|12月31日|共|我镇|
青溪镇|将|问题|XX|×|X年X月|[bookmark: _GoBack]|（文字描述）|【】|____|立足|民政|职责|全市|领域|政务公开|
由|编制|请与|联系|现发布|一、|（一）|1.|主动公开|依申请公开|
平台建设|信息处理费|党的十九届五中全会精神|打赢脱贫攻坚战|以来|统计期限|12月30日|至|没有|有待加强|《保密法》|
《政府信息公开条例》|工作工作|的的|信 息|联 系 人：|、 |，，|,|.|。。。|
收到申请|其中|自然人|12件|办结|结转|均已办结|未收到|申请|予以公开|占33%|较上年的8件|增长9%|行政复议|规范性文件|制发|3条、|约|分别为|
(|0900--5550126|地址：|62条|三次|http://www.xx.cn|a@b.cn|\U00020547|é|\u200b|%|0.5| |
"""
FRAGMENTS = st.sampled_from(_PIECES.replace("\n", "").split("|"))
EVERY_RULE = Settings({rule_id: "on" for rule_id in registered()})
TEXT = (Scope.TEXT, Scope.REPORT)
TEXTS = st.lists(FRAGMENTS, max_size=25).map("".join)
ANY_VALUE = st.one_of(
    st.none(),
    st.integers(-(10**15), 10**15),
    st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=3),
    st.text(max_size=8),
)
ANY_ENTRY = st.builds(Entry, ANY_VALUE, manual=st.booleans(), remark=st.text(max_size=3), carried=st.booleans(), doubtful=st.booleans())


@st.composite
def wild_reports(draw: st.DrawFn) -> Report:
    """Reports that break every rule of the house: any value in any cell, fragments of what the rules look for in any order."""
    report = draw(reports())
    for cell in draw(st.lists(st.sampled_from(list(report.form.cells)), max_size=12, unique=True)):
        report.entries[cell] = draw(ANY_ENTRY)
    report.title, report.unit = draw(TEXTS), draw(st.one_of(TEXTS, st.just(report.unit)))
    report.year = draw(st.sampled_from([report.year, 0, 1, 2019, 2023, 9999]))
    for part in (PREAMBLE, *(s.id for s in report.form.text_sections)):
        # Through `apply`, which keeps no empty part: taking a mend back would else seem to change the report.
        report.apply({text_slot(part): tuple(draw(st.lists(st.builds(Paragraph, TEXTS, st.booleans()), max_size=3)))})
    headings = st.tuples(st.sampled_from([*report.form.section_ids, "unknown"]), TEXTS)
    report.signed_date = draw(st.sampled_from(["", "年初", "2023-12-31", "2024-13-01", "２０２４年1月5日", report.signed_date]))
    report.as_read = AsRead(tuple(draw(st.lists(headings, max_size=7))), draw(st.booleans()))
    return report


@given(wild_reports())
@settings(max_examples=30)
def test_no_rule_raises_and_every_finding_has_a_real_place(report: Report):
    found = run(report, settings=EVERY_RULE)
    for finding in found:
        assert finding.message
        assert finding.rule in registered()
        assert_place_is_real(report, finding)
    assert found == run(report, settings=EVERY_RULE)


@given(wild_reports())
@settings(max_examples=20)
def test_every_fix_can_be_applied_and_taken_back(report: Report):
    settle(report, dict(report.entries))
    for finding in run(report):
        if finding.fix:
            copy = report.copy()
            inverse = copy.apply(complete(copy, finding.fix.change))
            assert (copy.entries, copy.texts, copy.title, copy.as_read) != (report.entries, report.texts, report.title, report.as_read)
            copy.apply(inverse)
            assert (copy.entries, copy.texts, copy.title, copy.as_read) == (report.entries, report.texts, report.title, report.as_read)


@st.composite
def sources(draw: st.DrawFn) -> Report:
    """A fully filled source of small numbers in which any totals are a source's own."""
    form = formats()[draw(st.sampled_from(sorted(formats())))]
    rng = random.Random(draw(st.integers(0, 2**32)))
    own = draw(st.sets(st.sampled_from(sorted(form.sum_of)), max_size=8))
    report = Report(form)
    settle(report, {c: Entry(rng.randint(0, 9)) for c in form.cells if c not in form.sum_of or c in own})
    return report


@given(sources())
@settings(max_examples=80)
def test_sums_are_flagged_just_when_one_is_broken(report: Report):
    broken = [each for each in report.form.sums if evaluate(each, report.value) != report.value(each.target)]
    found = [f for f in run(report, (Scope.TABLE,)) if f.rule in ("A1", "A2")]
    assert bool(found) == bool(broken)
    targets = {each.target for each in broken}
    for finding in found:
        cell = CellId(*finding.where.split("."))
        assert cell in targets
        assert report.entry(cell).manual


@given(sources())
@settings(max_examples=40)
def test_returning_the_flagged_cells_to_their_sums_mends_every_sum(report: Report):
    for _ in report.form.sum_of:
        found = [f for f in run(report, (Scope.TABLE,)) if f.rule in ("A1", "A2")]
        if not found:
            break
        report.apply(complete(report, {CellId(*f.where.split(".")): Entry() for f in found}))
    assert all(evaluate(each, report.value) == report.value(each.target) for each in report.form.sums)


@pytest.mark.parametrize("form_id", formats())
def test_a_sound_report_has_no_finding(form_id: str):
    report = distinct_report(form_id)
    # A township makes no 规章: of all cells only these may not hold a number of their own.
    report.apply({cell: Entry(0) for cell in report.form.cells if cell.row == "government_rules"})
    assert [f.message for f in run(report)] == []


@pytest.mark.parametrize("form_id", formats())
def test_the_only_errors_of_a_rolled_draft_are_blank_cells(form_id: str):
    draft = roll_forward(distinct_report(form_id))
    assert {f.rule for f in run(draft) if f.level == "error"} == {"A4"}
    assert not [f for f in run(draft) if f.rule == "W1"]


_SLIPS = [
    "工作",
    "工",
    "公 ",
    " 公",
    "，",
    "。.",
    ",",
    "（",
    "(《保密法》",
    "《保密法",
    "0900-",
    "党的十九届五中、",
    "“党的十九大精神",
    "2023年1月1日至",
    "统计期限",
    "一千",
    "有待加强、",
    "收到申请12件，",
    "收到申请12件，均已办结，",
    "予以公开1件，不予公开2件，无法提供3件，",
    "公开80条，其中甲42条、乙39条，",
    "较上年的8件增加5件，增长9%，",
    "未发生行政复议、",
    "均",
    "政府信息公开",
]


@pytest.mark.parametrize(
    "piece",
    ["《", "《a》2022年", "“", "国办", "XX，", "我局", "由乡镇", "2", "_", "a.", "[bookmark:", "2022年我镇共，", "（文字描述", *_SLIPS],
)
def test_a_text_of_one_thing_over_and_over_takes_no_longer_than_its_length(piece: str):
    def text(length: int, start: str) -> list[str]:
        return [(start + piece * length)[:length]]

    def seconds(length: int) -> float:
        # Every text is new: what rules remember of a paragraph must not hide what it costs to read it.
        made = [build({"overview": text(length, start), "preamble": text(length, start)}) for start in "甲乙丙"]
        assert len(run(made[0], TEXT)) <= MOST_FINDINGS * len(registered())
        return min(_processor_time(report, TEXT) for report in made[1:])

    # Linear takes four times as long, quadratic sixteen times. The processor's time, since other work may keep this one waiting.
    assert seconds(12_000) < 10 * max(seconds(3_000), 0.005)


def test_one_rule_makes_no_more_findings_than_can_be_held():
    report = build({"overview": ["我局" * 2000]})
    assert len(list(run_rule(registered()["W3"], report))) == MOST_FINDINGS


def test_table_rules_take_less_than_a_frame():
    report = build({"fill": "distinct", "last": {"fill": "distinct"}})
    assert min(_processor_time(report, (Scope.TABLE,)) for _ in range(20)) < 0.010


def _processor_time(report: Report, scopes: tuple[Scope, ...]) -> float:
    started = time.thread_time()
    run(report, scopes)
    return time.thread_time() - started


def test_money_and_counts_are_compared_as_numbers():
    report = build({"cells": {"review_litigation.review.upheld": 3}})
    total = CellId("review_litigation", "review", "total")
    report.entries[total] = Entry(Decimal("3.0"), manual=True)
    assert not [f for f in run(report, (Scope.TABLE,)) if f.rule == "A1"]
