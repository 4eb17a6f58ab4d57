#!/usr/bin/env bash
# Package:   seaborn 0.13.2, countplot(stat="percent") and catplot(kind="count"), with missing answers
# Behaviour: people who did not answer are dropped from the bars but counted in what the bars are divided by: of 10 people
#            6 say yes, 2 no, 2 nothing, and the bars stand at 60 and 20. With a hue, those without a group are
#            counted as well.
# One would guess otherwise: the docstring says that bar heights "sum to 100", and histplot(stat="percent") of the same
#            column draws 75 and 25. In a survey with skipped questions every bar is too low, more so the more people were
#            not asked, so two questions side by side are not on one base.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" seaborn==0.13.2 matplotlib==3.10.8 pandas==3.1.1 numpy==2.4.6
export MPLCONFIGDIR="$work/config" MPLBACKEND=Agg
"$work/venv/bin/python" -W error::UserWarning - <<'PY'
import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns

people = pd.DataFrame(
    {
        "again": ["yes"] * 6 + ["no"] * 2 + [None] * 2,
        "shop": ["A", "A", "A", "B", "B", None, "A", "B", "A", "B"],
    }
)


def heights(draw, data, **options):
    figure, axes = plt.subplots()
    draw(data, x="again", stat="percent", ax=axes, **options)
    return [float(bar.get_height()) for bar in axes.patches if bar.get_height() > 0]


answered = people.dropna(subset=["again"])
grouped = people.dropna()
count, hist = heights(sns.countplot, people), heights(sns.histplot, people)
by_shop, hist_by_shop = heights(sns.countplot, people, hue="shop"), heights(sns.histplot, people, hue="shop", multiple="dodge")
print("countplot:", count, "; histplot:", hist, "; countplot of those who answered:", heights(sns.countplot, answered))
print(f"sum of all bars by shop: countplot {sum(by_shop):.1f}, histplot {sum(hist_by_shop):.1f}")
grid = sns.catplot(people, x="again", kind="count", stat="percent")
print("catplot:", [round(float(bar.get_height()), 1) for bar in grid.ax.patches])

assert "sum to 100" in " ".join(sns.countplot.__doc__.split()), "changed: the docstring"
assert hist == [75.0, 25.0] == heights(sns.countplot, answered), "changed: histplot, or complete answers"
assert count == [60.0, 20.0], f"changed: {count}"
assert [round(float(bar.get_height()), 1) for bar in grid.ax.patches] == [60.0, 20.0], "changed: catplot"
assert round(sum(by_shop)) == 70 and round(sum(hist_by_shop)) == 100, f"changed: {by_shop}, {hist_by_shop}"
assert round(sum(heights(sns.countplot, grouped, hue="shop"))) == 100, "changed: complete groups"
print("as stated")
PY
