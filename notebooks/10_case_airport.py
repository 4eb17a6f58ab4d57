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
# # 10 · The airport: one fall, eight analyses
#
# **Decision:** did recommendation fall from one wave to the next, and what may be said of it? The case is San Francisco
# airport, 2017 and 2018.
#
# **Who decides:** the board, with the analyst who signs the method statement.
#
# **After this you can**
#
# - read a code book before the data,
# - build a crosswalk over questions that change their names,
# - weight answers and allow for clusters,
# - separate mix from change,
# - resist naming a driver that the answers do not show,
# - write what cannot be said.
#
# **Time:** 110 minutes.
#
# **Needs:** real answers, about 6 MB in nine files, fetched once and then kept. Or your own study: several tables of
# kind `relationship`, or one with a column of role `wave`. Sections that the data cannot carry say so and are skipped.
# What a standard error, an interval and `n_effective` are, notebook 03 says; what R² is and how it is shared out,
# notebook 04.

# %%
from itertools import product

import numpy as np
import pandas as pd

import cxlib as cx

# %% tags=["parameters"]
study: str = ""  # path of a study.toml with several waves; empty: the airport's survey
waves: str = ""  # the two waves compared, such as "2017, 2018"; empty: the last two that ask for a recommendation
weighted: bool = True  # use the column of role weight where there is one
cluster: str = "run"  # column of what was drawn as a whole, such as a survey run or a branch
cluster_returns: bool = False  # whether a cluster of one wave comes back in the next, as a branch does
core: str = "art, food, shops, signs, walkways, screens, wifi"  # ratings that nearly everybody can give
mix: str = "area, part_of_day"  # columns whose combinations are the segments of section 7
low_cut: float = 3  # section 9: ratings up to this one are low; here 1 to 3 lie below "good"
high_cut: float = 5  # section 9: ratings from this one on are high
problem: str = "problem"  # column of section 10
group: str = "form"  # column of the groups of section 11
n_resamples: int = 1000  # how often section 8 draws the people again
seed: int = 2027  # of these draws
min_cell: int = 10  # smallest group that is shown
confidence_level: float = 0.95  # of every interval

# %% [markdown]
# The files are fetched, unless they are there already, and read as `study.toml` says: one file that tells for each year
# which header means which question, and what its codes mean.

# %%
absent = None
try:
    folder = study or cx.airport_study()
except cx.CXError as error:
    absent = error
survey = cx.read_study(folder) if absent is None else None
asking = cx.waves_asking(survey, role="recommend") if survey else []
compared = [wave.strip() for wave in waves.split(",")] if waves else asking[-2:]
if waves and len(compared) != 2:
    raise cx.CXError(f'waves: "{waves}" does not name two waves.', 'Write two names, such as "2017, 2018".')

# %% [markdown]
# Two views of the study serve this notebook: all waves joined, and the two that are compared, with the columns that
# both of them have.

# %%
pair = everything = cx.join_waves(survey) if survey else None
if survey and compared:
    pair = cx.join_waves(survey, waves=compared)
    compared = list(pair.tables["relationship"]["wave"].cat.categories)  # in their own order
named = {"min_cell": min_cell, "parameters": ["cluster", "mix", "problem", "group"], "absent": absent}
followed = cx.Gates(everything, role="outcome", **named)
gates = cx.Gates(pair, role="recommend", **named)
everybody, both = followed.answers, gates.answers
level = {"confidence_level": confidence_level}

# %% [markdown]
# ## The data
#
# What was loaded, and which *waves*, or rounds of the survey, are compared.

# %%
if absent:
    display(gates.absent)
if survey:
    print(f"Study: {survey.name}. {survey.contract.study.notes}".strip())
if everybody is not None:
    print(f"Questionnaires: {len(everybody):,}. {followed.waves}")
if both is not None:
    print(f"Compared: {' and '.join(compared)}. Questionnaires: {len(both):,}.")
    print(f"Question: {gates.question}")

# %% [markdown] tags=["lesson"]
# Every year the airport has passengers asked at its gates. Nobody planted a truth here: known are the code book and the
# exact counts. The results are this workbook's, not the airport's.

