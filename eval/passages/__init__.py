"""Is the sentence of a document that answers a question found, and is it known where none does?"""
