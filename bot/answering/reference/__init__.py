"""Answers from reference documents: which one is meant, what is asked of it, and how that is said."""
