"""What the styles of an OpenDocument file say: hidden text and sheets, lists of paragraphs, lines around cells."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lxml import etree

from core.importers.from_odt_names import FO, LIST_STYLE, STYLE, TABLE, TEXT

_DEEPEST = 32
_SIDES = tuple(FO + name for name in ("border", "border-top", "border-bottom", "border-left", "border-right"))


@dataclass(frozen=True, slots=True)
class _Style:
    """One style; None where it says nothing of its own."""

    parent: str
    list_style: str | None
    hidden: bool | None
    ruled: bool | None


class Styles:
    """The styles by family and name; an unknown one has no properties."""

    def __init__(self, containers: Iterable[etree._Element]) -> None:
        self._styles: dict[tuple[str, str], _Style] = {}
        for container in containers:
            for element in container.iterchildren(STYLE + "style", STYLE + "default-style"):
                key = (element.get(STYLE + "family", ""), element.get(STYLE + "name", ""))
                self._styles[key] = _style(element)
        self._hidden: dict[tuple[str, str], bool] = {}
        self._ruled: dict[tuple[str, str], bool] = {}

    def is_hidden(self, family: str, name: str | None) -> bool:
        """Tell whether text, a paragraph, a section or a sheet of that style is not shown."""
        return bool(name) and self._found(self._hidden, (family, name or ""), lambda style: style.hidden)

    def is_ruled(self, name: str | None) -> bool:
        """Tell whether a cell of that style has a line around it."""
        return bool(name) and self._found(self._ruled, ("table-cell", name or ""), lambda style: style.ruled)

    def list_of(self, name: str | None) -> str | None:
        """Return the list style of a paragraph style, "" where it says that it has none, None where nothing says."""
        return next((style.list_style for style in self._chain("paragraph", name or "") if style.list_style is not None), None)

    def _found(self, known: dict[tuple[str, str], bool], key: tuple[str, str], ask: Callable[[_Style], bool | None]) -> bool:
        if key not in known:
            known[key] = next((said for style in self._chain(*key) if (said := ask(style)) is not None), False)
        return known[key]

    def _chain(self, family: str, name: str) -> list[_Style]:
        """List the style and what it stands on; a circle ends."""
        found: list[_Style] = []
        while (family, name) in self._styles and len(found) < _DEEPEST:
            found.append(self._styles[family, name])
            name = found[-1].parent or ""
        return found


def _style(element: etree._Element) -> _Style:
    hidden: bool | None = None
    ruled: bool | None = None
    for properties in element:
        if properties.get(TEXT + "display") is not None:
            hidden = properties.get(TEXT + "display") == "none"
        elif properties.get(TABLE + "display") is not None:
            hidden = properties.get(TABLE + "display") == "false"
        sides = [side for name in _SIDES if (side := properties.get(name)) is not None]
        if sides:
            ruled = any(side.strip() not in ("", "none", "hidden") and not side.startswith("0 ") for side in sides)
    return _Style(element.get(STYLE + "parent-style-name", ""), element.get(LIST_STYLE), hidden, ruled)
