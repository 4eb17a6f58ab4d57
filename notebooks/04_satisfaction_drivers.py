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
# # 4 · What drives satisfaction?
#
# **Decision:** which aspects do we work on, and at which touchpoint?
#
# **Who decides:** those who answer for the touchpoints, with the analyst who knows how sure the order is.
#
# **After this you can**
#
# - give a baseline with targets,
# - compute and compare measures of importance,
# - say how sure an order is,
# - recognise a halo and entangled ratings,
# - set what people say beside what their ratings show,
# - explain why importance is not effect.
#
# **Time:** 110 minutes.
#
# **Needs:** one table with a column of role `outcome`, such as overall satisfaction, and at least two ratings of single
# aspects (role `rating`, `functional` or `emotional`). Touchpoints, targets, a log of contacts and a question what
# matters most open further sections. Sections that your data cannot carry say so and are skipped.

# %%
from statistics import NormalDist

import numpy as np
import pandas as pd

import cxlib as cx

# %% tags=["parameters"]
study: str = ""  # path of a study.toml; empty: the sample company Pont Nou
only: str = ""  # the part of the rows to look at, as "region: North"; empty: all
outcome: str = "outcome"  # role or column of what is to be explained; "table.column" names the table, too
drivers: str = "rating, functional, emotional"  # columns or roles of the aspects, separated by commas
method: str = "lmg"  # lmg; or relative_weights, which can take more than 25 aspects
low_cut: int = 2  # answers up to this one are low
high_cut: int = 5  # answers from this one on are high
measured: str = "d_speed: wait_minutes, d_on_time: on_time"  # section 6; a rating: what the log measured of the same
met: str = "use: T02 T06 T07 T13, advertising: T10"  # section 11; two names: the touchpoints that they stand for
min_cell: int = 10  # smallest group that is shown
confidence_level: float = 0.95  # of every interval
n_resamples: int = 1000  # draws of the bootstrap
seed: int = 2027  # of everything drawn at random

# %% [markdown]
# ## The data
#
# The data card: where the answers come from, how many there are, and the words of the question that is to be explained.

# %%
survey = cx.read_study(study or cx.sample_study(), tables=["outcome", "touchpoints", "interactions"], only=only)
shared, level = {"min_cell": min_cell, "parameters": ["outcome", "drivers"]}, {"confidence_level": confidence_level}
home, _, outcome = outcome.rpartition(".")
gates = cx.Gates(survey, role=outcome, table=home, most=["rating", "functional", "emotional"], **shared)
truth = {} if only else cx.sample_truth(survey.folder)
print(f"Study: {survey.name}. {survey.contract.study.notes}".strip())
if truth:
    print("Truth known, since the data were drawn from it.")
if gates.table is not None and not gates.guard.error:
    print(f"Table {gates.table}: {len(gates.answers):,} questionnaires. {gates.waves}".strip())
    print(f"Question: {gates.question}")

# %% [markdown]
# ## 1. Where are we?
#
# Before asking why, ask how much. The mean of each touchpoint stands beside its target, where somebody set one. If
# several tables ask the same question, the largest gives the baseline. Where answers have a weight, it is used, here
# and below.

# %%
needs = {"outcome": outcome, "touchpoint": "touchpoint"}
where = gates.section("1. Where are we?", needs=needs, min_groups=("touchpoint", 1))
where

# %%
if where:
    y, place = where["outcome"], where["touchpoint"]
    having = {name: len(frame) for name, frame in survey.tables.items() if {y, place} <= set(frame)}
    everybody = survey.tables[largest := max(having, key=having.get)]
    people = {"rating": y, "by": place, "weights": next(iter(survey.columns("weight", table=largest)), None)}
    levels = cx.mean_rating(everybody, **people, **level).table
    if everybody[y].dropna().nunique() <= 11:  # a scale of boxes, and not of percent
        levels["top_two"] = cx.top_box_share(everybody, top=everybody[y].max() - 1, **people).table["estimate"]
    levels = cx.suppress_small_cells(cx.Result(table=levels), min_cell=gates.min_cell)
    display(levels)

# %% [markdown]
# `top_two`, where it stands, is the share of the two highest answers. Now each mean less its target, with its interval:
# right of the line is above the target.

# %%
aims = cx.Gates(survey, role="target", **shared)
needs = {"touchpoint": "touchpoint", "target": "target"}
aimed = aims.section("1. Against the targets", needs=needs, lacking=None if where else where.error)
aimed

