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

# %% [markdown] chapter="Priorities and agreement"
# # 8 · What to do first, and does the house agree?
#
# **Decision:** what do we do with this budget, who answers for it, and does the house agree?
#
# **Who decides:** the board, with the heads of departments.

# %% [markdown] tags=["lesson"]
# **After this you can**
#
# - place touchpoints by importance and rating, with the chance that they lie there,
# - tell must-be, one-dimensional and attractive features apart,
# - choose actions under a budget, and say what the choice may cost,
# - give each contact exactly one accountable owner,
# - measure agreement among departments, and with customers,
# - say how much of the money only repairs, and show a journey as it is lived, across owners and channels.
#
# **Time:** 145 minutes, in four sittings.

# %% [markdown] tags=["lesson"]
# **Before you begin**, two questions on earlier notebooks. Say your answer, then open the fold.
#
# 1. A bad contact costs 0.6 points of the overall impression, from −0.1 to 1.3. Is the contact a moment of truth?
# 2. A score of 25 answers fell by twelve points. Why is that no priority yet?
#
# <details><summary>Answers</summary>
#
# 1. Not shown: the interval holds 0, so the loss cannot be distinguished from none.
# 2. So few answers move by as much through chance alone. Ask for the interval of the change first.
#
# </details>

# %% [markdown]
# **Needs:** a log of contacts, answers about the firm and answers after a contact (`interactions`, `relationship`,
# `transactional`) open sections 1, 2 and 12; a list of actions with effects and costs (`actions`) 4 to 7; Kano's
# questionnaire (`kano`) 3.1; a register of touchpoints (`touchpoints`) 8; what the staff thinks (`internal`) 9 to 11;
# a table of journeys (`journeys`) 13. Sections that your data cannot carry say so and are skipped.

# %%
from statistics import NormalDist  # the bell curve

import pandas as pd

import cxlib as cx

# %% tags=["parameters"]
study: str = ""  # path of a study.toml; empty: the sample company Pont Nou
only: str = ""  # the part of the rows to look at, as "region: North"; empty: all
threshold: str = "mean"  # where the fields of section 1 are parted: mean, scale_middle or target
min_impact: float = 0.3  # smallest loss of overall impression, in points, that matters
same_matter: str = "invoice_right: d_correct, agreed_day: d_on_time, short_wait: d_speed, solved_first: d_first_time, clear_price: d_price, kind_technician: d_kind"  # section 3: feature of Kano's questionnaire: its rating
measured: str = "d_speed: wait_minutes, d_on_time: on_time"  # section 4: rating: what the log measured of the same
shifts: str = "wait_minutes: -20%, on_time: 0.05"  # section 4: by how much it could be changed
budget: float = 120  # in the unit of the costs
max_actions: int = 12  # up to so many actions all plans are looked at; above, the best one is found by a program
certainty: float = 0.8  # the chance in the best plan that counts as sure
front_line: str = "Shops, Contact Centre, Technical Service"  # departments that meet customers
management: str = "management"  # the group of the managers among the departments
min_cell: int = 10  # smallest group that is shown
confidence_level: float = 0.95  # of every interval
n_resamples: int = 1000  # draws of the bootstrap, and of uncertain effects
seed: int = 2027  # of everything drawn at random

# %% [markdown]
# ## The data
#
# Many tables, each for its own part: who met whom, how it was lived, what could be done, and what the house thinks.

# %%
kinds = ["interactions", "transactional", "relationship", "touchpoints", "kano", "actions", "internal", "rating", "journeys"]
survey = cx.read_study(study or cx.sample_study(), tables=kinds, only=only, min_cell=min_cell)
truth = survey.truth
survey

# %%
log = cx.Gates(survey, role="time", kind="interactions", min_cell=min_cell)
people = cx.Gates(survey, role="outcome", kind="relationship", min_cell=min_cell)
met = cx.Gates(survey, role="outcome", kind="transactional", min_cell=min_cell)
rated = cx.Gates(survey, role="outcome", most=["rating", "functional", "emotional"], min_cell=min_cell)
asked = cx.Gates(survey, role="functional_answer", kind="kano", min_cell=min_cell)
doing = cx.Gates(survey, role="action", kind="actions", min_cell=1)
register = cx.Gates(survey, role="touchpoint", kind="touchpoints", min_cell=min_cell)
staff = cx.Gates(survey, role="department", kind="internal", min_cell=min_cell)
whole = cx.Gates(survey, role="outcome", kind="journeys", min_cell=min_cell)

# %%
tables = [log, people, met, asked, doing, register, staff, whole]
cx.Result(table=pd.concat([one.chosen for one in tables]), notes=[one.repeats for one in tables if one.repeats])

# %% [markdown]
# What touchpoints are called, which targets they have, and to which stage they belong, where a register says it.

# %%
known = cx.touchpoint_register(register.renamed(
    touchpoint="touchpoint", stage="stage", name="description", target="target"))
labels = known.labels
places = known.table.set_index("touchpoint").reindex(columns=["stage", "target"])
targets = places["target"].dropna().to_dict() or None
minded = staff.by_facet("rating")  # what each question of the house is about

# %% [markdown] tags=["lesson"]
# **Sitting A, 40 minutes.** After it you can place what matters with its chance, and tell must-be from delight in two
# ways.

# %% tags=["lesson"]
cx.glossary(["touchpoint", "mot", "journey", "questionnaire", "must_be", "one_dimensional", "attractive",
             "penalty_reward", "prioritisation"])

# %% [markdown]
# ## 1. Important and weak?
#
# Martilla and James (1977) drew a cross: what matters and is rated low lies in one field, and is worked on first. Here a
# touchpoint matters by what a bad contact there costs the overall impression (as in notebook 01, section 7), and is
# rated by those who have just been there (as in notebook 04, section 1).

# %%
happened = cx.section(1, of=log, needs={"customer": "customer", "time": "time", "touchpoint": "touchpoint",
                                        "bad": "break"}, min_groups=("touchpoint", 2))

