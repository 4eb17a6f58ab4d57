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

# %% [markdown] chapter="Alarms and replies"
# # 9 · Monitoring and the closed loop
#
# **Decision:** is this month an alarm, who reacts, and do our replies change anything?
#
# **Who decides:** operations, and whoever answers customers after a bad contact.

# %% [markdown] tags=["lesson"]
# **After this you can**
#
# - tell a signal from noise,
# - set limits where every month has another number of answers,
# - weigh delay against false alarms,
# - tell other customers from other service,
# - measure how fast you reply, with the cases that are still open,
# - tell what an action, a reply or an offer changes from what comes by itself, and count month by month who leaves.
#
# **Time:** 120 minutes, in three sittings.

# %% [markdown] tags=["lesson"]
# **Before you begin**, two questions on earlier notebooks. Say your answer, then open the fold.
#
# 1. Why does it take more answers to see a change of 5 points than for a margin of 5 points?
# 2. Branches with more engaged people have happier customers. What does that say of raising engagement?
#
# <details><summary>Answers</summary>
#
# 1. Two waves have an error each, and power wants room beyond the edge of the interval.
# 2. Nothing yet: a good place lifts both. Change is seen within branches, and cause by lot only.
#
# </details>

# %% [markdown]
# **Needs:** one table with a score and a date or a wave (role `time` or `wave`); two periods are enough to begin with, 25
# to judge a month. A table of kind `cases` (roles `opened`, and `lag` or `closed`) opens the part on replies; a record of
# who was left out of them by lot (role `held_out`) says whether they help. Trials by lot (kind `trials`, roles `dose` and
# `lot`), days of joining and leaving (kind `customers`, roles `start` and `end`) and prospects (kind `prospects`, role `met`) open the rest.

# %%
from statistics import NormalDist  # the bell curve

import numpy as np
import pandas as pd

import cxlib as cx

# %% tags=["parameters"]
study: str = ""  # path of a study.toml; empty: the sample company Pont Nou
only: str = ""  # the part of the rows to look at, as "region: North"; empty: all
score: str = "recommend"  # column of the score to be watched, or its role
kind: str = "nps"  # what is charted of it: nps, mean, or p for a column of 0 and 1
time: str = "time"  # column of dates or waves, or its role; where there is none, the role wave is taken
period: str = "month"  # of dates: day, week, month, quarter or year
baseline_periods: int = 24  # the first so many periods set the limits
by: str = "mode"  # column of the groups of section 2.1, or its role; else the first of others that it names there
began_in: str = ""  # section 7.1: units in which an action began, and its first period, as "B001, B002: 2025-04"
complaints: str = "T14"  # section 10.3: touchpoints at which people complain, separated by commas
reply_target_hours: int = 48  # the time within which a reply was promised
remembered: int = 8  # months for which a bad contact counts in section 10
history: str = ""  # path of a Parquet file in which scores are kept from run to run; empty: none
min_cell: int = 10  # smallest group that is shown
confidence_level: float = 0.95  # of every interval
seed: int = 2027  # of everything drawn at random

# %% [markdown]
# ## The data
#
# Of the tables that have the score, the one that knows most of the single contact is taken; its card comes first. The
# second card is that of the *cases*: bad or good answers that somebody was to answer.

# %%
tables = [score, "cases", "actions", "customers", "interactions", "trials", "prospects", "touchpoints"]
survey = cx.read_study(study or cx.sample_study(), tables=tables, only=only, min_cell=min_cell)
gates = cx.Gates(survey, role=score, most=["time", "touchpoint", "mode", "channel"], min_cell=min_cell,
                 parameters=["rating", "period", "by"])
contacts = cx.Gates(survey, role="outcome", most=["time", "touchpoint", "mode", "channel"], min_cell=min_cell)
loop = cx.Gates(survey, role="opened", kind="cases", min_cell=min_cell)
truth, until = survey.truth, survey.contract.study.as_of
display(survey)
display(gates)
loop

# %% [markdown] tags=["lesson"]
# **Sitting A, 40 minutes.** After it you can tell news from noise, and choose between speed and false alarms.

# %% tags=["lesson"]
cx.glossary(["nps", "promoter", "detractor", "wave", "closed_loop", "engagement", "control_chart"])

# %% [markdown]
# ## 1. Is a move news?
#
# A score moves every month, also when nothing happens: other people answer. Here are the scores by period. The chart of
# section 2 is made at the same time; of its table we look at the scores first.

# %%
when = [time, "wave"]
watched = cx.section(1, needs={"rating": score, "period": when}, run=cx.control_chart,  # tried on these columns
                     given={"kind": kind, "baseline": baseline_periods, "every": period})

