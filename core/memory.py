"""Remember what was found in a paragraph: after a keystroke one paragraph is new, and all others are not read again."""

from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from core.rules.spans import Passage

_Found = TypeVar("_Found")
_More = ParamSpec("_More")
_Text = TypeVar("_Text", str, "Passage")

# Some forty paragraphs a report, a few patterns each, and room for the versions that typing leaves behind.
_MOST = 4096
# Of longer paragraphs only the last few are kept, for the rules that ask the same: thousands of versions would fill the memory.
LONGEST, MOST_LONG = 4000, 4
_forgetting: list[Callable[[], None]] = []


def remembered(read: Callable[Concatenate[_Text, _More], Iterable[_Found]]) -> Callable[Concatenate[_Text, _More], tuple[_Found, ...]]:
    """Keep what a reader found for the same arguments, the text or passage first; its answer hangs on nothing else.

    A passage is the same wherever it stands in its part: a reader that asks for its index must not be remembered.
    """
    plain: Callable[..., Iterable[_Found]] = read

    @lru_cache(maxsize=_MOST)
    def kept(*asked: Any) -> tuple[_Found, ...]:
        return tuple(plain(*asked))

    last_long = lru_cache(maxsize=MOST_LONG)(kept.__wrapped__)

    @wraps(read)
    def remember(text: _Text, *more: _More.args, **_: _More.kwargs) -> tuple[_Found, ...]:
        keep = last_long if len(text if isinstance(text, str) else text.text) > LONGEST else kept
        return keep(text, *more)

    _forgetting.extend((kept.cache_clear, last_long.cache_clear))
    return remember


def forget() -> None:
    """Forget everything, as if the program had just begun."""
    for each in _forgetting:
        each()
