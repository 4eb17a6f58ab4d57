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

# %% [markdown] chapter="Touchpoints and journeys"
# # 1 · Touchpoint mapping
#
# **Decision:** which contacts with customers do we manage first, and who owns each?
#
# **Who decides:** whoever leads customer experience, with the heads of department.

# %% [markdown] tags=["lesson"]
# **After this you can**
#
# - catalogue touchpoints before, during and after the sale,
# - say of each what it is for, what matters there, and who owns it,
# - test a map for completeness,
# - measure who sees the customer, and where hand-overs fail,
# - derive moments of truth instead of declaring them,
# - draw a map that says how much it knows.
#
# **Time:** 105 minutes, in four sittings.

# %% [markdown] tags=["lesson"]
# **Before you begin**, two questions on earlier notebooks. Say your answer, then open the fold.
#
# 1. What is the difference between a touchpoint, an experience and an impression?
# 2. 1,000 were invited, 250 came back, 235 answered the question. What are the share of valid answers and the
#    response rate of the question?
#
# <details><summary>Answers</summary>
#
# 1. A situation of contact; what a person lives through, contact after contact; and what remains of it.
# 2. .94 and .235. The same 235, divided by those who came back or by those who were invited.
#
# </details>

# %% [markdown]
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
language: str = ""  # of the map's labels: en, es, ca or ro; the study's where it is empty
min_cell: int = 10  # smallest group that is shown
confidence_level: float = 0.95  # of every interval
seed: int = 2027  # of everything drawn at random

# %% [markdown]
# ## The data
#
# A *touchpoint* is a kind of contact: an invoice, a call, a visit. The register says what each was designed to be, the
# log what happened, the answers how it was lived.

# %%
kinds = ["touchpoints", "touchpoint_variables", "interactions", "transactional", "relationship", "journeys"]
survey = cx.read_study(study or cx.sample_study(), tables=[*kinds, "comments", "internal"], only=only,
                       min_cell=min_cell)
truth = survey.truth
survey

# %%
register = cx.Gates(survey, role="touchpoint", kind="touchpoints", min_cell=min_cell)
variables = cx.Gates(survey, role="touchpoint", kind="touchpoint_variables", min_cell=min_cell)
log = cx.Gates(survey, role="time", kind="interactions", min_cell=min_cell)
answers = cx.Gates(survey, role="outcome", kind="transactional", min_cell=min_cell)
people = cx.Gates(survey, role="outcome", kind="relationship", min_cell=min_cell)
journeys = cx.Gates(survey, role="outcome", kind="journeys", min_cell=min_cell)
voices = cx.Gates(survey, role="touchpoint", kind="comments", min_cell=min_cell)
staff = cx.Gates(survey, role="department", kind="internal", min_cell=min_cell)

# %%
tables = [register, variables, log, answers, people, journeys, voices, staff]
cx.Result(table=pd.concat([one.chosen for one in tables]), notes=[one.repeats for one in tables if one.repeats])

# %% [markdown]
# The register is read once for all sections: one row per touchpoint, in the order of its stages. `labels` says what
# figures call a touchpoint; `matter` says whether contacts belong together by their journey or by their customer.

# %%
rows = register.renamed(touchpoint="touchpoint", stage="stage", phase="phase", name="description",
                        owner_department="owner", role_of_touchpoint="role_of_touchpoint", need="need", bond="bond",
                        target="target")
known = cx.touchpoint_register(rows, stages=stages)
labels = known.labels
matter = journeys.one_matter(days=break_window_days)

# %% [markdown] tags=["lesson"]
# **Sitting A, 25 minutes.** After it you can catalogue contacts before, during and after the sale, test a map for gaps,
# and hold variables against targets.

# %% tags=["lesson"]
cx.glossary(["cx", "touchpoint", "journey", "critical_variable", "response_rate", "confidence_interval", "verbatim"])

# %% [markdown]
# ## 1. Which contacts are there?
#
# Start from the customer's side: what happens *before* somebody buys, *during* the sale, and *after* it? Then say of
# each contact what it is for (its role), which need it serves, which bond it should build, and who answers for it. In
# the table `managed` is 1 where somebody steers it, `firm moment` where the firm itself calls it one that decides
# (section 7).

# %%
listed = cx.section(1, needs={"touchpoint": "touchpoint"})

# %%
known

# %%
cx.reading(known, selling=selling, labels=labels)

# %% [markdown]
# **Reading.** Customers do not know the org chart. A bill, a legal letter, a courier are contacts as much as a shop is,
# and the departments behind them rarely think of themselves as selling. A contact without an owner happens all the
# same; only nobody looks at it.

# %% [markdown] tags=["lesson"]
# ### 1.1 Is there a before, and an after?
#
# A common wrong belief: *customer experience begins when somebody complains.* It begins with the search, in a shop or on
# a screen, and goes on long after the sale. So check the register: has each of the three phases its contacts? And is
# anybody asked about them? A phase that nobody asks about does not exist in any report.

