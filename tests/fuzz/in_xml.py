"""Damage to the XML parts of a package, and to the package's list of parts; what comes out is sound XML of an odd shape."""

import io
import zipfile
from collections.abc import Callable, Sequence
from copy import deepcopy
from functools import lru_cache

from lxml import etree

from tests.fuzz.odd import LARGEST, NUMBERS, TEXTS, Mutation

# The name of what is no package but one XML file.
_ONLY = "only.xml"
_DEEP = (3, 30, 90, 300, 3000)
_Way = Callable[[list[etree._Element], Mutation], None]
_Parts = dict[str, bytes]


@lru_cache(maxsize=16)
def _unpacked(data: bytes) -> _Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def damaged(data: bytes, mutations: Sequence[Mutation], _other: bytes) -> bytes:
    """Apply the mutations to the parts of a package and pack it again, unpacked so that it is quick; or to a file of one piece."""
    packed = data.startswith(b"PK")
    parts = dict(_unpacked(data)) if packed else {_ONLY: data}
    trees: dict[str, list[etree._Element]] = {}
    for mutation in mutations:
        name = _chosen(parts, mutation)
        if mutation.what % 12 == 0:
            _harm_parts(parts, name, mutation)
            trees.clear()
        elif name.endswith((".xml", ".rels")):
            _harm_tree(parts, trees, name, mutation)
    for name, nodes in trees.items():
        parts[name] = etree.tostring(nodes[0].getroottree(), encoding="UTF-8", xml_declaration=True)
    if not packed:
        return parts.get(_ONLY, b"")[:LARGEST]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content[:LARGEST])
    return stream.getvalue()


def _chosen(parts: _Parts, m: Mutation) -> str:
    """Choose a part; three times in four one of the larger half, where the text is."""
    names = sorted(parts, key=lambda name: (-len(parts[name]), name))
    return names[m.other % max(1, (len(names) + 1) // 2 if m.other % 4 else len(names))]


def _harm_parts(parts: _Parts, name: str, m: Mutation) -> None:
    other = sorted(parts)[m.place(len(parts))]
    match m.value % 6:
        case 0 if len(parts) > 1:
            del parts[name]
        case 1:
            parts[name], parts[other] = parts[other], parts[name]
        case 2:
            parts[name] = b""
        case 3:
            parts[name] = parts[other]
        case 4:
            parts[other + "/" + name] = parts[name]
        case _:
            parts[name] = parts[name][: m.place(len(parts[name]) + 1)]


def _harm_tree(parts: _Parts, trees: dict[str, list[etree._Element]], name: str, m: Mutation) -> None:
    if name not in trees:
        try:
            root = etree.fromstring(parts[name])
        except etree.XMLSyntaxError:
            return
        trees[name] = list(root.iter())
    nodes = trees[name]
    _WAYS[m.what % len(_WAYS)](nodes, m)
    trees[name] = list(nodes[0].iter())


def _one(nodes: list[etree._Element], m: Mutation) -> etree._Element:
    """Choose an element; every second time its name first, so that what is rare is chosen as often as what is everywhere."""
    if m.what // 16 % 2:
        return nodes[m.place(len(nodes))]
    names = sorted({str(node.tag) for node in nodes})
    name = names[m.place(len(names))]
    alike = [node for node in nodes if node.tag == name]
    return alike[m.second(len(alike))]


def _drop(nodes: list[etree._Element], m: Mutation) -> None:
    node = _one(nodes, m)
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _double(nodes: list[etree._Element], m: Mutation) -> None:
    node = _one(nodes, m)
    parent = node.getparent()
    if parent is None:
        return
    size = len(etree.tostring(node, with_tail=False))
    for _ in range(min((1, 2, 70, 2000)[m.value % 4], 200_000 // size)):
        copy = deepcopy(node)
        copy.tail = None
        node.addnext(copy)


def _move(nodes: list[etree._Element], m: Mutation) -> None:
    node, target = _one(nodes, m), nodes[m.second(len(nodes))]
    if node.getparent() is not None and node is not target and node not in target.iterancestors():
        target.insert(m.value % (len(target) + 1), node)


def _rename(nodes: list[etree._Element], m: Mutation) -> None:
    _one(nodes, m).tag = nodes[m.second(len(nodes))].tag


def _nest(nodes: list[etree._Element], m: Mutation) -> None:
    """Put an element into many of its own kind or of another's."""
    node = _one(nodes, m)
    parent = node.getparent()
    if parent is None:
        return
    tag = node.tag if m.other % 2 else nodes[m.second(len(nodes))].tag
    outer = inner = etree.Element(tag)
    for _ in range(m.pick(_DEEP)):
        inner = etree.SubElement(inner, tag)
    parent.replace(node, outer)
    inner.append(node)


def _attribute(nodes: list[etree._Element], m: Mutation) -> None:
    """Give an attribute an odd value; an element without any gets one of another's."""
    having = [node for node in nodes if node.attrib] or nodes
    node, other = _one(having, m), having[m.second(len(having))]
    names = list(node.attrib) if m.what // 32 % 3 else list(other.attrib)
    if names:
        node.set(names[m.other % len(names)], _safe(m.pick((*NUMBERS, *NUMBERS, *TEXTS))))


def _same_value(nodes: list[etree._Element], m: Mutation) -> None:
    """Give an attribute the value that some attribute elsewhere has: ids that meet twice, or that point in a circle."""
    values = [(node, name) for node in nodes for name in node.attrib]
    if values:
        (node, name), (other, from_) = values[m.place(len(values))], values[m.second(len(values))]
        node.set(name, other.get(from_, ""))


def _without_attribute(nodes: list[etree._Element], m: Mutation) -> None:
    values = [(node, name) for node in nodes for name in node.attrib]
    if values:
        node, name = values[m.place(len(values))]
        del node.attrib[name]


def _text(nodes: list[etree._Element], m: Mutation) -> None:
    having = [node for node in nodes if node.text] or nodes
    _one(having, m).text = _safe(m.pick((*TEXTS, *NUMBERS)))


def _swapped_texts(nodes: list[etree._Element], m: Mutation) -> None:
    first, second = nodes[m.place(len(nodes))], nodes[m.second(len(nodes))]
    first.text, second.text = second.text, first.text


def _safe(text: str) -> str:
    """Leave out what XML cannot hold."""
    return "".join(char for char in text if char in "\t\n" or char >= " ")


_WAYS: tuple[_Way, ...] = (
    _drop,
    _drop,
    _double,
    _move,
    _rename,
    _nest,
    _attribute,
    _attribute,
    _same_value,
    _without_attribute,
    _text,
    _swapped_texts,
)
