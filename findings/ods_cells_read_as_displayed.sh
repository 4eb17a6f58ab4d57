#!/usr/bin/env bash
# Package:   pandas 3.1.1 with odfpy 1.4.1, read_excel on a LibreOffice sheet (.ods); python-calamine 0.9.1 beside it
# Behaviour: a yes is read as False in any language but English: the cell holds true, but Calc displays VERDADERO, VERITAT
#            or ADEVĂRAT, and whatever is not displayed as TRUE is False. Of ten customers six would come again, and the
#            share read is 0. The length of an interview, displayed in minutes and seconds, is read as hours and minutes:
#            5 min 30 s become 05:30:00, ten interviews of 9 minutes on average last 9 hours. No error, no warning.
# One would guess otherwise: the file holds the value of such a cell beside the text on display (office:boolean-value="true",
#            office:time-value="PT00H05M30S"), and of numbers, percentages, amounts and dates the value is what is read.
#            The same read_excel with engine="calamine" reads both columns right. Only from 24 minutes on is there an error.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" pandas==3.1.1 odfpy==1.4.1 python-calamine==0.9.1
"$work/venv/bin/python" -W error - <<'PY'
import pandas as pd
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

WORDS = {"English": "TRUE FALSE", "Spanish": "VERDADERO FALSO", "Catalan": "VERITAT FALS", "Romanian": "ADEVĂRAT FALS"}
again = [True] * 6 + [False] * 4
seconds = [330, 465, 512, 724, 391, 600, 555, 648, 702, 473]


def cell(shown, **value):
    made = TableCell(**value)
    made.addElement(P(text=shown))
    return made


def sheet(words):
    """The sheet as Calc saves it: each cell with its value and with the text on display."""
    true, false = words.split()
    rows = [[cell(name, valuetype="string") for name in ("again", "length")]]
    for yes, length in zip(again, seconds):
        minutes, rest = divmod(length, 60)
        rows.append(
            [
                cell(true if yes else false, valuetype="boolean", booleanvalue=str(yes).lower()),
                cell(f"{minutes:02}:{rest:02}", valuetype="time", timevalue=f"PT00H{minutes:02}M{rest:02}S"),
            ]
        )
    book, table = OpenDocumentSpreadsheet(), Table(name="answers")
    book.spreadsheet.addElement(table)
    for cells in rows:
        row = TableRow()
        table.addElement(row)
        for one in cells:
            row.addElement(one)
    book.save("answers.ods")


def read(**how):
    table = pd.read_excel("answers.ods", **how)
    assert table["again"].dtype == bool, f"changed: {table['again'].tolist()}"
    minutes = table["length"].map(lambda t: t.hour * 60 + t.minute + t.second / 60)
    return table["again"].mean(), minutes.mean()


truth = sum(again) / 10, sum(seconds) / 600
print(f"true: {truth[0]:.0%} would come again, {truth[1]:.1f} minutes on average")
shares = {}
for language, words in WORDS.items():
    sheet(words)
    shares[language], length = read()
    right = read(engine="calamine")
    print(f"{language:9} {shares[language]:4.0%}, {length:.1f} minutes; calamine {right[0]:.0%}, {right[1]:.1f} minutes")
    assert right[0] == truth[0] and abs(right[1] - truth[1]) < 1e-9, "calamine reads otherwise"
    assert abs(length - 60 * truth[1]) < 1e-9, "lengths are no longer read as hours and minutes"
assert shares == {"English": 0.6, "Spanish": 0, "Catalan": 0, "Romanian": 0}, f"changed: {shares}"
print("as stated")
PY
