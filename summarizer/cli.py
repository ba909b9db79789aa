"""The command ``mujaz``: parses, calls, prints. No logic, and nothing heavy before it is needed."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence

from summarizer.errors import MujazError
from summarizer.version import VERSION

DONE, PARTLY, FAILED = 0, 1, 2
"""Exit codes: all done; done, but something was left out that the user named; nothing done."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``mujaz`` with ``argv`` (the process's own if None); the exit code."""
    _speak_utf8()
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except MujazError as error:
        print(f"mujaz: {error}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        sys.stderr.close()
        return FAILED
    except KeyboardInterrupt:
        print("mujaz: stopped", file=sys.stderr)
        return FAILED


def _speak_utf8() -> None:
    """Arabic goes in and out as UTF-8 whatever the locale says."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    from summarizer import summarize_command
    from summarizer.evaluation import benchmark_command, commands

    parser = argparse.ArgumentParser(
        prog="mujaz",
        description="Turns a folder of Arabic news articles on one event into one cited briefing, offline.",
    )
    parser.add_argument("--version", action="version", version=f"mujaz {VERSION}")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    summarize_command.add_parsers(subparsers)
    commands.add_parsers(subparsers)
    benchmark_command.add_parsers(subparsers)
    return parser


if __name__ == "__main__":
    sys.exit(main())
