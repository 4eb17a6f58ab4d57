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
# # 3 · Net Promoter Score
#
# **Decision:** has our score truly changed, which groups differ, and what may be said of it in public?
#
# **Who decides:** the management board, with the analyst who signs the numbers.
#
# **After this you can**
#
# - compute a Net Promoter Score (NPS) and its error by hand,
# - state its denominator and its wording,
# - choose an interval that keeps its word,
# - say how many answers a comparison needs,
# - judge many groups at once,
# - explain what the score loses.
#
# **Time:** 75 minutes.
#
# **Needs:** one table with a column of role `recommend` (whole numbers 0 to 10). A wave, a group, a weight, a record of
# who came back and comments open further sections. Sections that your data cannot carry say so and are skipped.

# %%
from itertools import product

import numpy as np
import pandas as pd
import statsmodels.api as sm

import cxlib as cx

# %% tags=["parameters"]
study: str = ""  # path of a study.toml; empty: the sample company Pont Nou
only: str = ""  # the part of the rows to look at, as "region: North"; empty: all
score: str = "recommend"  # role or column of the answers 0 to 10
by: str = ""  # column of the groups to compare; empty: the units, else the first segment
between: str = "wave"  # role or column whose last two values are compared
weighted: bool = True  # run section 8 where there is a column of role weight
compare_cuts: bool = True  # run section 7
min_cell: int = 10  # smallest group that is shown
confidence_level: float = 0.95  # of every interval
n_resamples: int = 1000  # draws of the bootstrap
seed: int = 2027  # of everything drawn at random

# %% [markdown]
# ## The data
#
# The data card: where the answers come from, how many there are, and the words of the question. Report the words with
# the score, since other words are another question. Only tables that ask for a recommendation, and comments, are read.
#
# Four words are used all through:
#
# - A *role* says what a column is for, whatever it is called: the column of role `weight` holds the weights.
# - A *wave* is one round of the survey.
# - `gates` picks the table for this notebook and knows what it can carry.
# - `truth` holds the *planted truth*: the sample company is invented, so the true answer is known and estimates can be
#   compared with it. For your own data it is empty.

# %%
survey = cx.read_study(study or cx.sample_study(), tables=["recommend", "comments"], only=only, min_cell=min_cell)
gates = cx.Gates(survey, role="recommend", min_cell=min_cell, parameters=["score", "by", "between"])
truth = cx.sample_truth(survey.folder, only=only)
display(survey)
gates

# %% [markdown]
# ## 1. How is it made?
#
# Here and in sections 3, 4 and 8 we look at the last wave, as it was answered, without weights. Answers 9 and 10 are
# *promoters*, 7 and 8 *passives*, 0 to 6 *detractors*. The score is the share of promoters
# minus the share of detractors, in points from −100 to 100.
#
# Each section begins with `cx.section`, which checks that your data can carry it: `made.rows` are the rows that are
# used, and `made["score"]` is the *name* of the column of answers. Where the check fails, it says why, and the cells
# below it are left out up to the next section.

# %%
made = cx.section(1, needs={"score": score}, min_answers=gates.min_cell, latest=True)

# %% [markdown]
# The score by hand, from shares. `cx.by_hand` shows numbers as a table.

# %%
answers = made.rows[made["score"]].dropna()
promoters = (answers >= 9).mean()
detractors = (answers <= 6).mean()
nps = 100 * (promoters - detractors)
cx.by_hand("net_promoter_score", n=len(answers), promoters=promoters, detractors=detractors, estimate=nps)

# %% [markdown]
# From here on the library does the counting. It also says what it left out. `NPS` is the score; the error and the
# interval to its right are the subject of section 3.

# %%
overall = cx.net_promoter_score(made.rows, rating=made["score"], confidence_level=confidence_level)
overall

# %%
cx.show(cx.plot_answers(cx.recommendation_counts(made.rows, rating=made["score"])))

# %% [markdown]
# **Reading.** Two denominators are in use: valid answers, and all returned questionnaires, blanks included. Software
# differs silently, so name yours. Passives belong in both.

# %%
cx.reading(overall, returned=len(made.rows))

