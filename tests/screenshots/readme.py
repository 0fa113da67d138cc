"""The pictures of README.md: small files of the screens that tell most."""

from collections import Counter
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from core.live import with_figures
from core.papers import Extras
from core.report import Paragraph
from core.schema import CellId
from gui.places import Place
from gui.theme import Scheme
from tests.screenshots import figures, reviews, stage
from tests.screenshots.sample import draft

_VIVID = 40
_TEXTS = (
    "（一）主动公开情况",
    "2025年，柳湾镇通过县政府门户网站主动公开政府信息86条，其中乡镇动态45条、政府文件9条、通知公告29条、财政预决算3条，"
    "公开行政规范性文件{二·行政规范性文件·制发}件。",
    "（二）依申请公开情况",
    "全年收到政府信息公开申请{三·新收}件，其中自然人{三·新收·自然人}件，均按期答复，结转下年度{三·结转下年度继续办理·总计}件。",
    "（三）政府信息管理情况",
    "落实“三审三校”，发布前逐条进行保密审查，修订公开指南，更新机构职能和办事指南。",
    "（四）政府信息公开平台建设情况",
    "在集镇和12个村设立公开查阅点，配备查询一体机3台。",
    "（五）监督保障情况",
    "把政务公开列入年度目标考核，明确党政办专人负责，全年培训2次。",
)


def draw(folder: Path, size: tuple[int, int]) -> None:
    """Draw the start page, the review of an import, tables, prose, the preview and 送审."""
    with stage.window(size) as window:

        def shoot(name: str, widget: QWidget | None = None) -> None:
            stage.rest()
            _save_small((widget or window).grab().toImage(), folder / f"{name}.png")

        window.theme.choose(Scheme.LIGHT)
        shoot("start")
        reviews.draw_one(window, lambda box: shoot("review", box))
        stage.open_report(window, draft())
        _tables(window, shoot)
        _prose(window, shoot)
        _send(window, shoot)


def _tables(window: Any, shoot: Any) -> None:
    window.desk.workspace.go(Place("applications", CellId("applications", "results_total", "natural_person")))
    window.actions_["show_terms"].trigger()
    shoot("table")
    window.actions_["show_terms"].trigger()
    window.theme.choose(Scheme.DARK)
    window.actions_["show_last"].trigger()
    window.desk.workspace.go(Place("applications", CellId("applications", "partial", "business")))
    shoot("dark")
    window.actions_["show_last"].trigger()
    window.theme.choose(Scheme.LIGHT)


def _prose(window: Any, shoot: Any) -> None:
    session = window.session
    # The prose's own findings come to the head of the list when the tables are in order.
    for table in session.report.form.tables:
        session.fill_zero(list(table.cells))
        session.reset_to_auto(list(table.cells))
    session.check_now()
    session.edit_text("overview", [with_figures(Paragraph(text), session.report) for text in _TEXTS], "插入活数")
    session.check_now()
    window.desk.findings.bar.tabs["section"].click()
    window.desk.workspace.go(Place("overview", None, 3, 42, 42))
    window.actions_["show_last_text"].trigger()
    shoot("prose")
    window.actions_["show_last_text"].trigger()
    window.desk.findings.bar.tabs["level"].click()
    with stage.preview(window):
        window.desk.workspace.go(Place("overview", None, 1, 8, 8))
        shoot("preview")


def _send(window: Any, shoot: Any) -> None:
    from gui.send_dialog import SendDialog

    # Something is left to give a reason for.
    figures.write(window.session)
    dialog = SendDialog(window.session, Path("文档", "2025年年报"), Extras(slip=True), window)
    dialog.show()
    shoot("send", dialog)
    dialog.close()


def _save_small(picture: QImage, file: Path) -> None:
    """Save with 256 of its colours, half of them vivid ones, which are few but mean something: a third of the size."""
    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    # The stubs take what is a memoryview for bytes.
    pixels = cast(Any, picture.constBits()).cast("I")
    counted = [colour for colour, _ in Counter(pixels).most_common()]
    vivid = [colour for colour in counted if _vividness(colour) > _VIVID][:128]
    plain = [colour for colour in counted if _vividness(colour) <= _VIVID][: 256 - len(vivid)]
    small = picture.convertToFormat(QImage.Format.Format_Indexed8, [*vivid, *plain], Qt.ImageConversionFlag.ThresholdDither)
    # 0 is Qt's word for the smallest file.
    small.save(str(file), None, 0)


def _vividness(colour: int) -> int:
    parts = colour.to_bytes(4, "little")[:3]
    return max(parts) - min(parts)
