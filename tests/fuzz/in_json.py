"""Damage to the values of a JSON file, path by path."""

import json
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from tests.fuzz.odd import LARGEST, NUMBERS, TEXTS, Mutation

_DEEP = (2, 59, 61, 400, 20_000)
_PLAIN: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1.5,
    10**30,
    -(10**400),
    1e308,
    "",
    [],
    {},
    [[]],
    {"": {}},
    ["a", None, 3],
    {"unit": 1},
)
# What stands in a JSON text and no value of Python gives.
_RAW = (
    "NaN",
    "Infinity",
    "-Infinity",
    "1E999999999",
    "-1E-999999999",
    "9" * 5000,
    "1." + "3" * 3000,
    '"\\ud800"',
    '"\\u0000"',
    "01",
    "'a'",
    "[1,]",
    "",
)
_HOLE = "\ue000hole\ue000"


def damaged(data: bytes, mutations: Sequence[Mutation], _other: bytes) -> bytes:
    """Apply the mutations to the values and write them again."""
    holder: list[Any] = [json.loads(data)]
    raw: list[str] = []
    for mutation in mutations:
        _harm(holder, mutation, raw)
    text = json.dumps(holder[0], ensure_ascii=False)
    for each in raw:
        text = text.replace(f'"{_HOLE}"', each, 1)
    return text.encode("utf-8", "surrogatepass")[:LARGEST]


def _places(holder: list[Any]) -> list[tuple[Any, Any]]:
    """Return (container, key) of every value, from the top down."""
    found: list[tuple[Any, Any]] = []
    left: list[Any] = [holder]
    while left:
        node = left.pop()
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        found += [(node, key) for key in keys]
        left += [node[key] for key in keys if isinstance(node[key], dict | list)]
    return found


def _harm(holder: list[Any], m: Mutation, raw: list[str]) -> None:
    places = _places(holder)
    node, key = places[m.place(len(places))]
    other, from_ = places[m.second(len(places))]
    match m.what % 9:
        case 0 if node is not holder:
            del node[key]
        case 1:
            node[key] = json.loads(json.dumps(other[from_])) if len(places) < 5000 else 1
        case 2:
            # A copy: what is changed later must not be shared with the next input.
            node[key] = deepcopy(m.pick(_PLAIN))
        case 3:
            node[key] = m.pick((*TEXTS, *NUMBERS))
        case 4:
            node[key] = _HOLE
            raw.append(m.pick(_RAW))
        case 5:
            raw.append(_nested(m))
            node[key] = _HOLE
        case 6 if isinstance(node, dict):
            node[m.pick((*TEXTS, *NUMBERS))] = node.pop(key)
        case 7:
            node[key] = [m.pick((*TEXTS, *NUMBERS))[:99]] * (1 + m.other % 500)
        case _ if isinstance(node[key], str):
            node[key] += m.pick((*NUMBERS, *TEXTS))


def _nested(m: Mutation) -> str:
    opening, closing = (("[", "]"), ('{"a":', "}"))[m.other % 2]
    depth = m.pick(_DEEP)
    return opening * depth + "1" + closing * depth
