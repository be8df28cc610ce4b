"""Retrieval at scale: questions about hundreds of pages that are alike, and what is found and answered."""
