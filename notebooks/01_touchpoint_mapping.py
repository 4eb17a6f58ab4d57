# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 1 · Touchpoint mapping
#
# **Decision:** which contacts with customers do we manage first, and who owns each?
#
# **Who decides:** whoever leads customer experience, with the heads of department.
#
# **After this you can**
#
# - catalogue touchpoints before, during and after the sale,
# - say of each what it is for, what matters there, and who owns it,
# - test a map for completeness,
# - measure who sees the customer, and where hand-overs fail,
# - derive moments of truth instead of declaring them,
# - draw a map that says how much it knows.
#
# **Time:** 90 minutes.
#
# **Needs:** a register of touchpoints (table of kind `touchpoints`). A log of contacts (`interactions`), answers after
# a contact (`transactional`), answers about the firm (`relationship`), comments, and lists from departments
# (`internal`) open further sections. Sections that your data cannot carry say so and are skipped.

# %%
import numpy as np
import pandas as pd

import cxlib as cx

# %% tags=["parameters"]
study: str = ""  # path of a study.toml; empty: the sample company Pont Nou
only: str = ""  # the part of the rows to look at, as "region: North"; empty: all
break_window_days: int = 7  # a customer who comes to the same place again within so many days had a broken contact
min_impact: float = 0.3  # section 7: smallest loss of overall impression, in points, that makes a moment of truth
stages: str = ""  # order of the stages, separated by commas; empty: as in the register
selling: str = "Shops, Contact Centre, Technical Service"  # departments of sales and service, separated by commas
held_equal: str = "tenure, contact_channel"  # section 7: columns of the answers that are held equal, where they exist
months_between_waves: int = 12  # section 7: between two waves of answers that have no date
irritants: str = "outcome: partly, outcome: failed, told_again: 1, wait_minutes: over 30"  # section 9: what the log has
language: str = "en"  # of the map's labels: en, es, ca or ro
min_cell: int = 10  # smallest group that is shown
confidence_level: float = 0.95  # of every interval
seed: int = 2027  # of everything drawn at random

# %% [markdown]
# ## The data
#
# A *touchpoint* is a kind of contact: an invoice, a call, a visit. The register says what each was designed to be, the
# log what happened, the answers how it was lived.

# %%
kinds = ["touchpoints", "touchpoint_variables", "interactions", "transactional", "relationship", "journeys", "comments"]
survey = cx.read_study(study or cx.sample_study(), tables=[*kinds, "internal"], only=only)
truth, level = {} if only else cx.sample_truth(survey.folder), {"confidence_level": confidence_level}
roles = ["touchpoint", "touchpoint", "time", "outcome", "outcome", "outcome", "touchpoint"]
every = [cx.Gates(survey, role=role, kind=kind, min_cell=min_cell) for kind, role in zip(kinds, roles, strict=True)]
register, variables, log, answers, people, journeys, voices = every
staff = cx.Gates(survey, role="department", kind="internal", min_cell=min_cell)
known = "\nTruth known, since the data were drawn from it." if truth else ""
print(f"Study: {survey.name}. {survey.contract.study.notes}".strip() + known)
for role, gates in zip([*roles, "department"], [*every, staff], strict=True):
    n = "few" if gates.guard.error else f"{len(gates.answers if gates.table else []):,}"
    print(f"{gates.kind}: {f'table {gates.table}, {n} rows' if gates.table else f'none with a column of role {role}'}")


# %%
def column(gates, role):
    return next(iter(survey.columns(role, table=gates.table)), None) if gates.table else None


def as_touchpoints(gates, role="touchpoint"):
    return gates.answers.rename(columns={column(gates, role): "touchpoint"}) if column(gates, role) else None


# %% [markdown]
# ## 1. Which contacts are there?
#
# Start from the customer's side: what happens *before* somebody buys, *during* the sale, and *after* it? Then say of
# each contact what it is for (its role), which need it serves, which bond it should build, and who answers for it.

# %%
listed = register.section("1. Which contacts are there?", needs={"touchpoint": "touchpoint"})
known, labels = None, {}
if listed:
    roles = {"stage": "stage", "description": "name", "owner": "owner_department", "target": "target"}
    known = as_touchpoints(register).dropna(subset="touchpoint")
    known = known.rename(columns={column(register, role): name for role, name in roles.items() if name not in known})
    known = known.drop_duplicates("touchpoint").reset_index(drop=True)
    labels = known["touchpoint"] + " " + known["name"].fillna("") if "name" in known else known["touchpoint"]
    labels = dict(zip(known["touchpoint"], labels.str.strip(), strict=True))
    print(f"{len(register.answers) - len(known)} rows left out: without a touchpoint, or naming one a second time.")
