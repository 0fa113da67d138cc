"""What an office program has opened and saved again comes back whole."""

import pytest

from tests.papers.random_reports import random_report
from tests.papers.round_trips import THROUGH_OFFICE, Trip, travel

SEEDS = range(1000, 1008)


@pytest.mark.parametrize("trip", THROUGH_OFFICE, ids=str)
def test_random_reports_come_back_through_libreoffice(trip: Trip):
    assert travel(trip, [random_report(seed) for seed in SEEDS]) == [[]] * len(SEEDS)