# %%
chart = cx.suppress_small_cells(watched.result, min_cell=gates.min_cell)  # without periods of too few answers
name = watched["period"]
scores = chart.table[[name, "n", "estimate"]]
cx.Result(table=scores.tail(12), kind="control_chart")

# %% [markdown]
# The error of each score follows from its number of answers; limits lie three errors from the centre, so a third of their
# distance is one error. A *move* is the change from one period to the next, and has the error of both.

# %%
error = (chart.table["limit_high"] - chart.table["centre"]) / 3
moves = scores["estimate"].diff()
its_error = np.sqrt(error**2 + error.shift() ** 2)
clear = moves.abs() > NormalDist().inv_cdf((1 + confidence_level) / 2) * its_error
cx.by_hand(moves=moves.count(), typical_move=moves.abs().median(), typical_error=its_error.median(),
           beyond_chance=clear.sum())

# %% [markdown]
# How often would the score move by more than a given step if nothing ever happened? For a normal error e, the chance is
# twice the tail of the bell curve beyond step / e.

# %%
steps = pd.DataFrame({"step": [1, 2, 5, 10, 15, 20]})
middle = its_error.median()
steps["share_by_chance"] = [2 * (1 - NormalDist(0, middle).cdf(step)) for step in steps["step"]]
cx.Result(table=steps)

# %% [markdown]
# **Reading.** A step that chance alone makes every other month needs no hero and no culprit. A common wrong belief:
# *every rise has a hero*. After the worst month of a year the next one is better by itself, whatever was done.

# %% [markdown]
# ## 2. What are honest limits?
#
# Walter Shewhart's *control chart* (1931) draws the score within limits that chance hardly ever leaves: three errors from
# the centre, which one point in 370 does where the limits are known. Two phases are told apart. The *baseline* sets the
# centre and the limits; what comes after is *monitored*. A short baseline errs, and its charts cry oftener. A month that
# is suspected must not set its own limits.
#
# For an NPS with promoters' share P and detractors' share D in the baseline, and n answers in a month,
#
# limits = 100 · (P − D) ± 300 · √((P + D − (P − D)²) / n)
#
# so that a month of few answers gets wide limits. A mean takes the standard deviation within the periods, a share its
# binomial error.

# %%
cx.section(2, after=1)

# %%
cx.show(cx.plot_lines(chart))

# %%
cx.reading(chart, truth=truth.get("shift_month"), labels=gates.wording)

# %% [markdown] tags=["lesson"]
# **Now you** (★). The cell prints the question. Replace `...` by your answer and run it again.

# %% tags=["lesson"]
cx.check("09-1", ...)

# %% [markdown]
# Points outside, with their limits. Each of them is a question to those who were there, not an answer:

# %%
outside = chart.table[chart.table["signal"]]
cx.Result(table=outside, notes=chart.notes, kind=chart.kind, settings=chart.settings)

# %% [markdown]
# ### 2.1 Same customers?
#
# An alarm has two kinds of causes: the same customers were served differently (*rate*), or other customers answered
# (*mix*). Here the first alarm is taken apart against the baseline by groups, such as how people were asked.

# %%
taken_apart = cx.section("2.1", needs={"by": [by, "channel", "language", "segment", "unit"]}, after=1,
                         run=cx.alarm_rows, given={"chart": chart}, min_groups=("by", 2), wanted=kind == "nps")

# %%
parts = cx.nps_change(taken_apart.result, rating=watched["rating"], wave="when", segment=taken_apart["by"],
                      confidence_level=confidence_level)
parts = cx.suppress_small_cells(parts, min_cell=gates.min_cell)
whole = parts.table[parts.table["status"] == "total"]
cx.Result(table=whole.drop(columns=[taken_apart["by"], "status"]), kind=parts.kind, settings=parts.settings)

# %%
cx.reading(parts, labels=gates.wording)

# %% [markdown]
# **Reading.** Where the rate carries the fall, look for what was done differently; where the mix does, ask who stayed
# away and who came. Neither names the cause: it says where to look.

# %% [markdown]
# ### 2.2 When did it begin?
#
# The first alarm comes after the change, or with it. The *change point* is the month that parts the series best in two
# levels; it may also be any month that parts it nearly as well. A gap would hide it, so a series with gaps is refused.

# %%
stepped = cx.section("2.2", after=1, run=cx.change_point, given={
    "chart": chart, "confidence_level": confidence_level, "rng": seed})

# %%
stepped.result

# %%
cx.reading(stepped.result, truth=truth.get("shift_month"), labels=gates.wording)

