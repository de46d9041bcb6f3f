"""The single values that maintainers write: ids, dates, addresses, texts, and the words that have a fixed meaning.

A value that breaks a rule raises `ValueError` whose text tells the maintainer what to write instead.
What an editor can say of it, too, stands beside it as a piece of JSON Schema.
"""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core.core_schema import CoreSchema, no_info_after_validator_function

from bot.directory import forms
from bot.directory.problems import quoted

# The release owns these ids, in this order: the store checks them, the token has a letter for each.
CATEGORY_IDS = (
    "not-received",
    "access",
    "not-as-described",
    "refund-request",
    "refund-missing",
    "charged-twice",
    "wrong-amount",
    "subscription",
    "unrecognised-charge",
    "unauthorised",
    "payment-failed",
    "invoice",
    "other",
)
PROCESSOR_ID_LENGTH = 24
PRODUCT_ID_LENGTH = 32
ADDRESS_LENGTH = 500  # Discord's buttons take 512
LABEL_LENGTH = 120
TEXT_LENGTH = 1000  # Discord's fields take 1024; the longest real text has a third of it
OFFERED_AT_MOST = 24  # a Discord select menu holds 25 options; the last one is "I do not know"

Confidence = Literal["high", "medium", "low"]
Role = Literal["merchant-of-record", "marketplace", "payment-service", "payment-facilitator", "unknown"]
PartyRole = Literal["developer", "processor", "issuer"]
# Who stands at a place of a category's order. `decider` is whoever decides about refunds (the processor's file says
# it), `other` the other one of developer and processor, `issuer-by-right` the issuer only where a rule gives a right.
Place = Literal["developer", "processor", "issuer", "decider", "other", "issuer-by-right"]
# Who the legal seller is: the processor itself, whoever sells through it (the receipt names them), or the processor
# that also made the product, so that there is no other developer to ask.
SoldBy = Literal["itself", "others", "maker"]
# What a buyer pays with, and not only through: behind it stands the card or bank account that it draws on.
WayToPay = Literal["paypal", "pay-later", "crypto", "wallet"]
Paid = Literal["credit-card", "debit-card", "paypal", "direct-debit", "bank-transfer", "pay-later", "crypto"]
Where = Literal["eu", "uk", "us", "elsewhere"]
Item = Literal[
    "order-number",
    "email",
    "date",
    "amount",
    "last-four",
    "receipt",
    "statement-line",
    "product",
    "account",
    "transaction-id",
    "reason",
    "messages",
    "billing-details",
]


# What is said of a value in no right form, here and in editors.
_A_DATE = "a date is a year, a month or a day; write 2025, 2025-01 or 2025-01-31"
_AN_ID = "an id has only a-z, 0-9 and single hyphens inside; write for example acme-pay"
_A_FULL_DATE = "this date needs its day; write for example 2025-01-31"
_AN_ADDRESS = "a web address starts with https:// and names a host; write for example https://pay.example/help"
_A_HOST = "a host is lower case, without https:// and without a path; write for example pay.example"
_AN_EMAIL = "this is not an e-mail address; write for example help@pay.example"
_A_COUNTRY = 'a country is its two-letter ISO code in capitals; write for example DE, or "NO" in quotes'
_A_PHONE = (
    'a phone number has +, the country code and then only digits, in quotes; write for example "+442079460958" '
    "(where the country is certain, recourse fix writes it so)"
)
_A_LANGUAGE = "a language is its two-letter ISO code; write for example en or de"
_A_GROUP = "a group's name has only a-z and single hyphens inside; write for example my-card"
_A_MASK = "a mask uses # for a digit, @ for a letter, % for either, * at its end for more; write for example ACM-####"


def _shown(form: str, said: str, **more: int) -> WithJsonSchema:
    """Show editors the form of a text, and what they say of any other."""
    return WithJsonSchema({"type": "string", "pattern": f"^(?:{form})$", "patternErrorMessage": said, **more})