# %% [markdown]
# A common wrong belief: *an NPS of 30 means that 30 % of customers recommend us.* It is a difference of two
# shares; nobody is a *net promoter*.

# %% [markdown] tags=["lesson"]
# **Now you** (★). Replace `...` by your answer and run the cell.

# %% tags=["lesson"]
cx.check("03-1", ...)

# %% [markdown]
# ## 2. Same score, same firm?
#
# Two invented firms with the same score. One has lovers and haters, the other hardly a feeling.

# %%
cx.section(2)

# %%
mixed = [10] * 50 + [8] * 30 + [3] * 20
lukewarm = [9] * 32 + [7] * 66 + [5] * 2
firms = pd.DataFrame({"firm": ["mixed"] * 100 + ["lukewarm"] * 100, "answer": mixed + lukewarm})
cx.net_promoter_score(firms, rating="answer", by="firm")

# %%
cx.show(cx.plot_answers(cx.recommendation_counts(firms, rating="answer", by="firm")))

# %%
spread = firms.groupby("firm", as_index=False)["answer"].agg(["mean", "std"])
cx.Result(table=spread)

# %% [markdown]
# **Reading.** Equal NPS, different work to do: the mixed firm must win back one customer in five, the lukewarm one
# must give people a reason to care. The three shares and the mean belong beside every score.

# %% [markdown]
# ## 3. How sure?
#
# Ask another thousand customers and the score will be a little different. How different? Each answer counts +1, 0 or −1.
# Its *variance* is the mean squared distance from the mean; with shares P and D it is P + D − (P − D)². Its root is the
# *standard deviation* (SD) of one answer. Divided by the root of n it is the *standard error* (SE): the usual distance of
# a sample's score from the true one.
#
# A *95 % interval* comes from a rule whose interval contains the true score in 95 of 100 surveys. The textbook rule,
# *Wald's*, is the score ± 1.96 standard errors.

# %%
cx.section(3)

# %% [markdown]
# ### 3.1 By hand
#
# The SD of one answer here, and the SE of the score of all of them, in points:

# %%
cx.section("3.1", after=1)

# %%
variance = promoters + detractors - (promoters - detractors) ** 2
sd = np.sqrt(variance)
standard_error = 100 * sd / np.sqrt(len(answers))
cx.by_hand(n=len(answers), sd_of_one_answer=sd, std_error=standard_error)

# %% [markdown]
# ### 3.2 Five rules
#
# With thousands of answers all rules agree. The trouble starts with few. Take a group of ten, all promoters, and five
# rules: Wald's; the *adjusted Wald* or pocket rule; the *score* interval; *Bayes*; and the *bootstrap*, which draws new
# samples from the one at hand.

# %%
cx.section("3.2")

# %% [markdown] tags=["lesson"]
# **Now you** (★★), before you look below: the pocket rule adds ¾ of an answer to promoters, ¾ to detractors and 3 to n,
# and then takes Wald's.

# %% tags=["lesson"]
cx.check("03-3", ...)

# %%
ten = pd.DataFrame({"answer": [9, 10, 10, 9, 10, 10, 10, 9, 10, 10]})
small = {}
for rule in ["wald", "adjusted_wald", "score", "bayes", "bootstrap"]:
    small[rule] = cx.net_promoter_score(ten, rating="answer", interval=rule, confidence_level=confidence_level,
                                        n_resamples=n_resamples, rng=seed)
small = cx.stack(small, label="interval")
cx.Result(table=small.table[["interval", "n", "estimate", "conf_low", "conf_high"]], kind=small.kind,
          settings=small.settings)

# %%
cx.show(cx.plot_intervals(small, label="interval", zero=False))

# %% [markdown]
# **Reading.** Wald's interval has no width: ten answers would make the score certain. The bootstrap makes the
# same mistake, since it can only draw what was seen. The other three admit that an eleventh customer may differ.

# %% [markdown]
# How often does an interval contain the truth? That is its *coverage*, and it can be worked out exactly: list every sample
# that n answers can give, weigh it by its chance, and see whether its interval contains the true score.

# %%
rules = ["wald", "adjusted_wald", "score"]
cx.nps_coverage(n=10, promoters=0.95, detractors=0.01, interval=rules, confidence_level=confidence_level)

