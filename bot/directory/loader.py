"""From the files below `config/` to one `Directory`, or to the list of all that is wrong with them."""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
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
from bot.directory.textfile import UnreadableFileError, read_text
from bot.directory.yamlfile import Location

R = TypeVar("R", bound=Record)

# Time of change, size and number of a file: as long as they are the same, it is.
Stamp = tuple[int, int, int]
_JUST_WRITTEN = 1_000_000_000  # ns; within them a file may change again and keep its stamp


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
    bot, problems, _ = _record(Bot, config / "bot.yaml", None)
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
    """What one file said when it was read; its value is None where it has problems."""

    stamp: Stamp | None
    value: Record | Resource | None
    problems: tuple[Problem, ...]
    digest: bytes


class Files:
    """The files below a folder. Loading again reads only those that have changed."""

    def __init__(self, config: Path) -> None:
        self._config = config
        self._read: dict[Path, _Read] = {}
        self._before: dict[Path, _Read] = {}
        self._texts: tuple[dict[str, Resource], catalogues.Texts] | None = None

    def load(self) -> Directory:
        """Return the directory as it stands now. Raises as `load` of this module does."""
        _refuse_unreadable(self._config)
        self._before, self._read = self._read, {}
        bot = self._single(Bot, "bot")
        problems: list[Problem] = []
        entries = Entries(
            bot=bot,
            categories=self._single(Categories, "categories"),
            rules=self._single(Rules, "rules"),
            meanings=self._single(Meanings, "meanings"),
            phrases=self._folder(Phrases, "phrases", problems),
            processors=self._folder(Processor, "processors", problems),
            developers=self._folder(Developer, "developers", problems),
            written=self._ids("processors"),
        )
        resources = self._catalogues(bot.languages if bot else (), problems)
        for read in self._read.values():
            problems += read.problems
        problems += references.problems(entries, self._at)
        if problems or not (bot and entries.categories and entries.rules and entries.meanings):
            raise InvalidDirectoryError(problems)
        return Directory(
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

    def _single(self, model: type[R], name: str) -> R | None:
        path = self._config / f"{name}.yaml"
        return self._known(model, path, _stamp(path), None)

    def _folder(self, model: type[R], name: str, problems: list[Problem]) -> dict[str, R]:
        records = {}
        folder = self._config / name
        for path, stamp in _inside(folder, problems):
            if path.suffix == ".yml":
                problems.append(Problem(path, 1, 1, f"only .yaml is read; rename it to {path.stem}.yaml"))
            elif path.suffix == ".yaml" and not path.name.startswith("."):
                record = self._known(model, path, stamp, path.stem if "id" in model.model_fields else None)
                if record is not None:
                    records[path.stem] = record
        return records

    def _known(self, model: type[R], path: Path, stamp: Stamp | None, identity: str | None) -> R | None:
        """Return a file's record, from before if it has not changed since."""
        before = self._before.get(path)
        if before is not None and stamp is not None and before.stamp == stamp:
            self._read[path] = before
        else:
            value, problems, text = _record(model, path, identity)
            self._read[path] = _Read(_lasting(stamp), value, problems, _digest(text))
        found = self._read[path].value
        return found if isinstance(found, model) else None

    def _catalogues(self, languages: tuple[str, ...], problems: list[Problem]) -> dict[str, Resource]:
        resources = {}
        for index, language in enumerate(languages):
            if not catalogues.is_known(language):
                message = "there is no such language; write its two-letter ISO code, for example en or de"
                problems.append(self._at("", "bot", ("languages", index), message))
            path = self._config / "texts" / f"{language}.ftl"
            stamp, before = _stamp(path), self._before.get(path)
            if before is not None and stamp is not None and before.stamp == stamp:
                self._read[path] = before
            else:
                self._read[path] = _catalogue(path, stamp)
            found = self._read[path].value
            if isinstance(found, Resource):
                resources[language] = found
        return resources

    def _texts_of(self, resources: dict[str, Resource]) -> catalogues.Texts:
        known = self._texts
        same = known is not None and list(map(id, known[0].values())) == list(map(id, resources.values()))
        if known is None or not same:
            known = self._texts = resources, catalogues.Texts(resources)
        return known[1]

    def _ids(self, folder: str) -> frozenset[str]:
        with suppress(OSError):
            return frozenset(path.stem for path in (self._config / folder).iterdir() if path.suffix == ".yaml")
        return frozenset()

    def _at(self, folder: str, name: str, location: Location, message: str) -> Problem:
        path = self._config / folder / f"{name}.yaml"
        try:
            return yamlfile.read(path).problem(location, message)
        except UnreadableFileError:  # it has changed in the meantime
            return Problem(path, 1, 1, message)

    def _version(self) -> str:
        """Return a short mark of all that was read: the same files have the same one."""
        digest = hashlib.sha256()
        for path in sorted(self._read):
            digest.update(f"{path.relative_to(self._config).as_posix()}\0".encode())
            digest.update(self._read[path].digest)
        return digest.hexdigest()[:12]


def _record(model: type[R], path: Path, identity: str | None) -> tuple[R | None, tuple[Problem, ...], str]:
    """Return a file's record, or None with all that is wrong; and its text. `identity` is the id in its name."""
    text = ""
    try:
        text = read_text(path)
        document = yamlfile.parse(path, text)
    except UnreadableFileError as error:
        return None, error.problems, text
    value = document.value
    if identity is not None and isinstance(value, dict):
        if "id" in value:
            problem = document.problem(("id",), "the file's name is the id; remove this line", at_key=True)
            return None, (problem,), text
        value = {"id": identity, **value}
    try:
        return model.model_validate(value), (), text
    except ValidationError as error:
        return None, tuple(explain(model, document, error)), text


def _catalogue(path: Path, stamp: Stamp | None) -> _Read:
    try:
        text = read_text(path)
        resource, problems = catalogues.parse_catalogue(path, text)
    except UnreadableFileError as error:
        return _Read(None, None, error.problems, b"")
    return _Read(_lasting(stamp), resource, tuple(problems), _digest(text))


def _inside(folder: Path, problems: list[Problem]) -> Iterator[tuple[Path, Stamp | None]]:
    """Yield the files of a folder in order, each with its stamp."""
    try:
        with os.scandir(folder) as found:
            names = sorted((entry.name, _stamp(entry)) for entry in found)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        problems.append(Problem(folder, 1, 1, f"the folder cannot be read ({reason}); create or restore it"))
        return
    for name, stamp in names:
        yield folder / name, stamp


def _stamp(file: Path | os.DirEntry[str]) -> Stamp | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _lasting(stamp: Stamp | None) -> Stamp | None:
    """Return the stamp, or None where a later change might leave it as it is."""
    return stamp if stamp and time.time_ns() - stamp[0] > _JUST_WRITTEN else None


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