# %%
if aimed:
    register = aims.answers.drop_duplicates(aimed["touchpoint"]).set_index(aimed["touchpoint"])
    titles = register[aims.named("table", "description")[:1]].astype("str").agg(" ".join, axis=1)
    gaps = levels.table.join(register[aimed["target"]].rename("target"), on=place)
    gaps["called"] = (gaps[place].astype("str") + " " + gaps[place].map(titles).fillna("")).str.strip()
    for name in ("estimate", "conf_low", "conf_high"):
        gaps[name] -= gaps["target"]
    gaps = gaps.dropna(subset="target")
    cx.show(cx.plot_intervals(cx.Result(table=gaps), label="called", unit=f"Mean of {y} less its target, points"))
    misses = gaps.loc[gaps["conf_high"] < 0, "called"]
    print(f"Touchpoints that surely miss their target: {len(misses)} of {len(gaps)}.", *misses, sep="\n· ")

# %% [markdown]
# **Reading.** A touchpoint whose interval crosses the line may be above or below its target; more answers would tell.
# This says where it hurts, not why. Firms often know which number is missed, and little of what people thought and felt
# there. And no touchpoint is *the* customer experience; the service desk is one of many.

# %% [markdown]
# ## 2. Which aspects, and how entangled are they?
#
# People rated single aspects. Not everybody can rate each of them, so here are the shares who did. Used are aspects
# that three in four could rate. One that only some touchpoints have comes back in section 7.

# %%
named = gates.named("drivers", drivers)
explained = {"outcome": outcome}
few = cx.CXError(f"Aspects in table {gates.table}: {len(named)}; needed: 2.",
                 "declare their columns with role rating, or name them with -p drivers=….")
asked = gates.section("2. Which aspects?", needs=explained, min_answers=gates.min_cell,
                      lacking=few if len(named) < 2 else None)
asked

# %%
if asked:
    declared = survey.contract.tables[gates.table]
    meant, y = declared.columns, asked["outcome"]
    answers = gates.latest if declared.kind == "relationship" else gates.answers
    facets = pd.Series({name: meant[name].facet or meant[name].touchpoint or name for name in named})
    taken = facets.duplicated(keep=False) | facets.isin(list(answers))
    words = facets.mask(taken, facets.index.to_series())  # what an aspect is called from here on
    rows = answers.rename(columns=words)
    within, weights = (next(iter(survey.columns(role, table=gates.table)), None) for role in ("touchpoint", "weight"))
    rated = rows.loc[rows[y].notna(), list(words)].notna().mean()
    items = list(rated.index[rated >= 0.75])

# %%
if asked:
    texts = [meant[name].question for name in named]
    shown = pd.DataFrame({"column": named, "aspect": words.array, "question": texts, "rated_by": rated.array})
    display(cx.Result(table=shown.assign(used=rated.array >= 0.75)))

# %% [markdown]
# Where there are touchpoints, their means are taken out of every column. Otherwise an aspect would seem to matter
# merely because some touchpoints are better than others. What is left is the differences between people at the same
# touchpoint.
#
# First a look at each aspect alone. The *correlation* r says how closely two columns go together: 0 not at all, 1 in
# perfect step, −1 in opposite step.

# %%
lacking = asked.error
if asked:
    model = {"outcome": y, "drivers": items, "within": within, "weights": weights}
    try:
        sample = cx.driver_importance(rows, **model, method=method)
        n = int(sample.table["n"].iloc[0])
    except cx.CXError as error:
        lacking, n = error, gates.min_cell
    if n < gates.min_cell:
        lacking = cx.CXError(f"Complete answers: {n}; needed: {gates.min_cell}.", "collect more answers.")

# %%
tangled = gates.section("2. How entangled?", needs=explained, lacking=lacking)
tangled

# %%
if tangled:
    alone = sample.table[["driver", "n", "r"]].sort_values("r", ascending=False)
    heavy = rows.dropna(subset=[y, *items])[weights] if weights else np.ones(n)
    alike = heavy.sum() ** 2 / (heavy**2).sum()  # so many answers of one weight would tell as much (Kish)
    half = NormalDist().inv_cdf(0.5 + confidence_level / 2) / np.sqrt(max(alike - 3, 1))
    z = np.arctanh(alone["r"].clip(-0.9999, 0.9999))  # Fisher's scale, on which the error does not hang on r
    alone = alone.assign(conf_low=np.tanh(z - half), conf_high=np.tanh(z + half))
    display(cx.Result(table=alone, notes=sample.notes))

# %% [markdown]
# A common wrong belief: *the aspect at the top of such a list is the lever to pull.* Slides end here, with a budget for
# the first three. Let us see what is wrong with it. First, the aspects go with one another:

# %%
if tangled:
    knot = cx.driver_entanglement(rows, **model)
    cx.show(cx.plot_heat(knot))
    print(cx.entanglement_sentence(knot))

# %% [markdown]
# **Reading.** One number per person, the *first component*, carries this much of all ratings. If it is much, people may
# be telling one mood many times: a *halo*. The *variance inflation factor* (VIF) says how many times larger the
# squared error of an aspect's slope becomes because the others say nearly the same; 1 is none.