# %% [markdown]
# Now for many numbers of answers, and for every pair of shares that can go together:

# %%
possible = product([0.01, 0.1, 0.3], [percent / 100 for percent in range(30, 96, 5)])
possible = pd.DataFrame(possible, columns=["detractors", "promoters"])
possible = possible[possible["promoters"] + possible["detractors"] <= 1]
coverage = cx.nps_coverage(n=[5, 10, 20, 30, 50, 100, 200], promoters=possible["promoters"],
                           detractors=possible["detractors"], interval=rules, confidence_level=confidence_level)
cx.show(cx.plot_coverage(coverage))

# %% [markdown]
# White tiles keep their word, orange to brown ones promise too much, blue ones are wider than they need be; grey shares cannot
# go together. The worst point of each panel carries its number. The lowest and the highest coverage from 20 answers on:

# %%
enough = coverage.table[coverage.table["n"] >= 20]
cx.Result(table=enough.groupby("interval", as_index=False, sort=False)["coverage"].agg(["min", "max"]))

# %% [markdown]
# **Reading.** The score interval (Tango 1998) is the one this workbook uses: it contains the true scores for which the
# data would be no surprise. The pocket rule is nearly as good and fits on a napkin. Wald's belongs in the museum as soon as a
# share is near 0 or n is small.

# %% [markdown] tags=["lesson"]
# Break it yourself: find shares for which the score interval covers less than .93, or Wald's keeps its word. Shares that
# add up to more than 1 are refused. The function below is an ordinary function; the sliders need a live Jupyter.

# %% tags=["lesson"]
def view(n=30, promoters=0.6, detractors=0.2):
    return cx.nps_coverage(n=n, promoters=promoters, detractors=detractors, interval=rules)

view()

# %% tags=["nbval-ignore-output", "lesson"]
from ipywidgets import interact

_ = interact(view, n=(5, 100), promoters=(0.0, 1.0, 0.05), detractors=(0.0, 1.0, 0.05))

# %% [markdown]
# ## 4. How many?
#
# The *margin*, half the width of the interval, shrinks with the root of n: four times the answers, half the margin. For a
# 95 % interval
#
# n = 1.96² · (P + D − (P − D)²) / margin²
#
# with the margin as a share: 0.05 for 5 points. The plan needs shares to expect; here 40 % promoters and 30 % detractors.

# %%
cx.section(4)

# %%
margins = cx.nps_sample_size(promoters=0.4, detractors=0.3, margin=[30, 20, 15, 10, 7, 5, 4, 3],
                             confidence_level=confidence_level)
cx.Result(table=margins.table[["margin", "n"]])

# %% [markdown]
# **Reading.** Read it from the top: each halving of the margin costs four times the answers. Half promoters and half
# detractors is the worst case.

# %%
worst = cx.nps_sample_size(promoters=0.5, detractors=0.5, margin=5, confidence_level=confidence_level)
cx.reading(worst, aside=True)

# %% [markdown]
# ### 4.1 With the answers here
#
# The dashed line is the number of answers in the last wave, and the sentence below takes its shares.

# %%
cx.section("4.1", after=1)

# %%
cx.show(cx.plot_lines(margins, x="margin", have=len(answers)))

# %%
here = cx.nps_sample_size(promoters=promoters, detractors=detractors, margin=5, confidence_level=confidence_level)
cx.reading(here, aside=True)

# %% [markdown]
# ### 4.2 To see a change
#
# A margin speaks of one survey. To see a change between two takes more. The table shows answers *per wave* for a *power*
# of 80 %: the chance to see the change when it is there. Again with 40 % promoters and 30 % detractors. The formula is
# that of a margin, with twice the variance (two waves), and with 0.84 added to 1.96 for the power:
#
# n = 2 · (1.96 + 0.84)² · (P + D − (P − D)²) / difference²

# %%
cx.section("4.2")

# %% [markdown] tags=["lesson"]
# **Now you** (★★), before you look at the table:

# %% tags=["lesson"]
cx.check("03-4", ...)

# %%
sizes = cx.nps_sample_size(promoters=0.4, detractors=0.3, difference=[3, 4, 5, 7, 10, 15, 20],
                           confidence_level=confidence_level)
cx.Result(table=sizes.table[["difference", "n"]])

