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

# %% [markdown] chapter="The score and its groups"
# # 3 · Net Promoter Score
#
# **Decision:** has our score truly changed, which groups differ, and what may be said of it in public?
#
# **Who decides:** the management board, with the analyst who signs the numbers.

# %% [markdown] tags=["lesson"]
# **After this you can**
#
# - compute a Net Promoter Score (NPS) and its error by hand,
# - state its denominator and its wording,
# - choose an interval that keeps its promise,
# - say how many answers a comparison needs,
# - judge many groups at once,
# - explain what the score loses.
#
# **Time:** 85 minutes, in three sittings.

# %% [markdown] tags=["lesson"]
# **Before you begin**, two questions on earlier notebooks. Say your answer, then open the fold.
#
# 1. Which three things must be named beside a CSAT?
# 2. A quarter answered; the interval is ±3 points. What does it not know?
#
# <details><summary>Answers</summary>
#
# 1. The scale, the boxes that count, and the denominator.
# 2. The silent three quarters. It speaks of chance among those who answered.
#
# </details>

# %% [markdown]
# **Needs:** one table with a column of role `recommend` (whole numbers 0 to 10). A wave, a group, a weight, a record of
# who came back and comments open further sections. Sections that your data cannot carry say so and are skipped.

# %%
from itertools import product  # each value of one list with each of another

import numpy as np
import pandas as pd
import statsmodels.api as sm  # for the curve of section 9

import cxlib as cx

# %% tags=["parameters"]
study: str = ""  # path of a study.toml; empty: the sample company Pont Nou
only: str = ""  # the part of the rows to look at, as "region: North"; empty: all
score: str = "recommend"  # column of the answers 0 to 10, or its role (see below)
by: str = ""  # column of the groups to compare; empty: the units, such as branches, else the first segment
between: str = "wave"  # column, or its role, whose last two values are compared
period: str = ""  # month, quarter or year (section 11); empty: the shortest that gives at most 24
weighted: bool = True  # run section 8 where there is a column of role weight
compare_cuts: bool = True  # run section 7
min_cell: int = 10  # smallest group that is shown
confidence_level: float = 0.95  # of every interval (section 3)
n_resamples: int = 1000  # draws of the bootstrap (section 3.2)
seed: int = 2027  # of everything drawn at random

# %% [markdown]
# ## The data
#
# The data card: where the answers come from, how many there are, and the words of the question. Report the words with
# the score: with other words it is another question.
#
# Four words are used all through:
#
# - A *role* says what a column is for, whatever it is called: the column of role `weight` holds the weights.
# - A *wave* is one round of the survey.
# - `gates` picks the table for this notebook and knows which sections its columns are enough for.
# - `truth` holds the *planted truth* where the data are invented, so that estimates can be compared with it. For all
#   other data it is empty, and `truth.get(…)` gives nothing.

# %%
survey = cx.read_study(study or cx.sample_study(), tables=["recommend", "comments"],  # only these tables
                       only=only, min_cell=min_cell)
gates = cx.Gates(survey, role="recommend", min_cell=min_cell,
                 parameters=["score", "by", "between"])  # these columns can be chosen in the cell of parameters
truth = survey.truth
display(survey)  # what was read
gates  # the table that was picked

# %% [markdown] tags=["lesson"]
# **Sitting A, 30 minutes.** After it you can compute the score by hand, and choose an interval that keeps its promise.

# %% tags=["lesson"]
cx.glossary(["csat", "nps", "promoter", "detractor", "wave", "questionnaire", "confidence_interval", "verbatim"])

# %% [markdown]
# ## 1. How is it made?
#
# Here and in sections 3, 4 and 8 we look at the last wave, without weights up to section 8. There are three *classes*:
# answers 9 and 10 are *promoters*, 7 and 8 *passives*, 0 to 6 *detractors*. The score is the share of promoters minus
# the share of detractors, in points from −100 to 100.
#
# Each section begins with `cx.section`, which asks `gates` whether your data can carry it. `needs` lists the columns:
# the section's own word for each, then the column or role. `made.rows` are the rows that are used, and `made["score"]`
# is the *name* of the column found. Where something is lacking, it says what, and the cells up to the next section are
# left out.

# %%
made = cx.section(1, needs={"score": score}, min_answers=gates.min_cell, latest=True)  # latest: the last wave only

# %% [markdown]
# The score by hand. `cx.by_hand` shows numbers as a table.

# %%
answers = made.rows[made["score"]].dropna()
promoters = (answers >= 9).mean()  # True counts 1 and False 0, so that the mean is a share
detractors = (answers <= 6).mean()
nps = 100 * (promoters - detractors)
cx.by_hand("net_promoter_score",  # with the heads of this function's table, which comes next
           n=len(answers), promoters=promoters, detractors=detractors, estimate=nps)

# %% [markdown]
# From here on the library does the counting. It returns a *Result*: a table, and below it what was left out. `NPS` is
# the score; section 3 explains the error and the interval. `overall.table` is the DataFrame behind it, not rounded;
# there these columns are `estimate`, `std_error`, `conf_low` and `conf_high`.

# %%
overall = cx.net_promoter_score(made.rows, rating=made["score"], confidence_level=confidence_level)
overall

# %%
counts = cx.recommendation_counts(made.rows, rating=made["score"])  # how many gave each answer
cx.show(cx.plot_answers(counts))

# %% [markdown]
# **Reading.** Every share has a *denominator*. Two are in use: valid answers, and all returned questionnaires, blanks
# included. Software differs silently, so name yours. Passives count in both. `cx.reading` says a result in words:

# %%
cx.reading(overall, returned=len(made.rows),  # returned: all questionnaires, blanks included
           wave=gates.last_wave)

# %% [markdown]
# A common wrong belief: *an NPS of 30 means that 30 % of customers recommend us.* It is a difference of two
# shares; nobody is a *net promoter*.

# %% [markdown] tags=["lesson"]
# **Now you** (★). The cell prints the question. Replace `...` by your answer and run it again.

# %% tags=["lesson"]
cx.check("03-1", ...)

# %% [markdown] tags=["lesson"]
# **Now you** (★): from branches to the firm.

# %% tags=["lesson"]
cx.check("03-2", ...)

# %% [markdown]
# ## 2. Same score, same firm?
#
# Two invented firms with the same score. One has lovers and haters, the other hardly a feeling.

# %%
cx.section(2)

# %% tags=["lecture"]
mixed = [10] * 50 + [8] * 30 + [3] * 20
lukewarm = [9] * 32 + [7] * 66 + [5] * 2
firms = pd.DataFrame({"firm": ["mixed"] * 100 + ["lukewarm"] * 100, "answer": mixed + lukewarm})
cx.net_promoter_score(firms, rating="answer", by="firm")

# %% tags=["lecture"]
cx.show(cx.plot_answers(cx.recommendation_counts(firms, rating="answer", by="firm")))

# %% [markdown] tags=["lecture"]
# Mean and standard deviation, with pandas. `cx.Result` shows any DataFrame like the tables above.

# %% tags=["lecture"]
spread = firms.groupby("firm", as_index=False)["answer"].agg(["mean", "std"])
cx.Result(table=spread)

# %% [markdown] tags=["lecture"]
# **Reading.** Equal NPS, different work to do: the mixed firm must win back one customer in five, the lukewarm one
# must give people a reason to care. The three shares and the mean belong beside every score.

# %% [markdown]
# ## 3. How sure?
#
# Ask another thousand customers and the score will be a little different. How different? Let a promoter count +1, a
# passive 0, a detractor −1; the mean is P − D, with P and D the shares of promoters and detractors. The *variance* is
# the mean squared distance from that mean: the mean of the squares, P + D, less the square of the mean, (P − D)². Its
# root is the *standard deviation* (SD) of one answer. The SD divided by the root of n, the number of answers, is the
# *standard error* (SE): the usual distance of a sample's score from the true one.
#
# An *interval* is a range made by a rule; a *95 % interval*, by a rule whose ranges contain the true score in 95 of 100
# surveys. The textbook rule, *Wald's*, is the score ± 1.96 standard errors.

# %%
cx.section(3)

# %% [markdown]
# ### 3.1 By hand
#
# The SD of one answer here, and the SE of the score in points, if each answer is another person's:

# %%
cx.section("3.1", after=1)  # uses the shares of section 1, so that must have run

# %% tags=["lecture"]
variance = promoters + detractors - (promoters - detractors) ** 2
sd = np.sqrt(variance)  # np.sqrt: the square root
standard_error = 100 * sd / np.sqrt(len(answers))
cx.by_hand(n=len(answers), sd_of_one_answer=sd, std_error=standard_error)

# %% [markdown]
# ### 3.2 Five rules
#
# With thousands of answers all rules agree. The trouble starts with few. Take a group of ten, all promoters, and five
# rules:
#
# - Wald's;
# - the *adjusted Wald* or pocket rule: add ¾ of an answer to promoters, ¾ to detractors and 3 to n (the other 1½ are
#   passives), then take Wald's, and cut it off at ±100;
# - the *score* interval (Tango 1998): all true scores for which the data would be no surprise;
# - *Bayes*: start from a guess, and let the answers correct it;
# - the *bootstrap*: draw many new samples from the one at hand, and see how their scores vary.

# %%
cx.section("3.2")

# %% [markdown] tags=["lesson"]
# **Now you** (★★), before you look below: take the pocket rule.

# %% tags=["lesson"]
cx.check("03-3", ...)

# %% tags=["lecture"]
ten = pd.DataFrame({"answer": [9, 10, 10, 9, 10, 10, 10, 9, 10, 10]})
by_rule = {}  # rule: Result
for rule in ["wald", "adjusted_wald", "score", "bayes", "bootstrap"]:
    by_rule[rule] = cx.net_promoter_score(ten, rating="answer", interval=rule, confidence_level=confidence_level,
                                          n_resamples=n_resamples, rng=seed)  # only the bootstrap draws

# %% tags=["lecture"]
five = cx.stack(by_rule, label="interval")  # the five under one another
columns = five.table[["interval", "n", "estimate", "conf_low", "conf_high"]]
cx.Result(table=columns, kind=five.kind, settings=five.settings)  # kind and settings keep the heads as they were

# %% tags=["lecture"]
cx.show(cx.plot_intervals(five, label="interval", zero=False))  # without a line at 0

# %% [markdown] tags=["lecture"]
# **Reading.** Wald's interval has no width: ten answers would make the score certain. The bootstrap makes the
# same mistake, since it can only draw what was seen. The other three admit that an eleventh customer may differ.

# %% [markdown] tags=["lecture"]
# How often does an interval contain the truth? That is its *coverage*, and it can be worked out exactly: list every
# sample that n answers can give, weigh it by its chance, and see whether its interval contains the true score. For ten
# answers, where in truth 95 % are promoters and 1 % detractors, by three of the rules:

# %% tags=["lecture"]
rules = ["wald", "adjusted_wald", "score"]
cx.nps_coverage(n=10, promoters=0.95, detractors=0.01, interval=rules, confidence_level=confidence_level)

