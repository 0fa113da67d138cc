"""Web pages: portals with their noise, encodings, spans, what Word saves as a page or an archive."""

from functools import partial

from tests.imports import make_html as web
from tests.imports import quirks_cells as cells
from tests.imports import quirks_prose as prose
from tests.imports import quirks_rows as rows
from tests.imports import quirks_tables as tables
from tests.imports.case import Case
from tests.imports.make_mht import mht
from tests.imports.quirks_one_row import one_row_other

_portal = partial(web.page, portal=True)
_gbk_portal = partial(web.page, charset="gbk", portal=True)

CASES = [
    Case("html-utf8.html", "street", web.page, clean=True),
    Case("html-gbk-2019.htm", "bridge", partial(web.page, charset="gbk"), clean=True),
    Case("html-no-charset.htm", "gate", partial(web.page, charset="gbk", declared=False), clean=True),
    Case("html-portal-gbk.html", "water", _gbk_portal),
    Case("html-portal-utf8-unmerged.html", "willow", _portal, (tables.unmerged, prose.headings(prose.LONG, noted=False))),
    Case("html-portal-layout-table.html", "street", web.layout_page),
    Case("html-word.htm", "gate", web.word_page, clean=True),
    Case("html-word-broken-labels.html", "bridge", partial(web.word_page, charset="utf-8"), (rows.break_labels,)),
    Case("html-repeated-texts.html", "street", web.page, (tables.repeated, cells.relabelled(cells.OTHER_WORDS))),
    Case("html-framed-one-row.html", "water", web.page, (one_row_other, rows.framed("applications"))),
    Case("html-total-column-first.html", "willow", web.page, (rows.total_first,)),
    Case(
        "html-two-pieces.html", "gate", _portal, (tables.split("applications", "declined_petition"), tables.empty_columns("proactive", 4))
    ),
    Case(
        "html-numbers-split.html",
        "street",
        web.page,
        (cells.styled("applications", "granted", "blank"), cells.styled("applications", "partial", "bracket")),
    ),
    Case("mht-word-gb2312.mht", "willow", mht, clean=True),
    Case(
        "mht-word-utf8-2019.mht",
        "bridge",
        partial(mht, charset="utf-8", packed=True),
        (prose.only("title", "applications"), tables.unmerged),
    ),
]
