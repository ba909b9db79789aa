"""One line that says everything needed to get the same briefing again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from summarizer.settings import Settings
from summarizer.types import Article
from summarizer.version import VERSION


def input_digest(articles: Sequence[Article]) -> str:
    """The first 12 hex digits of SHA-256 over the articles, whatever their order."""
    digest = hashlib.sha256()
    for article in sorted(articles, key=lambda article: article.id):
        fields = (article.id, article.title, article.outlet, str(article.date or ""), article.text)
        for field in fields:
            data = field.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8, "big"))
            digest.update(data)
    return digest.hexdigest()[:12]


def briefing_signature(
    settings: Settings, articles: Sequence[Article], *, writer: str, retrieval: str
) -> str:
    """``mujaz|v:…|retrieval:…|model:…|words:…|input:…``: no clock, no path, no thread count."""
    parts = (f"v:{VERSION}", f"retrieval:{retrieval}", f"model:{writer}", f"words:{settings.max_words}")
    return "|".join(("mujaz", *parts, f"input:{input_digest(articles)}"))
