"""Drafts in, statements out: every promise that the briefing says what its sources say."""

from summarizer.trust.check import check
from summarizer.trust.guard import Violation, violations
from summarizer.trust.quoting import quote, standing_alone

__all__ = ["Violation", "check", "quote", "standing_alone", "violations"]
