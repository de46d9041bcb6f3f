"""The commands for maintainers alone, each with the module that has it, and what they share."""

import importlib
from datetime import UTC, date, datetime
from typing import IO, Any

import click

_FOR_MAINTAINERS = {
    **dict.fromkeys(("diff", "due", "export", "overview", "verified"), "keeping_commands"),
    **dict.fromkeys(("fix", "new", "schema"), "writing_commands"),
    "links": "links_commands",
    **dict.fromkeys(("audit", "release", "tally"), "counts_commands"),
}


class CouldNotRunError(click.ClickException):
    """The command could not run; the text is a sentence for the maintainer."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file, err=True)


def utc_today() -> date:
    return datetime.now(UTC).date()


def number_of(n: int, name: str) -> str:
    return f"{n} {name}{'s' * (n != 1)}"


class Commands(click.Group):
    """All commands. Those for maintainers alone are imported when they are called, since they need much."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *_FOR_MAINTAINERS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _FOR_MAINTAINERS:
            return super().get_command(ctx, cmd_name)
        module = importlib.import_module(f"bot.maintain.{_FOR_MAINTAINERS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command
