"""`recourse links`: whether the addresses of the directory still lead where they should. Flags, and edits nothing."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from bot.checks.places import Places
from bot.directory.loader import load
from bot.maintain.commands import CouldNotRunError
from bot.maintain.links import Answer, Result, Target, Verdict, by_result, judge, targets, unknown_ids
from bot.settings import Settings

_HEADINGS: Mapping[Result, str] = {
    "fine": "Fine",
    "moved": "Moved: open the new address, and write it if it is the right page",
    "unreachable": "Unreachable: try again on another day, then look for who answers today",
    "refused": "Refused: the program is kept out, so a person has to look",
    "gone": "Gone: find the page that replaces it, or remove the address",
    "changed-owner": "Changed owner, perhaps: open it with care; if it is true, remove it at once",
}
_ENOUGH_HOSTS = 5  # if not one of so many answers, it is the network at this end
_NEEDS_A_PERSON = 1


@click.command("links")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--online", is_flag=True, help="Ask every address. Without it, they are only listed by host.")
@click.option("--sources", is_flag=True, help="Also the pages where the facts were read.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an address.")
@click.pass_obj
def links(setting: Settings, ids: tuple[str, ...], *, online: bool, sources: bool, as_json: bool) -> None:
    """Check the web addresses of all entries, or of those with these IDs (processors, developers, rules).

    Exit code 1 if any of them needs a person. No file is changed.
    """
    directory = load(setting.config)
    if unknown := unknown_ids(directory, ids):
        raise click.UsageError(f"No processor, developer or rule has the id {', '.join(unknown)}.")
    wanted = targets(directory, ids, sources=sources)
    places = Places(setting.config)
    if not online:
        for line in _as_json(wanted, {}, places) if as_json else _by_host(wanted, places):
            click.echo(line)
        return
    verdicts = {target: judge(target, answer) for target, answer in _asked(wanted).items()}
    for line in _as_json(wanted, verdicts, places) if as_json else _table(verdicts, places):
        click.echo(line)
    if any(verdict.result != "fine" for verdict in verdicts.values()):
        sys.exit(_NEEDS_A_PERSON)


def _asked(wanted: Sequence[Target]) -> dict[Target, Answer]:
    """Ask all of them, with a bar on a terminal."""
    import asyncio  # noqa: PLC0415 - all of these are slow to import, and only needed here

    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    from bot.maintain import asking  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("Asking", total=len(wanted))
        addresses = [target.address for target in wanted]
        answers = asyncio.run(asking.ask(addresses, arrived=lambda _: progress.advance(task)))
    silent = all(answer.status is None and not answer.hops for answer in answers.values())
    if silent and len({target.host for target in wanted}) >= _ENOUGH_HOSTS:
        raise CouldNotRunError("Not one host answers. Is this machine connected to the internet?")
    return {target: answers[target.address] for target in wanted}


def _by_host(wanted: Sequence[Target], places: Places) -> Iterator[str]:
    host = None
    for target in wanted:
        if target.host != host:
            host = target.host
            yield click.style(host, bold=True)
        yield f"  {target.address}  ({_written(target, places)})"
    hosts = len({target.host for target in wanted})
    yield f"{_counted(len(wanted), 'address')}, {_counted(hosts, 'host')}. Nobody was asked; add --online to ask."


def _table(verdicts: Mapping[Target, Verdict], places: Places) -> Iterator[str]:
    """Yield a group of rows for each result: where it is written, the address, what was found."""
    for result, found in by_result(verdicts):
        yield click.style(f"{_HEADINGS[result]} ({len(found)})", bold=True)
        rows = [(_written(target, places), target.address, verdicts[target].reason) for target in found]
        widths = [max(len(row[column]) for row in rows) for column in range(2)]
        for written, address, reason in rows:
            yield f"  {written:{widths[0]}}  {address:{widths[1]}}  {reason}".rstrip()
        yield ""
    counts = ", ".join(f"{len(found)} {result}" for result, found in by_result(verdicts))
    yield f"{_counted(len(verdicts), 'address')}{': ' if counts else ''}{counts}. No file was changed."


def _as_json(wanted: Sequence[Target], verdicts: Mapping[Target, Verdict], places: Places) -> Iterator[str]:
    """Yield one object an address; what was not asked has no result."""
    for target in wanted:
        verdict = verdicts.get(target)
        yield json.dumps(
            {
                "address": target.address,
                "host": target.host,
                "places": list(_places(target, places)),
                "result": verdict and verdict.result,
                "reason": verdict and verdict.reason,
                "moved_to": verdict and verdict.moved_to,
            },
            ensure_ascii=False,
        )


def _places(target: Target, places: Places) -> Iterator[dict[str, Any]]:
    for link in target.places:
        line, _ = places.of(link.file, link.location)
        yield {"file": link.file, "line": line, "key": ".".join(map(str, link.location))}


def _written(target: Target, places: Places) -> str:
    return ", ".join(f"{place['file']}:{place['line']}" for place in _places(target, places))


def _counted(number: int, thing: str) -> str:
    several = f"{thing}es" if thing.endswith("s") else f"{thing}s"
    return f"{number} {thing if number == 1 else several}"
