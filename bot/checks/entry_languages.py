"""Texts of entries are there in every language of the bot: otherwise an answer has English in the middle."""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding
from bot.checks.entries import texts
from bot.directory.directory import Directory


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for file, keys, words, owner in texts(directory):
        missing = [language for language in directory.bot.languages if language not in words]
        if missing:
            lines = ", ".join(f"{language}:" for language in missing)
            yield Finding(file, keys, f"a text of {owner} is not there in every language; translate it under {lines}")


_ENTRY = """\
name: Acme Pay
role: merchant-of-record
status: {{state: active}}
notes: {notes}
collected: 2026-11
sources:
  - {{url: "https://pay.example/terms", confidence: high, for: [role, notes]}}
"""

CHECK = Check(
    id="entry-languages",
    severity="warning",
    rule="Texts of entries are there in every language of the bot.",
    find=find,
    good={"processors/acme.yaml": _ENTRY.format(notes="{en: Ask the shop first., de: Fragen Sie zuerst den Shop.}")},
    bad={"processors/acme.yaml": _ENTRY.format(notes="Ask the shop first.")},
)