# %% [markdown]
# ### 1.1 Contacts of the year before an answer

# %%
before = cx.section("1.1", of=people, needs={"outcome": "outcome", "respondent": "customer"}, min_answers=100,
                    also={"asked": "time", "wave": "wave"}, after=1, run=cx.contacts_before,
                    given={"log": log.answers, "customer": happened["customer"], "time": happened["time"],
                           "touchpoint": happened["touchpoint"], "bad": happened["bad"]})

# %%
cx.reading(before.result, aside=True)

# %% [markdown]
# ### 1.2 Where each lies, and how surely
#
# What if other people had answered? People are drawn anew, from both tables, and everything is computed once more, so
# that each touchpoint becomes a cloud. The lines move, too: a mean is an estimate.

# %%
lie = cx.section("1.2", of=met, needs={"touchpoint": "touchpoint", "rating": "outcome"}, after="1.1",
                 min_groups=("touchpoint", 2), run=cx.touchpoint_positions, given={
                     "contacts": before.result.table, "outcome": before["outcome"],
                     "answers": met.as_told("touchpoint", apart=True),  # as 04 tells them: no small one beside its sum
                     "min_contacts": people.min_cell, "n_resamples": n_resamples,
                     "controls": ["contacts", "wave_number", *people.there("tenure, contact_channel")],
                     "confidence_level": confidence_level, "rng": seed})

# %%
ends = met.bounds("outcome")
fields = cx.quadrant_chances(lie.result, targets=targets, middle=sum(ends) / 2 if ends else None)
chosen = fields.table[fields.table["threshold"] == threshold]
cx.Result(table=chosen[["name", "n", "importance", "performance", "field", "chance"]].replace({"name": labels}),
          notes=fields.notes)

# %%
cx.show(cx.plot_points(fields, threshold=threshold, labels=labels))

# %%
cx.reading(fields, threshold=threshold, labels=labels)

# %% [markdown]
# **Reading.** A common wrong belief: *the quadrant is a fact*. A dot in a box looks like one; a cloud across the line is
# none. What lies near a line needs more answers, not a decision.

# %% [markdown]
# ## 2. Does the line matter?
#
# Three lines are in use: the mean of all ratings, the middle of the scale, and what was aimed at. A cross at the mean
# always finds some of them weak, however good all are; one in the middle of the scale hardly ever does.

# %%
cx.section(2, after="1.2")

# %%
advice = fields.table.pivot(index="name", columns="threshold", values="field").reset_index()
cx.Result(table=advice.replace({"name": labels}))

# %%
cx.reading(fields, about="lines", labels=labels)

# %% [markdown]
# **Reading.** Agree on the line before you look. A target says what was promised; only it can be missed by all, and by
# none.

# %% [markdown]
# ## 3. Must-be or delight?
#
# Some features only hurt when they are missing, some only please when they are there. Kano asked for both: *if this is
# so, how do you feel? If it is not so?* Five answers to each make 25 pairs, and each pair is a kind.
#
# | it is so ↓, it is not so → | like | expect | neutral | live with | dislike |
# |---|---|---|---|---|---|
# | like | Q | A | A | A | O |
# | expect | R | I | I | I | M |
# | neutral | R | I | I | I | M |
# | live with | R | I | I | I | M |
# | dislike | R | R | R | R | Q |
#
# M: must-be, O: one-dimensional (the more, the better), A: attractive, I: indifferent; R: reverse (they would rather not
# have it), Q: questionable (both answers cannot hold).

# %%
cx.section(3)

# %% [markdown]
# ### 3.1 What people say
#
# The commonest kind decides; of equally common ones that which hurts most, M before O before A before I. Of those of a
# clear mind, *better* is the share whom the feature would please, *worse* the share whom its lack would displease.

# %%
said = cx.section("3.1", of=asked, needs={"feature": "description", "functional": "functional_answer",
                                          "dysfunctional": "dysfunctional_answer"}, min_groups=("feature", 1),
                  run=cx.kano_classes, given={"confidence_level": confidence_level})

# %%
features = cx.suppress_small_cells(said.result, min_cell=asked.min_cell)
features

# %%
spelled = {name: str(name).replace("_", " ") for name in features.table["feature"]}
cx.show(cx.plot_points(features, labels=spelled))

# %%
cx.reading(features, labels=spelled)

# %% [markdown] tags=["lesson"]
# **Now you** (★). Replace `...` by your answer and run the cell.

# %% tags=["lesson"]
cx.check("08-1", ...)

# %% tags=["lesson"]
cx.check("08-2", ...)

# %% [markdown]
# ### 3.2 What goes with low and with high ratings
#
# The second way asks nobody what they would feel. It compares those who rated an aspect low, and high, with those
# between: a penalty and a reward, as in notebook 04, section 9; without Kano's questionnaire it stands there alone.

# %%
curved = cx.section("3.2", of=rated, needs={"outcome": "outcome"}, min_answers=rated.min_cell, after="3.1",
                    run=cx.driver_aspects,
                    given={"gates": rated, "named": rated.named("drivers", "rating, functional, emotional")})

# %%
aspects = curved.result
lowest, high_cut = next(iter(aspects.scales.values()))
low_cut = lowest + 1  # the two lowest answers are low, the highest one is high

# %% [markdown]
# ### 3.3 Aspects that all touchpoints have

# %%
common = cx.section("3.3", after="3.2", run=cx.penalty_reward, lacking=aspects.off_scale(low_cut, high_cut), given={
    "data": aspects.rows, "outcome": aspects.outcome, "drivers": aspects.items, "low": low_cut, "high": high_cut,
    "within": aspects.within, "weights": aspects.weights, "confidence_level": confidence_level})

# %%
cx.show(cx.plot_bars(common.result))

# %% [markdown]
# ### 3.4 Aspects that only some have

# %%
own = cx.section("3.4", after="3.3", run=aspects.penalty_where_asked, given={
    "low": low_cut, "high": high_cut, "min_cell": rated.min_cell, "confidence_level": confidence_level})

