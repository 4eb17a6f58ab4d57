#!/usr/bin/env bash
# Package:   @observablehq/plot 0.6.17 on rows read by d3-dsv 3.0.2 (with d3-array 3.2.5); Vega-Lite 6.4.3 beside it
# Behaviour: a blank answer in a CSV file is averaged as 0. For the answers 8, blank, 9, blank, 10 a bar of means stands at
#            5.4, where Vega-Lite draws 9 from the same file. The largest of the three is 9, the smallest is nothing:
#            they are compared as words. The count is 5. Nothing is said, and the axis is one of numbers.
# One would guess otherwise: the documentation of d3.mean says that it ignores missing data, null and NaN; here a blank
#            is an empty text, which becomes the number 0 first. The reducers of one chart do not agree on what the
#            column holds, numbers (mean) or words (max).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix "$work" @observablehq/plot@0.6.17 d3-dsv@3.0.2 d3-array@3.2.5 \
    jsdom@26.1.0 vega@6.4.0 vega-lite@6.4.3 >/dev/null
cat >"$work/look.mjs" <<'JS'
import * as Plot from "@observablehq/plot";
import { csvParse } from "d3-dsv";
import { JSDOM } from "jsdom";
import * as vega from "vega";
import * as vegaLite from "vega-lite";

const file = "person,branch,score\n1,Nord,8\n2,Nord,\n3,Nord,9\n4,Nord,\n5,Nord,10\n";
const { document } = new JSDOM("").window;

function written(reducer) {
    const text = Plot.text(csvParse(file), Plot.groupX({ text: reducer }, { x: "branch", text: "score" }));
    const chart = Plot.plot({ document, marks: [text] });
    return chart.querySelector("g[aria-label='text']")?.textContent ?? "";
}

function barOfMeans() {
    const bar = Plot.barY(csvParse(file), Plot.groupX({ y: "mean" }, { x: "branch", y: "score" }));
    const chart = Plot.plot({ document, y: { domain: [0, 10], range: [10, 0] }, marks: [bar] });
    return Number(chart.querySelector("rect").getAttribute("height"));
}

async function vegaLiteDraws(aggregate) {
    const y = { aggregate, field: "score" };
    const data = { values: file, format: { type: "csv" } };
    const spec = { data, mark: "bar", encoding: { x: { field: "branch" }, y } };
    const view = new vega.View(vega.parse(vegaLite.compile(spec).spec), { renderer: "none" });
    await view.runAsync();
    return Object.values(view.data("data_0")[0]).find((value) => typeof value === "number");
}

const plot = { mean: barOfMeans(), max: written("max"), min: written("min"), count: written("count") };
const other = { mean: await vegaLiteDraws("mean"), max: await vegaLiteDraws("max"), min: await vegaLiteDraws("min") };
console.log("answers 8, blank, 9, blank, 10");
console.log("Plot:     ", JSON.stringify(plot));
console.log("Vega-Lite:", JSON.stringify(other));
if (Math.abs(plot.mean - 5.4) > 1e-9) throw new Error("blanks are no longer averaged as 0");
if (plot.max !== "9" || plot.min !== "" || plot.count !== "5") throw new Error("answers are no longer compared as words");
if (other.mean !== 9 || other.max !== 10 || other.min !== 8) throw new Error("Vega-Lite reads the file otherwise");
console.log("as stated");
JS
node "$work/look.mjs"
