"""Buyers can read who runs the bot, on which terms, and where to report a wrong contact."""

from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding
from bot.directory.directory import Directory
from bot.directory.records import words_in

_PAGES = {
    "privacy": "privacy page",
    "terms": "terms of use",
    "report": "page for reports of wrong contacts",
}


def find(directory: Directory, _: date) -> Iterator[Finding]:
    operator = directory.bot.operator
    for key, page in _PAGES.items():
        if getattr(operator, key) is None:
            message = f"the operator ({words_in(operator.name, 'en')}) links no {page}; write its address"
            yield Finding("bot.yaml", ("operator", key), message)


_BOT = """\
operator:
  name: {{en: Acme Help, de: Acme-Hilfe}}
  contact: {{en: help@acme.example, de: help@acme.example}}
  privacy: https://acme.example/privacy
  terms: https://acme.example/terms
  report: {report}
languages: [en, de]
paths: {{data: ../data}}
offered_processors: [paddle]
"""

CHECK = Check(
    id="unknown-operator",
    severity="note",
    rule="The operator links a privacy page, terms, and a page for reports.",
    find=find,
    good={"bot.yaml": _BOT.format(report="https://acme.example/report")},
    bad={"bot.yaml": _BOT.format(report="null")},
)
