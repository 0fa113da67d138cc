"""Characters that no face on this machine has, said in a sentence before export; looked up off the GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.exporters.fonts_missing import MissingCharacter
    from core.report import Report

_MOST_NAMED = 8


def lost_in(report: Report) -> tuple[MissingCharacter, ...]:
    """Look through all faces for the characters of the report and of its 审签单, which alone shows 联系人 and the reasons for a 核实.

    The first time this takes as long as reading the system's fonts.
    """
    from core.exporters.fonts_missing import missing_at
    from core.finding_rows import rows_of
    from core.papers import Extras, laid_out

    return missing_at(laid_out(report, rows_of(report) if report.accepted else (), Extras(slip=True)))


def sentence(lost: Sequence[MissingCharacter]) -> str:
    """Say which characters are lost, where they stand, and what a person can do; empty where there are none."""
    if not lost:
        return ""
    named = "、".join(f"{each.char}（{each.code}，用于{'、'.join(each.places)}）" for each in lost[:_MOST_NAMED])
    rest = f"等 {len(lost)} 个" if len(lost) > _MOST_NAMED else ""
    return f"下列字没有字体能显示：{named}{rest}。PDF 和图解里会显示为〓；Word 里要看收件人的电脑。请在“设置—字体”里看怎样安装。"
