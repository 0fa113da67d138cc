"""Files under a wrong suffix: the content decides."""

from functools import partial

from tests.imports import make_html as web
from tests.imports import quirks_prose as prose
from tests.imports import quirks_tables as tables
from tests.imports.case import Case
from tests.imports.make_docx import Manner, docx
from tests.imports.make_mht import mht
from tests.imports.make_rtf import rtf
from tests.imports.make_xlsx import one_sheet

CASES = [
    Case("wrong-html.doc", "gate", web.fragment),
    Case("wrong-rtf.doc", "water", rtf, (prose.only("title", "proactive", "review_litigation"),)),
    Case("wrong-docx.doc", "bridge", docx),
    Case("wrong-mht.doc", "street", mht, (prose.only("title", "overview", "proactive"),)),
    Case("wrong-html.xls", "willow", web.fragment, (tables.unmerged,)),
    Case("wrong-xlsx.xls", "gate", one_sheet),
    Case("wrong-docx.wps", "street", partial(docx, manner=Manner.WPS)),
    Case("wrong-doc.docx", "water", docx, (prose.only("title", "proactive", "review_litigation"),), office=(".docx", ".doc")),
]