# %% tags=["lesson"]
phased = cx.section("1.1", of=register, needs={"touchpoint": "touchpoint", "phase": "phase"}, after=1, truth=truth)

# %% tags=["lesson"]
contact_kind = log.renamed(touchpoint="touchpoint")["touchpoint"]
asked_about = answers.renamed(touchpoint="touchpoint")["touchpoint"]
stage_of = pd.Series(dict(zip(rows["touchpoint"], rows["stage"])))  # this register calls its three parts stages

# %% tags=["lesson"]
parts = pd.DataFrame({"touchpoints": stage_of.value_counts(), "contacts": contact_kind.map(stage_of).value_counts(),
                      "answers": asked_about.map(stage_of).value_counts()})
parts["answers_per_contact"] = parts["answers"] / parts["contacts"]
cx.Result(table=parts.reindex(["before", "during", "after"]).rename_axis("when").reset_index())

# %% tags=["lesson"]
cx.by_hand(touchpoints=len(stage_of), asked_about=stage_of.index.isin(asked_about).sum())

# %% [markdown] tags=["lesson"]
# **Reading.** Look for a row with contacts and without answers, and for how few contacts anybody is asked about: a firm
# that “runs surveys” may run them on a handful. And where does the time go on? Who has been a customer for years lives
# most of it in the last row, where no sale is in sight.
#
# ### 1.2 Through which channel?
#
# One touchpoint may have several *channels*, and one channel serves many touchpoints. A channel is a way, not a
# moment; its number says where to look, and seldom why.

# %% tags=["lesson"]
ways = cx.section("1.2", of=log, needs={"channel": "channel", "broken": "break"}, min_groups=("channel", 2), after=1)

# %% tags=["lesson"]
known_ways = ways.rows.astype({ways["broken"]: float})
by_way = cx.top_box_share(known_ways, rating=ways["broken"], top=1, by=ways["channel"],
                          confidence_level=confidence_level)
by_way = cx.suppress_small_cells(by_way, min_cell=log.min_cell)
worst_first = by_way.table.sort_values("estimate", ascending=False)
cx.show(cx.plot_intervals(cx.Result(table=worst_first), label=ways["channel"], percent=True, zero=False,
                          unit="Share of contacts that broke, %"))

# %% [markdown] tags=["lesson"]
# **Reading.** Before you close a channel, look at what is done in it. What is hard stays hard on any way.

# %% [markdown]
# ## 2. Is the map complete?
#
# Whoever writes a register writes down what they know. Four other sources know other things: the log, what customers
# write, what departments say they touch, and what the survey asks about. We compare ids, never names: one contact may
# be written in three languages.

# %%
complete = cx.section(2, after=1, run=cx.map_coverage, given={
    "touchpoints": known.table,
    "log": log.renamed(touchpoint="touchpoint"),
    "comments": voices.renamed(touchpoint="touchpoint"),
    "responses": answers.renamed(touchpoint="touchpoint"),
    "departments": staff.renamed(touchpoint=["touchpoint", "description"], department="department"),
    "min_sources": 1})

# %%
coverage = complete.result
cx.show(cx.plot_heat(coverage, labels=labels))

# %%
lacking = coverage.table[coverage.table["gap"] != ""]
cx.Result(table=lacking, notes=coverage.notes)

# %%
cx.reading(coverage, labels=labels, truth=truth.get("touchpoints_missing"))

# %% [markdown]
# **Reading.** A bold name stands in no register. What lives in the log only is met by customers, and nobody designs it,
# asks about it, or answers for it. And a contact that leaves no trace in any of the sources cannot be found this way:
# walk the journey yourself once a year.

# %% [markdown]
# ## 3. What matters at each?
#
# A few *critical variables* decide how a contact is lived: the day that was agreed, the number of rings. Each has a
# *target*, the share of cases that should meet its standard. A sample of cases gives a share with an interval
# (Wilson's). Only if all of the interval lies below the target does the variable *surely* miss it.

# %%
matters = cx.section(3, of=variables, needs={"touchpoint": "touchpoint", "variable": "description", "target": "target",
                                             "n_observed": "n_observed", "n_met": "n_met"},
                     also={"critical": "critical"}, run=cx.touchpoint_variables,
                     given={"confidence_level": confidence_level})

# %% [markdown]
# The twenty that stand worst: those that surely miss come first, then those that are open.

# %%
stands = matters.result
worst = stands.table.sort_values(["stands", "estimate"], ascending=[False, True]).head(20)
cx.show(cx.plot_intervals(cx.Result(table=worst), labels=labels))

# %%
cx.reading(stands, labels=labels, truth=truth.get("variables_missing_target"))

# %% [markdown]
# **Reading.** “Open” is no all-clear. It says that too few cases were looked at: count more of them before anybody is
# praised or blamed.

# %% [markdown] tags=["lesson"]
# **Quiz of sitting A.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("01-A", ...)

# %% [markdown] tags=["lesson"]
# **Sitting B, 30 minutes.** After it you can count who sees a customer, find hand-overs that fail, and explain why
# green contacts make red journeys.

