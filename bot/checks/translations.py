"""Every language has every message, with the same variables: a buyer never meets a half-translated answer."""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding
from bot.directory.directory import Directory


def find(directory: Directory, _: date) -> Iterator[Finding]:
    first, *others = directory.texts.languages
    expected = directory.texts.variables[first]
    for language in others:
        file = f"texts/{language}.ftl"
        found = directory.texts.variables[language]
        for name in sorted(expected.keys() - found.keys()):
            yield Finding(file, (), f"{name} is missing; translate it from {first}.ftl", "warning")
        for name in sorted(found.keys() - expected.keys()):
            yield Finding(file, (name,), f"{name} is not in {first}.ftl; write it there, or remove it here")
        for name in sorted(found.keys() & expected.keys()):
            if found[name] != expected[name]:
                variables = ", ".join(f"${variable}" for variable in sorted(expected[name])) or "none"
                yield Finding(file, (name,), f"{name} has other variables than {first}.ftl; use exactly: {variables}")


CHECK = Check(
    id="translations",
    severity="error",
    rule="Every language has every message, with the same variables.",
    find=find,
    good={"texts/de.ftl": ("way-back = ", "way-back = ")},
    bad={"texts/de.ftl": ("way-back = ", "way-bakc = ")},
    live=("whole",),
)