listed

# %%
if listed and stages:
    order = [stage.strip() for stage in stages.split(",")]
    strange = [stage for stage in order if stage not in set(known.get("stage", []))]
    if strange:
        raise cx.CXError(f"stages: the register has no stage {', '.join(strange)}.", "Write them as the register does.")
    places = {stage: place for place, stage in enumerate(order)}
    known = known.sort_values("stage", key=lambda stage: stage.map(places), kind="stable", ignore_index=True)

# %%
if listed:
    told = ["touchpoint", "stage", column(register, "phase"), "name", "owner_department"]
    told += [column(register, role) for role in ("role_of_touchpoint", "need", "bond")]
    display(cx.Result(table=known[[name for name in dict.fromkeys(told) if name in known]]))

# %%
if listed:
    owner = "owner_department" if "owner_department" in known else None
    sells = [name.strip() for name in selling.split(",") if owner and name.strip() in set(known[owner])]
    first = cx.register_sentence(known, phase=column(register, "phase"), owner=owner, selling=sells)
    print(first)

# %% [markdown]
# **Reading.** Customers do not know the org chart. A bill, a legal letter, a courier are contacts as much as a shop is,
# and the departments behind them rarely think of themselves as selling. A contact without an owner happens all the
# same; only nobody looks at it.

# %% [markdown]
# ## 2. Is the map complete?
#
# Whoever writes a register writes down what they know. Four other sources know other things: the log, what customers
# write, what departments say they touch, and what the survey asks about. We compare ids, never names: one contact may
# be written in three languages.

# %%
sources = {"log": as_touchpoints(log), "comments": as_touchpoints(voices), "responses": as_touchpoints(answers)}
named = as_touchpoints(staff) if column(staff, "touchpoint") else as_touchpoints(staff, "description")
if listed and named is not None:  # a list such as T03;T07 counts, any other words do not
    ids = set(named["touchpoint"].dropna().str.split(";").explode())
    departments = named.rename(columns={column(staff, "department"): "department"})
    sources["departments"] = departments if ids & set(known["touchpoint"]) else None
sources = {name: table for name, table in sources.items() if table is not None}
alone = None if sources else cx.CXError("There is nothing to compare the register with.", "add a log of contacts.")
complete = register.section("2. Is the map complete?", needs={"touchpoint": "touchpoint"}, lacking=alone,
                            run=lambda gate: cx.map_coverage(known, **sources))
complete

# %%
if complete:
    coverage = complete.result
    cx.show(cx.plot_heat(coverage, labels=labels))
    display(cx.Result(table=coverage.table[coverage.table["gap"] != ""], notes=coverage.notes))
    print(cx.coverage_sentence(coverage, labels=labels))
if complete and truth:
    print(f"Planted truth: {', '.join(truth['touchpoints_missing']['touchpoints'])} are missing from the register.")

# %% [markdown]
# **Reading.** A bold name stands in no register. What lives in the log only is met by customers, and nobody designs it,
# asks about it, or answers for it. And a contact that leaves no trace in any of the sources cannot be found this way:
# walk the journey yourself once a year.

# %% [markdown] tags=["lesson"]
# **Now you** (★★). Replace `...` by your answer and run the cell.

# %% tags=["lesson"]
cx.check("01-3", ...)

# %% [markdown]
# ## 3. What matters at each?
#
# A few *critical variables* decide how a contact is lived: the day that was agreed, the number of rings. Each has a
# *target*, the share of cases that should meet its standard. A sample of cases gives a share with an interval
# (Wilson's). Only if all of the interval lies below the target does the variable *surely* miss it.

# %%
needs = {"touchpoint": "touchpoint", "variable": "description", "target": "target", "n_observed": "n_observed"}
matters = variables.section("3. What matters at each?", needs=needs | {"n_met": "n_met"},
                            run=lambda gate: cx.touchpoint_variables(variables.answers, **gate.columns, **level,
                                                                     critical=column(variables, "critical")))
matters

# %%
if matters:
    stands = matters.result
    ordered = stands.table.sort_values(["stands", "estimate"], ascending=[False, True])
    doubtful = ordered[ordered["stands"] != "meets"]
    cx.show(cx.plot_intervals(cx.Result(table=doubtful if len(doubtful) else ordered), labels=labels))
    print(cx.variables_sentence(stands))
if matters and truth:
    print(f"Planted truth: {truth['variables_missing_target']['structural']:.0f} variables miss their target.")

