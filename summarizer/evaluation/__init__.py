"""Scores with a signature and an interval; knows nothing of engines."""
