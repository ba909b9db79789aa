"""No score before the protocol has shown that it sees Arabic.

A scorer that drops Arabic letters gives every Arabic text 0, or scores its digits and Latin words alone;
both have been published. So the tokens themselves are compared, not only the score.
"""

from __future__ import annotations

from functools import lru_cache

from summarizer.evaluation.protocols import Protocol, ProtocolError, get_protocol
from summarizer.evaluation.rouge import rouge


def check_protocol(protocol: str | Protocol) -> Protocol:
    """The protocol, after its specimen gave the expected tokens and scored 1 against itself.

    Raises:
        ProtocolError: it did not; nothing may be scored with it.
    """
    rule = get_protocol(protocol)
    _check(rule)
    return rule


@lru_cache(maxsize=64)
def _check(protocol: Protocol) -> None:
    found = tuple(
        protocol.split(protocol.prepare(protocol.specimen) if protocol.prepare else protocol.specimen)
    )
    if found != protocol.specimen_tokens:
        raise ProtocolError(
            f"self-test failed: expected the tokens {' '.join(protocol.specimen_tokens)!r}, "
            f"found {' '.join(found)!r}",
            where=f"protocol {protocol.label}",
            remedy="No score was computed. The installation or the protocol is broken.",
        )
    for metric, score in rouge(protocol.specimen, protocol.specimen, protocol=protocol).items():
        if tuple(score) != (1.0, 1.0, 1.0):
            raise ProtocolError(
                f"self-test failed: an Arabic text against itself has {metric} {score.fmeasure:.3f}",
                where=f"protocol {protocol.label}",
                remedy="No score was computed. The installation or the protocol is broken.",
            )
