"""The line that stands under every number: all one needs to get the same number again."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.version import VERSION


@dataclass(frozen=True, kw_only=True)
class RougeSignature:
    """What a ROUGE figure depends on, apart from the texts. ``str()`` gives the line."""

    protocol: str
    """Name and version, as :attr:`Protocol.label`."""
    reference_rule: str
    """``mean`` or ``best``."""
    sentences: str
    """Name and version of the sentence rule of ROUGE-Lsum."""
    unit: str
    """What the bootstrap draws: ``cluster`` or ``example``."""
    resamples: int
    seed: int
    examples: int
    clusters: int
    trials: int | None = None
    """Of approximate randomisation; only where two systems are compared."""
    version: str = VERSION

    def __str__(self) -> str:
        parts = {
            "protocol": self.protocol,
            "refs": self.reference_rule,
            "sent": self.sentences,
            "agg": "mean",
            "unit": self.unit,
            "bs": self.resamples,
            "ar": self.trials,
            "seed": self.seed,
            "n": self.examples,
            "clusters": self.clusters if self.clusters != self.examples else None,
            "v": self.version,
        }
        return "|".join(["ROUGE", *(f"{key}:{value}" for key, value in parts.items() if value is not None)])