# %% [markdown]
# ## 4. Who sees the customer?
#
# One customer, many people. How many departments does a customer meet, and how much of a customer does the department
# see that sees most? In the table, `visibility` is the share of a customer's contacts that a department sees, the mean
# over all customers whom it meets. *Fragmentation* is 1 − Σp², with p the share of each department in a customer's
# contacts (Simpson 1949): the chance that two contacts drawn at random belong to different departments.

# %%
seen = cx.section(4, of=log, needs={"customer": "customer", "department": "department"},
                  min_groups=("department", 2), run=cx.fragmentation)

# %%
sight = cx.Result(table=seen.result.table.rename(columns={"customers": "n"}), notes=seen.result.notes)
cx.suppress_small_cells(sight, min_cell=log.min_cell)

# %%
cx.reading(seen.result)

# %% [markdown] tags=["lesson"]
# ### 4.1 One customer by hand
#
# Single customers are shown only here, since they are invented: the index by hand for the one with most contacts, and
# twelve others with five contacts or more, counting those that nobody owns.

# %% tags=["lesson"]
one_by_one = cx.section("4.1", truth=truth)

# %% tags=["lesson"]
contacts = log.renamed(customer="customer", department="department")
largest = contacts["customer"].value_counts().idxmax()
p = contacts.loc[contacts["customer"] == largest, "department"].value_counts(normalize=True)
cx.Result(table=p.rename("share").reset_index())

# %% tags=["lesson"]
cx.by_hand(sum_of_squares=(p**2).sum(), fragmentation=1 - (p**2).sum())

# %% tags=["lesson"]
several = seen.result.customers.query("contacts >= 5")["customer"]
twelve = several.sample(12, random_state=seed)
cells = contacts[contacts["customer"].isin(twelve)].groupby(["customer", "department"], observed=True).size()
cells = cells.rename("n").reset_index()
names = pd.Series(list("ABCDEFGHIJKL"), index=twelve)
cells["customer"] = "customer " + cells["customer"].map(names)
cx.show(cx.plot_heat(cx.Result(table=cells), rows="customer", columns="department", unit="contacts"))

# %% [markdown] tags=["lesson"]
# **Reading.** Read a row: that is one person's firm. Read a column: that is what a department believes its customers
# are. Contacts that nobody owns stand in no column. The customer is the only one who sees it all.

# %% [markdown] tags=["lesson"]
# **Now you** (★). Replace `...` by your answer and run the cell.

# %% tags=["lesson"]
cx.check("01-1", ...)

# %% [markdown]
# ## 5. Where do hand-overs fail?
#
# Each time a matter passes to another department, something can get lost: an address, a promise, the whole story. We
# count which department directly follows which, and in what share of these hand-overs the contact *broke*. Where the
# log does not say what broke, a customer who comes to the same department again within the window counts as a break.

# %%
cx.section(5)

# %% [markdown]
# ### 5.1 From department to department
#
# Where the study knows journeys, hand-overs are those within one; else those between a customer's contacts that follow
# one another within the window.

# %%
passed = cx.section("5.1", of=log, needs={"customer": matter.wanted, "department": "department", "time": "time"},
                    also={"broken": "break"}, min_groups=("department", 2), run=cx.handoffs,
                    given={"within_days": matter.within_days, "break_window_days": break_window_days,
                           "confidence_level": confidence_level})

# %%
handed = cx.suppress_small_cells(passed.result, min_cell=log.min_cell)
cx.show(cx.plot_heat(handed))

# %%
handed.top(5, by="estimate")

# %%
cx.reading(handed, truth=truth.get("worst_hand_over"))

# %% [markdown]
# ### 5.2 Contacts that are repeated
#
# What if nobody marks breaks? Here is the substitute, contacts that had to be *repeated* at the same touchpoint:

# %%
repeated = cx.section("5.2", of=log, needs={"customer": "customer", "touchpoint": "touchpoint", "time": "time"},
                      min_groups=("touchpoint", 1), run=cx.repeat_contacts,
                      given={"break_window_days": break_window_days, "confidence_level": confidence_level})

# %%
again = cx.suppress_small_cells(repeated.result, min_cell=log.min_cell)
most_repeated = again.top(5, by="estimate")
cx.Result(table=most_repeated.table.replace({"touchpoint": labels}), notes=most_repeated.notes, kind=again.kind)

# %% [markdown]
# ### 5.3 Both beside one another
#
# The hand-overs of 5.1 once more, first by what the log marks as a break, then by customers who come back.

# %%
compared = cx.section("5.3", of=log, after=("5.1", "5.2"), run=cx.handoffs,
                      needs={"marked": "break", "customer": matter.wanted, "department": "department", "time": "time"},
                      given={"within_days": matter.within_days, "break_window_days": break_window_days,
                             "confidence_level": confidence_level})

# %%
cx.reading(passed.result, aside=True)

# %%
cx.reading(compared.result, aside=True)

