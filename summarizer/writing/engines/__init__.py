"""The engines behind a writer."""
