#!/usr/bin/env bash
# Package:   matplotlib 3.11.2, Axes.bar_label on a stacked bar; against 3.10.8
# Behaviour: bar_label(top) above a stack of 30 and 50 wrote 80 with 3.10.8 and writes 50 with 3.11.2: the code that
#            put the total on every stack now puts the last segment there, at the height of the total. Horizontal stacks
#            and negative ones do the same. No warning.
# One would guess otherwise: the docstring of 3.11.2 still promises for the default 'edge' that "the value displayed will be
#            the position of that end-point", and for 'center' the length of the segment; now both write the length. The
#            chart has the right shape, only the published totals are wrong.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export MPLCONFIGDIR="$work/config" MPLBACKEND=Agg
for version in 3.10.8 3.11.2; do
    uv venv --quiet "$work/$version"
    uv pip install --quiet --python "$work/$version/bin/python" matplotlib==$version numpy==2.4.6
    "$work/$version/bin/python" - <<'PY'
import matplotlib
import matplotlib.pyplot as plt

new = matplotlib.__version__ == "3.11.2"
figure, (upright, lying, below) = plt.subplots(1, 3)
teams, satisfied, delighted = ["phone", "shop"], [30, 40], [50, 35]


def texts(axes, bars, **kind):
    return [int(t.get_text()) for t in axes.bar_label(bars, **kind)]


upright.bar(teams, satisfied)
top = upright.bar(teams, delighted, bottom=satisfied)
lying.barh(teams, satisfied)
right = lying.barh(teams, delighted, left=satisfied)
below.bar(teams, [-30, -40])
bottom = below.bar(teams, [-50, -35], bottom=[-30, -40])

edges = [texts(upright, top), texts(lying, right), texts(below, bottom)]
lengths = texts(upright, top, label_type="center")
heights = [int(t.xy[1]) for t in upright.bar_label(top)]
promised = " ".join(upright.bar_label.__doc__.split())
print(matplotlib.__version__, "edge:", edges, "written at", heights, " center:", lengths)

assert "value displayed will be the position of that end-point" in promised, "changed: the docstring"
assert heights == [80, 75] and lengths == [50, 35], "changed: the places or the lengths"
if new:
    assert edges == [[50, 35], [50, 35], [-50, -35]], f"changed: {edges}"
else:
    assert edges == [[80, 75], [80, 75], [-80, -75]], f"not what 3.10.8 wrote: {edges}"
PY
done
echo "as stated"