# %% [markdown]
# ## 1. What is in the file?
#
# Read the code book before the data. Here is every code that the recommendation question has in the files, and what the
# code book says it means.

# %%
two = {"min_groups": ("wave", 2)}
coded = gates.section("1. What is in the file?", needs={"score": "recommend", "wave": "wave"}, **two)
coded

# %%
if coded:
    score = coded["score"]
    raw = cx.raw_answers(survey, column=score).query("wave in @compared").reset_index(drop=True)
    codes = pd.crosstab([raw["meaning"], raw["code"].replace("", "(empty)")], raw["wave"])
    display(codes.sort_index(key=lambda level: pd.to_numeric(level, errors="coerce"), level="code", sort_remaining=False))

# %% [markdown]
# A common wrong belief: *numbers in a column of numbers are scores.* What if the codes for *no answer* are kept? A code
# above 10 then makes a promoter of everybody who said nothing.

# %%
if coded:
    numbers = pd.to_numeric(raw["code"], errors="coerce").clip(0, 10).round()
    both = both.assign(kept=both[score].fillna(numbers))
    right = cx.net_promoter_score(both, rating=score, by="wave", **level)
    wrong = cx.net_promoter_score(both, rating="kept", by="wave", **level)
    tables = [table.table.assign(codes=name) for name, table in (("kept as scores", wrong), ("as declared", right))]
    display(cx.Result(table=pd.concat(tables)[["codes", "wave", "n", "estimate", "conf_low", "conf_high"]]))

# %%
if coded:
    said = [" and ".join(f"{value:.1f}" for value in result.table["estimate"]) for result in (wrong, right)]
    harm = f"Kept as scores the codes give {said[0]}; right are {said[1]}.".replace("-", "−")
    spoilt = wrong.table["n"].sum() > right.table["n"].sum()
    print(harm if spoilt else "No code of this question could be taken for a score.")

# %% [markdown]
# **Reading.** No statistical test finds such a fault, since every number looks like a number; the code book does. Where
# 0 is a blank and 6 means *never used*, as in the airport's ratings, a mean goes wrong too. And the same blank is `0`
# in one year, `Blank` in the next and `BLANK` after that.

# %% [markdown] tags=["lesson"]
# **Now you** (★). Replace `...` by your answer and run the cell.

# %% tags=["lesson"]
cx.check("10-1", ...)

# %% [markdown]
# ## 2. Is it the same question?
#
# Headers change from year to year, and a header that stays may hide another question. A *crosswalk* lists, wave by
# wave, what a question is called. The grid shows the share of questionnaires that answer it; an empty cell was not
# asked.

# %%
same = followed.section("2. Is it the same question?", needs={"wave": "wave"})
same

# %%
if same:
    walk = cx.crosswalk(survey)
    cx.show(cx.plot_heat(walk, roles=["outcome", "recommend", "rating", "weight"]))
    main = walk.table[walk.table["role"].isin(["outcome", "recommend", "weight"])]
    display(main.pivot(index="wave", columns="column", values="source").fillna("–"))

# %%
if same:
    outcome = everything.columns("outcome", table=followed.table)[0]
    worded = walk.table[walk.table["column"] == outcome].set_index("wave")["question"]
    for wording in worded.unique():
        print(f"{', '.join(worded[worded == wording].index)}: {wording or '(wording not stated)'}")
    asked = walk.table[walk.table["role"].isin(["outcome", "rating"])].groupby("column")["wave"].nunique()
    print(f"Asked in all {len(worded)} waves: {(asked == len(worded)).sum()} of {len(asked)} ratings.")
    print(f"Recommendation asked in: {', '.join(asking) or 'none'}.")

# %% [markdown]
# **Reading.** Compare only what was asked in the same words. Where the labels of a scale change, say so beside the
# line; whether a new label moved the answers, the data do not tell.
#
# And compare only people of the same kind. A rating that few can give speaks of those few. How many rows are left if
# every rating must be there?

