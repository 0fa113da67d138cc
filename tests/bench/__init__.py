"""How fast the program is, as ratios to the least that the libraries need for the same: `./test --bench`."""
