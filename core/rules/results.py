"""N4: the results that the text names against the groups of 三, and their sum against （七）总计."""

from collections.abc import Iterable, Iterator, Sequence

from core.report import Report
from core.rules.counted import Counted, subjects
from core.rules.engine import Finding, Level, Scope, rule
from core.rules.held import Place, Table, differing, places
from core.schema import CellId
from core.values import number_of, show

_TOTAL = CellId("applications", "results_total", "total")
_CARRIED_IN = CellId("applications", "carried_in", "total")
_BOTH = ("applications.granted", "applications.partial")
# So many of the five groups tell that the text means all results.
_MOST_OF_THEM = 3
_CAME_IN = frozenset({"new", "accepted", "handled", "applied"})


@rule("N4", Level.CONFIRM, Scope.REPORT, "文中的办理结果与表三不一致")
def results(report: Report) -> Iterator[Finding]:
    """把正文里的办理结果与表三核对：予以公开、部分公开、不予公开、无法提供、不予处理、其他处理，各与本组各行之和相比；写到三组以上的，再看各组相加是不是（七）总计。

    依据：国办公开办函〔2021〕30号要求文字与表格的数据一致；漏写一组，读者就会以为还有申请没有答复。
    只写“予以公开”、没有另写“部分公开”的，两行相加也算对；自然人、法人的结果看自己的列。
    不提示：列举时写了“等”“主要”的，约数，往年的数，有上年结转时只说本年新收申请结果的，未填的格。
    改法：对照台账改正文字或者表格；漏写的一组补上。
    """
    table = Table(report)
    groups: dict[tuple[str, int, int | None], list[Place]] = {}
    by_place: dict[tuple[str, int, int], Counted] = {}
    found = list(places(report))
    for passage, _, one in found:
        by_place[passage.part, passage.index, one.at] = one
    for place in found:
        passage, figure, one = place
        if one.subject.group is None:
            continue
        whole = by_place.get((passage.part, passage.index, figure.whole)) if figure.whole is not None else None
        if whole is not None and whole.subject.name in _CAME_IN and number_of(report.value(_CARRIED_IN)) != 0:
            continue
        groups.setdefault((passage.part, passage.index, figure.whole), []).append(place)
    for together in groups.values():
        yield from _held(table, together)


def _held(table: Table, together: Sequence[Place]) -> Iterator[Finding]:
    """Yield the findings on the results of one list."""
    has_partial = any("partial" in place.one.subject.name for place in together)
    differ = False
    for place in together:
        one = place.one
        if one.subject.name == "granted" and not has_partial:
            one = one._replace(also=(_BOTH,))
        finding = differing(table, place._replace(one=one))
        if finding is not None:
            differ = True
            yield finding
    if not differ:
        yield from _sum(table, [place for place in together if place.one.subject.group])


def _sum(table: Table, named: Sequence[Place]) -> Iterator[Finding]:
    """Yield the finding on groups that are right one by one and yet do not make up the total."""
    names = [place.one.subject.name for place in named]
    groups = {place.one.subject.group for place in named}
    is_whole = all(place.figure.is_exact and place.figure.ended and not place.one.columns for place in named)
    if len(groups) < _MOST_OF_THEM or len(set(names)) < len(names) or not is_whole or not table.is_filled(_TOTAL):
        return
    total = number_of(table.report.value(_TOTAL)) or 0
    told = sum(int(place.figure.value) for place in named)
    if told == total:
        return
    first, last = named[0], named[-1]
    steps = "+".join(show(int(place.figure.value)) for place in named)
    message = (
        f"文中各项办理结果 {steps}={show(told)}，{table.report.form.label(_TOTAL)}为 {show(total)}，相差 {show(abs(total - told))}"
        f"{_missing(table, groups)}"
    )
    yield Finding(first.passage.where(first.figure.start, last.figure.end), message, (_TOTAL,), expected=show(total))


def _missing(table: Table, groups: Iterable[str | None]) -> str:
    """Name the groups that the text leaves out and that the table does not."""
    seen = set(groups)
    left: list[str] = []
    for subject in subjects():
        if subject.group and subject.group not in seen and subject.name == subject.group:
            left += [offer.words for offer in table.offers(Counted(0, subject)) if offer.total]
    return f"（文中没有写到：{'、'.join(left)}）" if left else ""
