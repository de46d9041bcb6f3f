"""From a state to what is on the screen: a pure function of directory, state and language."""

from bot.conversation import details, questions
from bot.conversation.advice import advice
from bot.conversation.case import Case
from bot.conversation.letter import letter
from bot.conversation.reply import Block, Reply, choices
from bot.conversation.state import START, State
from bot.directory.directory import Directory
from bot.directory.records import words_in
from bot.directory.texts import Voice

_SIDE_VIEWS = {
    "letter": letter,
    "limits": details.limits,
    "mend": details.mend,
    "sources": details.sources,
}


def answer(directory: Directory, state: State, say: Voice) -> Reply:
    """Return the screen of a state: an open question, the advice, or what lies behind one of its choices.

    Raises:
        MissingEntryError: the state names an entry that the directory does not have.
    """
    case = Case(directory, state, say)
    if state.step == "clue" and state.processor is None:
        return questions.which_clue(case)
    question = questions.next_question(case)
    if question is not None:
        return question
    view = _SIDE_VIEWS.get(state.step, advice)
    return view(case)


def start_again(say: Voice) -> Reply:
    """Return the friendly answer to a token that leads nowhere."""
    return Reply(
        kind="notice",
        heading=say("token-invalid-heading"),
        state=START,
        blocks=(Block(say("token-invalid")),),
        choices=choices((say("way-start-again"), START, say("way-start-again.hint"))),
    )


def apology(directory: Directory, say: Voice) -> Reply:
    """Return what a buyer sees when our own code failed."""
    operator = words_in(directory.bot.operator.contact, say.language) or ""
    return Reply(
        kind="notice",
        heading=say("apology-heading"),
        state=START,
        blocks=(Block(say("apology", operator=operator)),),
        choices=choices((say("way-start-again"), START, say("way-start-again.hint"))),
    )
