"""Whole disputes over the wire, as buyers have them."""

import pytest

from tests.wire.people import Person, Place
from tests.wire.standin import StandIn

pytestmark = pytest.mark.usefixtures("bot")

# The four processors named first: what a buyer of long ago asks, and whom the answer may not leave out.
FIRST_FOUR = [
    ("Plimus", "BlueSnap"),
    ("RegNow", "the developer"),
    ("ShareIt!", "the developer"),
    ("eSellerate", "the developer"),
]
LOST_KEY = "The key, licence or account does not work"


@pytest.mark.parametrize(("name", "answers"), FIRST_FOUR)
def test_a_dispute_by_buttons_and_menus(buyer: Person, name: str, answers: str) -> None:
    buyer.calls("dispute")
    assert "What went wrong" in buyer.text
    buyer.takes(LOST_KEY)
    assert "Who took the money?" in buyer.text
    buyer.takes(name)
    if "When was the payment?" in buyer.text:
        buyer.takes("Years ago")
    assert buyer.text.startswith(f"## {name}: {LOST_KEY}")
    assert f"{answers}" in buyer.text
    assert "according to sources" in buyer.text
    assert buyer.is_private


@pytest.mark.parametrize(("name", "answers"), FIRST_FOUR)
def test_a_dispute_by_options_is_answered_at_once_or_after_the_one_question(
    buyer: Person, name: str, answers: str
) -> None:
    processor = buyer.types("dispute", "processor", name)[0]["value"]
    buyer.calls("dispute", what="access", processor=processor, product="Some Player 2")
    if "When was the payment?" in buyer.text:
        buyer.takes("Years ago")
    assert buyer.text.startswith(f"## {name}: {LOST_KEY}")
    assert answers in buyer.text


@pytest.mark.parametrize(("name", "answers"), FIRST_FOUR)
def test_a_dispute_by_direct_message(discord: StandIn, name: str, answers: str) -> None:
    buyer = Person(discord, "direct message")
    buyer.writes("my licence key does not work any more")
    assert "Who took the money?" in buyer.text
    buyer.writes(name)
    if "When was the payment?" in buyer.text:
        buyer.writes("years ago")
    assert buyer.text.startswith(f"## {name}: {LOST_KEY}")
    assert answers in buyer.text
    assert not buyer.is_private, "a lasting message is where the next text is heard"


@pytest.mark.parametrize(("name", "answers"), FIRST_FOUR)
def test_a_dispute_in_the_text_window(buyer: Person, name: str, answers: str) -> None:
    buyer.calls("dispute")
    buyer.tells(f"I bought it through {name} years ago and my licence key does not work")
    assert buyer.text.startswith(f"## {name}: {LOST_KEY}")
    assert answers in buyer.text
    assert buyer.is_private


@pytest.mark.parametrize("place", ["server", "direct message", "private channel"])
def test_a_dispute_in_every_place_stays_with_the_buyer(discord: StandIn, place: Place) -> None:
    buyer = Person(discord, place)
    buyer.calls("dispute")
    first = buyer.screen["id"]
    buyer.takes("I need an invoice")
    buyer.takes("Paddle")
    assert buyer.text.startswith("## Paddle: I need an invoice")
    assert buyer.screen["id"] == first, "the reply is edited in place"
    assert buyer.is_private == (place != "direct message")


def test_a_question_that_an_option_has_answered_is_not_asked(buyer: Person) -> None:
    buyer.calls("dispute", what="charged-twice")
    assert "Did both orders go through?" in buyer.text
    buyer.calls("dispute", what="charged-twice", processor="paddle")
    assert buyer.text.startswith("## Paddle: I was charged twice")
    buyer.calls("dispute", processor="paddle")
    assert "What went wrong" in buyer.text
    buyer.takes("I need an invoice")
    assert buyer.text.startswith("## Paddle: I need an invoice")


def test_an_option_may_hold_what_nobody_suggested(buyer: Person) -> None:
    buyer.calls("dispute", what="access", processor="PADDLE.NET* FRESHL", product="<@1> `x`")
    assert buyer.text.startswith(f"## Paddle: {LOST_KEY}")
    buyer.calls("dispute", what="access", processor="no such company", product="")
    assert "We found no match" in buyer.text
    buyer.calls("dispute", what="no-such-category")
    assert "What went wrong" in buyer.text


