"""Write a drawing as .svg that stands alone: no font, no script, nothing fetched.

Text is drawn as outlines, each letter once, so that the picture looks the same where no Chinese font is. What it says is in <desc>,
which a screen reader reads out and a search finds.
"""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from core.drawing import Box, Drawing, Label, Mark, Shape, Stroke
from core.exporters.glyph_paths import Letter, Letters
from core.exporters.plain import one_line

_XLINK = "http://www.w3.org/1999/xlink"
# Outlines are written on a grid of a thousand units to the em.
_EM = 1000


def render(drawing: Drawing, title: str = "") -> bytes:
    """Return the .svg file; the same drawing gives the same bytes."""
    letters = Letters(drawing)
    names: dict[Letter, str] = {}
    body = [line for mark in drawing.marks for line in _mark(mark, letters, names)]
    width, height = _n(drawing.width), _n(drawing.height)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="{_XLINK}" width="{width}pt" height="{height}pt"'
        f' viewBox="0 0 {width} {height}" role="img" aria-labelledby="title desc" xml:lang="zh-CN">',
        f'<title id="title">{_text(title or drawing.description.split("。")[0])}</title>',
        f'<desc id="desc">{_text(drawing.description)}</desc>',
        "<defs>",
        *(f'<path id="{name}" d="{_path(letter)}"/>' for letter, name in names.items()),
        "</defs>",
        f'<rect width="{width}" height="{height}" fill="#FFFFFF"/>',
        *body,
        "</svg>",
        "",
    ]
    return "\n".join(lines).encode()


def _text(text: str) -> str:
    """Escape a text, without what XML cannot hold."""
    return escape(one_line(text))


def _n(number: float) -> str:
    """Write a number with at most two places and no more digits than it needs."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _mark(mark: Mark, letters: Letters, names: dict[Letter, str]) -> Iterator[str]:
    match mark:
        case Box():
            radius = f' rx="{_n(mark.radius)}"' if mark.radius else ""
            place = f'x="{_n(mark.x)}" y="{_n(mark.y)}" width="{_n(mark.width)}" height="{_n(mark.height)}"'
            yield f'<rect {place}{radius} fill="#{mark.fill}"/>'
        case Stroke():
            dash = f' stroke-dasharray="{_n(mark.dash)}"' if mark.dash else ""
            place = f'x1="{_n(mark.x1)}" y1="{_n(mark.y1)}" x2="{_n(mark.x2)}" y2="{_n(mark.y2)}"'
            yield f'<line {place} stroke="#{mark.colour}" stroke-width="{_n(mark.width)}"{dash}/>'
        case Shape():
            points = " ".join(f"{_n(x)},{_n(y)}" for x, y in mark.points)
            yield f'<polygon points="{points}" fill="#{mark.fill}"/>'
        case Label():
            yield from _label(mark, letters, names)


def _label(label: Label, letters: Letters, names: dict[Letter, str]) -> Iterator[str]:
    placed = letters.placed(label)
    if not placed:
        return
    first = placed[0]
    across, down = first.across / _EM, first.size / _EM
    yield f'<g transform="translate({_n(first.x)} {_n(first.y)}) scale({across:.6g} {-down:.6g})" fill="#{label.colour}">'
    for each in placed:
        name = names.setdefault(each.letter, f"g{len(names) + 1}")
        x = round((each.x - first.x) / across)
        yield f'<use xlink:href="#{name}"' + (f' x="{x}"' if x else "") + "/>"
    yield "</g>"


def _path(letter: Letter) -> str:
    return "".join(kind + " ".join(f"{round(x * _EM)} {round(y * _EM)}" for x, y in points) for kind, points in letter.segments)
