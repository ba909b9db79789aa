"""Mujaz (موجز): a folder of Arabic news articles about one event becomes one cited briefing.

>>> from summarizer import Summarizer, read_articles
>>> briefing = Summarizer().summarize(read_articles("seeds/"), max_words=150)
>>> print(briefing.to_markdown())
"""

from __future__ import annotations

from summarizer.errors import MujazError
from summarizer.pipeline import Summarizer
from summarizer.reading import read_articles, read_clusters
from summarizer.settings import Settings
from summarizer.types import Article, Briefing
from summarizer.version import VERSION as __version__

__all__ = [
    "Article",
    "Briefing",
    "MujazError",
    "Settings",
    "Summarizer",
    "__version__",
    "read_articles",
    "read_clusters",
]
