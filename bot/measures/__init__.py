"""Amounts with their units: found in sentences, compared, and whether one follows from another."""
