#!/usr/bin/env bash
# Package:   Babel 2.19.0, dates.format_date with "w" (week of the year) and "Y" (its year)
# Behaviour: a locale that is a language alone, as es, ca, de, fr or it, does not have the weeks of its country: the week that
#            holds 1 January is week 1, be it for a day only. es_ES, ca_ES, de_DE, fr_FR and it_IT have ISO weeks. From
#            January 2024 to 27 December 2026 both say the same on each day; from then to the end of 2028 never: 4 January
#            2027, of week 1, is told as week 2. No warning.
# One would guess otherwise: Babel's own table says that es without a country is es_ES, and it writes the dates of the two
#            alike. What was checked for three years on end slips in a new one: a wave named by its week joins the tracker a
#            week off, and the last week of the old year bears the name of the first of the new one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" babel==2.19.0
"$work/venv/bin/python" -W error - <<'PY'
import datetime as dt

from babel.core import get_global
from babel.dates import format_date

ALIKE = dt.date(2024, 1, 1), dt.date(2026, 12, 27)
OTHER = dt.date(2026, 12, 28), dt.date(2028, 12, 31)


def days(first, last):
    return [first + dt.timedelta(n) for n in range((last - first).days + 1)]


def week(day, locale):
    return int(format_date(day, "w", locale=locale))


def named(day, locale):
    return format_date(day, "Y-'W'ww", locale=locale)


def iso(day):
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


for day in (dt.date(2026, 12, 21), dt.date(2026, 12, 28), dt.date(2027, 1, 4), dt.date(2027, 5, 10)):
    print(day, " ISO", iso(day), " es", named(day, "es"), " es_ES", named(day, "es_ES"))

for language in ("es", "ca", "de", "fr", "it"):
    country = f"{language}_{get_global('likely_subtags')[language].rpartition('_')[2]}"
    alike = sum(named(day, language) == iso(day) for day in days(*ALIKE))
    other = sum(named(day, language) != iso(day) for day in days(*OTHER))
    print(f"{language}, by Babel's table {country}: {alike} days alike, then {other} days in another week")
    assert all(named(day, country) == iso(day) for first, last in (ALIKE, OTHER) for day in days(first, last)), country
    assert alike == len(days(*ALIKE)), f"changed: {language} up to 2026"
    assert other == len(days(*OTHER)), f"changed: {language} from 2027 on"
    assert week(dt.date(2027, 1, 4), language) == 2 and week(dt.date(2027, 1, 4), country) == 1
    day = dt.date(2027, 5, 10)  # all else is written alike
    assert format_date(day, "full", locale=language) == format_date(day, "full", locale=country), "changed: the date"
print("as stated")
PY
