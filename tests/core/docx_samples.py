"""Small Word files for tests, made part by part: invented text, nothing but what a test is about."""

import io
import zipfile
from collections.abc import Mapping

from core.importers.from_docx import read
from core.importers.source import RawTable, RawText, Source

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Zip parts as they are."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def relations(targets: Mapping[str, str]) -> str:
    """Write a relationship part: kind -> target."""
    each = "".join(
        f'<Relationship Id="r{i}" Type="{_RELATIONS}/{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}">{each}</Relationships>'


def docx(body: str, *, main: str = "word/document.xml", namespace: str = W, **others: str) -> bytes:
    """Make a Word file of a body's XML and of other parts by kind (`styles`, `numbering`, `footnotes`), each the inside of its root."""
    folder, name = main.rsplit("/", 1)
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relations({"officeDocument": main}),
        f"{folder}/_rels/{name}.rels": relations({kind: f"{kind}.xml" for kind in others}),
        main: f'<w:document xmlns:w="{namespace}" {_OTHERS}><w:body>{body}</w:body></w:document>',
    }
    for kind, inside in others.items():
        parts[f"{folder}/{kind}.xml"] = f'<w:{roots[kind]} xmlns:w="{namespace}">{inside}</w:{roots[kind]}>'
    return zipped(parts)


def run(text: str, properties: str = "") -> str:
    """Make a run."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str = "", properties: str = "") -> str:
    """Make a paragraph of text, or of XML where it begins with a tag."""
    inside = content if content.startswith("<") or not content else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>" if properties else f"<w:p>{inside}</w:p>"


def tc(content: str = "", properties: str = "") -> str:
    """Make a table cell of text, or of blocks where it begins with a tag."""
    inside = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """Make a table row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """Make a table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def numbered(text: str, list_id: int, level: int = 0) -> str:
    """Make a paragraph that belongs to a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(index: int, kind: str, text: str, start: int = 1, more: str = "") -> str:
    """Make a level of a list."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}<w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(shapes: Mapping[int, str], owners: Mapping[int, int], overrides: Mapping[int, str] | None = None) -> str:
    """Make the inside of a numbering part: shapes of lists by id, and for each list the shape that it has."""
    made = "".join(f'<w:abstractNum w:abstractNumId="{each}">{levels}</w:abstractNum>' for each, levels in shapes.items())
    for list_id, shape in owners.items():
        made += f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{shape}"/>{(overrides or {}).get(list_id, "")}</w:num>'
    return made


OUTLINE = level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")
STYLES = (
    '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="t1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="隐"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="隐二"/><w:basedOn w:val="h"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="c1"><w:name w:val="圈"/><w:basedOn w:val="c2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="c2"><w:name w:val="圈二"/><w:basedOn w:val="c1"/></w:style>'
)


def texts(source: Source) -> list[str]:
    """Return the paragraphs that were read."""
    return [block.text for block in source.blocks if isinstance(block, RawText)]


def only_table(source: Source) -> tuple[tuple[str | None, ...], ...]:
    """Return the rows of the one table that was read."""
    (table,) = (block for block in source.blocks if isinstance(block, RawTable))
    assert table.exact
    return table.rows


def notes(source: Source) -> str:
    """Return all notes in one line."""
    return "；".join(note.message for note in source.notes)


def paragraphs_of(*contents: str, **others: str) -> list[str]:
    """Read a file of these paragraphs and return their texts."""
    return texts(read(docx("".join(contents), **others), "试.docx"))