# %% [markdown]
# **Reading.** “Open” is no all-clear. It says that too few cases were looked at: count more of them before anybody is
# praised or blamed.

# %% [markdown]
# ## 4. Who sees the customer?
#
# One customer, many people. How many departments does a customer meet, and how much of a customer does the department
# see that sees most? In the table, `visibility` is the share of a customer's contacts that a department sees, the mean
# over all customers whom it meets. *Fragmentation* is 1 − Σp², with p the share of each department in a customer's
# contacts (Simpson 1949): the chance that two contacts drawn at random belong to different departments.

# %%
needs = {"customer": "customer", "department": "department"}
seen = log.section("4. Who sees the customer?", needs=needs, min_groups=("department", 2),
                   run=lambda gate: cx.fragmentation(log.answers, **gate.columns))
seen

# %%
if seen:
    scattered, who, where = seen.result, seen["customer"], seen["department"]
    sight = cx.Result(table=scattered.table.rename(columns={"customers": "n"}), notes=scattered.notes)
    display(cx.suppress_small_cells(sight, min_cell=log.min_cell))
    print(cx.visibility_sentence(scattered))
    many = scattered.customers.query("contacts >= 5")["fragmentation"].dropna()
    if len(many) >= 30:
        print(f"Fragmentation of the middle one of these: {many.median():.2f}.")

# %% [markdown] tags=["lesson"]
# Single customers are shown only here, since they are invented: the index by hand for the one with most contacts, and
# twelve others with five contacts or more, counting those that nobody owns.

# %% tags=["lesson"]
if seen and truth:
    largest = log.answers[who].value_counts().index[0]
    p = log.answers.loc[log.answers[who] == largest, where].value_counts(normalize=True)
    print(f"Shares {', '.join(f'{share:.2f}' for share in p[p > 0])}: 1 − Σp² = {1 - (p**2).sum():.3f}")

# %% tags=["lesson"]
if seen and truth:
    twelve = scattered.customers.query("contacts >= 5")["customer"].sample(12, random_state=seed)
    cells = log.answers[log.answers[who].isin(twelve)].groupby([who, where], observed=True).size()
    cells = cells.rename("n").reset_index()
    cells["customer"] = cells[who].map({name: f"customer {i:>2}" for i, name in enumerate(twelve, start=1)})
    cx.show(cx.plot_heat(cx.Result(table=cells), rows="customer", columns=where, unit="contacts"))

# %% [markdown] tags=["lesson"]
# **Reading.** Read a row: that is one person's firm. Read a column: that is what a department believes its customers
# are. Contacts that nobody owns stand in no column. The customer is the only one who sees it all.

# %% [markdown] tags=["lesson"]
# **Now you** (★):

# %% tags=["lesson"]
cx.check("01-1", ...)

# %% [markdown]
# ## 5. Where do hand-overs fail?
#
# Each time a matter passes to another department, something can get lost: an address, a promise, the whole story. We
# count which department directly follows which, and in what share of these hand-overs the contact *broke*. Where the
# log does not say what broke, a customer who comes to the same department again within the window counts as a break.

# %%
matter = ["reference", "customer"] if journeys.table else "customer"  # a journey, where the study knows journeys
broken, window = column(log, "break"), {"break_window_days": break_window_days, **level}
near = {} if journeys.table else {"within_days": break_window_days}  # else contacts a year apart were one matter
needs = {"customer": matter, "department": "department", "time": "time"}
passed = log.section("5. Where do hand-overs fail?", needs=needs, min_groups=("department", 2),
                     run=lambda gate: cx.handoffs(log.answers, **gate.columns, **near, **window, broken=broken))
passed

# %%
if passed:
    handed = cx.suppress_small_cells(passed.result, min_cell=log.min_cell)
    if len(handed.table):
        cx.show(cx.plot_heat(handed))
    print(f"What counts as a break: {f'column {broken} of the log' if broken else handed.settings['broken']}.")
    print(*handed.notes, sep="\n")
    print(cx.handoffs_sentence(handed))
if passed and truth:
    again, breaks = (100 * truth["worst_hand_over"][name] for name in ("structural", "finds"))
    print(f"Planted truth: from Logistics to Billing the story is told again in {again:.0f} % of cases. With contacts",
          f"that fail, {breaks:.0f} % break.")

# %% [markdown]
# What if nobody marks breaks? Here is the substitute, contacts that had to be *repeated* at the same touchpoint:

# %%
needs = {"customer": "customer", "touchpoint": "touchpoint", "time": "time"}
repeated = log.section("5. Repeat contacts", needs=needs, min_groups=("touchpoint", 1),
                       run=lambda gate: cx.repeat_contacts(log.answers, **gate.columns, **window))
