"""Check digits of cards, accounts and ids of a state; each takes letters and digits without signs between."""

from __future__ import annotations

LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
_CNP = (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)
_ACCOUNT = (1, 2, 4, 8, 5, 10, 9, 7, 3, 6)
_ODD = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)
# Letters and digits of an account in the countries whose customers write here, and their neighbours'
IBAN_LENGTHS = {
    "AD": 24, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "DE": 22, "ES": 24, "FR": 27, "GB": 22, "HU": 28, "IE": 22,
    "IT": 27, "LT": 20, "LU": 20, "MD": 24, "NL": 18, "PL": 28, "PT": 25, "RO": 24,
}  # fmt: skip


def dni(text: str) -> bool:
    """DNI or NIE of Spain, the letter a capital."""
    number = {"X": "0", "Y": "1", "Z": "2"}.get(text[0], text[0]) + text[1:-1]
    return LETTERS[int(number) % 23] == text[-1]


def cnp(text: str) -> bool:
    """CNP of Romania: a day that can be, and the control digit."""
    control = sum(int(digit) * weight for digit, weight in zip(text, _CNP, strict=False)) % 11
    day = 1 <= int(text[3:5]) <= 12 and 1 <= int(text[5:7]) <= 31
    return day and int(text[12]) == (1 if control == 10 else control)


def nhs(text: str) -> bool:
    """Number of a patient in England: ten digits, the last a control."""
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(text, range(10, 1, -1), strict=False)) % 11
    return rest % 11 == int(text[9])


def security(text: str) -> bool:
    """Number of Spain's social security: province, eight digits, and what is left of them by 97."""
    return int(text[:10]) % 97 == int(text[10:])


def nif(text: str) -> bool:
    """NIF of Portugal: nine digits, the last a control."""
    rest = sum(int(digit) * weight for digit, weight in zip(text, range(9, 1, -1), strict=False)) % 11
    return int(text[8]) == (0 if rest < 2 else 11 - rest)


def steuer_id(text: str) -> bool:
    """Tax number of Germany: of ten digits one stands twice or three times, and the eleventh is a control."""
    often = [text[:10].count(digit) for digit in set(text[:10])]
    product = 10
    for digit in text[:10]:
        product = ((int(digit) + product) % 10 or 10) * 2 % 11
    return sum(count > 1 for count in often) == 1 and max(often) < 4 and (11 - product) % 10 == int(text[10])


def nir(text: str) -> bool:
    """Social security number of France with its key; 2A and 2B are Corsica."""
    return 97 - int(text[:13].replace("2A", "19").replace("2B", "18")) % 97 == int(text[13:])


def codice_fiscale(text: str) -> bool:
    """Tax code of Italy: its last letter follows from the others, those at odd places by a list."""
    signs = ["ABCDEFGHIJKLMNOPQRSTUVWXYZ".find(sign) if sign.isalpha() else int(sign) for sign in text]
    return (sum(_ODD[sign] for sign in signs[:15:2]) + sum(signs[1:15:2])) % 26 == signs[15]


def iban(text: str) -> bool:
    """IBAN by its remainder (ISO 13616); the length is not looked at."""
    return int("".join(str(int(sign, 36)) for sign in text[4:] + text[:4])) % 97 == 1


def account(text: str) -> bool:
    """Account of Spain in its twenty digits: bank and branch, two control digits, number."""

    def control(digits: str) -> int:
        rest = 11 - sum(int(digit) * weight for digit, weight in zip(digits, _ACCOUNT, strict=True)) % 11
        return {10: 1, 11: 0}.get(rest, rest)

    return (control("00" + text[:8]), control(text[10:])) == (int(text[8]), int(text[9]))


def card(text: str) -> bool:
    """Number of a payment card by Luhn's sum; 13 digits as Visa had them, 14 as Diners has, 15 as American Express."""
    if text[0] not in "23456" or (
        len(text) < 15
        and (len(text) != 13 or text[0] != "4")
        and (len(text) != 14 or text[:2] not in ("30", "36", "38", "39"))
    ):
        return False
    if len(text) == 13 and sum(map(int, text[::2])) % 10 == -3 * sum(map(int, text[1::2])) % 10:  # a bar code
        return False
    if len(text) == 15 and text[:2] not in ("34", "37"):  # a telephone's own number passes the sum too
        return False
    if text[0] == "2" and not 2200 <= int(text[:4]) <= 2720:
        return False
    digits = [int(digit) for digit in reversed(text)]
    return (sum(digits[::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])) % 10 == 0
