"""Run the test suite, or with a word of its own what does not belong in it: the working half of ./test and test.cmd.

No argument: the whole suite, with the share of core and gui that it runs; --bench: the speed ratios;
--screenshots DIR: pictures of the window; anything else goes to pytest.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COVERAGE_FLOORS = {"core": 95, "gui": 85}


def python(*arguments: str) -> int:
    """Run this Python in the root folder and return its exit status."""
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, check=False).returncode


def run_all() -> int:
    """Run the suite, then hold the coverage of each folder against its own floor."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COVERAGE_FILE"] = str(Path(folder) / "coverage")
        status = python("-m", "coverage", "run", "-m", "pytest")
        return status or max([check_coverage(part, floor) for part, floor in COVERAGE_FLOORS.items()])


def check_coverage(part: str, floor: int) -> int:
    """Print how much of a folder the suite ran, and below the floor the lines that it missed."""
    report = ("-m", "coverage", "report", f"--include={part}/*")
    print(f"coverage of {part}, at least {floor} %: ", end="", flush=True)
    status = python(*report, "--format=total", f"--fail-under={floor}")
    if status:
        python(*report, "--show-missing", "--skip-covered")
    return status


def main(arguments: list[str]) -> int:
    """Dispatch on the first argument; pytest keeps its own exit status."""
    os.environ["PYTHONUTF8"] = "1"
    match arguments:
        case []:
            return run_all()
        case ["--bench", *rest]:
            return python("-m", "tests.bench", *rest)
        case ["--screenshots", folder, *rest]:
            return python("-m", "tests.screenshots", str(Path(folder).absolute()), *rest)
        case _:
            return python("-m", "pytest", *arguments)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