# %% [markdown]
# ## 3. Which matter?
#
# *R²* is the share of the differences in satisfaction that the ratings account for: 0 none, 1 all. Aspects that
# overlap have a part of it in common. Who gets it? Take two. The one that enters first takes all of it. So let each
# enter first once, and take the mean: that is its fair share. By hand, for the two that go most with
# satisfaction. R² of one is r²; of both it is (r₁² + r₂² − 2 r₁ r₂ r₁₂) / (1 − r₁₂²), with r₁₂ between the two:

# %%
if tangled and n < 15 * len(items):
    lacking = cx.CXError(f"Complete answers: {n:,}; needed for {len(items)} aspects: {15 * len(items):,}.",
                         "collect more answers, or name fewer aspects with -p drivers=….")
elif tangled and method == "lmg" and len(items) + np.log2(max(n_resamples, 1)) > 30:
    lacking = cx.CXError(f"Aspects: {len(items)}; by lmg {n_resamples:,} draws of so many would take long.",
                         "add -p method=relative_weights, or name fewer aspects with -p drivers=….")
ranked = gates.section("3. Which matter?", needs=explained, lacking=lacking)
ranked

# %%
if ranked:
    first, second = alone["driver"].iloc[:2]
    r_first, r_second = alone["r"].iloc[:2]
    r_two = knot.table.set_index(["driver", "other"])["r"][first, second]
    a, b = r_first**2, r_second**2
    both = (a + b - 2 * r_first * r_second * r_two) / (1 - r_two**2)
    print(f"R² of {first} alone {a:.3f}, of {second} alone {b:.3f}, of both {both:.3f}.")
    print(f"{first}: ({a:.3f} + {both - b:.3f}) / 2 = {(a + both - b) / 2:.3f}; {second}: {(b + both - a) / 2:.3f}.")

# %% [markdown]
# Six aspects, say, can enter in 720 orders. The mean over all orders is called LMG, or Shapley's value; the library
# takes it from all sets of aspects at once. *Johnson's weights* answer the same question another way. The *standardised
# slope* (`beta`) says by how many of its standard deviations (its usual distance from the mean) satisfaction moves with
# one of the aspect's, while the others stay. What the figure says of chance, and of first places, is the matter of
# section 4.

# %%
if ranked:
    drawn = {"n_resamples": n_resamples, "rng": seed, **level}
    importance = cx.driver_importance(rows, method=method, random_driver=True, **model, **drawn)
    johnson = cx.driver_importance(rows, method="relative_weights", **model, **drawn) if method == "lmg" else None
    slopes = cx.driver_slopes(rows, **model, **level)
    methods = [result for result in (importance, johnson, slopes) if result]
    columns = ["driver", "n", "estimate", "share", "rank", "r", "beta", "sign_agrees", "vif"]
    display(cx.Result(table=importance.table[columns], notes=importance.notes))

# %%
if ranked:
    cx.show(cx.plot_drivers(methods))
    print(cx.importance_sentence(methods))

# %% [markdown]
# **Reading.** The parts in `estimate` add up to R², each `share` is such a part divided by R². The rest is what nobody
# asked, and chance. Where correlation and slope had different signs, `sign_agrees` would say so: such an aspect helps
# to read the others, and is no lever by itself.
#
# Two methods that agree are no proof. Both read the same ratings.

# %% [markdown] tags=["lesson"]
# **Now you** (★). Replace `...` by your answer and run the cell.

# %% tags=["lesson"]
cx.check("04-1", ...)

# %% [markdown]
# ## 4. How sure is the order?
#
# Ask other people, and the order may be another. The *bootstrap* plays this through: from the answers at hand it draws
# as many again, some twice and some not at all, and repeats the whole analysis. It does so `n_resamples` times. The
# grid counts how often each aspect took each place.

# %%
drawn_again = gates.section("4. How sure is the order?", needs=explained, lacking=lacking)
drawn_again

# %%
if drawn_again:
    cx.show(cx.plot_heat(importance))
    print(cx.ranks_sentence(importance))

# %% [markdown]
# We call a pair surely ordered when one is ahead in at least 95 % of the draws. Whether their intervals overlap does
# not tell: look at the interval of the difference. A pair may be sure and that interval still touch 0, since it guards
# both ends: being ahead in 95 % leaves 5 % at one end, a 95 % interval half of that.

# %%
if drawn_again:
    pairs = importance.pairs.assign(sure=importance.pairs["share_ahead"] >= 0.95)
    display(cx.Result(table=pairs))
    print(f"{pairs['sure'].sum()} of {len(pairs)} pairs are surely ordered.")

