"""Every check has a good example, the shipped configuration, and a bad one."""

from pathlib import Path

import pytest

from bot import checks
from bot.directory.loader import load
from tests.conftest import mend


def found(config: Path) -> list[str]:
    return [f"{p.severity} {p.file.name}: {p.message}" for p in checks.check(load(config), config)]


def test_the_shipped_configuration_passes(config: Path) -> None:
    without_contact = ["braintree", "kajabi", "nintendo", "paypro-global", "podia", "sellfy"]  # none could be found
    assert [line.split(".yaml")[0] for line in found(config)] == [f"warning {name}" for name in without_contact]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "processors/regnow.yaml",
            "contact: {help: null,",
            "contact: {help: https://www.regnow.com,",
            "error regnow.yaml: RegNow is closed but has a contact; remove contact:",
        ),
        (
            "processors/stripe.yaml",
            "contact:\n  help: https://support.stripe.com/questions/end-customer-faq\n  order_lookup: https://support.stripe.com/questions/charge-you-dont-recognize-from-stripe\n",
            "contact:\n",
            "warning stripe.yaml: Stripe has no contact; add one under contact: if a source names it",
        ),
        (
            "texts/en.ftl",
            "letter-intro = ",
            "letter-intr = ",
            "error en.ftl: The catalogues have no message letter-intro. Write it into texts/en.ftl.",
        ),
        (
            "texts/en.ftl",
            "letter-to = Send it to { $party }.",
            "letter-to = Send it to { $prty }.",
            "error en.ftl: letter-to cannot be formed (Unknown external: prty). Mend it in texts/en.ftl.",
        ),
        (
            "texts/de.ftl",
            "command-panel = startknopf",
            "command-panel = Start Knopf",
            "error de.ftl: command-panel is what people type; write 1 to 32 lower-case letters or digits, without spaces",
        ),
        (
            "texts/de.ftl",
            "command-panel = startknopf",
            "command-panel = datenschutz",
            "error de.ftl: command-privacy has the same name as command-panel; write another",
        ),
        (
            "texts/de.ftl",
            "tell-title = Mit eigenen Worten",
            "tell-title = Mit eigenen Worten und noch sehr vielen anderen mehr",
            "error de.ftl: tell-title has 52 characters; Discord takes 45 at most",
        ),
        ("texts/de.ftl", "way-back = ", "way-bakc = ", "warning de.ftl: way-back is missing; translate it from en.ftl"),
        ("texts/de.ftl", "way-back = ", "way-bakc = ", "error de.ftl: way-bakc is not in en.ftl; write it there, or remove it here"),
        (
            "texts/de.ftl",
            "was-renamed = { $processor } heißt heute { $successor }.",
            "was-renamed = { $prozessor } heißt heute anders.",
            "error de.ftl: was-renamed has other variables than en.ftl; use exactly: $processor, $successor",
        ),
    ],
)  # fmt: skip
def test_each_check_finds_its_bad_example(config: Path, file: str, old: str, new: str, said: str) -> None:
    mend(config / file, old, new)
    assert said in found(config)
