"""Ways in which people write what names them, and what looks like it: written before any pattern was.

What is personal stands between ⟦ and ⟧; a line without them must come back as it is. Every address, number and id is
invented; those with a check digit pass it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

ES = {
    "email": """
Mi correo es ⟦ana.garcia@gmail.com⟧, gracias
Escríbanme a ⟦j_perez-82@correo.es⟧.
(⟦MARIA.LOPEZ@HOTMAIL.COM⟧)
email:⟦pepe+facturas@empresa.com.es⟧
Respondan a <⟦lola@ejemplo.org⟧> por favor
⟦juan @ gmail.com⟧ es mi dirección
mándenlo a ⟦juan arroba gmail punto com⟧
mi mail ⟦rosa(at)yahoo.es⟧
⟦niño.ñandú@señal.es⟧ para la factura
Contacto: ⟦a@b.co⟧; no llamen""",
    "phone": """
Llámenme al ⟦612345678⟧
mi móvil: ⟦612 345 678⟧
tel. ⟦93 123 45 67⟧ por las tardes
Teléfono ⟦931 23 45 67⟧
⟦+34 612 345 678⟧
el ⟦+34612345678⟧, de 9 a 14
⟦0034 612 34 56 78⟧
⟦(+34) 612-345-678⟧
⟦912.345.678⟧ es el fijo
llamar al ⟦687/123456⟧
móvil ⟦612 345 678/79⟧
⟦６１２３４５６７８⟧ móvil
whatsapp ⟦6 1 2 3 4 5 6 7 8⟧
fijo ⟦(972) 12 34 56⟧
⟦+376 312 345⟧ desde Andorra
tengo el ⟦7 12 34 56 78⟧ de teléfono""",
    "card": """
Pagué con la ⟦4111111111111111⟧
tarjeta ⟦4111 1111 1111 1111⟧
⟦5500-0055-5555-5559⟧ caduca pronto
nº ⟦4012.8888.8888.1881⟧
Amex ⟦3782 822463 10005⟧
visa:⟦4012888888881881⟧""",
    "iban": """
Mi cuenta: ⟦ES91 2100 0418 4502 0005 1332⟧
⟦ES9121000418450200051332⟧
IBAN ⟦es91-2100-0418-4502-0005-1332⟧ a mi nombre
devuélvanlo a ⟦ES91 21000418 450200051332⟧ ya
cuenta ⟦2100 0418 45 0200051332⟧
⟦AD12 0001 2030 2003 5910 0100⟧""",
    "id": """
DNI ⟦12345678Z⟧
mi dni es ⟦12.345.678-Z⟧
⟦12345678-z⟧ es mi documento
NIF: ⟦12345678 Z⟧
NIE ⟦X1234567L⟧
⟦X-1234567-L⟧
nie ⟦y 1234567 x⟧
dni ⟦12345678⟧
pasaporte ⟦AAA123456⟧
titular ⟦１２３４５６７８Ｚ⟧""",
    "name": """
Soy ⟦Juan Pérez⟧ y compré una lavadora
Me llamo ⟦Ana María de la Fuente⟧
Hola ⟦Lucía⟧, sigo esperando
Un saludo, ⟦Marta Ruiz⟧
Atentamente, ⟦José Luis Gómez⟧
El Sr. ⟦Martínez⟧ fue muy amable
Me atendió ⟦Laura⟧ en la tienda
la señora ⟦Gutiérrez⟧ no sabía nada""",
    "harmless": """
Pagué 70 euros, que no es poco
Costaba 1.234.567,89 € y era mentira
El número de pedido es el 49053088.
Pedido 612345678 sin entregar
Vinieron el 12/05/2026 a las 10:30
El 2026-05-12 no había nadie
entre el 15-03-2025 y el 20-03-2025
la factura F-2025/001234 no cuadra
referencia 20251231-0045
Tardaron 25 min y 300 km
consume 1.500 kWh al año
La lavadora modelo WM-612345678-X
612 345 678 euros de beneficio, dicen
llevo 35 años de cliente
Son las 9:00 y sigo esperando
nº 5, 3º 2ª
de 10 a 14 y de 16 a 20
200/55 R16
me cobraron 2 x 49,99
Un saludo a todos
Hola Buenas tardes
Soy Cliente desde 1998
@ponnou respondan""",
}
CA = {
    "email": """