# %%
cx.show(cx.plot_bars(own.result))

# %% [markdown]
# ### 3.5 Both ways beside one another

# %%
both = cx.section("3.5", after=("3.1", "3.3"), run=cx.kano_agreement, given={
    "kano": features, "pairs": same_matter, "words": aspects.words,
    "penalties": pd.concat([one.result.table for one in (common, own) if one.is_open])})

# %%
both.result

# %%
cx.reading(both.result, labels=spelled)

# %% [markdown]
# **Reading.** Two ways with different faults: one asks for feelings about a thing imagined, the other reads them from
# ratings that share a mood. Where both say the same, it is safer to believe.

# %% [markdown] tags=["lesson"]
# **Quiz of sitting A.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("08-A", ...)

# %% [markdown] tags=["lesson"]
# **Sitting B, 40 minutes.** After it you can collect ideas, choose a plan for a budget, and say what it will deliver.

# %% tags=["lesson"]
cx.glossary(["verbatim"])

# %% [markdown]
# ## 4. What could be done?
#
# A list of actions: what each would bring, how sure that is, what it costs, and who owns it. The grade says how good the
# evidence is, from A to D, an opinion. The cheapest come first.

# %%
could = cx.section(4, of=doing, needs={"action": "action", "effect": "effect", "std_error": "std_error"},
                   also={"name": "description", "cost": "cost", "evidence": "evidence", "owner": "owner",
                         "status": "status"})

# %%
titles = dict(zip(could.rows[could["action"]], could.rows[could["name"] or could["action"]]))
listed = could.rows.sort_values(could["cost"] or could["action"], kind="stable")
wanted = [could[part] for part in ("action", "name", "cost", "effect", "std_error", "evidence", "owner", "status")
          if could[part]]
cx.Result(table=listed[wanted])

# %%
z = NormalDist().inv_cdf((1 + confidence_level) / 2)
around = listed[[could["action"], could["effect"]]].set_axis(["action", "estimate"], axis=1)
around = around.assign(conf_low=around["estimate"] - z * listed[could["std_error"]],
                       conf_high=around["estimate"] + z * listed[could["std_error"]])
cx.show(cx.plot_intervals(cx.Result(table=around), label="action", labels=titles, unit="Effect, points"))

# %% [markdown]
# ### 4.1 What was rated and recorded

# %%
levers = cx.section("4.1", of=rated, needs={"outcome": "outcome"}, min_answers=rated.min_cell, after=4,
                    run=cx.driver_aspects,
                    given={"gates": rated, "named": rated.named("drivers", "rating, functional, emotional")})

# %% [markdown]
# ### 4.2 Slopes of the records
#
# Where the log holds a record of what was rated, an effect can be guarded against the mood.

# %%
lever = cx.section("4.2", after="4.1", run=levers.result.rated_and_recorded, given={
    "study": survey, "pairs": measured, "confidence_level": confidence_level})

# %% [markdown]
# ### 4.3 What a feasible change would go with
#
# The slope of the record times a change that is feasible. Ratings without a record are refused: their slope holds the
# mood of those who rate, and promises what no change brings.

# %%
gain = cx.section("4.3", after="4.2", run=cx.expected_gain, given={"recorded": lever.result, "shifts": shifts})

# %%
gain.result

# %%
cx.reading(gain.result, labels={name: str(name).replace("_", " ") for name in gain.result.table["record"]})

# %% [markdown] tags=["lesson"]
# ### 4.4 Ideas of all departments
#
# Where does such a list come from? Those who do the work know what goes wrong again and again. An *idea form* asks each
# department for: the contact, what goes wrong, what to try, what it needs of others. Ideas are coded like comments, and
# voted on; then it matters who votes. Six invented ones, with the votes of four departments of unequal size:

# %% tags=["lesson"]
cx.section("4.4")

# %% tags=["lesson"]
ideas = pd.DataFrame({"idea": ["bill says what changed", "courier calls ahead", "notes go with the call", "new coffee",
                               "one person per claim", "quicker log-in"],
                      "code": ["clear bill", "on time", "hand-over", "rooms", "hand-over", "tools"]})
votes = pd.DataFrame({"Shops (60)": [5, 20, 15, 12, 3, 5], "Billing (6)": [4, 0, 1, 0, 1, 0],
                      "Contact Centre (40)": [6, 4, 18, 2, 8, 2], "Claims & Legal (8)": [1, 0, 2, 0, 5, 0]})

# %% tags=["lesson"]
ideas["votes"] = votes.sum(axis=1)
ideas["mean_share_of_departments"] = (votes / votes.sum()).mean(axis=1)
ideas["departments"] = (votes > 0).sum(axis=1)
cx.Result(table=ideas.sort_values("mean_share_of_departments", ascending=False))

# %% tags=["lesson"]
coded = ideas.groupby("code")[["votes", "mean_share_of_departments"]].sum()
cx.Result(table=coded.sort_values("mean_share_of_departments", ascending=False).reset_index())

# %% [markdown] tags=["lesson"]
# **Reading.** Counted by heads, the largest department decides; counted by departments, each does. Look where the two
# orders part. And ask those who cast few votes: a matter that only eight people see may cost more than one that all see.

# %% [markdown]
# ## 5. The best plan for the money
#
# Which actions bring most within the budget? What is done is paid for, and is not bought again. The eight that are left
# make 256 plans, and all are looked at; above `max_actions` an integer program finds the best one. A common wrong belief:
# *the biggest effect first*. It spends nearly half of the money on one thing.

# %%
bought = cx.section(5, of=doing, needs={"action": "action", "effect": "effect", "std_error": "std_error",
                                        "cost": "cost"}, also={"status": "status"}, run=cx.choose_actions, after=4,
                    given={"budget": budget, "max_actions": max_actions, "n_resamples": n_resamples, "rng": seed,
                           "finished": ("done", "hecho", "fet", "realizat")})