# %%
if coded:
    ratings = pair.columns("rating", table=gates.table)
    near = [name for name in core.split(", ") if name in ratings]
    last = both[both["wave"] == compared[-1]]
    for names in filter(None, (near, ratings)):
        full = last[names].notna().all(axis=1).sum()
        print(f"{compared[-1]}: {full:,} of {len(last):,} rows have all of {len(names)} ratings.")

# %% [markdown] tags=["lesson"]
# **Now you** (★★):

# %% tags=["lesson"]
cx.check("10-4", ...)

# %% [markdown]
# ## 3. How did the overall rating go?
#
# One rating is in every wave. Its mean, with and without weights. The intervals take every person as drawn alone;
# section 6 shows, on the score, what that overlooks.

# %%
trend = followed.section("3. How did the overall rating go?", needs={"outcome": "outcome", "wave": "wave"},
                         min_groups=("wave", 2))
trend

# %%
if trend:
    mean = cx.mean_rating(everybody, rating=trend["outcome"], by="wave", **level)
    lines = {"without weights": cx.suppress_small_cells(mean, min_cell=followed.min_cell)}

# %%
needs = {"outcome": "outcome", "weight": "weight", "wave": "wave"}
heavy = followed.section("3. With weights", needs=needs, min_groups=("wave", 2)) if weighted else None
heavy

# %%
if trend and heavy:
    known = everybody.dropna(subset=[heavy["weight"]])
    mean = cx.mean_rating(known, rating=trend["outcome"], by="wave", weights=heavy["weight"], **level)
    lines["with weights"] = cx.suppress_small_cells(mean, min_cell=followed.min_cell)

# %%
if trend:
    through = cx.Result(table=pd.concat(line.table.assign(analysis=name) for name, line in lines.items()))
    other = list(worded[worded != worded.mode()[0]].index)
    ends = everything.contract.tables[followed.table].columns[outcome].bounds
    unit = f"Mean of “{outcome}”" + (", scale {:g} to {:g}".format(*ends) if ends else "")
    cx.show(cx.plot_lines(through, x="wave", hue="analysis", unit=unit, starred=other))
    for name, line in lines.items():
        best = line.table.loc[line.table["estimate"].idxmax()]
        print(f"{name}: {cx.trend_sentence(line, wave='wave')} Highest: {best['estimate']:.2f} in {best['wave']}.")

# %% [markdown]
# **Reading.** A change is *clear* when its interval leaves out 0. Hundredths of a point become clear when thousands
# answer. Clear is not large: look at the axis first.

# %% [markdown] tags=["lesson"]
# **Now you** (★):

# %% tags=["lesson"]
cx.check("10-2", ...)

# %% [markdown]
# ## 4. Did the score fall?
#
# The plain comparison, as a newspaper would make it: each score with its standard error, and the root of the sum of
# squares for the change.

# %%
moved = gates.section("4. Did the score fall?", needs={"score": "recommend", "wave": "wave"}, **two)
if moved:
    display(right)
moved

# %%
if moved:
    before, after = right.table.to_dict("records")
    fall = after["estimate"] - before["estimate"]
    error = np.hypot(after["std_error"], before["std_error"])
    told = f"From {before['estimate']:.1f} to {after['estimate']:.1f}: {fall:+.1f} points, SE {error:.1f}"
    print(told.replace("-", "−"))

# %%
if moved:
    between = {"between": "wave", "reference": compared[0], **level}
    plain = cx.nps_difference(both, rating=score, **between)
    print(cx.change_sentence(plain))

# %% [markdown]
# Three things are taken for granted here: that the codes are right, that the sample is the whole in small, and that
# every answer was drawn alone. The first is mended. Now the other two.

# %% [markdown]
# ## 5. Who was sampled?
#
# A *weight* says how much a questionnaire counts, so that each group has its true share. Where weights have the mean 1,
# a group below 1 was asked too often, one above 1 too rarely. Look at the weights before you use them.

# %%
weighs = gates.section("5. Who was sampled?", needs={"score": "recommend", "weight": "weight", "wave": "wave"},
                       **two) if weighted else None
weighs