if repeated:
    again = cx.suppress_small_cells(repeated.result, min_cell=log.min_cell)
    display(cx.Result(table=again.table.sort_values("estimate", ascending=False).head(5), notes=again.notes))
repeated if log.table else None

# %%
if passed and broken and repeated:
    other = cx.handoffs(log.answers, **passed.columns, **near, **window)
    print("By what the log marks:", cx.handoffs_sentence(passed.result))
    print("By customers who come back:", cx.handoffs_sentence(other))

# %% [markdown]
# **Reading.** Where both are known, compare them. A repeat is a substitute: it counts the second call that was agreed,
# and misses everybody who gave up. And the department that is called again need not be the one where it broke.

# %% [markdown]
# ## 6. Can all be green and the journey red?
#
# A common wrong belief: *if every department is at 90 %, customers are content.* Each department counts its own
# contact. The customer counts them all. If breaks came independently, the chance of a journey without any would be the
# product of the shares: 0.9 × 0.9 × 0.9 × … Where the study knows no journeys, all contacts of a customer count as one.

# %%
needs = {"customer": matter, "touchpoint": "touchpoint", "broken": "break"}
whole = log.section("6. Can all be green and the journey red?", needs=needs, min_answers=30,
                    run=lambda gate: cx.unbroken_by_length(log.answers, **gate.columns, **level))
whole

# %%
if whole:
    lengths = cx.suppress_small_cells(whole.result, min_cell=log.min_cell)
    enough = lengths.table[lengths.table["n"] >= 30]["contacts"]
    common = whole.result.table.nlargest(1, "n")["contacts"]
    six = 6 if 6 in set(enough) else int(common.iloc[0])
    if len(lengths.table):
        cx.show(cx.plot_lines(lengths, marked=six))
    print(*lengths.notes, cx.unbroken_sentence(lengths, contacts=six), sep="\n")

# %% [markdown]
# **Reading.** No single contact need be bad for this; there are merely many links in the chain. So the report of a
# department cannot tell how a journey went. Ask for the share of whole journeys beside it.

# %% [markdown] tags=["lesson"]
# Break it yourself: which share must each contact reach, so that nine of ten journeys of six contacts are unbroken? And
# what does it cost if each hand-over makes the next contact a little worse?

# %% tags=["lesson"]
def view(good=0.92, penalty=0.0):
    contacts = np.arange(2, 11)
    share = good * max(good - penalty, 0) ** (contacts - 1)
    return pd.DataFrame({"contacts": contacts, "without a break": share.round(3)}).set_index("contacts").T


display(view(), view(penalty=0.03), view(good=0.983))

# %% tags=["nbval-ignore-output", "lesson"]
from ipywidgets import interact

_ = interact(view, good=(0.8, 1.0, 0.01), penalty=(0.0, 0.1, 0.01))

# %% [markdown] tags=["lesson"]
# **Now you** (★):

# %% tags=["lesson"]
cx.check("01-2", ...)

# %% [markdown]
# ## 7. Which are moments of truth?
#
# Firms like to *declare* their moments of truth in a workshop. We *derive* them: how much lower is the overall
# impression of people who had a bad contact there than of people whose contacts there were good? The log says what
# happened in the year before each answer. Answers without a date are those of the end of their wave.

# %%
needs = {"customer": "customer", "time": "time", "touchpoint": "touchpoint", "bad": "break"}
happened = log.section("7. Contacts before an answer", needs=needs, min_groups=("touchpoint", 1))
needs = {"outcome": "outcome", "customer": "customer"}
asked = people.section("7. Answers after contacts", needs=needs, min_answers=100, lacking=happened.error)
if asked:
    told, y = people.answers.rename(columns={asked["customer"]: happened["customer"]}), asked["outcome"]
    held = [name.strip() for name in held_equal.split(",") if name.strip() in told]
    wave, day = column(people, "wave"), column(people, "time")
    told = told.assign(_wave=pd.Categorical(told[wave]).codes if wave else 0)
    end, late = log.answers[happened["time"]].max(), (told["_wave"].max() - told["_wave"]) * months_between_waves
asked

# %%
if asked:
    told["_asked"] = told[day] if day else late.map({m: end - pd.DateOffset(months=int(m)) for m in late.unique()})
    lived = cx.contacts_before(told, log.answers, asked="_asked", **happened.columns)
    print(f"{len(told):,} answers, {lived.table['touchpoint'].notna().sum():,} contacts in the year before them.")
    print(f"Held equal: number of contacts{', wave' if wave else ''}{''.join(f', {name}' for name in held)}.")

