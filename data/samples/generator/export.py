"""The yearly survey as a client would send it: one file full of what makes files hard to read."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .answers import DOES_NOT_APPLY

WAVE, LAST_DATE, DAYS_OPEN = 2, np.datetime64("2025-12-31"), 21
BLOCK = 48  # answers pasted a second time
MISTYPED, YEAR, WRONG_YEAR = 3, "/2025", "/2052"
NO_DATA = "s/d"  # sin dato
NO_BREAK_BLANK, BLANKS_SHARE = "\u00a0", 0.02
END = "\r\n"

ENDS = {"0": "0 - Nada probable", "10": "10 - Lo recomendaría seguro"}
AGREEMENT = {
    1: "Muy en desacuerdo",
    2: "En desacuerdo",
    3: "Ni de acuerdo ni en desacuerdo",
    4: "De acuerdo",
    5: "Muy de acuerdo",
    DOES_NOT_APPLY: "No procede",
}
WORDS = {
    "status": {"current": "Cliente", "former": "Antiguo cliente", "prospect": "Potencial"},
    "segment": {
        "household": "Hogar",
        "renter": "Alquiler",
        "senior": "Mayores",
        "business": "Empresa",
        "landlord": "Propietario",
        "community": "Comunidad",
    },
    "language": {"es": "Castellano", "ca": "Catalán", "ro": "Rumano", "en": "Inglés"},
    "age_band": {"18-34": "18 a 34", "35-54": "35 a 54", "55-69": "55 a 69", "70+": "70 y más"},
    "contact_channel": {"online": "En línea", "offline": "Presencial"},
    "tenure": {"new": "Menos de 3 años", "mid": "De 3 a 10 años", "long": "Más de 10 años"},
    "disconfirm": {1: "Mucho peor", 2: "Peor", 3: "Como esperaba", 4: "Mejor", 5: "Mucho mejor"},
    "problem": {
        "none": "No",
        "well handled": "Sí, y lo resolvieron bien",
        "badly handled": "Sí, y lo resolvieron mal",
    },
}
AGREED = ("r4_fit", "r5_agreed", "r6_easy", "r7_person", "r8_understood", "r9_moment", "return_int")
TRUST = ("tr_transp1", "tr_transp2", "tr_transp3", "tr_intent1", "tr_intent2", "tr_intent3")

# Column here: code in the first header row, wording in the second.
HEADS = {
    "response": ("ID", "ID"),
    "wave": ("Oleada", "Oleada"),
    "date": ("Fecha", "Fecha"),
    "customer": ("Cliente", "Cliente"),
    "status": ("Estado", "Estado"),
    "segment": ("Segmento", "Segmento"),
    "age_band": ("Edad", "Edad"),
    "language": ("Idioma", "Idioma"),
    "branch": ("Tienda", "Tienda"),
    "contact_channel": ("Canal", "Canal"),
    "tenure": ("Antigüedad", "Antigüedad"),
    "seconds": ("Duración", "Duración (segundos)"),
    "weight": ("Peso", "Peso"),
    "recommend": ("P1", "¿Qué probabilidad hay de que nos recomiende a un familiar o a un amigo?"),
    "impression": ("P2", "En conjunto, ¿qué impresión tiene de nosotros? 0: muy mala; 10: excelente"),
    "disconfirm": ("P3", "Comparado con lo que esperaba, ha sido…"),
    "r4_fit": ("P4_1", "Lo que compré sirve para lo que lo compré"),
    "r5_agreed": ("P4_2", "Lo recibí todo como se acordó y el día acordado"),
    "r6_easy": ("P4_3", "Fue fácil hacer lo que quería"),
    "r7_person": ("P4_4", "Me trataron como a una persona, no como a un número"),
    "r8_understood": ("P4_5", "Quienes me atendieron entendieron mi situación"),
    "r9_moment": ("P4_6", "Hay un momento con ustedes que todavía recuerdo"),
    "return_int": ("P4_7", "La próxima vez que lo necesite, volveré"),
    "problem": ("P5", "¿Ha tenido algún problema con nosotros este año?"),
    "tr_transp1": ("P6_1", "Veo cómo se llega al precio"),
    "tr_transp2": ("P6_2", "También me dicen lo desfavorable"),
    "tr_transp3": ("P6_3", "Me ocultan cosas importantes"),
    "tr_intent1": ("P6_4", "Dicen por qué preguntan o proponen algo"),
    "tr_intent2": ("P6_5", "Sé qué quieren de mí"),
    "tr_intent3": ("P6_6", "Anuncian los cambios antes de aplicarlos"),
    "comment": ("Comentario", "Último comentario tras un contacto"),
}


def draw_export(rng: np.random.Generator, tables: dict[str, pd.DataFrame]) -> bytes:
    """Wave 2 of the yearly survey as the bytes of the client's file.

    Parameters
    ----------
    rng : numpy.random.Generator
        The stream of the export.
    tables : dict of pandas.DataFrame
        The company: `relationship customers comments transactional contacts` are used.
    """
    answers = _answers(rng, tables)
    heads = pd.DataFrame(zip(*(HEADS[name] for name in answers), strict=True), columns=answers.columns)
    sheet = pd.concat([heads, _pasted(rng, _in_words(rng, answers))])
    text = sheet.to_csv(sep=";", header=False, index=False, lineterminator=END)
    below = ";" * (len(HEADS) - 1) + END + f"Total de respuestas: {_grouped(len(sheet) - len(heads))}" + END
    return _in_windows_letters(text + below)


def _answers(rng: np.random.Generator, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The answers of the wave with their dates, in the order in which they came; ages and comments from the files."""
    table = tables["relationship"].query("wave == @WAVE")
    days = rng.integers(0, DAYS_OPEN, len(table))
    table = table.assign(date=LAST_DATE - days.astype("timedelta64[D]"))
    table = table.merge(tables["customers"][["customer", "age_band"]], on="customer", how="left")
    table = table.merge(_last_comments(tables), on="customer", how="left")
    return table.sort_values("date", kind="stable", ignore_index=True)[list(HEADS)]


