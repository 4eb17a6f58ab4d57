"""The file that clients send most often, drawn anew: NPS, eight items with 9 = "no sabe", region, date and comments.

Two of the five regions differ, rapidez and trato matter most, answers fall in the last quarter; one column is a code
for people, which no page may show.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

REGIONS = {"Galicia": -0.95, "Aragón": 0.0, "Madrid": 0.05, "Murcia": 0.0, "Navarra": 0.9}
ITEMS = {
    "rapidez": ("La rapidez con que le atendimos", 0.50, 3.2),
    "trato": ("El trato de las personas", 0.34, 3.9),
    "claridad": ("La claridad de la información", 0.16, 3.5),
    "precio": ("El precio en relación con lo que recibe", 0.12, 3.0),
    "web": ("Lo fácil que es usar la web", 0.05, 3.7),
    "horario": ("El horario de atención", 0.0, 3.8),
    "factura": ("La factura se entiende", 0.04, 3.6),
    "oficina": ("La comodidad de la oficina", 0.0, 4.0),
}
DO_NOT_KNOW = 9
SAID = ["Tardan mucho en contestar", "Muy amables", "La factura no se entiende", "Todo bien, gracias", "", ""]


def commonest_rows(n: int = 600, *, seed: int = 12) -> pd.DataFrame:
    """The answers as the client's file has them, the codes for "no sabe" among them."""
    rng = np.random.default_rng(seed)
    region = rng.choice(list(REGIONS), size=n, p=[0.2, 0.2, 0.25, 0.15, 0.2])
    day = pd.Timestamp("2025-01-01") + pd.to_timedelta(rng.integers(0, 365, n), unit="D")
    mood = rng.normal(0, 0.5, n)
    shift = np.vectorize(REGIONS.get)(region)
    satisfaction = 1.3 * shift - 0.7 * (day.month >= 10) + rng.normal(0, 1.1, n)
    table = pd.DataFrame({"Fecha": day.strftime("%d/%m/%Y"), "Región": region})
    for key, (question, weight, mean) in ITEMS.items():
        lived = mean + mood + 0.35 * shift * (key == "rapidez") + rng.normal(0, 0.85, n)
        answers = np.clip(np.rint(lived), 1, 5).astype(int)
        satisfaction += 1.5 * weight * (lived - mean)
        table[f"{question} (1 a 5)"] = np.where(rng.random(n) < 0.055, DO_NOT_KNOW, answers)
    table["¿Nos recomendaría? (0 a 10)"] = np.clip(np.rint(7.6 + satisfaction), 0, 10).astype(int)
    table["Comentario"] = rng.choice(SAID, size=n)
    table.insert(0, "Código", [f"C{number:06d}" for number in rng.permutation(900_000)[:n]])
    return table


def commonest_study(folder: Path, *, n: int = 600, seed: int = 12, report: str = "", rows: pd.DataFrame | None = None):
    """A study's folder with the file and its study.toml; `report` is written into it as it stands."""
    folder.mkdir(parents=True, exist_ok=True)
    table = commonest_rows(n, seed=seed) if rows is None else rows
    table.to_csv(folder / "encuesta.csv", index=False, sep=";", encoding="utf-8")
    items = "\n".join(
        f'{key} = {{ source = "{question} (1 a 5)", role = "rating", scale = [1, 5], missing = [{DO_NOT_KNOW}], '
        f'question = "{question}" }}'
        for key, (question, _, _) in ITEMS.items()
    )
    text = f"""[study]
name = "Clientes de Aguas del Norte, 2025"
{report}
[tables.encuesta]
file = "encuesta.csv"
kind = "relationship"
delimiter = ";"

[tables.encuesta.columns]
codigo = {{ source = "Código", role = "id" }}
fecha = {{ source = "Fecha", role = "time" }}
region = {{ source = "Región", role = "segment", question = "Región" }}
{items}
recomienda = {{ source = "¿Nos recomendaría? (0 a 10)", role = "recommend", question = "¿Nos recomendaría?" }}
comentario = {{ source = "Comentario", role = "verbatim" }}
"""
    (folder / "study.toml").write_text(text, encoding="utf-8")
    return folder
