"""Thousands of damaged files for every reader, each read in a process of its own: `./test --fuzz`."""
