"""Made-up reports and checks on printed pages, shared by the plain suite and ./test --office."""