# %% [markdown] tags=["lecture"]
# Now for many numbers of answers, and for every pair of shares that does not add up to more than 1:

# %% tags=["lecture"]
promoter_shares = [percent / 100 for percent in range(30, 96, 5)]  # 0.30, 0.35, … 0.95
pairs = pd.DataFrame(product([0.01, 0.1, 0.3], promoter_shares), columns=["detractors", "promoters"])
possible = pairs[pairs["promoters"] + pairs["detractors"] <= 1]
cx.by_hand(pairs=len(pairs), possible=len(possible))

# %% tags=["lecture"]
coverage = cx.nps_coverage(n=[5, 10, 20, 30, 50, 100, 200], promoters=possible["promoters"],
                           detractors=possible["detractors"], interval=rules, confidence_level=confidence_level)
cx.show(cx.plot_coverage(coverage))

# %% [markdown] tags=["lecture"]
# White tiles keep the promise of 95 %, orange to brown ones do not, blue ones are wider than they need be; grey shares
# add up to more than 1. The worst point of each panel carries its number. The lowest and the highest coverage from 20
# answers on:

# %% tags=["lecture"]
enough = coverage.table[coverage.table["n"] >= 20]
cx.Result(table=enough.groupby("interval", as_index=False, sort=False)["coverage"].agg(["min", "max"]))

# %% [markdown] tags=["lecture"]
# **Reading.** This workbook uses the score interval. The pocket rule is nearly as good and fits on a napkin. Wald's
# belongs in the museum as soon as a share is near 0 or n is small.

# %% [markdown] tags=["lesson"]
# Break it yourself: find shares (at most 1 together) for which the score interval covers less than .93, or Wald's keeps
# its promise. The sliders need a live Jupyter.

# %% tags=["lesson"]
def view(n=30, promoters=0.6, detractors=0.2):
    return cx.nps_coverage(n=n, promoters=promoters, detractors=detractors, interval=rules)

view()

# %% tags=["nbval-ignore-output", "lesson"]
cx.explore(view, controls={"n": (5, 100), "promoters": (0.0, 1.0, 0.05), "detractors": (0.0, 1.0, 0.05)})

# %% [markdown] tags=["lesson"]
# **Quiz of sitting A.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("03-A", ...)

# %% [markdown] tags=["lesson"]
# **Sitting B, 25 minutes.** After it you can size a comparison, judge a change, and compare many groups at once.

# %% [markdown]
# ## 4. How many?
#
# The *margin*, half the width of the interval, shrinks with the root of n. For a 95 % interval
#
# n = 1.96² · (P + D − (P − D)²) / margin²
#
# with the margin as a share: 0.05 for 5 points. P and D have to be guessed beforehand; here 40 % and 30 %.

# %%
cx.section(4)

# %% tags=["lecture"]
margins = cx.nps_sample_size(promoters=0.4, detractors=0.3, margin=[30, 20, 15, 10, 7, 5, 4, 3],
                             confidence_level=confidence_level)
cx.Result(table=margins.table[["margin", "n"]])

# %% [markdown] tags=["lecture"]
# **Reading.** Each halving of the margin costs four times the answers. The twelve of a small segment give ±47 points:
# enough to tell delight from disaster, and little between. The worst case is half promoters and half detractors:

# %% tags=["lecture"]
worst = cx.nps_sample_size(promoters=0.5, detractors=0.5, margin=5, confidence_level=confidence_level)
cx.reading(worst, aside=True)  # aside: not to be listed under What we found

# %% [markdown]
# ### 4.1 With the answers here
#
# The dashed line: the answers of the last wave.

# %%
cx.section("4.1", after=1)  # uses the answers of section 1

# %% tags=["lecture"]
cx.show(cx.plot_lines(margins, x="margin", have=len(answers)))

# %%
here = cx.nps_sample_size(promoters=promoters, detractors=detractors, margin=[5, 10], confidence_level=confidence_level)
cx.reading(here, have=len(answers), aside=len(answers) >= 100)  # where fewer answered, more of them is what comes first

# %% [markdown]
# ### 4.2 To see a change
#
# A margin speaks of one survey. To see a change between two takes more. The table shows answers *per wave* for a
# *power* of 80 %: the chance to see the change when it is there. Again with P 40 % and D 30 %. The formula is that of a
# margin, with twice the variance, and with 0.84 added to 1.96 for the power:
#
# n = 2 · (1.96 + 0.84)² · (P + D − (P − D)²) / difference²

# %%
cx.section("4.2")

# %% [markdown] tags=["lesson"]
# **Now you** (★★), before you look at the table:

# %% tags=["lesson"]
cx.check("03-4", ...)

# %% tags=["lecture"]
sizes = cx.nps_sample_size(promoters=0.4, detractors=0.3, difference=[3, 4, 5, 7, 10, 15, 20],
                           confidence_level=confidence_level)
cx.Result(table=sizes.table[["difference", "n"]])

# %% [markdown] tags=["lecture"]
# A common wrong belief: *+4 since last month is a success.* What it takes to see 4 points:

# %% tags=["lecture"]
four = cx.nps_sample_size(promoters=0.4, detractors=0.3, difference=4, confidence_level=confidence_level)
cx.reading(four, aside=True)

# %% [markdown]
# ## 5. Did it move?
#
# Two waves are two samples, and each has its error. Their difference has more error than either: the squared standard
# errors add up.

# %%
moved = cx.section(5, needs={"score": score, "between": between}, min_groups=("between", 2))  # two waves at least

