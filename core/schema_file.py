"""Read an edition of the official form from its TOML file and check that it does not contradict itself."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from core.errors import BrokenForm
from core.schema import Block, Carry, Column, Format, Relation, Row, Section, Table
from core.values import CellType


def load_format(path: Path) -> Format:
    """Load and check one format file; BrokenForm says what is wrong in it."""
    return _Loader(path).load()


def _word(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError(f"{value!r} 应是文字")
    return value


class _Loader:
    """Read one format file; every complaint names the file and the place."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def fail(self, what: str) -> BrokenForm:
        return BrokenForm("表样文件有误", f"{what}，请改正 resources/formats/{self.path.name}")

    def load(self) -> Format:
        try:
            data = tomllib.loads(self.path.read_text("utf-8"))
        except OSError as fault:
            raise BrokenForm(
                "表样文件打不开",
                f"{self.path.name}（{fault.strerror}），请重新安装程序",
            ) from fault
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            raise self.fail(f"不是合格的 TOML（{fault}）") from fault
        try:
            form = self.form(data)
            self.check(form)
        except KeyError as fault:
            raise self.fail(f"缺少 {fault.args[0]}") from fault
        except (TypeError, ValueError, AttributeError) as fault:
            raise self.fail(f"有一项写得不对（{fault}）") from fault
        return form

    def form(self, data: dict[str, Any]) -> Format:
        sections = tuple(
            Section(
                _word(s["id"]),
                _word(s["title"]),
                s["kind"],
                tuple(s.get("seen_titles", ())),
                tuple(s.get("aspects", ())),
            )
            for s in data["section"]
        )
        tables = tuple(self.table(t) for t in data["table"])
        return Format(
            _word(data["id"]),
            _word(data["basis"]),
            int(data["first_year"]),
            int(data["last_year"]) if "last_year" in data else None,
            sections,
            tables,
        )

    def table(self, data: dict[str, Any]) -> Table:
        raw_blocks = data["block"] if "block" in data else [data | {"title": ""}]
        blocks = tuple(self.block(b) for b in raw_blocks)
        relations = tuple(Relation(r["each"], r["target"], tuple(r["plus"]), tuple(r.get("minus", ()))) for r in data.get("relation", ()))
        carries = tuple(
            Carry(
                c["this_year"],
                c["last_year"],
                tuple(c.get("plus", ())),
                tuple(c.get("minus", ())),
            )
            for c in data.get("carry", ())
        )
        return Table(
            data["id"],
            blocks,
            relations,
            carries,
            grouped="rows" not in data and "block" not in data,
        )

    def block(self, data: dict[str, Any]) -> Block:
        columns = tuple(Column(_word(c["id"]), self.names(c), CellType(c["type"]), tuple(c.get("seen", ()))) for c in data["columns"])
        rows = tuple(Row(_word(r["id"]), self.names(r), tuple(r.get("seen", ()))) for r in data.get("rows", ())) or (Row("", ()),)
        return Block(data.get("title", ""), data.get("corner", ""), columns, rows)

    @staticmethod
    def names(data: dict[str, Any]) -> tuple[str, ...]:
        return tuple(map(_word, data["path"])) if "path" in data else (_word(data["label"]),)

    def check(self, form: Format) -> None:
        self.check_sections(form)
        for table in form.tables:
            ids = [table.cell_id(r, c) for b in table.blocks for r in b.rows for c in b.columns]
            if len(set(ids)) != len(ids):
                raise self.twice(ids)
            for relation in table.relations:
                if relation.each not in ("row", "column", "group"):
                    raise self.fail(f"合计的方向 {relation.each!r} 不认识")
        for each in form.sums:
            unknown = [str(c) for c in (each.target, *each.terms) if c not in form.cells]
            if unknown:
                raise self.fail(f"合计里的 {unknown[0]} 在表中没有")
            if not each.plus:
                raise self.fail(f"{each.target} 的合计没有加项")
        self.check_carries(form)
        _ = form.evaluation_order

    def twice(self, ids: Sequence[object]) -> BrokenForm:
        return self.fail(f"{next(i for i in ids if ids.count(i) > 1)} 出现了两次")

    def check_sections(self, form: Format) -> None:
        tables = [table.id for table in form.tables]
        sections = [section.id for section in form.sections]
        for ids in (tables, sections):
            if len(set(ids)) != len(ids):
                raise self.twice(ids)
        for table in tables:
            if table not in sections or form.section(table).kind != "table":
                raise self.fail(f"表 {table} 不属于任何一个部分")
        for section in form.sections:
            if section.kind != "text" and (section.kind != "table" or section.id not in tables):
                raise self.fail(f"{section.id} 既不是文字（text），也没有它的表（table）")

    def check_carries(self, form: Format) -> None:
        for table in form.tables:
            known = {r.id for b in table.blocks for r in b.rows} | {c.id for b in table.blocks for c in b.columns}
            for carry in table.carries:
                for name in (
                    carry.this_year,
                    carry.last_year,
                    *carry.plus,
                    *carry.minus,
                ):
                    if name not in known:
                        raise self.fail(f"结转里的 {name} 在表 {table.id} 中没有")