# %% [markdown]
# A common wrong belief: *+4 since last month is a success.*

# %%
four = cx.nps_sample_size(promoters=0.4, detractors=0.3, difference=4, confidence_level=confidence_level)
cx.reading(four, aside=True)

# %% [markdown]
# ## 5. Did it move?
#
# Two waves are two samples, and each has its error. Their difference has more error than either: the squared standard
# errors add up.

# %%
moved = cx.section(5, needs={"score": score, "between": between}, min_groups=("between", 2))

# %%
wave = moved["between"]
waves = cx.net_promoter_score(moved.rows, rating=moved["score"], by=wave, confidence_level=confidence_level)
waves = cx.suppress_small_cells(waves, min_cell=gates.min_cell)
waves

# %% [markdown]
# By hand, the change between the last two waves and its SE, √(SE₁² + SE₂²):

# %%
last_two = waves.table.tail(2)
step = last_two["estimate"].diff().iloc[-1]
cx.by_hand("nps_difference", estimate=step, std_error=np.sqrt((last_two["std_error"] ** 2).sum()))

# %% [markdown]
# The library gives the interval and the p-value too. `p, adjusted` allows for several comparisons (section 6); with a
# single one it is p.

# %%
earlier, later = last_two[wave]
pair = moved.rows[moved.rows[wave].isin([earlier, later])]
change = cx.nps_difference(pair, rating=moved["score"], between=wave, reference=earlier,
                           confidence_level=confidence_level)
change

# %%
cx.show(cx.plot_intervals(change, label=wave, unit="Change since the wave before, points"))

# %% [markdown]
# **Reading.** The interval of the change comes first. The *p-value* is second: the smaller it is, the less the data look
# like no change at all. Where the same people answer in both waves, name them with `id=`: their answers go together, and
# the interval may narrow.

# %%
cx.reading(change, about="change", truth=truth.get("nps_change"))

# %% [markdown]
# How small a change could waves of this size show? The curve is the table of section 4.2; the dashed line is the last
# wave.

# %%
cx.show(cx.plot_lines(sizes, x="difference", have=int(change.table["n"].iloc[-1])))

# %% [markdown]
# ### 5.1 Do the classes cost precision?
#
# Where the change is clear: how many standard errors is it, by the mean of the 0–10 answers and by the NPS? The square
# of their ratio says how many answers the mean needs for one of the NPS. Below 1 the classes cost precision; above 1 they
# do not.

# %%
cx.section("5.1", wanted=change.table["p_value"].iloc[-1] < 1 - confidence_level)

# %%
by_wave = pair.groupby(wave, observed=True)[moved["score"]].agg(["mean", "var", "count"])
of_mean = by_wave["mean"].diff().iloc[-1] / np.sqrt((by_wave["var"] / by_wave["count"]).sum())
of_nps = change.table["estimate"].iloc[-1] / change.table["std_error"].iloc[-1]
cx.by_hand(by_the_mean=abs(of_mean), by_the_nps=abs(of_nps), answers_for_one=(of_nps / of_mean) ** 2)

# %% [markdown]
# ## 6. Which groups differ?
#
# With many groups, some look special by luck alone. Each group is compared with all the others together, over all waves,
# since few answers a group say little. Groups that are too small to be shown still count among the others.

# %%
differ = cx.section(6, needs={"score": score, "by": by or ["unit", "segment"]}, min_groups=("by", 2))

# %%
group = differ["by"]
raw = cx.nps_difference(differ.rows, rating=differ["score"], between=group, reference="rest",
                        confidence_level=confidence_level)
raw = cx.suppress_small_cells(raw, min_cell=gates.min_cell)

# %% [markdown]
# The rows with the smallest p of all are shown, 15 at most; others may look different too. `p, adjusted` is the p-value
# after Holm's correction: it allows for the number of comparisons.

# %%
surest = raw.table.sort_values("p_value").head(15)
cx.Result(table=surest, notes=raw.notes, kind=raw.kind, settings=raw.settings)

# %% [markdown]
# The scores of these groups:

# %%
groups = cx.net_promoter_score(differ.rows, rating=differ["score"], by=group, confidence_level=confidence_level)
groups = cx.suppress_small_cells(groups, min_cell=gates.min_cell)
far = groups.table[groups.table[group].isin(surest[group])]
cx.show(cx.plot_intervals(cx.Result(table=far), label=group))

# %%
cx.reading(raw, truth=truth.get("branches"))

# %% [markdown]
# **Reading.** Testing one by one flags groups that are merely lucky. *Holm's correction* keeps the chance of even one
# false flag as small as that of a single test.
#
# The mean of the groups' scores is not the firm's score, since groups differ in size:

# %%
firm = cx.net_promoter_score(differ.rows, rating=differ["score"], confidence_level=confidence_level)
whole, mean_of_groups = firm.table["estimate"].iloc[0], groups.table["estimate"].mean()
cx.by_hand("net_promoter_score", score_of_all_answers=whole, mean_of_the_groups_shown=mean_of_groups)

# %% [markdown] tags=["lesson"]
# Here the groups are of similar size, so the two are close. Where they are not, the gap can be wide. **Now you** (★):

# %% tags=["lesson"]
cx.check("03-2", ...)

# %% [markdown]
# ### 6.1 Partial pooling
#
# *Partial pooling* (the end of each line) moves every score towards the middle. Less certain scores move more, and so do
# scores further out. It is a fairer guess than the raw score, and no test. The sentence below counts the groups whose
# pooled interval does not contain the score of all answers. These are often more than Holm's correction leaves, since
# pooling does not allow for the number of comparisons.

# %%
pooling = cx.section("6.1", needs={"rating": score, "by": by or ["unit", "segment"]}, run=cx.nps_pooled,
                     given={"confidence_level": confidence_level})

# %%
pooled = cx.suppress_small_cells(pooling.result, min_cell=gates.min_cell)
cx.show(cx.plot_points(raw, groups, pooled, level=1 - confidence_level))

# %%
cx.reading(pooled, firm, aside=True)

# %% [markdown]
# ## 7. Do the cut-points matter?
#
# Where the classes are cut is a convention. What if both cuts were one lower: promoters 8 to 10, detractors 0 to 5? First
# how far three rules (the two cuts and the mean) agree on the order of the groups: the correlation of their ranks.

# %%
cuts = cx.section(7, needs={"score": score, "by": by or ["unit", "segment"]}, min_groups=("by", 12), after=6,
                  wanted=compare_cuts)

# %%
rating = cuts.rows[cuts["score"]]
by_nine = (rating >= 9) * 1.0 - (rating <= 6)  # 1 promoter, 0 passive, −1 detractor
by_eight = (rating >= 8) * 1.0 - (rating <= 5)  # the same, both cuts one lower
rank_rules = pd.DataFrame({"9–10 / 0–6": by_nine, "8–10 / 0–5": by_eight, "mean": rating})
rank_rules = rank_rules[rating.notna()].groupby(cuts.rows[group], observed=True).mean()
rank_rules = rank_rules[rank_rules.index.isin(groups.table[group])]  # only groups large enough to be shown
cx.Result(table=rank_rules.rank().corr().rename_axis("rule").reset_index())

# %% [markdown]
# Each line is a group. Those that move further than a sixth of all places stand out.

# %%
ranks = rank_rules[["9–10 / 0–6", "8–10 / 0–5"]].rank(ascending=False).reset_index()
many_places = len(ranks) // 6
cx.show(cx.plot_rank_shifts(cx.Result(table=ranks), large=many_places))

# %% [markdown]
# How many groups move that far, by the cuts alone?

# %%
places = (ranks["9–10 / 0–6"] - ranks["8–10 / 0–5"]).abs()
cx.by_hand(groups=len(ranks), places=many_places, moved_further=(places > many_places).sum())

# %% [markdown]
# **Reading.** The more groups move, the more ranks hang on the cuts, and league tables and bonuses with them. Show the mean
# beside the NPS, and do not rank groups whose difference cannot be distinguished from none.

# %% [markdown]
# ## 8. With weights?
#
# Those who answer are not those who were asked. A weight says how many people an answer stands for. It can mend the part
# of the bias that goes with what the *frame*, the list of all customers, knows of them. And it costs certainty: the
# *design effect* says how many answers are worth one of a simple random sample.

