"""From a text to a reading, with an index that is built once for a directory."""

from collections.abc import Iterable, Iterator
from itertools import accumulate, chain

from bot.directory.directory import Directory
from bot.directory.models import Phrases
from bot.directory.processor import Processor
from bot.understanding.categories import Categories, Sentence, Weighed, cues_in
from bot.understanding.languages import Languages
from bot.understanding.names import found_in, product_names
from bot.understanding.phrases import Found, PhraseBook, slips_of
from bot.understanding.processors import Processors, Told
from bot.understanding.reading import Reading
from bot.understanding.sensitive import Secrets
from bot.understanding.slips import Slips  # noqa: TC001 - as the others
from bot.understanding.text import SUM, clean, sentences, words

_PAID, _WHEN = "paid:", "when:"


def reads_alike(one: Directory, other: Directory) -> bool:
    """Say whether all that texts are read by is the same in two directories, so that one understanding serves both."""
    if one.meanings != other.meanings or one.phrases.items() != other.phrases.items():
        return False
    if one.developers.items() != other.developers.items() or list(one.processors) != list(other.processors):
        return False
    pairs = zip(one.processors.values(), other.processors.values(), strict=True)
    return all(a is b or _read_by(a) == _read_by(b) for a, b in pairs)


def _read_by(processor: Processor) -> tuple[object, ...]:
    """Return all of an entry that a text may be read by."""
    names = (processor.name, processor.also_known_as, processor.legal_seller)
    paying = (processor.role, processor.way_to_pay, processor.related)
    return (*names, *paying, processor.recognise, processor.contact.email)


class Understanding:
    """Reads texts by one directory."""

    def __init__(self, directory: Directory) -> None:
        self._phrases = directory.phrases
        self._languages = Languages({language: _all_of(own) for language, own in directory.phrases.items()})
        self._books: dict[str, PhraseBook] = {}
        self._slips: dict[str, Slips] = {}
        self._secrets = Secrets(directory.meanings.password_words)
        self._processors = Processors(directory, self._languages)
        self._products = product_names(directory.products.values())
        self._categories = Categories(directory.meanings)

    def language_of(self, text: str) -> str | None:
        """Return the language that a text is written in, as far as its words tell."""
        return self._languages.of(text)

    def read(self, text: str, *, asked_who: bool = False, asked_what: bool = False) -> Reading:
        """Read a text. `asked_who` and `asked_what` say that it answers who took the money, or what went wrong.

        Never raises.
        """
        safe, sensitive = self._secrets.taken_out(clean(text))
        told = self._told(safe, asked_who=asked_who)
        said = words(safe)
        read = self._sentences(told.text)
        cues = cues_in(read) | _plain_to_see(told)
        said_so = [found.meaning for sentence in read for found in sentence.cues]
        return Reading(
            candidates=told.candidates,
            categories=self._categories.read(cues, asked_what=asked_what).categories,
            product=next((meaning for *_, meaning in found_in(said, self._products)), None),
            paid=told.paid or next((way for way in _told(said_so, _PAID) if way not in told.not_paid), None),
            when=next(_told(said_so, _WHEN), None),
            not_known="not-known:" in said_so,
            start_again="start-again:" in said_so,
            nobody_answered="nobody-answered:" in said_so,
            asked_everybody="asked-everybody:" in said_so,
            imitated=told.imitated,
            sensitive=(*sensitive, "email") if told.private_mailbox else sensitive,
        )

    def cues_in(self, text: str) -> frozenset[str]:
        """Return the cues that a text gives, by which what went wrong is weighed."""
        told = self._told(clean(text))
        found = cues_in(self._sentences(told.text)) | _plain_to_see(told)
        return frozenset(cue for cue in found if ":" not in cue)  # the others answer other questions

    def _told(self, text: str, *, asked_who: bool = False) -> Told:
        return self._processors.read(text, asked=asked_who, weigh=self._weigh)

    def _weigh(self, text: str) -> Weighed:
        return self._categories.read(cues_in(self._sentences(text)))

    def _sentences(self, text: str) -> list[Sentence]:
        languages = self._languages.among(text)
        return [self._sentence(clauses, languages) for clauses in sentences(text)]

    def _sentence(self, clauses: list[tuple[str, ...]], languages: Iterable[str]) -> Sentence:
        said = tuple(chain.from_iterable(clauses))
        begins = tuple(accumulate((len(clause) for clause in clauses[:-1]), initial=0))
        return Sentence(tuple(found for own in languages for found in self._cues(said, begins, own)), begins)

    def _cues(self, said: tuple[str, ...], begins: tuple[int, ...], language: str) -> list[Found]:
        # A language's phrases are many, and most never come: they wait until a text in that language does.
        if language not in self._books:
            own = self._phrases[language]
            self._books[language] = PhraseBook(_by_meaning(own), own.groups)
            self._slips[language] = slips_of(_all_of(own))
        slips = self._slips[language]
        return self._books[language].read(tuple(slips.mended(word) for word in said), begins)


def _plain_to_see(told: Told) -> frozenset[str]:
    """Return the cues that are no phrases."""
    is_line = any(candidate.evidence == "evidence-statement" for candidate in told.candidates)
    seen = {"question": "?" in told.text, "sum": bool(SUM.search(told.text)), "pasted-line": is_line}
    return frozenset(cue for cue, is_seen in seen.items() if is_seen)


def _by_meaning(own: Phrases) -> dict[str, tuple[str, ...]]:
    """Return a language's phrases by what they say: a cue's own id, or what else is asked, with a colon."""
    return {
        **own.cues,
        "not-known:": own.not_known,
        "start-again:": own.start_again,
        "nobody-answered:": own.nobody_answered,
        "asked-everybody:": own.asked_everybody,
        **{f"{_WHEN}{when}": lines for when, lines in own.paid_when.items()},
        **{f"{_PAID}{way}": lines for way, lines in own.paid_through.items()},
    }


def _all_of(own: Phrases) -> Iterator[str]:
    return chain(*_by_meaning(own).values(), *own.groups.values())


def _told(said: Iterable[str], prefix: str) -> Iterator[str]:
    return (meaning.removeprefix(prefix) for meaning in said if meaning.startswith(prefix))
