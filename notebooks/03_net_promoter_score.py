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

# %%
survey = cx.read_study(study or cx.sample_study(), tables=["recommend", "comments"], only=only)
gates = cx.Gates(survey, role="recommend", min_cell=min_cell, parameters=["score", "by", "between"])
every_wave, asked, truth = gates.answers, gates.latest, {} if only else cx.sample_truth(survey.folder)
print(f"Study: {survey.name}. {survey.contract.study.notes}".strip())
if truth:
    print("Truth known, since the data were drawn from it.")
if asked is not None and not gates.guard.error:
    print(f"Table {gates.table}: {len(every_wave):,} questionnaires, {len(asked):,} in the last wave. {gates.waves}")
    print(f"Question: {gates.question}")

# %% [markdown]
# ## 1. How is it made?
#
# Here and in sections 3, 4 and 8 we look at the last wave, as it was answered, without weights. Answers 9 and 10 are
# *promoters*, 7 and 8 *passives*, 0 to 6 *detractors*. The score is the share of promoters
# minus the share of detractors, in points from −100 to 100. By hand, from shares:

# %%
made = gates.section("1. How is it made?", needs={"score": score}, min_answers=gates.min_cell, latest=True)
made

# %%
if made:
    answers = asked[made["score"]].dropna()
    promoters, detractors = (answers >= 9).mean(), (answers <= 6).mean()
    print(f"{len(answers):,} answers: {promoters:.3f} promoters − {detractors:.3f} detractors")
    print(f"NPS = {100 * (promoters - detractors):.1f} points")

# %% [markdown]
# From here on the library does the counting. It also says what it left out. `estimate` is the score; the error and the
# interval to its right are the subject of section 3.

# %%
if made:
    overall = cx.net_promoter_score(asked, rating=made["score"], confidence_level=confidence_level)
    display(overall)

# %%
if made:
    cx.show(cx.plot_answers(cx.recommendation_counts(asked, rating=made["score"])))

# %% [markdown]
# **Reading.** Two denominators are in use: valid answers, and all returned questionnaires, blanks included. Software
# differs silently, so name yours. Passives belong in both.

# %%
if made:
    print(cx.score_sentence(overall, returned=len(asked)))

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
mixed, lukewarm = [10] * 50 + [8] * 30 + [3] * 20, [9] * 32 + [7] * 66 + [5] * 2
firms = pd.DataFrame({"firm": ["mixed"] * 100 + ["lukewarm"] * 100, "answer": mixed + lukewarm})
two = cx.net_promoter_score(firms, rating="answer", by="firm")
two

# %%
cx.show(cx.plot_answers(cx.recommendation_counts(firms, rating="answer", by="firm")))
firms.groupby("firm")["answer"].agg(["mean", "std"]).round(2)

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
# A *95 % interval* comes from a rule that holds the true score in 95 of 100 surveys. The textbook rule, *Wald's*, is the
# score ± 1.96 standard errors.

# %%
if made:
    variance = promoters + detractors - (promoters - detractors) ** 2
    standard_error = 100 * np.sqrt(variance / len(answers))
    print(f"One answer: SD {np.sqrt(variance):.3f}. The score of {len(answers):,}: SE {standard_error:.2f} points.")

# %% [markdown]
# With thousands of answers all rules agree. The trouble starts with few. Take a group of ten, all promoters, and five
# rules: Wald's; the *adjusted Wald* or pocket rule; the *score* interval; *Bayes*; and the *bootstrap*, which draws new
# samples from the one at hand.

# %%
ten = pd.DataFrame({"answer": [9, 10, 10, 9, 10, 10, 10, 9, 10, 10]})
kinds = ["wald", "adjusted_wald", "score", "bayes", "bootstrap"]
draws = {"confidence_level": confidence_level, "n_resamples": n_resamples, "rng": seed}
small = [cx.net_promoter_score(ten, rating="answer", interval=kind, **draws).table for kind in kinds]
small = cx.Result(table=pd.concat(small, ignore_index=True).assign(interval=kinds))
cx.Result(table=small.table[["interval", "n", "estimate", "conf_low", "conf_high"]])

