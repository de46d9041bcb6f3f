"""What a text as a whole tells, in every language, and that no text is too much."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.directory.directory import Directory
from bot.understanding.understand import Understanding


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("the key for my program never arrived", "not-received"),
        ("ich habe bezahlt aber keinen Lizenzschlüssel erhalten, nichts bekommen", "not-received"),
        ("my licence key does not work any more on my new computer", "access"),
        ("i lost my license key", "access"),
        ("i bought it by mistake and want my money back", "refund-request"),
        ("they promised me a refund in March, still no refund", "refund-missing"),
        ("my subscription renewed although I cancelled", "subscription"),
        ("mein Abo wurde automatisch verlängert", "subscription"),
        ("you charged me twice", "charged-twice"),
        ("what is this charge on my statement", "unrecognised-charge"),
        ("meine Karte wurde gestohlen", "unauthorised"),
        ("I was overcharged, the amount is wrong", "wrong-amount"),
        ("Ich brauche eine Rechnung", "invoice"),
        ("the app crashes and is not as described", "not-as-described"),
        ("the payment failed but my card was charged, the order failed", "payment-failed"),
        ("on m'a débité deux fois", "charged-twice"),
        ("me cobraron dos veces", "charged-twice"),
        ("cobraram duas vezes no cartão", "charged-twice"),
        ("mi serve la fattura", "invoice"),
        ("ik heb de factuur nodig", "invoice"),
        ("nie dostałem klucza", "not-received"),
        ("мне не пришёл ключ", "not-received"),
        ("iki kez para çekildi", "charged-twice"),
        ("二重に請求されました", "charged-twice"),
        ("我被重复扣款了", "charged-twice"),
        ("환불이 아직 안 됐어요", "refund-missing"),
    ],
)
def test_plain_words_name_what_went_wrong(understanding: Understanding, text: str, category: str) -> None:
    assert understanding.read(text).category == category


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "how much is the pro version?",
        "nice weather",
        "danke schön",
        "does it run on Linux before I buy?",
        "is there a student discount?",
        "the export crashes in version 2.3.1, log attached",
    ],
)
def test_chatter_names_nothing(understanding: Understanding, text: str) -> None:
    reading = understanding.read(text)
    assert (reading.categories, reading.candidates) == ((), ())


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("I am not asking for a refund, I only need the invoice", "invoice"),
        ("je ne demande pas de remboursement, juste ma facture", "invoice"),
        ("ich will keine Rückerstattung, nur die Rechnung", "invoice"),
    ],
)
def test_what_is_not_wanted_does_not_count(understanding: Understanding, text: str, category: str) -> None:
    assert understanding.read(text).category == category


def test_a_denied_way_of_paying_is_none(understanding: Understanding) -> None:
    assert understanding.read("I paid with PayPal and got no key").paid == "paypal"
    assert understanding.read("It was not paid with PayPal, and I got no key").paid is None


def test_a_mistyped_word_is_understood(understanding: Understanding) -> None:
    assert understanding.read("i never recieved my licence key").category == "not-received"


def test_a_pasted_line_alone_says_nothing_of_what_went_wrong(understanding: Understanding) -> None:
    assert understanding.read("PADDLE.NET* FRESHL").categories == ()


def test_a_line_in_a_question_is_an_unknown_charge(understanding: Understanding) -> None:
    reading = understanding.read("what is PADDLE.NET* FRESHL on my card statement?")
    assert (reading.processor, reading.category) == ("paddle", "unrecognised-charge")


def test_invisible_signs_do_not_hide_a_name(understanding: Understanding) -> None:
    assert understanding.read("Gum\u200broad \u202eabc").processor == "gumroad"
    assert understanding.read("ＧＵＭＲＯＡＤ").processor == "gumroad"


def test_only_the_beginning_of_a_long_text_is_read(understanding: Understanding) -> None:
    assert understanding.read("x " * 2000 + "Gumroad").candidates == ()


def test_a_pressed_key_gives_nothing_back(understanding: Understanding) -> None:
    assert understanding.read("a" * 1_000_000).candidates == ()


# The directory is named in no example that hypothesis prints: only its text may vary.
_SIGNS = st.text(max_size=400)
_PIECES = st.lists(
    st.sampled_from(
        ["key", "never", "came", "refund", "...", "*", "PADDLE.NET*", "@", ".", "4111", "#", "PAYPAL *", "xn--", "://"]
    ),
    max_size=400,
)
_BYTES = st.binary(max_size=400)


def test_any_text_can_be_read(understanding: Understanding, directory: Directory) -> None:
    @settings(deadline=None)  # how long it takes is for the benchmark
    @given(_SIGNS)
    def reads(text: str) -> None:
        reading = understanding.read(text)
        assert reading.processor is None or reading.processor in directory.processors

    reads()


def test_any_bytes_can_be_read(understanding: Understanding, directory: Directory) -> None:
    @settings(deadline=None)
    @given(_BYTES)
    def reads(raw: bytes) -> None:
        reading = understanding.read(raw.decode("utf-8", "replace"), asked_who=True)
        assert {candidate.processor for candidate in reading.candidates} <= directory.processors.keys()

    reads()


def test_near_matches_over_and_over_are_read(understanding: Understanding) -> None:
    @settings(deadline=None)
    @given(_PIECES)
    def reads(pieces: list[str]) -> None:
        reading = understanding.read(" ".join(pieces))
        assert {candidate.processor for candidate in reading.candidates} <= {"paddle", "paypal"}

    reads()


@pytest.mark.parametrize(
    "piece", ["PADDLE.NET ", "key ... never ", "not ", "a.", "@", "*", "xn--", "1 2", "é", "\U0001f600"]
)
def test_ten_thousand_near_matches_are_read(understanding: Understanding, piece: str) -> None:
    reading = understanding.read(piece * 10_000)
    assert len(reading.candidates) <= 5


def test_nothing_of_a_text_comes_back(understanding: Understanding) -> None:
    canary = "zq7canary"
    reading = understanding.read(
        f"{canary} PADDLE.NET* {canary.upper()} https://paypa1.com/{canary} {canary}@mail.example my password is {canary}"
    )
    assert reading.candidates
    assert reading.imitated
    assert reading.sensitive
    assert canary not in repr(reading).lower()
