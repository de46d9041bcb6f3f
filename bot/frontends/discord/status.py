"""How the bot is doing, for whoever runs it. Nothing here is about buyers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.conversation.reply import Block, Fact, Reply
from bot.conversation.state import START
from bot.directory.directory import Directory
from bot.directory.problems import Problem, quoted
from bot.directory.texts import Voice
from bot.frontends.discord.measures import Durations

_PROBLEMS_SHOWN = 5
_DAY, _HOUR, _MINUTE = 86400, 3600, 60


@dataclass(frozen=True)
class Health:
    """Of this process. `shards` are those that it is to hold, 0 until Discord has said how many.

    `refused` counts the answers that Discord did not take, by its error code or by what went wrong, `taken` tells how
    long the others took. `failed` counts other errors by the part that they came in, and by their type.
    """

    owner: int | None
    directory: Directory
    problems: tuple[Problem, ...]
    open_shards: int
    shards: int
    seconds_up: int
    pending: int
    refused: Mapping[str, int]
    taken: Durations
    failed: Mapping[str, Mapping[str, int]]
    stopping: bool


def status(health: Health, asked_by: int, say: Voice) -> Reply:
    """Return how the bot is doing; anybody but its owner gets a kind refusal."""
    if asked_by != health.owner:
        return refused("status-not-allowed", say)
    facts = [
        Fact(say("status-directory"), _inventory(health.directory, say)),
        *_problems(health.problems, say),
        Fact(say("status-shards"), say("status-shards-are", open=health.open_shards, all=health.shards)),
        Fact(say("status-uptime"), _how_long(health.seconds_up, say)),
        Fact(say("status-pending"), str(health.pending)),
        Fact(say("status-refused"), _counted(health.refused)),
    ]
    return Reply("notice", say("status-heading"), START, facts=tuple(facts))


def refused(message: str, say: Voice) -> Reply:
    """Return that somebody may not do this; `message` is a catalogue's, and `…-heading` its heading."""
    return Reply("notice", say(f"{message}-heading"), START, (Block(say(message)),))


def _problems(problems: Sequence[Problem], say: Voice) -> Iterator[Fact]:
    # A directory that was taken has no errors, so these are of a change that was not.
    label = "status-not-taken" if any(one.severity == "error" for one in problems) else "status-problems"
    yield Fact(say(label), str(len(problems)) if problems else say("status-problems-none"))
    for one in problems[:_PROBLEMS_SHOWN]:
        yield Fact(f"{quoted(one.file.name)}:{one.line}:{one.column}", one.message)
    if len(problems) > _PROBLEMS_SHOWN:
        yield Fact("…", say("facts-left-out", number=len(problems) - _PROBLEMS_SHOWN))


def _inventory(directory: Directory, say: Voice) -> str:
    return say(
        "status-directory-is",
        version=directory.version,
        processors=len(directory.processors),
        developers=len(directory.developers),
        rules=len(directory.rules),
    )


def _how_long(seconds: int, say: Voice) -> str:
    days, rest = divmod(seconds, _DAY)
    return say("status-uptime-is", days=days, hours=rest // _HOUR, minutes=rest % _HOUR // _MINUTE)


def _counted(refused: Mapping[str, int]) -> str:
    reasons = ", ".join(f"{reason}: {number}" for reason, number in sorted(refused.items()))
    return f"{sum(refused.values())} ({reasons})" if reasons else "0"
