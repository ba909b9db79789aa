"""The protocols by name, and the test each must pass before it may score anything."""

from __future__ import annotations

from summarizer.evaluation.protocols.light import LIGHT
from summarizer.evaluation.protocols.orthographic import ORTHOGRAPHIC
from summarizer.evaluation.protocols.protocol import Protocol, ProtocolError
from summarizer.evaluation.protocols.raw import RAW
from summarizer.evaluation.protocols.xlsum import XLSUM

PROTOCOLS: dict[str, Protocol] = {protocol.name: protocol for protocol in (ORTHOGRAPHIC, XLSUM, LIGHT, RAW)}
DEFAULT_PROTOCOL = ORTHOGRAPHIC.name

__all__ = ["DEFAULT_PROTOCOL", "PROTOCOLS", "Protocol", "ProtocolError", "get_protocol"]


def get_protocol(protocol: str | Protocol) -> Protocol:
    """The protocol called ``protocol``; a :class:`Protocol` comes back as it is.

    Raises:
        ProtocolError: no protocol has this name.
    """
    if isinstance(protocol, Protocol):
        return protocol
    try:
        return PROTOCOLS[protocol]
    except KeyError:
        raise ProtocolError(
            f"unknown protocol {protocol!r}", where="--protocol", remedy=f"Use {', '.join(PROTOCOLS)}."
        ) from None