# %% [markdown]
# **Reading.** Where both are known, compare them. A repeat is a substitute: it counts the second call that was agreed,
# and misses everybody who gave up. And the department that is called again need not be the one where it broke.

# %% [markdown] tags=["lesson"]
# ### 5.4 What does a story told again cost?
#
# “As I told your colleague…” Where the log marks it, compare the journeys' scores: first as they are, then with the
# contacts of the journey held equal (the mean, the lowest and the last of their ratings), since a story is told again
# above all where something had gone wrong before.

# %% tags=["lesson"]
again_told = cx.section("5.4", after="5.1", truth=truth)

# %% tags=["lesson"]
within_journey = log.answers.dropna(subset="journey").sort_values("date").groupby("journey", observed=True)
lived = within_journey["pulse"].agg(["mean", "min", "last"]).join(within_journey["told_again"].sum())
lived = lived.join(journeys.answers.set_index("journey")["journey_sat"]).dropna()

# %% tags=["lesson"]
lived["stories"] = lived["told_again"].clip(upper=1).map({0: "told once", 1: "told again"})
cx.mean_rating(lived, rating="journey_sat", by="stories", confidence_level=confidence_level)

# %% tags=["lesson"]
told = cx.driver_slopes(lived, outcome="journey_sat", drivers=["mean", "min", "last", "told_again"],
                        confidence_level=confidence_level).table.set_index("driver").loc["told_again"]
cx.by_hand(n=told["n"], points_for_each_time=told["slope"], conf_low=told["slope_low"], conf_high=told["slope_high"],
           planted=truth["journey_told_again"]["structural"])

# %% [markdown] tags=["lesson"]
# **Reading.** A contact may be solved although the story had to be told again, and then a department's report of solved
# cases does not show this cost. It lies between departments, and it is cheap to mend: hand over the notes with the
# customer.

# %% [markdown]
# ## 6. Can all be green and the journey red?
#
# A common wrong belief: *if every department is at 90 %, customers are content.* Each department counts its own
# contact. The customer counts them all. If breaks came independently, the chance of a journey without any would be the
# product of the shares: 0.9 × 0.9 × 0.9 × … Where the study knows no journeys, all contacts of a customer count as one.

# %%
cx.section(6)

# %% [markdown]
# ### 6.1 Journeys without a break

# %%
whole = cx.section("6.1", of=log, needs={"customer": matter.wanted, "touchpoint": "touchpoint", "broken": "break"},
                   min_answers=30, run=cx.unbroken_by_length, given={"confidence_level": confidence_level})

# %%
lengths = cx.suppress_small_cells(whole.result, min_cell=log.min_cell)
cx.show(cx.plot_lines(lengths))

# %%
lengths.top(5, by="n")

# %%
cx.reading(lengths)

# %% [markdown]
# **Reading.** No single contact need be bad for this; there are merely many links in the chain. So the report of a
# department cannot tell how a journey went. Ask for the share of whole journeys beside it.

# %% [markdown] tags=["lesson"]
# ### 6.2 Break it yourself
#
# Which share must each contact reach, so that nine of ten journeys of six contacts are unbroken? And
# what does it cost if each hand-over makes the next contact a little worse?

# %% tags=["lesson"]
cx.section("6.2")


# %% tags=["lesson"]
def view(good=0.92, penalty=0.0):
    contacts = np.arange(2, 11)
    share = good * max(good - penalty, 0) ** (contacts - 1)
    return cx.Result(table=pd.DataFrame({"contacts": contacts, "unbroken": share}))


firms = {"each good in 92 %": view(), "and 3 points worse after each": view(penalty=0.03), "98.3 %": view(good=0.983)}
unbroken = pd.DataFrame({name: made.table["unbroken"] for name, made in firms.items()})
cx.Result(table=unbroken.assign(contacts=np.arange(2, 11))[["contacts", *firms]])

# %% tags=["nbval-ignore-output", "lesson"]
cx.explore(view, controls={"good": (0.8, 1.0, 0.01), "penalty": (0.0, 0.1, 0.01)})

# %% [markdown] tags=["lesson"]
# **Now you** (★):

# %% tags=["lesson"]
cx.check("01-2", ...)

# %% [markdown] tags=["lesson"]
# **Now you** (★★), back to section 2: what is not on the map?

# %% tags=["lesson"]
cx.check("01-3", ...)

# %% [markdown] tags=["lesson"]
# **Quiz of sitting B.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("01-B", ...)

# %% [markdown] tags=["lesson"]
# **Sitting C, 25 minutes.** After it you can derive moments of truth, foretell a journey from its contacts, and add up
# small defects.

# %% tags=["lesson"]
cx.glossary(["mot", "wave"])

# %% [markdown]
# ## 7. Which are moments of truth?
#
# Firms like to *declare* their moments of truth in a workshop. We *derive* them: how much lower is the overall
# impression of people who had a bad contact there than of people whose contacts there were good? The log says what
# happened in the year before each answer. Answers without a date are those of the end of their wave.

