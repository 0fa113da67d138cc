"""How a reader that takes long says how far it is, to whoever listens."""

from collections.abc import Callable
from contextvars import ContextVar

# Called with (step, steps); whoever listens may raise to stop the reader.
listener: ContextVar[Callable[[int, int], None] | None] = ContextVar("listener", default=None)


def tell(step: int, steps: int) -> None:
    """Tell that `step` of `steps` are done; a reader that tells is given more time for each step."""
    if (told := listener.get()) is not None:
        told(step, steps)