class _Form:
    """The form of a text, for loading and for editors, and what is said of any other."""

    def __init__(self, form: str, said: str) -> None:
        self._form, self._said = form, said

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "pattern": f"^(?:{self._form})$", "patternErrorMessage": self._said}

    def _checked(self, value: str) -> str:
        if not re.fullmatch(self._form, value):
            raise ValueError(self._said)
        return value


def _id(length: int) -> AfterValidator:
    def check(value: str) -> str:
        if not re.fullmatch(forms.ID, value):
            raise ValueError(_AN_ID)
        if len(value) > length:
            raise ValueError(f"an id may have at most {length} characters, this one has {len(value)}; shorten it")
        return value

    return AfterValidator(check)


def _partial_date(value: str) -> str:
    try:
        match = re.fullmatch(r"(199\d|20\d\d)(?:-(\d\d)(?:-(\d\d))?)?", value, re.ASCII)
        date(*(int(part or 1) for part in match.groups()) if match else (0, 0, 0))
    except ValueError:
        raise ValueError(_A_DATE) from None
    return value


def _full_date(value: str) -> str:
    if len(_partial_date(value)) != len("2025-01-31"):
        raise ValueError(_A_FULL_DATE)
    return value


def _address(value: str) -> str:
    try:
        parts = urlsplit(value)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    bare = _is_host(host) and not port and "@" not in parts.netloc  # a name before the @ looks like the host
    if parts.scheme not in {"http", "https"} or not bare or not _is_plain(value):
        raise ValueError(_AN_ADDRESS)
    if value.endswith((",", ";")) or (value.endswith(")") and "(" not in value):
        raise ValueError(f"the address ends in {value[-1]} which belongs to a sentence around it; remove it")
    if len(value) > ADDRESS_LENGTH:
        raise ValueError(_too_long(ADDRESS_LENGTH))
    return value


def _is_plain(value: str) -> bool:
    return value.isprintable() and not re.search(r"[\s<>]", value)


def _is_host(value: str) -> bool:
    return re.fullmatch(forms.HOST, value) is not None


def _too_long(length: int) -> str:
    return f"the text is too long; {length} characters at most"


def _phone_as_text(value: object) -> object:
    if not isinstance(value, str):  # a number, where the quotes are missing
        raise ValueError(_A_PHONE)  # noqa: TRY004 - pydantic turns only a ValueError into an error at this place
    return value


def _words(value: object) -> object:
    if isinstance(value, bool | int | float):
        raise ValueError("YAML reads this as a number, or as yes or no; put the text in quotes")  # noqa: TRY004
    return {"en": value} if isinstance(value, str) else value


def _all_words(value: Mapping[str, str]) -> Mapping[str, str]:
    for language, words in value.items():
        if not re.fullmatch(forms.LANGUAGE, language):
            raise ValueError(_A_LANGUAGE)
        if not words.strip():
            raise ValueError("the text is empty; write a sentence or leave the line out")
    if "en" not in value:
        raise ValueError("English is the language that all others fall back to; write an en: line")
    return value


def _words_shown(length: int) -> WithJsonSchema:
    text: dict[str, Any] = {"pattern": r"\S", "maxLength": length}
    return WithJsonSchema(
        {
            "type": ["string", "object"],
            **text,
            "propertyNames": {"pattern": f"^{forms.LANGUAGE}$"},
            "additionalProperties": {"type": "string", **text},
            "required": ["en"],
        }
    )


def _year_as_text(value: object) -> object:
    # YAML reads a bare year as a number; a year is what was meant. Whatever else it reads is no date.
    if isinstance(value, bool | float):
        raise ValueError(_A_DATE)  # noqa: TRY004 - pydantic turns only a ValueError into an error at this place
    return str(value) if isinstance(value, int) else value


def _no_doubles(values: tuple[str, ...]) -> tuple[str, ...]:
    doubled = next((value for value, times in Counter(values).items() if times > 1), None)
    if doubled is not None:
        raise ValueError(f"{quoted(doubled)} stands here twice; keep one of them")
    return values


