#!/usr/bin/env bash
# Package:   @visx/stats 4.0.0, computeStats (what its BoxPlot and ViolinPlot draw)
# Behaviour: with one outlier both whiskers stand at the fences, the quartiles less or more 1.5 times their distance, and not
#            at the last answers within those. Ten ratings from 0 to 10, one of them a 0: the box plot reaches from 1.5 to
#            13.5 where the answers reach from 5 to 10; with a 5 in place of that 0, from 5 to 10. The violin's bins
#            follow to 13.5 as well. So one low answer lengthens the upper whisker beyond the scale. No warning.
# One would guess otherwise: the two are called min and max, and without an outlier they are the smallest and the largest
#            answer. Tukey's whiskers end at answers, as in the boxplots of R and matplotlib; that rule by hand, with
#            the package's quartiles, gives 5 and 10 both times.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix "$work" @visx/stats@4.0.0 >/dev/null
cat >look.cjs <<'JS'
const { computeStats } = require("@visx/stats");

const withOutlier = [0, 5, 6, 7, 8, 8, 9, 9, 10, 10];
const without = [5, 5, 6, 7, 8, 8, 9, 9, 10, 10];

function whiskersByHand(answers, { firstQuartile, thirdQuartile }) {
    const reach = 1.5 * (thirdQuartile - firstQuartile);
    const within = answers.filter((a) => a >= firstQuartile - reach && a <= thirdQuartile + reach);
    return [Math.min(...within), Math.max(...within)];
}

function check(condition, what) {
    if (!condition) throw new Error(`changed: ${what}`);
}

const seen = [withOutlier, without].map((answers) => {
    const { boxPlot, binData } = computeStats(answers);
    const told = [boxPlot.min, boxPlot.max];
    const byHand = whiskersByHand(answers, boxPlot);
    const bins = binData.map((bin) => bin.value);
    console.log(answers.join(" "));
    console.log(`  box ${boxPlot.firstQuartile} ${boxPlot.median} ${boxPlot.thirdQuartile}, outliers [${boxPlot.outliers}]`);
    console.log(`  whiskers ${told}, by hand ${byHand}; bins from ${Math.min(...bins)} to ${Math.max(...bins)}`);
    return { boxPlot, told, byHand, lastBin: Math.max(...bins) };
});
const [low, none] = seen;
for (const { boxPlot, byHand } of seen) {
    check(boxPlot.firstQuartile === 6 && boxPlot.median === 8 && boxPlot.thirdQuartile === 9, "the box");
    check(`${byHand}` === "5,10", "by hand");
}
check(`${low.boxPlot.outliers}` === "0" && none.boxPlot.outliers.length === 0, "the outliers");
check(`${low.told}` === "1.5,13.5" && low.lastBin === 13.5, "the whiskers with an outlier");
check(`${none.told}` === "5,10" && none.lastBin === 10, "the whiskers without one");
console.log("as stated");
JS
node look.cjs
