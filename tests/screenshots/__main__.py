"""Draw every page of the window at every scaling and size of screen: python -m tests.screenshots DIR; --readme draws the manual's."""

import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"


@dataclass(frozen=True, slots=True)
class Job:
    """What one process draws: Qt reads scaling and screen once. `width` and `height` in pixels of the screen."""

    width: int
    height: int
    percent: int
    what: str = "pages"

    @property
    def name(self) -> str:
        """The folder of its pictures."""
        return f"{self.width}x{self.height}-{self.percent}"

    @property
    def size(self) -> tuple[int, int]:
        """The window in logical pixels."""
        return round(self.width * 100 / self.percent), round(self.height * 100 / self.percent)


# The largest first: what takes longest is not waited for at the end.
JOBS = tuple(Job(width, height, percent) for width, height in ((2560, 1440), (1366, 768)) for percent in (200, 150, 100))
README = Job(1366, 768, 100, "readme")


def main(folder: Path) -> int:
    """Run a process for each scaling and screen, twice as many at a time as there are processors: they wait as long as they draw."""
    with ThreadPoolExecutor(2 * (os.cpu_count() or 1)) as pool:
        codes = list(pool.map(lambda job: _run(folder / job.name, job), JOBS))
    for job, code in zip(JOBS, codes, strict=True):
        if code:
            print(f"{job.name}: stopped with {code}", file=sys.stderr)
    return next((code for code in codes if code), 0)


def _run(folder: Path, job: Job) -> int:
    """Draw in a process of its own, with folders of its own for what the program keeps, and a screen as large as the window."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        screen = Path(home, "screen.json")
        screen.write_text(json.dumps({"screens": [_screen(job)]}), "utf-8")
        users = {name: home for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA")}
        platform = {"QT_QPA_PLATFORM": f"offscreen:configfile={screen}", "QT_SCALE_FACTOR": str(job.percent / 100)}
        command = [sys.executable, "-m", "tests.screenshots", str(folder), job.what, *map(str, job.size)]
        return subprocess.run(command, env={**os.environ, **users, **platform}, check=False).returncode


def _screen(job: Job) -> dict[str, object]:
    return {"name": "one", "x": 0, "y": 0, "width": job.width, "height": job.height, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1.0}


def _draw(folder: Path, what: str, size: tuple[int, int]) -> int:
    from tests.screenshots import pages, readme

    (readme if what == README.what else pages).draw(folder, size)
    return 0


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--readme"]:
            sys.exit(_run(IMAGES, README))
        case [folder]:
            sys.exit(main(Path(folder)))
        case [folder, what, width, height]:
            sys.exit(_draw(Path(folder), what, (int(width), int(height))))
        case _:
            print("python -m tests.screenshots DIR | --readme")
            sys.exit(2)
