#!/usr/bin/env bash
# Package:   girth 0.8.0, grm_mml (graded response model)
# Behaviour: if nobody gave one of the answers to an item, its thresholds move down a place and nan fills the last one.
#            An item never rated 1 of 4 has its threshold of "3 or better" (-0.04) where the other items have that of "2
#            or better" (-0.92 on average), and nan for "4", though many answered 4. If nobody answered 2, the same. No
#            warning.
# One would guess otherwise: the answers are the numbers 1 to 4, so it can be seen which one is missing, and nan in the
#            last place says that 4 was not used. Items are compared by columns, and the item that nobody disliked
#            looks the hardest to agree with.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" girth==0.8.0 scipy==1.17.1 numpy==2.3.5 numba==0.62.1
"$work/venv/bin/python" - <<'PY'
import numpy as np
from girth import grm_mml
from scipy.optimize import brentq

rng = np.random.default_rng(0)
people, items = 400, 5
trait = rng.normal(size=people)
answers = np.array([np.digitize(trait + rng.normal(size=people), [-1, 0, 1]) + 1 for _ in range(items)])


def without(answer, instead):
    """The same answers, but nobody gave this one to the third item."""
    changed = answers.copy()
    changed[2][changed[2] == answer] = instead
    return changed


nodes = np.linspace(-6, 6, 481)
density = np.exp(-(nodes**2) / 2) / np.exp(-(nodes**2) / 2).sum()


def by_hand(item, slope, answer):
    """Where the threshold of `answer` or better must lie for the share that gave it."""
    share = (item >= answer).mean()
    return brentq(lambda b: (density / (1 + np.exp(-slope * (nodes - b)))).sum() - share, -6, 6)


found = {}
for title, table, used in (
    ("all four answers", answers, (2, 3, 4)),
    ("nobody answered 1", without(1, 2), (3, 4)),
    ("nobody answered 2", without(2, 1), (3, 4)),
    ("nobody answered 4", without(4, 3), (2, 3)),
):
    model = grm_mml(table)
    found[title] = model["Difficulty"][2]
    hand = {f"{a} or better": round(by_hand(table[2], model["Discrimination"][2], a), 2) for a in used}
    print(f"{title}: third item {found[title].round(2)}  by hand {hand}")
    assert np.allclose(found[title][: len(used)], list(hand.values()), atol=0.08), "changed: by hand"
others = np.delete(grm_mml(without(1, 2))["Difficulty"], 2, axis=0).mean(axis=0)
print(f"mean of the four other items: {others.round(2)}")

assert np.isnan(found["all four answers"]).sum() == 0, "changed: all four answers"
for title in ("nobody answered 1", "nobody answered 2", "nobody answered 4"):
    assert np.isnan(found[title]).tolist() == [False, False, True], f"changed: {title}: {found[title]}"
assert np.isclose(found["nobody answered 1"][0], -0.04, atol=0.01), "changed: the first threshold"
assert np.allclose(found["nobody answered 1"][:2], found["all four answers"][1:], atol=0.05), "changed: the place"
assert np.isclose(others[0], -0.92, atol=0.01), "changed: the other items"
print("as stated")
PY
