"""Notes and refund texts are short. They stand below an answer that fills a phone's screen, often for the fourth time.

240 characters are two sentences of 20 words, the longest that house style allows, or about a quarter of the first
screen (900). Of the shipped texts nineteen in twenty are within, in the longer one of their languages.
"""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding
from bot.checks.entries import texts
from bot.directory.directory import Directory

_MOST = 240
_MEASURED = {("notes",), ("refunds", "text")}


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for file, keys, words in texts(directory):
        if keys in _MEASURED:
            for language, text in words.items():
                if len(text) > _MOST:
                    message = f"the text has {len(text)} characters; keep what helps most buyers, {_MOST} at most"
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
