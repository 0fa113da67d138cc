"""Measures of the page, in points, from GB/T 9704—2012 (党政机关公文格式)."""

from core.layout import Face

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
# The type area: 156 × 225 mm, 37 from the top, 28 from the left; 22 lines of 28 characters.
TOP, LEFT = 37 * MM, 28 * MM
WIDTH, HEIGHT = 156 * MM, 225 * MM
LINE = 28.95
BODY = 16.0  # 3号
PITCH = WIDTH / 28
TITLE = 22.0  # 2号
TITLE_LINE = 36.0
PAGE_NUMBER = 14.0  # 4号
PAGE_NUMBER_BELOW = 7 * MM
HAIRLINE = 0.5
# Where a character's foot stands in its em, from the em's top.
ASCENT = 0.86

FOOTER_FACE = Face.SONG
FOOTER_TEXT = "0123456789— "
# Table sizes from roomy to tight: (type size, room above and below a cell's text). The first with which a table fits a page is taken;
# a table that fits none breaks over pages at a size that reads well.
TABLE_SIZES = ((10.5, 5.5), (10.5, 4.5), (10.0, 4.0), (10.0, 3.2), (9.5, 3.2), (9.5, 2.5), (9.0, 2.5), (9.0, 2.0), (8.5, 2.0), (8.0, 1.5))
TABLE_SIZE_BROKEN = (10.0, 4.0)
# The tightest with which a table is squeezed below text so that it need not begin on the next page.
TABLE_SIZE_TIGHT = (9.0, 2.5)
TABLE_LEADING = 1.25
CELL_SIDE = 3.0
# Beside a number that is too long for its column otherwise.
CELL_SIDE_TIGHT = 1.0
SMALLEST = 5.5
