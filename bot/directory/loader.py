"""From the files below `config/` to one `Directory`, or to the list of all that is wrong with them."""

import hashlib
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from fluent.syntax.ast import Resource
from pydantic import ValidationError

from bot.directory import references, yamlfile
from bot.directory import texts as catalogues
from bot.directory.directory import Directory
from bot.directory.explain import explain
from bot.directory.models import Bot, Categories, Developer, Meanings, Phrases, Rules
from bot.directory.problems import InvalidDirectoryError, Problem, UnavailableDirectoryError
from bot.directory.processor import Processor
from bot.directory.records import Record
from bot.directory.references import Entries
from bot.directory.scan import Scan, Stamp, lasting, scan
from bot.directory.textfile import UnreadableFileError, read_text
from bot.directory.yamlfile import Document, Location

R = TypeVar("R", bound=Record)

# What a file says, and all that is wrong with it.
T = TypeVar("T")
Said = tuple[T | None, tuple[Problem, ...]]

Name = tuple[str, str]  # a folder below the configuration, "" for itself, and a file in it


def load(config: Path) -> Directory:
    """Load and check everything below `config`.

    Raises:
        UnavailableDirectoryError: there is no such folder, or it cannot be read.
        InvalidDirectoryError: with every problem that was found, not only the first.
    """
    return Files(config).load()


def load_bot(config: Path) -> Bot:
    """Load `bot.yaml` alone, for the commands that need no directory. Raises as `load` does."""
    _refuse_unreadable(config)
    path = config / "bot.yaml"
    try:
        bot, problems = _record(Bot, path, read_text(path), None)
    except UnreadableFileError as error:
        raise InvalidDirectoryError(error.problems) from None
    if bot is None:
        raise InvalidDirectoryError(problems)
    return bot


def _refuse_unreadable(config: Path) -> None:
    try:
        next(config.iterdir(), None)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise UnavailableDirectoryError(
            f"The configuration folder {config} cannot be read ({reason}). "
            "Set RECOURSE_CONFIG to the folder that holds bot.yaml."
        ) from None


@dataclass(frozen=True)
class _Read:
    """What one file said when it was read. Its stamp is None where a change could have left it as it was."""

    stamp: Stamp | None
    value: Record | Resource | None
    problems: tuple[Problem, ...]
    digest: bytes  # of its name and its text; empty where it could not be read


_Reader = Callable[[Path, str], Said[Record] | Said[Resource]]


class _Written(Container[str]):
    """The ids that have a file. In a folder that cannot be read (None) nothing is said to be missing."""

    def __init__(self, files: Container[str] | None) -> None:
        self._files = files

    def __contains__(self, name: object) -> bool:
        return self._files is None or f"{name}.yaml" in self._files


