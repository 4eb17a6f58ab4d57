"""Whatever kind of number or address a person is named by goes, in every form and with the words around it."""

from __future__ import annotations

import re
import time
from itertools import product

import pytest

from cxlib.privacy import redacted

# documents by language, the words between name and number, and what follows
DOCUMENTS = {
    "en": (
        "passport/Irish passport/driving licence/driver number/licence number/id card/residence permit/health card"
        "/national insurance/NI number/NINO/NHS number/social security number",
        (" ", " no. ", ": ", " number is ", ", no ", " which is "),
        " was refused",
    ),
    "es": (
        "pasaporte/pasaporte francés/carnet de conducir/permiso de conducir/DNI/NIE/NIF/documento de identidad/cédula"
        "/permiso de residencia/tarjeta de residencia/tarjeta sanitaria/seguridad social/carnet",
        (" ", " núm. ", " nº ", ": ", " es el ", " con número ", " (", " que tengo es "),
        ", caducado",
    ),
    "ca": (
        "passaport/carnet de conduir/permís de conduir/DNI/NIE/NRT/carnet d'identitat/permís de residència"
        "/targeta de residència/targeta sanitària/CASS/passaport andorrà",
        (" ", " núm. ", ": ", " és el ", " amb número ", ", número ", " (", " meu és "),
        " i no val",
    ),
    "ro": (
        "pașaport/pasaportul/pașaport moldovenesc/permis de conducere/permis auto/buletin/cartea de identitate/CI"
        "/permis de ședere/card de sănătate/CNP/asigurare socială",
        (" ", " nr. ", ": ", " este ", ", nr ", " cu numărul ", " (", " meu este "),
        " nu merge",
    ),
}
FORMS = (
    *("533402718", "AB4407182", "PAF 719 340", "AB 719340", "B01382954K", "19FV40288", "058.113.902", "481-207-33"),
    *("D-084417", "F-318204-K", "f318204k", "tw119038", "HUGHE 853149 KL9TY", "PATEL805126RK9AB", "C04X80T81", "48213"),
    *("TW 11 90 38 D", "48.213.907-K", "AA 0482917"),
)
NAMED = [
    (name, between, after)
    for names, links, after in DOCUMENTS.values()
    for name, between in product(names.split("/"), links)
]


@pytest.mark.parametrize(("name", "between", "after"), NAMED)
def test_a_named_document_takes_what_looks_like_a_number_behind_it(name, between, after):
    for form in FORMS:
        assert redacted(f"{name}{between}{form}{after}")[0] == f"{name}{between}[id]{after}", form


@pytest.mark.parametrize(
    "name", ["passport", "carnet de conducir", "DNI", "permís de residència", "buletinul", "permis"]
)
@pytest.mark.parametrize(
    "behind",
    [
        *("12/03/2024", "pe 01.02.2031", "03/2031", "2019-2029", "2031-05-12", "12 05 2024", "10.45 - 11.20", "15:30"),
        *("12000 €", "£12,009.02", "45.50", "12500 lei", "12000 pesetas", "45000 people", "3 x 100"),
        *("order 448812", "y póliza 77-018842-3", "si biletul 0091-33827-11", "flight FR 8394", "error 50213"),
        *("and my ticket 00418827", "i el tiquet núm. 0071-2290", "factura F24/003812"),
    ],
)
def test_a_day_an_amount_or_the_number_of_something_else_behind_it_stays(name, behind):
    for between in (" ", ", ", " expires "):
        assert redacted(name + between + behind)[0] == name + between + behind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("533402718 is my passport, 48213907 (DNI)", "[id] is my passport, [id] (DNI)"),
        ("Pasaporte:\nPAB482917\nVuelo: FR 8394", "Pasaporte:\n[id]\nVuelo: FR 8394"),
        ("DNI y CNP 296112840127, tel. 612 345 678", "DNI y CNP [id], tel. [phone]"),
        ("el DNI de Ana, móvil 612345678", "el DNI de Ana, móvil [phone]"),
        (
            "DNI por fax 93 412 55 00, passport copy faxed to 020 7946 0018",
            "DNI por fax [phone], passport copy faxed to [phone]",
        ),
        ("permís 4821/2023 de l'ajuntament", "permís 4821/2023 de l'ajuntament"),
        ("my licence is MORGA657054SM9IJ", "my licence is [id]"),
        ("carnet de soci 00481, permiso de obras 2024/00123", "carnet de soci 00481, permiso de obras 2024/00123"),
    ],
)
def test_names_behind_the_number_other_lines_and_papers_that_name_nobody(text, expected):
    assert redacted(text)[0] == expected


