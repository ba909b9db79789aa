"""Articles become ranked themes: what several of them tell, and how much it belongs in a briefing."""

from summarizer.retrieval.grouping import events
from summarizer.retrieval.ranking import retrieve
from summarizer.retrieval.selection import candidates, choose
from summarizer.retrieval.telling import story_order

__all__ = ["candidates", "choose", "events", "retrieve", "story_order"]