# %%
if weighs:
    display(both.groupby("wave", observed=True)[weighs["weight"]].agg(["count", "mean", "min", "max"]).round(2))
    parts = [name for name in mix.split(", ") if name in both][:1]
    if parts:
        display(both.pivot_table(index=parts, columns="wave", values=weighs["weight"], observed=True).round(2))

# %%
if weighs:
    scores = cx.net_promoter_score(both, rating=score, by="wave", weights=weighs["weight"], **level)
    lighter = cx.nps_difference(both, rating=score, weights=weighs["weight"], **between)
    display(scores)
    print(cx.change_sentence(lighter))
    moves = [result.table["estimate"].iloc[0] for result in (plain, lighter)]
    print(f"Weights move the change from {moves[0]:+.1f} to {moves[1]:+.1f} points.".replace("-", "−"))

# %% [markdown]
# **Reading.** A weight is no trick to make a result smaller or larger. It answers another question: not *what did these
# people say*, but *what would all have said*, as far as the weight knows them. State which one you report.

# %% [markdown]
# ## 6. How many independent answers?
#
# The airport's interviewers went to one gate at one time and asked whom they met: a *survey run*. People of one run
# share the gate, the flight, the delay. Such a group, drawn as a whole, is a *cluster*. How alike are its people? Split
# the spread of the answers (+100, 0, −100) into that between runs and that within them. The *intraclass correlation*
# (ICC) is the share that lies between.

# %%
needs = {"score": "recommend", "cluster": cluster, "wave": "wave"}
drawn = gates.section("6. How many independent answers?", needs=needs, **two)
drawn

# %%
if drawn:
    run = both[drawn["cluster"]].astype("str")
    run = run if cluster_returns else both["wave"].astype("str") + " · " + run
    points = 100.0 * (both[score] >= 9) - 100.0 * (both[score] <= 6)
    both = both.assign(cluster=run.where(both[drawn["cluster"]].notna()), nps=points)
    known = both.dropna(subset=[score, "cluster"])
    spread = known.groupby(["wave", "cluster"], observed=True)["nps"].agg(["size", "mean", "var"]).reset_index("wave")

# %% [markdown]
# A trap on the way: run 123 of one year is not run 123 of the next. Unless a cluster truly returns, as a branch does,
# its name needs the wave beside it.

# %%
if drawn:
    for wave, runs in spread.groupby("wave", observed=True):
        n, g = runs["size"].sum(), len(runs)
        typical = (n - (runs["size"] ** 2).sum() / n) / max(g - 1, 1)
        away = runs["mean"] - np.average(runs["mean"], weights=runs["size"])
        among = (runs["size"] * away**2).sum() / max(g - 1, 1)
        inside = ((runs["size"] - 1) * runs["var"].fillna(0)).sum() / max(n - g, 1)
        icc = (among - inside) / (among + (typical - 1) * inside)
        print(f"{wave}: {g:,} runs of {n / g:.0f} answers on average, ICC {icc:.2f}.".replace("-", "−"))

# %% [markdown]
# A small ICC is enough. With m answers a cluster, the *design effect* 1 + (m − 1) · ICC says how many times the
# variance, the square of the standard error, grows. Where you have no clusters in your file, this table says what a
# likeness would do:

# %%
sizes, likeness = [5, 13, 30], [0.0, 0.02, 0.05, 0.10]
effects = pd.DataFrame([[1 + (m - 1) * icc for m in sizes] for icc in likeness], index=likeness, columns=sizes)
effects.rename_axis(index="ICC", columns="answers a cluster").round(2)

# %%
if drawn:
    design = {"weights": weighs["weight"] if weighs else None, "cluster": "cluster"}
    runs = cx.net_promoter_score(both, rating=score, by="wave", **design, **level)
    clear = cx.nps_difference(both, rating=score, **design, **between)
    display(runs)

# %% [markdown]
# By hand, then by the library. The textbook rule takes Student's quantile, which is above 1.96, the more so the fewer
# the clusters; the library's score interval may differ a little:

# %%
if drawn:
    from scipy import special

    row = clear.table.iloc[0]
    quantile = special.stdtrit(known["cluster"].nunique() - 2, 0.5 + confidence_level / 2)
    low, high = row["estimate"] - quantile * row["std_error"], row["estimate"] + quantile * row["std_error"]
    print(f"{row['estimate']:.1f} ± {quantile:.2f} · {row['std_error']:.1f}: {low:.1f} to {high:+.1f}".replace("-", "−"))
    print(cx.change_sentence(clear))

# %% [markdown]
# Now all of it side by side. Each row is one analysis of the same questionnaires: codes right (as declared) or wrong
# (kept as scores), weights or none, runs or none.

# %%
def analysis(codes="right", weights=True, runs=True):
    design = {"weights": weighs["weight"] if weights and weighs else None, "cluster": "cluster" if runs and drawn else None}
    result = cx.nps_difference(both, rating=score if codes == "right" else "kept", **design, **between)
    label = f"codes {codes}{' · weights' if design['weights'] else ''}{' · runs' if design['cluster'] else ''}"
    return cx.Result(table=result.table.assign(analysis=label), settings=result.settings)


# %%
if moved:
    both_ways = {True: [False, True], False: [False]}
    options = product(["wrong", "right"][not spoilt :], both_ways[bool(weighs)], both_ways[bool(drawn)])
    every = cx.Result(table=pd.concat([analysis(*option).table for option in options], ignore_index=True))
    headline = ["codes right", "codes right · weights", "codes right · weights · runs"]
    cx.show(cx.plot_intervals(every, label="analysis", unit="Change, points", bold=headline))
    print(cx.analyses_sentence(every))

# %% [markdown]
# **Reading.** The data stay the same from row to row; what is assumed does not. None of the rows in bold is a lie; the
# last of them knows most about how the sample was drawn. A common wrong belief: *significant is significant.* It is,
# under assumptions that somebody chose.

# %% [markdown] tags=["lesson"]
# Break it yourself: which single switch moves the change most, and which one its certainty? The menu and the boxes need
# a live Jupyter; the figure above holds all of their answers.

# %% tags=["lesson"]
def view(codes="right", weights=True, runs=True):
    print(cx.change_sentence(analysis(codes, weights, runs)))


if moved:
    view()

# %% tags=["nbval-ignore-output", "lesson"]
from ipywidgets import interact

if moved:
    _ = interact(view, codes=["right", "wrong"], weights=True, runs=True)

# %% [markdown] tags=["lesson"]
# **Now you** (★★):

# %% tags=["lesson"]
cx.check("10-3", ...)

# %% [markdown]
# ## 7. Mix or change?
#
# A score falls when people become less content, or when more of those are asked who were never content. The first lies
# in the segments' *own scores* (`rate` in the table), the second in their *mix*. The segments are the combinations of a
# few columns, and the two parts add up to the change. Without weights, since weights would already undo a part of the
# mix.

# %%
wanted = [*mix.split(", "), "segment"]
mixed = gates.section("7. Mix or change?", needs={"score": "recommend", "mix": wanted, "wave": "wave"}, **two)
mixed

# %%
if mixed:
    parts = [name for name in mix.split(", ") if name in both] or [mixed["mix"]]
    cell = both[parts].astype("str").agg(" · ".join, axis=1).where(both[parts].notna().all(axis=1))
    split = cx.nps_change(both.assign(cell=cell), rating=score, wave="wave", segment="cell", **level)
    display(cx.Result(table=split.table[split.table["status"] == "total"].drop(columns="cell")))

# %%
if mixed:
    whole = split.table.query("status != 'total' and component == 'change'")
    large = cx.suppress_small_cells(cx.Result(table=whole), min_cell=gates.min_cell)
    rows = split.table[split.table["cell"].isin(large.table["cell"]) | (split.table["status"] == "total")]
    print(f"Segments by {', '.join(parts)}: {len(whole)}; shown: {len(large.table)}. {' '.join(large.notes)}".strip())
    if len(large.table):
        cx.show(cx.plot_bars(cx.Result(table=rows), label="cell"))
    print(cx.mix_sentence(split))

# %% [markdown]
# One more mix is easily forgotten: *who asked*. People may be kinder to an interviewer's face than to a sheet of paper,
# and an interviewer may choose whom to sit with. Neither was drawn by lot.

