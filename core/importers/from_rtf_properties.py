"""What the words of RTF change in characters, paragraphs and rows."""

from core.importers.from_rtf_groups import Groups, Handler, TooDeep

_DEEPEST_TABLE = 20
_FARTHEST = 1_000_000


def property_words(groups: Groups) -> dict[bytes, Handler]:
    """Map words to what they do to the open group and story."""
    words = _Words(groups)
    return {
        b"ansicpg": lambda n: groups.codes.set_page(None, n or 0),
        b"mac": lambda _: groups.codes.set_page(None, 10000),
        b"pc": lambda _: groups.codes.set_page(None, 437),
        b"pca": lambda _: groups.codes.set_page(None, 850),
        b"fcharset": lambda n: groups.codes.set_charset(groups.state.font, n or 0),
        b"cpg": lambda n: groups.codes.set_page(groups.state.font, n or 0),
        b"deff": words.default_font, b"f": words.font, b"af": words.associated_font, b"plain": words.plain,
        b"loch": words.single, b"hich": words.single, b"dbch": words.double, b"rtlch": words.rightwards, b"ltrch": words.leftwards,
        b"v": words.hidden, b"deleted": words.deleted, b"mvf": words.deleted, b"revised": words.inserted, b"mvt": words.inserted,
        b"u": words.code, b"uc": words.replacement, b"bin": words.binary,
        b"par": words.paragraph, b"sect": words.section, b"page": words.page, b"column": words.page,
        b"pard": lambda _: groups.state.pard(), b"s": words.style, b"intbl": words.in_table, b"itap": words.level,
        b"trowd": words.row_begins, b"trleft": words.row_left, b"irow": words.row_index, b"lastrow": words.row_last,
        b"cellx": words.cell_edge, b"clmgf": lambda _: words.across("first"), b"clmrg": lambda _: words.across("next"),
        b"clvmgf": lambda _: words.down("first"), b"clvmrg": lambda _: words.down("next"), b"cldel": words.cell_deleted,
        b"cell": lambda _: words.cell(1), b"nestcell": lambda _: words.cell(2),
        b"row": lambda _: words.row(1), b"nestrow": lambda _: words.row(2),
    }  # fmt: skip


class _Words:
    """Each takes the number behind its word, None where there is none."""

    def __init__(self, groups: Groups) -> None:
        self._groups = groups
        self._default_font = 0

    def default_font(self, n: int | None) -> None:
        self._default_font = self._groups.state.font = n or 0

    def font(self, n: int | None) -> None:
        state = self._groups.state
        if state.is_double:
            state.double = n or 0
        else:
            state.font = n or 0

    def associated_font(self, n: int | None) -> None:
        r"""Take an \af: of \dbch, \hich and \loch it is a font like any, of \rtlch it is that of other scripts."""
        if not self._groups.state.rtl:
            self.font(n)

    def plain(self, _: int | None) -> None:
        self._groups.state.plain(self._default_font)

    def single(self, _: int | None) -> None:
        self._groups.state.is_double = False

    def double(self, _: int | None) -> None:
        self._groups.state.is_double = True

    def rightwards(self, _: int | None) -> None:
        self._groups.state.rtl = True

    def leftwards(self, _: int | None) -> None:
        self._groups.state.rtl = False

    def hidden(self, n: int | None) -> None:
        self._groups.state.hidden = n != 0

    def deleted(self, n: int | None) -> None:
        self._groups.state.deleted = n != 0

    def inserted(self, n: int | None) -> None:
        self._groups.state.inserted = n != 0

    def code(self, n: int | None) -> None:
        self._groups.take_code(n or 0)

    def replacement(self, n: int | None) -> None:
        self._groups.state.uc = min(max(1 if n is None else n, 0), 100)

    def binary(self, n: int | None) -> None:
        self._groups.position += max(n or 0, 0)

    def paragraph(self, _: int | None) -> None:
        self._groups.end_paragraph()

    def section(self, _: int | None) -> None:
        if self._groups.story.pieces:
            self._groups.end_paragraph()

    def page(self, _: int | None) -> None:
        if self._groups.story.pieces:
            self._groups.say("\n")

    def style(self, n: int | None) -> None:
        self._groups.state.style = n or 0

    def in_table(self, n: int | None) -> None:
        self._groups.state.in_table = n != 0

    def level(self, n: int | None) -> None:
        if (n or 0) > _DEEPEST_TABLE:
            raise TooDeep
        self._groups.state.level = max(n or 0, 0)

    @property
    def _depth(self) -> int:
        """The depth of the table whose row is defined or ended."""
        state = self._groups.state
        return max(state.level, 2) if state.nest else 1

    def row_begins(self, _: int | None) -> None:
        self._groups.story.begin_row(self._depth)

    def row_left(self, n: int | None) -> None:
        self._groups.story.definition(self._depth).left = _twips(n)

    def row_index(self, n: int | None) -> None:
        self._groups.story.definition(self._depth).first = n == 0

    def row_last(self, _: int | None) -> None:
        self._groups.story.definition(self._depth).last = True

    def cell_edge(self, n: int | None) -> None:
        self._groups.story.add_edge(self._depth, _twips(n))

    def across(self, place: str) -> None:
        self._groups.story.definition(self._depth).across = place

    def down(self, place: str) -> None:
        self._groups.story.definition(self._depth).down = place

    def cell_deleted(self, _: int | None) -> None:
        self._groups.story.definition(self._depth).deleted = True

    def cell(self, least: int) -> None:
        self._groups.end_cell(least)

    def row(self, least: int) -> None:
        state = self._groups.state
        if not state.mute and state.capture is None:
            self._groups.story.end_row(1 if least == 1 else max(state.level, 2), deleted=state.deleted)


def _twips(n: int | None) -> int:
    return min(max(n or 0, -_FARTHEST), _FARTHEST)
