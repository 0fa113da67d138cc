"""Every file of the corpus."""

from tests.imports.cases_word import CASES as _WORD

CASES = [*_WORD]
assert len({case.name for case in CASES}) == len(CASES)
