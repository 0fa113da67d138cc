"""Let LibreOffice make a file of its kinds from one that was written raw."""

import io
import re
import zipfile

from tests.papers.libreoffice import convert_bytes

# What LibreOffice would take for a web page's own kind is named: it opens .html in a writer that knows no Word kinds.
_FILTERS = {(".html", ".doc"): "MS Word 97", (".html", ".odt"): "writer8", (".html", ".pdf"): "writer_web_pdf_Export"}


def convert(data: bytes, suffix: str, wanted: str) -> bytes:
    """Return a file of the kind `wanted` (.doc, .ods, …) that LibreOffice makes of `data`, a file with the suffix `suffix`.

    RuntimeError where LibreOffice is missing or makes nothing.
    """
    kind = ":".join([wanted.removeprefix("."), *filter(None, [_FILTERS.get((suffix, wanted))])])
    (made,) = convert_bytes([data], suffix, kind)
    return _without_picture(made) if wanted in (".odt", ".ods") else made


def _without_picture(data: bytes) -> bytes:
    """Leave the picture of the first page out of an OpenDocument file, most of its size."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "META-INF/manifest.xml":
                content = re.sub(rb"<manifest:file-entry [^>]*Thumbnails[^>]*/>", b"", content)
            if not entry.is_dir() and not entry.filename.startswith("Thumbnails/"):
                new.writestr(entry, content)
    return stream.getvalue()