PARTED = [
    "612345678",
    "612 34 56 78",
    "612-345-678",
    "612.345.678",
    "612/345/678",
    "612 20.81.37",
    "612-34 56.78",
    "61 234 56 78",
    "612·345·678",
    "6 1 2 3 4 5 6 7 8",
    "6-1-2-3-4-5-6-7-8",
    "(612) 34 56 78",
    "612 . 345 . 678",
    "612 - 34 - 56 - 78",
    "+34 612 345 678",
    "(+34) 612-345-678",
    "0034.612.345.678",
    "0722 418 093",
    "0722.418-093",
    "0 7 2 2 4 1 8 0 9 3",
    "(0722) 418 093",
    "0722 - 418 - 093",
    "021/310.44.72",
    "07700 900-264",
    "07700/900915",
    "0131 . 496 0551",
    "020 - 7946 0958",
    "+44 (0)20 7946 0958",
    "+376 341-208",
    "+33 (0)6 12 34 56 78",
    "+49 151/2345 6789",
]


@pytest.mark.parametrize("number", PARTED)
def test_a_telephone_goes_however_it_is_parted_with_its_extension(number):
    for before, after in [("tel. ", ""), ("call ", " please"), ("llámenme al ", ", por favor"), ("mobil: ", ".")]:
        for extension in ("", " ext. 21", ", ext 5", " int. 112", " x204", " extensión 3", " (ext. 9)"):
            assert redacted(before + number + extension + after)[0] == f"{before}[phone]{after}"


@pytest.mark.parametrize(
    "noun",
    [
        "policy",
        "ticket",
        "claim",
        "complaint",
        "booking",
        "póliza",
        "reserva",
        "incidencia",
        "solicitud",
        "número de cliente",
        "pòlissa",
        "tiquet",
        "comptador",
        "polița",
        "biletul",
        "contorul",
        "rezervarea",
        "voucherul",
        "cod produs",
    ],
)
@pytest.mark.parametrize(
    "number",
    ["612345678", "0722418093", "612 345 678", "77-018842-3", "0091-33827-11", "HH/7782134/02", "0034-118-7752"],
)
def test_what_another_noun_numbers_stays(noun, number):
    for before, between in product(("", "He llamado por la "), (" ", " nr. ", " nº ", ": ", " is ", " es el ")):
        text = f"{before}{noun}{between}{number}"
        assert redacted(text)[0] == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ring me about my order on 07700 900123", "Ring me about my order on [phone]"),
        ("Sunati-ma pentru comanda la 0722 123 456", "Sunati-ma pentru comanda la [phone]"),
        ("calle Mayor 40 731 884 206 y Carrer Nou 34 612 345 678", "calle Mayor 40 [phone] y Carrer Nou 34 [phone]"),
        ("612 20.01.24, el 20.01.24", "612 20.01.24, el 20.01.24"),
    ],
)
def test_two_readings(text, expected):
    assert redacted(text)[0] == expected


CARDS = ("4111 1111 1111 1111", "41111111 11111111", "4111 111111111111", "3782 822463 10005", "6759 649826 438453")


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("sign", [" ", "-", ".", "/", "_", "*", "  ", " - ", "\n", "·"])
def test_a_card_behind_the_word_for_one_goes_however_it_is_parted(card, sign):
    for word in ("card ", "tarjeta nº ", "targeta: ", "cardul ", "VISA "):
        assert redacted(word + card.replace(" ", sign) + " ya")[0] == word + "[card] ya"
    assert redacted("tarjeta terminada en 1111")[0] == "tarjeta terminada en 1111"


SPOKEN = {
    "en": (" at ", " dot ", " underscore ", "seven", "all one word"),
    "es": (" arroba ", " punto ", " guion bajo ", "siete", "todo junto"),
    "ca": (" arrova ", " punt ", " guió baix ", "set", "tot en minúscules"),
    "ro": (" arond ", " punct ", " liniuță ", "șapte", "cu litere mici"),
}


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("host", ["gmail.com", "yahoo.ro", "outlook.es", "zoho.eu", "yahoo.co.uk"])
def test_an_address_told_to_somebody_goes_whole(language, host):
    at, dot, line, seven, note = SPOKEN[language]
    said, parted = host.replace(".", dot), host.replace(".", " . ")
    for address in (
        *(f"marta{dot}vidal{at}{said}", f"marta{line}vidal{at}{said}", f"vidal {seven} {seven}{at}{said}"),
        *(f"vidal {note}{at}{said}", f"vidal, {note},{at}{said}", f"v i d a l 8 5{at}{said}"),
        *(f"v i d a l{dot}m{at}{said}", f"s a m{line}77{at}{said}", f"marta.vidal @ {said}"),
        *(
            f"v i d a l 8 5 @ {host}",
            f"v i d a l 8 5 @ {parted}",
            f"vidal85 @ {parted}",
        ),
        *(
            f"v i d a l @ {re.sub('(?<=.)(?=.)', ' ', host)}",
            f"vidal85@{host}",
            f"vidal85 (at) {said.replace(dot, ' (dot) ')}",
        ),
    ):
        assert redacted(f"contact: {address}")[0] == "contact: [email]", address