# %%
happened = cx.section(7, of=log, needs={"customer": "customer", "time": "time", "touchpoint": "touchpoint",
                                        "bad": "break"}, min_groups=("touchpoint", 1))

# %% [markdown]
# ### 7.1 Contacts of the year before an answer
#
# Each answer stands beside the contacts of the twelve months before it.

# %%
asked = cx.section("7.1", of=people, needs={"outcome": "outcome", "respondent": "customer"}, min_answers=100,
                   also={"asked": "time", "wave": "wave"}, run=cx.contacts_before,
                   given={"log": log.answers, "customer": happened["customer"], "time": happened["time"],
                          "touchpoint": happened["touchpoint"], "bad": happened["bad"],
                          "months_between_waves": months_between_waves})

# %%
contacts, y = asked.result.table, asked["outcome"]
cx.reading(asked.result, aside=True)

# %% [markdown]
# First by hand, for the touchpoint with most bad contacts, and nothing held equal: the mean impression of people whose
# contacts there were all good (`bad` is 0), and of those with a bad one.

# %%
most = contacts.loc[contacts["bad"] == 1, "touchpoint"].mode().head(1)
there = contacts[contacts["touchpoint"].isin(most)]
there = there.groupby(["touchpoint", "answer"], observed=True)[["bad", y]].max().dropna()
means = there.groupby(["touchpoint", "bad"], observed=True)[y].agg(n="count", mean="mean").reset_index()
means["loss"] = -means["mean"].diff()
means["touchpoint"] = means["touchpoint"].astype(str).replace(labels)  # their names, no ids
cx.suppress_small_cells(cx.Result(table=means), min_cell=people.min_cell)

# %% [markdown]
# ### 7.2 All else held equal
#
# Who had one bad contact often had others, too, and long-standing customers have more of both kinds. So one model holds
# equal all other contacts and what is named above. A touchpoint is a moment of truth only if the *whole* interval of
# its loss lies beyond `min_impact`, and if its loss is still distinguished from 0 once the number of touchpoints is allowed for
# (Holm's p-value).

# %%
derived = cx.section("7.2", of=people, after="7.1", needs={"outcome": "outcome"}, run=cx.moments_of_truth,
                     given={"responses": asked.result.table, "touchpoint": "touchpoint", "bad": "bad",
                            "respondent": "answer", "min_impact": min_impact, "min_contacts": people.min_cell,
                            "controls": ["contacts", "wave_number", *people.there(held_equal)],
                            "confidence_level": confidence_level})

# %%
moments = derived.result
cx.Result(table=moments.table.dropna(subset="estimate").replace({"touchpoint": labels}), notes=moments.notes)

# %%
drawn = moments.table.dropna(subset="estimate").sort_values("estimate", ascending=False)
drawn = drawn.rename(columns={"n_bad": "n", "n_good": "n_reference"})
drawn["called"] = drawn["touchpoint"].map(labels).fillna(drawn["touchpoint"])
true = drawn[drawn["moment_of_truth"].fillna(False)]
cx.show(cx.plot_intervals(cx.Result(table=drawn), label="called", bold=list(true["called"]), at=min_impact,
                          unit="Points of impression lost"))

# %%
own = known.table.reindex(columns=["touchpoint", "firm_moment"]).query("firm_moment == 1")["touchpoint"]
cx.reading(moments, declared=own, labels=labels, truth=truth)

# %% [markdown]
# **Reading.** The dashed line is `min_impact`. A row whose interval crosses it stays open, however far to the right its
# dot lies. The two numbers are those of people with good contacts only and with a bad one. The firm's own list is the
# column `firm_moment` of the register. What we see *goes with* a bad contact; it is its effect only as far as nothing
# else makes both.

# %% [markdown] tags=["lesson"]
# ### 7.3 The largest of many
#
# A common wrong belief: *the largest difference shows the moment of truth.* Take twelve people with a bad and twelve
# with good contacts at each touchpoint that is none, as a quick study would, and look at the three largest losses.
# Here a loss lies left of 0, for the score with a bad contact less that with good ones is shown:

# %% tags=["lesson"]
largest_of_many = cx.section("7.3", after="7.2", truth=truth)

# %% tags=["lesson"]
once = contacts.groupby(["touchpoint", "answer"], observed=True)[["bad", y]].max().dropna().reset_index()
sizes = once.groupby(["touchpoint", "bad"]).size().unstack().reindex(columns=[0, 1]).min(axis=1, skipna=False)
others = once[~once["touchpoint"].isin(true["touchpoint"]) & (once["touchpoint"].map(sizes) >= 12)]
few = others.sample(frac=1, random_state=seed).groupby(["touchpoint", "bad"]).head(12)
few = few.assign(called=few["touchpoint"].map(labels))

# %% tags=["lesson"]
quick = cx.lot_effect(few, outcome=y, lot="bad", by="called", confidence_level=confidence_level).table
quick = quick.sort_values("estimate").head(3)
cx.show(cx.plot_intervals(cx.Result(table=quick), label="called", unit="Bad less good contact, points"))

