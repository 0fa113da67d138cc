"""Finish a saved workbook: results beside its formulas, texts in one table, nothing of the day on which it was made."""

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from core.exporters.container import pack
from core.exporters.to_xlsx_style import FIRST_FONT

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TERMS = "{http://purl.org/dc/terms/}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"

_CONTENTS, _CORE, _STYLES = "[Content_Types].xml", "docProps/core.xml", "xl/styles.xml"
_BOOK_RELATIONS, _STRINGS = "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
_COMMENTS = "xl/comments/"

# The result of each formula of a sheet by place (B5); None shows as blank.
Results = Mapping[str, int | float | None]


def finish(data: bytes, results: Mapping[str, Results]) -> bytes:
    """Return the workbook with the results by part (xl/worksheets/sheet1.xml), the same bytes on any day and machine."""
    with zipfile.ZipFile(io.BytesIO(data)) as saved:
        parts = {name: etree.fromstring(saved.read(name)) for name in saved.namelist()}
    strings: dict[str, int] = {}
    for name, found in results.items():
        _fill(parts[name], found, strings)
    parts[_STRINGS] = _table(strings)
    _declare(parts[_CONTENTS])
    _relate(parts[_BOOK_RELATIONS])
    _undate(parts[_CORE])
    _set_first_font(parts[_STYLES])
    for name, root in parts.items():
        if name.startswith(_COMMENTS):
            _set_comment_font(root)
    return pack({name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) for name, root in parts.items()})


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


def _undate(root: etree._Element) -> None:
    """Say of the last change what was said of the first one."""
    created, modified = root.find(f"{_TERMS}created"), root.find(f"{_TERMS}modified")
    if created is not None and modified is not None:
        modified.text = created.text


def _set_first_font(root: etree._Element) -> None:
    """Make the first font that of the sheets: it measures the columns, and a place never written to has it."""
    font = root.find(f"{_MAIN}fonts/{_MAIN}font")
    if font is not None:
        del font[:]
        _say_font(font, "name")


def _set_comment_font(root: etree._Element) -> None:
    for whole in root.iter(f"{_MAIN}text"):
        run = etree.SubElement(whole, f"{_MAIN}r")
        _say_font(etree.SubElement(run, f"{_MAIN}rPr"), "rFont")
        run.extend(list(whole.iterchildren(f"{_MAIN}t")))


def _say_font(font: etree._Element, tag: str) -> None:
    name, size = FIRST_FONT
    etree.SubElement(font, f"{_MAIN}sz", val=str(size))
    etree.SubElement(font, f"{_MAIN}{tag}", val=name)
