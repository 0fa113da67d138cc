"""Open any file as a report and write a report as any kind of file, told apart by content (reading) and suffix (writing)."""

from collections.abc import Callable, Iterable
from pathlib import Path

from core.errors import UnwritableFile
from core.finding_rows import FindingRow
from core.layout import document
from core.own_file import SUFFIX, pack, save
from core.papers import PLAIN, Extras, laid_out
from core.reading import read_bytes, reading_of
from core.report import Report
from core.storage import write_atomic
from core.suffixes import WRITABLE


def open_report(path: Path) -> Report:
    """Read a report from a file of any kind in this process; the content decides, not the suffix.

    UnreadableFile, DamagedFile or NewerVersion carry one Chinese sentence with what to do. Files from outside are better read by
    `core.reading.open_reading`, in a process of its own.
    """
    return from_bytes(read_bytes(path), path)


def from_bytes(data: bytes, path: Path) -> Report:
    """Read a report from a file's bytes; `path` names it in messages."""
    return reading_of(data, path).report


def save_report(report: Report, path: Path, findings: Iterable[FindingRow] = (), extras: Extras = PLAIN) -> None:
    """Write a report as the kind that the suffix names.

    `findings` go on the workbook's sheet of findings and are counted on the 审签单; `extras` are for .docx and .pdf.
    """
    if path.suffix.lower() == SUFFIX:
        save(report, path)
    else:
        write_atomic(path, to_bytes(report, path.suffix.lower(), findings, extras))


def to_bytes(report: Report, suffix: str, findings: Iterable[FindingRow] = (), extras: Extras = PLAIN) -> bytes:
    """Render a report as the kind of file that the suffix names; UnwritableFile where no writer knows it or what it needs is gone."""
    writer = _WRITERS.get(suffix)
    if writer is None:
        known = "、".join(WRITABLE)
        raise UnwritableFile("不能写成这种文件", f"后缀 {suffix or '为空'} 不认识；请用 {known} 之一")
    try:
        return writer(report, list(findings), extras)
    except OSError as fault:
        raise unreadable_parts(fault) from fault


def unreadable_parts(fault: OSError) -> UnwritableFile:
    """Say that a file which a writer needs, such as the font that comes with the program, cannot be read."""
    return UnwritableFile("排版用的文件读不出来", f"{fault.strerror or fault}；请检查磁盘，或重新安装程序")


def _json(report: Report, _: list[FindingRow], __: Extras) -> bytes:
    from core.interchange import dumps

    return dumps(report)


def _docx(report: Report, findings: list[FindingRow], extras: Extras) -> bytes:
    from core.exporters.to_docx import render
    from core.sent import packed

    return render(laid_out(report, findings, extras), packed(report))


def _pdf(report: Report, findings: list[FindingRow], extras: Extras) -> bytes:
    from core.exporters.to_pdf import render

    return render(laid_out(report, findings, extras))


def _html(report: Report, _: list[FindingRow], __: Extras) -> bytes:
    from core.exporters.to_html import render

    return render(document(report))


def _markdown(report: Report, _: list[FindingRow], __: Extras) -> bytes:
    from core.exporters.to_markdown import render

    return render(document(report))


def _text(report: Report, _: list[FindingRow], __: Extras) -> bytes:
    from core.exporters.to_text import render

    return render(document(report))


def _xlsx(report: Report, findings: list[FindingRow], _: Extras) -> bytes:
    from core.exporters.to_xlsx import render

    return render(document(report), report, findings)


def _svg(report: Report, _: list[FindingRow], __: Extras) -> bytes:
    from core.exporters.to_svg import render
    from core.infographic import picture

    return render(picture(report))


def _png(report: Report, _: list[FindingRow], __: Extras) -> bytes:
    from core.exporters.to_png import render
    from core.infographic import picture

    return render(picture(report))


_WRITERS: dict[str, Callable[[Report, list[FindingRow], Extras], bytes]] = {
    ".docx": _docx,
    ".xlsx": _xlsx,
    ".pdf": _pdf,
    ".html": _html,
    ".md": _markdown,
    ".txt": _text,
    ".svg": _svg,
    ".png": _png,
    ".json": _json,
    SUFFIX: lambda report, _, __: pack(report),
}
