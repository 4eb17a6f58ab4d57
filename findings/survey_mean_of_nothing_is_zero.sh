#!/usr/bin/env bash
# Package:   survey-core 3.1.1 (SurveyJS, the engine of many online questionnaires), expression avg({a}, {b})
# Behaviour: a mean of two ratings skips the one that is blank (8 and blank: 8). If both are blank, as for everybody who
#            was never shown the page, the mean is 0, and 0 is stored with the answers and exported. iif({a} >= 9, …) on
#            a blank rating goes to the last branch, so the same people are stored as detractors.
# One would guess otherwise: the expression is empty where it has nothing to work on, as the sum of its own rule says
#            (blanks are skipped), and as a mean is in SPSS, R, pandas and SQL. Ratings from 1 to 5 cannot have the mean
#            0, but on a scale from 0 to 10 it is an answer like any other, and the worst one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix "$work" survey-core@3.1.1 >/dev/null
node - <<'JS'
const { Model } = require("survey-core");

function stored(answers) {
    const survey = new Model({
        elements: [
            { type: "rating", name: "wait", rateMin: 0, rateMax: 10 },
            { type: "rating", name: "staff", rateMin: 0, rateMax: 10 },
            { type: "expression", name: "service", expression: "avg({wait}, {staff})" },
            {
                type: "expression",
                name: "group",
                expression: "iif({staff} >= 9, 'promoter', iif({staff} >= 7, 'passive', 'detractor'))",
            },
        ],
    });
    for (const [name, value] of Object.entries(answers)) survey.setValue(name, value);
    survey.doComplete();
    return survey.data;
}

const one = stored({ staff: 8 });
const none = stored({});
console.log("staff 8, wait blank:", JSON.stringify(one));
console.log("both blank:         ", JSON.stringify(none));
if (one.service !== 8) throw new Error("a blank rating is no longer skipped");
if (none.service !== 0 || none.group !== "detractor") throw new Error("nobody's answers are no longer stored as 0");
JS
