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
# **Needs:** one table with a column of role `recommend` (whole numbers 0 to 10). A wave, a group and a weight
# open further sections. Sections that your data cannot carry say so and are skipped.

# %%
from itertools import product

import numpy as np
import pandas as pd

import cxlib as cx

# %% tags=["parameters"]
study: str = ""  # path of a study.toml; empty: the sample company Pont Nou
score: str = "recommend"  # role or column of the answers 0 to 10
by: str = ""  # column of the groups to compare; empty: the units, else the first segment
between: str = "wave"  # role or column whose last two values are compared
weighted: bool = True  # use the column of role weight where there is one
compare_cuts: bool = True  # run section 7
min_cell: int = 10  # smallest group that is shown
confidence_level: float = 0.95  # of every interval
n_resamples: int = 1000  # draws of the bootstrap
seed: int = 2027  # of everything drawn at random

# %% [markdown]
# ## The data
#
# What was asked: *How likely is it that you would recommend our product or service to a relative or friend?*
# 0 means *very unlikely*, 10 means *I would definitely recommend it*. Report the wording with the score:
# other words are another question.

# %%
survey = cx.read_study(study or cx.sample_study())
gates = cx.Gates(survey, role="recommend", min_cell=min_cell)
every_wave, asked, truth = gates.answers, gates.latest, cx.sample_truth(survey.folder)
print(survey.name, "·", survey.contract.study.notes)
if asked is not None:
    print(f"Table {gates.table}: {len(every_wave):,} rows, {len(asked):,} of them in the last wave.")
print("Synthetic data, truth known." if truth else "Real data, truth unknown.")

# %% [markdown]
# ## 1. How is it made?
#
# Here and in the next sections we look at the last wave. Answers 9 and 10 are *promoters*, 7 and 8 *passives*, 0 to 6 *detractors*. The score is the share of promoters
# minus the share of detractors, in points from −100 to 100. By hand, from counts:

# %%
made = gates.section("1. How is it made?", needs={"score": score}, min_answers=gates.min_cell)
made

# %%
if made:
    answers = asked[made["score"]].dropna()
    promoters, detractors = (answers >= 9).mean(), (answers <= 6).mean()
    print(f"{len(answers):,} answers: {promoters:.3f} promoters − {detractors:.3f} detractors")
    print(f"NPS = {100 * (promoters - detractors):.1f} points")

# %% [markdown]
# From here on the library does the counting. It also says what it left out. The interval on the right is the
# subject of section 3.

# %%
if made:
    overall = cx.net_promoter_score(asked, rating=made["score"], confidence_level=confidence_level)
    display(overall)

# %%
if made:
    cx.show(cx.plot_recommendation(cx.recommendation_counts(asked, rating=made["score"])))

# %% [markdown]
# **Reading.** Two denominators are in use: valid answers, and everybody who was asked. Software differs silently,
# so name yours. Passives belong in both.

# %%
if made:
    print(cx.score_sentence(overall, asked=len(asked)))

# %% [markdown]
# A common wrong belief: *an NPS of 30 means that 30 % of customers recommend us.* It is a difference of two
# shares; nobody is a "net promoter". **Now you** (★):

# %%
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
cx.show(cx.plot_recommendation(cx.recommendation_counts(firms, rating="answer", by="firm")))

# %%
firms.groupby("firm")["answer"].agg(["mean", "std"]).round(2)

# %% [markdown]
# **Reading.** Equal NPS, different work to do: the mixed firm must win back one customer in five, the lukewarm one
# must give people a reason to care. The three shares and the mean belong beside every score.

# %% [markdown]
# ## 3. How sure?
#
# Each answer counts +1, 0 or −1. With shares P and D its variance is P + D − (P − D)². The standard error is the
# root of that variance over n, and the textbook interval ("Wald") is the score ± 1.96 standard errors.

# %%
if made:
    variance = promoters + detractors - (promoters - detractors) ** 2
    standard_error = 100 * np.sqrt(variance / len(answers))
    print(f"One answer: SD {np.sqrt(variance):.3f}. The score of {len(answers):,}: SE {standard_error:.2f} points.")

# %% [markdown]
# With thousands of answers every interval agrees. The trouble starts with few. Take a class of ten, all
# promoters:

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