# %%
cx.show(cx.plot_intervals(small, label="interval", zero=False))

# %% [markdown]
# **Reading.** Wald's interval has no width: ten answers would make the score certain. The bootstrap makes the
# same mistake, since it can only draw what was seen. The other three admit that an eleventh customer may differ.

# %% [markdown] tags=["lesson"]
# **Now you** (★★): the pocket rule adds ¾ of an answer to promoters, ¾ to detractors and 3 to n.

# %% tags=["lesson"]
cx.check("03-3", ...)

# %% [markdown]
# How often does an interval hold the truth? That is its *coverage*, and it can be worked out exactly: list every sample
# that n answers can give, weigh it by its chance, and see whether its interval holds the true score.

# %%
point = {"n": 10, "promoters": 0.95, "detractors": 0.01, "confidence_level": confidence_level}
three = [cx.nps_coverage(interval=kind, **point).table for kind in ("wald", "adjusted_wald", "score")]
cx.Result(table=pd.concat(three))

# %%
shares = np.arange(0.30, 0.96, 0.05).round(2)
sizes = (5, 10, 20, 30, 50, 100, 200)
tables = []
for kind, low, n in product(["wald", "adjusted_wald", "score"], [0.01, 0.1, 0.3], sizes):
    high = shares[shares + low <= 1]
    shares_of = {"promoters": high, "detractors": np.full(len(high), low), "confidence_level": confidence_level}
    tables.append(cx.nps_coverage(n=n, interval=kind, **shares_of).table)
coverage = cx.Result(table=pd.concat(tables), settings={"confidence_level": confidence_level})
cx.show(cx.plot_coverage(coverage))

# %% [markdown]
# White tiles keep their word, orange to brown ones promise too much, blue ones are wider than they need be; grey shares cannot
# go together. The worst point of each panel carries its number.

# %%
worst = coverage.table[coverage.table["n"] >= 20].groupby("interval", sort=False)["coverage"].agg(["min", "max"])
print("From 20 answers on:", "; ".join(f"{kind} {row['min']:.2f} to {row['max']:.2f}" for kind, row in worst.iterrows()))

# %% [markdown]
# **Reading.** The score interval (Tango 1998) is the one this workbook uses: it holds the true scores for which the data
# would be no surprise. The pocket rule is nearly as good and fits on a napkin. Wald's belongs in the museum as soon as a
# share is near 0 or n is small.

# %% [markdown] tags=["lesson"]
# Break it yourself: find shares for which the score interval covers less than .93, or Wald's keeps its word. The function
# below is an ordinary function; the sliders need a live Jupyter.

# %% tags=["lesson"]
def view(n=30, promoters=0.6, detractors=0.2):
    point = {"n": n, "promoters": promoters, "detractors": min(detractors, 1 - promoters)}
    kinds = ("wald", "adjusted_wald", "score")
    return cx.Result(table=pd.concat([cx.nps_coverage(interval=kind, **point).table for kind in kinds]))


view()

# %% tags=["nbval-ignore-output", "lesson"]
from ipywidgets import interact

_ = interact(view, n=(5, 100), promoters=(0.0, 1.0, 0.05), detractors=(0.0, 1.0, 0.05))

# %% [markdown]
# ## 4. How many?
#
# The *margin*, half the width of the interval, shrinks with the root of n: four times the answers, half the margin. The
# plan needs shares to expect; here 40 % promoters and 30 % detractors.

# %%
plan = {"promoters": 0.4, "detractors": 0.3, "confidence_level": confidence_level}
margins = [cx.nps_sample_size(margin=m, **plan).table for m in (30, 20, 15, 10, 7, 5, 4, 3)]
margins = cx.Result(table=pd.concat(margins))
display(cx.Result(table=margins.table[["margin", "n"]]))
cx.show(cx.plot_lines(margins, x="margin", have=len(answers) if made else None))

