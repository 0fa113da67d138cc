"""What the program is made of: versions, and the licences of all that is shipped with it, from what the packages say themselves."""

import platform
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

from PySide6.QtCore import qVersion

from core.cli import VERSION

# What pyproject.toml asks for; what these ask for is found by asking them.
SHIPPED = (
    *("PySide6-Essentials", "openpyxl", "python-docx", "reportlab", "pillow", "lxml", "pypdfium2", "fonttools", "rapidfuzz", "olefile"),
    *("xlrd", "psutil", "diff-match-patch", "cn2an", "simplejson", "pylopdf-fonts-zh-cn"),
)
# Reads scans where it has been installed.
OPTIONAL = ("rapidocr", "onnxruntime")
_FONTS = "pylopdf-fonts-zh-cn"
_NAME = re.compile(r"^[A-Za-z0-9._-]+")
_UNKNOWN, _LONGEST = "见该部件自带的许可文件", 60


@dataclass(frozen=True, slots=True)
class Shipped:
    """A package that comes with the program."""

    name: str
    version: str
    licence: str


def versions() -> tuple[tuple[str, str], ...]:
    """Return what a person is asked for when something does not work: name and version."""
    return (
        ("公开年报", VERSION),
        ("Qt", qVersion() or ""),
        ("PySide6", metadata.version("PySide6-Essentials")),
        ("Python", platform.python_version()),
        ("系统", platform.platform(terse=True)),
    )


def shipped() -> list[Shipped]:
    """Return all packages that come with the program, by name."""
    found = {each.name.lower(): each for name in (*SHIPPED, *OPTIONAL) for each in _with_its_own(name, set())}
    return [found[key] for key in sorted(found)]


def as_text() -> str:
    """Return versions and licences as plain text, to send to whoever helps."""
    lines = [f"{name} {version}" for name, version in versions()]
    return "\n".join([*lines, "", *(f"{each.name} {each.version}：{each.licence}" for each in shipped())])


def _with_its_own(name: str, seen: set[str]) -> Iterator[Shipped]:
    """Yield a package and what it needs wherever it runs; one that is not installed yields nothing."""
    key = name.lower().replace("_", "-")
    if key in seen:
        return
    seen.add(key)
    try:
        package = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return
    yield Shipped(package.metadata["Name"], package.version, _licence(package))
    for asked in package.requires or ():
        match = _NAME.match(asked)
        if match and ";" not in asked:
            yield from _with_its_own(match[0], seen)


def _licence(package: metadata.Distribution) -> str:
    """Return the licence in the package's own words: its expression, its classifier as short as that, or the first line of its text."""
    told = package.metadata.json
    if told["name"] == _FONTS:
        return "SIL Open Font License 1.1（思源宋体、思源黑体）"
    named = [each.rsplit(" :: ", 1)[-1] for each in told.get("classifier", ()) if each.startswith("License :: ")]
    classifiers = [each.removesuffix(" License").removesuffix(" Software") for each in named]
    line = str(told.get("license", "")).strip().partition("\n")[0]
    return str(told.get("license_expression", "")) or "、".join(classifiers) or line[:_LONGEST] or _UNKNOWN
