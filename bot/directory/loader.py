"""From the files below `config/` to one `Directory`, or to the list of all that is wrong with them."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import ValidationError

from bot.directory import texts as catalogues
from bot.directory import yamlfile
from bot.directory.directory import Directory
from bot.directory.explain import explain
from bot.directory.fields import CATEGORY_IDS, GROUP_ID
from bot.directory.models import Bot, Categories, Developer, Meanings, Phrases, Rules
from bot.directory.problems import InvalidDirectoryError, Problem, UnavailableDirectoryError
from bot.directory.processor import Processor
from bot.directory.records import Record
from bot.directory.textfile import UnreadableFileError
from bot.directory.yamlfile import Document, Location

R = TypeVar("R", bound=Record)
_GROUP = re.compile(rf"<({GROUP_ID})>")


def load(config: Path) -> Directory:
    """Load and check everything below `config`.

    Raises:
        UnavailableDirectoryError: there is no such folder, or it cannot be read.
        InvalidDirectoryError: with every problem that was found, not only the first.
    """
    return _Loading(_readable(config)).directory()


def load_bot(config: Path) -> Bot:
    """Load `bot.yaml` alone, for the commands that need no directory. Raises as `load` does."""
    loading = _Loading(_readable(config))
    bot = loading.record(Bot, config / "bot.yaml")
    if bot is None:
        raise InvalidDirectoryError(loading.problems)
    return bot


def _readable(config: Path) -> Path:
    try:
        next(config.iterdir(), None)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise UnavailableDirectoryError(
            f"The configuration folder {config} cannot be read ({reason}). "
            "Set RECOURSE_CONFIG to the folder that holds bot.yaml."
        ) from None
    return config


def _version_of(config: Path) -> str:
    """Return a short mark of all that is below a folder: the same files have the same one."""
    files = sorted(path for path in config.rglob("*") if path.suffix in {".yaml", ".ftl"} and path.is_file())
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{path.relative_to(config)}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


class _Loading:
    """One run of the loader: what was read so far, and what is wrong with it."""

    def __init__(self, config: Path) -> None:
        self.config = config
        self.problems: list[Problem] = []
        self._documents: dict[Path, Document] = {}

    def directory(self) -> Directory:
        bot = self.record(Bot, self.config / "bot.yaml")
        categories = self.record(Categories, self.config / "categories.yaml")
        rules = self.record(Rules, self.config / "rules.yaml")
        meanings = self.record(Meanings, self.config / "meanings.yaml")
        phrases = self._folder(Phrases, "phrases")
        processors = self._folder(Processor, "processors")
        developers = self._folder(Developer, "developers")
        texts = self._texts(bot.languages) if bot else None
        if categories:
            self.problems.extend(self._wrong_categories(categories))
        self.problems.extend(self._contradictions(processors))
        self.problems.extend(self._circles(processors))
        self.problems.extend(self._unknown_processors(bot, rules, processors, developers))
        self.problems.extend(self._doubled_products(developers))
        if meanings:
            self.problems.extend(self._unknown_cues(meanings, phrases))
        if self.problems or not (bot and categories and rules and meanings and texts):
            raise InvalidDirectoryError(self.problems)
        return Directory(
            bot=bot,
            categories=MappingProxyType({category.id: category for category in categories.categories}),
            processors=MappingProxyType(processors),
            developers=MappingProxyType(developers),
            rules=rules.rules,
            meanings=meanings,
            phrases=MappingProxyType(phrases),
            texts=texts,
            version=_version_of(self.config),
        )

    def record(self, model: type[R], path: Path, identity: str | None = None) -> R | None:
        """Return a file's record, or None after noting what is wrong. `identity` is the id that its name gives."""
        try:
            document = self._documents[path] = yamlfile.read(path)
        except UnreadableFileError as error:
            self.problems.extend(error.problems)
            return None
        value = document.value
        if identity is not None and isinstance(value, dict):
            if "id" in value:
                self.problems.append(
                    document.problem(("id",), "the file's name is the id; remove this line", at_key=True)
                )
                return None
            value = {"id": identity, **value}
        try:
            return model.model_validate(value)
        except ValidationError as error:
            self.problems.extend(explain(model, document, error))
            return None

    def _folder(self, model: type[R], name: str) -> dict[str, R]:
        folder = self.config / name
        try:
            paths = sorted(folder.iterdir())
        except OSError as error:
            reason = error.strerror or "unknown reason"
            self.problems.append(Problem(folder, 1, 1, f"the folder cannot be read ({reason}); create or restore it"))
            return {}
        records = {}
        for path in paths:
            if path.suffix == ".yml":
                self.problems.append(Problem(path, 1, 1, f"only .yaml is read; rename it to {path.stem}.yaml"))
            elif path.suffix == ".yaml" and not path.name.startswith("."):
                record = self.record(model, path, path.stem if "id" in model.model_fields else None)
                if record is not None:
                    records[path.stem] = record
        return records

    def _texts(self, languages: tuple[str, ...]) -> catalogues.Texts | None:
        resources = {}
        for index, language in enumerate(languages):
            if not catalogues.is_known(language):
                message = "there is no such language; write its two-letter ISO code, for example en or de"
                self.problems.append(self._at("", "bot", ("languages", index), message))
            path = self.config / "texts" / f"{language}.ftl"
            try:
                resources[language], problems = catalogues.read_catalogue(path)
                self.problems.extend(problems)
            except UnreadableFileError as error:
                self.problems.extend(error.problems)
        return catalogues.Texts(resources) if len(resources) == len(languages) else None

    def _at(self, folder: str, name: str, location: Location, message: str) -> Problem:
        return self._documents[self.config / folder / f"{name}.yaml"].problem(location, message)

    def _wrong_categories(self, categories: Categories) -> Iterator[Problem]:
        ids = [category.id for category in categories.categories]
        for index, category in enumerate(categories.categories):
            here = ("categories", index)
            if category.id in ids[:index]:
                yield self._at(
                    "", "categories", (*here, "id"), f"{category.id} stands already above; remove one of them"
                )
            if category.mixed_up_with is not None and category.mixed_up_with not in set(ids) - {category.id}:
                yield self._at(
                    "",
                    "categories",
                    (*here, "mixed_up_with"),
                    "there is no such category; write one of the ids",
                )
        missing = [known for known in CATEGORY_IDS if known not in ids]
        if missing:
            message = (
                f"missing: {', '.join(missing)}; this release counts exactly its own {len(CATEGORY_IDS)} categories"
            )
            yield self._at("", "categories", ("categories",), message)

    def _contradictions(self, processors: Mapping[str, Processor]) -> Iterator[Problem]:
        for name, processor in processors.items():
            for location, message in processor.contradictions():
                yield self._at("processors", name, location, message)

    def _circles(self, processors: Mapping[str, Processor]) -> Iterator[Problem]:
        """Whoever asks who answers today follows these two keys, so they have to end somewhere."""
        for name, processor in processors.items():
            for location, next_one in _leads_on(processor):
                way = _way(processors, next_one, name)
                if way:
                    circle = " -> ".join((name, *way))
                    message = f"successor: and part_of: run in a circle ({circle}); end it somewhere"
                    yield self._at("processors", name, location, message)

    def _has_file(self, processor: str) -> bool:
        # A file that could not be read is there all the same: its own problems are told, and no others because of it.
        folder = self.config / "processors"
        return not folder.is_dir() or (folder / f"{processor}.yaml").exists()

    def _unknown_processors(
        self,
        bot: Bot | None,
        rules: Rules | None,
        processors: Mapping[str, Processor],
        developers: Mapping[str, Developer],
    ) -> Iterator[Problem]:
        offered, known_rules = (bot.offered_processors if bot else ()), (rules.rules if rules else ())
        named: list[tuple[str, str, Location, str]] = [
            ("", "bot", ("offered_processors", index), name) for index, name in enumerate(offered)
        ]
        for number, rule in enumerate(known_rules):
            named += [
                ("", "rules", ("rules", number, "processors", index), name)
                for index, name in enumerate(rule.processors)
            ]
        for processor in processors.values():
            named += [("processors", processor.id, location, name) for location, name in _all_named(processor)]
        for developer in developers.values():
            for number, product in enumerate(developer.products):
                named += [
                    ("developers", developer.id, ("products", number, "sold_through", index), name)
                    for index, name in enumerate(product.sold_through)
                ]
        for folder, file, location, name in named:
            if not self._has_file(name):
                yield self._at(folder, file, location, f"there is no processors/{name}.yaml; write it, or name another")

    def _unknown_cues(self, meanings: Meanings, phrases: Mapping[str, Phrases]) -> Iterator[Problem]:
        for index, cue in enumerate(meanings.names_nobody):
            if cue not in meanings.cues:
                message = "there is no such cue; write it under cues:, or name another"
                yield self._at("", "meanings", ("names_nobody", index), message)
        for language, known in phrases.items():
            for cue in known.cues.keys() - meanings.cues.keys():
                message = "there is no such cue; write it under cues: in meanings.yaml, or take one from there"
                yield self._at("phrases", language, ("cues", cue), message)
            for location, group in _groups_named(known):
                if location[0] == "groups":
                    message = f"a group's entries may name no group; write <{group}> into the phrases instead"
                    yield self._at("phrases", language, location, message)
                elif group not in known.groups:
                    message = f"there is no group {group}; write it under groups:, or name another"
                    yield self._at("phrases", language, location, message)

    def _doubled_products(self, developers: Mapping[str, Developer]) -> Iterator[Problem]:
        seen = set(developers)
        for developer in developers.values():
            for index, product in enumerate(developer.products):
                if product.id in seen:
                    message = "another developer or product has this id; write another"
                    yield self._at("developers", developer.id, ("products", index, "id"), message)
                seen.add(product.id)


def _groups_named(phrases: Phrases) -> Iterator[tuple[Location, str]]:
    for location, lines in phrases.all_lines():
        for group in sorted(set(_GROUP.findall(",".join(lines)))):
            yield location, group


def _leads_on(processor: Processor) -> Iterator[tuple[Location, str]]:
    if processor.status.successor:
        yield ("status", "successor"), processor.status.successor
    if processor.related.part_of:
        yield ("related", "part_of"), processor.related.part_of


def _all_named(processor: Processor) -> Iterator[tuple[Location, str]]:
    yield from _leads_on(processor)
    for key in ("paid_through", "sold_through"):
        for index, name in enumerate(getattr(processor.related, key)):
            yield ("related", key, index), name


def _way(processors: Mapping[str, Processor], start: str, goal: str) -> tuple[str, ...]:
    """Return the ids from `start` to `goal`, both with them, or nothing where no way leads there."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while ways:
        way = ways.pop()
        if way[-1] == goal:
            return way
        for _, name in _leads_on(processors[way[-1]]) if way[-1] in processors else ():
            if name not in seen:
                seen.add(name)
                ways.append((*way, name))
    return ()