# %% [markdown]
# First by hand, for the touchpoint with most bad contacts, and nothing held equal:

# %%
if asked:
    most = lived.table.loc[lived.table["bad"] == 1, "touchpoint"].mode()
    there = lived.table[lived.table["touchpoint"].isin(most[:1])].groupby("answer")[["bad", y]].max().dropna()
    means = there.groupby("bad")[y].agg(["mean", "count"])
    if len(means) == 2 and means["count"].min() >= people.min_cell:
        (good, n_good), (bad, n_bad) = means.to_numpy()
        print(f"{labels.get(most[0], most[0])}: {good:.2f} after good contacts only (n = {n_good:,.0f}), "
              f"{bad:.2f} after a bad one (n = {n_bad:,.0f}): a loss of {good - bad:.2f} points.")

# %% [markdown]
# Who had one bad contact often had others, too, and long-standing customers have more of both kinds. So one model holds
# equal all other contacts and what is named above. A touchpoint is a moment of truth only if the *whole* interval of
# its loss lies beyond `min_impact`, and if its loss is still told from 0 once the number of touchpoints is allowed for
# (Holm's p-value).

# %%
model = {"touchpoint": "touchpoint", "bad": "bad", "respondent": "answer", "min_impact": min_impact, **level}
if asked:
    model |= {"outcome": y, "min_contacts": people.min_cell, "controls": ["contacts", *["_wave"][: bool(wave)], *held]}
derived = people.section("7. Which are moments of truth?", needs={"outcome": "outcome"}, lacking=asked.error,
                         run=lambda gate: cx.moments_of_truth(lived.table, **model))
derived if asked else None

# %%
true = []
if derived:
    moments = derived.result
    drawn = moments.table.dropna(subset="estimate").rename(columns={"n_bad": "n", "n_good": "n_reference"})
    drawn = drawn.assign(called=[labels.get(name, name) for name in drawn["touchpoint"]])
    drawn = drawn.sort_values("estimate", ascending=False)
    true = list(drawn.loc[drawn["moment_of_truth"].fillna(False).astype(bool), "called"])
    display(cx.Result(table=moments.table.dropna(subset="estimate"), notes=moments.notes))
if derived and len(drawn):
    cx.show(cx.plot_intervals(cx.Result(table=drawn), label="called", bold=true, unit="Points of impression lost",
                              at=min_impact))

# %%
if derived:
    own = list(known.loc[known["firm_moment"] == 1, "touchpoint"]) if listed and "firm_moment" in known else []
    print(cx.moments_sentence(moments, declared=own))
for name in ("T06", "T09", "T13", "T14") if derived and truth else ():
    found = moments.table.set_index("touchpoint")["estimate"][name]
    print(cx.truth_sentence(found, truth[f"moment_{name}"]["structural"], f"the loss at {labels[name]}"))

# %% [markdown]
# **Reading.** The dashed line is `min_impact`. A row whose interval crosses it stays open, however far to the right its
# dot lies. The two numbers are those of people with good contacts only and with a bad one. The firm's own list is the
# column `firm_moment` of the register. What we see *goes with* a bad contact; it is its effect only as far as nothing
# else makes both.

# %% [markdown] tags=["lesson"]
# A common wrong belief: *the largest difference shows the moment of truth.* Take twelve people with a bad and twelve
# with good contacts at each touchpoint that is none, as a quick study would, and look at the three largest losses:

# %% tags=["lesson"]
quick = None
if derived:
    once = lived.table.groupby(["touchpoint", "answer"])[["bad", y]].max().dropna().reset_index()
    sizes = once.groupby(["touchpoint", "bad"]).size().unstack().reindex(columns=[0, 1]).min(axis=1, skipna=False)
    once["called"] = once["touchpoint"].map(lambda name: labels.get(name, name))
    once = once[~once["called"].isin(true) & (once["touchpoint"].map(sizes) >= 12)]
    few = once.sample(frac=1, random_state=seed).groupby(["touchpoint", "bad"]).head(12)
    quick = cx.lot_effect(few, outcome=y, lot="bad", by="called", **level).table if len(few) else None

# %% tags=["lesson"]
if quick is not None:
    quick = quick.sort_values("estimate").head(3)
    cx.show(cx.plot_intervals(cx.Result(table=quick), label="called", unit="Bad less good contact, points"))
    print(f"Intervals that hold 0: {(quick['conf_high'] >= 0).sum()} of {len(quick)}. Moments of truth: none of them.")

