"""The message catalogues: every word that a buyer reads, one Fluent file a language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser
from fluent.syntax.ast import BaseNode, Junk, Message, Resource, VariableReference
from fluent.syntax.visitor import Visitor

from bot.directory.problems import AT_MOST, Problem
from bot.directory.textfile import UnreadableFileError, problem_at

_DEPTH_CAP = 32  # of what the parser builds; the deepest real message has ten


class MissingMessageError(LookupError):
    """The catalogues lack a message that an answer needs; the text is a sentence for the maintainer."""

    def __init__(self, message: str, language: str) -> None:
        super().__init__(f"The catalogues have no message {message}. Write it into texts/{language}.ftl.")
        self.message = message


class BrokenMessageError(MissingMessageError):
    """A message cannot be formed, for example because it wants a variable that nobody gives."""

    def __init__(self, message: str, language: str, reason: str) -> None:
        LookupError.__init__(self, f"{message} cannot be formed ({reason}). Mend it in texts/{language}.ftl.")
        self.message = message


@dataclass(frozen=True)
class Voice:
    """One language's catalogue, with the fallback's behind it."""

    language: str
    _bundles: tuple[FluentBundle, ...]
    strict: bool = False  # for checks: a message that cannot be formed is an error, and not half a sentence

    def __call__(self, message: str, /, **variables: str | int) -> str:
        """Return the message in this language, or in the fallback.

        Raises:
            MissingMessageError: no catalogue has it, or it cannot be formed at all.
        """
        name, _, attribute = message.partition(".")
        for bundle in self._bundles:
            if not bundle.has_message(name):
                continue
            found = bundle.get_message(name)
            pattern = found.attributes.get(attribute) if attribute else found.value
            if pattern is not None:
                try:
                    text, errors = bundle.format_pattern(pattern, variables)
                except RecursionError:
                    reason = "its references lead through too many messages"
                    raise BrokenMessageError(message, bundle.locales[0], reason) from None
                if errors and self.strict:
                    raise BrokenMessageError(message, bundle.locales[0], str(errors[0]))
                return str(text)
        raise MissingMessageError(message, self._bundles[-1].locales[0])

    def first_of(self, *messages: str) -> str:
        """Return the first of these names that is a message: the catalogues decide what has words of its own.

        Raises:
            MissingMessageError: none of them is, though the last one should be.
        """
        for name in messages:
            if any(bundle.has_message(name) for bundle in self._bundles):
                return name
        raise MissingMessageError(messages[-1], self._bundles[-1].locales[0])

    def country(self, code: str) -> str:
        return str(Locale(self.language).territories.get(code, code))

    def listed(self, items: tuple[str, ...]) -> str:
        """Return "a, b and c"."""
        return format_list(items, locale=self.language)

    def either(self, items: tuple[str, ...]) -> str:
        """Return "a, b or c"."""
        return format_list(items, style="or", locale=self.language)

    def day_or_month(self, partial: str) -> str:
        """Return a year, month or day (`2025`, `2025-01`, `2025-01-31`) as people write it."""
        parts = [int(part) for part in partial.split("-")]
        day = date(*[*parts, 1, 1][:3])
        match len(parts):
            case 1:
                return partial
            case 2:
                return format_skeleton("yMMMM", day, locale=self.language)
            case _:
                return format_date(day, "long", locale=self.language)


class Texts:
    """All catalogues. `in_language` finds the nearest one: `de-AT` gives German, an unknown one the fallback."""

    def __init__(self, resources: Mapping[str, Resource]) -> None:
        bundles = {}
        for language, resource in resources.items():
            bundles[language] = FluentBundle([language], use_isolating=False)
            bundles[language].add_resource(resource)
        fallback = next(iter(bundles.values()))
        self._voices = {
            language: Voice(language, (bundle,) if bundle is fallback else (bundle, fallback))
            for language, bundle in bundles.items()
        }
        self.variables = {language: _variables(resource) for language, resource in resources.items()}

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self._voices)

    def in_language(self, wanted: str | None) -> Voice:
        short = (wanted or "").replace("_", "-").split("-")[0].lower()
        return self._voices.get(short) or next(iter(self._voices.values()))


class _VariableNames(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802 - the library's name
        self.names.add(node.id.name)


def _variables(resource: Resource) -> dict[str, frozenset[str]]:
    found = {}
    for entry in resource.body:
        if isinstance(entry, Message):
            parts = {
                entry.id.name: entry.value,
                **{f"{entry.id.name}.{a.id.name}": a.value for a in entry.attributes},
            }
            for name, pattern in parts.items():
                visitor = _VariableNames()
                if pattern is not None:
                    visitor.visit(pattern)
                    found[name] = frozenset(visitor.names)
    return found


_TOO_DEEP = "braces are nested too deeply; make the message flat"


class _Depth(Visitor):
    def __init__(self) -> None:
        self.now = self.most = 0

    def generic_visit(self, node: BaseNode) -> None:
        self.now += 1
        self.most = max(self.most, self.now)
        if self.most <= _DEPTH_CAP:
            super().generic_visit(node)
        self.now -= 1


def _is_too_deep(entry: BaseNode) -> bool:
    """Say whether an entry could be read, and would end in too many calls when it is formed."""
    depth = _Depth()
    depth.visit(entry)
    return depth.most > _DEPTH_CAP


def is_known(language: str) -> bool:
    """Say whether there is such a language, so that its dates and lists can be written."""
    try:
        return bool(Locale.parse(language))
    except (UnknownLocaleError, ValueError):
        return False


def parse_catalogue(path: Path, text: str) -> tuple[Resource, list[Problem]]:
    """Return the messages of a `.ftl` file's text, and what in it is no message or stands there twice.

    Raises:
        UnreadableFileError: it is nested too deeply.
    """
    try:
        resource = FluentParser().parse(text)
    except RecursionError:
        raise UnreadableFileError(Problem(path, 1, 1, _TOO_DEEP)) from None
    problems: list[Problem] = []
    seen: set[str] = set()
    for entry in resource.body:
        if len(problems) == AT_MOST:  # each of them looks for its line from the file's start
            break
        offset = entry.span.start if entry.span else 0
        if not isinstance(entry, Junk) and _is_too_deep(entry):
            problems.append(problem_at(path, text, offset, _TOO_DEEP))
        if isinstance(entry, Junk):
            note = entry.annotations[0]
            offset = note.span.start if note.span else offset
            problems.append(
                problem_at(path, text, offset, f"this is not valid Fluent ({note.message}); mend the message")
            )
        elif isinstance(entry, Message):
            if entry.id.name in seen:
                problems.append(
                    problem_at(path, text, offset, f"{entry.id.name} stands already above; keep one of them")
                )
            seen.add(entry.id.name)
    return resource, problems