def test_a_known_product_names_its_developer(buyer: Person) -> None:
    suggestion, _ = buyer.types("dispute", "product", "tech")
    buyer.calls("dispute", what="access", processor="regnow", product=suggestion["value"])
    buyer.takes("Years ago")
    assert "Tech-Pro" in buyer.text


@pytest.mark.parametrize(
    ("typed", "first"),
    [("", "Paddle"), ("padd", "Paddle"), ("padle", "Paddle"), ("plimus", "Plimus"), ("2co", "2Checkout (2CO)")],
)
def test_suggestions_forgive_and_put_the_best_first(buyer: Person, typed: str, first: str) -> None:
    suggestions = buyer.types("dispute", "processor", typed)
    assert suggestions[0]["name"] == first
    assert len(suggestions) <= 25


def test_there_is_a_way_on_for_what_fits_nothing(buyer: Person) -> None:
    (who,) = buyer.types("dispute", "processor", "qqqqqqqq")
    (product,) = buyer.types("dispute", "product", "qqqqqqqq")
    assert (who["name"], product["name"]) == ("I do not know", "Another one, or I am not sure")
    buyer.calls("dispute", what="access", processor=who["value"], product=product["value"])
    assert "Let us find out who took the money" in buyer.text
    buyer.tells("Gumroad")
    assert buyer.text.startswith(f"## Gumroad: {LOST_KEY}")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("PADDLE.NET* FRESHL", "Paddle"),
        ("PAYPAL *PADDLE.NET", "Paddle"),
        ("receipt@gumroad.com", "Gumroad"),
        ("https://buy.paddle.com/checkout/1", "Paddle"),
        ("DRI*Some Shop", "Digital River"),
    ],
)
def test_whocharged_names_who_is_behind_a_line(buyer: Person, text: str, name: str) -> None:
    buyer.calls("whocharged", text=text)
    assert buyer.text.startswith(f"## Most likely {name}")
    assert "according to sources" in buyer.text
    assert buyer.is_private
    buyer.takes("I need an invoice")
    assert f"{name}: I need an invoice" in buyer.text or "When was the payment?" in buyer.text


def test_whocharged_says_how_to_find_out_where_nothing_fits(buyer: Person) -> None:
    buyer.calls("whocharged", text="ZZTOP 4711")
    assert "We found no match" in buyer.text
    assert "How to find out" in buyer.text
    buyer.calls("whocharged", text="\u200b ")
    assert "Nothing arrived" in buyer.text


@pytest.mark.parametrize(("command", "option"), [("dispute", "processor"), ("whocharged", "text")])
def test_no_more_of_an_option_is_heard_than_discord_lets_anybody_type(buyer: Person, command: str, option: str) -> None:
    buyer.calls(command, **{option: f"{' ' * 192}Gumroad"})
    assert "Gumroad" in buyer.text
    buyer.calls(command, **{option: f"{' ' * 200}Gumroad"})
    assert "Nothing arrived" in buyer.text


def test_a_charge_in_somebody_elses_message(discord: StandIn, buyer: Person) -> None:
    somebody = Person(discord)
    embed = {"title": "Receipt", "description": "Sold by Paddle", "fields": []}
    footer = {"author": {"name": "A shop"}, "footer": {"text": "PADDLE.NET* FRESHL"}}
    forwarded = {"message": {"content": "FS *Some App", "embeds": []}}
    shown = {"type": 17, "components": [{"type": 9, "components": [{"type": 10, "content": "PADDLE.NET* X"}]}]}
    for parts, name in (
        ({"content": "what is GUMROAD.COM* on my card??"}, "Gumroad"),
        ({"embeds": [embed]}, "Paddle"),
        ({"embeds": [footer]}, "Paddle"),
        ({"components": [shown]}, "Paddle"),
        ({"message_snapshots": [forwarded]}, "FastSpring"),
    ):
        buyer.asks_about(discord.new_message(somebody.channel, somebody.user, **parts))
        assert buyer.text.startswith(f"## Most likely {name}")
        assert buyer.is_private


def test_privacy_says_what_is_kept_and_who_runs_the_bot(buyer: Person) -> None:
    buyer.calls("privacy")
    assert "What this bot keeps" in buyer.text
    assert "whoever started it on this machine" in buyer.text
    assert buyer.is_private


def test_the_message_to_send_stands_in_a_block_to_copy(buyer: Person) -> None:
    buyer.calls("dispute", what="not-received", processor="paddle")
    buyer.takes("Write the message")
    assert buyer.text.count("```") == 2
    assert "[order number]" in buyer.text.split("```")[1]


