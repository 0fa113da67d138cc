"""The report itself: its form, values, sums, checks, readers and writers. Knows nothing of the window."""
