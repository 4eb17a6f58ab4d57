#!/usr/bin/env bash
# Package:   perspective-python 5.6.1, a view grouped by shop with the aggregate "median", "q1", "q3" or "low"
# Behaviour: blank answers are sorted among the answers and counted: below every answer in a table made from the rows, above
#            every answer in a table of a stated schema that is then filled with the same rows. Five customers rated a shop
#            7, 9, 9, 10, 10 and four left the question out: its median is 7 in the one table, 10 in the other, 9 by hand;
#            beside a shop that everybody rated 8 it comes last or first. Its low is 0 in both, which nobody gave. No warning.
# One would guess otherwise: "avg" and "stddev" of the same view leave blanks out, and are in both tables those of the five
#            answers; stating the schema changes no answer. The guide says which aggregates skip nulls and how some others
#            treat them, and nothing of these four; low is there the smallest value ever observed. (That a median of whole
#            numbers is one of them is stated and plays no part here: the numbers of answers and of rows are odd.)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" perspective-python==5.6.1
"$work/venv/bin/python" -W error - <<'PY'
from statistics import mean, median, pstdev

import perspective

shops = {"Harbour": [8, 8, 8, 8, 8], "Market": [7, None, 9, None, 9, 10, None, 10, None]}
rows = [{"shop": shop, "rating": rating} for shop, ratings in shops.items() for rating in ratings]
client = perspective.Server().new_local_client()
made = client.table(rows)
filled = client.table({"shop": "string", "rating": "integer"})
filled.update(rows)
assert made.schema() == filled.schema(), "changed: the schemas differ"
assert made.view().to_columns() == filled.view().to_columns() == {
    "shop": [row["shop"] for row in rows],
    "rating": [row["rating"] for row in rows],
}, "changed: the rows differ"


def told(table, aggregate, **only):
    view = table.view(group_by=["shop"], columns=["rating"], aggregates={"rating": aggregate}, **only).to_columns()
    return {path[0]: value for path, value in zip(view["__ROW_PATH__"], view["rating"]) if path}


by_hand = {"avg": mean, "stddev": pstdev, "high": max, "median": median, "low": min, "q1": None, "q3": None}
answers = {shop: [rating for rating in ratings if rating is not None] for shop, ratings in shops.items()}
a, b, answered, hand = {}, {}, {}, {}
for name, of in by_hand.items():
    a[name], b[name] = told(made, name), told(filled, name)
    answered[name] = [told(table, name, filter=[["rating", "is not null", None]]) for table in (made, filled)]
    hand[name] = {shop: of(given) for shop, given in answers.items()} if of else answered[name][0]
    print(f"{name:7} of Market: made {a[name]['Market']}  filled {b[name]['Market']}  without blanks {hand[name]['Market']}")

for name in ("avg", "stddev", "high"):
    assert all(abs(t[name][shop] - hand[name][shop]) < 1e-9 for t in (a, b) for shop in shops), f"changed: {name}"
for name in by_hand:
    assert all(abs(t[shop] - hand[name][shop]) < 1e-9 for t in answered[name] for shop in shops), f"changed: answers alone, {name}"
    assert all(abs(t[name]["Harbour"] - hand[name]["Harbour"]) < 1e-9 for t in (a, b)), f"changed: no blanks, {name}"
assert (a["median"]["Market"], b["median"]["Market"], hand["median"]["Market"]) == (7, 10, 9), "changed: the median"
assert (a["q1"]["Market"], b["q3"]["Market"]) == (None, None), "changed: the quartiles"
assert (a["low"]["Market"], b["low"]["Market"], hand["low"]["Market"]) == (0, 0, 7), "changed: low"
print("as stated")
PY
