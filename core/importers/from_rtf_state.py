"""What RTF keeps for each group: it is copied where a group begins and forgotten where it ends."""


class State:
    r"""The properties of a group.

    `mute` while what comes is no text; `capture` takes the text where it is no part of the document (a list mark, a style's name);
    `closes` says what is to be done where the group ends; `uc` is the length of what stands behind each \u.
    """

    __slots__ = (
        "capture", "closes", "contents", "deleted", "double", "font", "hidden", "in_table", "inserted", "is_double", "level", "mute",
        "nest", "rtl", "starred", "style", "uc",
    )  # fmt: skip

    def __init__(self) -> None:
        self.font = 0
        # The font of \dbch where it has one of its own, and whether it counts now.
        self.double: int | None = None
        self.is_double = self.rtl = False
        self.uc = 1
        self.hidden = self.deleted = self.inserted = self.mute = self.nest = self.starred = self.in_table = self.contents = False
        self.level = self.style = 0
        self.capture: list[str] | None = None
        self.closes = ""

    def child(self) -> "State":
        """Return the state of a group within this one."""
        new = State.__new__(State)
        new.font, new.double, new.is_double, new.rtl, new.uc = self.font, self.double, self.is_double, self.rtl, self.uc
        new.hidden, new.deleted, new.inserted, new.mute = self.hidden, self.deleted, self.inserted, self.mute
        new.nest, new.in_table, new.level, new.style = self.nest, self.in_table, self.level, self.style
        new.capture, new.closes, new.starred, new.contents = self.capture, "", False, False
        return new

    @property
    def text_font(self) -> int:
        """The font in which the next bytes are written."""
        return self.double if self.is_double and self.double is not None else self.font

    @property
    def depth(self) -> int:
        """How many tables the paragraph stands in."""
        return max(self.level, int(self.in_table))

    def plain(self, font: int) -> None:
        r"""Take a \plain: characters look as the file's default."""
        self.font, self.double, self.is_double, self.rtl = font, None, False, False
        self.hidden = self.deleted = self.inserted = False

    def pard(self) -> None:
        r"""Take a \pard: the paragraph stands outside of tables and has no style."""
        self.in_table, self.level, self.style = False, 0, 0

    def begin_story(self) -> None:
        """Begin a note or a text box, which does not stand where its anchor stands."""
        self.pard()
        self.mute = self.nest = False
        self.capture = None