El meu correu és ⟦anna.puig@gmail.com⟧
Escriviu-me a ⟦jordi_vila-7@xtec.cat⟧.
(⟦MONTSE@HOTMAIL.COM⟧)
correu:⟦pep+factures@empresa.cat⟧
responeu a <⟦laia@exemple.org⟧> si us plau
⟦joan @ gmail.com⟧ és la meva adreça
envieu-ho a ⟦joan arrova gmail punt com⟧
⟦rosa[at]andorra.ad⟧
⟦niça.peña@senyal.cat⟧ per a la factura
Contacte: ⟦a@b.cat⟧; no truqueu""",
    "phone": """
Truqueu-me al ⟦612345678⟧
el meu mòbil: ⟦612 345 678⟧
tel. ⟦93 123 45 67⟧ a les tardes
Telèfon ⟦931 23 45 67⟧
⟦+34 612 345 678⟧
el ⟦+34612345678⟧, de 9 a 14
⟦0034 612 34 56 78⟧
⟦(+34) 612-345-678⟧
⟦972.345.678⟧ és el fix
truqueu al ⟦687/123456⟧
⟦+376 312 345⟧
⟦00376 612345⟧ des d'Andorra
telèfon ⟦312 345⟧ d'Andorra
mòbil ⟦6 1 2 3 4 5 6 7 8⟧
⟦973 12 34 56⟧
⟦612 345 678⟧ a la nit""",
    "card": """
Vaig pagar amb la ⟦4111111111111111⟧
targeta ⟦4111 1111 1111 1111⟧
⟦5500-0055-5555-5559⟧ caduca aviat
núm. ⟦4012.8888.8888.1881⟧
Amex ⟦3782 822463 10005⟧
visa:⟦4012888888881881⟧""",
    "iban": """
El meu compte: ⟦ES91 2100 0418 4502 0005 1332⟧
⟦ES9121000418450200051332⟧
IBAN ⟦es91-2100-0418-4502-0005-1332⟧ al meu nom
⟦AD12 0001 2030 2003 5910 0100⟧
compte ⟦AD1200012030200359100100⟧ gràcies
compte ⟦2100 0418 45 0200051332⟧""",
    "id": """
DNI ⟦12345678Z⟧
el meu dni és ⟦12.345.678-Z⟧
⟦12345678-z⟧ és el meu document
NIF: ⟦12345678 Z⟧
NIE ⟦X1234567L⟧
⟦X-1234567-L⟧
NRT ⟦F-123456-Z⟧
⟦F-123456-Z⟧ és el meu número
nrt ⟦E123456X⟧
passaport ⟦AAA123456⟧""",
    "name": """
Soc en ⟦Joan Pérez⟧ i vaig comprar una rentadora
Em dic ⟦Anna Maria de la Font⟧
Hola ⟦Llúcia⟧, encara espero
Salutacions, ⟦Marta Ruiz⟧
Atentament, ⟦Josep Lluís Gómez⟧
El Sr. ⟦Martínez⟧ va ser molt amable
Em va atendre la ⟦Laura⟧ a la botiga
la senyora ⟦Puigdomènech⟧ no en sabia res""",
    "harmless": """
Vaig pagar 70 euros, que no és poc
Costava 1.234.567,89 € i era mentida
El número de comanda és el 49053088.
Comanda 612345678 sense entregar
Van venir el 12/05/2026 a les 10:30
El 2026-05-12 no hi havia ningú
entre el 15-03-2025 i el 20-03-2025
la factura F-2025/001234 no quadra
referència 20251231-0045
Van trigar 25 min i 300 km
consumeix 1.500 kWh l'any
La rentadora model WM-612345678-X
612 345 678 euros de benefici, diuen
fa 35 anys que soc client
Són les 9:00 i encara espero
núm. 5, 3r 2a
de 10 a 14 i de 16 a 20
m'han cobrat 2 x 49,99
Salutacions a tothom
Hola Bona tarda
Soc Client des del 1998
312 345 visites al web""",
}
RO = {
    "email": """