def test_words_before_and_behind_an_address_stay():
    assert redacted("correu electrònic pere punt solà arroba yahoo punt es")[0] == "correu electrònic [email]"
    assert redacted("look at yahoo.com at seven at gate 4")[0] == "look at yahoo.com at seven at gate 4"
    assert redacted("Copia a uno@example.com y a dos@example.com")[0] == "Copia a [email] y a [email]"


@pytest.mark.parametrize(
    "piece", ["a 1 @ ", "a b arroba ", "dni a1 ", "CI A1 ", "card 1 ", "tel 1 - ", "one at ", "pedido nr. "]
)
def test_the_time_grows_with_the_text(piece):
    took = []
    for signs in (25_000, 100_000):
        began = time.process_time()
        redacted(piece * (signs // len(piece)))
        took.append(time.process_time() - began)
    assert took[1] < 8 * took[0] + 0.2  # four times as long, and no sixteen


@pytest.mark.parametrize(
    ("text", "left"),
    {
        "El meu número és +376-601-099. L'antic no.": "El meu número és [phone]. L'antic no.",
        "Van entrar 1.099 L d'aigua pel sostre": "Van entrar 1.099 L d'aigua pel sostre",
        "bill number 0091-2231-48, charged twice": "bill number 0091-2231-48, charged twice",
        "la botiga (93.270.40.77, extensió 12) no contesta": "la botiga ([phone]) no contesta",
        "93.270.40.77 (ext. 12) no contesta": "[phone] no contesta",
    }.items(),
)
def test_what_stands_behind_a_number_is_looked_at(text, left):
    assert redacted(text)[0] == left


@pytest.mark.parametrize(
    ("text", "left"),
    {
        # an office of the insurer has a telephone
        "a la oficina de la Seguridad Social al 915 412 345.": "a la oficina de la Seguridad Social al [phone].",
        "Llamé a la Seguridad Social, 915412345, y nada": "Llamé a la Seguridad Social, [phone], y nada",
        "Oficina de la Seguretat Social: 934 123 456": "Oficina de la Seguretat Social: [phone]",
        "asigurări sociale la 021 312 3456": "asigurări sociale la [phone]",
        "National Insurance office 0161 496 0123": "National Insurance office [phone]",
        "Oficina del DNI: 915 412 345": "Oficina del DNI: [phone]",
        # and a person a number
        "Seguridad Social 281234567840": "Seguridad Social [id]",
        "Seguridad Social 08 12345678 90": "Seguridad Social [id]",
        "Mi número de la Seguridad Social es 912345678": "Mi número de la Seguridad Social es [id]",
        "My National Insurance number is QQ 12 34 56 C": "My National Insurance number is [id]",
    }.items(),
)
def test_an_office_behind_the_name_of_a_document_has_a_telephone(text, left):
    assert redacted(text)[0] == left


@pytest.mark.parametrize(
    ("text", "left"),
    {
        "Passaport AAB123456 i al meu e BBC234567": "Passaport [id] i al meu e [id]",
        "El meu passaport és AAB123456, el de la meva dona és BBC234567": (
            "El meu passaport és [id], el de la meva dona és [id]"
        ),
        "mi pasaporte AAB123456 y el mío BBC234567": "mi pasaporte [id] y el mío [id]",
        "Pașaportul soției e 051234567, al meu e 052345678.": "Pașaportul soției e [id], al meu e [id].",
        "My passport is 533402718, my wife's is 533402719.": "My passport is [id], my wife's is [id].",
        # what is another thing's, or has another form, stays
        "El pasaporte AAB123456 y el vuelo BBC234567": "El pasaporte [id] y el vuelo BBC234567",
        "Pasaporte AAB123456, el del pedido BBC234567": "Pasaporte [id], el del pedido BBC234567",
        "My passport is 533402718 and her booking is 533402719.": "My passport is [id] and her booking is 533402719.",
        "pasaporte AAB123456 y el mío en 2 días": "pasaporte [id] y el mío en 2 días",
        "Am zborul RO123456 și al meu e RO234567": "Am zborul RO123456 și al meu e RO234567",
    }.items(),
)
def test_somebody_else_s_document_behind_a_named_one_has_its_form(text, left):
    assert redacted(text)[0] == left
