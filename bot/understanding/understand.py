"""From a text to a reading, with an index that is built once for a directory."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate, chain

from bot.directory.directory import Directory
from bot.directory.models import Phrases
from bot.understanding.categories import Categories, Sentence, cues_in
from bot.understanding.languages import Languages
from bot.understanding.names import found_in, product_names
from bot.understanding.phrases import Found, PhraseBook, slips_of
from bot.understanding.processors import Processors, Told
from bot.understanding.reading import Reading
from bot.understanding.sensitive import Secrets
from bot.understanding.text import SUM, clean, sentences, words

_PAID, _WHEN = "paid:", "when:"


class Understanding:
    """Reads texts by one directory."""

    def __init__(self, directory: Directory, before: "Understanding | None" = None) -> None:
        """`before` read by another directory: whatever it read by that is the same in this one is taken over."""
        self._directory = directory
        self._secrets = Secrets(directory.meanings.password_words)
        self._products = product_names(directory.products.values())
        self._categories = Categories(directory.meanings)
        phrases = directory.phrases
        if before is None or phrases.items() != before._directory.phrases.items():
            self._languages = Languages({language: _all_of(own) for language, own in phrases.items()})
        else:
            self._languages = before._languages
        self._processors: Processors = Processors(directory, self._languages, before._processors if before else None)
        # Whoever writes next does not wait for what was in use already.
        used = tuple(before._spoken.items()) if before else ()
        self._spoken: dict[str, _Spoken] = {
            language: spoken if spoken.own is phrases[language] else _Spoken(phrases[language])
            for language, spoken in used
            if language in phrases
        }

    def prepare(self, languages: Iterable[str]) -> None:
        """Make the phrases of some languages ready, which would otherwise wait for the first text in them."""
        for language in languages:
            if language in self._directory.phrases:
                self._spoken_in(language)

    def language_of(self, text: str) -> str | None:
        """Return the language that a text is written in, as far as its words tell."""
        return self._languages.of(text)

    def read(self, text: str, *, asked_who: bool = False, asked_what: bool = False) -> Reading:
        """Read a text. `asked_who` and `asked_what` say that it answers who took the money, or what went wrong.

        Never raises.
        """
        safe, sensitive = self._secrets.taken_out(clean(text))
        told, read = self._told(safe, asked_who=asked_who)
        said = words(safe)
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
            asks_what_is_kept="asks-what-is-kept:" in said_so,
            imitated=told.imitated,
            sensitive=(*sensitive, "email") if told.private_mailbox else sensitive,
        )

    def cues_in(self, text: str) -> frozenset[str]:
        """Return the cues that a text gives, by which what went wrong is weighed."""
        told, read = self._told(clean(text))
        found = cues_in(read) | _plain_to_see(told)
        return frozenset(cue for cue in found if ":" not in cue)  # the others answer other questions

    def _told(self, text: str, *, asked_who: bool = False) -> tuple[Told, list[Sentence]]:
        # Each name in the text asks what went wrong, and its phrases are read once for all of them.
        sentences_of = cache(self._sentences)
        weigh = cache(lambda plain: self._categories.read(cues_in(sentences_of(plain))))
        told = self._processors.read(text, asked=asked_who, weigh=weigh)
        return told, sentences_of(told.text)

    def _sentences(self, text: str) -> list[Sentence]:
        languages = self._languages.among(text)
        return [self._sentence(clauses, languages) for clauses in sentences(text)]

    def _sentence(self, clauses: list[tuple[str, ...]], languages: Iterable[str]) -> Sentence:
        said = tuple(chain.from_iterable(clauses))
        begins = tuple(accumulate((len(clause) for clause in clauses[:-1]), initial=0))
        return Sentence(tuple(found for own in languages for found in self._cues(said, begins, own)), begins)

    def _cues(self, said: tuple[str, ...], begins: tuple[int, ...], language: str) -> list[Found]:
        return self._spoken_in(language).read(said, frozenset(begins))

    def _spoken_in(self, language: str) -> "_Spoken":
        # A language's phrases are many, and most never come: they wait until a text in that language does.
        if language not in self._spoken:
            self._spoken[language] = _Spoken(self._directory.phrases[language])
        return self._spoken[language]


class _Spoken:
    """The phrases of one language, found in spite of slips of the keyboard."""

    def __init__(self, own: Phrases) -> None:
        self.own = own
        self._book = PhraseBook(_by_meaning(own), own.groups)
        self._slips = slips_of(_all_of(own))

    def read(self, said: tuple[str, ...], begins: frozenset[int]) -> list[Found]:
        return self._book.read(tuple(self._slips.mended(word) for word in said), begins)


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
        "asks-what-is-kept:": own.asks_what_is_kept,
        **{f"{_WHEN}{when}": lines for when, lines in own.paid_when.items()},
        **{f"{_PAID}{way}": lines for way, lines in own.paid_through.items()},
    }


def _all_of(own: Phrases) -> Iterator[str]:
    return chain(*_by_meaning(own).values(), *own.groups.values())


def _told(said: Iterable[str], prefix: str) -> Iterator[str]:
    return (meaning.removeprefix(prefix) for meaning in said if meaning.startswith(prefix))