# %% [markdown] tags=["lesson"]
# **Now you** (★):

# %% tags=["lesson"]
cx.check("04-2", ...)

# %% [markdown]
# Is an aspect better than nothing? A share is never below 0, so its interval lies above 0 even for dice. The fair
# comparison is a column of random numbers, and the shares that come out when satisfaction is shuffled.

# %%
if drawn_again:
    display(cx.Result(table=importance.random))

# %% [markdown]
# **Reading.** `null_high` is what luck alone reaches, `p_value` how often luck gives as much. It is a low bar: an
# aspect that merely shares people's mood beats dice, too.

# %% [markdown]
# ## 5. Against the truth?
#
# The sample company was drawn from known equations. So we can ask what a firm never can: which aspects *make*
# satisfaction? The crosses are what was planted.

# %%
planted = {}
if ranked and truth:
    slope_of = {word: f"slope_{name.removeprefix('d_')}" for name, word in words.items() if word in items}
    planted = {word: truth[name]["structural"] for word, name in slope_of.items() if name in truth}
unknown = cx.CXError("The truth of these data is not known.", "run the sample company.")
told = gates.section("5. Against the truth?", needs=explained, lacking=None if planted else lacking or unknown)
told

# %%
if told:
    shares = importance.table.set_index("driver")["estimate"]
    decoy = shares[[word for word in planted if planted[word] == 0]].idxmax()
    cx.show(cx.plot_drivers(importance, slopes=slopes, truth=planted, boxed=decoy))
    print(cx.decoy_sentence(importance, driver=decoy, effect=0))

# %% [markdown]
# **Reading.** Importance is not effect. A person in a good mood likes the place, the people and the whole contact; a
# person in a bad mood likes none of it. The mood lifts both answers, so they go together, and neither makes the other.
# No method that sees ratings only can take the mood out, and a larger sample makes the error surer, not smaller.
#
# Where the truth is not known, as in every firm, the decoy looks like all the others.

# %% [markdown] tags=["lesson"]
# Break it yourself. A toy firm with the same kind of plan: four aspects that work, two that do not. `halo` is how much
# the mood of the day colours everything. From which strength on does tidiness look like a lever?

# %% tags=["lesson"]
effects = pd.Series({"speed": 0.5, "competence": 0.35, "ease": 0.2, "promise": 0.1, "tidy": 0.0, "price": 0.0})
colours = pd.Series({"speed": 0.6, "competence": 0.6, "ease": 0.6, "promise": 0.6, "tidy": 1.4, "price": 0.4})


def toy_firm(halo):
    draws = np.random.default_rng(seed).normal(size=(3000, 8))
    mood, own, chance = draws[:, :1], draws[:, 1:7], draws[:, 7]
    rated = pd.DataFrame(own + halo * mood * colours.array, columns=effects.index)
    return rated.assign(satisfaction=own @ effects + halo * mood[:, 0] + chance)


def view(halo=0.8):
    table = cx.driver_importance(toy_firm(halo), outcome="satisfaction", drivers=effects.index).table
    tidy = table.set_index("driver").loc["tidy"]
    print(f"Halo {halo}: tidy takes place {tidy['rank']:.0f} of {len(table)}, r {tidy['r']:.2f}, "
          f"{100 * tidy['share']:.0f} % of what is explained. Its effect is 0.")


# %% tags=["lesson"]
for halo in (0.0, 0.4, 0.8):
    view(halo)

# %% tags=["nbval-ignore-output", "lesson"]
from ipywidgets import interact

_ = interact(view, halo=(0.0, 1.5, 0.1))

# %% [markdown]
# ## 6. How to escape the halo?
#
# Ask less and measure more: a clock has no mood. Where the log knows what was rated, here is the same matter twice, as
# people said it and as it was recorded. Each is alone in its model, so that the two can be compared. Slopes are
# standardised (`estimate`), and once more in points of satisfaction (`slope`); of times the logarithm is taken, so that
# from 5 minutes to 10 is as far as from 10 to 20.

# %%
twins = []
if ranked:
    logged = cx.join_contacts(survey, table=gates.table)
    records = logged.contract.tables[gates.table].columns
    split = dict(map(str.strip, pair.split(":", 1)) for pair in measured.split(",") if ":" in pair)
    twins = [(words[rating], record) for rating, record in split.items() if rating in words and record in records]
unpaired = cx.CXError("No rating is paired with a record of the same matter.", "name pairs with -p measured=….")
clocks = gates.section("6. How to escape the halo?", needs=explained, lacking=None if twins else lacking or unpaired)
clocks

# %%
if clocks:
    both = logged.tables[gates.table].rename(columns=words)
    timed = {"seconds", "minutes", "hours", "days"}
    for record in {record for _, record in twins if records[record].measured_in in timed}:
        both[record] = np.log(both[record].clip(lower=0.5))