def _last_comments(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """What each customer last wrote before the survey began: `customer comment`."""
    contacts = tables["contacts"][["contact", "customer", "date"]]
    answers = tables["transactional"][["answer", "contact"]]
    told = tables["comments"][["answer", "comment"]].merge(answers, on="answer").merge(contacts, on="contact")
    told = told[told["date"] <= LAST_DATE - np.timedelta64(DAYS_OPEN, "D")].sort_values("date", kind="stable")
    return told.drop_duplicates("customer", keep="last")[["customer", "comment"]]


def _in_words(rng: np.random.Generator, answers: pd.DataFrame) -> pd.DataFrame:
    """Every cell as the agency's tool writes it."""
    n = len(answers)
    cells = answers.astype("object").where(answers.notna(), "")
    words = {**WORDS, **dict.fromkeys((*AGREED, *TRUST), AGREEMENT)}
    cells = cells.assign(**{name: answers[name].map(known).fillna("") for name, known in words.items()})
    dates = answers["date"].dt.strftime("%d/%m/%Y")
    mistyped = rng.permutation(n) < MISTYPED
    blank = rng.random(n) < BLANKS_SHARE
    return cells.assign(
        date=dates.where(~mistyped, dates.str.replace(YEAR, WRONG_YEAR, regex=False)),
        segment=cells["segment"] + np.where(blank, NO_BREAK_BLANK, ""),
        seconds=answers["seconds"].map(_grouped),
        weight=answers["weight"].map("{:.6f}".format).str.replace(".", ",", regex=False),
        recommend=cells["recommend"].astype("str").replace(ENDS),
        impression=answers["impression"].astype("str").where(answers["impression"].notna(), NO_DATA),
    )


def _pasted(rng: np.random.Generator, sheet: pd.DataFrame) -> pd.DataFrame:
    """The sheet with a block of rows that somebody pasted a second time further down."""
    n = len(sheet)
    start = rng.integers(n // 8, n // 4)
    after = rng.integers(n // 2, 3 * n // 4)
    return pd.concat([sheet[:after], sheet[start : start + BLOCK], sheet[after:]])


def _grouped(number: int) -> str:
    """A whole number with a point between the thousands."""
    return f"{number:,}".replace(",", ".")


def _in_windows_letters(text: str) -> bytes:
    """The text as a Spanish Windows saves it: it knows no Romanian ă (an a is near), and no ș or ț."""
    return text.translate(str.maketrans("ăĂ", "aA")).encode("cp1252", errors="replace")