# %%
plan = bought.result
both = {code: code if title == code else f"{code} {title}" for code, title in titles.items()}  # the next table has codes
cx.Result(table=plan.table.drop(columns=["promised"]).replace({"action": both}), notes=plan.notes)

# %%
cx.Result(table=plan.rules[["rule", "actions", "cost", "promised"]])

# %%
cx.reading(plan, labels=titles)

# %% [markdown]
# **Reading.** The last column of the first table is what the plan would lose if this one action were decided the other
# way and the rest as well as possible: where it is small, something else may decide, such as who has time.

# %% [markdown] tags=["lesson"]
# **Now you** (★★):

# %% tags=["lesson"]
cx.check("08-3", ...)

# %% [markdown]
# ## 6. And if the effects are uncertain?
#
# They are. We draw each effect from its estimate and its error, choose once more, and count how often each action is in
# the best plan.

# %%
cx.section(6, after=5)

# %%
cx.show(cx.plot_bars(plan, certainty=certainty, labels=titles))

# %% [markdown]
# The plan that looks best is made of estimates that are large, also by luck; so it promises more than it will deliver.
# This is the *winner's curse*. *Shrunk* draws each effect towards the others as far as its error asks. *Regret* is what
# the best plan of a draw would bring beyond this one, on average.

# %%
cx.Result(table=plan.rules[["rule", "promised", "shrunk", "regret"]])

# %%
real = dict(zip(could.rows[could["action"]], truth.get("plan_delivers", {}).get("effects", [])))
cx.reading(plan, about="certainty", certainty=certainty, labels=titles,
           truth={"effects": [real[name] for name in plan.table["action"] if name in real]})

# %% [markdown]
# ### 6.1 Against the truth
#
# Of the sample company we know what each action would truly bring.

# %%
told = cx.section("6.1", after=6, truth=truth.get("plan_delivers", {}))

# %%
delivers = [sum(real[name] for name in names.split(", ")) for names in plan.rules["actions"]]
cx.Result(table=plan.rules[["rule", "promised", "shrunk"]].assign(delivers=delivers))

# %%
undone = could.rows[could.rows[could["action"]].isin(plan.table["action"])]
if_known = cx.choose_actions(undone.assign(truly=undone[could["action"]].map(real), error=0.0), effect="truly",
                             action=could["action"], std_error="error", cost=could["cost"], budget=budget, rng=seed)
cx.by_hand(best_possible=if_known.rules["promised"].max())

# %% [markdown] tags=["lesson"]
# Break it yourself: with which budget is any action sure? The sliders need a live Jupyter.

# %% tags=["lesson"]
def view(money=120, sure=0.8):
    tried = cx.choose_actions(undone, action=could["action"], effect=could["effect"], cost=could["cost"],
                              std_error=could["std_error"], budget=money, n_resamples=200, rng=seed).table
    sure_ones = tried[tried["chosen"] & (tried["chance_in"] >= sure)]
    return cx.Result(table=sure_ones[["action", "cost", "effect", "chance_in"]])

cx.stack({"60": view(60), "120": view(120), "180": view(180)}, label="budget")

# %% tags=["nbval-ignore-output", "lesson"]
cx.explore(view, controls={"money": (20, 360, 20), "sure": (0.5, 1.0, 0.05)})

# %% [markdown]
# ## 7. Only repairs?
#
# Mending a contact is tactics; changing a process or what a house believes in is strategy. Who pays for what?

# %%
spent = cx.section(7, of=doing, needs={"cost": "cost", "by": "level"}, run=cx.money_shares)

# %%
cx.show(cx.plot_bars(spent.result))

# %%
cx.reading(spent.result)

# %% [markdown]
# ### 7.1 Before, during, after
#
# The money of each stage, beside what its bad contacts cost the impression (section 1).

# %%
staged = cx.section("7.1", of=doing, needs={"cost": "cost", "touchpoint": "touchpoint"}, after="1.2")

# %%
stage_of = places["stage"].dropna().astype("str")
paid = staged.rows.assign(stage=staged.rows[staged["touchpoint"]].map(stage_of))
lost = lie.result.table.assign(stage=lie.result.table["touchpoint"].map(stage_of)).dropna(subset="stage")
lost = lost["importance"].clip(lower=0).groupby(lost["stage"]).sum()

# %% [markdown]
# ### 7.2 Money and impact of the stages

# %%
phases = cx.section("7.2", after="7.1", run=cx.money_shares, given={
    "actions": paid, "cost": staged["cost"], "by": "stage", "impact": lost.to_dict(),
    "among": list(stage_of.unique())})

# %%
cx.show(cx.plot_bars(phases.result))

# %%
cx.reading(phases.result)

# %% [markdown] tags=["lesson"]
# **Quiz of sitting B.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("08-B", ...)

# %% [markdown] tags=["lesson"]
# **Sitting C, 40 minutes.** After it you can name one owner for each contact, measure agreement, and give each contact
# a strategy.

# %% [markdown]
# ## 8. Who answers for it?
#
# *RACI*: one is *accountable*; others do it (*responsible*), are *consulted*, or *informed*. Two accountable owners are
# as many as none. What stands in the records: the owner by the register, who has the contacts by the log, of whose people
# a quarter say that their work affects it, and who handed the matter over.

# %%
cx.section(8)

# %%
contacts = log.renamed(touchpoint="touchpoint", department="department", handed_over_from="handed_over_from")
claims = staff.renamed(touchpoint="description", department="department")

# %% [markdown]
# ### 8.1 One owner for each touchpoint?

# %%
raci = cx.section("8.1", of=register, needs={"touchpoint": "touchpoint", "owner": "owner"}, run=cx.accountability,
                  given={"log": contacts, "claims": claims})

# %%
cx.Result(table=raci.result.table.replace({"touchpoint": labels}))

# %%
cx.reading(raci.result, labels=labels)

# %% [markdown]
# ### 8.2 One owner for each action?

# %%
duty = cx.section("8.2", of=doing, needs={"touchpoint": "action", "owner": "owner"}, also={"name": "description"},
                  run=cx.accountability)

