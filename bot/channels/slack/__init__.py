"""Slack: events in, answers as blocks out. Nothing here decides what the coach says."""
