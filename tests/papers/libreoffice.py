"""The one way to LibreOffice: files in, files of another kind out, many in one start."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from core.exporters.fonts import floor_fonts
from tools.office_programs import find_soffice

_SECONDS_TO_START, _SECONDS_A_FILE = 120, 30
# The fonts that come with the program serve LibreOffice too, so that pages look alike wherever the checks run.
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{folder}</dir></fontconfig>
"""


def convert(sources: Sequence[Path], kind: str, out: Path) -> list[Path]:
    """Let LibreOffice write each source as the kind (pdf, docx, "doc:MS Word 97" …) into the folder `out`; one start for all.

    The sources' names must differ. RuntimeError where LibreOffice is missing or makes less than was asked for.
    """
    program = find_soffice()
    if program is None:
        raise RuntimeError("LibreOffice is needed for this")
    made = [out / f"{source.stem}.{kind.partition(':')[0]}" for source in sources]
    for path in made:
        path.unlink(missing_ok=True)
    folder = _profile()
    command = [program, "--headless", f"-env:UserInstallation={(folder / 'user').as_uri()}", "--convert-to", kind, "--outdir", str(out)]
    seconds = _SECONDS_TO_START + _SECONDS_A_FILE * len(sources)
    done = subprocess.run(
        [*command, *map(str, sources)], capture_output=True, text=True, timeout=seconds, check=False, env=_environment(folder)
    )
    if lost := [path.name for path in made if not path.exists()]:
        raise RuntimeError(f"LibreOffice did not make {'、'.join(lost)}: {done.stderr[-300:]}")
    return made


def convert_bytes(files: Iterable[bytes], suffix: str, kind: str) -> list[bytes]:
    """Return what LibreOffice makes of each file's bytes, all of one kind, in one start."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        sources = []
        for at, data in enumerate(files):
            sources.append(folder / "in" / f"{at:04}{suffix}")
            sources[-1].write_bytes(data)
        return [path.read_bytes() for path in convert(sources, kind, folder / "out")]


@cache
def _profile() -> Path:
    """Make a folder for this process alone: two programs with one profile wait for each other."""
    folder = Path(tempfile.mkdtemp(prefix="office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "fonts.conf").write_text(_FONTS.format(folder=floor_fonts()[0].parent), "utf-8")
    return folder


def _environment(folder: Path) -> dict[str, str]:
    fonts = {"FONTCONFIG_FILE": str(folder / "fonts.conf")} if sys.platform.startswith("linux") else {}
    return dict(os.environ) | fonts
