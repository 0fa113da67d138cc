"""The same report gives the same bytes, wherever, whenever and in whatever locale it is written, with fonts kept from before or not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.files import to_bytes
from core.papers import Extras
from tests.helpers import distinct_report

# What it runs, other tests run too; noting each line again would double its time.
pytestmark = pytest.mark.no_cover

KINDS = (".pdf", ".docx", ".xlsx", ".html")
ROOT = Path(__file__).parents[2]
CODE = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from core.files import to_bytes
from core.papers import Extras
from tests.helpers import distinct_report
for kind in sys.argv[2:]:
    print(hashlib.sha256(to_bytes(distinct_report(), kind, (), Extras(slip=True))).hexdigest())
"""


def digests(folder: Path, cache: Path, **environment: str) -> list[str]:
    """Write a report as every kind in a process of its own that stands in `folder` and keeps its fonts in `cache`."""
    own = os.environ | {"XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache)} | environment
    command = [sys.executable, "-c", CODE, str(ROOT), *KINDS]
    return subprocess.run(command, cwd=folder, env=own, capture_output=True, text=True, check=True, timeout=300).stdout.split()


def test_time_zone_locale_hash_seed_folder_and_cache_leave_no_trace(tmp_path: Path) -> None:
    other = tmp_path / "另一个 文件夹"
    other.mkdir()
    cache = tmp_path / "cache"
    first = digests(tmp_path, cache, TZ="Asia/Shanghai", LANG="zh_CN.UTF-8", LC_ALL="", PYTHONHASHSEED="1")
    warm = digests(other, cache, TZ="America/New_York", LANG="C", LC_ALL="C", PYTHONHASHSEED="2", PYTHONOPTIMIZE="1")
    empty = digests(other, tmp_path / "nothing" / "there", TZ="UTC", LANG="de_DE.UTF-8", PYTHONHASHSEED="77", SOURCE_DATE_EPOCH="86400")
    assert dict(zip(KINDS, first, strict=True)) == dict(zip(KINDS, warm, strict=True)) == dict(zip(KINDS, empty, strict=True))


def test_a_second_writing_in_the_same_process_gives_the_same() -> None:
    for kind in KINDS:
        assert to_bytes(distinct_report(), kind, (), Extras(slip=True)) == to_bytes(distinct_report(), kind, (), Extras(slip=True))