def _somebody_always(places: tuple[str, ...]) -> tuple[str, ...]:
    for named, meant in (("decider", "other"), ("other", "decider")):
        if named in places and {"developer", "processor"} & set(places):
            raise ValueError(f"{named} and {meant} stand for developer and processor; write one pair or the other")
    if set(places) <= {"issuer", "issuer-by-right"}:
        raise ValueError("nobody but the issuer is named; add developer or processor")
    return places


def _name(value: str) -> str:
    if not value.strip():
        raise ValueError("the text is empty; write a name or leave the line out")
    if "\n" in value:
        raise ValueError("a control character; delete it")
    return value


NO_DOUBLES = AfterValidator(_no_doubles)
SHOWN_NO_DOUBLES: Mapping[str, bool] = {"uniqueItems": True}  # the same for editors

ProcessorId = Annotated[str, _id(PROCESSOR_ID_LENGTH), _shown(forms.ID, _AN_ID, maxLength=PROCESSOR_ID_LENGTH)]
ProductId = Annotated[str, _id(PRODUCT_ID_LENGTH), _shown(forms.ID, _AN_ID, maxLength=PRODUCT_ID_LENGTH)]
PartialDate = Annotated[
    str,
    BeforeValidator(_year_as_text),
    AfterValidator(_partial_date),
    WithJsonSchema(
        {
            "type": ["integer", "string"],
            "minimum": 1990,
            "maximum": 2099,
            "pattern": f"^(?:{forms.PARTIAL_DATE})$",
            "patternErrorMessage": _A_DATE,
        }
    ),
]
FullDate = Annotated[
    str, BeforeValidator(_year_as_text), AfterValidator(_full_date), _shown(forms.FULL_DATE, _A_FULL_DATE)
]
Address = Annotated[str, AfterValidator(_address), _shown(forms.ADDRESS, _AN_ADDRESS, maxLength=ADDRESS_LENGTH)]
Host = Annotated[str, Field(max_length=253), _Form(forms.HOST, _A_HOST)]
Email = Annotated[str, Field(max_length=254), _Form(forms.EMAIL, _AN_EMAIL)]
Country = Annotated[str, _Form(forms.COUNTRY, _A_COUNTRY)]
PhoneNumber = Annotated[str, BeforeValidator(_phone_as_text), _Form(forms.PHONE, _A_PHONE)]
Mask = Annotated[str, _Form(forms.MASK, _A_MASK)]
Name = Annotated[str, Field(min_length=1, max_length=60), AfterValidator(_name)]
FullName = Annotated[str, Field(min_length=1, max_length=LABEL_LENGTH), AfterValidator(_name)]
Language = Annotated[str, _Form(forms.LANGUAGE, _A_LANGUAGE)]
GroupId = Annotated[str, _Form(forms.GROUP_ID, _A_GROUP)]
# A text in several languages; a plain string is English.
Words = Annotated[
    Mapping[str, Annotated[str, Field(max_length=TEXT_LENGTH)]],
    BeforeValidator(_words),
    AfterValidator(_all_words),
    _words_shown(TEXT_LENGTH),
]
# The same in a few words, such as a name.
Label = Annotated[
    Mapping[str, Annotated[str, Field(max_length=LABEL_LENGTH)]],
    BeforeValidator(_words),
    AfterValidator(_all_words),
    _words_shown(LABEL_LENGTH),
]

Places = Annotated[
    tuple[Place, ...],
    Field(
        min_length=1,
        json_schema_extra={
            **SHOWN_NO_DOUBLES,
            "contains": {"enum": ["developer", "processor", "decider", "other"]},
            "anyOf": [
                {"items": {"not": {"enum": ["decider", "other"]}}},
                {"items": {"not": {"enum": ["developer", "processor"]}}},
            ],
        },
    ),
    NO_DOUBLES,
    AfterValidator(_somebody_always),
]