# %%
alone = []
for rating, record in twins if clocks else ():
    pair = both.dropna(subset=[y, rating, record])
    for name, how in {rating: "as rated", record: "as recorded"}.items() if len(pair) >= 30 else ():
        try:
            one = cx.driver_slopes(pair, **{**model, "drivers": [name]}, **level).table
            alone.append(one.assign(what=f"{name}, {how}"))
        except cx.CXError as error:
            print(f"{name}: {error}")

# %%
if alone:
    alone = pd.concat(alone)
    columns = ["what", "n", "estimate", "conf_low", "conf_high", "slope", "slope_low", "slope_high"]
    display(cx.Result(table=alone[columns]))
    cx.show(cx.plot_intervals(cx.Result(table=alone), label="what", unit=f"Slope: SD of {y} for one SD", digits=2))

# %%
recorded = alone.set_index("driver")["slope"] if len(alone) else {}
for _, record in twins:
    if record in recorded and records[record].measured_in in timed:
        print(f"Twice the {record} goes with {recorded[record] * np.log(2):+.2f} points of {y}.".replace("-", "−"))
for name, record in {"log_minutes": "wait_minutes", "delivered_on_time": "on_time"}.items():
    if record in recorded and name in truth:
        slope = f"slope of {record} {truth[name]['structural']:.2f}, found {recorded[record]:.2f}."
        print("Planted truth:", slope.replace("-", "−"))

# %% [markdown]
# **Reading.** A rating's slope holds the matter *and* the mood. A record's slope holds no mood. It is smaller, also
# since a record is not all that people mean by the word. What stays clear of 0 can be worked on with more confidence.
# What nobody recorded, such as tidy premises, remains an opinion.

# %% [markdown] tags=["lesson"]
# **Now you** (★★★): a test that would unmask the decoy.

# %% tags=["lesson"]
cx.check("04-5", ...)

# %% [markdown]
# ## 7. The same at each touchpoint?
#
# A courier must come on time, an invoice must be clear. So each touchpoint is analysed alone, with all aspects that
# were asked there. Where there are fewer than 15 answers for each aspect, an order would be chance, and the row stays
# grey.

# %%
needs = {**explained, "touchpoint": "touchpoint"}
spread = gates.section("7. The same at each touchpoint?", needs=needs, min_groups=("touchpoint", 2), lacking=lacking)
own_items, analysed, large_enough = {}, [], []
once = {"method": method, "n_resamples": min(n_resamples, 300), "rng": seed, **level}
if spread:
    sizes = rows.dropna(subset=[y])[within].value_counts().rename("n").rename_axis(within).reset_index()
    large_enough = sorted(cx.suppress_small_cells(cx.Result(table=sizes), min_cell=gates.min_cell).table[within])
spread

# %%
for name in large_enough:
    part = rows[(rows[within] == name) & rows[y].notna()]
    own_items[name] = own = [word for word in words if part[word].notna().mean() >= 0.75]
    full = part[[y, *own]].dropna()
    one = pd.DataFrame({"driver": own, "n": len(full)})
    if own and len(full) >= 15 * len(own):
        try:
            one = cx.driver_importance(part, **{**model, "drivers": own, "within": None}, **once).table
        except cx.CXError as error:
            print(f"{name}: {error}")
    analysed += [one.assign(**{within: name})] if own and len(full) >= gates.min_cell else []

# %%
if analysed:
    columns = [within, *importance.table.columns]  # where all are thin, nothing else names them
    by_place = cx.Result(table=pd.concat(analysed, ignore_index=True).reindex(columns=columns))
    titles = dict(zip(gaps[place], gaps["called"], strict=True)) if aimed else {}
    cx.show(cx.plot_heat(by_place, rows=within, labels=titles))
    print(cx.segments_sentence(by_place, by=within, labels=titles))

# %% [markdown]
# The table for those who answer for the touchpoints: each aspect's share, its place, between which places the draws put
# it, and whether correlation and slope point the same way.

# %%
if analysed:
    columns = [within, "driver", "n", "share", "rank", "rank_low", "rank_high", "sign_agrees"]
    clear = by_place.table.reindex(columns=columns).dropna(subset="share").sort_values([within, "rank"])
    display(cx.Result(table=clear))

# %% [markdown]
# Do two touchpoints differ in an aspect that both have? Two orders that differ are no proof. The bootstrap of the
# difference is; here between the two touchpoints with most answers, in the aspects that both have.

# %%
if spread:
    large = [name for name in sizes[within] if name in large_enough][:2]
    mutual = [word for word in items if all(word in own_items[name] for name in large)]
    two = rows[rows[within].isin(large)]
    enough = two.dropna(subset=[y, *mutual])[within].value_counts().loc[large].min() >= 15 * len(mutual) > 0

