"""Run the test suite, or with a word of its own what does not belong in it: the working half of ./test and test.cmd.

No argument: the whole suite, with the share of core and gui that it runs; --bench: the speed ratios; --recall: how much of the
import corpus is read; --rules: what every check flags of its samples; --fuzz: damaged files for every reader; --ocr: scans, with the real engine, which is installed where it is
missing; --office: pages and files that go through LibreOffice, which is installed or named where it is missing; --round-trips [N]:
N random reports through every paper and back; --screenshots DIR: pictures of the window; anything else goes to pytest.
"""

import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COVERAGE_FLOORS = {"core": 95, "gui": 85}
MOST_PROCESSES = 4


def python(*arguments: str) -> int:
    """Run this Python in the root folder and return its exit status."""
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, check=False).returncode


def run_all() -> int:
    """Run the suite, then hold the coverage of each folder against its own floor."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COVERAGE_FILE"] = str(Path(folder) / "coverage")
        processes = str(min(os.cpu_count() or 1, MOST_PROCESSES))
        # A file of tests stays in one process: what its tests share is made once.
        status = python("-m", "pytest", "-n", processes, "--dist", "loadfile", "--cov", "--cov-report=")
        return status or max([check_coverage(part, floor) for part, floor in COVERAGE_FLOORS.items()])


def run_ocr(rest: list[str]) -> int:
    """Read drawn scans with the packages of the extra `ocr`, in an environment of their own: the suite goes without them."""
    folder = ROOT / ".venv-ocr"
    interpreter = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not interpreter.exists():
        print("正在安装文字识别组件（约 150 MB）……", file=sys.stderr, flush=True)
        if subprocess.run([sys.executable, "-m", "venv", str(folder)], check=False).returncode:
            return 2
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    install = [str(interpreter), "-m", "pip", "install", "-qq", "--prefer-binary", "-c", str(ROOT / "constraints.txt")]
    if subprocess.run([*install, *project["dependencies"], *extras["test"], *extras["ocr"]], check=False).returncode:
        return 2
    return subprocess.run([str(interpreter), "-m", "pytest", "tests/ocr/read_scans.py", *rest], cwd=ROOT, check=False).returncode


def run_office(*command: str) -> int:
    """Run what needs LibreOffice and poppler once they are there; exit status 2 where they are not."""
    return python("-m", "tools.office_programs") or python(*command)


def office_checks() -> list[str]:
    """Return the files of tests/office, which pytest does not find by itself."""
    return sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests" / "office").glob("check_*.py"))


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
        case ["--fuzz", *rest]:
            return python("-m", "tests.fuzz", *rest)
        case ["--rules"]:
            return python("-m", "tests.core.rules")
        case ["--recall"]:
            return python("-m", "tests.imports", "recall")
        case ["--ocr", *rest]:
            return run_ocr(rest)
        case ["--office", *rest]:
            return run_office("-m", "pytest", *office_checks(), *rest)
        case ["--round-trips", *rest]:
            return run_office("-m", "tests.papers.round_trips", *rest)
        case ["--screenshots", folder, *rest]:
            return python("-m", "tests.screenshots", str(Path(folder).absolute()), *rest)
        case _:
            return python("-m", "pytest", *arguments)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