# %%
weighs = cx.section(8, needs={"score": score, "weight": "weight"}, min_answers=gates.min_cell, latest=True,
                    wanted=weighted)

# %% [markdown]
# By hand, each answer y is 100, 0 or −100 points, and m is their weighted mean. Each squared deviation counts with the
# square of its weight: SE = √Σw²(y − m)² / Σw.

# %%
weighed = weighs.rows.dropna(subset=[weighs["score"]])
w, rated = weighed[weighs["weight"]], weighed[weighs["score"]]
points = 100.0 * (rated >= 9) - 100.0 * (rated <= 6)  # 100 promoter, 0 passive, −100 detractor
mean = (w * points).sum() / w.sum()
error = np.sqrt((w**2 * (points - mean) ** 2).sum()) / w.sum()
cx.by_hand("net_promoter_score", estimate=mean, std_error=error)

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
cx.reading(plain, heavy, truth=truth.get("nps_wave_2"))

# %% [markdown]
# **Reading.** Where a truth is printed above, compare: weights move the score towards it and stop where the frame's
# knowledge stops. What else drives people to answer, such as a very good or bad experience, no weight can see. For
# the sample company the interval with weights misses the truth, since it knows chance but no bias.

# %% [markdown]
# ## 9. Does it foretell return?
#
# The score is said to foretell what customers do. Where the study knows who came back, we can look. Returning must be a
# record, 1 for yes and 0 for no; the intention to return is another opinion. Only people with such a record are used.
# For the sample company these are those of wave 1, for whom it is known who came back within the next twelve months.

# %%
foretells = cx.section(9, needs={"score": score, "back": gates.records("return")}, min_groups=("back", 2))

# %%
known = foretells.rows[[foretells["score"], foretells["back"]]].dropna()
known.columns = ["given", "back"]
known["class"] = (known["given"] >= 9) * 1.0 - (known["given"] <= 6)  # 1 promoter, 0 passive, −1 detractor
cx.by_hand(n=len(known), share_back=known["back"].mean())

# %% [markdown]
# ### 9.1 Answer by answer
#
# First the shares that came back, answer by answer, and class by class. The curve is a *logit*: it bends a straight line
# so that it stays between 0 and 100 %. The *odds* are the share that came back divided by the share that did not. The
# slope is what a point of the answer adds to the logarithm of the odds: a point multiplies the odds by e to the slope.

# %%
cx.section("9.1", needs={"score": score}, min_groups=("score", 2))

# %%
line = sm.add_constant(known[["given"]])  # a column of ones for the constant, and the answer
yes_or_no = sm.families.Binomial()  # returning is 1 or 0; the curve is then a logit
logit = sm.GLM(known["back"], line, family=yes_or_no).fit()  # the curve that fits best
known["curve"] = logit.fittedvalues  # for each person the share by the curve
known["by_class"] = known.groupby("class")["back"].transform("mean")  # and the share of the person's class
curves = known.groupby("given", as_index=False)[["curve", "by_class"]].mean()  # one row per answer

# %%
by_answer = cx.top_box_share(known, rating="back", top=1, by="given", confidence_level=confidence_level)
by_answer = cx.suppress_small_cells(by_answer, min_cell=gates.min_cell)
lines = by_answer.table.merge(curves, on="given").rename(columns={"given": "answer"})
cx.show(cx.plot_lines(cx.Result(table=lines), unit="came back"))

# %% [markdown]
# The slope with its interval, and what it comes to: by how many percentage points the share that came back is higher, on
# average over all people, for a point more of the answer. An interval that contains 0 would leave open whether the answer
# says anything.

# %%
slope = logit.params["given"]
slope_low, slope_high = logit.conf_int(1 - confidence_level).loc["given"]
more = 100 * (slope * known["curve"] * (1 - known["curve"])).mean()  # how steep the curve is at each person, on average
cx.by_hand(n=len(known), slope=slope, conf_low=slope_low, conf_high=slope_high, percentage_points_more=more)

# %% [markdown]
# ### 9.2 What was planted
#
# The sample company's customers came back by a logit with a known slope:

# %%
cx.section("9.2", after="9.1", truth=truth.get("return_slope", {}))

