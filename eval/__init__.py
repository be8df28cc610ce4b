"""Are the answers right? Question sets, metrics, gates: `python -m eval`."""
