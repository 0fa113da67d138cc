"""The proposed preamble stands every check and is read again as what was confirmed."""

import pytest

from core.preamble import proposed
from core.profile import guess
from core.report import PREAMBLE, Profile, Report, official_title, paragraphs
from core.rules.engine import Scope, run
from core.schema import format_for_year

UNIT = "东川县青溪镇人民政府"


def blank(year: int, profile: Profile) -> Report:
    made = Report(format_for_year(year), unit=UNIT, year=year, title=official_title(UNIT, year))
    made.profile = profile
    return made


def test_it_says_basis_period_and_whom_to_ask() -> None:
    told = proposed(blank(2024, Profile(UNIT, phone="0370-5550123", address="青溪镇北街18号", postcode="476900")))
    assert "国办公开办函〔2021〕30号" in told
    assert "统计期限为2024年1月1日至2024年12月31日。" in told
    assert told.endswith("请与东川县青溪镇人民政府联系（地址：青溪镇北街18号，邮编：476900，电话：0370-5550123）。")


@pytest.mark.parametrize("year", [2020, 2024])
def test_it_stands_the_checks_and_its_own_reading(year: int) -> None:
    profile = Profile(UNIT, ("东川县青溪镇", "青溪镇"), "镇", "我镇", "0370-5550123", "青溪镇北街18号", "476900")
    report = blank(year, profile)
    report.texts[PREAMBLE] = paragraphs([proposed(report)])
    assert [f for f in run(report, (Scope.TEXT,)) if f.where.startswith(PREAMBLE)] == []
    assert guess(report) == profile


def test_what_the_profile_does_not_have_leaves_no_gap() -> None:
    assert proposed(blank(2024, Profile(UNIT))).endswith("请与东川县青溪镇人民政府联系。")
    assert proposed(blank(2024, Profile(UNIT, postcode="476900"))).endswith("联系（邮编：476900）。")
