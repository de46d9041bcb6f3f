"""Texts and phrases stand under the codes of languages that front ends use: what is under jp or deu nobody reads."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from babel.core import get_global

from bot.checks.check import Check, Finding
from bot.checks.entries import texts
from bot.directory.directory import Directory
from bot.directory.texts import is_known

_NO_LANGUAGE = frozenset({"mul", "und", "zxx"})  # several, an unknown one, and none


def find(directory: Directory, _: date) -> Iterator[Finding]:
    fault = cache(_fault)
    for file, keys, words, owner in texts(directory):
        for language in words:
            if message := fault(language):
                yield Finding(file, (*keys, language), f"{owner}: {message}")
    for language in directory.phrases:
        if message := fault(language):
            yield Finding(f"phrases/{language}.yaml", (), f"the name of this file: {message}")


def _fault(language: str) -> str | None:
    code = get_global("language_aliases").get(language, language)
    if code != language:
        return f"nobody reads what is under {language}; write {code.split('_')[0]}"
    if language in _NO_LANGUAGE or not is_known(language):
        return f"there is no language {language}; write its ISO code, such as ja for Japanese"
    return None


_ENTRY = """\
name: Acme Pay
role: merchant-of-record
status: {{state: active}}
notes: {{en: Ask the shop first., de: Fragen Sie zuerst den Shop., {language}: まずお店に聞いてください。}}
collected: 2026-11
sources:
  - {{url: "https://pay.example/terms", confidence: high, for: [role, notes]}}
"""

CHECK = Check(
    id="language-codes",
    severity="error",
    rule="Texts and phrases stand under the shortest ISO 639 codes of their languages.",
    find=find,
    good={"processors/acme.yaml": _ENTRY.format(language="ja")},
    bad={"processors/acme.yaml": _ENTRY.format(language="jp")},
    live=("entries",),
)