# %% tags=["lesson"]
cx.by_hand(intervals=len(quick), intervals_that_hold_0=(quick["conf_high"] >= 0).sum())

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
rated = cx.section(8, of=log, needs={"customer": "reference", "time": "time", "rating": "rating"},
                   min_answers=log.min_cell, lacking=log.unlinked(journeys))

# %% [markdown]
# ### 8.1 The journeys' scores

# %%
scored = cx.section("8.1", of=journeys, needs={"id": "id", "outcome": "outcome"}, run=cx.journey_rules,
                    given={"interactions": log.answers.dropna(subset=rated["customer"]), "journeys": journeys.answers,
                           "customer": rated["customer"], "time": rated["time"], "rating": rated["rating"],
                           "rng": seed, "confidence_level": confidence_level})

# %%
rules = scored.result
ordered = rules.table.sort_values("estimate", ascending=False)
ordered["rule"] = ordered["rule"].str.replace("_", " ")
cx.show(cx.plot_intervals(cx.Result(table=ordered), label="rule", unit="R² out of sample", digits=2))

# %%
cx.Result(table=ordered, notes=rules.notes)

# %%
cx.reading(rules)

# %% [markdown]
# **Reading.** Where two numbers, the lowest contact and the last, say more than all contacts averaged, a mean hides the
# one bad hour and forgets how it ended. So mend the worst contact, and take care of the last.

# %% [markdown]
# ## 9. One big or many small?
#
# A claim that fails is dreadful and rare. A long wait is a nuisance and common. What a *defect* costs in all is its
# severity (points lost where it happens) times its frequency. The log says how often, the answers say how much.

# %%
kept = cx.section(9, of=log, needs={"contact": "id", "touchpoint": "touchpoint"})

# %% [markdown]
# ### 9.1 Answers and their contacts

# %%
linked = cx.section("9.1", of=answers, min_answers=100, lacking=answers.unlinked(log),
                    needs={"contact": "reference", "touchpoint": "touchpoint", "outcome": "outcome"})

# %%
told = answers.renamed(contact="reference", outcome="outcome").drop_duplicates("contact")
told = told.filter(["contact", "outcome", "time_available"]).set_index("contact")
both = log.renamed(contact="id", touchpoint="touchpoint").drop(columns="outcome", errors="ignore")
both = both.assign(**told.reindex(both["contact"]).set_axis(both.index))  # each contact with its answer, if any
both["where"] = both["touchpoint"].astype(object).replace(labels)

# %% [markdown]
# ### 9.2 What a defect costs

# %%
flagged = cx.section("9.2", of=log, after="9.1", needs={}, run=log.flags, given={"rules": irritants})

# %%
flags = flagged.result
marked = both.assign(**flags.set_axis(both.index))

# %% [markdown]
# ### 9.3 The worst one, and all slight ones

# %%
small = cx.section("9.3", of=answers, after="9.2", needs={"outcome": "outcome"}, run=cx.defect_costs,
                   given={"contacts": marked, "touchpoint": "where", "defects": list(flags), "outcome": "outcome",
                          "min_answers": answers.min_cell, "confidence_level": confidence_level})

# %%
defects = small.result
worst = defects.table.iloc[0]
cx.by_hand(severity=worst["severity"], frequency=worst["frequency"], product=worst["severity"] * worst["frequency"])

# %%
cx.show(cx.plot_bars(defects))

# %%
cx.reading(defects)

# %% [markdown]
# **Reading.** Great failures have a case number and a meeting. Slight ones have neither, and no single one would
# deserve it. Somebody has to own their sum. How cheaply each could be mended is not in these data: ask those who do the
# work.

# %% [markdown] tags=["lesson"]
# **Quiz of sitting C.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("01-C", ...)

# %% [markdown] tags=["lesson"]
# **Sitting D, 25 minutes.** After it you can read an offer by lot, draw the map with its evidence, and map a firm whose
# customers are firms.

# %% tags=["lesson"]
cx.glossary(["backstage"])

# %% [markdown]
# ## 10. Good purpose, bad moment?
#
# An order call is a fine occasion to present what else there is. For whom? Where the firm draws lots to whom it makes
# the offer, the difference is its *effect*, and not just what goes with it.

# %%
offered = cx.section(10, of=log, after="9.1", needs={"lot": "pitch"}, run=cx.lot_effect,
                     given={"data": both, "outcome": "outcome", "by": "where", "confidence_level": confidence_level})

# %%
effect = cx.suppress_small_cells(offered.result, min_cell=answers.min_cell)
cx.show(cx.plot_intervals(effect, label="where", unit="Effect of the offer on the score, points"))

# %%
cx.reading(effect, truth={"order call": truth.get("pitch_in_call"), "after-sale mail": truth.get("pitch_in_mail")})

# %% [markdown]
# ### 10.1 Who has time?
#
# The same for those who said that they were short of time (1 or 2 of 5), and for those who had some.