# %%
wave = moved["between"]  # the name of the column
waves = cx.net_promoter_score(moved.rows, rating=moved["score"], by=wave, confidence_level=confidence_level)
waves = cx.suppress_small_cells(waves, min_cell=gates.min_cell)  # without waves that have too few answers to be shown
waves

# %% [markdown]
# By hand, the change between the last two waves and its SE, √(SE₁² + SE₂²), as if each answer were another person's:

# %%
last_two = waves.table.tail(2)
difference = last_two["estimate"].diff().iloc[-1]  # the last row minus the one before
its_error = np.sqrt((last_two["std_error"] ** 2).sum())
cx.by_hand("nps_difference", estimate=difference, std_error=its_error)

# %% [markdown]
# The library gives the interval too, and the *p-value*, `p`: the smaller it is, the less the data look like no change
# at all. `p, adjusted` allows for several comparisons (section 6); with a single one it is p.
# People who answered in both waves (role `customer`) are paired; `cluster=False` switches it off.

# %%
earlier, later = last_two[wave]  # the names of the two waves
both_waves = moved.rows[moved.rows[wave].isin([earlier, later])]
change = cx.nps_difference(both_waves, rating=moved["score"], between=wave, reference=earlier,
                           confidence_level=confidence_level)  # the later minus the reference
change

# %%
cx.show(cx.plot_intervals(change, label=wave, unit="Change since the wave before, points"))

# %% [markdown]
# **Reading.** Look at the interval of the change first, and at the p-value second.

# %%
cx.reading(change, about="change", truth=truth.get("nps_change"))  # about: a change in time, not a gap

# %% [markdown] tags=["lecture"]
# How small a change could waves of this size show? The curve is the table of section 4.2.

# %% tags=["lecture"]
n_later = int(change.table["n"].iloc[-1])  # answers of the later wave
cx.show(cx.plot_lines(sizes, x="difference", have=n_later))

# %% [markdown]
# ### 5.1 Do the classes cost precision?
#
# The NPS uses three classes, the mean all eleven answers. Which shows a change more clearly? We divide the change in
# each by its standard error. A standard error shrinks with the root of n, so the square of the ratio of the two says how
# many answers the mean needs, where the NPS needs one: the last column. Below 1 the classes cost precision; above 1 they
# do not. It has an error of its own: near 1 it says little.

# %%
cx.section("5.1", wanted=change.table["p_value"].iloc[-1] < 1 - confidence_level)  # where the change is clear: p < 0.05

# %% tags=["lecture"]
by_wave = both_waves.groupby(wave, observed=True)[moved["score"]].agg(["mean", "var", "count"])  # var: variance, SD²
mean_change = by_wave["mean"].diff().iloc[-1]
mean_error = np.sqrt((by_wave["var"] / by_wave["count"]).sum())  # SE² of a mean is variance / n
by_mean = mean_change / mean_error
by_nps = difference / its_error  # from section 5, where each answer counts as another person's, too
cx.by_hand(by_the_mean=abs(by_mean), by_the_nps=abs(by_nps), answers_for_one=(by_nps / by_mean) ** 2)

# %% [markdown] tags=["lesson"]
# ### 5.2 Break it yourself
#
# A score fell by 8 points, and somebody says so on a slide. With how few answers does the interval of the change contain
# 0, so that no fall may be told? And how large must a fall be with 100 answers? Before it, 40 % are promoters and 30 %
# detractors.

# %% tags=["lesson"]
cx.section("5.2")


# %% tags=["lesson"]
def view(answers_per_wave=800, fall=8):
    error = 100 * np.sqrt(2 * (0.4 + 0.3 - (0.4 - 0.3) ** 2) / answers_per_wave)
    return cx.by_hand("nps_difference", n=answers_per_wave, estimate=-fall, conf_low=-fall - 1.96 * error,
                      conf_high=-fall + 1.96 * error, a_fall_is_told=-fall + 1.96 * error < 0)


cx.stack({"many": view(3000), "as many as most have": view(800), "a branch": view(100)}, label="answers")

# %% tags=["nbval-ignore-output", "lesson"]
cx.explore(view, controls={"answers_per_wave": (20, 3000, 20), "fall": (0, 30)})

# %% [markdown]
# ## 6. Which groups differ?
#
# With many groups, some look special by luck alone. Each group is compared with all the others together, the *rest*. We
# take all waves, since a group has few answers in one. Groups that are too small to be shown still count in the rest.

# %%
groupings = by or ["unit", "segment"]  # of several the first that the data have
differ = cx.section(6, needs={"score": score, "by": groupings}, min_groups=("by", 2))

# %%
group = differ["by"]  # the name of the column of groups
against_rest = cx.nps_difference(differ.rows, rating=differ["score"], between=group, reference="rest",
                                 confidence_level=confidence_level)
against_rest = cx.suppress_small_cells(against_rest, min_cell=gates.min_cell)

# %% [markdown]
# The rows with the smallest p are shown, 15 at most; others may look different too. `p, adjusted` is p after
# *Holm's correction* for the number of comparisons.

# %%
surest = against_rest.table.sort_values("p_value").head(15)
cx.Result(table=surest, notes=against_rest.notes, kind=against_rest.kind, settings=against_rest.settings)

# %%
groups = cx.net_promoter_score(differ.rows, rating=differ["score"], by=group, confidence_level=confidence_level)
groups = cx.suppress_small_cells(groups, min_cell=gates.min_cell)
their_scores = groups.table[groups.table[group].isin(surest[group])]  # of the groups in the table above
cx.show(cx.plot_intervals(cx.Result(table=their_scores), label=group))

# %%
name = {group: gates.wording.get(group, group)}  # the column by the head that the client knows
cx.reading(against_rest, groups, labels=name, truth=truth.get("branches"))