# %%
way = gates.section("7. Who asked?", needs={"score": "recommend", "mode": "mode", "wave": "wave"}, **two)
way

# %%
if way:
    modes = cx.net_promoter_score(both, rating=score, by=["wave", way["mode"]], **level)
    modes = cx.suppress_small_cells(modes, min_cell=gates.min_cell)
    cx.show(cx.plot_intervals(modes, label=way["mode"], facet="wave"))
    print(cx.mix_sentence(cx.nps_change(both, rating=score, wave="wave", segment=way["mode"], **level)))

# %% [markdown]
# **Reading.** A split by segments names no cause. It says where the change sits, and whether a simpler story, other
# people, would do.

# %% [markdown]
# ## 8. What goes with the overall rating?
#
# People rated single aspects, too, and a board would like to hear: *work on this one first*. Can the answers say so?
# Only aspects that nearly everybody rated can be compared, see section 2.
#
# An aspect's share is its part of R², of all that the aspects together account for; notebook 04 says how it is shared
# out. Each wave is analysed alone: what holds should hold twice. All answers count alike here, without weights.

# %%
aspects, lacking = [], None
if coded:
    rated = pair.columns("rating", table=gates.table)
    usual = [name for name in rated if both[name].notna().mean() >= 0.75]
    aspects = [name for name in core.split(", ") if name in rated] or usual
    if len(aspects) < 2:
        lacking = cx.CXError(f"Aspects that most people rated: {len(aspects)}; needed: 2.",
                             "declare their columns with role rating, or name them with -p core=….")
asked = gates.section("8. What goes with the overall rating?", needs={"outcome": "outcome", "wave": "wave"},
                      lacking=lacking)
asked

# %%
found = {}
if asked:
    model = {"outcome": asked["outcome"], "drivers": aspects}
    for wave, rows in both.groupby("wave", observed=True):
        try:
            result = cx.driver_importance(rows, **model, n_resamples=n_resamples, rng=seed, **level)
        except cx.CXError as error:
            print(f"{wave}: {error}")
            continue
        print(f"{wave}: {cx.importance_sentence(result)}")
        if result.table["n"].iloc[0] >= 15 * len(aspects):
            found[wave] = result

# %% [markdown]
# The first of the two waves in full. `estimate` is the part of R², `share` the same as a share of the whole:

# %%
if found:
    early, importance = next(iter(found.items()))
    columns = ["driver", "n", "estimate", "conf_low", "conf_high", "share", "rank", "rank_low", "rank_high"]
    display(cx.Result(table=importance.table[columns], notes=importance.notes))
    shares = 100 * importance.table["share"]
    print(f"Shares: {shares.min():.0f} to {shares.max():.0f} %. Were all alike, each would have {100 / len(shares):.0f} %.")

# %% [markdown]
# Had other people answered on those days, which aspect would lead? Draw as many again from those who did answer, some
# twice and some not at all: a *resample*. Put the aspects in order, and repeat. The grid shows how often each aspect
# took each place. A sure order would be one dark diagonal.

# %%
if found:
    cx.show(cx.plot_heat(importance))
    for wave, result in found.items():
        print(f"{wave}: {cx.ranks_sentence(result)}")
    knot = cx.driver_entanglement(both[both["wave"] == early], **model)
    print(f"{early}: {cx.entanglement_sentence(knot)}")

# %%
if len(found) == 2:
    places = pd.concat({wave: result.table.set_index("driver")["rank"] for wave, result in found.items()}, axis=1)
    moved_most = (places[compared[1]] - places[compared[0]]).abs().idxmax()
    display(places.sort_values(compared[0]))
    steps = " and ".join(f"{places.loc[moved_most, wave]} in {wave}" for wave in compared)
    print(f"The widest move: {moved_most}, place {steps}.")

# %% [markdown]
# **Reading.** A driver could be named if one aspect kept the first place in at least 95 of 100 resamples. Where none
# does, say that none does. Such ratings go together, since somebody content with the whole is kind to its parts; the
# answers then cannot say which part made the whole. A common wrong belief: *the first in the list is the one to work
# on.* Even a sure first place would be no effect. And every person counts here as drawn alone, so that the order is, if
# anything, less sure than the grid shows.

