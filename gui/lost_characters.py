"""Characters that no face on this machine has, and where the report uses them: looked up off the GUI thread."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from core.report import PREAMBLE, Report
from core.schema import CellId

_MOST_PLACES = 3
_MOST_NAMED = 8


class Lost(NamedTuple):
    """A character that cannot be shown, and the names of the places where it stands."""

    char: str
    places: tuple[str, ...]


def lost_in(report: Report) -> tuple[Lost, ...]:
    """Look through all faces for the characters of the report; the first time this takes as long as reading the system's fonts."""
    from core.exporters.fonts import missing
    from core.layout import document

    held = list(_texts(report))
    return tuple(Lost(char, _places(char, held)) for char in missing(document(report)))


def sentence(lost: Iterable[Lost]) -> str:
    """Say which characters are lost, where they stand, and what a person can do; empty where there are none."""
    named = [f"{each.char}（U+{ord(each.char):04X}{_used(each)}）" for each in lost]
    if not named:
        return ""
    rest = f"等 {len(named)} 个" if len(named) > _MOST_NAMED else ""
    return (
        f"下列字没有字体能显示：{'、'.join(named[:_MOST_NAMED])}{rest}。PDF 和图解里会显示为〓；Word 里要看收件人的电脑。"
        "请在“设置—字体”里看怎样安装。"
    )


def _used(lost: Lost) -> str:
    more = "等" if len(lost.places) > _MOST_PLACES else ""
    return f"，用于{'、'.join(lost.places[:_MOST_PLACES])}{more}" if lost.places else ""


def _places(char: str, held: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name, text in held if char in text))


def _texts(report: Report) -> Iterator[tuple[str, str]]:
    """Yield what a person wrote with the name of its place, in official order."""
    yield "单位名称", report.unit
    yield "标题", report.title
    yield "前言", _joined(report, PREAMBLE)
    for section in report.form.sections:
        yield f"第{section.number}部分", _joined(report, section.id) + "".join(_cells(report, section.id))
    yield "落款", f"{report.signed_unit}{report.signed_date}"


def _joined(report: Report, part: str) -> str:
    return "".join(paragraph.text for paragraph in report.paragraphs(part))


def _cells(report: Report, table: str) -> Iterator[str]:
    cells: Iterable[CellId] = report.entries
    yield from (f"{report.entry(cell).value}{report.entry(cell).remark}" for cell in cells if cell.table == table)
