#!/usr/bin/env bash
# Package:   xlcalculator 0.5.0 (runs Excel's formulas in Python), COUNTIF and COUNTIFS; formulas 1.3.4 beside it
# Behaviour: a text is larger than any number, a blank cell is 0. Three customers rate 9 or 10, two 7 or 8, one 3, three
#            have "n/a" and one is blank: COUNTIF(A1:A10,">=9") is 6, COUNTIF(A1:A10,"<=6") is 2, COUNTIF(A1:A10,0) is 1.
#            Excel counts 3, 1 and 0. The sheet's net promoter score is 67 instead of 33. No error, no warning.
# One would guess otherwise: Excel compares numbers with numbers in a COUNTIF, and a criterion is where "n/a" is meant to
#            fall out. COUNT of the same range, by the same package, does leave text and blanks out, so the base of the score
#            is right, only its promoters and detractors are not. formulas counts as Excel does.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" \
    xlcalculator==0.5.0 formulas==1.3.4 openpyxl==3.1.5 pandas==2.3.3 numpy==1.26.4
"$work/venv/bin/python" - 2>/dev/null <<'PY'
import re

import formulas
import openpyxl
from xlcalculator import Evaluator, ModelCompiler

ANSWERS = [9, 10, 9, 8, 7, 3, "n/a", "n/a", "n/a", None]
WANTED = {  # what Excel counts, by hand
    'COUNTIF(A1:A10,">=9")': 3,
    'COUNTIFS(A1:A10,">=9")': 3,
    'COUNTIF(A1:A10,"<=6")': 1,
    "COUNTIF(A1:A10,0)": 0,
    "COUNT(A1:A10)": 6,
    '(COUNTIF(A1:A10,">=9")-COUNTIF(A1:A10,"<=6"))/COUNT(A1:A10)*100': 100 / 3,
}

book = openpyxl.Workbook()
book.active.title = "S"
for row, answer in enumerate(ANSWERS, 1):
    book.active.cell(row, 1, answer)
for row, formula in enumerate(WANTED, 1):
    book.active.cell(row, 3, f"={formula}")
book.save("answers.xlsx")

model = Evaluator(ModelCompiler().read_and_parse_archive("answers.xlsx"))
solved = formulas.ExcelModel().loads("answers.xlsx").finish().calculate()
cells = {match[1]: solved[key] for key in solved if (match := re.search(r"S'!C(\d+)$", str(key)))}
seen = []
print("answers:", ANSWERS)
for row, (formula, wanted) in enumerate(WANTED.items(), 1):
    found = float(model.evaluate(f"S!C{row}"))
    other = float(cells[str(row)].value[0, 0])
    seen.append(found)
    print(f"{formula:64} Excel {wanted:5.2f}  formulas {other:5.2f}  xlcalculator {found:5.2f}")
    assert abs(other - wanted) < 1e-9, "formulas counts otherwise"
assert seen[:5] == [6, 6, 2, 1, 6], "xlcalculator counts otherwise"
assert round(seen[5]) == 67, "the score is another"
print("as stated")
PY
