"""Finish a saved workbook: results beside its formulas, texts in one table, names for its cells."""

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from core.exporters.container import pack
from core.exporters.to_xlsx_style import FIRST_FONT

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"

_CONTENTS, _BOOK, _STYLES = "[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml"
_BOOK_RELATIONS, _STRINGS = "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
_COMMENTS = "xl/comments/"

# What a workbook says of a font, in the order of the schema.
_FONT_ORDER = ("b", "i", "strike", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family", "charset", "scheme")

# The result of each formula of a sheet by place (B5); None shows as blank.
Results = Mapping[str, int | float | None]


def finish(data: bytes, results: Mapping[str, Results], names: Mapping[str, str]) -> bytes:
    """Return the workbook with the results by part (xl/worksheets/sheet1.xml) and the places (Sheet!$B$5) by name.

    The same bytes on any day and machine.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as saved:
        raw = {name: saved.read(name) for name in saved.namelist()}
    touched = (_CONTENTS, _BOOK, _STYLES, _BOOK_RELATIONS, *results, *(name for name in raw if name.startswith(_COMMENTS)))
    parts = {name: etree.fromstring(raw[name]) for name in touched}
    strings: dict[str, int] = {}
    for name, found in results.items():
        _fill(parts[name], found, strings)
    parts[_STRINGS] = _table(strings)
    _declare(parts[_CONTENTS])
    _relate(parts[_BOOK_RELATIONS])
    _name(parts[_BOOK], names)
    _set_first_font(parts[_STYLES])
    _order_fonts(parts[_STYLES])
    for name, root in parts.items():
        if name.startswith(_COMMENTS):
            _set_comment_font(root)
    written = {name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) for name, root in parts.items()}
    return pack(raw | written)


def _fill(sheet: etree._Element, results: Results, strings: dict[str, int]) -> None:
    """Put in the results, which previewers and readers without a calculator need, and take the texts out.

    The previews of phones show a text only where it comes from the table of texts.
    """
    for cell in sheet.iter(f"{_MAIN}c"):
        if cell.find(f"{_MAIN}f") is not None:
            value = cell.find(f"{_MAIN}v")
            value = etree.SubElement(cell, f"{_MAIN}v") if value is None else value
            result = results[cell.get("r", "")]
            value.text = "" if result is None else repr(result)
            if result is None:
                cell.set("t", "str")
        elif cell.get("t") == "inlineStr":
            text = "".join(each.text or "" for each in cell.iter(f"{_MAIN}t"))
            del cell[:]
            cell.set("t", "s")
            etree.SubElement(cell, f"{_MAIN}v").text = str(strings.setdefault(text, len(strings)))


def _table(strings: Mapping[str, int]) -> etree._Element:
    root = etree.fromstring(f'<sst xmlns="{_MAIN[1:-1]}"/>')
    for string in strings:
        text = etree.SubElement(etree.SubElement(root, f"{_MAIN}si"), f"{_MAIN}t")
        text.text = string
        if string != string.strip():
            text.set(_SPACE, "preserve")
    return root


def _declare(root: etree._Element) -> None:
    etree.SubElement(root, f"{_TYPES}Override", PartName=f"/{_STRINGS}", ContentType=_STRINGS_TYPE)


def _relate(root: etree._Element) -> None:
    etree.SubElement(root, f"{_RELATIONS}Relationship", Id="strings", Type=f"{_OFFICE}/sharedStrings", Target=f"/{_STRINGS}")


def _name(root: etree._Element, names: Mapping[str, str]) -> None:
    """Give the places their names behind those that the library wrote; made one by one by the library they take as long as a table."""
    held = next(root.iter(f"{_MAIN}definedNames"))
    for name, place in names.items():
        etree.SubElement(held, f"{_MAIN}definedName", name=name).text = place


def _set_first_font(root: etree._Element) -> None:
    """Make the first font that of the sheets: it measures the columns, and a place never written to has it."""
    font = root.find(f"{_MAIN}fonts/{_MAIN}font")
    if font is not None:
        del font[:]
        _say_font(font, "name")


def _order_fonts(root: etree._Element) -> None:
    """Put what is said of each font into the order of the schema, which the library does not keep."""
    for font in root.iter(f"{_MAIN}font"):
        font[:] = sorted(font, key=lambda said: _FONT_ORDER.index(str(said.tag).removeprefix(_MAIN)))


def _set_comment_font(root: etree._Element) -> None:
    for whole in root.iter(f"{_MAIN}text"):
        run = etree.SubElement(whole, f"{_MAIN}r")
        _say_font(etree.SubElement(run, f"{_MAIN}rPr"), "rFont")
        run.extend(list(whole.iterchildren(f"{_MAIN}t")))


def _say_font(font: etree._Element, tag: str) -> None:
    name, size = FIRST_FONT
    etree.SubElement(font, f"{_MAIN}sz", val=str(size))
    etree.SubElement(font, f"{_MAIN}{tag}", val=name)
