"""Commands of the corpus: `make [--office] [NAME…]` writes its files anew, `recall` prints how well they are read."""

import sys

from tests.imports.cases import CASES
from tests.imports.recall import table
from tests.imports.writing import write


def main(arguments: list[str]) -> int:
    """Dispatch on the first argument."""
    match arguments:
        case ["recall"]:
            print("\n".join(table()))
        case ["make", *rest]:
            names = [each for each in rest if not each.startswith("--")]
            write([case for case in CASES if not names or case.name in names], office="--office" in rest, prune=not names)
        case _:
            print("python -m tests.imports make [--office] [NAME…] | recall", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