# %%
if spread and enough:
    compared = {**model, "drivers": mutual, "within": None}
    try:
        differ = cx.driver_differences(two, between=within, **compared, **once)
        sure = differ.table[(differ.table["conf_low"] > 0) | (differ.table["conf_high"] < 0)]
        display(differ)
        print(f"{len(sure)} of {len(differ.table)} differences between {large[0]} and {large[1]} can be told from none.")
    except cx.CXError as error:
        print(f"No differences: {error}")

# %% [markdown] tags=["lesson"]
# **Now you** (★★): an aspect whose two signs differ; and a touchpoint with 45 answers.

# %% tags=["lesson"]
cx.check("04-3", ...)

# %% tags=["lesson"]
cx.check("04-4", ...)

# %% [markdown]
# ## 8. Asked or derived?
#
# Why not simply ask people what matters most to them? Some studies do. Here is what people name first, against the
# share that their own ratings give.

# %%
said = None
if ranked and survey.columns("reason", table=gates.table):
    short = {name.partition("_")[2]: word for name, word in words.items()} | {word: word for word in items}
    said = rows[survey.columns("reason", table=gates.table)[0]].map(short | words.to_dict()).dropna()
    said = said[said.isin(items)]
silent = cx.CXError("No column of role reason names the aspects.", "ask what matters most, and declare the column.")
silent = silent if said is None or said.empty else None
voiced = gates.section("8. Asked or derived?", needs=explained, lacking=lacking or silent)
voiced

# %%
if voiced:
    named_first = pd.get_dummies(said, dtype=float).reindex(columns=items, fill_value=0)
    named_first = named_first.join(rows[[weights]] if weights else [])
    counted = [cx.top_box_share(named_first, rating=word, top=1, weights=weights, **level).table for word in items]
    stated = cx.Result(table=pd.concat(counted, ignore_index=True).assign(driver=items))
    cx.show(cx.plot_points(stated, importance))
    print(cx.stated_sentence(stated, importance))
if voiced and planted:
    top = stated.table.set_index("driver")["estimate"].idxmax()
    print(f"Planted truth: the effect of {top}, which people name first, is {planted[top]:.2f}.")

# %% [markdown]
# **Reading.** Neither is the truth. People name what they may decently name, and what is in the air; their ratings
# follow what they met, and the mood. What never fails is taken for granted: it hardly differs between people, so no
# analysis of ratings can find it, and people would still leave if it failed.

# %% [markdown]
# ## 9. A straight line?
#
# Some things only hurt when they are missing, as a right invoice: a *must-be*. Some only delight, as kindness: they are
# *attractive*. What does both alike is *linear*. For each aspect, low and high answers are compared with those in the
# middle: a *penalty* and a *reward*, in points of satisfaction. All aspects stand in one model.

# %%
bent, cuts = lacking, {"low": low_cut, "high": high_cut, **level}
if ranked:
    ends = [meant[name].bounds or [rows[word].min(), rows[word].max()] for name, word in words.items()]
    off = [end for end in ends if not end[0] <= low_cut < sum(end) / 2 < high_cut <= end[1]]
    bent = cx.CXError(f"The cuts {low_cut} and {high_cut} do not suit the scale of {len(off)} aspects.",
                      "name the highest low and the lowest high answer with -p low_cut=… and -p high_cut=….")
    try:
        sides, bent = cx.penalty_reward(rows, **model, **cuts), bent if off else None
    except cx.CXError as error:
        bent = error
curved = gates.section("9. A straight line?", needs=explained, lacking=bent)
curved

# %%
if curved:
    cx.show(cx.plot_bars(sides))
    print(cx.penalty_sentence(sides))

# %% [markdown]
# Now the aspects that only some touchpoints have. Only the aspect itself is split into low, middle and high; the others
# stay as they are. Few answers cannot carry many splits, and the mood is better taken out by whole ratings.

# %%
special = []
for item in [word for word in words if word not in items] if curved else ():
    at = [name for name, own in own_items.items() if item in own]
    mutual = [word for word in words if all(word in own_items[name] for name in at)]
    part = rows[rows[within].isin(at)] if within else rows[:0]
    middle = part[item].between(low_cut, high_cut, inclusive="neither").any()
    if at and middle and len(part[[y, *mutual]].dropna()) >= 30 * len(mutual):
        others = [word for word in mutual if word != item]
        one = cx.penalty_reward(part, **{**model, "drivers": [item]}, always=others, **cuts).table
        where_asked = at[0] if len(at) == 1 else f"{len(at)} touchpoints"
        special.append(one.assign(driver=f"{item} ({where_asked})"))

