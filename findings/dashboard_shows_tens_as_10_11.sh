#!/usr/bin/env bash
# Package:   survey-analytics 2.5.25 (SurveyJS Dashboard) with survey-core 2.5.25, the chart of a rating question
# Behaviour: the bars of a question from 0 to 10 are labelled "0-1", "1-2" up to "9-10" and "10-11", those of a question from
#            1 to 10 "1", "2" up to "10". The bar "9-10" holds the nines alone, the tens stand under "10-11", an answer
#            nobody can give. Who reads promoters, the nines and tens, off the bar "9-10" finds 20 % where there are 50 %.
#            Whether the scale begins at 0 decides, since a smallest rating of 0 is taken for one that was not stated.
# One would guess otherwise: ratings are whole numbers, the bars are counted answer by answer, and "9-10" is how promoters
#            are written. The Dashboard's own NPS of the same answers counts nines and tens as one would.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix "$work" \
    survey-analytics@2.5.25 survey-core@2.5.25 jsdom@26.1.0 >/dev/null
cat >look.cjs <<'JS'
const { JSDOM } = require("jsdom");
const { window } = new JSDOM("");
Object.assign(globalThis, { window, document: window.document, HTMLElement: window.HTMLElement });
const { Model } = require("survey-core");
const { HistogramModel, NpsVisualizer } = require("survey-analytics/survey.analytics.core");

const answers = [3, 6, 7, 8, 8, 9, 9, 10, 10, 10];

async function bars(rateMin) {
    const survey = new Model({ elements: [{ type: "rating", name: "recommend", rateMin, rateMax: 10 }] });
    const question = survey.getQuestionByName("recommend");
    const data = answers.map((recommend) => ({ recommend }));
    const chart = await new HistogramModel(question, data).getAnswersData();
    const counts = Object.fromEntries(chart.labels.map((label, place) => [label, chart.datasets[0][place]]));
    return [counts, await new NpsVisualizer(question, data).getCalculatedValues()];
}

(async () => {
    const [fromZero, groups] = await bars(0);
    const [fromOne] = await bars(1);
    console.log("answers  ", answers.join(" "));
    console.log("0 to 10: ", JSON.stringify(fromZero));
    console.log("1 to 10: ", JSON.stringify(fromOne));
    console.log("its NPS: ", JSON.stringify(groups));
    if (fromZero["9-10"] !== 2 || fromZero["10-11"] !== 3) throw new Error("tens no longer stand under 10-11");
    if (fromOne["9"] !== 2 || fromOne["10"] !== 3) throw new Error("a scale from 1 is labelled otherwise");
    if (groups.promoters !== 5) throw new Error("its NPS counts otherwise");
    console.log("as stated");
})().catch((error) => {
    console.error(error.message);
    process.exit(1);
});
JS
node look.cjs
