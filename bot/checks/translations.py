"""Every language has every message, with the same variables: a buyer never meets a half-translated answer."""

from collections.abc import Iterator
from pathlib import Path

from bot.directory.directory import Directory
from bot.directory.problems import Problem


def check(directory: Directory, config: Path) -> Iterator[Problem]:
    first, *others = directory.texts.languages
    expected = directory.texts.variables[first]
    for language in others:
        file = config / "texts" / f"{language}.ftl"
        found = directory.texts.variables[language]
        for name in expected.keys() - found.keys():
            yield Problem(file, 1, 1, f"{name} is missing; translate it from {first}.ftl", "warning")
        for name in found.keys() - expected.keys():
            yield Problem(file, 1, 1, f"{name} is not in {first}.ftl; write it there, or remove it here")
        for name in found.keys() & expected.keys():
            if found[name] != expected[name]:
                variables = ", ".join(f"${variable}" for variable in sorted(expected[name])) or "none"
                yield Problem(file, 1, 1, f"{name} has other variables than {first}.ftl; use exactly: {variables}")