# %% [markdown]
# **Reading.** Testing one by one takes groups that are merely lucky for special ones. Holm's correction keeps the chance
# of even one such false alarm as small as that of a single test.
#
# The mean of the groups' scores is not the firm's score, since groups differ in size:

# %%
firm = cx.net_promoter_score(differ.rows, rating=differ["score"], confidence_level=confidence_level)
whole, mean_of_groups = firm.table["estimate"].iloc[0], groups.table["estimate"].mean()
cx.by_hand("net_promoter_score", score_of_all_answers=whole, mean_of_the_groups_shown=mean_of_groups)

# %% [markdown]
# ### 6.1 Partial pooling
#
# *Partial pooling* (the end of each line) moves every score towards the middle. Less certain scores move more, and so do
# scores further out. It is a fairer guess than the group's own score, and no test.

# %%
pooling = cx.section("6.1", needs={"rating": score, "by": groupings},
                     run=cx.nps_pooled,  # tried here, on these columns, since with two groups, say, it refuses
                     given={"confidence_level": confidence_level})  # its other argument

# %%
pooled = cx.suppress_small_cells(pooling.result, min_cell=gates.min_cell)  # result: what nps_pooled returned
cx.show(cx.plot_points(against_rest, groups, pooled, level=1 - confidence_level))  # p below the level stands out

# %% [markdown]
# How many groups have a pooled interval that does not contain the score of all answers? Often more than Holm's
# correction leaves, since pooling does not allow for the number of comparisons.

# %%
cx.reading(pooled, firm, aside=True)

# %% [markdown]
# ### 6.2 By another column
#
# The same by the next column of two to twelve groups, such as town beside age.

# %%
others = [name for name in gates.groupings() if name != differ.columns.get("by")]
beside = cx.section("6.2", needs={"rating": score, "between": others[:1]}, after=6, min_groups=("between", 2),
                    wanted=bool(others), run=cx.nps_difference,
                    given={"reference": "rest", "confidence_level": confidence_level})

# %%
next_to_rest = cx.suppress_small_cells(beside.result, min_cell=gates.min_cell)
further = cx.net_promoter_score(beside.rows, rating=beside["rating"], by=beside["between"],
                                confidence_level=confidence_level)
further = cx.suppress_small_cells(further, min_cell=gates.min_cell)
cx.show(cx.plot_intervals(further, label=beside["between"]))

# %%
cx.reading(next_to_rest, further, labels=gates.wording)

# %% [markdown] tags=["lesson"]
# **Quiz of sitting B.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("03-B", ...)

# %% [markdown] tags=["lesson"]
# **Sitting C, 30 minutes.** After it you can say what the cuts cost, what weights mend, what the score foretells, and
# who writes.

# %% tags=["lesson"]
cx.glossary(["valence"])

# %% [markdown]
# ## 7. Do the cut-points matter?
#
# Where the classes are cut is a convention. What if both cuts were one lower: promoters 8 to 10, detractors 0 to 5? Or
# if nobody were subtracted, and only the two best answers counted (the *top two*)? We give each group four scores, by
# the two cuts, by the top two and by the mean.

# %%
cuts = cx.section(7, needs={"score": score, "by": groupings}, min_groups=("by", 12), after=6,
                  wanted=compare_cuts)  # a parameter, above

# %% tags=["lecture"]
rating = cuts.rows[cuts["score"]]
by_nine = (rating >= 9) * 1.0 - (rating <= 6)  # 1 promoter, 0 passive, −1 detractor
by_eight = (rating >= 8) * 1.0 - (rating <= 5)  # the same, both cuts one lower
two_best = (rating >= 9) * 1.0  # a share from 0 to 1; who is no promoter counts alike, from 0 to 8
each_answer = pd.DataFrame({"9–10 / 0–6": by_nine, "8–10 / 0–5": by_eight, "top two": two_best, "mean": rating})
each_answer = each_answer[rating.notna()]
each_group = each_answer.groupby(cuts.rows[group], observed=True).mean()  # the NPS as a share, not in points
each_group = each_group[each_group.index.isin(groups.table[group])]  # only groups large enough to be shown
cx.Result(table=each_group.head(3).reset_index())

# %% [markdown] tags=["lecture"]
# How far do the four agree on the order of the groups? Replace each score by its place, its *rank*. The *correlation*
# of two columns of ranks is 1 where the order is the same, and near 0 where one says nothing of the other.

# %% tags=["lecture"]
agreement = each_group.rank().corr()
cx.Result(table=agreement.rename_axis("rule").reset_index())

# %% [markdown] tags=["lecture"]
# Those that move further than a sixth of all places stand out.

# %% tags=["lecture"]
ranks = each_group[["9–10 / 0–6", "8–10 / 0–5"]].rank(ascending=False).reset_index()  # 1 is the best
many_places = len(ranks) // 6
cx.show(cx.plot_rank_shifts(cx.Result(table=ranks), large=many_places))

# %% tags=["lecture"]
places = (ranks["9–10 / 0–6"] - ranks["8–10 / 0–5"]).abs()  # how far each group moves by the cuts alone
cx.by_hand(groups=len(ranks), places=many_places, moved_further=(places > many_places).sum())

# %% [markdown] tags=["lecture"]
# **Reading.** Not all of this is the cuts: had others of the same customers answered, places would have changed as
# well. Show the mean beside the NPS, and do not rank groups whose difference cannot be distinguished from none.

