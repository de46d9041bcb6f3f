"""That no text keeps the others waiting: the work for it grows as its length does, not by its square."""

from cProfile import Profile

import pytest

from bot.understanding.understand import Understanding

_LENGTH = 800  # characters: enough to tell a square, and no test for minutes where there is one

_REPEATED = (
    "PAYPAL *",
    "PAYPAL ",
    "paypal, ",
    "p\u200ba\u200by\u200bp\u200ba\u200bl ",
    "paypall ",
    "Paddle Steam Gumroad ",
    "not paypal ",
    "paid with paypal inc. ",
    "PAYPAL *STEAMGAMES ",
    "element 5 ",
    "nitro robux ",
    "mypaypalrefund ",
    "i am not asking for a refund ",
    "i do not want a refund, ",
    "refund, ",
    "the key never came. ",
    "die Karte wurde doppelt belastet ",
    "me cobraron dos veces ",
    "on m'a débité deux fois ",
    "cobraram duas vezes ",
    "mi serve la fattura ",
    "dubbel afgeschreven ",
    "nie dostałem klucza ",
    "мне не пришёл ключ ",
    "iki kez para çekildi ",
    "二重に請求されました",
    "我被重复扣款了，",
    "환불이 아직 안 됐어요 ",
    "สวัสดี ",
    "مرحبا ",
    "不",
    "a ",
    "2 ",
    "½ ",
    "5 € ",
    "19.99, ",
    "12/05/2025 ",
    "4111 1111 1111 1111 ",
    "DE89 3704 0044 0532 0130 00 ",
    "GPA.3312-1234-1234-55017..4 ",
    "A1-B2 ",
    "password: hunter2 ",
    '"PayPal" <win@prizes.example> ',
    "a@b.example ",
    "https://x.example/?a=%2e%2e ",
    "paypal.com ",
    "www.paypal.com.evil.example ",
    "xn--pypal-4ve.com ",
    "a.",
    "a/",
    "it's ",
    "e\u0301\u0327",
    "👩\u200d💻",
    "paypal",
    "x",
    "\n",
    ",a",
    "?",
    "(",
)


@pytest.mark.parametrize("repeated", _REPEATED)
def test_a_text_of_twice_the_length_is_about_twice_the_work(understanding: Understanding, repeated: str) -> None:
    half = repeated * (_LENGTH // 2 // len(repeated))
    understanding.read(half)  # makes its languages ready
    assert _calls(understanding, half + half) < 2.5 * _calls(understanding, half)


def _calls(understanding: Understanding, text: str) -> int:
    profile = Profile()
    with profile:
        understanding.read(text, asked_who=True)
    return sum(entry.callcount for entry in profile.getstats())
