"""A briefing in, Markdown, JSON, HTML out."""