# %%
cx.by_hand(slope_estimated=slope, slope_planted=truth["return_slope"]["structural"])

# %% [markdown]
# ### 9.3 How well does it foretell?
#
# Take one customer who came back and one who did not. In what share of all such pairs had the first given the higher
# answer? That share is called *AUC*. A coin has 0.5, a prophet 1. Pairs with equal answers count half.
#
# Only the order of the answers matters, so ranks give it by hand. The mean rank of those who came back, less the mean
# rank that they would have among themselves, is the mean number of those who stayed away and had answered lower. Divided
# by the number who stayed away, it is the AUC.

# %%
cx.section("9.3")

# %%
came = known["back"] == 1
stayed_away = len(known) - came.sum()
below = known["given"].rank()[came].mean() - (came.sum() + 1) / 2  # mean rank among all, less that among themselves
cx.by_hand(came_back=came.sum(), stayed_away=stayed_away, answered_above=below, AUC=below / stayed_away)

# %% [markdown]
# Nothing was fitted for this, so it needs no second sample to be believed. What else could be asked instead? Beside the
# answer stand its three classes and, where at least half of the people answered it, another question: the first of role
# `outcome`, which is about satisfaction in most studies; for the sample company it is `impression`, the impression all in
# all. Only people who answered all of them are kept, so that the comparison below is fair.