# %%
if special:
    special = cx.Result(table=pd.concat(special, ignore_index=True), settings=sides.settings)
    cx.show(cx.plot_bars(special))
    print(cx.penalty_sentence(special))
if special and truth:
    wrong, right, missing, great = (truth[name]["structural"] for name in
                                    ("correct_low", "correct_high", "kind_low", "kind_high"))
    planted_ends = f"invoice wrong {wrong:.1f}, right {right:.1f}; kindness missing {missing:.1f}, great {great:.1f}."
    print("Planted truth:", planted_ends.replace("-", "−"), "The others are straight lines.")

# %% [markdown]
# **Reading.** Look at both n before you believe a kind. Where far fewer people answer low than high, the low ones lie
# further from the middle, and even a straight line shows a larger penalty. So it does where many give the highest
# satisfaction there is, since nothing more can be earned there. And mood is in these bars as in all ratings.
#
# Few answers at an end make bars that point the wrong way: a low rating that seems to earn, a high one that seems to
# cost. Count them, touchpoint by touchpoint.

# %%
if curved and spread:
    thin = cx.penalty_reward(rows, **{**model, "within": None}, by=within, **cuts).table
    thin = pd.concat([thin[["n_low", "penalty"]].set_axis(["n", "bar"], axis=1),
                      thin[["n_high", "reward"]].set_axis(["n", "bar"], axis=1).assign(bar=-thin["reward"])]).dropna()
    for what, few in {"fewer than 30": thin[thin["n"] < 30], "30 or more": thin[thin["n"] >= 30]}.items():
        print(f"Bars on {what} answers: {len(few)}; with the wrong sign: {(few['bar'] > 0).sum()}.")

# %% [markdown]
# ## 10. Does the model bear it?
#
# Three doubts. First: whose answers were used? An aspect that few could rate, taken into the model, throws out
# everybody who did not rate it. Those who stay met other touchpoints, and the order may change with them.

# %%
bears = gates.section("10. Does the model bear it?", needs=explained, lacking=lacking)
bears

# %%
if bears:
    print(f"{n:,} of {rows[y].notna().sum():,} answers have all of {len(items)} aspects.")
    display(cx.Result(table=importance.lost))
rare = rated[(rated < 0.75) & (rated > 0.25)] if bears else []
if len(rare) and rows[[y, *items, rare.idxmax()]].dropna().shape[0] >= 15 * (len(items) + 1):
    more = cx.driver_importance(rows, **{**model, "drivers": [*items, rare.idxmax()]}, method=method).table
    for name, some in {"Without": importance.table, "With": more}.items():
        ranking = ", ".join(some.sort_values("rank")["driver"])
        print(f"{name} {rare.idxmax()}: {some['n'].iloc[0]:,} answers. Order: {ranking}.")

# %% [markdown]
# Second: satisfaction is a scale of steps, and the line takes each step for equal. An *ordered logit* takes only their
# order. Do both put the aspects in one order? In this comparison all answers count alike, whatever their weights.

# %%
ordered = None
if bears:
    try:
        ordered = cx.ordinal_check(rows, outcome=y, drivers=items, within=within, **level)
        display(ordered)
    except cx.CXError as error:
        print(f"No ordered logit: {error}")
if ordered:
    print(cx.ordinal_sentence(ordered))

# %% [markdown]
# Third: does it hold for everybody? R² by segment, or by touchpoint where there is no segment. A low one is no lack of
# feeling: where people answer alike, there is little to account for.

# %%
groups = [*survey.columns("segment", table=gates.table), *filter(None, [within])] if bears else []
enough = max(15 * len(items), gates.min_cell) if bears else 0
groups = [name for name in groups if rows.dropna(subset=[y, *items])[name].value_counts().max() >= enough][:1]
if groups:
    cut = {**model, "within": None if within in groups else within}
    explains = cx.driver_importance(rows, **cut, by=groups, method=method).r_squared
    display(cx.Result(table=explains[explains["n"] >= enough]))

# %% [markdown]
# ## 11. Use or advertising?
#
# A brand's image is said to be made by campaigns. Or is it made in use? Where the same customers answered in two waves,
# look at the change of their image of the firm: among those who used it in the meantime, and among those it wrote to.

# %%
brand = cx.Gates(survey, role="wave", table="relationship", **shared)
image = [] if brand.table is None else [name for name in brand.named("image", "rating")
                                        if survey.contract.tables[brand.table].columns[name].facet == "image"]
keys = ("customer", "touchpoint", "time")
logs = [name for name, its in survey.contract.tables.items() if its.kind == "interactions"]
logs = [name for name in logs if all(survey.columns(role, table=name) for role in keys)]
unasked = cx.CXError("No ratings of facet image, or no log of contacts.", "declare both in study.toml.")
lived = brand.section("11. Use or advertising?", needs={"customer": "customer", "wave": "wave"},
                      min_groups=("wave", 2), lacking=None if logs and image else unasked)