# %% [markdown]
# **Now you** (★★): the pocket rule adds ¾ of an answer to promoters, ¾ to detractors and 3 to n.

# %%
cx.check("03-3", ...)

# %% [markdown]
# How often does an interval hold the truth? That can be worked out exactly: list every sample that n answers can
# give, weigh it by its chance, and see whether its interval holds the true score.

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
    tables.append(cx.nps_coverage(n=n, promoters=high, detractors=np.full(len(high), low), interval=kind).table)
coverage = cx.Result(table=pd.concat(tables), settings={"confidence_level": 0.95})

# %%
cx.show(cx.plot_coverage(coverage))

# %% [markdown]
# White tiles keep their word, brown ones promise too much, blue ones are wider than they need be; grey shares cannot
# go together. The worst point of each panel carries its number.

# %%
worst = coverage.table[coverage.table["n"] >= 20].groupby("interval", sort=False)["coverage"].agg(["min", "max"])
print("From 20 answers on:", "; ".join(f"{kind} {row['min']:.2f} to {row['max']:.2f}" for kind, row in worst.iterrows()))

# %% [markdown]
# **Reading.** The score interval (Tango 1998) is the one this workbook uses: it asks which true scores would not
# be surprised by the data. The pocket rule is nearly as good and fits on a napkin. Wald's belongs in the museum
# as soon as a share is near 0 or n is small.

# %% [markdown]
# Break it yourself. The function below is an ordinary function; the sliders need a live Jupyter.

# %%
def view(n=10, promoters=0.95, detractors=0.01):
    point = {"n": n, "promoters": promoters, "detractors": min(detractors, 1 - promoters)}
    kinds = ("wald", "adjusted_wald", "score")
    return cx.Result(table=pd.concat([cx.nps_coverage(interval=kind, **point).table for kind in kinds]))


view()

# %% tags=["nbval-ignore-output"]
from ipywidgets import interact

_ = interact(view, n=(5, 100), promoters=(0.0, 1.0, 0.05), detractors=(0.0, 1.0, 0.05))

# %% [markdown]
# ## 4. How many?
#
# The width of the interval shrinks with the root of n: four times the answers, half the width.

# %%
margins = [cx.nps_sample_size(promoters=0.4, detractors=0.3, margin=m).table for m in (30, 20, 15, 10, 7, 5, 4, 3)]
margins = cx.Result(table=pd.concat(margins))
cx.Result(table=margins.table[["margin", "n"]])

# %%
cx.show(cx.plot_sample_sizes(margins, goal="margin", have=len(answers) if made else None))

# %% [markdown]
# **Reading.** Half promoters and half detractors is the worst case.

# %%
for_five = margins.table.set_index("margin")["n"][5]
worst_case = cx.nps_sample_size(promoters=0.5, detractors=0.5, margin=5).table["n"].iloc[0]
print(f"±30 points need {margins.table['n'].iloc[0]} answers, ±5 need {for_five:,}, in the worst case {worst_case:,}.")

# %% [markdown]
# A margin speaks of one survey. To see a change takes more, as the next section shows.

# %% [markdown]
# ## 5. Did it move?
#
# Two waves are two samples, and each has its error. Their difference has more error than either.

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
    pair = every_wave[every_wave[moved["between"]].isin(last)]
    change = cx.nps_difference(pair, rating=moved["score"], between=moved["between"], reference=last[0],
                               confidence_level=confidence_level)
    display(change)

# %%
if moved:
    cx.show(cx.plot_intervals(change, label=moved["between"], unit="Change, points"))

# %% [markdown]
# **Reading.** The interval of the change comes first, the p-value second. Where the same people answer in both
# waves, name them with `id=`: their answers go together, and the interval narrows.

# %%
if moved:
    print(cx.change_sentence(change))

# %%
if moved and truth:
    print(cx.truth_sentence(change.table["estimate"].iloc[-1], truth["nps_change"]["population"], "the change"))

# %% [markdown]
# How many answers would a smaller change need? The curve shows answers *per wave* for a chance of 80 % to see the
# difference.

# %%
sizes = [cx.nps_sample_size(promoters=0.4, detractors=0.3, difference=d).table for d in (3, 4, 5, 7, 10, 15, 20)]
sizes = cx.Result(table=pd.concat(sizes))
cx.show(cx.plot_sample_sizes(sizes, goal="difference", have=int(change.table["n"].iloc[-1]) if moved else None))

