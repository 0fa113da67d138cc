"""Every act of the window in one table: its words, its key, its place in a menu."""

from collections.abc import Mapping
from dataclasses import dataclass

from gui.mnemonics import CHECK, EDIT, FILE, HELP, TABLE, TEXT, VIEW, WINDOW


@dataclass(frozen=True, slots=True)
class Spec:
    """One action: what it is called, where it stands, which key it has, whether it needs an open report."""

    id: str
    text: str
    key: str = ""
    tip: str = ""
    checkable: bool = False
    group: str = ""
    needs_report: bool = True
    icon: str = ""


SEPARATOR = Spec("", "")
RECENT_MENU = Spec("recent", "最近的文件", needs_report=False)
SCHEME_MENU = Spec("scheme", "配色", needs_report=False)
# The menu that it stands in is filled with the open windows.
WINDOW_LIST = Spec("windows", "", needs_report=False)

MENUS: tuple[tuple[str, tuple[Spec, ...]], ...] = (
    (
        FILE,
        (
            Spec("start_from_last", "从上年报告开始…", "Ctrl+N", "选上年的报告，生成今年的草稿", needs_report=False),
            Spec("new_blank", "新建空白报告…", "Ctrl+Shift+N", "按当年的格式从空白写起", needs_report=False),
            Spec("open_file", "打开…", "Ctrl+O", "打开已有的报告", needs_report=False, icon="open"),
            Spec("read_clipboard", "从剪贴板读入", "Ctrl+Shift+V", "读入在 Word、WPS、网页里复制的报告", needs_report=False),
            RECENT_MENU,
            SEPARATOR,
            Spec("save", "保存", "Ctrl+S", "保存为公开年报文件", icon="save"),
            Spec("save_as", "另存为…", "Ctrl+Shift+S", "换一个名字或位置保存"),
            Spec("export", "导出…", "Ctrl+E", "导出 Word、Excel、PDF、网页等文件", icon="export"),
            Spec("send_for_review", "送审…", "Ctrl+Shift+Return", "检查以后导出送审的 Word 文件，附审签单"),
            Spec("open_exported", "打开刚导出的文件", "Ctrl+Alt+E", "用电脑上的程序打开刚导出、刚送审的文件"),
            Spec("open_exported_folder", "打开刚导出的文件夹", "Ctrl+Alt+Shift+E", "打开刚导出、刚送审的文件所在的文件夹"),
            Spec("print_report", "打印…", "Ctrl+P", "打印与 PDF 文件一样的页面"),
            SEPARATOR,
            Spec("open_settings", "设置…", "Ctrl+,", "单位资料、检查的规则和词语、公文用的字体", needs_report=False),
            SEPARATOR,
            Spec("close_report", "关闭报告", "Ctrl+W", "回到开始页"),
            Spec("quit", "退出", "Ctrl+Q", "关闭所有窗口", needs_report=False),
        ),
    ),
    (
        EDIT,
        (
            Spec("undo", "撤销", "Ctrl+Z", "撤销上一步", icon="undo"),
            Spec("redo", "重做", "Ctrl+Y", "重做撤销的一步", icon="redo"),
            Spec("undo_history", "修改记录…", "Ctrl+Shift+H", "列出改过的每一步，可以回到其中任何一步"),
            SEPARATOR,
            Spec("cut", "剪切", "Ctrl+X"),
            Spec("copy", "复制", "Ctrl+C"),
            Spec("paste", "粘贴", "Ctrl+V"),
            Spec("copy_all", "复制全文", "Ctrl+Shift+C", "把整份报告放到剪贴板，表格也在，可以粘贴到门户网站的编辑器或 Word"),
            SEPARATOR,
            Spec("find", "查找和替换…", "Ctrl+F", "在文字里查找、替换，在表格里查找数和项目", icon="find"),
        ),
    ),
    (
        TABLE,
        (
            Spec("fill_zero", "未填格填 0", "Ctrl+0", "把选中的未填格填 0；选中的都填了，就填整张表"),
            Spec("fill_down", "向下填充", "Ctrl+D", "把选中的第一行填到下面各行；只选一格，填上面一格的数"),
            Spec("fill_right", "向右填充", "Ctrl+R", "把选中的第一列填到右边各列；只选一格，填左边一格的数"),
            Spec("reset_to_auto", "恢复自动计算", "Ctrl+Shift+R", "让选中的手填合计重新自动计算"),
            SEPARATOR,
            Spec("show_terms", "组成", "Ctrl+[", "亮出这一格由哪几格相加、又计入哪里", checkable=True),
            Spec("cell_note", "批注…", "Shift+F2", "给这一格记一笔：问谁、为什么是这个数；不印在报告上"),
            Spec("go_to_cell", "到某一格…", "Ctrl+G", "按格子的名称前往，如：三 新收 总计"),
            SEPARATOR,
            Spec("zero_assistant", "零申请…", "Ctrl+Alt+0", "全年没有收到申请的：表三填 0，写好依申请公开和信息处理费的话"),
        ),
    ),
    (
        TEXT,
        (
            Spec("insert_figure", "插入活数…", "Ctrl+I", "在文字里插入一格的数，表格改了它跟着改；输入 { 也可以"),
            Spec("phrases", "常用语句…", "Ctrl+J", "在光标处插入一句常用的话"),
            Spec("keep_phrase", "把选中的文字存为常用语句…", "Ctrl+Alt+J", "以后每年都能插入"),
            SEPARATOR,
            Spec("keep_last_text", "上年文字照用", "Ctrl+Shift+K", "光标处的段落今年仍然这样写，到下一段上年文字"),
            Spec("next_number", "到下一个数", "Ctrl+Shift+D", "选中文字里的下一个数，直接输入就改；年份不算"),
            Spec("take_last_text", "取用上年这一段", "Ctrl+Alt+L", "把上年对应的一段取到今年的文字里，年份顺延"),
            SEPARATOR,
            Spec("limit_words", "字数上限…", "Ctrl+Alt+W", "给这一部分定一个字数上限"),
        ),
    ),
    (
        VIEW,
        (
            Spec("show_last", "上年数", "Ctrl+L", "在格子里显示上年的数", checkable=True, icon="last"),
            Spec("show_last_text", "对照上年", "Ctrl+Shift+L", "在文字旁边显示上年的这一部分，逐词标出不同", checkable=True),
            Spec("show_outline", "提纲", "Ctrl+Shift+O", "显示小标题，可以上下移动", checkable=True),
            Spec("show_navigator", "导航", "F7", "显示或收起左边的导航", checkable=True),
            Spec("show_findings", "检查结果", "F9", "显示或收起右边的检查结果", checkable=True, icon="check"),
            Spec("show_preview", "预览", "Ctrl+F2", "在旁边显示打印出来的页面", checkable=True, icon="preview"),
            SEPARATOR,
            Spec("next_pane", "到下一栏", "F6", "键盘依次到导航、报告、预览、检查结果"),
            Spec("previous_pane", "到上一栏", "Shift+F6", "键盘依次到检查结果、预览、报告、导航"),
            SEPARATOR,
            SCHEME_MENU,
            Spec("large_print", "大字", "Ctrl+Shift+B", "文字、间距、按钮都放大一级半", checkable=True, needs_report=False),
            SEPARATOR,
            Spec("zoom_in", "放大", "Ctrl++"),
            Spec("zoom_out", "缩小", "Ctrl+-"),
            Spec("zoom_reset", "100 %", "Ctrl+Shift+0"),
            SEPARATOR,
            Spec("command_search", "查找命令…", "Ctrl+K", "输入命令、部分、格子或文件的名称，直接前往", needs_report=False, icon="command"),
            SEPARATOR,
            Spec("go_info", "报告信息与前言", "Alt+0"),
            *(Spec(f"go_section_{i}", f"第{'一二三四五六'[i - 1]}部分", f"Ctrl+{i}") for i in range(1, 7)),
        ),
    ),
    (
        CHECK,
        (
            Spec("next_todo", "下一件待办", "F4", "到左边“待办”里还没做完的下一件"),
            SEPARATOR,
            Spec("next_finding", "下一处", "F8", "到下一处检查结果"),
            Spec("previous_finding", "上一处", "Shift+F8", "到上一处检查结果"),
            SEPARATOR,
            Spec("mend_finding", "照改法改", "Alt+Return", "照第一条改法改光标处的问题"),
            Spec("fix_all", "同类的都改", "Ctrl+Alt+Return", "同一条规则能直接改的一次改完，一次撤销可以全部还原"),
            Spec("explain_finding", "说明理由…", "Ctrl+F8", "说明这一处核实为什么是对的"),
        ),
    ),
    (
        WINDOW,
        (
            Spec("new_window", "新窗口", "Ctrl+Alt+N", "再开一个窗口，同时编另一份报告", needs_report=False),
            Spec("open_in_new_window", "在新窗口打开…", "Ctrl+Alt+O", "打开一份报告，这一份不动", needs_report=False),
            SEPARATOR,
            WINDOW_LIST,
        ),
    ),
    (
        HELP,
        (
            Spec("help_here", "填报说明", "F1", "这一处怎么填、检查什么"),
            Spec("about", "关于", needs_report=False),
        ),
    ),
)

SCHEMES = (
    Spec("scheme_system", "跟随系统", checkable=True, group="scheme", needs_report=False),
    Spec("scheme_light", "浅色", checkable=True, group="scheme", needs_report=False),
    Spec("scheme_dark", "深色", checkable=True, group="scheme", needs_report=False),
)

# The toolbar by ids; an empty id is a separator, "*" the stretch before the right end.
TOOLBAR = (
    "open_file",
    "save",
    "",
    "undo",
    "redo",
    "",
    "show_last",
    "find",
    "show_preview",
    "show_findings",
    "*",
    "command_search",
    "export",
)
SHORT = {"open_file": "打开", "find": "查找", "show_findings": "检查", "export": "导出"}


def icons_of() -> Mapping[str, str]:
    """Return the icon's name for each action that has one."""
    return {spec.id: spec.icon for _, specs in MENUS for spec in specs if spec.icon}
