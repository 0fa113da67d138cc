"""The words of RTF that stand for characters, and those whose groups hold no text of the document."""

# One character each: as from_docx reads the same signs, an optional hyphen is nothing and a fixed one is a hyphen.
SIGNS = {
    b"tab": "\t",
    b"line": "\n",
    b"lbr": "\n",
    b"emdash": "—",
    b"endash": "–",
    b"emspace": "\u2003",
    b"enspace": "\u2002",
    b"qmspace": "\u2005",
    b"bullet": "•",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
}
# What may stand as the replacement of a \u character, and is left out then.
REPLACEMENTS = frozenset(SIGNS) - {b"tab", b"line", b"lbr"}
# After a backslash; a backslash before the end of a line is a paragraph's end and is looked at elsewhere.
SYMBOLS = {b"~": "\xa0", b"_": "-", b"\t": "\t"}
ESCAPED = frozenset((b"\\", b"{", b"}"))

_LOOKS = (
    "fonttbl colortbl filetbl listtable listoverridetable revtbl rsidtbl pgptbl latentstyles themedata colorschememapping datastore"
    " xmlnstbl mmathPr wgrffmtfilter protusertbl passwordhash generator info userprops private template docvar background"
)
_MARGINS = (
    "header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn pn pnseclvl pntxta pntxtb"
)
_ASIDE = (
    "xe tc rxe bkmkstart bkmkend atnid atnauthor atndate atnref atnicn atnparent atntime atrfstart atrfend"
    " nonshppict nonesttables shprslt mmathPict mrPr mctrlPr falt panose fname objdata objclass objname objtime objalias objsect"
    " datafield formfield fldtype"
)
# Groups that are left out whole; a group that begins with \* and a word that is not known is left out too.
SKIPPED = frozenset(word.encode() for word in f"{_LOOKS} {_MARGINS} {_ASIDE}".split()) - {b"fonttbl"}