# %% [markdown]
# ## 3. Faster?
#
# Shewhart's chart forgets: it looks at each month by itself and sees a small shift late. Two others remember. The
# *moving average* (EWMA: exponentially weighted) is 0.2 times the newest score plus 0.8 times the average before. The
# *sum* (CUSUM) adds up what lies more than half an error beyond the centre.

# %%
cx.section(3, after=1)

# %%
smooth = cx.control_chart(watched.rows, period=name, rating=watched["rating"], kind="ewma", of=kind,
                          baseline=baseline_periods, every=period)
smooth = cx.suppress_small_cells(smooth, min_cell=gates.min_cell)
cx.show(cx.plot_lines(smooth))

# %%
cx.reading(smooth, labels=gates.wording)

# %% [markdown]
# ### 3.1 What speed costs
#
# How long does each chart wait? Shifts are in errors of one period. With a shift of 0 nothing happens, and the table tells
# how many periods pass from one false alarm to the next. *Missed* is the chance of no signal in nine periods; for the sum
# it is not worked out.

# %%
cx.section("3.1")

# %% tags=["lecture"]
delays = cx.signal_delay(shift=[0, 0.5, 1, 1.5, 2, 3])
delays

# %% tags=["lecture"]
cx.reading(cx.signal_delay(shift=2.1), aside=True)  # 15 points of an NPS whose error is 7

# %% [markdown] tags=["lecture"]
# **Reading.** At the same rate of false alarms the moving average sees a small shift several times sooner, and a very
# large one no sooner. Take both: the chart for the cliff, the average for the slope.

# %% [markdown] tags=["lesson"]
# Break it yourself: at which shift does the plain chart win? The slider needs a live Jupyter.

# %% tags=["lesson"]
def view(shift=1.0):
    return cx.signal_delay(shift=shift)

cx.stack({"half an error": view(0.5), "one": view(1.0), "two": view(2.0)}, label="fall")

# %% tags=["nbval-ignore-output", "lesson"]
cx.explore(view, controls={"shift": (0.0, 4.0, 0.25)})

# %% [markdown]
# ### 3.2 A slow drift
#
# In the sample company satisfaction after the fault call falls a little every month from month 25 on.

# %%
drifting = cx.section("3.2", needs={"touchpoint": "touchpoint", "rating": "outcome"}, after=1,
                      truth=truth.get("drift_month", {}))

# %%
calls = drifting.rows[drifting.rows[drifting["touchpoint"]] == "T12"]
drift = cx.control_chart(calls, period=name, rating=drifting["rating"], kind="ewma", baseline=24)
cx.show(cx.plot_lines(drift))

# %%
plain = cx.control_chart(calls, period=name, rating=drifting["rating"], kind="mean", baseline=24)
months = [one.table.loc[one.table["signal"] & (one.table["phase"] == "monitoring"), name].astype(int).min()
          for one in (plain, drift)]
cx.by_hand(planted=int(truth["drift_month"]["structural"]), first_signal_plain=months[0], first_signal_average=months[1])

# %% [markdown]
# ## 4. More rules?
#
# Beside the point beyond three errors, other rules are in use: two of three points beyond two errors, four of five beyond
# one, eight in a row on one side (*Western Electric*, 1956; Nelson's rules of 1984 differ a little, and software takes
# one or the other without saying so). Each sees something. What do they cost together in 27 quiet months?

# %%
cx.section(4)

# %% tags=["lecture"]
cx.false_alarms(periods=27, rng=seed)

# %% [markdown] tags=["lecture"]
# **Reading.** Each rule added buys alarms too. Choose the rules before you see the months, write them down, and do not
# add the one that would have found what you already suspect.

# %% [markdown] tags=["lesson"]
# **Now you** (★★):

# %% tags=["lesson"]
cx.check("09-2", ...)

# %% [markdown] tags=["lesson"]
# **Quiz of sitting A.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("09-A", ...)

# %% [markdown] tags=["lesson"]
# **Sitting B, 40 minutes.** After it you can hold the mix constant, watch many charts, judge an action by units without
# it, and count replies with open cases.

# %% tags=["lesson"]
cx.glossary(["touchpoint", "verbatim"])

# %% [markdown]
# ## 5. Only other contacts?
#
# Now the mean satisfaction over all contacts, whatever they are about.

# %%
all_contacts = cx.section(5, of=contacts, needs={"rating": "outcome", "period": when}, run=cx.control_chart,
                          given={"kind": "mean", "baseline": baseline_periods, "every": period})

# %%
mean_chart = cx.suppress_small_cells(all_contacts.result, min_cell=contacts.min_cell)
cx.show(cx.plot_lines(mean_chart))

# %%
cx.reading(mean_chart, labels=contacts.wording)

