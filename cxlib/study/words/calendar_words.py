"""Words of the calendar: the workbook's four languages, and the French, German and Portuguese that files bring."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_MONTHS = """
january enero gener ianuarie janvier januar janeiro
february febrero febrer februarie fevrier februar fevereiro
march marzo marc martie mars marz maerz marco
april abril abril aprilie avril
may mayo maig mai maio
june junio juny iunie juin juni junho
july julio juliol iulie juillet juli julho
august agosto agost august aout
september septiembre setembre septembrie setiembre septembre
october octubre octubre octombrie octobre oktober outubro
november noviembre novembre noiembrie novembro
december diciembre desembre decembrie decembre dezember dezembro
"""
_WEEKDAYS = """
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
lunes martes miercoles jueves viernes sabado domingo lun mie jue vie sab dom
dilluns dimarts dimecres dijous divendres dissabte diumenge dl dt dc dj dv ds dg
luni marti miercuri joi vineri sambata duminica mie joi vin sam dum
lundi mardi mercredi jeudi vendredi samedi dimanche mer jeu ven dim
montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so
segunda-feira terca-feira quarta-feira quinta-feira sexta-feira
"""
WEEKDAYS = frozenset(_WEEKDAYS.split())
_SHORT = 3  # letters that are enough for a month; "jui" is June or July
_SEASONS = (
    "spring primavera primavara printemps",
    "summer verano estiu vara ete",
    "autumn fall otono tardor toamna automne",
)
WINTER = 12  # its month leaves the year open: that of its beginning, or of its end
_WINTERS = "winter invierno hivern iarna hiver"

HALF, THIRD, QUARTER, BIMESTER, MONTH = 186, 124, 93, 62, 31  # days, in months of 31
WEEK, ROUND = 7, 1
_UNITS = {
    HALF: "h half hy halfyear semestre semestru semestrul semester halbjahr jumatate jumatatea mitad meitat",
    THIRD: "c cuatrimestre cuatrim quadrimestre quadrim tertial",
    QUARTER: "q qtr quarter quarters t trim trimestre trimestru trimestrul trimester quartal",
    BIMESTER: "b bim bimestre bimestru bimestrul",
    MONTH: "m month mes luna mois monat",
    WEEK: "w wk week kw cw semana setmana saptamana saptamina sapt setm semaine woche",
    ROUND: "wave ola oleada onada val valul vague welle vaga round ronda runda edition edicion edicio editia ciclo "
    "cicle ciclu",
}
_ORDER = (
    "first primer primero primera primul prima i",
    "second segundo segunda segon segona doilea doua ii",
    "third tercer tercero tercera treilea treia iii",
    "fourth cuarto cuarta quart quarta patrulea patra iv",
    *("v", "vi", "vii", "viii", "ix", "x", "xi", "xii"),
)
UNITS = {word: length for length, words in _UNITS.items() for word in words.split()}
TWO_UNITS = ("s", "sem")  # of a semester or of a week (semana, setmana, saptamana)
NUMBERS = {word: place for place, words in enumerate(_ORDER, start=1) for word in words.split()}
_IDLE = "of de del d l la el din dia al a the lea ul year ano any an anul ejercicio exercici zi in en du des im"
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
