"""How old facts may grow before somebody looks again, in months, and how old they are.

The budgets differ by how often a fact changes and by what an old one costs a buyer:

- refunds, 6: a shop changes its rule without notice, and whoever trusts an old one asks too late and loses the money;
- contacts, 12: pages and mailboxes move every few years, and a dead one costs days, not the money;
- rules, 24: laws and card networks change seldom and say so long before, and no answer calls a limit certain;
- closures, 36: a company that has ended does not come back; only who took it over may change.
"""

from calendar import monthrange
from datetime import date

from bot.checks.support import supports
from bot.directory.models import Developer, Rule
from bot.directory.processor import Processor

REFUNDS = 6
CONTACTS = 12
RULES = 24
CLOSURES = 36


def first_day(partial: str) -> date:
    year, month, day = [*map(int, partial.split("-")), 1, 1][:3]
    return date(year, month, day)


def last_day(partial: str) -> date:
    first = first_day(partial)
    match partial.count("-"):
        case 0:
            return first.replace(month=12, day=31)
        case 1:
            return first.replace(day=monthrange(first.year, first.month)[1])
        case _:
            return first


def newest_proof(entry: Processor | Developer, key: str) -> str:
    """Return the newest date that speaks for one key: of a check or of a source for it, else that of the reading."""
    dates = (source.date for source in entry.sources if supports(source, key))
    return _newest(entry.verified, *dates) or _newest(entry.collected) or _newest(entry.as_of) or ""


def newest_reading(rule: Rule) -> str:
    """Return when a rule was read last: a law may be old and still in force."""
    return _newest(rule.as_of, rule.collected) or ""


def _newest(*dates: str | None) -> str | None:
    return max((one for one in dates if one), key=last_day, default=None)


def is_older(proof: str, months: int, today: date) -> bool:
    """Say whether even the last day of a partial date lies more than so many months back."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    last_of_month = monthrange(year, month + 1)[1]
    return last_day(proof) < date(year, month + 1, min(today.day, last_of_month))