Adresa mea este ⟦ana.popescu@gmail.com⟧
Scrieți-mi la ⟦ion_pop-82@yahoo.ro⟧.
(⟦MARIA.IONESCU@HOTMAIL.COM⟧)
email:⟦dan+facturi@firma.com.ro⟧
raspundeti la <⟦elena@exemplu.org⟧> va rog
⟦mihai @ gmail.com⟧ e adresa
trimiteti la ⟦mihai arond gmail punct com⟧
⟦radu(at)yahoo.ro⟧
⟦ștefan.țepeș@mail.ro⟧ pentru factura
Contact: ⟦a@b.ro⟧; nu sunati""",
    "phone": """
Sunați-mă la ⟦0722123456⟧
telefon: ⟦0722 123 456⟧
tel ⟦0722-123-456⟧ dupa 17
mobil ⟦0722.123.456⟧
⟦+40 722 123 456⟧
⟦+40722123456⟧
⟦0040 722 123 456⟧
⟦(+40) 722 123 456⟧
fix ⟦021 312 34 56⟧
⟦0213123456⟧ acasa
⟦(021) 312.3456⟧
sunati la ⟦0722/123456⟧
nr ⟦0 7 2 2 1 2 3 4 5 6⟧
⟦+40 (0)722 123 456⟧
din Spania ⟦612 345 678⟧
tel: ⟦0722 12 34 56⟧""",
    "card": """
Am plătit cu ⟦4111111111111111⟧
card ⟦4111 1111 1111 1111⟧
⟦5500-0055-5555-5559⟧ expira
nr. ⟦4012.8888.8888.1881⟧
Amex ⟦3782 822463 10005⟧
visa:⟦4012888888881881⟧""",
    "iban": """
Contul: ⟦RO49 AAAA 1B31 0075 9384 0000⟧
⟦RO49AAAA1B31007593840000⟧
iban ⟦ro49aaaa1b31007593840000⟧ pe numele meu
⟦RO49-AAAA-1B31-0075-9384-0000⟧
returnati in ⟦RO49 AAAA1B31 007593840000⟧ va rog
⟦ES91 2100 0418 4502 0005 1332⟧""",
    "id": """
CNP ⟦1800101221144⟧
cnp-ul meu: ⟦1800101221144⟧
⟦1800101221144⟧ este codul meu
CNP ⟦1 800101 221144⟧
cnp ⟦1-800101-221144⟧
CI seria ⟦RX nr. 123456⟧
seria ⟦RX 123456⟧
buletin seria ⟦XT numarul 654321⟧
pasaport ⟦051234567⟧
NIE ⟦X1234567L⟧""",
    "name": """
Sunt ⟦Ion Popescu⟧ si am cumparat un frigider
Mă numesc ⟦Ana Maria Ionescu⟧
Bună ⟦Elena⟧, tot aștept
Cu stimă, ⟦Mihai Radu⟧
O zi bună, ⟦Andreea⟧
Domnul ⟦Popescu⟧ a fost amabil
dl. ⟦Ionescu⟧ nu a venit
doamna ⟦Țepeș⟧ nu stia nimic""",
    "harmless": """
Am plătit 70 de lei, nu e puțin
Costa 1.234.567,89 lei si era minciuna
Numărul comenzii este 49053088.
Comanda 0722123456 nelivrata
Au venit pe 12.05.2026 la 10:30
Pe 2026-05-12 nu era nimeni
intre 15-03-2025 si 20-03-2025
factura F-2025/001234 nu e corecta
referinta 20251231-0045
Au întârziat 25 min si 300 km
consuma 1.500 kWh pe an
Masina model WM-612345678-X
612 345 678 lei profit, zic ei
sunt client de 35 de ani
E ora 9:00 si tot astept
etaj 3, ap. 12
de la 10 la 14 si 16-20
mi-au luat 2 x 49,99
O zi bună tuturor
Bună Ziua
Sunt Client din 1998
am sunat de 3 ori in 2 zile""",
}
EN = {
    "email": """