# %% [markdown] tags=["lesson"]
# Among many touchpoints, twelve and twelve will always throw up one that looks dramatic. Its interval says so; a slide
# with the mean alone does not. **Now you** (★★):

# %% tags=["lesson"]
cx.check("01-4", ...)

# %% [markdown]
# ## 8. How do moments add up?
#
# Does a journey feel like the mean of its contacts? Or like its worst moment, its peak and its end (Kahneman and others
# 1993)? *Peak end* is the mean of the contact farthest from the journey's mean and the last one. Each rule tries to
# foretell the journeys' scores. Part of the journeys is kept out while its line is fitted, so
# that none can learn them by heart. The share of the differences that it foretells is R² *out of sample*.

# %%
needs = {"customer": "reference", "time": "time", "rating": "rating"}
rated = log.section("8. Contacts of a journey", needs=needs, min_answers=log.min_cell)


def add_up(gate):
    scores = journeys.answers.rename(columns={gate["id"]: rated["customer"]})
    return cx.journey_rules(log.answers.dropna(subset=rated["customer"]), journeys=scores, outcome=gate["outcome"],
                            **rated.columns, rng=seed, **level)


scored = journeys.section("8. How do moments add up?", needs={"id": "id", "outcome": "outcome"}, lacking=rated.error,
                          run=add_up)
scored

# %%
if scored:
    rules = scored.result
    spoken = rules.table.assign(rule=rules.table["rule"].str.replace("_", " ")).sort_values("estimate", ascending=False)
    cx.show(cx.plot_intervals(cx.Result(table=spoken), label="rule", unit="R² out of sample", digits=2))
    print(*rules.notes, cx.rules_sentence(rules), sep="\n")

# %% [markdown]
# **Reading.** Where two numbers, the lowest contact and the last, say more than all contacts averaged, a mean hides the
# one bad hour and forgets how it ended. So mend the worst contact, and take care of the last.

# %% [markdown]
# ## 9. One big or many small?
#
# A claim that fails is dreadful and rare. A long wait is a nuisance and common. What a *defect* costs in all is its
# severity (points lost where it happens) times its frequency. The log says how often, the answers say how much.

# %%
key, at, lot = (column(log, role) for role in ("id", "touchpoint", "pitch"))
keyless = cx.CXError("There is no log with an id that answers refer to.", "declare the roles id and reference.")
keyless = None if key and at else keyless
needs = {"contact": "reference", "touchpoint": "touchpoint", "outcome": "outcome"}
linked = answers.section("9. Answers and their contacts", needs=needs, min_answers=100, lacking=keyless)
if linked:
    given = answers.answers.rename(columns={linked["contact"]: key, linked["outcome"]: "outcome"}).drop_duplicates(key)
    given = given[[name for name in (key, "outcome", "time_available") if name in given]]
    both = log.answers.drop(columns="outcome", errors="ignore").merge(given, on=key, how="left")
    both["where"] = both[at].map(lambda name: labels.get(name, name))
linked

# %%
pairs = [[word.strip() for word in rule.split(":", 1)] for rule in irritants.split(",") if ":" in rule]
pairs = [(name, what) for name, what in pairs if linked and name in log.answers]


def happened_so(values, what):
    if what.startswith("over "):
        return values > float(what.removeprefix("over "))
    return values.astype(str).isin([what, f"{what}.0"])


for name, what in pairs:
    both[f"{name} {what}"] = happened_so(log.answers[name], what).to_numpy(dtype=int)

# %%
flags = [f"{name} {what}" for name, what in pairs]
unnamed = None if flags else cx.CXError("The log has no column of the irritants.", "name them with -p irritants=….")
small = answers.section("9. One big or many small?", needs=needs, lacking=linked.error or unnamed,
                        run=lambda gate: cx.defect_costs(both, touchpoint="where", defects=flags, outcome="outcome",
                                                         min_answers=answers.min_cell, **level))
small if linked else None

# %%
if small:
    defects, worst = small.result, small.result.table.iloc[0]
    print(f"{worst['defect']} at {worst['touchpoint']}: {worst['severity']:.2f} points × {worst['frequency']:.4f} of "
          f"all contacts = {worst['estimate']:.4f} points.")
    cx.show(cx.plot_bars(defects))
    print(cx.defects_sentence(defects))

# %% [markdown]
# **Reading.** Great failures have a case number and a meeting. Slight ones have neither, and no single one would
# deserve it. Somebody has to own their sum. How cheaply each could be mended is not in these data: ask those who do the
# work.

