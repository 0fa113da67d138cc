"""The unit's profile: guessed so that a clerk only confirms, kept with the report, carried to next year, and heeded once confirmed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.interchange import dumps, loads
from core.interchange_reading import from_dict
from core.profile import from_dict as read_profile
from core.profile import guess, is_asked, kind_named, kind_of, kinds, names_of, own_word, rank_of, to_dict
from core.report import PREAMBLE, Profile, Report, paragraphs
from core.rollover import roll_forward
from core.schema import formats
from tests.helpers import distinct_report

UNIT = "东川县青溪镇人民政府"


def report_of(unit: str = UNIT, **texts: str) -> Report:
    made = Report(formats()["2021"], unit=unit, year=2023)
    for part, text in texts.items():
        made.texts[part] = paragraphs([text])
    return made


def test_what_the_report_says_of_its_unit_is_found() -> None:
    report = report_of(
        preamble="如有疑问，请与青溪镇党政办公室联系（地址：青溪镇北街18号，邮编：476900，联系电话：0370--5550123）。",
        overview="2023年，本镇公开42条。本镇没有收到申请，我镇开展了培训。",
    )
    expected = Profile(UNIT, ("东川县青溪镇", "青溪镇"), "镇", "本镇", "0370-5550123", "青溪镇北街18号", "476900")
    assert guess(report) == expected


@pytest.mark.parametrize(
    ("text", "phone", "address", "postcode"),
    [
        ("电话：（0370）5550123，通信地址：东川县青溪镇。", "（0370）5550123", "东川县青溪镇", ""),
        ("联系电话为 0370－5550123－802；邮政编码：476900", "0370-5550123-802", "", "476900"),
        ("办公电话13700000123。", "13700000123", "", ""),
        ("电话号码：5550123", "5550123", "", ""),
        ("网上地址见附件，全年接听热线电话312次，公开率99%", "", "", ""),
        ("电话：见网站，邮编：4769001", "", "", ""),
    ],
)
def test_where_a_unit_is_reached_is_read_as_reports_print_it(text: str, phone: str, address: str, postcode: str) -> None:
    found = guess(report_of(preamble=text))
    assert (found.phone, found.address, found.postcode) == (phone, address, postcode)


def test_the_preamble_goes_before_the_prose_and_both_before_the_contact() -> None:
    report = report_of(preamble="没有电话。", other="监督电话：5550001。", overview="电话：5550002。")
    report.contact = "柳明 0370-5550003"
    assert guess(report).phone == "5550001", "whom to ask stands at the end where the preamble does not say it"
    report.texts[PREAMBLE] = paragraphs(["电话：5550004"])
    assert guess(report).phone == "5550004"
    report.texts.clear()
    assert guess(report).phone == "0370-5550003"


@pytest.mark.parametrize(
    ("unit", "kind", "rank", "own"),
    [
        ("东川县青溪镇人民政府", "镇", "township", "我镇"),
        ("白桥乡党政综合办公室", "乡", "township", "我乡"),
        ("白沙市南门街道办事处", "街道", "township", "我街道"),
        ("东川县人民政府办公室", "县", "county", "我县"),
        ("白沙市云台区人民政府", "区", "county", "我区"),
        ("白沙市东川市人民政府", "县级市", "county", "我市"),
        ("白沙市人民政府", "设区的市、自治州", "city", "我市"),
        ("云岭自治区人民政府", "省、自治区、直辖市", "province", "我省"),
        ("东川县民政局", "部门", "department", "我局"),
        ("东川县发展和改革委员会", "部门", "department", "我委"),
        ("东川县政务公开办公室", "部门", "department", "我办"),
        ("东川县图书馆", "部门", "department", "本机关"),
        ("青溪工业园", None, "", ""),
        ("", None, "", ""),
    ],
)
def test_the_kind_follows_from_the_name(unit: str, kind: str | None, rank: str, own: str) -> None:
    report = report_of(unit)
    named = kind_named(unit)
    assert (named.name if named else None) == kind
    assert kind_of(report) is named
    assert (rank_of(report), own_word(report)) == (rank, own)


def test_a_confirmed_profile_goes_before_the_name_until_the_unit_changes() -> None:
    report = report_of("东川市人民政府")
    assert rank_of(report) == "city"
    report.profile = Profile("东川市人民政府", ("东川",), "县级市", "本市")
    assert is_asked(report)
    assert (rank_of(report), own_word(report), names_of(report)) == ("county", "本市", ("东川市人民政府", "东川"))
    report.unit = "白沙市人民政府"
    assert not is_asked(report)
    assert (rank_of(report), own_word(report), names_of(report)) == ("city", "我市", ("白沙市人民政府",))


def test_it_is_asked_once_and_goes_on_to_the_next_years() -> None:
    last = distinct_report()
    last.profile = guess(last)
    assert last.profile.phone == "0371-5550123"
    draft = roll_forward(last)
    assert draft.profile == last.profile
    assert is_asked(draft)
    again = from_dict(loads(dumps(draft)))
    assert again.profile == last.profile


def test_a_report_read_anew_takes_the_profile_of_last_years_report_of_the_same_unit() -> None:
    report, last = report_of(preamble="电话：5550001"), report_of()
    last.profile = Profile(UNIT, (), "镇", "我镇", "5550002")
    report.last = last
    assert guess(report) == last.profile
    last.unit = "东川县白桥乡人民政府"
    assert guess(report).phone == "5550001"


def test_a_report_without_one_writes_none() -> None:
    assert b'"profile"' not in dumps(distinct_report())


def test_a_profile_that_somebody_damaged_keeps_what_can_be_read() -> None:
    raw = {"name": " 青溪镇\n", "short": ["青溪", 3, ""], "kind": "行星", "own": None, "phone": 5550123, "postcode": "476900", "more": 1}
    assert read_profile(raw) == Profile("青溪镇", ("青溪",), postcode="476900")
    for other in (None, [], "青溪镇", 1):
        assert read_profile(other) == Profile()


@given(
    st.builds(
        Profile, st.sampled_from(["", UNIT]), st.tuples(st.sampled_from(["青溪", "溪"])), st.sampled_from(["", *kinds()]), st.just("我镇")
    )
)
def test_what_is_written_is_read_again(profile: Profile) -> None:
    assert read_profile(to_dict(profile)) == profile


@pytest.mark.parametrize("text", ["电话：" * 9000, "1" * 50_000, "地址：" + "东" * 50_000, "0370-" * 9000])
def test_a_text_of_one_thing_gives_no_long_or_wrong_field(text: str) -> None:
    found = guess(report_of(text, preamble=text))
    assert len(found.phone + found.address + found.postcode) <= 60