# %%
timed = cx.section("10.1", of=answers, needs={"time_available": "time_available"})

# %%
known_time = both.dropna(subset="time_available")
has_time = known_time["time_available"].gt(2).map({True: ", had time", False: ", short of time"})
known_time = known_time.assign(where=known_time["where"].astype(str) + has_time)
by_time = cx.lot_effect(known_time, outcome="outcome", lot=offered["lot"], by="where",
                        confidence_level=confidence_level)
by_time = cx.suppress_small_cells(by_time, min_cell=answers.min_cell)
cx.show(cx.plot_intervals(by_time, label="where", unit="Effect of the offer on the score, points"))

# %% [markdown]
# **Reading.** Two questions for every such idea: is the purpose good, and has the customer time for it *now*? The same
# words can help at one touchpoint and cost at another. Where nobody drew lots, and people chose to whom they offered,
# these numbers show what goes with an offer, and no effect.

# %% [markdown] tags=["lesson"]
# ### 10.2 Purpose and moment
#
# Two questions make four fields: is the purpose good, and is it the moment? The purpose was the same in all rows, to
# tell customers what else there is. The moment shows in how many had time, and in what the offer did.

# %% tags=["lesson"]
fields = cx.section("10.2", after="10.1", truth=truth)

# %% tags=["lesson"]
attention = known_time.groupby(known_time["where"].str.partition(",")[0])["time_available"]
moments_seen = effect.table.set_index("where")[["n", "estimate", "conf_low", "conf_high"]]
moments_seen["time_available"] = attention.mean()
moments_seen["share_short_of_time"] = attention.apply(lambda answered: answered.le(2).mean())

# %% tags=["lesson"]
low, high = moments_seen["conf_low"], moments_seen["conf_high"]
moments_seen["field"] = np.select([high < 0, low > 0], ["good purpose, bad moment", "good purpose, good moment"],
                                  "good purpose, not known")
cx.Result(table=moments_seen.reset_index())

# %% [markdown] tags=["lesson"]
# **Reading.** *They waste my time* is what customers say of the first field. The other two fields of the square, a bad
# purpose at a good or at a bad moment, need no trial.

# %% [markdown]
# ## 11. The map
#
# Now all of it on one page. Each score stands on a *grade of evidence*: A from 200 answers about recorded contacts, B
# from 30, C below that or from memory, D without answers or with such as are not shown, when all we have is an
# opinion. The grade is drawn into the ground of the cell, so that nobody can show a score without it. Without a log,
# nobody knows which contacts took place, so no grade is better than C. Where nobody was asked after a contact,
# ratings of touchpoints in the large survey are taken: they are from memory.

# %%
answered = cx.section(11, of=[register, answers, people], needs={}, run=cx.touchpoint_ratings,
                   given={"study": survey, "answers": answers.table, "log": log.table, "min_answers": register.min_cell})

# %%
ratings = answered.result
sizes = ratings.table["touchpoint"].value_counts().rename("n").rename_axis("touchpoint").reset_index()
cx.Result(table=sizes.astype({"touchpoint": "str"}).replace({"touchpoint": labels}), notes=ratings.notes)

# %% [markdown]
# ### 11.1 What people feel there

# %%
felt = cx.section("11.1", of=answers, needs={"touchpoint": "touchpoint", "emotion": "emotion", "score": "outcome"},
                  run=cx.touchpoint_emotions,
                  given={"touchpoint": "touchpoint", "confidence_level": confidence_level, "responses":
                         answers.renamed(answers.as_told("touchpoint", apart=True), touchpoint="touchpoint")})

# %% [markdown]
# ### 11.2 Where it broke

# %%
worn = cx.section("11.2", of=log, needs={"by": "touchpoint", "rating": "break"}, run=cx.top_box_share,
                  given={"data": log.as_numbers("break"), "top": 1, "confidence_level": confidence_level})

# %% [markdown]
# ### 11.3 All on one page

# %%
mapped = cx.section("11.3", of=[register, answers, people], needs={}, run=cx.touchpoint_scores,
                    given={"responses": ratings.table, "touchpoint": "touchpoint", "rating": "score",
                           "register": known.or_rated(ratings), "scale": ratings.scale, "source": ratings.source,
                           "confidence_level": confidence_level})

# %%
journey = cx.journey_map(known.or_rated(ratings), scores=mapped.result, variables=matters.result,
                         coverage=complete.result, emotions=felt.result, breaks=[worn.result, repeated.result],
                         few=ratings.few, min_cell=register.min_cell)
cx.show(cx.plot_journey_map(journey, language=language))

# %%
cx.reading(journey)

# %% [markdown]
# **Reading.** Read down a column: what was designed, what is lived, what people feel, whom to call. Then read the
# ground. A score on hatched ground is a question, not a finding. The dashed line parts what customers see from what
# happens behind it; they feel both. In the table below, `gap` is *designed* less lived: above 0 a contact falls short
# of its design, below 0 it does better.

