"""Time limits and rights were read within two years: laws and card networks change, and a buyer goes by the days."""

from collections.abc import Iterator
from datetime import date

from bot.checks.ages import RULES, is_older, newest_reading
from bot.checks.check import Check, Finding
from bot.checks.entries import RULES_FILE
from bot.directory.directory import Directory


def find(directory: Directory, today: date) -> Iterator[Finding]:
    for index, rule in enumerate(directory.rules):
        read = newest_reading(rule)
        if is_older(read, RULES, today):
            message = f"{rule.id} was read in {read} and not since; read it again and mend collected:"
            yield Finding(RULES_FILE, ("rules", index, "collected"), message)


_OF_VISA = "    starts_within: 420\n    confidence: medium\n    as_of: {}\n    collected: {}\n"

CHECK = Check(
    id="old-rule",
    severity="warning",
    rule="A rule was read within 24 months.",
    find=find,
    good={"rules.yaml": (_OF_VISA.format("2026-06", "2026-11"), _OF_VISA.format("2024-10", "2024-11"))},
    bad={"rules.yaml": (_OF_VISA.format("2026-06", "2026-11"), _OF_VISA.format("2024-10", "2023"))},
)