# %% [markdown]
# ## 10. Good purpose, bad moment?
#
# An order call is a fine occasion to present what else there is. For whom? Where the firm draws lots to whom it makes
# the offer, the difference is its *effect*, and not just what goes with it.

# %%
unlotted = None if lot else cx.CXError("The log has no column of role pitch.", "make an offer by lot, and log it.")
offered = answers.section("10. Good purpose, bad moment?", needs=needs, lacking=linked.error or unlotted,
                          run=lambda gate: cx.lot_effect(both, outcome="outcome", lot=lot, by="where", **level))
if offered:
    effect = cx.suppress_small_cells(offered.result, min_cell=answers.min_cell)
    cx.show(cx.plot_intervals(effect, label="where", unit="Effect of the offer on the score, points"))
    print(cx.lot_sentence(effect).replace("where ", ""))
offered

# %%
if offered and "time_available" in both:
    known_time = both.dropna(subset="time_available")
    words = np.where(known_time["time_available"] <= 2, ", short of time", ", had time")
    known_time = known_time.assign(where=known_time["where"].astype(str) + words)
    timed = cx.lot_effect(known_time, outcome="outcome", lot=lot, by="where", **level)
    timed = cx.suppress_small_cells(timed, min_cell=answers.min_cell)
    cx.show(cx.plot_intervals(timed, label="where", unit="Effect of the offer on the score, points"))
planted = {"pitch_in_call": "order call", "pitch_in_mail": "after-sale mail"} if offered and truth else {}
for name, where in planted.items():
    size = f"{truth[name]['structural']:+.2f}".replace("-", "−")
    print(f"Planted truth: in the {where} {size} points.")

# %% [markdown]
# **Reading.** Two questions for every such idea: is the purpose good, and has the customer time for it *now*? The same
# words can help at one touchpoint and cost at another. Where nobody drew lots, and people chose to whom they offered,
# these numbers show what goes with an offer, and no effect.

# %% [markdown]
# ## 11. The map
#
# Now all of it on one page. Each score stands on a *grade of evidence*: A from 200 answers about recorded contacts, B
# from 30, C below that or from memory, D without answers, when all we have is an opinion. The grade is drawn into the
# ground of the cell, so that nobody can show a score without it. Without a log, nobody knows which contacts took place,
# so no grade is better than C. Where nobody was asked after a contact, ratings of touchpoints in the large survey are
# taken: they are from memory.

# %%
score, after = column(answers, "outcome"), column(answers, "touchpoint")
if score and after:
    bounds = survey.contract.tables[answers.table].columns[score].bounds
    scores = as_touchpoints(answers)[["touchpoint", score]].set_axis(["touchpoint", "score"], axis=1)
else:
    tables = survey.contract.tables
    items = [(name, item, its) for name in tables if tables[name].kind == "relationship"
             for item, its in tables[name].columns.items() if its.touchpoint and its.role == "rating"]
    items = [part for part in items if part[0] == items[-1][0]]  # of the last such survey
    bounds = items[0][2].bounds if items else None
    parts = [pd.DataFrame({"touchpoint": its.touchpoint, "score": survey.tables[name][item]}) for name, item, its in items]
    scores = pd.concat(parts) if parts else pd.DataFrame({"touchpoint": [], "score": []})

# %%
home = next((gates for gates in (register, answers, people) if gates.table), register)
sizes = scores.dropna()["touchpoint"].value_counts()
enough, sparse = sizes.index[sizes >= home.min_cell], sizes.index[(sizes > 0) & (sizes < home.min_cell)]
unasked = None if len(enough) else cx.CXError(f"No touchpoint has {home.min_cell} answers.", "ask after each contact.")
plan = known if listed else pd.DataFrame({"touchpoint": sorted(enough)})
source = "contact" if score and after and log.table else "memory"
how = {"register": plan, "scale": bounds, "source": source, **level}
mapped = home.section("11. The map", needs={}, lacking=unasked, run=lambda gate: cx.touchpoint_scores(
    scores[scores["touchpoint"].isin(enough)], touchpoint="touchpoint", rating="score", **how))
if len(sparse):
    print(f"Fewer than {home.min_cell} answers, so shown without a score: {', '.join(sorted(map(str, sparse)))}.")
mapped

# %%
beside = {name: gate.result for name, gate in {"variables": matters, "coverage": complete}.items() if gate}
emotion = column(answers, "emotion")
if mapped and score and after and emotion and answers.answers[emotion].notna().any():
    felt = as_touchpoints(answers)
    beside["emotions"] = cx.touchpoint_emotions(felt, touchpoint="touchpoint", emotion=emotion, **level)
