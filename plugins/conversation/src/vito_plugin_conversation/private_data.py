"""E-mail addresses, telephone and card numbers in a text, in a form that can be compared."""

import re

_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<![\w./-])(?:"
    r"(?:\+|00)\d{1,3}(?:[ ().-]{0,2}\d){6,13}"  # international
    r"|\(\d{2,4}\)(?:[ .-]?\d){6,9}"  # with an area code in brackets
    r"|[2-9]\d{2}[-. ]?\d{3}[-. ]?\d{4}"  # North America
    r"|[6789]\d{2}(?:[ .-]\d{3}){2}|[6789]\d{2}(?:[ .-]\d{2}){3}|[6789]\d{8}"  # Spain
    r"|0\d(?:[ .-]\d{2}){4}"  # France
    r"|0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}|0\d{2,3}(?:[ -]\d{2,3}){3}"  # others with a national prefix
    r")(?![\d/-]|\.\d)"
)
_CARD = re.compile(r"(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-]|\.\d)")


def private_data(text: str) -> frozenset[str]:
    """Addresses in lower case, numbers as their digits; card numbers only if their check digit is right
    (Luhn).
    """
    cards = {digits for found in _CARD.finditer(text) if _luhn(digits := _digits(found.group()))}
    phones = {_digits(found.group()) for found in _PHONE.finditer(text)}
    emails = {found.group().casefold().rstrip(".") for found in _EMAIL.finditer(text)}
    return frozenset(cards | phones | emails)


def unsupported(text: str, sources: str) -> bool:
    """Whether a text holds such data that none of the sources hold."""
    found = private_data(text)
    if not found:
        return False
    written, digits = sources.casefold(), _digits(sources)
    return any(item not in (written if "@" in item else digits) for item in found)


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _luhn(digits: str) -> bool:
    """ISO/IEC 7812-1, annex B."""
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
