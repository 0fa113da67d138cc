"""The suffixes of the files that are read and written, by the words under which a file dialog lists them."""

from collections.abc import Mapping, Sequence

READABLE: Mapping[str, Sequence[str]] = {
    "Word、WPS 文字": (".docx", ".docm", ".doc", ".wps", ".rtf", ".odt", ".fodt"),
    "PDF": (".pdf",),
    "表格": (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".fods"),
    "网页": (".html", ".htm", ".mht", ".mhtml"),
    "文本": (".txt", ".md"),
    "扫描图片": (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp"),
    "公开年报文件": (".gknb", ".json"),
}
# The 图解: a picture of the year's numbers, from which no report is read back.
PICTURES = (".svg", ".png")
WRITABLE = (".docx", ".xlsx", ".pdf", ".html", ".md", ".txt", *PICTURES, ".json", ".gknb")