def test_the_answer_has_its_links_and_its_colour(buyer: Person) -> None:
    buyer.calls("dispute", what="not-received", processor="paddle")
    normal = buyer.screen["components"][0]["accent_color"]
    assert any(link.startswith("https://") for link in buyer.links)
    assert "(https://www.paddle.com/legal/privacy)" in buyer.text
    buyer.calls("dispute", what="unauthorised", processor="paddle")
    assert buyer.screen["components"][0]["accent_color"] != normal


def test_each_buyer_reads_their_own_language(discord: StandIn) -> None:
    german = Person(discord, language="de")
    german.calls("dispute", what="not-received", processor="paddle")
    assert "Paddle: Schlüssel oder Download" in german.text
    german.tells("qqqq")
    assert "nicht zuordnen" in german.text
    french = Person(discord, language="fr")
    french.calls("dispute")
    assert "What went wrong" in french.text


def test_a_direct_message_is_heard_in_the_language_of_the_screen(discord: StandIn) -> None:
    german = Person(discord, "direct message", language="de")
    german.calls("dispute", what="not-received")
    german.writes("Paddle")
    assert "Paddle: Schlüssel oder Download" in german.text


def test_a_reply_to_an_older_message_is_heard_there(discord: StandIn) -> None:
    buyer = Person(discord, "direct message")
    buyer.writes("the key never came")
    older = buyer.screen
    buyer.writes("Gumroad")
    assert "Gumroad: The key or download never came" in buyer.text
    buyer.writes("Paddle", in_reply_to=older)
    assert "Paddle: The key or download never came" in buyer.text


def test_a_direct_message_after_many_others_begins_anew(discord: StandIn) -> None:
    buyer = Person(discord, "direct message")
    buyer.writes("the key never came")
    for _ in range(5):
        discord.post(discord.new_message(buyer.channel, buyer.user, content="anything"))
    buyer.writes("Gumroad")
    assert "What went wrong" in buyer.text


def test_the_second_of_two_quick_messages_finds_the_first_ones_answer(discord: StandIn) -> None:
    buyer = Person(discord, "direct message")
    buyer.sends("the key never came")
    buyer.sends("Paddle")
    buyer.screen = discord.wait_for_message(buyer.channel, 4)
    assert "Paddle: The key or download never came" in buyer.text


def test_nobody_elses_message_carries_a_conversation(discord: StandIn) -> None:
    """A token that did not come from us, in a message of a buyer's own, is not heard."""
    buyer = Person(discord, "direct message")
    buyer.writes("the key never came")
    forged = discord.new_message(buyer.channel, buyer.user, components=buyer.screen["components"])
    buyer = Person(discord, "direct message")
    buyer.writes("Paddle", in_reply_to=forged)
    assert "What went wrong" in buyer.text


@pytest.mark.parametrize(
    "text",
    [
        "<@&123456789012345678> @everyone **bold** [x](https://evil.example)",
        "https://discord.gg/abcdef <:canary:123456789012345678> paddle",
        "PADDLE.NET* canary@example.com 4111 1111 1111 1111",
    ],
)
def test_nothing_that_was_written_comes_back(discord: StandIn, text: str) -> None:
    buyer = Person(discord)
    buyer.calls("whocharged", text=text)
    seen = [buyer.text]
    buyer.calls("dispute")
    buyer.tells(text)
    seen.append(buyer.text)
    in_messages = Person(discord, "direct message")
    in_messages.writes(text)
    seen.append(in_messages.text)
    for part in ("everyone", "<@", "evil.example", "discord.gg", "canary", "4111"):
        assert not any(part in one for one in seen), part


@pytest.mark.parametrize("typed", ["hi", "Hallo", "help me please"])
def test_a_first_word_is_met_with_the_question_and_no_reproach(discord: StandIn, typed: str) -> None:
    buyer = Person(discord, "direct message")
    buyer.writes(typed)
    assert buyer.text.startswith("## W")
    assert "could not tell" not in buyer.text


def test_who_writes_german_is_answered_in_german(discord: StandIn) -> None:
    buyer = Person(discord, "direct message")
    buyer.writes("der schlüssel kam nie an, bezahlt bei Paddle")
    assert "Paddle: Schlüssel oder Download" in buyer.text


def test_the_screen_that_was_changed_last_is_the_one_that_hears(discord: StandIn) -> None:
    buyer = Person(discord, "direct message")
    buyer.calls("dispute", what="not-received")
    first = buyer.screen
    buyer.calls("dispute", what="access")
    buyer.screen = first
    buyer.takes("Paddle")
    buyer.writes("Gumroad")
    assert "Gumroad: The key or download never came" in buyer.text


