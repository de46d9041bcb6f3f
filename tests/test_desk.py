"""The one door: what a buyer presses and says, and what is counted of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.reply import Reply
from bot.conversation.state import State, encode
from bot.desk import Desk
from bot.directory.directory import Directory
from bot.directory.loader import load
from bot.tally.counting import Tally
from bot.tally.files import read_counts
from tests.conftest import mend


def press(desk: Desk, reply: Reply, label: str) -> Reply:
    tokens = [choice.token for choice in reply.choices if choice.label == label]
    assert tokens, f"there is no choice {label} among {[choice.label for choice in reply.choices]}"
    return desk.press(tokens[0])


def known(reply: Reply) -> tuple[str | None, str | None]:
    return reply.state.category, reply.state.processor


def test_a_whole_dispute_by_pressing(desk: Desk) -> None:
    reply = desk.open()
    assert reply.choices[0].label == "The key or download never came"
    assert len(reply.choices) == 13
    reply = press(desk, reply, "The key or download never came")
    reply = press(desk, reply, "Paddle")
    assert reply.kind == "advice"
    assert [party.role for party in reply.parties] == ["developer", "processor", "issuer"]


@pytest.mark.parametrize(
    ("said", "category", "processor"),
    [
        ("I bought it through ShareIt years ago and lost my licence", "access", "shareit"),
        ("Paid with RegNow, the key never arrived", "not-received", "regnow"),
        ("esellerate order, key does not work on my new computer: lost my key", "access", "esellerate"),
        ("Plimus charged me twice", "charged-twice", "plimus"),
        ("Ich habe über FastSpring gekauft und keinen Schlüssel bekommen", "not-received", "fastspring"),
        ("PADDLE.NET* FRESHL ist doppelt abgebucht", "charged-twice", "paddle"),
        ("I need an invoice from cleverbridge", "invoice", "cleverbridge"),
        ("someone else used my card at STEAMGAMES.COM 4259522985", "unauthorised", "steam"),
        ("my subscription with Lemon Squeezy renewed", "subscription", "lemon-squeezy"),
        ("what is this charge GOOGLE *YouTubePremium", "unrecognised-charge", "google-play"),
        ("The order failed but Gumroad took the money", "payment-failed", "gumroad"),
        ("wrong amount, receipt from help@paddle.com", "wrong-amount", "paddle"),
        ("refund was promised by 2checkout and never came", "refund-missing", "2checkout"),
    ],
)
def test_one_rich_message_skips_the_questions(desk: Desk, said: str, category: str, processor: str) -> None:
    reply = desk.hear(desk.open().token, said)
    assert known(reply) == (category, processor)
    assert reply.kind == "advice" or reply.heading == "When was the payment?"


def test_when_it_was_is_heard_too(desk: Desk) -> None:
    reply = desk.hear(None, "bought through RegNow years ago, lost my key")
    assert reply.kind == "advice"
    assert [party.role for party in reply.parties] == ["developer"]
    new = desk.hear(None, "what is this charge from RegNow, last week")
    assert [party.role for party in new.parties] == ["issuer", "developer"]


def test_a_developer_named_first_is_still_known_at_the_end(desk: Desk) -> None:
    asked = desk.hear(None, "www.tech-pro.net: my key never came")
    assert press(desk, asked, "Paddle").parties[0].name == "Tech-Pro, the developer"
    assert desk.hear(asked.token, "Gumroad").parties[0].url == "http://www.tech-pro.net/"


def test_what_was_understood_is_said_where_the_question_stays(desk: Desk) -> None:
    assert desk.hear(None, "PADDLE.NET* FRESHL").notice == "We understood: Paddle."
    assert (desk.hear(None, "I paid by credit card").notice or "").startswith("We could not tell")
    assert desk.hear(None, "Paddle.com key never came").notice is None


def test_a_seller_named_beside_a_payment_service_is_asked_about(desk: Desk) -> None:
    reply = desk.hear(None, "charged twice, paid with PayPal, paddle sold it")
    assert reply.heading == "Do you mean Paddle?"
    assert reply.state.paid == "paypal"
    assert desk.hear(None, "not PayPal, the key never came").state.processor is None


def test_words_lead_back_to_the_start(desk: Desk) -> None:
    advice = desk.hear(None, "Paddle.com key never came")
    assert desk.hear(advice.token, "start again").state == State()


def test_whoever_goes_back_comes_where_they_were(desk: Desk) -> None:
    category = press(desk, desk.open(), "The key or download never came")
    assert category.heading == "Who took the money?"
    assert desk.hear(category.token, "Go back!").state == State()
    assert desk.hear(desk.open().token, "back").state == State()
    advice = press(desk, category, "Paddle")
    assert desk.hear(advice.token, "undo").heading == "What is wrong?"
    assert desk.hear(advice.token, "zurück", "de").heading == "Was stimmt nicht?"
    for way in ("Write the message", "I asked and nobody answered", "Something is wrong here"):
        assert desk.hear(press(desk, advice, way).token, "back").heading == advice.heading
    asked = desk.hear(None, "since yesterday my shareit licence key does not work")
    assert asked.heading == "When was the payment?"
    assert desk.hear(asked.token, "back").heading == "Who took the money?"
    assert desk.hear(advice.token, "I want my money back").state.category == "refund-request"


def test_yesterday_is_the_day_of_payment_only_beside_a_charge(desk: Desk) -> None:
    assert desk.hear(None, "since yesterday my shareit licence key does not work").heading == "When was the payment?"
    assert desk.hear(None, "RegNow charged me last week, I do not know this charge").parties[0].role == "issuer"


def test_paypal_around_a_seller_is_the_way_it_was_paid(desk: Desk) -> None:
    reply = desk.hear(None, "charged twice: PAYPAL *PADDLE.NET 35314369001 GBR")
    assert known(reply) == ("charged-twice", "paddle")
    assert reply.state.paid == "paypal"


def test_the_processor_is_found_from_what_the_buyer_has(desk: Desk) -> None:
    asked = press(desk, desk.open(), "The key or download never came")
    clue = press(desk, asked, "I do not know")
    for pasted, processor in (
        ("BLS*SOMESHOP", "bluesnap"),
        ("VISA 12.11. LEMSQZY* SCREENSTUDIO 29,00", "lemon-squeezy"),
        ("noreply@gumroad.com", "gumroad"),
        ("https://store.steampowered.com/account/history?x=1", "steam"),
        ("GPA.1234-5678-9012-34567", "google-play"),
        ("apple.com/bill", "apple"),
        ("fast spring", "fastspring"),
    ):
        assert desk.hear(clue.token, pasted).state.processor == processor, pasted


def test_what_fits_nobody_gets_a_way_to_find_out(desk: Desk) -> None:
    asked = press(desk, desk.open(), "The key or download never came")
    reply = desk.hear(asked.token, "FOOPAY BERLIN 17")
    assert reply.kind == "question"
    assert "no match" in reply.blocks[0].text
    assert "How to find out" in reply.blocks[1].text
    onward = press(desk, reply, "Go on without it")
    assert onward.kind == "advice"
    assert onward.state.processor == "?"
    assert onward.as_data()["state"]["processor"] is None


def test_a_weak_sign_is_a_question_not_an_answer(desk: Desk) -> None:
    asked = press(desk, desk.open(), "The key or download never came")
    clue = press(desk, asked, "I do not know")
    reply = desk.hear(clue.token, "BB*SOMESHOP")
    assert reply.heading == "Do you mean BlueSnap?"
    assert [choice.label for choice in reply.choices] == ["Yes, BlueSnap", "No, another one"]
    assert reply.blocks[0].text.startswith("This may be the one, but the clue is weak.")
    turned_down = press(desk, reply, "No, another one")
    assert desk.hear(turned_down.token, "BB*SOMESHOP").blocks[0].text.startswith("We found no match")
    assert desk.hear(turned_down.token, "it was BlueSnap after all").state.processor == "bluesnap"


def test_several_candidates_are_shown_with_the_evidence_for_each(desk: Desk) -> None:
    reply = desk.hear(None, "was it Gumroad or FastSpring? the key never came")
    assert reply.heading == "Is it one of these?"
    assert [choice.label for choice in reply.choices] == ["Gumroad", "FastSpring", "None of these"]
    assert reply.state.category == "not-received"


@pytest.mark.parametrize(
    "said", ["the paddle in the game is broken", "an apple a day", "I like steam trains", "share it with my friends"]
)
def test_everyday_words_decide_nothing(desk: Desk, said: str) -> None:
    assert desk.hear(None, said).state.processor is None


def test_a_number_of_a_word_inside_another_is_no_name(desk: Desk) -> None:
    for said in ("APPLEBEES 123", "evilpaddle.net", "paddle.net.example", "notstripe.com"):
        assert desk.hear(None, said).state.processor is None, said


def test_i_do_not_know_is_an_answer_and_never_loops(desk: Desk) -> None:
    asked = press(desk, desk.open(), "Something else")
    clue = desk.hear(asked.token, "no idea")
    assert clue.heading == "Let us find out who took the money"
    assert desk.hear(clue.token, "I don't know").kind == "advice"
    when = desk.hear(None, "shareit key never came")
    assert desk.hear(when.token, "not sure").state.when == "between"


def test_a_typed_label_is_a_press(desk: Desk) -> None:
    asked = desk.hear(desk.open().token, "the key or download never came")
    assert asked.state.category == "not-received"
    assert desk.hear(asked.token, "google play").state.processor == "google-play"


def test_two_easily_mixed_up_are_told_apart_by_one_question(desk: Desk) -> None:
    for label, other in (
        ("I do not know this charge", "unauthorised"),
        ("I was charged twice", "payment-failed"),
        ("I want my money back", "subscription"),
    ):
        asked = press(desk, desk.open(), label)
        assert asked.kind == "question"
        stay, switch = (desk.press(choice.token) for choice in asked.choices)
        assert stay.heading == switch.heading == "Who took the money?"
        assert stay.state.category == asked.state.category
        assert switch.state.category == other


def test_whoever_asked_both_goes_straight_to_the_last_resort(desk: Desk) -> None:
    reply = desk.hear(None, "key from Paddle.com never came, I wrote to both, no answer")
    assert [party.role for party in reply.parties] == ["issuer"]
    assert any("your messages so far" in block.text for block in reply.blocks)


def test_a_correction_on_the_way_is_heard(desk: Desk) -> None:
    asked = desk.hear(None, "shareit key never came")
    assert asked.heading == "When was the payment?"
    reply = desk.hear(asked.token, "PADDLE.NET* FRESHL charged me twice")
    assert known(reply) == ("charged-twice", "paddle")


def test_what_went_wrong_and_who_charged_can_be_changed(desk: Desk) -> None:
    advice = desk.hear(None, "Paddle.com key never came")
    mending = press(desk, advice, "Something is wrong here")
    other = press(desk, mending, "Change what happened")
    assert other.state.processor == "paddle"
    assert press(desk, other, "I need an invoice").state.processor == "paddle"
    who = press(desk, mending, "Change who took the money")
    assert known(press(desk, who, "Gumroad")) == ("not-received", "gumroad")
    assert press(desk, mending, "Start again").state == State()


def test_the_message_has_blanks_and_goes_to_whose_turn_it_is(desk: Desk) -> None:
    advice = desk.hear(None, "Paddle.com key never came")
    letter = press(desk, advice, "Write the message")
    copied = [block.text for block in letter.blocks if block.to_copy]
    assert len(copied) == 1
    assert "[order number]" in copied[0]
    assert [party.role for party in letter.parties] == ["developer"]
    second = press(desk, press(desk, advice, "I asked and nobody answered"), "Write the message")
    assert [party.name for party in second.parties] == ["Paddle"]


def test_the_sources_are_listed_and_dead_pages_are_not_linked(desk: Desk) -> None:
    advice = desk.press(encode(State(category="access", processor="shareit", when="years-ago")))
    sources = press(desk, press(desk, advice, "Something is wrong here"), "Where does this come from?")
    linked = [fact.url for fact in sources.facts if fact.url]
    assert "https://blog.replacemagic.com/post/we-need-your-help-problems-with-our-payment-processing-company" in linked
    assert not [url for url in linked if "shareit.com" in url]
    assert any("not linked" in (fact.value or "") for fact in sources.facts)


def test_a_developer_we_know_is_named_with_the_site(desk: Desk) -> None:
    reply = desk.hear(None, "Paddle.com key for the Tech-Pro program never came")
    assert reply.state.product == "tech-pro"
    assert reply.parties[0].name == "Tech-Pro, the developer"
    assert reply.parties[0].url == "http://www.tech-pro.net/"


def test_the_product_is_asked_for_only_where_it_changes_the_answer(config: Path) -> None:
    mend(
        config / "developers" / "tech-pro.yaml",
        "products: []",
        "products: [{id: tidy-disk, name: Tidy Disk, sold_through: [gumroad]}]",
    )
    desk = Desk(load(config), lambda _: None)
    asked = desk.hear(None, "gumroad key never came")
    assert asked.heading == "Which product was it?"
    assert press(desk, asked, "Tidy Disk").parties[0].name == "Tech-Pro, the developer"
    assert press(desk, asked, "Another one, or I am not sure").parties[0].name == "the developer"
    assert desk.hear(None, "Paddle.com key never came").kind == "advice"


def test_a_card_number_is_warned_of_and_not_repeated(desk: Desk) -> None:
    reply = desk.hear(None, "Paddle.com charged 4111 1111 1111 1111 twice")
    assert reply.warnings == ("That looked like a card number. Nobody here needs it. We have not used or kept it.",)
    assert "4111" not in str(reply.as_data())
    assert known(reply)[1] == "paddle"


@pytest.mark.parametrize("said", ["", "   ", "\u200f\u202e", "\x00\x01\x07", "🙂", "x" * 1_000_000, "\n" * 5000])
def test_senseless_texts_get_the_question_again(desk: Desk, said: str) -> None:
    reply = desk.hear(desk.open().token, said)
    assert reply.kind == "question"
    assert len(reply.choices) == 13
    assert (reply.notice or "").startswith(("Nothing arrived", "We could not tell"))
    assert reply.as_data()["blocks"][0] == reply.notice


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_answered_and_none_is_echoed(prepared: Desk, said: str) -> None:
    canary = "Zq7vKx"
    for token in (
        None,
        prepared.open().token,
        encode(State(category="access", step="clue")),
        encode(State(category="access", processor="paddle")),
    ):
        reply = prepared.hear(token, f"{said} {canary} {said}")
        assert canary not in str(reply.as_data())


@pytest.mark.parametrize(
    "token", ["", "x", "1a-----00.no-such-processor.", "1aa----00.paddle.no-such-product", "1" * 5000]
)
def test_a_token_that_leads_nowhere_leads_to_a_new_start(desk: Desk, token: str) -> None:
    reply = desk.press(token)
    assert reply.kind == "notice"
    assert [desk.press(choice.token).heading for choice in reply.choices] == ["What went wrong with your purchase?"]


def test_an_old_token_of_a_removed_processor_leads_to_a_new_start(directory: Directory, config: Path) -> None:
    token = encode(State(category="access", processor="gumroad"))
    mend(config / "bot.yaml", "  - gumroad\n", "")
    mend(config / "rules.yaml", "processors: [lemon-squeezy, gumroad, ", "processors: [lemon-squeezy, ")
    (config / "processors" / "gumroad.yaml").unlink()
    assert Desk(directory, lambda _: None).press(token).kind == "advice"
    assert Desk(load(config), lambda _: None).press(token).heading == "This button is no longer valid"


@pytest.fixture
def counted(tally: Tally, tmp_path: Path) -> Iterator[dict[str, int]]:
    """What the tally holds when the test has said all it has to say."""
    counts: dict[str, int] = {}
    yield counts
    assert tally.wait(10)
    assert {count.category: count.n for count in read_counts(tmp_path / "data" / "tally.sqlite3")} == counts


def test_the_first_advice_is_counted_once_and_changes_are_not(desk: Desk, counted: dict[str, int]) -> None:
    advice = desk.hear(None, "Paddle.com key never came")
    press(desk, advice, "I asked and nobody answered")
    mending = press(desk, advice, "Something is wrong here")
    press(desk, press(desk, mending, "Change what happened"), "I need an invoice")
    press(desk, press(desk, mending, "Change who took the money"), "Gumroad")
    press(desk, press(desk, advice, "Write the message"), "Back to the answer")
    counted["not-received"] = 1


def test_a_new_dispute_is_counted_anew(desk: Desk, counted: dict[str, int]) -> None:
    advice = desk.hear(None, "Paddle.com key never came")
    again = press(desk, press(desk, advice, "Something is wrong here"), "Start again")
    desk.hear(again.token, "I need an invoice from Paddle.com")
    counted.update({"not-received": 1, "invoice": 1})


def test_questions_are_not_counted(desk: Desk, counted: dict[str, int]) -> None:
    press(desk, desk.open(), "I need an invoice")
    desk.hear(None, "shareit key never came")
    assert counted == {}


def test_the_language_follows_each_call_and_falls_back_to_english(desk: Desk) -> None:
    assert desk.open("de").heading == "Was ist bei Ihrem Kauf schiefgegangen?"
    assert desk.open("de-AT").heading == desk.open("de_CH").heading == desk.open("de").heading
    assert desk.open("xx").heading == desk.open(None).heading == "What went wrong with your purchase?"
