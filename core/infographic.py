"""The 图解: a report's year in numbers on one page, for people who would rather look than read."""

from collections.abc import Callable

from core.drawing import Drawing, framed, moved, text_width
from core.errors import UnwritableFile
from core.faces import Face
from core.infographic_facts import Facts, Figure, facts, words
from core.infographic_look import ACCENT, DIM, INK, LINE, MOST_HEIGHT, WIDTH, Pen
from core.infographic_parts import cards, heading, matrix, pairs, shares, tiles
from core.report import Report

TITLE = "图解"
NAME = f"政府信息公开工作{TITLE}"
NOTHING = "表格里没有填数、填的都是 0，或者只有一两个数"
# From roomy to tight: the first with which all fits is taken. What fits with none of the spaces is drawn smaller as a whole.
_SPACES = (1.6, 1.3, 1.0, 0.8, 0.6, 0.4, 0.25)
_SCALES = (0.97, 0.94, 0.91, 0.88, 0.85, 0.82, 0.79)
_BETWEEN = 14.0
_MARGIN = 28.0


def infographic(report: Report) -> Drawing | None:
    """Draw the year in numbers; None where the report has too few that count."""
    found = facts(report)
    if found.few:
        return None
    tries = [(space, 1.0) for space in _SPACES] + [(_SPACES[-1], scale) for scale in _SCALES]
    drawings = (_fitted(report, found, space, scale) for space, scale in tries)
    return next((drawing for drawing in drawings if drawing.height <= MOST_HEIGHT), None) or _fitted(report, found, *tries[-1])


def _fitted(report: Report, found: Facts, space: float, scale: float) -> Drawing:
    """Draw with some space between the lines on a page that is then shrunk to the right width."""
    pen = Pen(WIDTH / scale, space)
    height = _page(pen, report, found) * scale
    marks = tuple(moved(mark, 0.0, 0.0, scale) for mark in pen.marks)
    return Drawing(WIDTH, height, marks, _description(report, found))


def picture(report: Report) -> Drawing:
    """Draw the year in numbers as a picture that stands alone, with a margin; UnwritableFile where there is too little to draw."""
    drawing = infographic(report)
    if drawing is None:
        raise UnwritableFile("没有足够的数可以画", f"{NOTHING}；请先填写表格")
    return framed(drawing, _MARGIN)


def _name(report: Report) -> str:
    return f"{report.year}年{NAME}" if report.year else NAME


def _page(pen: Pen, report: Report, found: Facts) -> float:
    """Draw all parts from the top down and return the height used."""
    y = _title(pen, report)
    between = _BETWEEN * (0.6 + 0.6 * pen.space)
    if len(found.headline) > 1:
        y += cards(pen, found.headline[:4], 0.0, y, pen.width) + between
    for part in _parts(pen, found):
        y += part(y) + between
    return y - between


def _title(pen: Pen, report: Report) -> float:
    """Write the unit and the title; a long unit is set smaller."""
    base = 0.0
    if report.unit.strip():
        base = 13.0
        pen.text(0.0, base - 1.0, report.unit.strip(), 11.0, DIM, room=pen.width)
        base += 4.0
    pen.text(0.0, base + 21.0, _name(report), 22.0, INK, Face.TITLE, room=pen.width)
    y = base + 31.0
    pen.line(0.0, y, pen.width, y, LINE)
    pen.box(0.0, y - 1.0, text_width("公开", 22.0), 2.0, ACCENT)
    return y + 8.0 + 6.0 * pen.space


def _parts(pen: Pen, found: Facts) -> list[Callable[[float], float]]:
    """Return the parts that have something to show, in the order of the form."""
    parts: list[Callable[[float], float]] = []
    if found.published:
        parts.append(lambda y: _under(pen, y, "主动公开政府信息", lambda top: tiles(pen, found.published, 0.0, top, pen.width)))
    if found.applicants:
        parts.append(lambda y: _under(pen, y, "本年新收申请的申请人", lambda top: shares(pen, found.applicants, 0.0, top, pen.width)))
    if found.flow or found.outcomes:
        parts.append(lambda y: _bars(pen, found, y))
    if found.disputes:
        parts.append(
            lambda y: _under(pen, y, "政府信息公开行政复议、行政诉讼", lambda top: matrix(pen, found.disputes, 0.0, top, pen.width))
        )
    return parts


def _under(pen: Pen, y: float, title: str, draw: Callable[[float], float]) -> float:
    above = heading(pen, 0.0, y, pen.width, title)
    return above + draw(y + above)


def _bars(pen: Pen, found: Facts, y: float) -> float:
    """Draw what came in and went out beside the results, or one of them over the whole width."""
    shown = [(title, figures) for title, figures in (("收到和处理申请", found.flow), ("本年度办理结果", found.outcomes)) if figures]
    gap = 28.0
    width = (pen.width - gap * (len(shown) - 1)) / len(shown)
    heights: list[float] = []
    for at, (title, figures) in enumerate(shown):
        left = at * (width + gap)
        legend = any(figure.last is not None for figure in figures)
        above = heading(pen, left, y, width, title, legend=legend)
        heights.append(above + pairs(pen, figures, left, y + above, width))
    return max(heights)


def _description(report: Report, found: Facts) -> str:
    """Say in words all that the picture shows."""
    parts = [f"{report.unit.strip()}{_name(report)}。"]
    for row in found.published:
        parts.append(_sentence(row.label, row.figures))
    parts.append(_sentence("本年新收申请的申请人", found.applicants))
    parts.append(_sentence("收到和处理申请", found.flow))
    parts.append(_sentence("本年度办理结果", found.outcomes))
    for row in found.disputes:
        parts.append(_sentence(row.label, row.figures))
    return "".join(parts)


def _sentence(name: str, figures: tuple[Figure, ...]) -> str:
    told = "，".join(words(figure) for figure in figures if figure.now is not None)
    return f"{name}：{told}。" if told else ""
