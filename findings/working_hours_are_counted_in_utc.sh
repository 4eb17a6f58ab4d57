#!/usr/bin/env bash
# Package:   pm4py 2.7.23.11 (process mining), business_hours=True, after format_dataframe or read_xes
# Behaviour: both turn times with a zone into UTC, and the hours of work, 7 to 17 from Monday to Friday, are then counted on the
#            clock of UTC. A ticket of Madrid, open from 7:30 to 9:30 on a Monday, has 2 working hours; told are 1.5 in
#            February and 0.5 in July. One opened and answered after closing, from 17 to 19 in July, has 2 instead of none.
#            No error, no warning.
# One would guess otherwise: the column has the zone Europe/Madrid, an XES file its offsets, and the hours of work are documented
#            as seconds since the week began, without a zone, as a shop has them on its door. The same table handed to the same
#            functions without format_dataframe has 2 hours in either month. Plain durations are right. When the clocks
#            change, the same work takes another time from one week to the next.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"  # away from the pins of a project
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" pm4py==2.7.23.11 pandas==3.1.1 numpy==2.4.6 scipy==1.17.1 tzdata==2026.6
"$work/venv/bin/python" - <<'PY'
import warnings

import pandas as pd
import pm4py

warnings.simplefilter("error")
warnings.filterwarnings("ignore", message="Install the optional requirement")

# Mondays; the last ticket is opened after closing time
TICKETS = {
    "February": ("2026-02-02 07:30", "2026-02-02 09:30", 2.0),
    "July": ("2026-07-06 07:30", "2026-07-06 09:30", 2.0),
    "July, evening": ("2026-07-06 17:00", "2026-07-06 19:00", 0.0),
}
NAMES = {"case_id_key": "ticket", "activity_key": "step", "timestamp_key": "at"}
rows = [(name, step, at) for name, (opened, answered, _) in TICKETS.items()
        for step, at in (("opened", opened), ("answered", answered))]
local = pd.DataFrame(rows, columns=["ticket", "step", "at"])
local["at"] = pd.to_datetime(local["at"])
zoned = local.assign(at=local["at"].dt.tz_localize("Europe/Madrid"))


def formatted(table):
    return pm4py.format_dataframe(table.copy(), case_id="ticket", activity_key="step", timestamp_key="at")


def told(log, **names):
    """Working hours of each ticket, by both functions that give them, and its hours by the clock."""
    found = {}
    for name in TICKETS:
        column = names.get("case_id_key", "case:concept:name")
        one = log[log[column] == name]
        steps, _, _ = pm4py.discover_performance_dfg(one, business_hours=True, **names)
        case = pm4py.get_case_duration(log, name, business_hours=True, **names)
        assert abs(steps["opened", "answered"]["mean"] - case) < 1e-6, "changed: the two functions disagree"
        found[name] = case / 3600, pm4py.get_case_duration(log, name, **names) / 3600
    return found


with open("tickets.xes", "w") as file:
    print('<log xes.version="1849-2016">', file=file)
    for name, events in zoned.groupby("ticket", sort=False):
        print(f'<trace><string key="concept:name" value="{name}"/>', file=file)
        for event in events.itertuples():
            print(f'<event><string key="concept:name" value="{event.step}"/>'
                  f'<date key="time:timestamp" value="{event.at.isoformat()}"/></event>', file=file)
        print("</trace>", file=file)
    print("</log>", file=file)

ways = {
    "with its zone, as it is": told(zoned, **NAMES),
    "local times, formatted": told(formatted(local)),
    "with its zone, formatted": told(formatted(zoned)),
    "XES file with offsets": told(pm4py.read_xes("tickets.xes")),
}
for way, found in ways.items():
    print(f"{way:25}", {name: hours for name, (hours, _) in found.items()})

assert all(clock == 2 for found in ways.values() for _, clock in found.values()), "changed: plain durations"
true = {name: hours for name, (_, _, hours) in TICKETS.items()}
for way, expected in zip(ways, (true, true, *2 * [{"February": 1.5, "July": 0.5, "July, evening": 2.0}])):
    found = {name: hours for name, (hours, _) in ways[way].items()}
    assert all(abs(found[name] - expected[name]) < 1e-6 for name in TICKETS), f"changed: {way}"
print("as stated")
PY
