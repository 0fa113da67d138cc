"""An invented report in the middle of its year's work: last year's is known, some cells and texts are done, some things are wrong."""

from dataclasses import replace

from core.calculation import set_cells, settle
from core.report import PREAMBLE, Entry, Note, Report, official_title, paragraphs
from core.rollover import roll_forward
from core.schema import CellId, formats

UNIT = "清溪县柳湾镇人民政府"
TABLE = "applications"
COLUMNS = ("natural_person", "business", "research", "social", "legal_service", "other")


def last_year() -> Report:
    """Return 2024's report, complete, with notes as a reader leaves them."""
    form = formats()["2021"]
    report = Report(form, unit=UNIT, year=2024, title=official_title(UNIT, 2024), signed_unit=UNIT, signed_date="2025-01-17")
    entries = {cell: Entry(0) for cell in form.cells if cell not in form.sum_of}
    for row, numbers in {"new": (11, 4, 0, 1, 3, 0), "granted": (6, 2, 0, 1, 1, 0), "unavailable_not_held": (4, 1, 0, 0, 2, 0)}.items():
        entries |= {CellId(TABLE, row, column): Entry(number) for column, number in zip(COLUMNS, numbers, strict=True)}
    for row, numbers in {"normative_documents": (2, 1, 9)}.items():
        entries |= {CellId("proactive", row, c): Entry(n) for c, n in zip(("issued", "repealed", "effective"), numbers, strict=True)}
    settle(report, entries)
    report.texts = {part: paragraphs(lines) for part, lines in _PROSE.items()}
    report.notes = (
        Note("applications", "表三在第 3 页和第 4 页之间断开，已按列数接上"),
        Note("applications.refused_inquiry", "原表这一行只有 6 格，按列标题对齐读入，请核对"),
        Note("overview", "两段文字被分页截断，已接成一段"),
    )
    return report


def draft() -> Report:
    """Return 2025's draft, half done: a wrong total, cells 未填, prose still last year's."""
    report = roll_forward(last_year())
    entries = {}
    filled = {
        "new": (12, 3, 0, 0, 2, 0),
        "granted": (5, 2, 0, 0, 1, 0),
        "partial": (2, 1, 0, 0, 0, 0),
        "refused_third_party": (1, 0, 0, 0, 0, 0),
        "refused_enforcement_file": (1, 0, 0, 0, 0, 0),
        "unavailable_not_held": (2, 0, 0, 0, 1, 0),
        "unavailable_must_create": (1, 0, 0, 0, 0, 0),
    }
    rows = [row.id for row in report.form.table(TABLE).blocks[0].rows]
    for row in rows[: rows.index("declined_publication")]:
        if row != "carried_in":
            for column, number in zip(COLUMNS, filled.get(row, (0,) * 6), strict=True):
                entries[CellId(TABLE, row, column)] = Entry(number)
    entries[CellId(TABLE, "results_total", "natural_person")] = Entry(14, manual=True)
    for row, numbers in {"government_rules": (0, 0, 0), "normative_documents": (2, 0, 11)}.items():
        entries |= {CellId("proactive", row, c): Entry(n) for c, n in zip(("issued", "repealed", "effective"), numbers, strict=True)}
    set_cells(report, entries)
    held = report.texts["overview"]
    # Some paragraphs are this year's already; one was copied from an office of another kind, with a year of its own.
    report.texts["overview"] = tuple(
        replace(p, text=p.text.replace("落实“三审", "我局2023年落实“三审"), inherited=i > 5) for i, p in enumerate(held)
    )
    report.texts["other"] = paragraphs(["本年度没有收取信息处理费。", "没有其他需要报告的事项。"])
    return report


_PROSE = {
    PREAMBLE: (
        "根据《中华人民共和国政府信息公开条例》第五十条规定，编制本报告。所列数据的统计期限自2024年1月1日起至2024年12月31日止。",
        "如有疑问，请与柳湾镇党政办公室联系。",
    ),
    "overview": (
        "（一）主动公开情况",
        "2024年，柳湾镇通过县政府门户网站主动公开政府信息80条，其中乡镇动态42条、政府文件9条、通知公告26条、财政预决算3条，"
        "公开行政规范性文件2件。",
        "（二）依申请公开情况",
        "全年收到政府信息公开申请19件，均按期答复，结转下年度2件。",
        "（三）政府信息管理情况",
        "落实“三审三校”，发布前逐条进行保密审查，对历年公开栏目重新梳理，更新机构职能和办事指南。",
        "（四）监督保障情况",
        "把政务公开列入年度目标考核，明确党政办专人负责，全年培训1次。",
    ),
    "problems": ("一是公开的形式还不够丰富，二是解读材料偏少。", "下一步将增加图解和短视频，逐条改进上述问题。"),
    "other": ("本年度没有收取信息处理费。",),
}
