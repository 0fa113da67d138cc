"""Pictures of every page of the window, for the eye."""