lived

# %%
panel, sides_met = pd.DataFrame(), {}
if lived:
    scored = brand.answers.assign(image=brand.answers[image].mean(axis=1, skipna=False)).dropna(subset="image")
    waves = scored.pivot_table(index=lived["customer"], columns=lived["wave"], values="image", observed=True)
    panel = waves.iloc[:, -2:].diff(axis=1).iloc[:, -1:].dropna().set_axis(["change"], axis=1)
    who, at, when = (survey.columns(role, table=logs[0])[0] for role in keys)
    log = survey.tables[logs[0]]
    year = log[log[when] > log[when].max() - pd.Timedelta(days=365)]
    sides_met = dict(map(str.strip, pair.split(":", 1)) for pair in met.split(",") if ":" in pair)
    for name, places in sides_met.items():
        panel[name] = panel.index.isin(year.loc[year[at].isin(places.split()), who]) * 1.0

# %%
sizes = [panel[name].eq(side).sum() for name in sides_met for side in (0, 1)]
if sizes and min(sizes) >= max(gates.min_cell, 30):
    lift = cx.driver_slopes(panel, outcome="change", drivers=list(sides_met), **level)
    points = lift.table[["driver", "n", "slope", "slope_low", "slope_high"]]
    points = cx.Result(table=points.set_axis(["driver", "n", "estimate", "conf_low", "conf_high"], axis=1))
    cx.show(cx.plot_intervals(points, label="driver", unit="Change of image, points of the scale", digits=2))
    print(cx.slopes_sentence(lift))
elif lived:
    print(f"Customers in both waves who met each side or not: {', '.join(map(str, sizes)) or 'none'}. Too few to say.")
if sizes and truth:
    use, mail = (truth[name]["structural"] for name in ("image_use", "image_mail"))
    print(f"Planted truth: use {use:+.2f}, the after-sale mail {mail:+.2f} points.")

# %% [markdown]
# **Reading.** A change within the same person leaves out what a person always is, their usual mood as well. It does not
# leave out what made them come: nobody was sent by lot. So use *goes with* the change.

# %% [markdown]
# ## What we found
#
# Printed from the results above, so it holds for the data at hand.

# %%
if aimed:
    print(f"· {len(misses)} of {len(gaps)} touchpoints surely miss their target.")
if tangled:
    print("·", cx.entanglement_sentence(knot))
if ranked:
    print("·", cx.importance_sentence(methods), "\n·", cx.ranks_sentence(importance))
if told:
    print("·", cx.decoy_sentence(importance, driver=decoy, effect=0))
if analysed:
    print("·", cx.segments_sentence(by_place, by=within, labels=titles))
if voiced:
    print("·", cx.stated_sentence(stated, importance))

# %%
sections = pd.concat([gates.summary(), aims.summary(), brand.summary()])
sections["number"] = sections["section"].str.extract(r"(\d+)").astype(int)
cx.Result(table=sections.sort_values("number", kind="stable", ignore_index=True).drop(columns="number"))

# %% [markdown]
# ## What this does not show
#
# - What would happen if an aspect were better. That takes a change made for some and not for others.
# - Aspects that nobody asked about, and those that never fail: they differ too little to be seen.
# - How much of an importance is mood. All ratings come from one person at one sitting.
# - People who did not answer.

# %% [markdown]
# ## On Monday

# %%
monday = [
    (spread,
     "The owner of each touchpoint with a framed cell takes that aspect, and a record of it (a clock, "
     "a count), into the monthly report, and proposes one change to try at some branches drawn by lot."
     " Owners of grey rows collect answers first."),
    (ranked,
     "The analyst strikes every “key driver” that has no interval. All of it within four weeks."),
]
print("\n".join(f"· {step}" for shown, step in monday if shown) or "Nothing yet: the sections that would say what could not be shown.")

# %% [markdown] tags=["lesson"]
# ## Check yourself
#
# 1. An aspect has the largest share. What else must you know before you spend money on it?
# 2. Why is the interval of a share never below 0, and what do you compare with instead?
# 3. Two aspects have overlapping intervals. Can their order be sure?
# 4. Why does a thing that never fails look unimportant?
# 5. What could you measure tomorrow without asking anybody?
#
# ## Where next
#
# All exercises with room for your answers: `exercises/04_satisfaction_drivers.ipynb`; worked answers:
# `solutions/04_satisfaction_drivers.ipynb`. Words for your glossary: driver, correlation, R², LMG (Shapley's value),
# Johnson's weights, standardised slope, bootstrap, halo, variance inflation factor, penalty and reward, ordered logit.