def test_the_privacy_page_interrupts_no_dispute(discord: StandIn) -> None:
    buyer = Person(discord, "direct message")
    buyer.writes("the key never came")
    buyer.calls("privacy")
    buyer.writes("Paddle")
    assert "Paddle: The key or download never came" in buyer.text


def test_a_message_that_nobody_wrote_is_not_answered(discord: StandIn) -> None:
    buyer = Person(discord, "direct message")
    pinned = {**discord.new_message(buyer.channel, buyer.user), "type": 6}
    discord.dispatch("MESSAGE_CREATE", pinned)
    buyer.writes("the key never came")
    assert len(discord.messages[buyer.channel]) == 2


def test_a_forwarded_receipt_is_read(discord: StandIn) -> None:
    buyer = Person(discord, "direct message")
    buyer.writes("", message_snapshots=[{"message": {"content": "the key never came, PADDLE.NET* X"}}])
    assert "Paddle: The key or download never came" in buyer.text


def test_an_ended_company_on_a_new_statement_is_told_at_once(buyer: Person) -> None:
    buyer.calls("whocharged", text="DRI*Some Shop")
    assert "At once: your card issuer" in buyer.text
    assert buyer.screen["components"][0]["accent_color"] == 0xD83C3E


def test_not_knowing_a_charge_does_not_answer_when_it_was(buyer: Person) -> None:
    buyer.calls("whocharged", text="DRI*Some Shop")
    buyer.tells("i dont know this charge")
    assert "When was the payment?" in buyer.text


def test_a_card_number_is_answered_with_a_warning(buyer: Person) -> None:
    buyer.calls("whocharged", text="4111 1111 1111 1111 PADDLE.NET")
    assert "looked like a card number" in buyer.text


def test_a_text_longer_than_agreed_is_cut_before_it_is_read(buyer: Person) -> None:
    buyer.calls("whocharged", text="x " * 100 + "PADDLE.NET* A")
    assert "We found no match" in buyer.text


@pytest.mark.parametrize("custom_id", ["x", "choose", "t:", "1a------0.!!.", "\N{PLAYING CARD ACE OF SPADES}" * 25])
def test_a_forged_button_is_answered_kindly(buyer: Person, custom_id: str) -> None:
    buyer.calls("dispute")
    buyer.presses(custom_id)
    assert "no longer valid" in buyer.text
    buyer.takes("Start again")
    assert "What went wrong" in buyer.text


@pytest.mark.parametrize("custom_id", ["x", "t:de:x", "t:de:1aa----00.no-such-one."])
def test_a_forged_text_window_is_answered_kindly(buyer: Person, custom_id: str) -> None:
    buyer.calls("dispute")
    buyer.submits({"custom_id": custom_id, "components": [{"component": {"custom_id": "text"}}]}, "hello")
    assert "no longer valid" in buyer.text


def test_an_older_form_of_the_text_window_is_read_too(buyer: Person) -> None:
    buyer.calls("dispute")
    window = buyer.opens_the_window()
    buyer.submits_old_style(window, "I paid via Paddle, the key never came")
    assert "Paddle: The key or download never came" in buyer.text


def test_only_so_much_of_a_text_is_read_as_the_window_takes(buyer: Person) -> None:
    buyer.calls("dispute", what="access")
    window = buyer.opens_the_window()
    assert window["components"][0]["component"]["max_length"] == 200
    assert "No card number and no amount" in window["components"][0]["description"]
    buyer.submits(window, "x " * 100 + "Paddle")
    assert "We found no match" in buyer.text


def test_every_way_on_can_be_taken(buyer: Person) -> None:
    """Walk through what is on the screen, always by the way that was taken least; each screen is checked on arrival."""
    taken: dict[str, int] = {}
    screens = set()
    buyer.calls("dispute")
    for _ in range(300):
        least = min(buyer.labels, key=lambda label: taken.get(label, 0))
        taken[least] = taken.get(least, 0) + 1
        buyer.becomes_another()
        if least == "Type or paste":
            buyer.tells("I do not know")
        else:
            buyer.takes(least)
        screens.add(buyer.text.partition("\n")[0])
    assert taken.keys() > {"Write the message", "Time limits", "I asked and nobody answered", "Start again"}
    assert len(screens) > 20
