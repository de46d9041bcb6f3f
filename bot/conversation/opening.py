"""How a conversation begins where more is given than a first sentence, and what invites to one."""

from dataclasses import dataclass, replace

from bot.conversation.answer import answer
from bot.conversation.hearing import hear
from bot.conversation.reply import Block, Fact, Reply, choices
from bot.conversation.state import START, UNKNOWN
from bot.directory.directory import Directory
from bot.directory.texts import Voice
from bot.understanding.understand import Understanding


@dataclass(frozen=True, slots=True)
class Given:
    """What a buyer filled in at once: a category's id; processor and product as ids, typed names, or `UNKNOWN`."""

    category: str | None = None
    processor: str | None = None
    product: str | None = None


def begin(directory: Directory, understanding: Understanding, given: Given, say: Voice) -> Reply:
    """Return the first screen for what is given."""
    state = START
    if given.category and given.category in directory.categories:
        # Whoever names the processor as well has read the list and wants the answer, not a question about it.
        state = state.with_category(given.category, told_apart=given.processor is not None)
    if given.product:
        known = given.product if given.product in directory.products else understanding.read(given.product).product
        state = replace(state, product=known or UNKNOWN)
    if given.processor == UNKNOWN:
        state = replace(state, step="clue")
    elif given.processor and given.processor in directory.processors:
        state = state.with_processor(given.processor)
    elif given.processor:
        return hear(directory, understanding, state, given.processor, say)
    return answer(directory, state, say)


def invitation(directory: Directory, say: Voice) -> Reply:
    """Return what stands in public: it leads to a conversation of one's own."""
    privacy_page = directory.bot.operator.privacy
    return Reply(
        kind="notice",
        heading=say("panel-heading"),
        state=START,
        blocks=(Block(say("panel-intro")), Block(say("panel-private"))),
        facts=(Fact(say("fact-operator-privacy"), url=privacy_page),) if privacy_page else (),
        choices=choices((say("panel-start"), START)),
    )