# %% [markdown]
# ## 8. With weights?
#
# Those who answer are not like all who were asked; how far the score is off for that reason is its *bias*. A weight says
# how many people an answer stands for. It can mend the part of the bias that goes with what the *frame*, the list of all
# customers, knows of them, such as their segment. And it costs certainty: the *design effect* says how many weighted
# answers are worth one of a *simple random sample*, drawn by lot with equal chances.

# %%
weighs = cx.section(8, needs={"score": score, "weight": "weight"}, min_answers=gates.min_cell, latest=True,
                    wanted=weighted)

# %% [markdown]
# By hand, each answer y is 100, 0 or −100 points, w its weight, and m = Σwy / Σw the weighted mean (Σ: the sum over all
# answers). Each squared deviation counts with the square of its weight: SE = √(Σw²(y − m)²) / Σw.

# %%
weighed = weighs.rows.dropna(subset=[weighs["score"]])
w = weighed[weighs["weight"]]
y = 100.0 * (weighed[weighs["score"]] >= 9) - 100.0 * (weighed[weighs["score"]] <= 6)
m = (w * y).sum() / w.sum()
error = np.sqrt((w**2 * (y - m) ** 2).sum()) / w.sum()
cx.by_hand("net_promoter_score", estimate=m, std_error=error)

# %% [markdown]
# The library does the same. Its `effective n` is n divided by the design effect.

# %%
heavy = cx.net_promoter_score(weighs.rows, rating=weighs["score"], weights=weighs["weight"],
                              confidence_level=confidence_level)
heavy

# %%
plain = cx.net_promoter_score(weighs.rows, rating=weighs["score"], confidence_level=confidence_level)
both = cx.stack({"without weights": plain, "with weights": heavy})
cx.show(cx.plot_intervals(both, label="analysis"))

# %%
cx.reading(plain, heavy, wave=gates.last_wave,
           truth=truth.get("nps_wave_2"))  # truth: of everybody whom the weights stand for

# %% [markdown]
# **Reading.** Where a truth is printed above, compare: weights move the score towards it and stop where the frame's
# knowledge stops. What else drives people to answer no weight can see:
# an interval with weights knows chance, and no bias that is left.

# %% [markdown]
# ## 9. Does it foretell return?
#
# The score is said to foretell what customers do. Where the study knows who came back, we can look. Returning must be a
# record, 1 for yes and 0 for no; the intention to return is another opinion.

# %%
records = gates.records("return")  # columns of role return that hold 1 and 0 only
foretells = cx.section(9, needs={"score": score, "back": records}, min_groups=("back", 2))

# %%
who = survey.columns("customer", table=gates.table)[:1]  # the column that says whose an answer is, where there is one
known = foretells.rows[[foretells["score"], foretells["back"], *who]]
known.columns = ["answer_given", "back", *who]  # the same names, whatever the study calls them
known = known.dropna(subset=["answer_given", "back"])
known["class"] = (known["answer_given"] >= 9) * 1.0 - (known["answer_given"] <= 6)  # 1 promoter, 0 passive, −1 detractor
cx.by_hand(n=len(known), share_back=known["back"].mean())

# %% [markdown]
# ### 9.1 Answer by answer
#
# Does the share that came back rise with the answer? A straight line through the shares could leave the scale. A *logit*
# is a line bent so that it stays between 0 and 100 %.

# %%
cx.section("9.1", needs={"score": score}, min_groups=("score", 2))  # two different answers at least

# %%
constant_and_answer = sm.add_constant(known[["answer_given"]])  # beside a column of ones, for the height
yes_or_no = sm.families.Binomial()  # back is 1 or 0; the line is then bent to a logit
logit = sm.GLM(known["back"], constant_and_answer, family=yes_or_no).fit()  # fit: find the logit nearest to the data
known["curve"] = logit.fittedvalues  # for each person the share by the curve
known["by_class"] = known.groupby("class")["back"].transform("mean")  # for each person the share of their class
curves = known.groupby("answer_given", as_index=False)[["curve", "by_class"]].mean()  # one row per answer

# %%
by_answer = cx.top_box_share(known, rating="back", top=1, by="answer_given",  # the share whose back is 1
                             confidence_level=confidence_level)
by_answer = cx.suppress_small_cells(by_answer, min_cell=gates.min_cell)
lines = by_answer.table.merge(curves, on="answer_given").rename(columns={"answer_given": "answer"})
shares = lines[["answer", "n", "estimate", "curve", "by_class"]].astype({"answer": int})
cx.Result(table=shares.set_axis(["answer", "n", "share_back", "share_by_curve", "share_by_class"], axis=1))

# %%
cx.show(cx.plot_lines(cx.Result(table=lines), unit="came back"))

# %% [markdown]
# How steep is the line before it is bent? Its *slope* speaks of *odds*, the share that came back divided by the share
# that did not: one point more multiplies the odds by e (2.718) to the power of the slope. An interval that contains 0
# would leave open whether the answer says anything. Where the curve stands at a share p, one point more adds about
# slope · p · (1 − p); the last column is the mean of this over all people, in percentage points.

# %%
slope = logit.params["answer_given"]
slope_low, slope_high = logit.conf_int(1 - confidence_level).loc["answer_given"]
p = known["curve"]  # the share by the curve, for each person
more = 100 * (slope * p * (1 - p)).mean()
cx.by_hand(n=len(known), slope=slope, conf_low=slope_low, conf_high=slope_high, percentage_points_more=more)

# %% [markdown]
# ### 9.2 What was planted
#
# The sample company's customers came back by a logit with a known slope:

# %%
cx.section("9.2", after="9.1", truth=truth.get("return_slope", {}))  # only where the truth is known