# %% [markdown]
# ### 5.1 The mix of contacts
#
# The mean over all falls when more of the contacts are of an unloved kind. The change from the baseline to the periods
# after it, by hand: the shares of the touchpoints times their means (Kitagawa 1955).

# %%
mixing = cx.section("5.1", of=contacts, needs={"outcome": "outcome", "touchpoint": "touchpoint"}, after=5,
                    min_groups=("touchpoint", 2), run=cx.alarm_rows, given={"chart": mean_chart, "after": "monitoring"})

# %%
rated = mixing.result.dropna(subset=[mixing["outcome"], mixing["touchpoint"]])
cells = rated.groupby(["when", mixing["touchpoint"]], observed=True)[mixing["outcome"]].agg(["size", "mean"])
sizes, means = cells["size"].unstack("when").dropna(), cells["mean"].unstack("when").dropna()  # those of both phases
shares = sizes / sizes.sum()
mix = (shares.diff(axis=1).iloc[:, -1] * means.mean(axis=1)).sum()
rate = (means.diff(axis=1).iloc[:, -1] * shares.mean(axis=1)).sum()
cx.by_hand(touchpoints=len(sizes), change=mix + rate, mix=mix, rate=rate)

# %% [markdown]
# ## 6. Fourteen charts?
#
# A chart for each touchpoint: the more charts, the more false alarms. Each point has a chance of its own: one in 370, and
# more where the baseline is short. The reading counts both.

# %%
many = cx.section(6, of=contacts, needs={"rating": "outcome", "by": "touchpoint", "period": when}, min_groups=("by", 2),
                  run=cx.control_chart, given={"kind": "mean", "baseline": baseline_periods, "every": period})

# %%
charts = cx.suppress_small_cells(many.result, min_cell=contacts.min_cell)
cx.reading(charts, labels=contacts.wording | survey.titles)

# %%
loud = charts.table[charts.table["signal"] & (charts.table["phase"] == "monitoring")]
named = loud.head(15).replace({many["by"]: survey.titles})
cx.Result(table=named, kind=charts.kind, settings=charts.settings)

# %% [markdown] tags=["lesson"]
# **Four hundred branches** have four hundred charts: a table with a row for each branch and a column for each month. Here
# nothing happens in any of them.

# %% tags=["lesson"]
quiet = pd.DataFrame(np.random.default_rng(seed).normal(7, 0.4, (400, 48)))
branches = cx.series_charts(quiet, baseline=24).table
cx.by_hand(branches=len(branches), false_alarms=branches["signals"].sum(), with_one=(branches["signals"] > 0).sum())

# %% [markdown] tags=["lesson"]
# One in 370 would be 26 of the 9,600 points. Limits from 24 single values are estimates and cry three to
# four times as often.

# %% [markdown]
# ## 7. Alarm, then?
#
# An alarm is worth what follows it: cause, owner, action, and a look at whether it helped. The *register* counts what
# was said and what was done.

# %%
doing = cx.Gates(survey, role="action", kind="actions", min_cell=1)
register = cx.section(7, of=doing, needs={"status": "status", "owner": "owner"})

# %%
owned = register.rows[register["owner"]].notna().map({True: "with an owner", False: "nobody's"})
states = pd.crosstab(register.rows[register["status"]], owned).rename_axis("status").reset_index()
cx.Result(table=states)

# %% [markdown]
# **Reading.** *Done* is not *helped*.
#
# ### 7.1 Did it help?
#
# Before and after tells what the year brought, good or bad. The *difference in differences* takes from it what the year
# brought to units without the action. Where `began_in` names the units and the period, it is told here, with the trend
# before the action beside it; errors are by unit (CR2), for answers of one branch hang together.

# %%
acted = cx.section("7.1", of=contacts, wanted=bool(began_in), needs={
    "outcome": "outcome", "unit": "unit", "wave": when}, min_groups=("unit", 4), run=cx.action_rows,
    given={"began_in": began_in.rpartition(":")[0], "began": began_in.rpartition(":")[2].strip(), "every": period})

# %%
helped = cx.action_effect(acted.result, outcome=acted["outcome"], unit=acted["unit"], wave="period", treated="begun",
                          confidence_level=confidence_level)
helped

# %%
cx.reading(helped)

# %% [markdown] tags=["lesson"]
# ### 7.2 An action that does nothing
#
# In the sample company no branch did anything, so we know what an honest method must find. Three times 40 branches
# “begin” in the fourth half-year: 40 drawn by lot, to whose answers we add nothing; the same 40, to whose answers we add
# half a point; and the 40 that were worst in the third half-year, to whose answers we add nothing.

