"""Write a paper as plain text: rows behind tabs, a cell a line, pipes, or columns of blanks."""

from tests.imports.paper import Paper, Para, Row, Table


def tab_rows(paper: Paper, *, squeezed: bool = True) -> str:
    """Write a row a line, cells behind tabs; covered places are blank, but in the stacked table they are left out where `squeezed`."""
    lines: list[str] = [""]
    for block in paper.blocks:
        lines += (
            [_one_line(row, squeezed=squeezed and block.id == "proactive") for row in block.rows]
            if isinstance(block, Table)
            else [block.text]
        )
        lines.append("")
    return "\n".join(lines)


def blank_columns(paper: Paper) -> str:
    """Write a row a line, cells behind four blanks; covered places are left out."""
    lines: list[str] = []
    for block in paper.blocks:
        lines += ["    ".join(_flat(c.text) for c in row if c) for row in block.rows] if isinstance(block, Table) else [block.text]
        lines.append("")
    return "\n".join(lines)


def cell_lines(paper: Paper) -> str:
    """Write a cell a line behind one tab, a blank line between rows; what a span from above covers is a blank cell."""
    lines: list[str] = []
    for block in paper.blocks:
        if isinstance(block, Para):
            lines += [block.text, ""]
            continue
        for index in range(len(block.rows)):
            lines += [f"\t{text}" for text in _down(block, index)] + [""]
    return "\n".join(lines)


def pipes(paper: Paper, *, marks: bool = False) -> str:
    """Write tables with pipes and a rule below the first row, headings behind # where `marks`, as notes and chats have them."""
    lines: list[str] = []
    for block in paper.blocks:
        if isinstance(block, Para):
            mark = {"title": "# ", "heading": "## "}.get(block.look, "") if marks else ""
            lines += [mark + block.text, ""]
            continue
        for index, row in enumerate(block.rows):
            lines.append("| " + " | ".join(_flat(c.text) if c else "" for c in row) + " |")
            lines += ["|" + " --- |" * len(row)] if index == 0 else []
        lines.append("")
    return "\n".join(lines)


def _one_line(row: Row, *, squeezed: bool) -> str:
    texts = [_flat(c.text) for c in row if c] if squeezed else [_flat(c.text) if c else "" for c in row]
    return "\t".join(texts + [""] * 3 if squeezed and len(texts) == 1 else texts)


def _down(table: Table, index: int) -> list[str]:
    row = table.rows[index]
    covered_right = 0
    texts: list[str] = []
    for place in row:
        if place is not None:
            texts.append(_flat(place.text))
            covered_right = place.across - 1
        elif covered_right:
            covered_right -= 1
        else:
            texts.append("")
    return texts


def _flat(text: str) -> str:
    return text.replace("\n", "")
