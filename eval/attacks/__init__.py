"""Attacks by what others write: documents, messages, names and promises."""
