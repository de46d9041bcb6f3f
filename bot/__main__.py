"""`python -m bot` and `recourse` are the same."""

import sys


def main() -> None:
    """Run the command line; Ctrl-C is quiet even while it is still being loaded."""
    try:
        from bot.cli import main as run  # noqa: PLC0415 - so that the loading itself is inside the try
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
