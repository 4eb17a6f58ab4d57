"""The words that the audit of questions looks for, in four languages; accents and capitals do not matter."""

from __future__ import annotations

JOINERS = {
    "en": ("and", "or", "as well as"),
    "es": ("y", "e", "o", "u", "así como"),
    "ca": ("i", "o", "així com"),
    "ro": ("și", "sau", "ori", "precum și"),
}
LEADING = {
    "en": (
        "don't you", "do you agree that", "wouldn't you", "isn't it", "of course", "obviously", "surely", "as you know",
        "how much did you enjoy", "how good", "great", "wonderful", "amazing",
        "fantastic", "outstanding", "award-winning", "the best",
    ),
    "es": (
        "no cree", "no le parece", "está de acuerdo en que", "verdad", "por supuesto", "sin duda", "evidentemente",
        "como sabe", "cuánto disfrutó", "magnífico", "magnífica", "maravilloso", "maravillosa", "fantástico",
        "fantástica", "extraordinario", "extraordinaria", "galardonado", "galardonada", "el mejor", "la mejor",
    ),
    "ca": (
        "no creu", "no troba", "està d'acord que", "oi que", "oi", "per descomptat", "sens dubte", "evidentment",
        "com sap", "com ja sap", "magnífic", "magnífica", "meravellós", "meravellosa", "fantàstic", "fantàstica",
        "extraordinari", "extraordinària", "guardonat", "guardonada", "el millor", "la millor",
    ),
    "ro": (
        "nu credeți", "nu vi se pare", "nu-i așa", "sunteți de acord că", "desigur", "bineînțeles", "fără îndoială",
        "evident", "după cum știți", "cât de mult v-a plăcut", "minunat", "minunată", "fantastic", "fantastică",
        "extraordinar", "extraordinară", "premiat", "premiată", "cel mai bun", "cea mai bună",
    ),
}  # fmt: skip
STRONG = {
    "en": (
        "very", "much", "extremely", "completely", "fully", "strongly", "definitely", "not at all", "never", "always",
        "excellent", "terrible", "worst", "best",
    ),
    "es": (
        "muy", "mucho", "mucha", "extremadamente", "completamente", "totalmente", "del todo", "sin duda",
        "definitivamente", "nada", "nunca", "siempre", "excelente", "pésimo", "pésima", "en absoluto",
    ),
    "ca": (
        "molt", "molta", "extremadament", "completament", "totalment", "del tot", "sens dubte", "gens", "mai", "sempre",
        "excel·lent", "pèssim", "pèssima", "en absolut", "segur",
    ),
    "ro": (
        "foarte", "mult", "multă", "extrem de", "complet", "pe deplin", "total", "cu siguranță", "deloc", "niciodată",
        "întotdeauna", "excelent", "excelentă", "în totalitate", "în niciun caz",
    ),
}  # fmt: skip
COUNTING = {
    "en": ("how often", "how many times", "how many", "have you ever", "did you have", "have you had"),
    "es": ("con qué frecuencia", "cuántas veces", "cuántos", "cuántas", "alguna vez", "ha tenido", "tuvo"),
    "ca": ("amb quina freqüència", "quantes vegades", "quants", "quantes", "alguna vegada", "ha tingut"),
    "ro": ("cât de des", "de câte ori", "câte", "câți", "vreodată", "ați avut"),
}
PERIOD = {
    "en": (
        "day", "days", "week", "weeks", "month", "months", "year", "years", "today", "yesterday", "since", "hours",
        "last", "this contact", "this visit", "this call",
    ),
    "es": (
        "día", "días", "semana", "semanas", "mes", "meses", "año", "años", "hoy", "ayer", "desde", "horas", "último",
        "última", "últimos", "últimas", "este contacto", "esta visita", "esta llamada",
    ),
    "ca": (
        "dia", "dies", "setmana", "setmanes", "mes", "mesos", "any", "anys", "avui", "ahir", "des de", "hores",
        "últim", "última", "darrer", "darrera", "darrers", "darreres", "aquest contacte", "aquesta visita",
        "aquesta trucada",
    ),
    "ro": (
        "zi", "zile", "săptămână", "săptămâna", "săptămâni", "lună", "luna", "luni", "an", "anul", "ani", "azi",
        "astăzi", "ieri", "ultimul", "ultima", "ultimele", "ultimii", "de când", "ore", "acest contact",
        "această vizită", "acest apel",
    ),
}  # fmt: skip