class Files:
    """The files below a folder. Loading again reads only those that have changed."""

    def __init__(self, config: Path) -> None:
        self.config = config
        self._scanned = Scan({}, {}, {})
        self._read: dict[Name, _Read] = {}
        self._before: dict[Name, _Read] = {}
        self._good: Directory | None = None  # what the last loading gave, if it gave any
        self._texts: tuple[dict[str, Resource], catalogues.Texts] | None = None
        self._document = cache(_document)

    def load(self) -> Directory:
        """Return the directory as it stands now. Raises as `load` of this module does."""
        return self._load(scan(self.config))

    def have_changed(self) -> bool:
        """Say whether any file has changed since the last loading began."""
        return scan(self.config) != self._scanned

    def load_changed(self) -> Directory | None:
        """Return the directory as it stands now, or None if no file has changed since the last loading began."""
        scanned = scan(self.config)
        return None if scanned == self._scanned else self._load(scanned)

    def _load(self, scanned: Scan) -> Directory:
        self._scanned = scanned
        before, self._good = self._good, None
        _refuse_unreadable(self.config)
        self._before, self._read = self._read, {}
        self._document.cache_clear()
        problems = [Problem(self.config / file, 1, 1, message) for file, message in scanned.misplaced.items()]
        bot = self._single(Bot, "bot")
        processors = self._folder(Processor, "processors", problems)
        entries = Entries(
            bot=bot,
            categories=self._single(Categories, "categories"),
            rules=self._single(Rules, "rules"),
            meanings=self._single(Meanings, "meanings"),
            phrases=self._folder(Phrases, "phrases", problems),
            processors=processors,
            unproven=_unproven(processors, before),
            developers=self._folder(Developer, "developers", problems),
            written=_Written(scanned.files.get("processors")),
        )
        resources = self._catalogues(bot.languages if bot else (), problems)
        for read in self._read.values():
            problems += read.problems
        problems += references.problems(entries, self._at)
        if problems or not (bot and entries.categories and entries.rules and entries.meanings):
            raise InvalidDirectoryError(problems)
        self._good = Directory(
            bot=bot,
            categories=MappingProxyType({category.id: category for category in entries.categories.categories}),
            processors=MappingProxyType(entries.processors),
            developers=MappingProxyType(entries.developers),
            rules=entries.rules.rules,
            meanings=entries.meanings,
            phrases=MappingProxyType(entries.phrases),
            texts=self._texts_of(resources),
            version=self._version(),
        )
        return self._good

    def _single(self, model: type[R], name: str) -> R | None:
        return self._record(model, ("", f"{name}.yaml"))

    def _folder(self, model: type[R], name: str, problems: list[Problem]) -> dict[str, R]:
        if reason := self._scanned.unreadable.get(name):
            problems.append(
                Problem(self.config / name, 1, 1, f"the folder cannot be read ({reason}); create or restore it")
            )
        records = {}
        has_id = "id" in model.model_fields
        for file, stem, ending in self._inside(name):
            if ending == "yaml":
                record = self._record(model, (name, file), stem if has_id else None)
                if record is not None:
                    records[stem] = record
        return records

    def _inside(self, folder: str) -> Iterator[tuple[str, str, str]]:
        """Yield name, stem and ending of every file in a folder. Paths would take ten times as long."""
        for file in self._scanned.files.get(folder, ()):
            if not file.startswith("."):
                stem, _, ending = file.rpartition(".")
                yield file, stem, ending

    def _record(self, model: type[R], name: Name, identity: str | None = None) -> R | None:
        found = self._again(name, lambda path, text: _record(model, path, text, identity)).value
        return found if isinstance(found, model) else None

    def _again(self, name: Name, read: _Reader) -> _Read:
        """Return what a file said before if it has not changed since, else what it says now."""
        folder, file = name
        stamp, before = self._scanned.files.get(folder, {}).get(file), self._before.get(name)
        if before is None or stamp is None or before.stamp != stamp:
            before = self._anew(name, read, lasting(stamp), before)
        self._read[name] = before
        return before

    def _anew(self, name: Name, read: _Reader, stamp: Stamp | None, before: _Read | None) -> _Read:
        """Return what a file says now. One that was only touched, or written anew as it was, says the same again."""
        folder, file = name
        path = self.config / folder / file
        try:
            text = read_text(path)
            digest = _digest(f"{folder}/{file}/{text}")
            if before and before.digest == digest:
                return replace(before, stamp=stamp)
            value, problems = read(path, text)
        except UnreadableFileError as error:
            return _Read(stamp, None, error.problems, b"")
        return _Read(stamp, value, problems, digest)

    def _catalogues(self, languages: tuple[str, ...], problems: list[Problem]) -> dict[str, Resource]:
        resources = {}
        for index, language in enumerate(languages):
            if not catalogues.is_known(language):
                message = "there is no such language; write its two-letter ISO code, for example en or de"
                problems.append(self._at("", "bot", ("languages", index), message))
            found = self._again(("texts", f"{language}.ftl"), _catalogue).value
            if isinstance(found, Resource):
                resources[language] = found
        return resources

    def _texts_of(self, resources: dict[str, Resource]) -> catalogues.Texts:
        known = self._texts
        same = known is not None and list(map(id, known[0].values())) == list(map(id, resources.values()))
        if known is None or not same:
            known = self._texts = resources, catalogues.Texts(resources)
        return known[1]

    def _at(self, folder: str, name: str, location: Location, message: str) -> Problem:
        path = self.config / folder / f"{name}.yaml"
        document = self._document(path)
        return document.problem(location, message) if document else Problem(path, 1, 1, message)

    def _version(self) -> str:
        """Return a short mark of all that was read: the same files have the same one."""
        return hashlib.sha256(b"".join(sorted(read.digest for read in self._read.values()))).hexdigest()[:12]


def _unproven(processors: Mapping[str, Processor], before: Directory | None) -> Mapping[str, Processor]:
    """Return those of which it is not known yet that all they say of other files is right: all, or what changed."""
    if before is None or processors.keys() != before.processors.keys():
        return processors
    return {name: entry for name, entry in processors.items() if entry is not before.processors[name]}


def _document(path: Path) -> Document | None:
    try:
        return yamlfile.read(path)
    except UnreadableFileError:  # it has changed in the meantime
        return None


def _record(model: type[R], path: Path, text: str, identity: str | None) -> Said[R]:
    """Return a file's record, or None with all that is wrong. `identity` is the id in its name.

    Raises:
        UnreadableFileError: it is no YAML, or uses what is not allowed here.
    """
    document = yamlfile.parse(path, text)
    value = document.value
    if identity is not None and isinstance(value, dict):
        if "id" in value:
            problem = document.problem(("id",), "the file's name is the id; remove this line", at_key=True)
            return None, (problem,)
        value = {"id": identity, **value}
    try:
        return model.model_validate(value), ()
    except ValidationError as error:
        return None, tuple(explain(model, document, error))


def _catalogue(path: Path, text: str) -> Said[Resource]:
    resource, problems = catalogues.parse_catalogue(path, text)
    return None if problems else resource, tuple(problems)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