# %% [markdown]
# **Reading.** Read it from the right: each halving of the margin costs four times the answers. Half promoters and half
# detractors is the worst case.

# %%
def needed(promoters, detractors, **goal):
    shares = {"promoters": promoters, "detractors": detractors, "confidence_level": confidence_level}
    return cx.nps_sample_size(**shares, **goal).table["n"].iloc[0]


print(f"±30 points need {needed(0.4, 0.3, margin=30):,} answers, ±5 need {needed(0.4, 0.3, margin=5):,}.")
print(f"In the worst case ±5 need {needed(0.5, 0.5, margin=5):,}.")
if made:
    print(f"At the shares of {survey.name} ±5 need {needed(promoters, detractors, margin=5):,}.")

# %% [markdown]
# A margin speaks of one survey. To see a change takes more, as the next section shows.

# %% [markdown]
# ## 5. Did it move?
#
# Two waves are two samples, and each has its error. Their difference has more error than either: the squared standard
# errors add up.

# %%
moved = gates.section("5. Did it move?", needs={"score": score, "between": between}, min_groups=("between", 2))
moved

# %%
if moved:
    waves = cx.net_promoter_score(every_wave, rating=moved["score"], by=moved["between"], confidence_level=confidence_level)
    waves = cx.suppress_small_cells(waves, min_cell=gates.min_cell)
    display(waves)

# %%
if moved:
    last = waves.table[moved["between"]].tolist()[-2:]
    print(f"By hand: {waves.table['estimate'].diff().iloc[-1]:+.2f} points, ".replace("-", "−") +
          f"SE √(SE₁² + SE₂²) = {np.hypot(*waves.table['std_error'].tail(2)):.2f}")

# %%
if moved:
    pair = every_wave[every_wave[moved["between"]].isin(last)]
    change = cx.nps_difference(pair, rating=moved["score"], between=moved["between"], reference=last[0],
                               confidence_level=confidence_level)
    display(change)
    labelled = change.table.assign(waves=f"{last[0]} → {last[1]}")
    cx.show(cx.plot_intervals(cx.Result(table=labelled), label="waves", unit="Change, points"))

# %% [markdown]
# **Reading.** The interval of the change comes first. The *p-value* is second: the smaller it is, the less the data look
# like no change at all. Where the same people answer in both waves, name them with `id=`: their answers go together, and
# the interval may narrow.

# %%
if moved:
    print(cx.change_sentence(change))
if moved and truth:
    print(cx.truth_sentence(change.table["estimate"].iloc[-1], truth["nps_change"]["population"], "the change"))

# %% [markdown]
# How many answers would a smaller change need? The curve shows answers *per wave* for a *power* of 80 %: the chance to
# see the change when it is there. Again with 40 % promoters and 30 % detractors. The formula is that of a margin, with
# twice the variance (two waves), and with 0.84 added to 1.96 for the power.

# %%
sizes = [cx.nps_sample_size(difference=d, **plan).table for d in (3, 4, 5, 7, 10, 15, 20)]
sizes = cx.Result(table=pd.concat(sizes))
cx.show(cx.plot_lines(sizes, x="difference", have=int(change.table["n"].iloc[-1]) if moved else None))

# %% [markdown]
# A common wrong belief: *+4 since last month is a success.*

# %%
print(f"A true change of 4 points needs {needed(0.4, 0.3, difference=4):,} answers a wave to be seen four times in five.")

# %% [markdown] tags=["lesson"]
# **Now you** (★★):

# %% tags=["lesson"]
cx.check("03-4", ...)

# %% [markdown]
# ## 6. Which groups differ?
#
# With many groups, some look special by luck alone. Each group is compared with all the others together, over all waves,
# since few answers a group say little. Groups that are too small to be shown still count among the others.

# %%
differ = gates.section("6. Which groups differ?", needs={"score": score, "by": by or ["unit", "segment"]},
                       min_groups=("by", 2))
differ

