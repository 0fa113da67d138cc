"""What ./test --office needs besides Python: LibreOffice and poppler; installed where that can be done, else named."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
POPPLER = ("pdffonts", "pdftotext")
# Where LibreOffice's own installers put it without a word on the PATH.
_USUAL = ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432")
_MAC = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
# The parts of LibreOffice that come as packages of their own.
_PARTS = {"libreoffice-writer": "libswlo.so", "libreoffice-calc": "libsclo.so"}


def find_soffice() -> str | None:
    """Return the path of LibreOffice's program, None where there is none."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return found
    folders = [Path(os.environ[name]) / "LibreOffice" / "program" for name in _USUAL if os.environ.get(name)]
    # The .com waits for the end of its work, the .exe only on newer versions.
    usual = [folder / name for folder in folders for name in ("soffice.com", "soffice.exe")]
    return next((str(path) for path in [*usual, Path(_MAC)] if path.is_file()), None)


def missing() -> list[str]:
    """Name the packages, as Debian calls them, of what is not there."""
    return [*_missing_office(), *(["poppler-utils"] if not all(map(shutil.which, POPPLER)) else [])]


def _missing_office() -> Iterator[str]:
    program = find_soffice()
    if program is None:
        yield from _PARTS
        return
    folder = Path(program).resolve().parent
    if (folder / "soffice.bin").exists() and any((folder / part).exists() for part in _PARTS.values()):
        yield from (package for package, part in _PARTS.items() if not (folder / part).exists())


def provide() -> int:
    """Install what is missing where the system's packages can be had; 2 and one sentence where something is still missing."""
    packages = missing()
    if packages and os.name != "nt":
        script = str(ROOT / "tools" / "system_packages.sh")
        subprocess.run(["sh", script, "only", *packages], stdout=subprocess.DEVNULL, check=False)
        packages = missing()
    if packages:
        print(_sentence(packages), file=sys.stderr)
    return 2 if packages else 0


def _sentence(packages: list[str]) -> str:
    """Say what to install, in the names that its makers use."""
    parts = []
    if any(package in _PARTS for package in packages):
        parts.append("LibreOffice（Writer 和 Calc）")
    if "poppler-utils" in packages:
        parts.append("poppler（其中的 pdffonts、pdftotext 要能在 PATH 里找到）")
    debian = f"（Debian、Ubuntu 上是软件包 {'、'.join(packages)}）" if sys.platform.startswith("linux") else ""
    return f"这项测试还需要 {' 和 '.join(parts)}：请先安装{debian}，再重新运行。"


if __name__ == "__main__":
    sys.exit(provide())
