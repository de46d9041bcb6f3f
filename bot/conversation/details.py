"""What lies behind an answer's choices: the time limits, what to change, the sources."""

from collections.abc import Iterator
from dataclasses import replace

from bot.conversation.age import age, drawn_on
from bot.conversation.case import Case
from bot.conversation.limits import INSTEAD_SHOWN
from bot.conversation.questions import next_refinement
from bot.conversation.reply import Block, Choice, Fact, Reply, choices
from bot.conversation.state import START, State
from bot.conversation.timelimits import length_in_words, standing, that_matter
from bot.directory.directory import Directory
from bot.directory.models import Developer, Rule
from bot.directory.processor import Processor
from bot.directory.records import Source, words_in
from bot.directory.texts import Voice


def limits(case: Case) -> Reply:
    """Ask the three rough questions, then list the rules that may matter, each with its source and age."""
    question = next_refinement(case)
    if question is not None:
        return question
    say, rules = case.say, that_matter(case)
    return Reply(
        kind="notice",
        heading=say("limits-heading"),
        state=case.state,
        blocks=(Block(say(_limits_intro(rules))),),
        facts=tuple(_limit(case, rule) for rule in rules),
        choices=back(
            case,
            (say("way-change-limits"), replace(case.state, paid=None, where=None, when=_kept_when(case))),
        ),
    )


def _limits_intro(rules: tuple[Rule, ...]) -> str:
    if not rules:
        return "limits-none"
    return "limits-intro" if any(rule.length for rule in rules) else "limits-facts-only"


def mend(case: Case) -> Reply:
    """Offer what can be changed. There is no history, so each way clears one slot and asks it anew."""
    say, state = case.say, replace(case.state, step="ask", reached=None)
    return Reply(
        kind="notice",
        heading=say("mend-heading"),
        state=case.state,
        blocks=(Block(say("mend-intro")),),
        facts=(report_a_wrong_contact(case.directory, say),),
        choices=choices(
            *(
                (say("way-instead", processor=other.name), state.with_processor(other.id))
                for other in (case.directory.sellers_instead(case.processor)[:INSTEAD_SHOWN] if case.processor else ())
            ),
            (say("way-change-category"), replace(state, category=None, told_apart=False)),
            (say("way-change-processor"), replace(state, processor=None, product=None, when=None)),
            (say("way-sources"), replace(case.state, step="sources")),
            (say("way-start-again"), START, say("way-start-again.hint")),
            (say("way-back"), replace(case.state, step="ask")),
        ),
    )


def report_a_wrong_contact(directory: Directory, say: Voice) -> Fact:
    """Return where to report it: the operator's page, or the operator."""
    operator = directory.bot.operator
    return Fact(
        say("fact-report"), None if operator.report else words_in(operator.contact, say.language), operator.report
    )


def sources(case: Case) -> Reply:
    """List where the facts were read. Pages of companies that are gone are described, never linked."""
    say = case.say
    entries = drawn_on(case)
    blocks = [Block(say("sources-intro"))] if entries else []
    blocks += [Block(age(entry, say)) for entry in entries] or [Block(say("age-none"))]
    return Reply(
        kind="notice",
        heading=say("sources-heading"),
        state=case.state,
        blocks=tuple(blocks),
        facts=tuple(fact for entry in entries for fact in _details(case, entry)),
        choices=back(case),
    )


def _details(case: Case, entry: Processor | Developer) -> Iterator[Fact]:
    say = case.say
    if isinstance(entry, Processor):
        for seller in entry.legal_seller:
            country = say.country(seller.country) if seller.country else None
            scope = words_in(seller.scope, say.language)
            yield Fact(say("fact-legal-seller"), ", ".join(part for part in (seller.name, country, scope) if part))
    for source in entry.sources:
        yield _source(case, entry.name, source)


def _source(case: Case, name: str, source: Source) -> Fact:
    say = case.say
    label = say(
        "source-label",
        name=name,
        month=say.day_or_month(source.date) if source.date else say("source-undated"),
    )
    words = words_in(source.described, say.language)
    url = source.url
    if url and url.startswith("http://"):
        words = say("source-not-encrypted")
    if url and case.directory.is_abandoned(url):
        words, url = say("source-gone"), None
    if source.confidence == "low":
        words = say("source-weak", source=words) if words else say("source-weak-link")
    return Fact(label, words, url)


def _limit(case: Case, rule: Rule) -> Fact:
    say, when = case.say, case.state.when
    parts = []
    stands = standing(rule, when)
    if stands:
        parts.append(say(f"limit-{stands}"))
    start = words_in(rule.counts_from, say.language)
    if rule.length and start:
        clock = "limit-clock-at-most" if rule.at_most_days else "limit-clock"
        most = {"most": rule.at_most_days} if rule.at_most_days else {}
        parts.append(say(clock, length=length_in_words(rule, say), start=start, **most))
    if rule.confidence == "low":
        parts.append(say("limit-unconfirmed"))
    parts.append(words_in(rule.text, say.language) or "")
    if rule.as_of:
        parts.append(say("limit-age", month=say.day_or_month(rule.as_of)))
    elif rule.collected:
        parts.append(say("limit-age-undated", collected=say.day_or_month(rule.collected)))
    links = (source.url for source in rule.sources if source.url and not case.directory.is_abandoned(source.url))
    url = next(links, None)
    return Fact(words_in(rule.name, say.language) or rule.id, " ".join(parts), url)


def _kept_when(case: Case) -> str | None:
    # An ended processor's own question has settled the time; the limits never ask it again.
    return case.state.when if case.has_ended else None


def back(case: Case, *others: tuple[str, State]) -> tuple[Choice, ...]:
    return choices((case.say("way-back"), replace(case.state, step="ask")), *others)