# %%
columns = ["name", "stage", "owner", "n", "estimate", "conf_low", "conf_high", "designed", "gap", "evidence"]
cx.Result(table=journey.table[columns], notes=journey.notes)

# %%
cx.keep_journey_map(journey, title=survey.name, language=language)

# %% [markdown] tags=["lesson"]
# `cx run` also writes the map as a page, a drawing and a table into the run's folder, for those who have no notebook.
# **Now you** (★★★): add two contacts to somebody else's map.

# %% tags=["lesson"]
cx.check("01-5", ...)

# %% [markdown]
# ## 12. What do people tick?
#
# "Which of these have you used?", "which does your work affect?": a question with several answers, a tick for each. Every
# bar is a share of the *respondents*. The shares add up to more than 100 %, and nobody's second tick is lost. Who was
# asked and ticked nothing belongs to the base; who was not asked does not.

# %%
ticks = cx.Gates(survey, role="choices", min_cell=min_cell)  # the first such question, of customers if there is one

# %%
ticked = cx.section(12, of=ticks, needs={"choices": "choices"}, min_answers=ticks.min_cell, run=cx.choice_shares,
                    given={"choices": ticks.options, "confidence_level": confidence_level})

# %%
shares = ticked.result.table.sort_values("estimate", ascending=False)
cx.show(cx.plot_intervals(cx.Result(table=shares), label="option", unit="ticked by, % of the respondents", zero=False,
                          percent=True, labels=labels))

# %%
cx.reading(ticked.result, labels=labels, question=ticks.subject)

# %% [markdown]
# **Reading.** A contact that few tick is rare, or nobody knows that it is theirs: the share does not tell which. Two
# contacts are compared on the same people, so that their intervals may overlap and one still be ticked surely more often.

# %% [markdown] tags=["lesson"]
# ## 13. Another firm: customers that are firms
#
# The same map for a printing house that works for firms. Its contacts run through a machine operator, a courier, a
# posted invoice and the quality department; nobody of these is in sales, and each can lose the customer. And the
# customer is several people: a buyer, a production manager, an accountant. In any business people deal with people.

# %% tags=["lesson"]
cx.section(13)

# %% tags=["lesson"]
printing = cx.course_table("printing_house")
cx.touchpoint_register(printing)

# %% tags=["lesson"]
met = printing.groupby(["meets", "owner_department"], sort=False).size().rename("n").reset_index()
cx.show(cx.plot_heat(cx.Result(table=met), rows="meets", columns="owner_department", unit="contacts"))

# %% tags=["lesson"]
sells = printing["owner_department"].isin(["Marketing", "Sales"])
cx.by_hand(contacts=len(printing), owned_outside_marketing_and_sales=(~sells).sum(),
           people_of_the_customer=printing["meets"].nunique())

# %% [markdown] tags=["lesson"]
# **Reading.** Read a row: that is what one person of the customer knows of the printing house. The buyer, who signs,
# never meets the quality department, and the production manager, who does, will be asked by the buyer. So ask them all,
# and keep apart who answered as what; notebook 07, section 1.6, says how to put them together.

# %% [markdown]
# ## What we found
#
# Taken from the readings above, so it holds for the data at hand. Scores are those of the people who answered, without
# weights.

# %%
cx.section("closing")

# %%
cx.findings()

# %%
cx.section_states()

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
cx.next_steps({
    2: "The lead for customer experience gives each contact without an owner one by the end of the month, and puts "
       "those that stand in no register on the map.",
    "5.1": "The two departments of the worst hand-over sit down with ten of its cases within two weeks.",
    "6.1": "Each head of a department shows, beside its own share, that of whole journeys without a break."})

# %% [markdown] tags=["lesson"]
# **Quiz of sitting D.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("01-D", ...)

# %% [markdown] tags=["lesson"]
# ## Check yourself
#
# 1. Why does a complete register still need the log?
# 2. Each of eight contacts goes well in 95 of 100 cases. What share of journeys is unbroken?
# 3. A workshop names five moments of truth. What do you ask for before you believe it?
# 4. Why may the mean of a journey's contacts miss how it felt?
# 5. What does hatched ground on the map forbid you to say?
#
# <details><summary>Answers</summary>
#
# 1. The register knows what was designed, the log what happened. What nobody designed stands in the log only.
# 2. .95 eight times multiplied by itself: .66, two journeys in three.
# 3. The loss of each with its interval and its two n, the other contacts held equal, and from which loss on it
#    matters.
# 4. One bad hour and the end can say more than all contacts together. A mean gives each the same weight.
# 5. That this contact is good or bad: there are too few answers, or none. It is a question.
#
# </details>
#
# ## Where next
#
# All exercises with room for your answers: `exercises/01_touchpoint_mapping.ipynb`; worked answers:
# `solutions/01_touchpoint_mapping.ipynb`. What matters within each touchpoint is the subject of notebook 04. Words for
# your glossary: touchpoint, register, owner, critical variable, fragmentation, hand-over, break, moment of truth, line
# of visibility, grade of evidence.
