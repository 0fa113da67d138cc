"""S5: 规章 in the report of a unit that cannot make any."""

import re
from collections.abc import Iterator

from core.profile import rank_of
from core.report import Report
from core.rules.engine import Finding, Level, Scope, rule
from core.values import number_of, show

_ROW = "government_rules"
_WITHOUT = {"township": "乡镇、街道", "county": "县级政府", "department": "地方政府的部门"}
# Departments of the State Council make rules of their own.
_NATIONAL = re.compile(r"^(?:国家|国务院|中华人民共和国|中国)|^[\u4e00-\u9fff]{1,10}(?:部|总局|总署)$")


@rule("S5", Level.CONFIRM, Scope.TABLE, "没有规章制定权的单位填了规章")
def regulations(report: Report) -> Iterator[Finding]:
    """核实“规章”一行：乡镇、街道、县级政府和地方政府的部门不能制定规章，这一行应当都是 0。

    依据：《中华人民共和国立法法》规定，地方政府规章由省、自治区、直辖市和设区的市、自治州的人民政府制定。
    单位的种类以单位资料为准，没有确认的由名称认出；设区的市以上、国务院部门和认不出的单位不提示。
    改法：如果填的是规范性文件，移到下一行“行政规范性文件”，规章填 0；单位种类认错的，在“设置—单位”里改正；确有原因的，写明理由。
    """
    rank = rank_of(report)
    if rank not in _WITHOUT or (rank == "department" and _NATIONAL.search(report.unit)):
        return
    row = [cell for cell in report.form.cells if cell.row == _ROW]
    filled = [cell for cell in row if number_of(report.value(cell)) not in (None, 0)]
    if not filled:
        return
    shown = "/".join(show(report.value(cell)) or "未填" for cell in row)
    message = f"{report.form.row_label(row[0])}：填 {shown}，应为 0；{_WITHOUT[rank]}不能制定规章，请核实是不是把规范性文件填到了这一行"
    yield Finding(str(filled[0]), message, tuple(filled), expected="0", actual=show(report.value(filled[0])))