# %% tags=["lesson"]
trial = cx.section("7.2", of=contacts, needs={"outcome": "outcome", "unit": "unit", "wave": "wave"}, truth=truth)

# %% tags=["lesson"]
halves = trial.rows.dropna(subset=[trial["outcome"], trial["unit"]]).rename(
    columns={trial["outcome"]: "score", trial["unit"]: "branch"})
halves = halves.assign(half=(halves[trial["wave"]].astype(int) - 1) // 6 + 1)
third = halves[halves["half"] == 3].groupby("branch", observed=True)["score"].mean()
drawn_by_lot = np.random.default_rng(seed).permutation(third.index.to_numpy())[:40]

# %% tags=["lesson"]
def tried(branches, added):
    begun = (halves["branch"].isin(branches) & (halves["half"] >= 4)).astype(int)
    rows = halves.assign(begun=begun, score=halves["score"] + added * begun)
    own = rows[rows["branch"].isin(branches)].groupby("begun")["score"].mean()
    return cx.action_effect(rows, outcome="score", unit="branch", wave="half", treated="begun"), own.diff().iloc[-1]

cases_of = {"by lot, nothing added": tried(drawn_by_lot, 0.0), "by lot, 0.5 added": tried(drawn_by_lot, 0.5),
            "the worst, nothing added": tried(third.nsmallest(40).index, 0.0)}

# %% tags=["lesson"]
columns = ["who", "before_after", "part", "estimate", "conf_low", "conf_high"]
cx.Result(table=pd.concat([found.table.assign(who=who, before_after=rise) for who, (found, rise) in cases_of.items()]
                          )[columns])

# %% tags=["lesson"]
cx.reading(cases_of["the worst, nothing added"][0], aside=True)

# %% [markdown] tags=["lesson"]
# **Reading.** Everything fell in these years, so before and after makes half a point look much smaller; the
# comparison finds it. The worst rise without any action, as they were also unlucky: the comparison calls that an effect,
# and only the trend before gives it away. Look there first.
#
# **Now you** (★★):

# %% tags=["lesson"]
cx.check("09-5", ...)

# %% [markdown]
# ### 7.3 Does a lead last?
#
# What others can copy in half a year is no advantage. So: are the branches that are good in one half-year good in the
# next one, and in the last? The means of a few answers hide it, for chance reorders them each time. What chance adds is
# known, and can be taken out. Six months, or six waves, are taken together.

# %%
lasting = cx.section("7.3", of=contacts, needs={"rating": "outcome", "unit": "unit", "wave": when},
                     min_groups=("unit", 10), run=cx.rank_persistence,
                     given={"together": 6, "confidence_level": confidence_level, "rng": seed})

# %%
lasting.result

# %%
cx.reading(lasting.result)

# %% [markdown]
# **Reading.** A league table of few answers reorders itself, and each time somebody explains why. What lasts beneath it
# may be hard to imitate, or lie in the place and its customers. That is worth a visit: what do the good ones do?
#
# ## 8. How fast do we reply?
#
# Cases that are still open have no time to reply yet. Leave them out, and the slowest are missing; so the time looks
# short. Kaplan and Meier (1958) let each case count for as long as it has waited: the share answered by each hour, and
# the *median*, when half are answered. Cases that a lot left out on purpose are no open cases, and are not counted.

# %%
waits = cx.section(8, of=loop, needs={"opened": "opened", "closed": ["lag", "closed"]},
                   also={"by": ["valence", "segment"], "held_out": "held_out"}, run=cx.follow_up_times,
                   given={"end": until, "target": reply_target_hours, "fewest": loop.min_cell,
                          "confidence_level": confidence_level})

# %%
replies = cx.suppress_small_cells(waits.result, min_cell=loop.min_cell)
replies

# %%
cx.show(cx.plot_lines(replies))

# %%
cx.reading(replies)

# %% [markdown]
# **Reading.** Whoever asks for comments owes an answer to praise as well as to blame. Praise that nobody answers is the
# last one.

# %% [markdown] tags=["lesson"]
# **Now you** (★):

# %% tags=["lesson"]
cx.check("09-3", ...)

# %% [markdown] tags=["lesson"]
# **Quiz of sitting B.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("09-B", ...)

# %% [markdown] tags=["lesson"]
# **Sitting C, 40 minutes.** After it you can estimate what replies do, who leaves, and what a monitoring page must
# hold.

# %% [markdown]
# ## 9. Do replies work?
#
# Scores of those who were answered rise. But a case is opened by an extreme score, and the next one is nearer the middle
# by itself: *regression to the mean*. A lecture on drawn numbers, in which nobody replies to anybody:

# %%
cx.section(9)

# %% tags=["lecture"]
drawn = np.random.default_rng(seed)
usual = drawn.normal(7, 1.2, 4000)  # how each customer feels about the firm
twice = pd.DataFrame({"first": usual + drawn.normal(0, 1.6, 4000), "second": usual + drawn.normal(0, 1.6, 4000)})
alone = cx.regression_to_mean(twice, before="first", after="second", cut=5)
alone

# %% tags=["lecture"]
cx.reading(alone, aside=True)

# %% [markdown]
# ### 9.1 With a lot
#
# Only a lot tells the two apart: some cases, drawn before anybody is answered, are left without a reply (or get it later:
# delay, not denial). Their rise comes by itself. The *offer* compares all others with them, answered or not; divided by
# the share that it brought a reply to, it says what a *reply given* changes.

# %%
lot = cx.section("9.1", of=loop, run=cx.recovery_effect,
                 given={"fewest": loop.min_cell, "confidence_level": confidence_level}, needs={
    "before": ["outcome", "recommend"], "after": "followup", "answered": "answered", "held_out": "held_out"})

# %%
rises = cx.suppress_small_cells(lot.result, min_cell=loop.min_cell)
rises

# %%
cx.reading(rises, truth=truth.get("gain_held_out"))

# %% [markdown]
# **Reading.** Before and after shows the first row, and would claim it all. Comparing those answered with those who were
# not, without a lot, mixes in who was answered first: usually the angriest, who rise most by themselves.

# %% [markdown] tags=["lesson"]
# **Now you** (★★):

# %% tags=["lesson"]
cx.check("09-4", ...)

# %% [markdown]
# ### 9.2 How many offers?
#
# A lot can deal more than yes and no: here the *number* of offers that a customer got in half a year.

# %%
dealt = cx.Gates(survey, role="dose", kind="trials", min_cell=min_cell)
dose = cx.section("9.2", of=dealt, needs={"offers": "dose", "rating": "outcome"}, min_groups=("offers", 2))

# %%
dosed = dose.rows.assign(**{dose["offers"]: dose.rows[dose["offers"]].map("{:g}".format, na_action="ignore")})
doses = cx.mean_rating(dosed, rating=dose["rating"], by=dose["offers"], confidence_level=confidence_level)
doses = cx.suppress_small_cells(doses, min_cell=dealt.min_cell)
cx.show(cx.plot_intervals(doses, label=dose["offers"], zero=False, digits=2, unit="Mean score, by number of offers"))

# %% [markdown]
# **Reading.** Look at the steps: what one more offer costs is the fall from one number to the next. Count what was sold
# beside it before more offers are called more work done.
#
# ### 9.3 And when?
#
# A second lot dealt the *moment*.

# %%
moment = cx.section("9.3", of=dealt, needs={"lot": "lot", "outcome": "outcome"}, run=cx.lot_effect,
                    given={"confidence_level": confidence_level})

# %%
timing = cx.suppress_small_cells(moment.result, min_cell=dealt.min_cell)
timing

# %%
cx.reading(timing, truth={"after the matter was settled": truth.get("offer_moment")})

# %% [markdown]
# ### 9.4 Won back?
#
# Former customers, of whom a lot chose some to be asked to come back. The others say how many do so by themselves.

# %%
former = cx.Gates(survey, role="return", kind="trials", min_cell=min_cell)
back = cx.section("9.4", of=former, needs={"lot": "lot", "outcome": "return", "by": "channel"}, run=cx.lot_effect,
                  min_groups=("by", 1), given={"confidence_level": confidence_level})

# %%
won = cx.suppress_small_cells(back.result, min_cell=former.min_cell)
cx.show(cx.plot_intervals(won, label=back["by"], percent=True,
                          unit="Come back when asked, less those left alone, percentage points"))

# %% [markdown]
# **Reading.** Of those who were asked and came back, some would have come anyway. Only what lies beyond the others pays
# for the asking.
#
# ## 10. Who leaves, and who comes?
#
# Whoever leaves in a month had stayed until then. So leaving is counted month by month, among those still there (a
# *discrete hazard*, Singer and Willett 1993), and a bad contact counts for the months after it.

# %%
files = cx.Gates(survey, role="end", kind="customers", min_cell=min_cell)
log = cx.Gates(survey, role="time", kind="interactions", min_cell=min_cell)
stays = cx.section(10, of=files, needs={"customer": "customer", "start": "start", "end": "end"})

# %% [markdown]
# ### 10.1 After a bad contact

# %%
leaving = cx.section(
    "10.1", of=log, after=10, needs={"customer": "customer", "time": "time", "bad": "break"}, run=cx.leaving_hazard,
    given={"people": files.renamed(customer="customer", start="start", end="end"),
           "contacts": log.renamed(customer="customer", time="time", bad="break"), "customer": "customer",
           "start": "start", "end": "end", "time": "time", "bad": "bad", "until": until,
           "within": remembered, "fewest": log.min_cell, "confidence_level": confidence_level})

# %%
leaving.result

# %%
cx.reading(leaving.result, truth={"bad contact before": truth.get("leaving_hazard")})

# %% [markdown]
# **Reading.** Several times the odds may still be few people. Who contacts the firm more often has more bad contacts,
# too.
#
# ### 10.2 The first purchase
#
# The same for those who asked and had bought nothing yet, by what they had met before. Each is followed for twelve months
# of 30 days; only months that are over count, and what is bought later does not.

# %%
asking = cx.Gates(survey, role="met", kind="prospects", min_cell=min_cell)
met = asking.named("met", "met, break")
first = cx.section("10.2", of=asking, needs={"start": "start", "end": "end"}, run=cx.purchase_hazard, given={
    "met": met, "until": until, "fewest": asking.min_cell, "confidence_level": confidence_level})

# %%
first.result

# %%
cx.reading(first.result, truth={name: truth.get(f"prospect_{name}") for name in met},
           labels={name: name.replace("_", " ") for name in met})

# %% [markdown]
# ### 10.3 What comes first
#
# After a bad contact people complain, leave, or do neither. Who has left cannot complain any more, so one end hides the
# other: they are *competing risks*. Each share counts who met this end first. The days begin with a customer's first bad
# contact; one at a touchpoint where people complain is a complaint already, and begins nothing.

# %%
ends = cx.section("10.3", of=log, after=10, needs={"customer": "customer", "time": "time", "bad": "break",
                  "touchpoint": "touchpoint"}, run=cx.first_ends, given={
    "people": files.renamed(customer="customer", end="end"),
    "contacts": log.renamed(customer="customer", time="time", bad="break", touchpoint="touchpoint"),
    "customer": "customer", "time": "time", "bad": "bad", "touchpoint": "touchpoint", "end": "end",
    "complaints": complaints, "until": until})

# %% [markdown]
# ### 10.4 Complaining, leaving, or neither
#
# Within 90, 180 and 365 days after that contact, by Aalen and Johansen's estimate.

# %%
came = cx.section("10.4", after="10.3", run=cx.competing_risks, given={
    "data": ends.result, "time": "days", "cause": "end", "at": [90, 180, 365], "confidence_level": confidence_level})

# %%
came.result

# %%
cx.reading(came.result)

# %% [markdown] tags=["lesson"]
# **Reading.** Most do neither, and that is no consent: they may tell others, which no log holds. Ask them.
#
# ### 10.5 What is leaving worth?
#
# Now somebody asks for a sum. Write a low and a high guess of each factor; for the leaving itself the limits above
# stand at hand.

# %% tags=["lesson"]
worth = cx.section("10.5", after="10.1", truth=truth)

# %% tags=["lesson"]
hazard = leaving.result.table.set_index("term").loc["bad contact before"]
usual = leaving.result.settings["shares"][0] * remembered  # the share that leaves in so many months anyway
times_low, times_high = np.exp(hazard["conf_low"]), np.exp(hazard["conf_high"])
guesses = pd.DataFrame({"low": [1000, usual * (times_low - 1), 0.5, 40], "high": [1000, usual * (times_high - 1), 1, 160]},
                       index=["bad contacts", "leave for it", "share of this that the contact causes",
                              "margin of a customer who stays"])
cx.Result(table=guesses.rename_axis("what").reset_index())

# %% tags=["lesson"]
cx.by_hand(low=guesses["low"].prod(), high=guesses["high"].prod(), times=guesses["high"].prod() / guesses["low"].prod())

# %% [markdown] tags=["lesson"]
# **Reading.** A range for a thousand bad contacts, most of it guessed: say the range or nothing. Beware of the shortcut
# *7 points of NPS are 1 % of revenue* (Marsden and others 2005). It compares firms of one country in one year, mostly by
# their growth before the survey; firms that grow are liked, too. Nobody saw revenue follow when a firm raised its
# score. To believe it of yours you would need scores first, revenue later, and branches that changed by lot.

# %% [markdown] tags=["lesson"]
# ## 11. What others claim
#
# Three numbers are quoted everywhere. They are claims of vendors and consultants, from surveys of their own.
#
# - *17 % leave after one bad experience* (PwC 2018, United States): so many *say* they would. To believe it of your
#   customers you would have to know who left after a bad contact, and who left without one.
# - *66 % of practitioners see improvement, 17 % of consumers agree* (Medallia 2026): two different samples, two different
#   questions. One would have to ask both sides about the same firms.
# - *29 % give feedback after a bad experience, 30 % say nothing* (Qualtrics 2026): what people remember of themselves. A
#   log of contacts and complaints says what they did, as in section 10.3.

# %% [markdown] tags=["lesson"]
# ### 11.1 Where, when, how and why
#
# A monitoring page needs four things beside each score: *where* it was (touchpoint), *when*, *how* they were asked, and
# *why* they said so. How often is each of them missing? A page without the fourth can sound an alarm and never say what
# to do.

# %% tags=["lesson"]
four = cx.section("11.1", of=contacts, needs={"outcome": "outcome"}, truth=truth)

# %% tags=["lesson"]
asked_for = {"where": "touchpoint", "when": "month", "how": "mode"}
there = {word: four.rows[column].notna().mean() for word, column in asked_for.items()}
told_why = cx.read_study(study or cx.sample_study(), tables=["comments"], min_cell=min_cell).tables["comments"]
there["why"] = four.rows["answer"].isin(told_why.dropna(subset="comment")["answer"]).mean()

# %% tags=["lesson"]
cx.Result(table=pd.DataFrame({"asked": list(there), "n": len(four.rows), "share_known": list(there.values())}))

# %% tags=["lesson"]
why_known = four.rows["answer"].isin(told_why.dropna(subset="comment")["answer"])
scores = four.rows[four["outcome"]].dropna()  # who gave no score is neither low nor among the others
cx.by_hand(why_known_of_low_scores=why_known[scores.index[scores <= 6]].mean(),
           why_known_of_the_others=why_known[scores.index[scores > 6]].mean())

# %% [markdown] tags=["lesson"]
# **Reading.** The log answers three of the four without asking. Only people can answer the fourth, and those who are cross
# do so more often: read why as a list of reasons, never as their shares.

# %% [markdown]
# ## 12. From run to run
#
# Where the parameter `history` names a file, the scores of each period are kept there: no answers, no small groups. The
# same period twice changes nothing, and a score of the same name under another definition is refused.

# %%
cx.section(12, after=1, wanted=bool(history))

# %% [markdown]
# ### 12.1 What is kept

# %%
kept = cx.section("12.1", after=12, run=cx.keep_history, given={
    "chart": chart, "file": history, "measure": score, "min_cell": gates.min_cell})

# %%
cx.reading(kept.result)

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
# - The cause of an alarm. A chart says when to look, and where not to.
# - Months that hang together: limits take the answers of one month to say nothing of the next.
# - What a reply is worth in money, and whether a customer stays for it.
# - Those who did not answer, before or after.
#
# Net Promoter, Net Promoter Score and NPS are registered marks of Bain & Company, NICE Systems and Fred Reichheld.

# %% [markdown]
# ## On Monday

# %%
cx.next_steps({  # each stands where the section of this number was shown
    2: "Operations agrees on the rule, the baseline and the owner of an alarm, in writing, before the next month comes in.",
    8: "Whoever answers customers reports the median with open cases and the share in time, for praise and for blame.",
    "9.1": "Service recovery keeps drawing a lot of cases that are answered later, and looks at the offer only. All "
           "within six weeks.",
})

# %% [markdown] tags=["lesson"]
# **Quiz of sitting C.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("09-C", ...)

# %% [markdown] tags=["lesson"]
# ## Check yourself
#
# 1. A score fell by eight points and the limits are ±20. What do you tell the board?
# 2. Why must the month of an alarm not be part of the baseline?
# 3. You watch fourteen touchpoints. How often do you expect an alarm though nothing happens?
# 4. Why is the mean time of closed cases too short?
# 5. Those answered rose by 2.9 points. What do you have to know before you call it a success?
#
# <details><summary>Answers</summary>
#
# 1. That a month may differ so much by chance. The chart gives no sign that anything happened.
# 2. It would move the centre towards itself and widen the limits: it would set the limits it is judged by.
# 3. One in about 27 months by the limits alone, and with all four rules one in about half a year.
# 4. The slowest cases are still open, and are not in it.
# 5. By how much those rose who were not answered, best where a lot decided. Whoever is asked at a low comes up again.
#
# </details>

# %% [markdown] tags=["lesson"]
# ## Where next
#
# All exercises with room for your answers: `exercises/09_monitoring_and_closed_loop.ipynb`; worked answers:
# `solutions/09_monitoring_and_closed_loop.ipynb`. Words for your glossary: control chart, baseline, EWMA, CUSUM, false
# alarm, mix and rate, Kaplan–Meier, open case, regression to the mean, hold-out.
