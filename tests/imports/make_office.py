"""Let LibreOffice make a file of its kinds from one that was written raw."""

import shutil
import subprocess
import tempfile
from pathlib import Path


def convert(data: bytes, suffix: str, wanted: str, filter_name: str = "") -> bytes:
    """Return a file of the kind `wanted` (.doc, .ods, …) that LibreOffice makes of `data`, a file with the suffix `suffix`.

    A .wps is a .doc under another name. RuntimeError where LibreOffice is missing or makes nothing.
    """
    program = shutil.which("soffice")
    if program is None:
        raise RuntimeError("LibreOffice is needed for these files")
    target = {".wps": "doc", ".htm": "html"}.get(wanted, wanted.removeprefix("."))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / f"source{suffix}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(Path(tempfile.gettempdir()) / 'lo-corpus').as_uri()}"
        kind = f"{target}:{filter_name}" if filter_name else target
        command = [program, "--headless", profile, "--convert-to", kind, "--outdir", str(folder / "out"), str(source)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
        made = folder / "out" / f"source.{target}"
        if not made.exists():
            raise RuntimeError(f"LibreOffice made no {wanted}: {done.stderr[-300:]}")
        return made.read_bytes()