# %%
called = dict(zip(duty.rows[duty["touchpoint"]], duty.rows[duty["name"] or duty["touchpoint"]]))
cx.reading(duty.result, what="actions", labels=called)

# %% [markdown]
# **Reading.** “All of us” answer for nothing. Write one name beside each line, and the day on which it is looked at.
#
# ## 9. Does the house agree?
#
# Everybody in the house put the same contacts in the order of their importance for customers. *Kendall's W* says how far
# departments agree, 0 to 1; *Spearman's ρ* how near each order comes to the customers' (section 1), −1 to 1. Departments
# appear as the study gives them: small ones come joined, so that nobody can be known.

# %%
ordered = cx.section(9, of=staff, needs={"group": "department", "rank": "rank"}, min_groups=("group", 1))

# %%
places_given = staff.by_touchpoint("rank")
derived = lie.result.table.set_index("touchpoint")["importance"].to_dict() if lie.is_open else None
drawn = lie.result.importance_draws if lie.is_open else None
together = {"front line": [name.strip() for name in front_line.split(",")]}

# %% [markdown]
# ### 9.1 Among themselves, and with customers

# %%
aligned = cx.section("9.1", after=9, run=cx.alignment_index, given={
    "data": ordered.rows, "group": ordered["group"], "ranks": places_given, "customers": derived,
    "customers_draws": drawn, "together": together, "apart": [management], "n_resamples": n_resamples,
    "confidence_level": confidence_level, "rng": seed})

# %%
orders = cx.suppress_small_cells(aligned.result, min_cell=staff.min_cell)
display(cx.Result(table=aligned.result.agreement, kind="kendall_w", settings=aligned.result.settings))
orders

# %%
cx.reading(aligned.result, truth={"front line": truth.get("order_front_line"),
                                  "management": truth.get("order_management")} if truth else None)

# %% [markdown]
# ### 9.2 The orders side by side

# %%
cx.section("9.2", after=("9.1", "1.2"))

# %%
some = [name for name in ("customers", *together, management) if name in set(aligned.result.orders["who"])]
cx.show(cx.plot_lines(aligned.result, starred=some, labels=labels))

# %% [markdown]
# **Reading.** Agreement is no proof: a house may agree on an error. Ask those who are nearest to the customer first, and
# let the others see the difference.

# %% [markdown] tags=["lesson"]
# **Now you** (★★):

# %% tags=["lesson"]
cx.check("08-4", ...)

# %% [markdown]
# ## 10. Is what managers believe lived?
#
# Each of them said what score customers would give. Beside it is the score that customers gave.

# %%
believing = cx.section(10, of=staff, needs={"group": "department", "believed": "expectation"})

# %%
guessed = staff.by_touchpoint("expectation")
their = believing.rows[believing.rows[believing["group"]].astype("str") == management]
their = their if len(their) >= staff.min_cell else believing.rows  # without a group of managers, the whole house

# %% [markdown]
# ### 10.1 Believed and measured

# %%
gaps = cx.section("10.1", of=met, needs={"touchpoint": "touchpoint", "rating": "outcome"}, after=10,
                  run=cx.belief_gaps, given={"believed": their, "columns": guessed,
                                             "measured": met.as_told("touchpoint"),
                                             "confidence_level": confidence_level})

# %%
believed = cx.suppress_small_cells(gaps.result, min_cell=met.min_cell)
cx.show(cx.plot_points(believed, labels=labels))

# %%
cx.reading(believed, truth=truth.get("over_rated"), labels=labels)

# %% [markdown]
# ## 11. Ready to start?
#
# Whoever does not see the part they play will not begin, and whoever does not want to will not go on. *Aware*: how
# customers live their contacts decides how our business goes. *Motivated*: I want to take part in improving them. Which
# question is which, study.toml says by its facet: `awareness`, `motivation`.

# %%
ready = cx.section(11, of=staff, needs={"group": "department", "aware": minded.get("awareness", "facet awareness"),
                                      "motivated": minded.get("motivation", "facet motivation")},
                   min_groups=("group", 1))

# %%
sides = {name: cx.mean_rating(ready.rows, rating=ready[part], by=ready["group"], confidence_level=confidence_level)
         for name, part in {"awareness": "aware", "motivation": "motivated"}.items()}
parts = [side.table.set_index(ready["group"])[["n", "estimate", "conf_low", "conf_high"]].rename(columns={
             "n": f"{name}_n", "estimate": name, "conf_low": f"{name}_low", "conf_high": f"{name}_high"})
         for name, side in sides.items()]
both_sides = pd.concat(parts, axis=1).rename_axis("who").reset_index().rename(columns={"awareness_n": "n"})
minds = cx.Result(table=both_sides.drop(columns="motivation_n"), kind="readiness",
                  settings={"middle": sum(staff.declared[ready["aware"]].bounds) / 2})
minds = cx.suppress_small_cells(minds, min_cell=staff.min_cell)

# %%
cx.show(cx.plot_points(minds))

# %%
least = minds.table.loc[minds.table["awareness"].idxmin(), "who"]
cx.reading(minds, truth=truth.get("awareness_billing") if least == "Billing" else None)

# %% [markdown]
# ### 11.1 Unaware, and yet near?
#
# The share of all contacts that each department has, by the log.

# %%
near = cx.section("11.1", of=log, needs={"department": "department"}, after=11)

# %%
share = near.rows[near["department"]].astype("str").value_counts(normalize=True)
where = minds.table[["who", "n", "awareness", "motivation"]]
cx.Result(table=where.assign(share_of_contacts=where["who"].astype("str").map(share).fillna(0.0)))

# %% [markdown]
# **Reading.** A department that has many contacts and does not know what they are worth is where to begin, with
# listening rather than with a poster.

# %% [markdown]
# ## 12. A strategy for each contact
#
# *Redesign* what matters and lies far below the line, *improve* what matters and lies below it, *delight* where
# something is attractive and nothing is lacking, *stop* what is weak and surely costs little, *keep* the rest. The grade
# is the chance of the field: A from 90 %, B from 70, C from 50.

