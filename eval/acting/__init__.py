"""Does the coach do the right thing with what people say? Sets, metrics, report: `python -m eval.acting`."""