# %% [markdown]
# ## 9. Penalty or reward?
#
# Perhaps one straight line for each aspect hides something. Some things nobody praises and everybody misses: a
# *must-be* costs much when it is poor and earns nothing when it is excellent. So compare low ratings and high ratings
# each with those between, all aspects in one model.

# %%
contrasts = None
if found:
    looks = 1 - (1 - confidence_level) / (3 * len(aspects))  # a penalty, a reward and their sum for each
    cuts = {"low": low_cut, "high": high_cut, "confidence_level": looks}
    try:
        contrasts = cx.penalty_reward(both[both["wave"] == early], **model, **cuts)
    except cx.CXError as error:
        lacking = error
thin = cx.CXError("Section 8 gave no result.", "read there why.")
sides = gates.section("9. Penalty or reward?", needs={"outcome": "outcome", "wave": "wave"},
                      lacking=None if contrasts else lacking or thin)
sides

# %% [markdown]
# Whoever looks at many aspects at once finds something by luck. So the intervals are made wide enough for *all* of them
# to hold at once at the level that was asked for (Bonferroni's rule). `linear` means that a low rating costs and a
# high one earns, and neither is twice the other; `unclear`, that the answers do not tell.

# %%
if sides:
    cx.show(cx.plot_bars(contrasts))
    table = contrasts.table
    display(cx.Result(table=table[["driver", "n", "n_low", "n_high", "penalty", "reward", "kind"]], notes=contrasts.notes))
    basics = ", ".join(table.loc[table["kind"] == "must_be", "driver"])
    largest = table[["penalty", "reward"]].abs().max().max()
    print(f"{early}: the largest contrast is {largest:.2f} points. Must-be: {basics or 'none is sure'}.")

# %% [markdown]
# **Reading.** Ratings alone show a must-be only if it fails often enough. What almost never fails looks unimportant
# here, since hardly anybody could tell what its failure costs. To learn that, look at those who met a failure.

# %% [markdown]
# ## 10. What does a problem do?
#
# In the airport's case people were asked whether they met a problem there. Each answer's group is set against the
# largest, wave by wave.

# %%
needs = {"score": "recommend", "problem": problem, "wave": "wave"}
trouble = gates.section("10. What does a problem do?", needs=needs, min_groups=("problem", 2))
trouble

# %%
if trouble:
    score, column = trouble["score"], trouble["problem"]
    met = cx.net_promoter_score(both, rating=score, by=["wave", column], **level)
    met = cx.suppress_small_cells(met, min_cell=gates.min_cell)
    cx.show(cx.plot_intervals(met, label=column, facet="wave"))

# %%
if trouble:
    largest = both.loc[both[score].notna(), column].value_counts().idxmax()
    gaps = cx.nps_difference(both, rating=score, between=column, reference=largest, by="wave", **level)
    gaps = cx.suppress_small_cells(gaps, min_cell=gates.min_cell)
    print(cx.gap_sentence(gaps))
    shares = both[column].value_counts(normalize=True)
    print("Both waves together:", ", ".join(f"{name} {100 * share:.1f} %" for name, share in shares.items()))

# %% [markdown]
# **Reading.** The gap *goes with* the problem; it is not all its effect, since a bad day makes both a problem and a low
# score. Still, it is where a board would look first.

# %% [markdown]
# ## 11. How small is too small?
#
# Groups by one column, in the airport's case the language of the form, one wave at a time. A group below the smallest
# number is hidden. If it is the only one, the next smallest is hidden with it, since the total would give the hidden
# score away. Grey marks have fewer than 30 answers.

# %%
needs = {"score": "recommend", "group": [group, "language", "segment"], "wave": "wave"}
little = gates.section("11. How small is too small?", needs=needs, min_groups=("group", 2))
little

