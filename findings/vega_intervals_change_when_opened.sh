#!/usr/bin/env bash
# Package:   Vega-Lite 6.4.3 with Vega 6.4.0 (Altair's charts), mark errorbar or errorband with extent "ci"
# Behaviour: the interval is bootstrapped anew whenever the chart is drawn, from a generator without a seed, and a
#            specification has no place for one: the same file shows another interval each time it is opened. For 12
#            customers against a target of 5 the same chart says "above" in some openings and "not above" in others.
# One would guess otherwise: a saved chart is a file with its data in it, and opening it computes nothing that is left to
#            chance. A page, its picture in the report and the slide show three intervals for one group. With extent
#            "stderr" or "stdev" every opening is the same.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix "$work" vega@6.4.0 vega-lite@6.4.3 >/dev/null
cat >"$work/look.mjs" <<'JS'
import * as vega from "vega";
import * as vegaLite from "vega-lite";

const TARGET = 5;
const OPENINGS = 60;
const answers = [3, 4, 5, 6, 6, 6, 7, 7, 7, 8, 8, 4];

async function opened(extent) {
    const encoding = { y: { field: "score", type: "quantitative" } };
    const spec = { data: { values: answers.map((score) => ({ score })) }, mark: { type: "errorbar", extent }, encoding };
    const view = new vega.View(vega.parse(vegaLite.compile(spec).spec), { renderer: "none" });
    await view.runAsync();
    return view.data("data_0")[0];
}

async function lowEnds(extent) {
    const ends = [];
    for (let opening = 0; opening < OPENINGS; opening += 1) ends.push((await opened(extent)).lower_score);
    return ends;
}

const drawn = await lowEnds("ci");
const fixed = await lowEnds("stderr");
const above = drawn.filter((end) => end > TARGET).length;
console.log(`lower end of "ci" in ${OPENINGS} openings: ${Math.min(...drawn)} to ${Math.max(...drawn)}`);
console.log(`above the target of ${TARGET} in ${above} of them`);
console.log(`different ends with "stderr": ${new Set(fixed).size}`);
if (new Set(drawn).size < 5) throw new Error("the interval no longer changes from opening to opening");
if (above === 0 || above === OPENINGS) throw new Error("the target is always on one side: another bootstrap");
if (new Set(fixed).size !== 1) throw new Error("stderr changes too");
console.log("as stated");
JS
node "$work/look.mjs"
