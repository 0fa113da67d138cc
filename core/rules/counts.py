"""N1: figures of the text against the cells that they speak of."""

from collections.abc import Iterator

from core.report import Report
from core.rules.engine import Finding, Level, Scope, rule
from core.rules.held import Table, differing, places


@rule("N1", Level.CONFIRM, Scope.REPORT, "文中的数与表中不一致")
def counts(report: Report) -> Iterator[Finding]:
    """把正文里的数与表里对应的格核对：新收、上年结转、结转下年度、办结（答复）的申请，规范性文件的制发、废止和现行有效，行政许可、行政处罚、行政强制，行政事业性收费，行政复议、行政诉讼。

    依据：国办公开办函〔2021〕30号要求文字与表格的数据一致。提示里写明是与哪一格核对的。
    只核对看得准的本年确数：约数不核对，“余”“以上”只看表里是不是更少；往年的数、同比、打算、引文、备案件数、未填的格都不核对。
    “受理”可以只算新收，也可以连上年结转一起算，哪一种对得上都行；“自然人”“法人”各看自己的列。
    改法：对照台账改正文字或者表格，只对应一格的可以点“改为”换成表里的数；文字说的是另一统计范围（如只算政府办公室）的，写明理由。
    """
    table = Table(report)
    for place in places(report):
        if place.one.subject.group is None and (finding := differing(table, place)) is not None:
            yield finding
