"""Command search finds what is meant: the rules of fitting and of order."""

from core.schema import format_for_year
from gui.seeking import Target, seek, used

FORM = format_for_year(2025)
CELLS = [Target(str(cell), FORM.label(cell)) for cell in FORM.cells]
ACTS = [
    Target("save", "保存", key="Ctrl+S", beside="文件"),
    Target("save_as", "另存为…", beside="文件 换一个名字或位置保存"),
    Target("print", "打印…", beside="文件"),
    Target("undo", "撤销", reason="没有可以撤销的"),
    Target("pdf", "导出 PDF"),
]


def ids(query: str, targets: list[Target], *recent: str) -> list[str]:
    return [target.id for target in seek(query, targets, recent)]


def test_a_cell_is_found_by_its_official_name_written_in_any_of_the_usual_ways():
    for query in ("三 新收 总计", "三新收总计", "总计 新收 三", "三·新收·总计", "三、本年新收政府信息公开申请数量·总计"):
        assert ids(query, CELLS)[0] == "applications.new.total", query
    assert ids("三（七）总计 自然人", CELLS)[0] == "applications.results_total.natural_person"


def test_the_best_comes_first():
    assert ids("保存", ACTS) == ["save", "save_as"]
    assert ids("ＰＤＦ", ACTS) == ["pdf"]
    assert ids("pdf", ACTS) == ["pdf"]
    assert ids("文件 打印", ACTS) == ["print"]
    assert ids("没有这个", ACTS) == []


def test_what_was_used_lately_leads_among_equals_and_what_cannot_be_had_comes_last():
    assert ids("", ACTS, "print") == ["print", "save", "save_as", "pdf", "undo"]
    assert ids("文件", ACTS) == ["save", "save_as", "print"]
    assert ids("文件", ACTS, "print")[0] == "print"
    assert ids("撤", ACTS) == ["undo"]
    assert ids("保存", ACTS, "save_as")[0] == "save"


def test_names_used_lately_are_few_and_each_stands_once():
    assert used("b", ["a", "b", "c"], 3) == ["b", "a", "c"]
    assert used("d", ["a", "b", "c"], 3) == ["d", "a", "b"]
