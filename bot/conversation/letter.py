"""The message to send. Its blanks are for the buyer, and what goes into them never comes back to us."""

from bot.conversation.case import Case
from bot.conversation.details import back
from bot.conversation.parties import ABOUT_THE_LICENCE, party
from bot.conversation.reply import Block, Reply
from bot.directory.fields import PartyRole


def letter(case: Case) -> Reply:
    """Return a message to the party whose turn it is; at the end of the road, a complaint."""
    say = case.say
    complaining = case.state.reached == "regulator" and not case.is_alone
    role = case.complained_of if complaining else case.still_to_ask[0]
    addressee = party(case, role)
    text = say("letter-complaint") if complaining else _to_issuer(case) if role == "issuer" else _to_seller(case, role)
    return Reply(
        kind="notice",
        heading=say("letter-heading"),
        state=case.state,
        blocks=(
            Block(say("letter-intro")),
            Block(text, to_copy=True),
            Block(say("letter-to", party=addressee.name), addressee),
        ),
        choices=back(case),
    )


def _to_issuer(case: Case) -> str:
    say = case.say
    about = "ended-recent" if case.ending == "recent" else case.state.category
    request = say(say.first_of(f"request-issuer-{about}", "request-issuer-default"))
    return say("letter-issuer-at-once" if case.order[0] == "issuer" else "letter-issuer", request=request)


def _to_seller(case: Case, role: PartyRole) -> str:
    say, category = case.say, case.state.category
    # An ended processor changes what there is to ask for: who takes the money now, or the old key once more.
    changes = case.ending == "recent" or (case.ending == "years-ago" and category in ABOUT_THE_LICENCE)
    ended = (f"request-developer-ended-{case.ending}",) if changes else ()
    request = say.first_of(*ended, f"request-{role}-{category}", f"request-{category}")
    days = getattr(case.category.wait_days, role) if case.category else 0
    form = "letter-about-a-charge" if case.is_about_a_line else "letter"
    before = say("letter-asked-before") if case.state.reached else ""
    return say(form, request=" ".join(part for part in (say(request), before) if part), days=days)
