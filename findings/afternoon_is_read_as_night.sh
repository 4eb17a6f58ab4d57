#!/usr/bin/env bash
# Package:   Babel 2.19.0, babel.dates.parse_time
# Behaviour: afternoon and morning are told apart by the letters "pm" and "am" alone. Spanish, Catalan, Romanian and
#            Greek write "p. m.", "p.m.", "μ.μ.", which are passed over: 3:45 in the afternoon is read as 03:45, a
#            quarter to one at night as 12:45. It cannot read what format_time has just written, in es_CO, es_MX, es_US
#            and el_GR in the locale's own short format. No error.
# One would guess otherwise: parse_time takes a locale, whose words for the two halves of the day Babel knows and
#            writes; in English every hour comes back. Calls of the afternoon land in the night, waiting times across
#            noon are off by twelve hours.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" Babel==2.19.0
"$work/venv/bin/python" -W error - <<'PY'
import datetime as dt

from babel import Locale
from babel.dates import format_time, parse_time

hours = [dt.time(hour, 45) for hour in range(24)]


def back(locale, form):
    """The hours that are read back as another hour, of 24 written by Babel itself."""
    return [h.hour for h in hours if parse_time(format_time(h, form, locale=locale), locale=locale, format=form) != h]


wrong = {}
for locale in ("en_US", "es_CO", "es_MX", "es_US", "es_ES", "ca_ES", "ro_RO", "el_GR"):
    wrong[locale] = back(locale, "short"), back(locale, "h:mm a")
    text = format_time(dt.time(15, 45), "h:mm a", locale=locale)
    read = parse_time(text, locale=locale, format="h:mm a")
    short, twelve = map(len, wrong[locale])
    print(f"{locale}: {text!r:20} is read as {read:%H:%M}; wrong of 24 hours: short {short}, 'h:mm a' {twelve}")


# a second route: the locale's own word for the afternoon decides
def by_words(text, locale):
    afternoon = Locale.parse(locale).day_periods["format"]["abbreviated"]["pm"]
    hour, minute = map(int, text.split()[0].split(":"))
    return dt.time(hour % 12 + (12 if text.endswith(afternoon) else 0), minute)


for locale in wrong:
    texts = [format_time(hour, "h:mm a", locale=locale) for hour in hours]
    assert [by_words(text, locale) for text in texts] == hours, f"changed: {locale} is not read back by its own words"
print("by the locale's own words all 24 hours come back in each of them")

# midnight to one is read as noon to one, one to midnight as one to noon
half = [0, *range(13, 24)]
assert wrong["en_US"] == ([], []), f"changed: English {wrong['en_US']}"
for locale in ("es_CO", "es_MX", "es_US", "el_GR"):
    assert wrong[locale] == (half, half), f"changed: {locale} {wrong[locale]}"
for locale in ("es_ES", "ca_ES", "ro_RO"):
    assert wrong[locale] == ([], half), f"changed: {locale} {wrong[locale]}"
print("as stated")
PY
