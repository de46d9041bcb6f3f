"""Phone numbers as people write them, in the form in which the files have them: + and country code, only digits."""

from babel import Locale

_SHORT_NAMES = {"US": "US", "USA": "US", "UK": "GB"}


def in_full(written: str, scope: str | None, country: str | None) -> str | None:
    """Return a number as E.164 has it, or None where it is not certain which one is meant.

    `scope` says in English or German for which buyers it is; a number without a country code is certain if that is a
    country, or if nothing is said and the company sits in one `country` (ISO code) alone. The numbering plans are those
    of the library phonenumbers; without it, no number is certain.
    """
    try:
        import phonenumbers  # noqa: PLC0415 - an extra, so it may be missing
    except ImportError:
        return None
    try:
        number = phonenumbers.parse(written, _country_named(scope) if scope else country)
    except phonenumbers.NumberParseException:
        return None
    if number.extension or not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _country_named(scope: str) -> str | None:
    if scope in _SHORT_NAMES:
        return _SHORT_NAMES[scope]
    for language in ("en", "de"):
        for code, name in Locale(language).territories.items():
            if name == scope and len(code) == len("DE"):
                return str(code)
    return None
