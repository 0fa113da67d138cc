"""The zip container of office files."""

import io
import zipfile
from collections.abc import Mapping

_CONTENTS = "[Content_Types].xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Zip without clock or system: the content types first, as readers that stream expect, the rest by name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda name: (name != _CONTENTS, name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            package.writestr(entry, parts[name])
    return stream.getvalue()