# %%
cx.section(12, after="1.2")

# %%
of_place = {}
if curved.is_open and common.is_open and own.is_open and aspects.within:
    kind_of = own.result.table.assign(item=own.result.table["driver"].str.partition(" (")[0]).set_index("item")["kind"]
    there = aspects.rows[list(kind_of.index)].notna().groupby(aspects.rows[aspects.within]).any()
    of_place = {place: set(kind_of[row]) for place, row in there.iterrows()}
rule = "target" if targets and "target" in set(fields.table["threshold"]) else threshold
strategy = cx.touchpoint_strategies(fields, positions=lie.result, threshold=rule, min_impact=min_impact, kinds=of_place)

# %%
bond = register.renamed(touchpoint="touchpoint", bond="bond") if register.table else pd.DataFrame({"touchpoint": []})
wanted_bond = bond.set_index("touchpoint").get("bond", pd.Series(dtype=object)).to_dict()
shown = strategy.table.assign(bond=strategy.table["touchpoint"].map(wanted_bond)).replace({"touchpoint": labels})
cx.Result(table=shown[["touchpoint", "strategy", "because", "grade", "chance", "bond"]])

# %%
cx.reading(strategy, labels=labels)

# %% [markdown]
# **Reading.** *Bond* is the position that the firm wants for this contact: a strategy that works against it is none.
# What it is worth in money stands nowhere in these tables; section 12.4 shows how wide a range becomes that is guessed.

# %% [markdown] tags=["lesson"]
# **Now you** (★★★): defend or reject one cell of such a table.

# %% tags=["lesson"]
cx.check("08-5", ...)

# %% [markdown]
# ### 12.1 Whom to ask next
#
# Invitations are worth most where a bad contact costs much, ratings differ much, and people answer. Here as many as led
# to these answers are shared out anew.

# %%
invited = log.renamed(touchpoint="touchpoint", invited="invited") if log.table else None
sent = invited[invited["invited"].astype(float) == 1]["touchpoint"].value_counts().to_dict() if (
    invited is not None and "invited" in invited) else None

# %% [markdown]
# ### 12.2 The invitations

# %%
asking = cx.section("12.2", of=met, needs={"touchpoint": "touchpoint", "rating": "outcome"}, after=12,
                    run=cx.invitation_plan, given={
                        "positions": lie.result, "answers": met.as_told("touchpoint", apart=True), "invited": sent,
                        "least": met.min_cell,
                        "invitations": sum(sent.values()) if sent else len(met.answers)})

# %%
cx.Result(table=asking.result.table.replace({"touchpoint": labels}), notes=asking.result.notes)

# %%
cx.reading(asking.result, labels=labels)

# %% [markdown] tags=["lesson"]
# ### 12.3 Wanted and perceived
#
# A strategy should suit the *position* that is wanted. The firm wants to be seen as reliable, near and honest, and says
# how far (from 1 to 5; these three numbers are invented). Customers say how well each word fits.

# %% tags=["lesson"]
placed = cx.section("12.3", after=12, truth=truth)

# %% tags=["lesson"]
wanted_position = pd.Series({"fit1": 4.2, "fit2": 3.4, "fit3": 4.0})  # what a board might write down
lived_words = people.latest[list(wanted_position.index)].melt(var_name="word", value_name="answer").dropna()
perceived = cx.mean_rating(lived_words, rating="answer", by="word", cluster=False, confidence_level=confidence_level)

# %% tags=["lesson"]
apart = perceived.table.assign(wanted=perceived.table["word"].map(wanted_position))
apart["gap"] = apart["estimate"] - apart["wanted"]
called_words = {"fit1": "reliable", "fit2": "near", "fit3": "honest"}
cx.Result(table=apart.replace({"word": called_words})[["word", "n", "estimate", "conf_low", "conf_high", "wanted", "gap"]])

# %% tags=["lesson"]
cx.by_hand(profile_distance=(apart["gap"] ** 2).mean() ** 0.5)  # the root of the mean square

# %% [markdown] tags=["lesson"]
# **Reading.** A gap may be below or above: who is seen as nearer than was wanted pays for nearness. One *distance* for
# the whole profile is handy for a trend, and hides which word it comes from.
#
# ### 12.4 Millions at risk?
#
# *Millions of advertising are wasted where the moment disappoints.* How many, depends on four numbers that few firms
# know. Write for each a low and a high guess, and look at the range before anybody says a sum.

# %% tags=["lesson"]
cx.section("12.4")

# %% tags=["lesson"]
guesses = pd.DataFrame({"low": [2000, 0.3, 0.05, 0.05], "high": [2000, 0.6, 0.15, 0.2]}, index=[
    "spent on the brand, thousands", "share of it that promises this moment", "share whose moment disappoints",
    "share of those who turn away for it"])
cx.Result(table=guesses.rename_axis("what").reset_index())

# %% tags=["lesson"]
lowest, highest = guesses.prod()
cx.by_hand(at_risk_low=lowest, at_risk_high=highest, times=highest / lowest)

# %% tags=["lesson"]
cx.Result(table=(guesses["high"] / guesses["low"]).rename("times").rename_axis("what").reset_index())

# %% [markdown] tags=["lesson"]
# **Reading.** A range, in thousands, from guesses. The last table says which guess is worth finding out first, before the sum
# is shown to anybody: the row that stretches the range most. For turning away, notebook 09, section 10, has a number of
# this firm.

# %% [markdown] tags=["lesson"]
# **Quiz of sitting C.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("08-C", ...)

# %% [markdown] tags=["lesson"]
# **Sitting D, 25 minutes.** After it you can show a journey whole, and see where owners and channels part it.

# %% [markdown]
# ## 13. Journeys as they are lived
#
# An owner looks after a contact; a customer lives a journey: a purchase, a fault, a dispute. What do those journeys come
# to, and in how many hands do they lie?