# %%
people = known[["back", "given", "class"]].set_axis(["back", "answer 0 to 10", "three classes"], axis=1)
people = people.join(foretells.rows[survey.columns("outcome", table=gates.table)[:1]])
people = people.dropna(axis="columns", thresh=len(people) // 2).dropna()
scores = list(people.columns[1:])

# %% [markdown]
# ### 9.4 Better than the three classes?
#
# The AUC of each, then its difference to that of the three classes.

# %%
compared = cx.section("9.4", run=cx.outcome_auc, given={"data": people, "outcome": "back", "scores": scores,
                                                        "confidence_level": confidence_level})

# %%
areas = compared.result
areas

# %%
gaps = cx.outcome_auc(people, outcome="back", scores=scores, reference="three classes",
                      confidence_level=confidence_level)
cx.reading(areas, gaps, labels={"back": "return"})

# %% [markdown]
# **Reading.** Making three classes of eleven answers throws order away; the gap says what that costs here. An AUC of 0.65,
# for one, ranks customers a little better than a coin: of use for a thousand of them, of little use for one. And whoever
# scores high and comes back need not come back *because* of what made the score high.

# %% [markdown]
# ## 10. Who writes, and about what?
#
# The number does not say why. Comments do, for those who write. Two questions, then: what do the classes write about, and
# who writes at all? We take the answers to which the comments belong, all waves together.
#
# For the sample company they belong to another survey, sent after each repair with other words (see the card below). Most
# of its questionnaires were not answered. Its scores are not comparable with those of section 1.

# %%
heard = cx.join_comments(survey)
comments_min = max(min_cell, survey.contract.study.min_cell.comments)
voices = cx.Gates(heard, role="recommend", min_cell=comments_min)
voices

# %%
wrote = cx.section(10, of=voices, needs={"score": "recommend", "comment": "verbatim", "wrote": "wrote"},
                   min_groups=("wrote", 2))

# %%
answered = wrote.rows.dropna(subset=[wrote["score"]])
by_voice = cx.net_promoter_score(answered, rating=wrote["score"], by="wrote", confidence_level=confidence_level)
cx.Result(table=by_voice.table, notes=heard.notes[len(survey.notes):], kind=by_voice.kind, settings=by_voice.settings)

# %%
everybody = cx.net_promoter_score(answered, rating=wrote["score"], confidence_level=confidence_level)
everybody.table["wrote"] = "all who answered"
words = {"wrote": "wrote a comment", "silent": "wrote none"}
cx.show(cx.plot_intervals([by_voice, everybody], label="wrote", labels=words))

# %%
written = cx.nps_difference(answered, rating=wrote["score"], between="wrote", reference="silent",
                            confidence_level=confidence_level)
cx.reading(written, labels={"wrote": "Those who wrote a comment", "silent": "those who wrote none"})

# %% [markdown]
# **Reading.** Where those who write score lower, comments do not stand for everybody: a wall of quotations shows the firm
# worse than its customers see it, and the count of a complaint says nothing of how many have it.

# %% [markdown]
# ### 10.1 What was planted
#
# After all contacts of the sample company, the gap in satisfaction (0 to 10) between those who wrote and those who did
# not:

# %%
cx.section("10.1", truth=truth.get("writers", {}))

# %%
satisfaction = voices.answers.groupby("wrote", observed=True)["satisfaction"].mean()
gap = satisfaction["wrote"] - satisfaction["silent"]
cx.by_hand(gap_estimated=gap, gap_planted=truth["writers"]["finds"])

# %% [markdown]
# ### 10.2 What they write about
#
# As far as somebody has read and coded it: its reason, and its *valence*, the tone as a number from blame to praise.
# Reasons named in fewer comments of a class than the smallest group that is shown (ten for the sample company) are counted
# as others.

# %%
tones = voices.named("tone", "valence")  # the comment's own comes last
coded = cx.section("10.2", of=voices, needs={"theme": "theme", "tone": [*tones[::-1], "valence"]},
                   min_groups=("theme", 2))

# %%
read = answered.dropna(subset=[coded["theme"], coded["tone"]])
classes = pd.cut(read[wrote["score"]], [-1, 6, 8, 10], labels=["detractors", "passives", "promoters"])
cells = pd.DataFrame({"class": classes, "reason": read[coded["theme"]]})
cells = cells.groupby(["class", "reason"], observed=True).size().reset_index(name="n")
cells = cx.fold_small_cells(cells, by="class", cell="reason", min_cell=voices.min_cell)
cx.show(cx.plot_heat(cx.Result(table=cells), rows="class", columns="reason", unit="coded comments"))

# %% [markdown]
# And in which tone: the shares of praise and blame in each class. No share stands where a class has fewer than 30 coded
# comments, too few to say.

# %%
scale = heard.contract.tables[voices.table].columns[coded["tone"]].bounds
lowest, highest = scale or (-1, 1)
tone = np.sign(read[coded["tone"]] - (lowest + highest) / 2)  # 1 above the middle, −1 below it
tone = tone.map({1: "share_praise", 0: "share_neither", -1: "share_blame"})
tone_shares = pd.crosstab(classes, tone, normalize="index")
n = classes.value_counts()
cx.Result(table=tone_shares.where(n >= 30).assign(n=n).rename_axis("class").reset_index())

# %% [markdown]
# **Reading.** A seven or an eight is called *passive*. Read what these people write before you believe the word: mild
# praise and mild blame ask for different work. Counts as small as these show what there is to ask about, not how often it
# is so.

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
cx.section_states()

# %% [markdown]
# ## What this does not show
#
# - Why people answer as they do: one question knows no cause.
# - Those who did not answer. An interval speaks of chance, not of silence.
# - Other countries, channels or wordings: their scores are not comparable with these.
#
# Net Promoter, Net Promoter Score and NPS are registered marks of Bain & Company, NICE Systems and Fred Reichheld.

# %% [markdown]
# ## On Monday

# %%
cx.next_steps({
    1: "The analyst puts n, the interval and the wording beside every score in use, and strikes every “+4 since last "
       "month” that its interval does not carry.",
    6: "The board takes scores off the bonus sheet until groups are compared after correcting for the number of "
       "comparisons. Both by the end of the month.",
})

# %% [markdown] tags=["lesson"]
# ## Check yourself
#
# 1. Two groups have the same NPS. What else must you see before you call them alike?
# 2. Why is the interval of 10 promoters out of 10 not zero wide?
# 3. Suppose sixteen of 120 branches differ “significantly”. How many would you expect if none did?
# 4. What can weights not mend?
# 5. Somebody shows you ten comments and asks for a decision. What do you ask back?

# %% tags=["lesson"]
cx.check("03-5", ...)

# %% [markdown]
# ## Where next
#
# All exercises with room for your answers: `exercises/03_net_promoter_score.ipynb`; worked answers:
# `solutions/03_net_promoter_score.ipynb`. Words for your glossary: promoter, passive, detractor, denominator, score
# interval, coverage, margin, power, Holm's correction, partial pooling, design effect, logit, AUC.
