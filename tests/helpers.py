"""Shared builders: reports in which every cell holds a different number, and strategies for random ones.

Every number differs from every other, sums included, so that no shifted row or column can hide.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from core.calculation import settle
from core.document import Document
from core.exporters.fonts_missing import missing_at
from core.layout import GridCell, filled, grid
from core.prose import tidy
from core.report import PREAMBLE, Acceptance, AsRead, Entry, Note, Paragraph, Profile, Report, official_title, paragraphs
from core.schema import CellId, Format, formats
from core.values import CellType, Value, parse, show

UNIT = "青石县柳河乡人民政府"
YEARS = {"2019": 2020, "2021": 2023}

PROSE = {
    PREAMBLE: (
        "根据《中华人民共和国政府信息公开条例》编制本报告。本报告中所列数据的统计期限为{year}年1月1日至{year}年12月31日。",
        "如对本报告有疑问，请与柳河乡党政办公室联系（电话：0371-5550123）。",
    ),
    "overview": (
        "{year}年，柳河乡扎实做好政府信息公开工作。",
        "（一）主动公开。全年公开各类信息312条，其中工作动态188条、通知公告124条。",
        "（二）依申请公开。全年依法办理群众提出的申请，没有超期答复。",
        "（三）政府信息管理。严格执行发布前的审核与保密审查。",
        "（四）政府信息公开平台建设。维护好乡政府网页和村务公开栏。",
        "（五）监督保障。把公开工作列入年度考核。",
    ),
    "problems": (
        "一是公开的形式还不够丰富，二是解读材料偏少。",
        "{next}年，柳河乡将增加图解和短视频，逐条改进上述问题。",
    ),
    "other": ("本年度没有收取信息处理费。", "没有其他需要报告的事项。"),
}


@cache
def _numbers(form_id: str, first_seed: int = 0) -> dict[CellId, Value]:
    """Search a set of numbers for the terms with which every cell, sums included, differs from every other."""
    form = formats()[form_id]
    for seed in range(first_seed, first_seed + 1000):
        rng = random.Random(f"{form_id}:{seed}")
        pool = iter(rng.sample(range(1, 900), len(form.cells)))
        values: dict[CellId, Value] = {}
        for cell, kind in form.types.items():
            number = next(pool)
            if cell in form.sum_of:
                continue
            if cell.row == "new":
                number += 20_000
            values[cell] = _of_kind(kind, number)
        report = Report(form)
        settle(report, {cell: Entry(value) for cell, value in values.items()})
        shown = [show(report.value(cell)) for cell in form.cells]
        if len(set(shown)) == len(shown) and all(shown):
            return values
    raise AssertionError("no set of distinct numbers found")


def _of_kind(kind: CellType, number: int) -> Value:
    if kind is CellType.MONEY:
        return f"{number}.5万元"
    if kind is CellType.MONEY_WAN:
        return Decimal(number) + Decimal("0.25")
    return -number if kind is CellType.SIGNED and number % 2 else number


def distinct_report(
    form_id: str = "2021",
    *,
    year: int | None = None,
    unit: str = UNIT,
    seed: int = 0,
    prose: Mapping[str, Sequence[str]] = PROSE,
) -> Report:
    """Return a whole, consistent report of a form: every cell filled and different, prose, preamble and signing lines.

    Reports of seeds 0, 1000, 2000, … hold other numbers each; `prose` may say {year} and {next}.
    """
    form, year = formats()[form_id], year or YEARS[form_id]
    report = Report(form, unit=unit, year=year, title=official_title(unit, year))
    report.signed_unit, report.signed_date = unit, f"{year + 1}-01-20"
    for part, texts in prose.items():
        report.texts[part] = paragraphs(t.format(year=year, next=year + 1) for t in texts)
    settle(report, {cell: Entry(value) for cell, value in _numbers(form_id, seed).items()})
    return report


def cell_values(report: Report) -> dict[str, Value]:
    """Return the value of every cell by its dotted name."""
    return {str(cell): report.value(cell) for cell in report.form.cells}


def grid_rows(report: Report, table_id: str) -> list[list[GridCell | None]]:
    """Return a table as rows of places: a cell where it starts, None where a span covers the place."""
    laid = filled(grid(report.form.id, table_id), report)
    rows: list[list[GridCell | None]] = [[None] * laid.columns for _ in range(laid.rows)]
    for cell in laid.cells:
        rows[cell.row][cell.column] = cell
    return rows


# ---- strategies ---------------------------------------------------------------------------------

_CHARACTERS = st.sampled_from(
    "的一是在政府信息公开乡镇村年月日件条0123456789０１２。，、；：“”（）()[]《》〔〕〈〉 　\t-—/·ab%𠮷龘é́\u200b\ufeff"
)


def prose_text(most: int = 40) -> st.SearchStrategy[str]:
    """One paragraph as a report holds it: tidied and not empty."""
    return st.text(_CHARACTERS, min_size=1, max_size=most).map(tidy).filter(bool)


def remarks() -> st.SearchStrategy[str]:
    """A remark as `parse` reads it from a cell's brackets: any text without blanks at its ends."""
    return st.one_of(st.just(""), st.just(""), st.just(""), prose_text(12))


