"""Draw damaged files of a kind: a sample, a family of mutations that fits it, and the mutations."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from tests.fuzz import in_bytes, in_json, in_ole, in_tokens, in_xml
from tests.fuzz.odd import MUTATIONS, Mutation
from tests.fuzz.samples import Sample

Family = Callable[[bytes, Sequence[Mutation], bytes], bytes]
# The second family of each kind; the first is that of bytes. A kind that is not named here gets bytes alone.
STRUCTURE: dict[str, Family] = {
    "docx": in_xml.damaged,
    "xlsx": in_xml.damaged,
    "odt": in_xml.damaged,
    "ods": in_xml.damaged,
    "html": in_tokens.damager(in_tokens.HTML),
    "mht": in_tokens.damager(in_tokens.HTML),
    "rtf": in_tokens.damager(in_tokens.RTF),
    "pdf": in_tokens.damager(in_tokens.PDF),
    "text": in_tokens.damager(in_tokens.TEXT),
    "json": in_json.damaged,
    "gknb": in_json.damaged,
    "doc": in_ole.damaged,
    "xls": in_ole.damaged,
}
# A wrong suffix now and then: the content decides which reader gets the file.
_OTHER_SUFFIXES = ("", ".docx", ".xlsx", ".txt", ".html", ".pdf", ".json", ".doc", ".xls", ".odt", ".GKNB")
_ODDS = 20


@dataclass(frozen=True, slots=True)
class Input:
    """A damaged file and the name under which it is read."""

    data: bytes
    path: Path


def inputs(kind: str, samples: Sequence[Sample]) -> st.SearchStrategy[Input]:
    """Return the strategy for a kind with these samples."""
    families: list[Family] = [in_bytes.damaged]
    if kind in STRUCTURE:
        families += [STRUCTURE[kind]] * 2

    def build(sample: int, other: int, family: int, suffix: int, mutations: list[Mutation]) -> Input:
        ending, data = samples[sample]
        if suffix < len(_OTHER_SUFFIXES):
            ending = _OTHER_SUFFIXES[suffix]
        return Input(families[family](data, mutations, samples[other][1]), Path(f"年报{ending}"))

    place = st.integers(0, len(samples) - 1)
    suffixes = st.integers(0, _ODDS * len(_OTHER_SUFFIXES))
    return st.builds(build, place, place, st.integers(0, len(families) - 1), suffixes, MUTATIONS)
