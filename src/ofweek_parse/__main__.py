"""The entry point of ``ofweek-parse`` and ``python -m ofweek_parse``; it handles interrupts before loading the rest."""

import sys

__all__ = ["run"]


def run() -> int:
    """Run the command line with the arguments of the process and return the exit code."""
    try:
        from ofweek_parse.cli import main

        return main()
    except KeyboardInterrupt:  # before, or after, the command line itself minds it
        return 130


if __name__ == "__main__":
    sys.exit(run())