# %% tags=["lecture"]
cx.by_hand(slope_estimated=slope, slope_planted=truth["return_slope"]["structural"])

# %% [markdown]
# ### 9.3 How well does it foretell?
#
# Take one customer who came back and one who did not. In what share of all such pairs had the first given the higher
# answer? That share is called *AUC*. A coin has 0.5, a prophet 1. Pairs with equal answers count half.
#
# Ranks spare us the pairs. Put all people in a row by their answer and number them. The number of one who came back
# counts those before, of both kinds. Take away the number in a row of those who came back only: what is left are those
# before who stayed away. The mean of this, as a share of all who stayed away, is the AUC.

# %%
cx.section("9.3")

# %%
came = known["back"] == 1
stayed_away = len(known) - came.sum()
number_in_all = known["answer_given"].rank()[came].mean()  # equal answers share the mean of their numbers
number_in_own_row = (came.sum() + 1) / 2  # the mean of 1, 2, 3, … up to the number who came back
below = number_in_all - number_in_own_row
cx.by_hand(came_back=came.sum(), stayed_away=stayed_away, answered_above=below, AUC=below / stayed_away)

# %% [markdown]
# Does something else foretell better? The answer is compared with its three classes and, where at least half answered
# it, with the first question of role `outcome`. Only people who answered everything are kept, to compare like with
# like. Where very few skipped that question, they are given its middle answer: left out, the section before less this
# one would tell what they answered.