# %%
if differ:
    groups = cx.net_promoter_score(every_wave, rating=differ["score"], by=differ["by"], confidence_level=confidence_level)
    shown = cx.suppress_small_cells(groups, min_cell=gates.min_cell)
    many = len(shown.table) > 15
    if not many:
        cx.show(cx.plot_intervals(shown, label=differ["by"]))

# %%
if differ:
    raw = cx.nps_difference(every_wave, rating=differ["score"], between=differ["by"], reference="rest",
                            confidence_level=confidence_level)
    raw = cx.suppress_small_cells(raw, min_cell=gates.min_cell)
    display(cx.Result(table=raw.table.sort_values("p_value").head(10), notes=raw.notes))

# %% [markdown]
# `p_adjusted` is the p-value after Holm's correction: it allows for the number of comparisons.

# %%
if differ and many:
    pooled = cx.nps_pooled(every_wave, rating=differ["score"], by=differ["by"], confidence_level=confidence_level)
    cx.show(cx.plot_points(raw, shown, pooled, level=1 - confidence_level))

# %%
if differ:
    print(cx.groups_sentence(raw, level=1 - confidence_level))
    if many:
        whole = cx.net_promoter_score(every_wave, rating=differ["score"]).table["estimate"].iloc[0]
        apart = ((pooled.table["conf_low"] > whole) | (pooled.table["conf_high"] < whole)).sum()
        print(f"Pooling alone would set {apart} apart from the score of all, {whole:.1f}.")
if differ and "branches" in truth and differ["by"] == "branch":
    planted = set(truth["branches"]["up"] + truth["branches"]["down"])
    named = set(raw.table.loc[raw.table["p_adjusted"] < 1 - confidence_level, "branch"])
    print(f"Planted: {len(planted)} branches differ. Found with all counted: {len(named & planted)} of them, "
          f"and {len(named - planted)} that do not.")

# %% [markdown]
# **Reading.** Testing one by one flags groups that are merely lucky. *Holm's correction* keeps the chance of even one
# false flag as small as that of a single test. *Partial pooling* (the end of each line in the figure of many groups)
# moves every score towards the middle, the more so the less certain and the further out it is. It is a fairer guess than
# the raw score, and no test.
#
# The mean of the groups' scores is not the firm's score, since groups differ in size:

# %%
if differ:
    firm = cx.net_promoter_score(every_wave, rating=differ["score"]).table["estimate"].iloc[0]
    mean = shown.table["estimate"].mean()
    print(f"Mean of the scores of the groups shown: {mean:.1f}. Score of all answers: {firm:.1f}.".replace("-", "−"))

# %% [markdown] tags=["lesson"]
# Here the groups are of like size, so the two are close. Where they are not, the gap can be wide. **Now you** (★):

# %% tags=["lesson"]
cx.check("03-2", ...)

# %% [markdown]
# ## 7. Do the cut-points matter?
#
# Nine and ten are promoters by decree. What if eight were one, too?

# %%
cuts = gates.section("7. Do the cut-points matter?", needs={"score": score, "by": by or ["unit", "segment"]},
                     min_groups=("by", 12)) if compare_cuts else None
cuts

# %%
if cuts:
    large = every_wave[every_wave[cuts["by"]].isin(shown.table[cuts["by"]])]
    x = large[cuts["score"]]
    rules = large[[cuts["by"]]].assign(nps=(x >= 9) * 1.0 - (x <= 6), lower=(x >= 8) * 1.0 - (x <= 5), mean=x)
    rules = rules[x.notna()].groupby(cuts["by"], observed=True).mean()
    rules.columns = ["promoters 9–10", "promoters 8–10", "mean"]
    display(rules.rank().corr().round(2))