# %%
if little:
    score, shown = little["score"], []
    for wave, rows in both.dropna(subset=[score]).groupby("wave", observed=True):
        one = cx.net_promoter_score(rows, rating=score, by=little["group"], **level)
        one = cx.suppress_small_cells(one, min_cell=gates.min_cell)
        shown.append(one.table.assign(wave=wave))
        print(f"{wave}: {len(one.table)} groups shown. {' '.join(one.notes)}".strip())
    shown = cx.Result(table=pd.concat(shown, ignore_index=True))
    if len(shown.table):
        cx.show(cx.plot_intervals(shown, label=little["group"], facet="wave"))

# %% [markdown]
# **Reading.** Groups differ in more than their name. Whoever fills in a form in another language may also fly
# elsewhere, from another gate, and use the scale in another way. So these groups are shown, and not ranked.

# %% [markdown]
# ## 12. What can we not say?
#
# A limit belongs beside the number that it limits. These come from what the study holds.

# %%
if survey:
    kinds = {table.kind for table in survey.contract.tables.values()}
    limits = [("Those who did not answer", "customers" in kinds, "no table of the people who could have been asked"),
              ("Those asked too rarely", bool(weighs), "no weight in both waves"),
              ("Answers that are alike", bool(drawn), "no clusters: intervals may be too short"),
              ("The staff's side", "employees" in kinds, "no table of employees"),
              ("A trend of the score", len(asking) > 2, f"waves that ask for it: {len(asking)}")]
    table = [(name, "partly" if there else "no", "" if there else why) for name, there, why in limits]
    display(cx.Result(table=pd.DataFrame(table, columns=["what", "seen here", "why not"])))

# %% [markdown]
# ## What we found
#
# Printed from the results above, so it holds for the data at hand.

# %%
if trend:
    print(*(f"· Mean {name}: {cx.trend_sentence(line, wave='wave')}" for name, line in lines.items()), sep="\n")
if moved:
    print("· Plain:", cx.change_sentence(plain))
if weighs:
    print("· Weighted:", cx.change_sentence(lighter))
if drawn:
    print(f"· {'Weighted, and by' if weighs else 'By'} {drawn['cluster']}:", cx.change_sentence(clear))

# %%
if mixed:
    print("·", cx.mix_sentence(split))
for wave, result in found.items():
    print(f"· {wave}: {cx.ranks_sentence(result)}")
if trouble:
    print("·", cx.gap_sentence(gaps).replace("\n", "\n· "))

# %%
sections = pd.concat([followed.summary(), gates.summary()])
number = sections["section"].str.extract(r"(\d+)", expand=False).astype(float)
cx.Result(table=sections.iloc[number.argsort(kind="stable")].reset_index(drop=True))

# %% [markdown]
# ## What this does not show
#
# - Why a score fell. Two surveys show a difference, never its cause.
# - Those who could not be asked, as passengers who were at no gate at the hour of a run, and those who declined.
# - What the staff saw, and what it cost them.
# - Which aspect to work on first. Ratings that share one mood do not tell; a change made at some gates and not at
#   others would.
#
# Net Promoter, Net Promoter Score and NPS are registered marks of Bain & Company, NICE Systems and Fred Reichheld.
#
# ## On Monday
#
# The analyst writes the method statement: codes, crosswalk, weights, clusters, one line each. The board hears the last
# bold row of the figure in section 6, not the first, and decides whether problems deserve a follow-up. No aspect gets
# money because it leads the list of section 8. All this before the next survey goes out, so that its questions keep
# their words.

# %% [markdown] tags=["lesson"]
# ## Check yourself
#
# 1. Why can no statistical test find a code that was kept as a score?
# 2. Which of the eight analyses would you print, and which would you mention?
# 3. Suppose the ICC were 0. What would the survey runs change?
# 4. A colleague ranks the languages of the form. What do you ask for first?
# 5. One aspect leads in both waves. Why does the board not hear that it is the lever?
#
# And the examination, for everybody (★★★): write the sentence for the press.

# %% tags=["lesson"]
cx.check("10-5", ...)

# %% [markdown]
# ## Where next
#
# All exercises with room for your answers: `exercises/10_case_airport.ipynb`; worked answers:
# `solutions/10_case_airport.ipynb`. Words for your glossary: code book, crosswalk, weight, survey run, cluster,
# intraclass correlation, design effect, mix, must-be.
