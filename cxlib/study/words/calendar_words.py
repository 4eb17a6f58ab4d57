"""Words of the calendar: the workbook's four languages, and five languages that files bring."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_MONTHS = """
january enero gener ianuarie janvier januar janeiro gennaio januari
february febrero febrer februarie fevrier februar fevereiro febbraio februari
march marzo marc martie mars marz maerz marco maart mrt
april abril aprilie avril aprile
may mayo maig mai maio maggio mei
june junio juny iunie juin juni junho giugno
july julio juliol iulie juillet juli julho luglio
august agosto agost august aout augustus
september septiembre setembre septembrie setiembre septembre settembre
october octubre octubre octombrie octobre oktober outubro ottobre
november noviembre novembre noiembrie novembro
december diciembre desembre decembrie decembre dezember dezembro dicembre
"""
_WEEKDAYS = """
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
lunes martes miercoles jueves viernes sabado domingo lun mie jue vie sab dom
dilluns dimarts dimecres dijous divendres dissabte diumenge dl dt dc dj dv ds dg
luni marti miercuri joi vineri sambata duminica mie joi vin sam dum
lundi mardi mercredi jeudi vendredi samedi dimanche mer jeu ven dim
montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so
lunedi martedi mercoledi giovedi venerdi sabato domenica gio
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo
segunda-feira terca-feira quarta-feira quinta-feira sexta-feira
"""
WEEKDAYS = frozenset(_WEEKDAYS.split())
_SHORT = 3  # letters that are enough for a month; "jui" is June or July
_SEASONS = (
    "spring primavera primavara printemps lente",
    "summer verano estiu vara ete estate zomer",
    "autumn fall otono tardor toamna automne autunno herfst",
)
WINTER = 12  # its month leaves the year open: that of its beginning, or of its end
_WINTERS = "winter invierno hivern iarna hiver inverno"

HALF, THIRD, QUARTER, BIMESTER, MONTH = 186, 124, 93, 62, 31  # days, in months of 31
WEEK, ROUND = 7, 1
_UNITS = {
    HALF: "h half hy halfyear semestre semestru semestrul semester halbjahr jumatate jumatatea mitad meitat halfjaar",
    THIRD: "c cuatrimestre cuatrim quadrimestre quadrim tertial",
    QUARTER: "q qtr quarter quarters t trim trimestre trimestru trimestrul trimester quartal kwartaal",
    BIMESTER: "b bim bimestre bimestru bimestrul",
    MONTH: "m month mes luna mois monat mese maand",
    WEEK: "w wk week kw cw semana setmana saptamana saptamina sapt setm semaine woche settimana",
    ROUND: "wave ola oleada onada val valul vague welle vaga round ronda runda edition edicion edicio editia ciclo "
    "cicle ciclu ondata ronde meting",
}
_ORDER = (
    "first primer primero primera primul prima primo eerste i",
    "second segundo segunda segon segona doilea doua secondo tweede ii",
    "third tercer tercero tercera treilea treia terzo terza derde iii",
    "fourth cuarto cuarta quart quarta patrulea patra quarto vierde iv",
    *("v", "vi", "vii", "viii", "ix", "x", "xi", "xii"),
)
UNITS = {word: length for length, words in _UNITS.items() for word in words.split()}
TWO_UNITS = ("s", "sem")  # of a semester or of a week (semana, setmana, saptamana)
NUMBERS = {word: place for place, words in enumerate(_ORDER, start=1) for word in words.split()}
_IDLE = "of de del d l la el din dia al a the lea ul year ano any an anul ejercicio exercici zi in en du des im"
_IDLE += " dell van het jaar anno"
IDLE = frozenset(_IDLE.split())
FISCAL = "fy"  # two digits behind it are a year


def bare(text: str) -> str:
    """Small letters without accents."""
    text = unicodedata.normalize("NFKD", re.sub("[ºª°]", " ", text).casefold())
    return "".join(sign for sign in text if not unicodedata.combining(sign))


@cache
def month_of(word: str) -> int | None:
    """The month that a bare word names, whole or by its first letters."""
    if len(word) < _SHORT and word != "ag":  # ag. is how Catalan shortens August
        return None
    found = [
        number
        for number, names in enumerate(_MONTHS.split("\n")[1:-1], start=1)
        if any(name.startswith(word) for name in names.split())
    ]
    return found[0] if len(found) == 1 else None


def season_of(word: str) -> int | None:
    """The month in which the season of a bare word begins."""
    if word in _WINTERS.split():
        return WINTER
    return next((3 * place for place, words in enumerate(_SEASONS, start=1) if word in words.split()), None)


def two_digits(year: str) -> int:
    """The year that two digits stand for: 1970 to 2069."""
    return int(year) + (1900 if int(year) >= 70 else 2000)