# %%
if cuts:
    ranks = rules[["promoters 9–10", "promoters 8–10"]].rank(ascending=False).reset_index()
    cx.show(cx.plot_rank_shifts(cx.Result(table=ranks), large=len(ranks) // 6))
    far = (ranks["promoters 9–10"] - ranks["promoters 8–10"]).abs() > len(ranks) // 6
    print(f"{far.sum()} of {len(ranks)} groups move over {len(ranks) // 6} places by the cut alone.")

# %% [markdown]
# **Reading.** The more groups move, the more ranks hang on the cut, and league tables and bonuses with them. Show the mean
# beside the NPS, and do not rank groups whose difference cannot be told from none.
#
# Do the classes cost precision? Here is the change between waves in standard errors, by the mean of the 0–10 answers and
# by the NPS. The square of their ratio says how many answers one is worth in the other.

# %%
clear = moved and change.table["p_value"].iloc[-1] < 1 - confidence_level
if clear:
    x = pair.groupby(moved["between"], observed=True)[moved["score"]].agg(["mean", "var", "count"])
    of_mean = (x["mean"].iloc[1] - x["mean"].iloc[0]) / np.sqrt((x["var"] / x["count"]).sum())
    of_nps = change.table["estimate"].iloc[-1] / change.table["std_error"].iloc[-1]
    print(f"The change in standard errors: {abs(of_mean):.1f} by the mean, {abs(of_nps):.1f} by the NPS.")
    print(f"To see this change as surely, the mean needs {(of_nps / of_mean) ** 2:.2f} answers for one of the NPS.")

# %% [markdown]
# ## 8. With weights?
#
# Those who answer are not those who were asked. A weight says how many people an answer stands for. It can mend the part
# of the bias that goes with what the *frame*, the list of all customers, knows of them. And it costs certainty: the
# *design effect* says how many answers are worth one of a simple random sample.

# %%
weighs = gates.section("8. With weights?", needs={"score": score, "weight": "weight"},
                       min_answers=gates.min_cell, latest=True) if weighted else None
weighs

# %%
if weighs:
    both = {"rating": weighs["score"], "confidence_level": confidence_level}
    plain = cx.net_promoter_score(asked, **both)
    heavy = cx.net_promoter_score(asked, weights=weighs["weight"], **both)

# %% [markdown]
# By hand, each answer's deviation counts with the square of its weight; then the library.

# %%
if weighs:
    known = asked.dropna(subset=[weighs["score"]])
    w, x = known[weighs["weight"]], known[weighs["score"]]
    d = (x >= 9) * 1.0 - (x <= 6)
    mean = (w * d).sum() / w.sum()
    print(f"{100 * mean:.1f}".replace("-", "−"), f"points, SE {100 * np.sqrt((w**2 * (d - mean) ** 2).sum()) / w.sum():.2f}")
    display(heavy)

# %%
if weighs:
    rows = pd.concat([plain.table, heavy.table]).assign(analysis=["without weights", "with weights"])
    cx.show(cx.plot_intervals(cx.Result(table=rows), label="analysis"))
    print(cx.weights_sentence(plain, heavy))
if weighs and truth:
    print(cx.truth_sentence(heavy.table["estimate"].iloc[0], truth["nps_wave_2"]["population"],
                            "the score of everybody in the frame"))

# %% [markdown]
# **Reading.** Where a truth is printed above, compare: weights move the score towards it and stop where the frame's
# knowledge stops. What else drives people to answer, such as a very good memory, no weight can see.

# %% [markdown]
# ## 9. Does it foretell return?
#
# The score is said to foretell what customers do. Where the study knows who came back, we can look. The outcome must be
# a record, 1 for yes and 0 for no; the intention to return is another opinion.

# %%
back = [] if gates.table is None else survey.columns("return", table=gates.table)
back = [name for name in back if every_wave[name].dropna().isin([0, 1]).all()]
foretells = gates.section("9. Does it foretell return?", min_groups=("back", 2),
                          needs={"score": score, "back": back or "return as 0 and 1"})
foretells

# %% [markdown]
# First the shares that came back, answer by answer, and class by class. The curve is a *logit*: it bends a straight line
# so that it stays between 0 and 100 %. Its slope says how much a point of the answer adds.

# %%
if foretells:
    known = every_wave[[foretells["score"], foretells["back"]]].set_axis(["given", "back"], axis=1).dropna()
    known["class"] = (known["given"] >= 9) * 1.0 - (known["given"] <= 6)
    logit = sm.GLM(known["back"], sm.add_constant(known[["given"]]), family=sm.families.Binomial()).fit()
    known["curve"], known["by_class"] = logit.fittedvalues, known.groupby("class")["back"].transform("mean")
    shares = cx.top_box_share(known, rating="back", top=1, by="given", confidence_level=confidence_level)
    shares = cx.suppress_small_cells(shares, min_cell=gates.min_cell)
    lines = known.groupby("given")[["curve", "by_class"]].mean()
    lines = cx.Result(table=shares.table.merge(lines, on="given").rename(columns={"given": "answer"}))
    cx.show(cx.plot_lines(lines, unit="came back"))

# %%
if foretells and known["given"].nunique() > 1:
    slope, (low, high) = logit.params["given"], logit.conf_int(1 - confidence_level).loc["given"]
    more = 100 * (slope * known["curve"] * (1 - known["curve"])).mean()
    told = "goes with" if low > 0 or high < 0 else "cannot be told from no change:"
    print(f"A point more of the answer {told} {more:+.1f} points of the share that came back, on average over all "
          f"{len(known):,}. Slope {slope:.2f} ({low:.2f} to {high:.2f}).".replace("-", "−"))
if foretells and "return_slope" in truth and foretells["back"] == "returned12":
    print(f"Planted truth: a slope of {truth['return_slope']['structural']:.2f}.")

# %% [markdown]
# How well does it foretell? Take one customer who came back and one who did not: in how many of all such pairs had the
# first given the higher answer? That is the *AUC*, the area under the ROC curve. A coin has 0.5, a prophet 1. Pairs with
# equal answers count half. It needs the order alone, so ranks give it by hand.

# %%
if foretells:
    came = known["back"] == 1
    below = known["given"].rank()[came].mean() - (came.sum() + 1) / 2
    print(f"A customer who came back had answered above {below:,.1f} of the {(~came).sum():,} who did not, on average: "
          f"AUC {below / (~came).sum():.3f}.")

# %% [markdown]
# Nothing was fitted for this, so it needs no second sample to be believed. Now against the three classes of the NPS and,
# where it was asked, satisfaction (or what else is the outcome); all on the people who answered both.

# %%
if foretells:
    also = survey.columns("outcome", table=gates.table)[:1]
    also = [name for name in also if every_wave[name].groupby(known["back"]).count().min() >= gates.min_cell]
    people = known[["back", "given", "class"]].set_axis(["back", "answer 0 to 10", "three classes"], axis=1)
    people = people.join(every_wave[also]).dropna()
    pair_of = {"outcome": "back", "scores": list(people.columns[1:]), "confidence_level": confidence_level}
    areas, gaps = (cx.outcome_auc(people, reference=one, **pair_of) for one in (None, "three classes"))
    display(areas)
    print(cx.foretelling_sentence(areas, gaps))

# %% [markdown]
# **Reading.** Making three classes of eleven answers throws order away; the gap says what that costs here. An AUC of 0.65,
# for one, ranks customers a little better than a coin: of use for a thousand of them, of little use for one. And whoever
# scores high and comes back need not come back *because* of what made the score high.

# %% [markdown]
# ## 10. What does a seven mean?
#
# The number does not say why. Comments do, for those who write. Two questions, then: what do the classes write about, and
# who writes at all? We take the answers to which the comments belong, all waves together.

# %%
heard = cx.join_comments(survey)
voices = cx.Gates(heard, role="recommend", min_cell=max(min_cell, survey.contract.study.min_cell.comments))
wrote = voices.section("10. What does a seven mean?", min_groups=("wrote", 2),
                       needs={"score": "recommend", "comment": "verbatim", "wrote": "wrote"})
if wrote:
    print("\n".join([f"Table {voices.table}. Question: {voices.question}", *heard.notes[len(survey.notes):]]))
wrote

# %%
if wrote:
    every_voice = voices.answers.dropna(subset=[wrote["score"]])
    by_voice = {"rating": wrote["score"], "confidence_level": confidence_level}
    groups_of = cx.net_promoter_score(every_voice, by="wrote", **by_voice).table.rename(columns={"wrote": "who"})
    everybody = cx.net_promoter_score(every_voice, **by_voice).table.assign(who="all who answered")
    cx.show(cx.plot_intervals(cx.Result(table=pd.concat([groups_of, everybody])), label="who"))
    written = cx.nps_difference(every_voice, between="wrote", reference="silent", **by_voice)
    print(cx.gap_sentence(written))

# %% [markdown]
# **Reading.** Where those who write score lower, comments are not the sample: a wall of quotations shows the firm worse than
# its customers see it, and the count of a complaint says nothing of how many have it.

# %%
if wrote and "writers" in truth and voices.table == "transactional":
    mean = voices.answers.groupby("wrote", observed=True)["satisfaction"].mean()
    print(cx.truth_sentence(mean["wrote"] - mean["silent"], truth["writers"]["finds"],
                            "the gap in satisfaction (0 to 10) after all contacts"))

# %% [markdown]
# What they write about, as far as somebody has read and coded it:

# %%
tones = heard.columns("valence", table=voices.table)[-1:] if wrote else []  # the comment's own comes last
coded = voices.section("10. Reasons by class", min_groups=("theme", 2),
                       needs={"score": "recommend", "theme": "theme", "tone": tones or "valence"}) if wrote else None
coded

# %%
if coded:
    read = every_voice.dropna(subset=[coded["theme"], coded["tone"]])
    classes = pd.cut(read[wrote["score"]], [-1, 6, 8, 10], labels=["detractors", "passives", "promoters"])
    cells = pd.DataFrame({"class": classes, "reason": read[coded["theme"]]})
    cells = cells.groupby(["class", "reason"], observed=True).size().rename("n").reset_index()
    cells = cx.fold_small_cells(cells, by="class", cell="reason", min_cell=voices.min_cell)
    print(f"A reason that fewer than {voices.min_cell} of a class name stands among the others of that class.")
    if len(cells):
        cx.show(cx.plot_heat(cx.Result(table=cells), rows="class", columns="reason", unit="coded comments"))

# %%
if coded:
    middle = np.mean(heard.contract.tables[voices.table].columns[coded["tone"]].bounds or 0)
    tone = np.sign(read[coded["tone"]] - middle).map({-1: "blame", 0: "neither", 1: "praise"})
    for name, part in tone.groupby(classes, observed=True):
        shares_of = ", ".join(f"{kind} {100 * (part == kind).mean():.0f} %" for kind in ("praise", "neither", "blame"))
        print(f"{name.capitalize()} (n = {len(part)}): {shares_of if len(part) >= 30 else 'too few to say'}.")

# %% [markdown]
# **Reading.** A seven or an eight is called *passive*. Read what these people write before you believe the word: mild
# praise and mild blame ask for different work. Counts as small as these show what there is to ask about, not how often it
# is so.

# %% [markdown]
# ## What we found
#
# Printed from the results above, so it holds for the data at hand. Scores are those of the people who answered, except
# where weights are named.

# %%
if made:
    print("·", cx.score_sentence(overall, returned=len(asked)))
if moved:
    print("·", cx.change_sentence(change))
if differ:
    print("·", cx.groups_sentence(raw, level=1 - confidence_level))
if weighs:
    print("·", cx.weights_sentence(plain, heavy))
if foretells:
    print("·", cx.foretelling_sentence(areas, gaps).replace("\n", "\n· "))
if wrote:
    print("·", cx.gap_sentence(written))

# %%
cx.Result(table=pd.concat([gates.summary(), voices.summary()], ignore_index=True))

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
monday = [
    (made,
     "The analyst puts n, the interval and the wording beside every score in use, and strikes every "
     "“+4 since last month” that its interval does not carry."),
    (differ,
     "The board takes scores off the bonus sheet until groups are compared with their number allowed "
     "for. Both by the end of the month."),
]
print("\n".join(f"· {step}" for shown, step in monday if shown) or "Nothing yet: the sections that would say what could not be shown.")

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
