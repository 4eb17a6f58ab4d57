#!/usr/bin/env bash
# Package:   pandas 3.1.1, read_sas on a SAS transport file (.xpt); written and cross-read by pyreadstat 1.3.7
# Behaviour: where the last respondents left text questions blank, whole respondents at the end of the file are not
#            read. Every blank 8-byte piece among the last 80 bytes is taken for padding of the file, though it is an
#            answer, so rows are counted too few. No error, no warning.
# One would guess otherwise: the rows that vanish are full of numbers, the file is valid, other readers read it whole,
#            and the same file with its rows in another order is read whole by pandas too.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" pandas==3.1.1 pyreadstat==1.3.7 numpy==2.4.6
"$work/venv/bin/python" - <<'PY'
import pandas as pd
import pyreadstat

survey = pd.DataFrame(
    {
        "ID": [1.0, 2, 3, 4, 5, 6],
        "NPS": [10.0, 9, 9, 10, 0, 0],
        "WHY": ["delivery", "friendly", "cheapest", "delivery", "", ""],
        "MEND": ["packages", "internet", "branches", "hotlines", "", ""],
        "ELSE": ["nothing!", "nothing!", "nothing!", "nothing!", "", ""],
    }
)


def through(frame):
    pyreadstat.write_xport(frame, "survey.xpt", file_format_version=5)
    peer, _ = pyreadstat.read_xport("survey.xpt")
    return peer, pd.read_sas("survey.xpt", format="xport", encoding="infer")


def score(frame):
    return 100 * ((frame["NPS"] >= 9).mean() - (frame["NPS"] <= 6).mean())


peer, read = through(survey)
print("pyreadstat:", len(peer), "respondents, NPS", round(score(peer), 1), " IDs", peer["ID"].astype(int).tolist())
print("pandas:    ", len(read), "respondents, NPS", round(score(read), 1), " IDs", read["ID"].astype(int).tolist())
_, turned = through(survey.iloc[::-1].reset_index(drop=True))
print("pandas, same rows with the blank answers first:", len(turned), "respondents")

assert peer["ID"].tolist() == [1, 2, 3, 4, 5, 6], "pyreadstat changed"
assert read["ID"].tolist() == [1, 2, 3, 4], f"changed: pandas reads {read['ID'].tolist()}"
assert turned["ID"].tolist() == [6, 5, 4, 3, 2, 1], "changed: the other order"
print("as stated")
PY