My address is ⟦anna.smith@gmail.com⟧, thanks
Write to ⟦j_brown-82@mail.co.uk⟧.
(⟦MARY.JONES@HOTMAIL.COM⟧)
email:⟦bob+bills@company.com⟧
Reply to <⟦liz@example.org⟧> please
⟦john @ gmail.com⟧ is mine
send it to ⟦john at gmail dot com⟧
⟦rose(at)yahoo.com⟧
⟦zoë.müller@post.de⟧ for the bill
Contact: ⟦a@b.co⟧; no calls""",
    "phone": """
Call me on ⟦07700900123⟧
mobile: ⟦07700 900123⟧
tel ⟦07700 900 123⟧ after five
phone ⟦020 7946 0958⟧
⟦+44 7700 900123⟧
⟦+447700900123⟧, mornings
⟦0044 7700 900123⟧
⟦+44 (0)7700 900123⟧
⟦(020) 7946 0958⟧
⟦0121 496 0123⟧ at home
in Spain ⟦612 345 678⟧
ring ⟦612345678⟧
⟦+34 612-345-678⟧
⟦+1 (202) 555-0143⟧
whatsapp ⟦+40 722 123 456⟧
⟦+376 312 345⟧ in Andorra""",
    "card": """
I paid with ⟦4111111111111111⟧
card ⟦4111 1111 1111 1111⟧
⟦5500-0055-5555-5559⟧ expires soon
no. ⟦4012.8888.8888.1881⟧
Amex ⟦3782 822463 10005⟧
visa:⟦4012888888881881⟧""",
    "iban": """
Account: ⟦GB29 NWBK 6016 1331 9268 19⟧
⟦GB29NWBK60161331926819⟧
iban ⟦gb29nwbk60161331926819⟧ in my name
⟦ES91-2100-0418-4502-0005-1332⟧
pay into ⟦ES91 21000418 450200051332⟧ now
⟦RO49 AAAA 1B31 0075 9384 0000⟧ thanks""",
    "id": """
DNI ⟦12345678Z⟧
my NIE is ⟦X1234567L⟧
⟦X-1234567-L⟧
⟦12345678-Z⟧ is my document
NIF: ⟦12345678 Z⟧
passport ⟦AAA123456⟧
passport number ⟦051234567⟧
national insurance ⟦AB 12 34 56 C⟧
CNP ⟦1800101221144⟧
NRT ⟦F-123456-Z⟧""",
    "name": """
I am ⟦John Smith⟧ and I bought a fridge
My name is ⟦Anne Marie O'Neill⟧
Hello ⟦Lucy⟧, still waiting
Kind regards, ⟦Martha Brown⟧
Yours sincerely, ⟦J. R. Jones⟧
Mr ⟦Taylor⟧ was very kind
Mrs. ⟦Wilson⟧ knew nothing
Dear ⟦Peter⟧, thank you""",
    "harmless": """
I paid 70 euros, which is a lot
It cost £1,234,567.89 and it broke
The order number is 49053088.
Order 612345678 not delivered
They came on 12/05/2026 at 10:30
On 2026-05-12 nobody was there
between 15-03-2025 and 20-03-2025
invoice F-2025/001234 is wrong
reference 20251231-0045
It took 25 min and 300 km
it uses 1,500 kWh a year
The washer model WM-612345678-X
612 345 678 euros of profit, they say
a customer for 35 years
It is 9:00 and I am waiting
flat 5, 3rd floor
from 10 to 14 and 16 to 20
charged 2 x 49.99
Regards to everyone
Hello There
I am Sorry to say it is broken
meet at noon, dot your i's""",
}
FORMATS = {"es": ES, "ca": CA, "ro": RO, "en": EN}


LATER = tomllib.loads((Path(__file__).parent / "personal_formats_later.toml").read_text(encoding="utf-8"))


def lines() -> list[tuple[str, str, str]]:
    """Language, kind, and the line with its marks."""
    first = [
        (language, kind, line)
        for language, kinds in FORMATS.items()
        for kind, block in kinds.items()
        for line in block.strip("\n").split("\n")
    ]
    later = [
        (language, kind, line)
        for languages in LATER.values()
        for language, kinds in languages.items()
        for kind, block in kinds.items()
        for line in block
    ]
    return first + later
