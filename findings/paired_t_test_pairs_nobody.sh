#!/usr/bin/env bash
# Package:   @formulajs/formulajs 4.6.1 (the functions of Excel in JavaScript), T.TEST(first, second, tails, type)
# Behaviour: the last two arguments are taken and not used: whatever they say, it is the two-sided test of two unrelated
#            groups with equal variances. Of 12 customers 9 give one point more after a repair, 3 as many: the paired test,
#            type 1, is told as p = 0.38 where it is 0.0001. One-sided p values are twice what they should be. No error.
# One would guess otherwise: tails and type are compulsory in Excel, whose functions the package says it implements; a test
#            without them is refused there. HyperFormula, given the same formula, pairs, and knows one side from two.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix "$work" @formulajs/formulajs@4.6.1 hyperformula@3.5.0 >/dev/null
cat >"$work/look.mjs" <<'JS'
import * as formulas from "@formulajs/formulajs";
import { HyperFormula } from "hyperformula";

const before = [3, 5, 6, 8, 4, 7, 9, 2, 6, 5, 8, 7];
const after = [4, 6, 6, 9, 5, 8, 9, 3, 7, 6, 9, 7];

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values) =>
    values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1);

function oneSided(t, df) {
    // The area beyond |t| under Student's curve, as a share of the whole: sums of thin slices.
    const slices = (from, to, step = 0.0005) => {
        let area = 0;
        for (let x = from + step / 2; x < to; x += step) area += step * (1 + (x * x) / df) ** (-(df + 1) / 2);
        return area;
    };
    return slices(Math.abs(t), 200) / (2 * slices(0, 200));
}

function byHand(tails, type) {
    const n = before.length;
    const [u, v] = [variance(before) / n, variance(after) / n];
    const change = after.map((value, i) => value - before[i]);
    const t = mean(change) / Math.sqrt(type === 1 ? variance(change) / n : u + v);
    const df = { 1: n - 1, 2: 2 * n - 2, 3: ((u + v) ** 2 * (n - 1)) / (u * u + v * v) }[type];
    return tails * oneSided(t, df);
}

const sheet = HyperFormula.buildFromArray(before.map((value, i) => [value, after[i]]), { licenseKey: "gpl-v3" });
const kinds = { 1: "paired", 2: "equal variances", 3: "unequal variances" };
const close = (one, other) => Math.abs(one - other) < 1e-5;
for (const tails of [1, 2]) {
    for (const type of [1, 2, 3]) {
        const seen = formulas.T.TEST(before, after, tails, type);
        const peer = sheet.calculateFormula(`=T.TEST(A1:A12,B1:B12,${tails},${type})`, 0);
        const hand = byHand(tails, type);
        const numbers = [seen, peer, hand].map((p) => p.toFixed(4));
        console.log(`tails ${tails}, ${kinds[type].padEnd(17)} Formula.js ${numbers[0]}, HyperFormula ${numbers[1]}, by hand ${numbers[2]}`);
        if (!close(peer, hand)) throw new Error("HyperFormula tests otherwise");
        if (!close(seen, byHand(2, 2))) throw new Error("tails and type are used now");
    }
}
if (!(byHand(2, 1) < 0.0005 && byHand(2, 2) > 0.3)) throw new Error("another example is needed");
console.log("as stated");
JS
node "$work/look.mjs"