# %%
lived = cx.section(13, of=whole, needs={"journey": "id", "type": "segment", "score": "outcome"}, min_groups=("type", 2))

# %%
journeys = cx.mean_rating(lived.rows, rating=lived["score"], by=lived["type"], confidence_level=confidence_level)
journeys = cx.suppress_small_cells(journeys, min_cell=whole.min_cell)
cx.show(cx.plot_intervals(journeys, label=lived["type"], zero=False, digits=2, unit="Mean score of the whole journey"))

# %% [markdown]
# ### 13.1 In whose hands
#
# The contacts of each kind of journey: which department has most of them, how many belong to nobody, and how many
# departments a journey meets on average. An owner of the whole journey stands in no register here; the department with
# most contacts is the nearest to one.

# %%
steps = cx.section("13.1", of=log, after=13, needs={"journey": "reference", "department": "department",
                   "touchpoint": "touchpoint", "time": "time"}, also={"channel": "channel", "contact": "id"},
                   lacking=log.unlinked(whole))

# %%
type_of = lived.rows.set_index(lived["journey"])[lived["type"]]
walked = steps.rows.dropna(subset=[steps["journey"]])
walked = walked.assign(kind=walked[steps["journey"]].map(type_of), whose=walked[steps["department"]].astype(object).fillna(
    "nobody")).dropna(subset=["kind"])
hands = walked.groupby("kind", observed=True)["whose"].agg(
    n="size", largest=lambda own: own.value_counts().index[0],
    largest_share=lambda own: own.value_counts(normalize=True).iloc[0],
    share_of_nobody=lambda own: own.eq("nobody").mean())
each = walked.groupby(["kind", steps["journey"]], observed=True)[steps["department"]].nunique()
hands["mean_of_departments"] = each.groupby("kind", observed=True).mean()
cx.Result(table=hands[hands["n"] >= log.min_cell].reset_index())

# %%
crossed = walked.groupby([steps["touchpoint"], steps["department"]], observed=True).size().rename("n").reset_index()
crossed = crossed[crossed["n"] >= log.min_cell]  # a few contacts are a few customers
cx.show(cx.plot_heat(cx.Result(table=crossed.replace({steps["touchpoint"]: labels})), rows=steps["touchpoint"],
                     columns=steps["department"], unit="contacts"))

# %% [markdown]
# **Reading.** Where no department has half of the contacts, nobody sees the journey whole. Give it an owner who may speak
# to all of them, and measure this owner by its score. A touchpoint without a name stands in no register.
#
# ### 13.2 How much effort
#
# The effort that customers reported after a contact (a high value is bad), by the kind of their journey. Answers
# are taken as independent; where one customer gave several, the limits are a little too narrow.

# %%
tiring = cx.section("13.2", of=met, after="13.1", needs={"effort": "effort", "contact": "reference"},
                    lacking=met.unlinked(log))

# %%
kind_of_contact = walked.dropna(subset=[steps["contact"]]).set_index(steps["contact"])["kind"]
efforts = tiring.rows.assign(kind=tiring.rows[tiring["contact"]].map(kind_of_contact))
effort = cx.mean_rating(efforts, rating=tiring["effort"], by="kind", confidence_level=confidence_level)
effort = cx.suppress_small_cells(effort, min_cell=met.min_cell)
cx.show(cx.plot_intervals(effort, label="kind", zero=False, digits=2, unit="Mean effort, by kind of journey"))

# %% [markdown]
# ### 13.3 The journey on one page
#
# For each kind, its touchpoints in their usual order, with the lanes that owners need beside each other: rating, the loss
# by a bad contact and whether it is surely a *moment of truth*, the owner, what is done (*as it is*) and what is planned
# (*as it should be*).

# %%
mapped = cx.section("13.3", after=("13.1", "1.2"))

# %%
order = walked.sort_values(steps["time"], kind="stable").groupby(steps["journey"], observed=True).cumcount()
lanes = walked.assign(step=order).groupby(["kind", steps["touchpoint"]], observed=True)["step"].agg(n="size", step="mean")
lanes = lanes[lanes["n"] >= log.min_cell].reset_index().rename(columns={steps["touchpoint"]: "touchpoint"})
lanes = lanes.merge(lie.result.table[["touchpoint", "performance", "importance", "importance_low"]], how="left")
lanes["moment_of_truth"] = (lanes["importance_low"] > min_impact).map({True: "surely", False: ""})
lanes = lanes.sort_values(["kind", "step"], kind="stable")[["kind", "touchpoint", "n", "performance", "importance", "moment_of_truth"]]

# %%
owners = register.renamed(touchpoint="touchpoint", owner="owner") if register.table else pd.DataFrame()
owners = owners.reindex(columns=["touchpoint", "owner"]).drop_duplicates("touchpoint").set_index("touchpoint")["owner"]
acts = doing.renamed(touchpoint="touchpoint", name="description", status="status") if doing.table else pd.DataFrame()
acts = acts.reindex(columns=["touchpoint", "name", "status"]).dropna(subset=["touchpoint", "name"]).astype("str")
for lane, those in {"as_it_is": acts["status"] != "planned", "as_it_should_be": acts["status"] == "planned"}.items():
    named = acts[those].groupby("touchpoint")["name"].agg(lambda own: "; ".join(own))
    lanes[lane] = lanes["touchpoint"].astype("str").map(named).fillna("")
lanes["owner"] = lanes["touchpoint"].map(owners)
cx.show(cx.plot_lanes(cx.Result(table=lanes), labels=labels))

# %%
cx.Result(table=lanes.replace({"touchpoint": labels}))

# %% [markdown]
# **Reading.** Read down a journey: a moment of truth (a diamond) without an owner, or for which nothing is planned (in
# bold), is where the next meeting begins.
#
# ### 13.4 The same through each channel?
#
# *Parity*: whoever orders by telephone is served as well as on the web. Touchpoints that serve the same phase through
# different channels are set beside one another.

# %%
same = cx.section("13.4", of=register, after="1.2", needs={"touchpoint": "touchpoint", "phase": "phase",
                  "channel": "channel"})

