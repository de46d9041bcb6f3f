"""The privacy statement: one source for the bot, the terminal and PRIVACY.md, with numbers from where they are set."""

from bot.conversation.reply import Block, Fact, Reply, choices
from bot.conversation.state import START, State
from bot.directory.directory import Directory
from bot.directory.fields import CATEGORY_IDS
from bot.directory.records import words_in
from bot.directory.texts import Voice

MARKS_MINUTES = 10  # for so long a front end may remember that something came
MESSAGES_READ = 5  # of a direct conversation, at most
HIDDEN_UNDER = 10  # in what is published
PARTS = ("counted", "where", "how-long", "never", "in-memory", "discord", "linked-pages", "published", "check")
# What they show says the message `privacy-check-` with the key; program and tally lie there where nothing else is set.
COMMANDS = {
    "chat": "echo 'Jane Roe here, the key never came, I paid via Paddle' | .venv/bin/recourse chat",
    "stats": ".venv/bin/recourse stats",
    "audit": ".venv/bin/recourse audit data/tally.sqlite3",
}
_THE_PLATFORM = "discord"  # its entry in the directory


def privacy(directory: Directory, say: Voice, state: State = START) -> Reply:
    """Return what is kept, where, for how long and what not, who runs this bot, and how to check all that.

    `state` is where the buyer was, and goes on.
    """
    return Reply(
        kind="notice",
        heading=say("privacy-heading"),
        state=state,
        blocks=(*(_part(directory, part, say) for part in PARTS), Block(_commands(say), to_copy=True)),
        facts=_facts(directory, say),
        choices=choices((say("panel-start" if state == START else "way-on"), state)),
        hears=False,
    )


def _part(directory: Directory, part: str, say: Voice) -> Block:
    counting = directory.bot.tally
    text = say(
        f"privacy-{part}",
        kinds=len(CATEGORY_IDS),
        months=counting.keep_months,
        window=counting.window_ms,
        minutes=MARKS_MINUTES,
        messages=MESSAGES_READ,
        least=HIDDEN_UNDER,
    )
    return Block(text, heading=say(f"privacy-{part}.heading"))


def _commands(say: Voice) -> str:
    return "\n".join(f"# {say(f'privacy-check-{name}')}\n{command}" for name, command in COMMANDS.items())


def _facts(directory: Directory, say: Voice) -> tuple[Fact, ...]:
    operator, platform = directory.bot.operator, directory.processors.get(_THE_PLATFORM)
    links = [(say("fact-operator-privacy"), operator.privacy), (say("fact-operator-terms"), operator.terms)]
    if platform:
        links.append((say("fact-privacy", processor=platform.name), platform.privacy_policy))
    return (
        Fact(say("fact-operator"), words_in(operator.name, say.language)),
        Fact(say("fact-operator-contact"), words_in(operator.contact, say.language)),
        *(Fact(label, url=url) for label, url in links if url),
    )