# %% [markdown]
# A common wrong belief: *"+4 since last month is a success."*

# %%
four = sizes.table.set_index("difference")["n"][4]
print(f"A true change of 4 points needs {four:,} answers a wave to be seen four times in five.")

# %% [markdown]
# **Now you** (★★):

# %%
cx.check("03-4", ...)

# %% [markdown]
# ## 6. Which groups differ?
#
# With a hundred groups, some look special by luck alone. Each group is compared with all the others together,
# over all waves, since few answers a group say little.

# %%
differ = gates.section("6. Which groups differ?", needs={"score": score, "by": by or ["unit", "segment"]},
                       min_groups=("by", 3))
differ

# %%
if differ:
    groups = cx.net_promoter_score(every_wave, rating=differ["score"], by=differ["by"], confidence_level=confidence_level)
    shown = cx.suppress_small_cells(groups, min_cell=gates.min_cell)
    display(shown.table.describe().loc[["min", "50%", "max"], ["n", "estimate", "std_error"]].round(1))

# %%
if differ:
    large = every_wave[every_wave[differ["by"]].isin(shown.table[differ["by"]])]
    raw = cx.nps_difference(large, rating=differ["score"], between=differ["by"], reference="rest")
    pooled = cx.nps_pooled(large, rating=differ["score"], by=differ["by"], confidence_level=confidence_level)

# %%
if differ:
    cx.show(cx.plot_funnel(raw, shown, pooled, level=1 - confidence_level))

# %%
if differ:
    print(cx.groups_sentence(raw, level=1 - confidence_level))
    print(*shown.notes, sep="\n")

# %%
if differ:
    found = raw.table.sort_values("p_value").head(8)
    display(cx.Result(table=found))

# %%
if differ and "branches" in truth and differ["by"] == "branch":
    planted = set(truth["branches"]["up"] + truth["branches"]["down"])
    named = set(raw.table.loc[raw.table["p_adjusted"] < 1 - confidence_level, "branch"])
    print(f"Planted: {len(planted)} branches differ. Found with all counted: {len(named & planted)} of them, "
          f"and {len(named - planted)} that do not.")

# %% [markdown]
# **Reading.** Testing one by one flags groups that are merely lucky. Holm's correction keeps the chance of even one
# false flag at one minus the confidence level. *Partial pooling* (the end of each line) moves every score towards the middle, the small
# groups most: it is the best guess of what the next survey will show, and no test.
#
# The mean of the groups' scores is not the firm's score, since groups differ in size. **Now you** (★):

# %%
cx.check("03-2", ...)

# %% [markdown]
# ## 7. Do the cut-points matter?
#
# Nine and ten are promoters by decree. What if eight were one, too?

# %%
cuts = gates.section("7. Do the cut-points matter?", needs={"score": score, "by": by or ["unit", "segment"]},
                     min_groups=("by", 3)) if compare_cuts else None
cuts

# %%
if cuts:
    x = large[cuts["score"]]
    rules = large[[cuts["by"]]].assign(nps=(x >= 9) * 1.0 - (x <= 6), lower=(x >= 8) * 1.0 - (x <= 5), mean=x)
    rules = rules[x.notna()].groupby(cuts["by"], observed=True).mean()
    display(rules.rank().corr().round(2))

