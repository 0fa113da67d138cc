"""Make `.venv` and install the packages that pyproject.toml asks for, in the versions of constraints.txt."""

import importlib.util
import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
CONSTRAINTS = ROOT / "constraints.txt"
INPUTS = (ROOT / "pyproject.toml", CONSTRAINTS, Path(__file__).resolve())
UNFINISHED = VENV / "unfinished"

OK, FAILED, NO_WINDOW = 0, 2, 3

# The widgets need one part of the system libraries; the plugin that talks to the X server, which no test does, needs the rest.
WINDOW_PROBE = """
import ctypes, pathlib, sys
import PySide6.QtWidgets
if sys.platform == "linux" and sys.argv[1] == "run":
    ctypes.CDLL(str(pathlib.Path(PySide6.__file__).parent / "Qt/plugins/platforms/libqxcb.so"))
"""


class SetUpError(Exception):
    """Say in one Chinese sentence what went wrong and what to do."""


def say(text: str) -> None:
    """Print a line of progress on stderr: stdout belongs to the program that starts afterwards."""
    print(text, file=sys.stderr, flush=True)


def requirements(mode: str) -> list[str]:
    """List the requirements of `run`, or of `test`, which holds those of `run`."""
    project = tomllib.loads(INPUTS[0].read_text("utf-8"))["project"]
    extra = project["optional-dependencies"]["test"] if mode == "test" else []
    return [*project["dependencies"], *extra]


@contextmanager
def lock() -> Iterator[None]:
    """Hold the lock of the set-up; the system frees it when its holder dies, so it cannot go stale."""
    with (ROOT / ".set-up.lock").open("a+b") as file:
        if not _try_lock(file):
            say("另一处正在做首次准备，请稍候……")
            while not _try_lock(file):
                time.sleep(0.2)
        yield


def _try_lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def stamp_of(mode: str) -> Path:
    """Return the file that says that the set-up for `mode` is done; run.cmd and test.cmd hold it against constraints.txt."""
    return VENV / f"set-up-{mode}"


def is_current(mode: str) -> bool:
    """Tell whether another start has just done this set-up."""
    stamp = stamp_of(mode)
    return PYTHON.exists() and stamp.exists() and all(stamp.stat().st_mtime > path.stat().st_mtime for path in INPUTS)


def write_stamp(mode: str, moment: float) -> None:
    """Mark the set-up for `mode` as done, dated `moment`."""
    shutil.copyfile(CONSTRAINTS, stamp_of(mode))
    os.utime(stamp_of(mode), (moment, moment))


def install_system_packages() -> str:
    """Install by apt what Qt, venv and Chinese text need; the names of the packages that could not be installed."""
    if not shutil.which("apt-get"):
        return ""
    venv_package = [] if importlib.util.find_spec("ensurepip") else [f"python3.{sys.version_info.minor}-venv"]
    command = ["sh", str(ROOT / "tools/system_packages.sh"), "all", *venv_package]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False).stdout.strip()


def check_window(mode: str, missing: str) -> int:
    """Load what a window loads: packages have other names elsewhere, so their absence alone proves nothing."""
    probe = _run(str(PYTHON), "-c", WINDOW_PROBE, mode)
    if probe.returncode == 0:
        if missing:
            say(f"系统软件包 {missing} 未能自动安装。程序可以使用；文字显示不正常时，请以管理员身份安装这些软件包。")
        return OK
    library = probe.stderr.strip().rpartition("\n")[2].removeprefix("ImportError: ").removeprefix("OSError: ").partition(":")[0]
    what = f"以管理员身份运行 apt-get install {missing}" if missing else f"安装含有 {library} 的系统软件包"
    say(f"缺少打开窗口所需的系统库（{library}），未能自动安装：请{what}，再重新启动。")
    return NO_WINDOW


def make_venv() -> None:
    """Make `.venv` anew unless a sound one is there; a set-up that was broken off counts as unsound."""
    if PYTHON.exists() and not UNFINISHED.exists() and _run(str(PYTHON), "-m", "pip", "--version").returncode == 0:
        return
    if VENV.exists():
        shutil.rmtree(VENV)
    VENV.mkdir()
    UNFINISHED.touch()
    say("  正在建立 Python 环境……")
    # The real path, so that an upgrade of the system's Python leaves a dead link, which the next start notices.
    made = _run(os.path.realpath(sys.executable), "-m", "venv", str(VENV))
    if made.returncode != 0:
        say((made.stdout + made.stderr).strip())
        raise SetUpError(f"Python 环境没有建成：请确认已装有 python3.{sys.version_info.minor}-venv，再重新启动。")


def install_packages(mode: str) -> None:
    """Install the packages of `mode` into `.venv`; pip prints errors only."""
    size = "约 250 MB" if mode == "test" else "约 130 MB"
    say(f"  正在安装软件包（首次要下载{size}，需要几分钟）……")
    UNFINISHED.touch()
    environment = os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_USER": "0"}
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--prefer-binary", "-c", str(CONSTRAINTS), *requirements(mode)]
    if subprocess.run(command, env=environment, stdout=sys.stderr, check=False).returncode != 0:
        raise SetUpError(
            "软件包没有装好：请检查网络连接和磁盘空间，再重新启动；需要代理或国内镜像时，先设环境变量 HTTPS_PROXY 或 PIP_INDEX_URL。"
        )
    UNFINISHED.unlink()


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def set_up(mode: str) -> int:
    """Do the set-up for `run` or `test`; OK or NO_WINDOW."""
    # Dated by its start, so that an input edited meanwhile is newer; whole seconds are all that some shells compare.
    moment = max(time.time(), *(path.stat().st_mtime + 1 for path in INPUTS))
    if is_current(mode):
        return OK
    say("正在准备运行环境（只在首次启动和更新之后进行）：")
    missing = install_system_packages()
    make_venv()
    install_packages(mode)
    status = check_window(mode, missing)
    if status == OK:
        write_stamp(mode, moment)
        # What the tests need holds all that running needs, except the libraries of a real window.
        if mode == "test" and not missing:
            write_stamp("run", moment)
        say("准备完成。")
    return status


def main() -> int:
    """Run the set-up and turn every failure into one sentence."""
    try:
        with lock():
            return set_up(sys.argv[1])
    except SetUpError as error:
        say(str(error))
    except OSError as error:
        say(f"无法写入 {error.filename or ROOT}：{error.strerror}。请检查权限和磁盘空间，或把程序放到有写权限的文件夹，再重新启动。")
    except KeyboardInterrupt:
        say("准备工作已中断，下次启动时会重新进行。")
    return FAILED


if __name__ == "__main__":
    sys.exit(main())