if mapped and broken and at and log.answers[broken].notna().any():
    worn = as_touchpoints(log).astype({broken: float})
    beside["breaks"] = cx.top_box_share(worn, rating=broken, top=1, by="touchpoint", **level)
elif mapped and repeated:
    beside["breaks"] = repeated.result
for name in {"emotions", "breaks"} & set(beside):
    beside[name] = cx.suppress_small_cells(beside[name], min_cell=home.min_cell)

# %%
journey = cx.journey_map(plan, scores=mapped.result, **beside) if mapped else None
if mapped:
    cx.show(cx.plot_journey_map(journey, language=language))
    print(cx.map_sentence(journey))

# %% [markdown]
# **Reading.** Read down a column: what was designed, what is lived, what people feel, whom to call. Then read the
# ground. A score on hatched ground is a question, not a finding. The dashed line parts what customers see from what
# happens behind it; they feel both.

# %%
folder = cx.run_folder() if mapped else None
if folder:
    cx.journey_map_page(journey, folder / "journey_map.html", title=f"{survey.name}: journey map", language=language,
                        replace=True)
    journey.table.to_csv(folder / "journey_map.csv", index=False)
    print("Beside this page: journey_map.html (with its table), journey_map.svg (the drawing), journey_map.csv.")
elif mapped:
    columns = ["name", "stage", "owner", "n", "estimate", "conf_low", "conf_high", "designed", "gap", "evidence"]
    display(cx.Result(table=journey.table[columns], notes=journey.notes))

# %% [markdown] tags=["lesson"]
# `cx run` also writes the map as a page, a drawing and a table into the run's folder, for those who have no notebook.
# **Now you** (★★★): add two contacts to somebody else's map.

# %% tags=["lesson"]
cx.check("01-5", ...)

# %% [markdown]
# ## What we found
#
# Printed from the results above, so it holds for the data at hand. Scores are those of the people who answered, without
# weights.

# %%
if listed:
    print("·", first)
if complete:
    print("·", cx.coverage_sentence(coverage, labels=labels))
if matters:
    print("·", cx.variables_sentence(stands))
if seen:
    print("·", cx.visibility_sentence(scattered))
if passed:
    print("·", cx.handoffs_sentence(handed))
if whole:
    print("·", cx.unbroken_sentence(lengths, contacts=six))

# %%
if derived:
    print("·", cx.moments_sentence(moments, declared=own))
if scored:
    print("·", cx.rules_sentence(rules))
if small:
    print("·", cx.defects_sentence(defects))
if mapped:
    print("·", cx.map_sentence(journey))

# %%
summary = pd.concat([gates.summary() for gates in (*every, staff)], ignore_index=True)
number = summary["section"].str.extract(r"^(\d+)", expand=False).astype(int)
cx.Result(table=summary.loc[number.sort_values(kind="stable").index].reset_index(drop=True))

# %% [markdown]
# ## What this does not show
#
# - Contacts that nobody records: what friends say, what people read about the firm, those who walked out.
# - Those who gave up. A break that is counted by repeat contacts misses them.
# - Causes. Sections 7 and 9 show what goes with a bad contact; only section 10, by lot, shows an effect.
# - Whether a contact could be dropped altogether. That is a question of design.

# %% [markdown]
# ## On Monday

# %%
monday = [
    (complete,
     "The lead for customer experience gives each contact without an owner one by the end of the "
     "month, and puts those that stand in no register on the map."),
    (passed,
     "The two departments of the worst hand-over sit down with ten of its cases within two weeks."),
    (whole,
     "Each head of a department shows, beside its own share, that of whole journeys without a break."),
]
print("\n".join(f"· {step}" for shown, step in monday if shown) or "Nothing yet: the sections that would say what could not be shown.")

# %% [markdown] tags=["lesson"]
# ## Check yourself
#
# 1. Why does a complete register still need the log?
# 2. Each of eight contacts goes well in 95 of 100 cases. What share of journeys is unbroken?
# 3. A workshop names five moments of truth. What do you ask for before you believe it?
# 4. Why may the mean of a journey's contacts miss how it felt?
# 5. What does hatched ground on the map forbid you to say?
#
# ## Where next
#
# All exercises with room for your answers: `exercises/01_touchpoint_mapping.ipynb`; worked answers:
# `solutions/01_touchpoint_mapping.ipynb`. What matters within each touchpoint is the subject of notebook 04. Words for
# your glossary: touchpoint, register, owner, critical variable, fragmentation, hand-over, break, moment of truth, line
# of visibility, grade of evidence.
