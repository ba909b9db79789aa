"""Drafts in, statements out: every promise that the briefing says what its sources say."""