def values_of(kind: CellType) -> st.SearchStrategy[Value]:
    """Any value that a cell of the type may hold: 未填, numbers, and what is no number."""
    wild = st.text("零三件约0１.,+-—/", min_size=1, max_size=6).map(lambda t: parse(t, kind).value)
    if kind is CellType.MONEY:
        return st.one_of(st.none(), st.integers(0, 10**6).map(lambda n: f"{n}万元"), wild)
    if kind is CellType.MONEY_WAN:
        money = st.decimals(0, 10**6, allow_nan=False, allow_infinity=False, places=4).map(lambda d: parse(show(d), kind).value)
        return st.one_of(st.none(), money, money, wild)
    least = -(10**6) if kind is CellType.SIGNED else 0
    whole = st.integers(least, 10**6)
    return st.one_of(st.none(), whole, whole, whole, wild)


@st.composite
def entries(draw: st.DrawFn, form: Format) -> dict[CellId, Entry]:
    """Entries for every cell: numbers drawn all different by one seed, some cells struck out, damaged, or with remarks."""
    rng = random.Random(draw(st.integers(0, 2**32)))
    pool = iter(rng.sample(range(10**6), len(form.cells)))
    found = {}
    for cell, kind in form.types.items():
        number = next(pool)
        if cell not in form.sum_of or rng.random() < 0.3:
            found[cell] = Entry(_of_kind(kind, number))
    for cell in draw(st.lists(st.sampled_from(list(form.cells)), max_size=8, unique=True)):
        value, remark = draw(values_of(form.types[cell])), draw(remarks())
        found[cell] = Entry(value, remark=remark)
    return {cell: entry for cell, entry in found.items() if entry != Entry()}


@st.composite
def reports(draw: st.DrawFn, *, form_ids: tuple[str, ...] = ("2019", "2021"), with_last: bool = True) -> Report:
    """A random report of either form: cells all different, marks, remarks, notes, prose, last year's report, keys unknown here."""
    form = formats()[draw(st.sampled_from(form_ids))]
    year = draw(st.integers(2019, 2030))
    unit = draw(st.sampled_from(["", UNIT, "白沙市云台区长岭街道办事处"]))
    report = Report(form, unit=unit, year=year, title=draw(st.just(official_title(unit, year)) | prose_text(30)))
    settle(report, draw(entries(form)))
    for cell in draw(st.lists(st.sampled_from(list(form.cells)), max_size=4, unique=True)):
        mark(report, cell, carried=draw(st.booleans()), doubtful=draw(st.booleans()))
    for part in (PREAMBLE, *(s.id for s in form.text_sections)):
        texts = draw(st.lists(st.tuples(prose_text(), st.booleans()), max_size=3))
        report.texts[part] = tuple(Paragraph(text, inherited) for text, inherited in texts)
    report.signed_unit = draw(st.sampled_from(["", unit]))
    report.signed_date = draw(st.sampled_from(["", f"{year + 1}-01-31", "年初"]))
    report.contact = draw(st.sampled_from(["", "柳明 0371-5550123"]))
    report.profile = draw(st.sampled_from([Profile(), Profile(unit, ("长岭",), "街道", "我街道", "0371-5550123", "长岭街1号", "476900")]))
    report.memos = draw(st.sampled_from([{}, {next(iter(report.form.cells)): "问司法所\n老李"}]))
    report.accepted = draw(st.sampled_from([(), (Acceptance("H1", "applications", "applications.new.company=7", "核对过台账"),)]))
    report.notes = tuple(dict.fromkeys(draw(st.lists(st.builds(Note, st.sampled_from(["", "overview"]), prose_text(20)), max_size=2))))
    if draw(st.booleans()):
        remains = draw(st.sampled_from([(), (("other", "（文字描述）"),)]))
        report.as_read = AsRead((("overview", "一、总的情况"), ("other", "六、其他")), draw(st.booleans()), remains)
    report.extra = draw(st.sampled_from([{}, {"origin": {"by": "另一个程序", "n": [1, None, True]}}]))
    if with_last and draw(st.booleans()):
        report.last = draw(reports(form_ids=form_ids, with_last=False))
    return report


def mark(report: Report, cell: CellId, *, carried: bool, doubtful: bool) -> None:
    """Set the marks of a cell; a cell without any is left out of the entries."""
    entry = report.entry(cell)
    report.entries[cell] = Entry(entry.value, entry.manual, entry.remark, carried, doubtful)
    if report.entries[cell] == Entry():
        del report.entries[cell]


def terms_of(form: Format) -> Iterator[CellId]:
    """Yield the cells that no sum computes."""
    yield from (cell for cell in form.cells if cell not in form.sum_of)


def lost_characters(document: Document) -> tuple[str, ...]:
    """Return the characters of a document that no face on this machine has, in order."""
    return tuple(sorted(each.char for each in missing_at(document)))