# %%
people = known[["back", "answer_given", "class"]].set_axis(["back", "answer 0 to 10", "three classes"], axis=1)
outcomes = survey.columns("outcome", table=gates.table)  # the names of the columns of this role
people = people.assign(**foretells.rows[outcomes[:1]])  # adds the first of them; none where there is none
people = people.dropna(axis="columns", thresh=len(people) // 2)  # without a question that fewer than half answered
few = people.isna().sum().between(1, gates.min_cell - 1)  # a question that hardly anybody skipped
people = people.fillna(people.median()[few]).dropna()  # a skipped one takes the middle answer, or its row goes
scores = list(people.columns[1:])  # all columns but "back"
people = people.assign(**known[who])  # so that the library sees who answered several times
scores

# %% [markdown]
# ### 9.4 Better than the three classes?
#
# The AUC of each, then its difference to that of the three classes.

# %%
compared = cx.section("9.4", run=cx.outcome_auc,  # tried here, as in section 6.1
                      given={"data": people, "outcome": "back", "scores": scores, "confidence_level": confidence_level})

# %%
areas = compared.result
areas

# %%
gaps = cx.outcome_auc(people, outcome="back", scores=scores, reference="three classes",
                      confidence_level=confidence_level)
cx.reading(areas, gaps, labels={"back": "return"})

# %% [markdown]
# **Reading.** Making three classes of eleven answers throws order away; the gap says what that costs here. An AUC of
# 0.65 ranks customers a little better than a coin: of use for a thousand of them, of little use for one. And
# whoever scores high and comes back need not come back *because* of what made the score high.

# %% [markdown]
# ## 10. Who writes, and about what?
#
# The number does not say why. Comments do, for those who write. We take the answers to which the comments belong, all
# waves together.
#
# Where they belong to another survey (see the card below), its scores are not comparable with those of section 1.

# %%
heard = survey.join_comments()  # each comment beside its answer; a new column "wrote" says "wrote" or "silent"
comments_min = max(min_cell, survey.contract.study.min_cell.comments)  # the study's own number, where that is larger
voices = cx.Gates(heard, role="recommend", min_cell=comments_min)  # gates of this table, used by the sections below
voices

# %%
wrote = cx.section(10, of=voices, needs={"score": "recommend", "comment": "verbatim", "wrote": "wrote"},
                   min_groups=("wrote", 2))  # verbatim: the role of what people wrote

# %%
answered = wrote.rows.dropna(subset=[wrote["score"]])
by_voice = cx.net_promoter_score(answered, rating=wrote["score"], by="wrote", confidence_level=confidence_level)
joined = heard.notes[len(survey.notes):]  # what was noted when the comments were joined
cx.Result(table=by_voice.table, notes=joined, kind=by_voice.kind, settings=by_voice.settings)

# %%
everybody = cx.net_promoter_score(answered, rating=wrote["score"], confidence_level=confidence_level)
everybody.table["wrote"] = "all"  # names this row in the figure
words = {"wrote": "wrote a comment", "silent": "wrote none", "all": "all who answered"}
cx.show(cx.plot_intervals([by_voice, everybody], label="wrote", labels=words))

# %%
written = cx.nps_difference(answered, rating=wrote["score"], between="wrote", reference="silent",
                            confidence_level=confidence_level)
cx.reading(written, labels={"wrote": "Those who wrote a comment", "silent": "those who wrote none"})

# %% [markdown]
# **Reading.** Where those who write score lower, comments do not stand for everybody: a wall of quotations shows the firm
# worse than its customers see it, and how often a complaint is written does not say how many have it.

# %% [markdown]
# ### 10.1 What was planted
#
# After all contacts of the sample company, the gap in satisfaction (0 to 10) between those who wrote and those who did
# not:

# %%
cx.section("10.1", truth=truth.get("writers", {}))

# %%
contacts = voices.answers  # all rows of the table that voices picked; it asks for satisfaction, too
satisfaction = contacts.groupby("wrote", observed=True)["satisfaction"].mean()
gap = satisfaction["wrote"] - satisfaction["silent"]
cx.by_hand(gap_estimated=gap, gap_planted=truth["writers"]["finds"])

# %% [markdown]
# ### 10.2 What they write about
#
# Where somebody has read and *coded* comments, each has a reason (its *theme*) and a *valence*, the tone as a number from
# blame to praise. In each class, reasons of fewer comments than the smallest group that is shown are counted together as
# others.

# %%
tones = voices.named("tone", "valence")  # columns of role valence; those of the comments stand last
tones = [*tones[::-1], "valence"]  # backwards, so that these are taken first; where there is none, the role is named
coded = cx.section("10.2", of=voices, needs={"by": "theme", "tone": tones}, min_groups=("by", 2))

# %%
read = coded.rows.dropna(subset=[wrote["score"], coded["by"], coded["tone"]])  # reasons of few people are joined
classes = pd.cut(read[wrote["score"]], [-1, 6, 8, 10], labels=["detractors", "passives", "promoters"])
reasons = pd.DataFrame({"class": classes, "reason": read[coded["by"]]})
cells = reasons.groupby(["class", "reason"], observed=True).size().reset_index(name="n")  # comments of each pair
cells = cx.suppress_small_cells(cx.Result(table=cells), join="reason", within="class", min_cell=voices.min_cell)
cx.show(cx.plot_heat(cells, rows="class", columns="reason", unit="coded comments"))

# %% [markdown]
# And in which tone? Above the middle of the scale it is praise, below it blame.

# %%
contract = heard.contract.tables[voices.table]  # what study.toml says of this table
lowest, highest = contract.columns[coded["tone"]].bounds or (-1, 1)  # from −1 to 1 where the contract names no scale
tone = np.sign(read[coded["tone"]] - (lowest + highest) / 2)  # 1 above the middle, 0 on it, −1 below it
tone = tone.map({1: "share_praise", 0: "share_neither", -1: "share_blame"})

# %% [markdown]
# The shares in each class. None stands where a class has fewer than 30 coded comments, too few to say.

# %%
tone_shares = pd.crosstab(classes, tone, normalize="index")  # a row per class, whose shares add up to 1
n = classes.value_counts()
cx.Result(table=tone_shares.where(n >= 30).assign(n=n).rename_axis("class").reset_index())

# %% [markdown]
# **Reading.** A seven or an eight is called *passive*. Read what these people write before you believe the word: mild
# praise and mild blame ask for different work. Counts as small as these show what there is to ask about, not how often it
# is so.

# %% [markdown]
# ## 11. Month by month
#
# Without waves, dates make months, quarters or years, each compared with the others.

# %%
dated = cx.section(11, needs={"score": score, "time": "time"}, run=gates.by_period, given={"period": period},
                   wanted=gates.column("wave") is None)

# %%
through = cx.net_promoter_score(dated.result, rating=dated["score"], by="period", confidence_level=confidence_level)
through = cx.suppress_small_cells(through, min_cell=gates.min_cell)
through

# %%
each = cx.nps_difference(dated.result, rating=dated["score"], between="period", reference="rest",
                         confidence_level=confidence_level)
each = cx.suppress_small_cells(each, min_cell=gates.min_cell)
cx.show(cx.plot_lines(through, x="period", unit="Net Promoter Score, points"))
cx.reading(each, through, about="periods")

# %% [markdown]
# ## What we found
#
# Told from the results above, so it holds for the data at hand. Scores are those of the people who answered, except
# where weights are named.

# %%
cx.section("closing")

# %%
cx.findings()

# %%
cx.section_states()  # which sections could be shown

# %% [markdown]
# ## What this does not show
#
# - Why people answer as they do: no single question tells the cause.
# - Those who did not answer. An interval speaks of chance, not of silence.
# - Other countries, channels or wordings: their scores are not comparable with these.
#
# Net Promoter, Net Promoter Score and NPS are registered marks of Bain & Company, NICE Systems and Fred Reichheld.

# %% [markdown]
# ## On Monday

# %%
cx.next_steps({  # each stands where the section of this number was shown
    1: "The analyst puts n, the interval and the wording beside every score in use, and strikes every “+4 since last "
       "month” that its interval does not carry.",
    6: "The board takes scores off the bonus sheet until groups are compared after correcting for the number of "
       "comparisons. Both by the end of the month.",
})

# %% [markdown] tags=["lesson"]
# **Quiz of sitting C.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("03-C", ...)

# %% [markdown] tags=["lesson"]
# ## Check yourself
#
# 1. Two groups have the same NPS. What else must you see before you call them alike?
# 2. Why is the interval of 10 promoters out of 10 not zero wide?
# 3. Suppose sixteen of 120 branches differ “significantly”. How many would you expect if none did?
# 4. What can weights not mend?
# 5. Somebody shows you ten comments and asks for a decision. What do you ask back?
#
# <details><summary>Answers</summary>
#
# 1. The three shares, the mean, and for both groups n and the interval.
# 2. Ten answers leave room for an eleventh that differs. A width of zero comes from Wald's formula.
# 3. About six, one in twenty, if each is tested by itself at 5 %. After Holm's correction next to none.
# 4. What the frame does not know: within a cell, those who answer may still feel otherwise than the silent.
# 5. Ten of how many? Who chose them, and who writes at all? How often does it occur among all who were asked?
#
# </details>

# %% tags=["lesson"]
cx.check("03-5", ...)

# %% [markdown] tags=["lesson"]
# ## Where next
#
# All exercises with room for your answers: `exercises/03_net_promoter_score.ipynb`; worked answers:
# `solutions/03_net_promoter_score.ipynb`. Words for your glossary: promoter, passive, detractor, denominator, score
# interval, coverage, margin, power, Holm's correction, partial pooling, design effect, logit, AUC.
