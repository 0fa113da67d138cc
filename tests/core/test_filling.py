import tomllib

import pytest

from core.filling import HELP, guidance
from core.rules.engine import registered
from core.schema import formats


@pytest.mark.parametrize("form", formats().values(), ids=lambda form: form.id)
def test_every_cell_of_both_forms_has_help_of_its_own_row_and_column(form):
    for table in form.tables:
        rows, columns = {}, {}
        for cell in table.cells:
            row, column = guidance(form, cell)
            rows[cell.row], columns[cell.column] = row.text, column.text
            assert row.source, cell
            assert column.source, cell
        assert len(set(rows.values())) == len(rows), table.id
        assert len(set(columns.values())) == len(columns), table.id


def test_nothing_is_written_for_rows_columns_or_rules_that_do_not_exist():
    tables = {(form.id, table.id): table for form in formats().values() for table in form.tables}
    for path in HELP.glob("*.toml"):
        data = tomllib.loads(path.read_text("utf-8"))
        cells = [cell for form in data["forms"] for cell in tables[form, data["table"]].cells]
        assert {each["id"] for each in data["row"]} == {cell.row for cell in cells}
        assert {each["id"] for each in data["column"]} == {cell.column for cell in cells}
        assert {rule for each in data["row"] + data["column"] for rule in each.get("checks", ())} <= set(registered())


@pytest.mark.parametrize(
    ("row", "article"),
    [
        ("new", "第三十一条"),
        ("partial", "第三十七条"),
        ("refused_state_secret", "第十四条"),
        ("refused_third_party", "第十五条"),
        ("refused_internal", "第十六条"),
        ("refused_process", "第十六条"),
        ("declined_petition", "第三十九条"),
    ],
)
def test_the_articles_of_the_regulation_stand_with_the_rows_that_rest_on_them(row: str, article: str):
    form = formats()["2021"]
    cell = next(cell for cell in form.cells if cell.table == "applications" and cell.row == row)
    assert article in guidance(form, cell)[0].source
