"""Writers: each renders the document of `core.layout` into one kind of file."""