# %%
through = same.rows[[same["touchpoint"], same["phase"], same["channel"]]].set_axis(["touchpoint", "phase", "channel"], axis=1)
parity = through.merge(lie.result.table[["touchpoint", "n", "performance", "performance_low", "performance_high"]])
several = parity.groupby("phase", observed=True)["channel"].transform("nunique") > 1
parity["below_the_best"] = parity["performance"] - parity.groupby("phase", observed=True)["performance"].transform("max")
cx.Result(table=parity[several].sort_values("phase", kind="stable").replace({"touchpoint": labels}))

# %% [markdown]
# **Reading.** A channel below the best of its phase is a reason to look, not yet a fault: other matters and other people
# come through it.
#
# ### 13.5 Sent from channel to channel
#
# Each change of channel within a journey is a *hop*: the customer starts anew, often with the same story.

# %%
hopping = cx.section("13.5", after="13.1", lacking=None if steps.is_open and steps["channel"] else cx.CXError(
    "The log does not say through which channel a contact came.", "Give a column the role channel."))

# %%
in_time = walked.dropna(subset=[steps["channel"]]).sort_values(steps["time"], kind="stable")
channels = in_time.groupby(steps["journey"], observed=True)[steps["channel"]]
hops = (in_time[steps["channel"]].astype("str") != channels.shift().astype("str")).groupby(in_time[steps["journey"]]).sum() - 1
hopped = lived.rows.assign(hops=lived.rows[lived["journey"]].map(hops).clip(upper=4)).dropna(subset=["hops"])
hopped["hops"] = hopped["hops"].astype(int).map("{}".format).replace({"4": "4 or more"})
by_hops = cx.mean_rating(hopped, rating=lived["score"], by="hops", confidence_level=confidence_level)
by_hops = cx.suppress_small_cells(by_hops, min_cell=whole.min_cell)
cx.show(cx.plot_intervals(by_hops, label="hops", zero=False, digits=2, unit="Mean score, by changes of channel"))

# %% [markdown]
# **Reading.** Long journeys have more hops, and more that can go wrong: compare journeys of one kind before you blame the
# hop. A hop that the firm itself asks for is the first to do away with, or let the notes go with the call.
#
# ### 13.6 Owners, questions and money
#
# Of each phase: who owns its contacts, how many answers are asked for there, and the share of the money (section 7).

# %%
phased = cx.section("13.6", of=register, after="1.2", needs={"touchpoint": "touchpoint", "stage": "stage", "owner": "owner"})

# %%
stages = phased.rows.set_index(phased["touchpoint"])[phased["stage"]].astype("str")
per_stage = phased.rows.groupby(phased["stage"], observed=True, sort=False)[phased["owner"]].agg(
    touchpoints="size", with_owner="count")
answered_at = lie.result.table.assign(stage=lie.result.table["touchpoint"].map(stages))
per_stage["share_of_answers"] = answered_at.groupby("stage")["n"].sum() / answered_at["n"].sum()
impact = answered_at.assign(loss=answered_at["importance"].clip(lower=0)).groupby("stage")["loss"].sum()
per_stage["share_of_impact"] = impact / impact.sum()
paid_for = doing.renamed(touchpoint="touchpoint", cost="cost") if doing.table else pd.DataFrame()
paid_for = paid_for.reindex(columns=["touchpoint", "cost"])
money = paid_for["cost"].astype(float).groupby(paid_for["touchpoint"].map(stages)).sum()
per_stage["share_of_money"] = money / money.sum()
cx.Result(table=per_stage.reset_index())

# %% [markdown]
# **Reading.** Where the share of the impact is above the shares of questions and of money, the firm looks and pays
# elsewhere.

# %% [markdown] tags=["lesson"]
# **Quiz of sitting D.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("08-D", ...)

# %% [markdown]
# ## What we found
#
# Told from the results above, so it holds for the data at hand.

# %%
cx.section("closing")

# %%
cx.findings()

# %%
cx.section_states()

# %% [markdown]
# ## What this does not show
#
# - What happens when a contact gets better. Importance is an association; most effects of a list are opinions.
# - Actions that hinder or need one another: effects are added up here.
# - Who is right. A house that agrees may agree on an error.
# - What any of it is worth in money.

# %% [markdown]
# ## On Monday

# %%
cx.next_steps({  # each stands where the section of this number was shown
    "1.2": "The board agrees on the line of section 2, in writing, before it looks at the fields again.",
    5: "Whoever holds the budget starts the sure actions, and has one of the others tried in half of the branches, by "
       "lot. Within six weeks.",
    "8.1": "Each head of department writes one name beside each contact and each action that has no owner.",
    "9.1": "The front line shows the board its order, and the board shows its own. One hour, this month.",
})

# %% [markdown] tags=["lesson"]
# ## Check yourself
#
# 1. A dot lies just inside *work on it*. What do you ask for before you act?
# 2. Why does a cross at the mean always find something weak?
# 3. Why does the best plan promise more than it will deliver?
# 4. Two departments agree entirely. What does that say about customers?
# 5. A contact has two accountable owners. What is missing?
#
# <details><summary>Answers</summary>
#
# 1. How often it lies there when other people are drawn, and which answers would tell. Near a line it needs those
#    first.
# 2. It is drawn through the middle of what was rated: unless all are alike, some lie below it, however good they are.
# 3. Actions are chosen for estimates that are large, and some are large by luck: the winner's curse.
# 4. Nothing: a house may agree on an error. Set its order beside the customers'.
# 5. One who answers for it: of two, each may wait for the other.
#
# </details>

# %% [markdown] tags=["lesson"]
# ## Where next
#
# All exercises with room for your answers: `exercises/08_priorities_and_alignment.ipynb`; worked answers:
# `solutions/08_priorities_and_alignment.ipynb`. Words for your glossary: quadrant, must-be, attractive, better and
# worse, winner's curse, regret, RACI, Kendall's W, Spearman's ρ, say–do gap.