# %%
if cuts:
    ranks = rules[["nps", "lower"]].rank(ascending=False).reset_index()
    ranks.columns = [cuts["by"], "promoters 9–10", "promoters 8–10"]
    cx.show(cx.plot_rank_shifts(cx.Result(table=ranks), large=len(ranks) // 6))

# %%
if cuts:
    far = (ranks["promoters 9–10"] - ranks["promoters 8–10"]).abs() > len(ranks) // 6
    print(f"{far.sum()} of {len(ranks)} groups move over {len(ranks) // 6} places by the cut alone.")

# %% [markdown]
# What the classes cost in precision: the same change between waves, in standard errors, by the mean of the
# 0–10 answers and by the NPS. The square of their ratio says how many answers one is worth in the other.

# %%
if cuts and moved:
    x = pair.groupby(moved["between"], observed=True)[moved["score"]].agg(["mean", "var", "count"])
    of_mean = (x["mean"].iloc[1] - x["mean"].iloc[0]) / np.sqrt((x["var"] / x["count"]).sum())
    of_nps = change.table["estimate"].iloc[-1] / change.table["std_error"].iloc[-1]
    print(f"The change in standard errors: {abs(of_mean):.1f} by the mean, {abs(of_nps):.1f} by the NPS.")
    print(f"For this change an answer from 0 to 10 is worth {(of_mean / of_nps) ** 2:.2f} of an answer in classes.")

# %% [markdown]
# **Reading.** Ranks of groups hang on the cut; so do league tables and bonuses. Show the mean beside the NPS, and
# never rank groups whose intervals overlap.

# %% [markdown]
# ## 8. With weights?
#
# Those who answer are not those who were asked. A weight says how many people an answer stands for. It can mend
# the part of the bias that goes with what the frame knows (channel, tenure), and it costs certainty.

# %%
weighs = gates.section("8. With weights?", needs={"score": score, "weight": "weight"},
                       min_answers=gates.min_cell) if weighted else None
weighs

# %%
if weighs:
    both = {"rating": weighs["score"], "confidence_level": confidence_level}
    plain = cx.net_promoter_score(asked, **both)
    heavy = cx.net_promoter_score(asked, weights=weighs["weight"], **both)

# %% [markdown]
# By hand: each answer's deviation counts with the square of its weight.

# %%
if weighs:
    known = asked.dropna(subset=[weighs["score"]])
    w, x = known[weighs["weight"]], known[weighs["score"]]
    d = (x >= 9) * 1.0 - (x <= 6)
    mean = (w * d).sum() / w.sum()
    print(f"{100 * mean:.1f} points, SE {100 * np.sqrt((w**2 * (d - mean) ** 2).sum()) / w.sum():.2f}")

# %%
if weighs:
    rows = pd.concat([plain.table, heavy.table]).assign(analysis=["without weights", "with weights"])
    cx.show(cx.plot_intervals(cx.Result(table=rows), label="analysis"))

# %%
if weighs:
    print(cx.weights_sentence(plain, heavy))

# %%
if weighs and truth:
    print(cx.truth_sentence(heavy.table["estimate"].iloc[0], truth["nps_wave_2"]["population"],
                            "the score of everybody in the frame"))

# %% [markdown]
# **Reading.** Where a truth is printed above, compare: weights move the score towards it and stop where the frame's
# knowledge stops. What else drives people to answer, such as a very good memory, no weight can see.

# %% [markdown]
# ## What we found
#
# Printed from the results above, so it holds for the data at hand.

# %%
if made:
    print("·", cx.score_sentence(overall, asked=len(asked)))
if moved:
    print("·", cx.change_sentence(change))
if differ:
    print("·", cx.groups_sentence(raw, level=1 - confidence_level))
if weighs:
    print("·", cx.weights_sentence(plain, heavy))

# %%
cx.Result(table=gates.summary())

# %% [markdown]
# ## What this does not show
#
# - Why people answer as they do: one question knows no cause.
# - Those who did not answer. An interval speaks of chance, not of silence.
# - Other countries, channels or wordings: their scores are not comparable with these.
#
# Net Promoter, Net Promoter Score and NPS are registered marks of Bain & Company, NICE Systems and Fred Reichheld.
#
# ## On Monday
#
# The analyst puts n, the interval and the wording beside every score in use, and strikes every "+4 since last
# month" that its interval does not carry. The board takes scores off the bonus sheet until groups are compared
# with their number allowed for. Both by the end of the month.
#
# ## Check yourself
#
# 1. Two groups have the same NPS. What else must you see before you call them alike?
# 2. Why is the interval of 10 promoters out of 10 not zero wide?
# 3. Suppose sixteen of 120 branches differ "significantly". How many would you expect if none did?
# 4. What can weights not mend?

# %%
cx.check("03-5", ...)

# %% [markdown]
# ## Where next
#
# All exercises with room for your answers: `exercises/03_net_promoter_score.ipynb`; worked answers:
# `solutions/03_net_promoter_score.ipynb`. Words for your glossary: promoter, passive, detractor, denominator, score
# interval, coverage, margin, power, Holm's correction, partial pooling, design effect.
