"""Write a drawing as .png: the page of a .pdf that it fills, drawn at a resolution that prints well."""

from io import BytesIO

from core.drawing import Drawing
from core.exporters.to_pdf_drawing import page
from core.raster import Pages

DPI = 200


def render(drawing: Drawing) -> bytes:
    """Return the .png file, without a time; the same drawing gives the same bytes."""
    from PIL import Image

    with Pages(page(drawing)) as pages:
        drawn = pages.render(0, DPI / 72)
    picture = Image.frombuffer("RGB", (drawn.width, drawn.height), drawn.pixels, "raw", "BGRX", drawn.stride, 1)
    stream = BytesIO()
    picture.save(stream, "PNG", optimize=True, dpi=(DPI, DPI))
    return stream.getvalue()
