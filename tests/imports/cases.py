"""Every file of the corpus."""

from tests.imports import (
    cases_more_office,
    cases_names,
    cases_office,
    cases_parts,
    cases_rtf,
    cases_sheet,
    cases_text,
    cases_traps,
    cases_traps_more,
    cases_web,
    cases_word,
)

_MODULES = (
    cases_word,
    cases_parts,
    cases_web,
    cases_text,
    cases_sheet,
    cases_rtf,
    cases_names,
    cases_office,
    cases_traps,
    cases_traps_more,
    cases_more_office,
)
CASES = [case for module in _MODULES for case in module.CASES]
assert len({case.name for case in CASES}) == len(CASES)
