"""Pathway documents: read, checked, cut into chunks, written again."""
