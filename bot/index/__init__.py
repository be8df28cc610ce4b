"""Documents → chunks → vectors and words on disk → the passages for a question."""
