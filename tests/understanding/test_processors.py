"""Who took the money: lines, senders, sites, order numbers and names, and what only looks like them."""

import pytest

from bot.understanding.understand import Understanding

# gumroad.com with a Cyrillic a, as browsers write it
_PUNYCODE = "xn--" + "gumro\N{CYRILLIC SMALL LETTER A}d".encode("punycode").decode() + ".com"


@pytest.mark.parametrize(
    ("line", "processor"),
    [
        ("PADDLE.NET* FRESHL", "paddle"),
        ("paddle.net *freshl", "paddle"),
        ("POS 12/11 PADDLE.NET*MACPAW.COM LONDON GB", "paddle"),
        ("FS *MARKETCIRCLE", "fastspring"),
        ("CBI*PARALLELS", "cleverbridge"),
        ("2CO.com*shop.mb", "2checkout"),
        ("WL *STEAM PURCHASE 425-889-9642 WA", "steam"),
        ("DRI*ADOBE SYSTEMS", "digital-river"),
        ("RegNow Value Plus", "regnow"),
        ("PAYPAL *SOMESELLER", "paypal"),
        ("PAYPALINST XFER", "paypal"),
        ("STRIPE", "stripe"),
        ("VISA DEBIT 4417 STRIPE 12.00 EUR", "stripe"),
        ("STEAMGAMES.COM4259522985", "steam"),
        ("CLEVERBRIDG", "cleverbridge"),
        ("LEMSQZY** TINYBARK", "lemon-squeezy"),
        ("LEMSQZYTINYBARK", "lemon-squeezy"),
        ("MICROSOFT#G170348761 MSBILL.INFO", "microsoft-store"),
        ("wer ist SP STIRLING TIMEPIECES auf meiner Abrechnung", "shopify"),
        ("help@paddle.com", "paddle"),
        ("Some App via Paddle <help@paddle.com>", "paddle"),
        ("no_reply@email.apple.com", "apple"),
        ("https://secure.avangate.com/order/checkout.php", "2checkout"),
        ("http://www.regnow.com/softsell/nph-softsell.cgi", "regnow"),
        ("明細に「PADDLE.NET」とあります", "paddle"),
        ("GPA.3312-4408-9921-55017", "google-play"),
        ("share-it order no. 481920375", "shareit"),
        ("share-it!", "shareit"),
        ("Share it", "shareit"),
        ("fast spring", "fastspring"),
        ("plimuss", "plimus"),
        ("eSellerate", "esellerate"),
        ("Paddle", "paddle"),
        ("PŁATNOŚĆ KARTĄ GOGcomECOM WARSZAWA 45,99 PLN", "gog"),
        ("c'était Digital River je crois", "digital-river"),
        ("it was lemon squeezy, the yellow one", "lemon-squeezy"),
        ("ACHAT CB WL*STEAM PURCHA 18.11.25", "steam"),
        ("KARTENUMSATZ PLAYSTATION NETWORK +442034343 GB 69,99", "playstation"),
        ("MOLLIE*FIETSENZO AMSTERDAM", "mollie"),
        ("googleplay-noreply@google.com", "google-play"),
        ("GPA 3312 4408 9921 55017", "google-play"),
        ("gpa.3312-4408-9921-55017..3", "google-play"),
        ("mandaat MD3t-90lw-6xyb", "mollie"),
        ("transaction id TBX-91027b66120448-a77f20", "tebex"),
        ("humbel bundle", "humble-bundle"),
        ("googel play", "google-play"),
        ("clikbank", "clickbank"),
        ("ファストスプリングで買いました", "fastspring"),
        ("оплатила через кларну", "klarna"),
        ("kupiłam przez Klarnę", "klarna"),
    ],
)
def test_what_a_buyer_pastes_names_the_processor(understanding: Understanding, line: str, processor: str) -> None:
    assert understanding.read(line, asked_who=True).processor == processor


