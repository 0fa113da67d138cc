"""What the name of a unit tells about its rank: township, county, city, province, department."""

import re
from functools import cache, lru_cache

from core import phrases
from core.values import squeeze


@cache
def _ranks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((entry["id"], phrases.compiled("units", rf"(?:{entry['ends']})$")) for entry in phrases.value("units", "rank"))


@lru_cache(maxsize=256)
def rank_of(unit: str) -> str:
    """Return `township`, `department`, `province`, `county` or `city`; empty where the name does not tell."""
    name = squeeze(unit)[-40:]
    return next((rank for rank, ends in _ranks() if ends.search(name)), "")


def is_township(unit: str) -> bool:
    """Tell whether the unit is a 镇, a 乡 or a 街道 by its name."""
    return rank_of(unit) == "township"
