"""Texts are written under codes of languages: what stands under another code, such as jp, no buyer ever reads."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from bot.checks.check import Check, Finding
from bot.checks.entries import texts
from bot.directory.directory import Directory
from bot.directory.texts import is_known


def find(directory: Directory, _: date) -> Iterator[Finding]:
    known = cache(is_known)
    for file, keys, words, owner in texts(directory):
        for language in words:
            if not known(language):
                message = f"{owner}: there is no language {language}; write its ISO code, such as ja for Japanese"
                yield Finding(file, (*keys, language), message)


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
    rule="Texts are written under ISO 639 codes of languages.",
    find=find,
    good={"processors/acme.yaml": _ENTRY.format(language="ja")},
    bad={"processors/acme.yaml": _ENTRY.format(language="jp")},
    live=("entries",),
)
