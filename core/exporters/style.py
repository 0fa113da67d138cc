"""What the papers share in look."""

# The ground of a block's title row: the tint of the official template, light enough to print and copy well.
BAND_FILL = "DCE6F1"
