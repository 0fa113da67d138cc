"""Readers: each turns one kind of file into a source of paragraphs and raw grids."""