@pytest.mark.parametrize(
    "line",
    [
        "APPLEBEES 2241",
        "PADDLE BOARD RENTALS",
        "PADDLEBOARD RENTALS",
        "STEAM CLEANERS LTD",
        "STRIPES STORES 12",
        "DRIVE TIME",
        "BRAINTREE DISTRICT COUNCIL",
        "SQ1 BAR",
        "MOLLIE STONES MARKET",
        "evil-paddle.net",
        "paddle.net.evil.example",
        "STEAMGAMES.COM.EVIL.EXAMPLE",
        "notpaypal.com",
        "GOOGLEPLEX",
        "xsolla-pay.click",
        'From: "Steam" <win@prizes.example>',
        '"service@paypal.com" <alerts@mail-notice.example>',
        "From: Stripe <acct@stripe.com-invoices.example>",
        "humble people bought a bundle of wood",
        "From: Apple <no_reply@email-apple.com>",
        "tbx is a translation file format",
        "ST12 and MD3t-90lw",
        "can you share its link",
        "quiénes son y por qué",
        "GOOGLE *ADS1234567",
        "help@paddle.com.evil.example",
        '"Paddle" <billing@paddle-help.example>',
        "FSOCIETY",
        "BLS report from the bureau",
        "paddle.com@gmail.com",
        "evil_paddle.com",
        "paddle.com_evil.example",
        "http://evil.example/paddle.com",
        "http://paddle.com:80@evil.example/",
        "https://paddle.com%2eevil.example",
        "support@paddle.com@evil.example",
        "äpaddle.com",
        "joe@google.com",
        "481920375",
        "Bestellnummer 66392018",
        "I paid with Apple Pay",
        "Samsung App Store",
        "it was not PayPal",
        "I did not buy from FastSpring",
        "je n'ai pas payé par PayPal",
        "ik heb niet via Mollie betaald",
        "PayPalではありません",
        "the paddle in the game is broken",
        "the steam in my bathroom",
        "is Paddle better than Stripe for my shop?",
        "OFFS*ALE",
        "",
    ],
)
def test_look_alikes_and_longer_words_name_nobody(understanding: Understanding, line: str) -> None:
    assert understanding.read(line).candidates == ()


def test_weak_texts_suggest_and_never_decide(understanding: Understanding) -> None:
    for line in ("CBA* CLEVERBRIDG", "BB*SHOP", "SP FERNWICK SOAPS"):
        reading = understanding.read(line)
        assert reading.certain is None
        assert reading.confidence == "likely", line


def test_the_seller_inside_a_payment_service_comes_first(understanding: Understanding) -> None:
    for line in ("PAYPAL *PADDLE.NET 35314369001 GBR", "PAYPAL *PADDLE.NE", "PAYPAL *STEAM GAMES 353"):
        reading = understanding.read(line)
        assert [candidate.processor for candidate in reading.candidates][1:] == ["paypal"], line
        assert reading.paid == "paypal"


def test_what_stands_behind_a_sellers_star_is_not_the_seller(understanding: Understanding) -> None:
    assert [c.processor for c in understanding.read("PADDLE.NET* MACPAW.COM").candidates] == ["paddle"]
    assert [c.processor for c in understanding.read("XSOLLA *EPICGAMES").candidates] == ["xsolla"]


def test_two_names_are_both_only_likely(understanding: Understanding) -> None:
    reading = understanding.read("it was FastSpring or Gumroad")
    assert {candidate.processor for candidate in reading.candidates} == {"fastspring", "gumroad"}
    assert reading.certain is None


def test_words_around_an_everyday_name_decide(understanding: Understanding) -> None:
    assert understanding.read("my steam account was hacked").processor == "steam"
    assert understanding.read("bought in steam").processor == "steam"
    assert understanding.read("not steam, something else").candidates == ()
    for text in ("does not run with stripe pattern", "my 2 co-workers never got the key", "your reg now fails"):
        assert understanding.read(text).certain is None, text


@pytest.mark.parametrize(
    ("text", "imitated"),
    [
        ("https://paypa1.com/signin", "paypal"),
        ("paddle-refunds.com", "paddle"),
        ("bluesnap.support-billing.top", "bluesnap"),
        ("https://раураl.com", "paypal"),
        (_PUNYCODE, "gumroad"),
        ("service@paypaI.com", "paypal"),
        ("gumroad.com.de-shop.example", "gumroad"),
        ("gumrroad.com", "gumroad"),
    ],
)
def test_an_imitated_address_is_told_and_never_attributed(
    understanding: Understanding, text: str, imitated: str
) -> None:
    reading = understanding.read(text)
    assert (reading.imitated, reading.candidates) == ((imitated,), ())


@pytest.mark.parametrize(
    "text", ["pinstripe.com", "kayaks.example", "applebees.com", "steamboatgifts.com", "paddle.com", "dodo.example"]
)
def test_an_innocent_address_imitates_nobody(understanding: Understanding, text: str) -> None:
    assert understanding.read(text).imitated == ()


def test_a_name_beside_its_imitation_is_not_believed(understanding: Understanding) -> None:
    assert understanding.read("PayPal wrote to me from service@paypa1.com").candidates == ()
    assert understanding.read("PADDLE.NET* X, and a mail from paddle-refunds.com").processor == "paddle"


def test_evidence_is_the_directorys_own_text(understanding: Understanding) -> None:
    (candidate,) = understanding.read("receipts@shop.gumroad.com").candidates
    assert (candidate.evidence, candidate.shown) == ("evidence-sender", "gumroad.com")
