"""Let LibreOffice make a file of its kinds from one that was written raw."""

import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

# What LibreOffice would take for a web page's own kind is named: it opens .html in a writer that knows no Word kinds.
_FILTERS = {(".html", ".doc"): "MS Word 97", (".html", ".odt"): "writer8", (".html", ".pdf"): "writer_web_pdf_Export"}
_SECONDS = 180


def convert(data: bytes, suffix: str, wanted: str) -> bytes:
    """Return a file of the kind `wanted` (.doc, .ods, …) that LibreOffice makes of `data`, a file with the suffix `suffix`.

    RuntimeError where LibreOffice is missing or makes nothing.
    """
    program = shutil.which("soffice")
    if program is None:
        raise RuntimeError("LibreOffice is needed for these files")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / f"source{suffix}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(Path(tempfile.gettempdir()) / 'import-corpus-office').as_uri()}"
        kind = ":".join([wanted.removeprefix("."), *filter(None, [_FILTERS.get((suffix, wanted))])])
        command = [program, "--headless", profile, "--convert-to", kind, "--outdir", str(folder / "out"), str(source)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
        made = folder / "out" / f"source{wanted}"
        if not made.exists():
            raise RuntimeError(f"LibreOffice made no {wanted}: {done.stderr[-300:]}")
        data = made.read_bytes()
    return _without_picture(data) if wanted in (".odt", ".ods") else data


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
