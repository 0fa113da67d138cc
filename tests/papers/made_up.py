"""Three made-up reports that are hard to print: fifteen pages of prose, eight digits in every cell, rare characters."""

import random
from decimal import Decimal

from core.calculation import settle
from core.report import PREAMBLE, Entry, Report, paragraphs
from core.schema import CellId
from core.values import CellType, Value
from tests.helpers import distinct_report
from tests.papers.sentences import Writer

RARE = "堽硚垟䢺㙟𡌴𬭊"
_YEAR = 2025
_PROSE_PAGES = 15
_CHARACTERS_A_PAGE = 22 * 28


def long_prose() -> Report:
    """Return a report with prose for fifteen pages, in the manner of real ones: long and short paragraphs, headings of three levels."""
    report = distinct_report("2021", year=_YEAR, unit="青石县榆桥镇人民政府")
    writer = Writer(7, _YEAR)
    most = _PROSE_PAGES * _CHARACTERS_A_PAGE
    report.texts = {
        PREAMBLE: paragraphs([writer.paragraph(3), writer.paragraph(2)]),
        "overview": paragraphs(writer.chapters(int(most * 0.6))),
        "problems": paragraphs(writer.chapters(int(most * 0.25))),
        "other": paragraphs([writer.paragraph(count) for count in (1, 4, 1, 2)]),
    }
    return report


def big_numbers(form_id: str = "2021") -> Report:
    """Return a report with at least eight digits in every cell, every sum right: sums of twenty such numbers have nine or ten."""
    report = distinct_report(form_id)
    report.entries = {}
    rng = random.Random(8)
    terms = [(cell, kind) for cell, kind in report.form.types.items() if cell not in report.form.sum_of]
    settle(report, {cell: Entry(_big(cell, kind, rng.randint(10_000_000, 16_000_000))) for cell, kind in terms})
    return report


def _big(cell: CellId, kind: CellType, number: int) -> Value:
    if kind is CellType.MONEY:
        return f"{number}万元"
    if kind is CellType.MONEY_WAN:
        return Decimal(number) + Decimal("0.25")
    # More came in than was dealt with: what is carried over has as many digits as the rest.
    return number + 400_000_000 if cell.row == "new" else number


def rare_characters() -> Report:
    """Return a report with rare characters in unit, title, prose, remarks and signature, some above U+FFFF."""
    report = distinct_report("2021", year=_YEAR, unit=f"青石县{RARE}镇人民政府")
    report.texts["overview"] = paragraphs(
        [
            f"{_YEAR}年，{RARE}镇扎实做好政府信息公开工作。",
            f"（一）{RARE[:3]}村的主动公开。{RARE}等7个村全年公开信息312条，其中𡌴村88条、𬭊村24条。",
            "（二）依申请公开",
            f"垟、硚、堽、䢺、㙟各1件；{RARE * 9}。" + "𬭊" * 57 + "。",
        ]
    )
    cells = list(report.form.cells)
    for cell, remark in ((cells[0], f"{RARE}除外"), (cells[20], "𬭊"), (cells[-1], "含𡌴村")):
        entry = report.entry(cell)
        report.entries[cell] = Entry(entry.value, manual=entry.manual, remark=remark)
    return report


MADE_UP = {"long": long_prose, "big": big_numbers, "rare": rare_characters}
