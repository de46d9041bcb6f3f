"""Notes and refund texts are short: they stand below an answer that already fills a phone's screen.

240 characters are two sentences of 20 words, the longest that an answer may have, and about a quarter of the first
screen (900). Of the shipped texts, counted in each language, nineteen in twenty are within.
"""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding
from bot.checks.entries import texts
from bot.directory.directory import Directory

_MOST = 240
_MEASURED = {("notes",), ("refunds", "text")}


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for file, keys, words, owner in texts(directory):
        if keys in _MEASURED:
            for language, text in words.items():
                if len(text) > _MOST:
                    message = f"a text of {owner} has {len(text)} characters; keep what helps most, {_MOST} at most"
                    yield Finding(file, (*keys, language), message)


_ENTRY = """\
name: Acme Pay
role: merchant-of-record
status: {{state: active}}
notes: {{en: "{en}", de: "{de}"}}
collected: 2026-11
sources:
  - {{url: "https://pay.example/terms", confidence: high, for: [role, notes]}}
"""

CHECK = Check(
    id="note-length",
    severity="warning",
    rule="A note or refund text has at most 240 characters in every language.",
    find=find,
    good={"processors/acme.yaml": _ENTRY.format(en="Ask the shop first. " * 11, de="Fragen Sie zuerst. " * 12)},
    bad={"processors/acme.yaml": _ENTRY.format(en="Ask the shop first. " * 11, de="Fragen Sie zuerst. " * 13)},
)
