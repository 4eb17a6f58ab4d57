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
# # 6 · How do employees live their work?
#
# **Decision:** what may a team's result be used for, and which part of the employees' experience do we change?
#
# **Who decides:** human resources and the works council; team leads for their own part.
#
# **After this you can**
#
# - tell engagement from climate,
# - test whether items are reliable and how many things they measure,
# - decide whether a team's answers may be averaged,
# - protect people against thresholds that can be subtracted,
# - read a league table with doubt,
# - say what goes with engagement.
#
# **Time:** 90 minutes.
#
# **Needs:** one table of employees with a column for the team (role `unit`) and at least two items of role
# `engagement`. Items of role `climate` and `experience`, a table of the teams and customers' answers open further
# sections. Sections that your data cannot carry say so and are skipped.

# %%
from dataclasses import replace

import numpy as np
import pandas as pd
import statsmodels.formula.api as smf

import cxlib as cx

# %% tags=["parameters"]
study: str = ""  # path of a study.toml; empty: the sample company Pont Nou
only: str = ""  # the part of the rows to look at, as "region: North"; empty: all
team: str = "unit"  # role or column of the team whose answers may be averaged
engagement: str = "engagement"  # items, columns or roles, separated by commas; their facets stand in study.toml
climate: str = "climate"  # the same for climate
experience: str = "experience"  # the same for what may go with engagement
contrast: str = "rating"  # the same for another scale of the table, in section 6
customers: str = "transactional"  # table, or kind of table, with customers' answers by team
null: str = "uniform, slight, moderate"  # what "no agreement" looks like: one of these or several
min_cell: int = 10  # smallest group that is shown
min_difference: int = 3  # fewest people by which two groups shown may differ
confidence_level: float = 0.95  # of every interval
n_permutations: int = 200  # how often people are dealt into random teams
seed: int = 2027  # of everything drawn at random

# %% [markdown]
# ## The data
#
# The data card: where the answers come from, and how many there are. Nobody is named. This notebook links no answer to
# a person, nor to the same person's answer in another wave.

# %%
survey = cx.read_study(study or cx.sample_study(), tables=["employees", "units", customers], only=only)
first, level = engagement.split(",")[0].strip(), {"confidence_level": confidence_level}
gates = cx.Gates(survey, role=first, min_cell=min_cell, parameters=["team"])
truth = {} if only else cx.sample_truth(survey.folder)
print(f"Study: {survey.name}. {survey.contract.study.notes}".strip())
if truth:
    print("Truth known, since the data were drawn from it.")
if gates.table is not None and not gates.guard.error:
    print(f"Table {gates.table}: {len(gates.answers):,} questionnaires. {gates.waves}".strip())

# %% [markdown]
# A name for each scale, the items of each facet, and a helper: an analysis that cannot be had gives its reason.

# %%
meant = survey.contract.tables[gates.table].columns if gates.table else {}
scales = {"engagement": engagement, "climate": climate, "experience": experience, "contrast": contrast}
scales = {name: gates.named(name, words) for name, words in scales.items()}
items, facets = scales["engagement"], {}
for name in items:
    facets.setdefault(meant[name].facet or "engagement", []).append(name)
other = meant[scales["contrast"][0]].facet or "the other scale" if scales["contrast"] else "the other scale"
where = next(iter(gates.named("team", team)), None)


# %%
def tried(analysis, data, **asked):
    try:
        return analysis(data, **asked), None
    except cx.CXError as error:
        return None, error


def lacks(scale, fewest=2):
    n, mend = len(scales[scale]), f"declare columns of role {scale}, or name them with -p {scale}=…."
    return cx.CXError(f"Items on {scale}: {n}; needed: {fewest}.", mend) if n < fewest else None


def ends(names):
    own = [meant[name].bounds or [gates.answers[name].min(), gates.answers[name].max()] for name in names]
    return int(min(end[0] for end in own)), int(max(end[1] for end in own))


# %% [markdown]
# ## 1. What is asked?
#
# Engagement has *facets*, such as commitment or enthusiasm. In the last wave, how many give the highest answer to each
# item?

# %%
alone, needs = {"item": first}, {"item": first, "team": team}
open_to = {"min_answers": gates.min_cell, "latest": True}
asked = gates.section("1. What is asked?", needs=alone, **open_to, lacking=lacks("engagement"))
asked

# %%
if asked:
    now, (low, high) = gates.latest, ends(items)
    tops = pd.concat([cx.top_box_share(now, rating=name, top=high, **level).table for name in items])
    tops["item"] = [f"{meant[name].facet or ''} · {name}" for name in items]
    cx.show(cx.plot_intervals(cx.Result(table=tops), label="item", zero=False, percent=True,
                              unit=f"Answer {high}, the highest, %"))

# %%
if asked:
    words = pd.DataFrame({"item": items, "facet": [meant[name].facet or "" for name in items],
                          "question": [meant[name].question for name in items]})
    words["missing"], words["mean"] = now[items].isna().mean().array, now[items].mean().array
    display(cx.Result(table=words))

# %% [markdown]
# A facet's score is the mean of its items that a person answers, if it is half of them at least. “Does not apply” is
# no answer: it counts neither as 0 nor as 9.

# %%
if asked:
    by_facet = cx.scale_scores(now[items], scales={f"{name} ": its for name, its in facets.items()})
    means = by_facet[[f"{name} " for name in facets]].mean()
    best, worst = means.idxmax(), means.idxmin()
    apart, _ = tried(cx.mean_rating, (by_facet[best] - by_facet[worst]).to_frame("gap"), rating="gap", **level)
    last = f"; lowest: {worst.strip()}, {means[worst]:.2f}" if len(facets) > 1 else ", the only facet"
    print(f"Highest: {best.strip()}, {means[best]:.2f}{last}.")
if asked and len(facets) > 1 and apart:
    gap = apart.table.iloc[0]
    surely = "They differ" if gap["conf_low"] > 0 else "They cannot be told apart"
    about = f"{gap['estimate']:.2f} ({gap['conf_low']:.2f} to {gap['conf_high']:.2f})".replace("-", "−")
    print(f"{surely}: the same people, {about}.")

# %% [markdown]
# **Reading.** An item to which nearly all give the highest answer is at its *ceiling*: it can neither rise nor tell
# teams apart.

# %% [markdown] tags=["lesson"]
# **Now you** (★). Replace `...` by your answer and run the cell.

# %% tags=["lesson"]
cx.check("06-1", ...)

# %% [markdown]
# ## 2. Reliable?
#
# A scale is *reliable* when it would give people the same places if asked again. From one survey, two numbers guess
# it: *alpha*, which takes all items for equally good, and *omega*, which does not. Both run up to 1.

# %%
reliable, why = tried(cx.scale_reliability, now, items=items, **level) if asked else (None, asked.error)
sound = gates.section("2. Reliable?", needs=alone, lacking=why)
sound

# %%
if sound:
    display(reliable)
    items_only = reliable.items.drop(columns=["mean", "sd"])  # of complete answers: beside section 1 they would subtract
    display(cx.Result(table=items_only))
    print("engagement:", cx.reliability_sentence(reliable))
    more = {"climate": scales["climate"], other: scales["contrast"]}
    for name, its in more.items():
        result, error = tried(cx.scale_reliability, now, items=its, **level) if its else (None, "no items.")
        print(f"{name}:", cx.reliability_sentence(result) if result else error)

# %% [markdown]
# **Reading.** `item_rest` is how an item goes with the sum of the others: a low one hangs loosely, a negative one is
# worded the other way round. `alpha_without` is alpha if the item is left out. A *factor* is what items that go
# together have in common, and `loading` says how closely an item follows a single one. How well would that one describe
# all of them? CFI is 1 if fully, RMSEA 0 if without a miss. A common wrong belief: *a high alpha shows that the items
# measure one thing.* They need only go together, and more items always raise it. So look.

# %% [markdown]
# ## 3. One thing, or several?
#
# The *eigenvalues* of the items' correlations say how much each of the common factors behind them carries. Random
# answers of as many people have some too, by luck. What lies above their band counts.

# %%
drawn = {"items": items, "n_draws": 200, "rng": seed, **level}
counted, why = tried(cx.scale_dimensions, now, **drawn) if asked else (None, asked.error)
shape = gates.section("3. One thing, or several?", needs=alone, lacking=why)
shape

# %%
if shape:
    cx.show(cx.plot_lines(counted))
    print(cx.dimensions_sentence(counted))

# %% [markdown]
# Can the facets be told apart? *HTMT* sets the correlations between two scales against those within them. From .85 on,
# two scales are one under two names.

# %%
several = {name: its for name, its in facets.items() if len(its) > 1}
parted, why = tried(cx.scale_separation, now, scales=several) if shape else (None, None)
if parted:
    display(parted)
    print(cx.separation_sentence(parted))

# %% [markdown]
# **Reading.** Report the facets where they can be told apart. One number for all of them hides which one moved.

# %% [markdown]
# ## 4. Is climate engagement?
#
# Another wrong belief: *people who like it here are engaged, so let us improve the mood.* Outings and bright rooms are
# easy to buy. Are the two one thing?

# %%
pair = {name: scales[name] for name in ("engagement", "climate")}
one, why = tried(cx.scale_separation, now, scales=pair) if asked and not lacks("climate") else (None, asked.error)
mood = gates.section("4. Is climate engagement?", needs=alone, lacking=lacks("climate") or why)
mood

# %%
if mood:
    display(one)
    print(cx.separation_sentence(one))

# %% [markdown]
# Which of the two goes with perks, and which with what customers say? Perks differ between teams; customers say how
# they found their contact. All waves, team by team: each team's means are one row, and no row is shown. The customers'
# answers are taken less the mean of their touchpoint and month, since some contacts please nobody.

# %%
heard = cx.Gates(survey, role="outcome", min_cell=min_cell)
houses = [name for name, its in survey.contract.tables.items() if its.kind == "units" and name in survey.tables]
houses = [name for name in houses if survey.columns("perks", table=name) and survey.columns("unit", table=name)]
lost = None if houses else cx.CXError("No table of teams with a column of role perks.", "declare one of kind units.")
lost = lost if where else cx.CXError("No column names the team.", "declare one with role unit.")
stage = heard.section("4. Parties and passion", needs={"place": "unit", "outcome": "outcome"},
                      lacking=mood.error or lost, min_groups=("place", 10))
stage

# %%
if stage:
    waves = cx.scale_scores(gates.answers[[where, *items, *scales["climate"]]],
                            scales={f"{name}_score": its for name, its in pair.items()})
    teams = waves.groupby(where, observed=True)[["engagement_score", "climate_score"]].mean()
    teams = teams.set_axis(["engagement", "climate"], axis=1)
    perks, key = (survey.columns(role, table=houses[0])[0] for role in ("perks", "unit"))
    teams["perks"] = survey.tables[houses[0]].groupby(key, observed=True)[perks].mean().astype(float)
    like = [name for role in ("touchpoint", "wave") for name in survey.columns(role, table=heard.table)]
    y = heard.answers[stage["outcome"]].astype(float)
    y = y - (y.groupby([heard.answers[name] for name in like], observed=True).transform("mean") if like else y.mean())
    teams["customers"] = y.groupby(heard.answers[stage["place"]], observed=True).mean()

# %%
if stage:
    teams = teams.dropna()
    unit_free = (teams - teams.mean()) / teams.std()
    unit_free["perks"] = teams["perks"]  # with and without, not standard deviations
    models = [("climate ~ perks", "perks"), ("engagement ~ perks", "perks"),
              ("customers ~ climate + engagement", "climate"), ("customers ~ climate + engagement", "engagement")]
    rows = [(fit := smf.ols(model, unit_free).fit(cov_type="HC3", use_t=True)) and
            (len(teams), fit.params[term], *fit.conf_int(1 - confidence_level).loc[term]) for model, term in models]
    moves = pd.DataFrame(rows, columns=["n", "estimate", "conf_low", "conf_high"])
    moves.insert(0, "scale", ["climate", "engagement"] * 2)

# %%
if stage:
    kinds = {**several, "climate": scales["climate"]}
    grid = cx.scale_separation(now, scales=kinds if len(kinds) > 2 else pair)
    moves["effect"] = ["Higher with perks"] * 2 + ["Goes with customers"] * 2
    cx.show(cx.plot_intervals(cx.Result(table=moves), label="scale", facet="effect", digits=2,
                              unit="Standard deviations"))
    cx.show(cx.plot_heat(grid))


# %%
def told(row):
    if row.n < 20:
        return "too few teams to say"
    return "more" if row.conf_low > 0 else "less" if row.conf_high < 0 else "no difference that can be told"


# %%
if stage:
    says = [told(row) for row in moves.itertuples()]
    print(f"With perks: climate, {says[0]}; engagement, {says[1]}. Teams: {len(teams)}.")
    print(f"Customers, where climate is higher and engagement the same: {says[2]}; the other way round: {says[3]}.")
if stage and truth:
    mood_up, passion_up, felt = (truth[name]["structural"] for name in
                                 ("perks_climate", "perks_engagement", "customers_on_climate"))
    print(f"Planted truth, in points: perks, drawn by lot, add {mood_up:.2f} to climate and {passion_up:.2f} to "
          f"engagement; climate adds {felt:.2f} to customers' answers.")

# %% [markdown]
# **Reading.** A good climate helps people, and it is not engagement. Where perks were not given by lot, what goes with
# them may come from elsewhere. “No difference that can be told” is no proof of none: look how wide the interval is.
#
# What passes from employees to customers is the matter of notebook 07; there the picture in the middle is taken apart.

# %% [markdown] tags=["lesson"]
# **Now you** (★★★): what two columns predict, and what the figure says.

# %% tags=["lesson"]
cx.check("06-5", ...)

# %% [markdown]
# ## 5. What goes with engagement?
#
# At Pont Nou: mastery, autonomy, purpose, transparency. Which of them? People are compared with others of their own
# team, so that a good team lead is not mistaken for a good rule. *Standardised slope*: by how many standard deviations
# engagement differs with one of the facet's, while the others stay.

# %%
lived = {}
for name in scales["experience"]:
    lived.setdefault(meant[name].facet or name, []).append(name)
few = cx.CXError(f"Facets of experience: {len(lived)}; needed: 2.", "name the facet of each item in study.toml.")
why = asked.error or lacks("experience") or (few if len(lived) < 2 else None)
if where and not why:
    both = cx.scale_scores(now[[where, *items, *scales["experience"]]],
                           scales={"y_score": items, **{f"x{k}_": its for k, its in enumerate(lived.values())}})
    both = both[[where, "y_score", *[f"x{k}_" for k in range(len(lived))]]].dropna()
    both = both[both.groupby(where, observed=True)["y_score"].transform("size") > 1]

# %%
if where and not why:
    centred = both.drop(columns=where) - both.groupby(where, observed=True).transform("mean")
    fewest = max(15 * len(lived), gates.min_cell)
    if len(both) < fewest:
        why = cx.CXError(f"Complete answers: {len(both):,}; needed: {fewest}.", "collect more answers.")
    elif not (centred.std() > 1e-9).all():
        why = cx.CXError("Within teams, everybody answers alike.", "look at the data before you use them.")
weighed = gates.section("5. What goes with engagement?", needs=needs, lacking=why)
weighed

# %% [markdown]
# The share of each in R² by *Johnson's weights*, once by hand: turn the facets into their nearest twins that do not
# overlap (`root`), and share out what these explain. Notebook 04 does it in one call, and says more of it.

# %%
if weighed:
    z = centred / centred.std()
    model = smf.ols("y_score ~ " + " + ".join(z.columns[1:]), z).fit(cov_type="HC3", use_t=True)
    r = z.corr().to_numpy()
    values, axes = np.linalg.eigh(r[1:, 1:])
    root = axes @ np.diag(np.sqrt(values.clip(0))) @ axes.T
    weights = root**2 @ np.linalg.lstsq(root, r[1:, 0], rcond=None)[0] ** 2
    limits = model.conf_int(1 - confidence_level).iloc[1:].to_numpy()
    found = pd.DataFrame({"facet": list(lived), "n": len(z), "estimate": model.params.iloc[1:].array,
                          "conf_low": limits[:, 0], "conf_high": limits[:, 1], "share": weights / weights.sum()})
    found = found.sort_values("estimate", ascending=False, ignore_index=True)

# %%
if weighed:
    cx.show(cx.plot_intervals(cx.Result(table=found), label="facet", digits=2,
                              unit="Standardised slope within teams"))
    display(cx.Result(table=found[["facet", "n", "estimate", "share"]]))
    ahead, behind = (found.loc[sure, "facet"].tolist() for sure in (found["conf_low"] > 0, found["conf_high"] < 0))

# %%
if weighed:
    against = f" Surely below 0: {', '.join(behind)}." if behind else ""
    print(f"R² {model.rsquared:.2f}. Surely above 0: {', '.join(ahead) or 'none'}.{against}")
    rivals = [f"x{list(lived).index(name)}_" for name in found["facet"].iloc[1:3]]
    if len(rivals) == 2 and len(ahead) > 1:
        gap = model.t_test(f"{rivals[0]} - {rivals[1]} = 0").conf_int(1 - confidence_level)[0]
        third = "Who comes third is surely behind" if gap[0] > 0 else "Whether they are ahead of the third is open"
        print(f"First: {' and '.join(found['facet'].iloc[:2])}. {third} ({gap[0]:.2f} to {gap[1]:.2f}).")
if weighed and truth:
    planted = {name: truth.get(f"engagement_{name}", {}).get("structural") for name in lived}
    weights_of = ", ".join(f"{name} {weight:.2f}" for name, weight in planted.items() if weight)
    print(f"Planted truth: {weights_of}. Those are weights in what people feel; answers hold noise: compare the order.")

# %% [markdown]
# **Reading.** All of it *goes with* engagement. The same people answered both in the same minute, and a good day lifts
# both. What would happen if autonomy grew, a trial in some teams would tell.

# %% [markdown]
# ## 6. May a team be averaged?
#
# A team's mean stands for the team only if its people agree, *and* if teams differ. *rwg(j)* compares how far people
# of one team differ with answers at random: 1 is full agreement, and .70 the usual cut. *ICC(1)* is the share of all
# differences that lies between teams; *ICC(2)* says how reliable a team's mean is.
#
# Many stop at rwg(j). So here is a second scale beside engagement, where your data have one.

# %%
agreed, why = {}, asked.error
settings = {"min_cell": gates.min_cell, "n_permutations": n_permutations, "rng": seed, **level}
both_scales = {"engagement": items, **({other: scales["contrast"]} if not lacks("contrast") else {})}
for name, its in both_scales.items() if where and not why else ():
    found_one, error = tried(cx.unit_agreement, now, items=its, unit=where, scale=ends(its), **settings)
    agreed |= {name: found_one} if found_one else {}
    why = why or error
mean = gates.section("6. May a team be averaged?", needs=needs, **open_to, min_groups=("team", 2), lacking=why)
mean

# %%
if mean:
    table = pd.concat([result.table.assign(scale=name) for name, result in agreed.items()])
    shown = ["scale", "n", "n_units", "icc1", "icc1_low", "icc1_high", "icc1_k0", "icc1_reml", "icc2"]
    display(cx.Result(table=table[shown]))

# %% [markdown]
# Three formulas of ICC(1): with the mean size of a team, with a size that allows for unequal teams (`icc1_k0`), and
# from a model (`icc1_reml`). Agreement next, against each idea of “no agreement”: all answers alike often (`uniform`),
# or most people on the friendly side anyway (`slight`, `moderate`). More items raise rwg(j) by themselves; `r_wg` they
# do not raise. `ad` is the plain mean distance; below `ad_limit` counts as agreement.

# %%
if mean:
    nulls = [f"rwg_j_{name.strip()}" for name in null.split(",")]
    display(cx.Result(table=table[["scale", *[name for name in nulls if name in table], "r_wg", "ad", "ad_limit"]]))

# %% [markdown]
# Now deal the same people into random teams, as cards are dealt. A number that random teams reach as well says nothing
# about teams.

# %%
if mean:
    cx.show(cx.plot_agreement(agreed))
    for name, result in agreed.items():
        print(cx.agreement_sentence(result, scale=name))
if mean and truth and other in agreed:
    print(f"Planted truth: ICC(1) of {other} is {truth['icc_pace']['structural']:.0f}; no team has a part in it.")

# %% [markdown]
# **Reading.** People can agree because everybody everywhere answers nearly alike. Then the team's mean is the firm's
# mean with noise, and a league table of it is a lottery. Agreement *and* difference: only then average.

# %% [markdown] tags=["lesson"]
# **Now you** (★, ★★):

# %% tags=["lesson"]
cx.check("06-2", ...)

# %% tags=["lesson"]
cx.check("06-4", ...)

# %% [markdown]
# ## 7. Who kept silent?
#
# Where few answer, are the others the content ones? Teams are joined into five groups of equal number by the share of
# their people that answers, in the mean of all waves. No single team is shown.

# %%
counts = [name for name, its in survey.contract.tables.items() if its.kind == "units" and name in survey.tables]
counts = [name for name in counts if all(survey.columns(role, table=name) for role in ("population", "unit"))]
why = None if counts else cx.CXError("No table of teams with their headcount (role population).", "declare one.")
voices = pd.DataFrame()
if asked and where and counts:
    heads, key = (survey.columns(role, table=counts[0])[0] for role in ("population", "unit"))
    voices = cx.scale_scores(gates.answers[[where, *items]], scales={"engagement_score": items})
    size = survey.tables[counts[0]].groupby(key, observed=True)[heads].sum()
    rounds = survey.columns("wave", table=gates.table)
    n_waves = gates.answers[rounds[0]].nunique() if rounds else 1
    rate = (voices[where].value_counts() / n_waves / size).dropna()

# %%
if asked and where and counts and len(rate) < 20:
    why = cx.CXError(f"Teams with a headcount: {len(rate)}; needed: 20.", "join waves, or declare more headcounts.")
silent = gates.section("7. Who kept silent?", needs=needs, lacking=asked.error or why)
silent

# %%
if silent:
    fifth = pd.qcut(rate.rank(method="first"), 5, labels=False)
    called = rate.groupby(fifth).mean().map(lambda share: f"{100 * share:.0f} % answer")
    voices["group"] = voices[where].astype(object).map(fifth.map(called).to_dict())
    joined = voices.dropna(subset="group")
    groups = cx.mean_rating(joined, rating="engagement_score", by="group", cluster=where, **level)
    groups = cx.suppress_small_cells(groups, min_cell=gates.min_cell)
    cx.show(cx.plot_intervals(groups, label="group", zero=False, digits=2,
                              unit="Mean engagement, five groups of teams"))

# %%
if silent:
    own = voices.groupby(where, observed=True)["engagement_score"].mean().reindex(rate.index)
    r = np.corrcoef(rate, own)[0, 1]
    half = 1.96 / np.sqrt(len(rate) - 3)
    about = np.tanh(np.arctanh(np.clip(r, -0.999, 0.999)) + np.array([-half, half]))
    goes = "Low response and low engagement go together" if about[0] > 0 else "No link to response can be told"
    goes = "Low response goes with high engagement" if about[1] < 0 else goes
    print(f"{goes}: r {r:.2f} ({about[0]:.2f} to {about[1]:.2f}), {len(rate)} teams.".replace("-", "−"))

# %% [markdown]
# **Reading.** If the silent are the less engaged, the firm's mean is too high, and a small team that falls below the
# threshold is the very one to visit. Silence is a result. Ask why, without asking who.

# %% [markdown]
# ## 8. Can a person be exposed?
#
# “No group below ten is shown.” Is that enough? An invented case. Last month 12 people answered, mean 3.50. Now they
# are 13, since Ana has come; the mean is 3.62. Both reports keep the rule.

# %%
print(f"13 × 3.62 − 12 × 3.50 = {13 * 3.62 - 12 * 3.50:.2f}: Ana answered 5.")

# %% [markdown]
# So it is not enough. Let us attack our own survey: the firm, its regions, its teams, each with its mean and number,
# and only groups from the threshold on. What is left when one is taken from another? A linear program tries everything
# at once. We print how many teams are laid open, never which.

# %%
if asked and where:
    score, whole = f"{engagement}_score", survey.whole or survey  # of a part: the study that it was taken from
    every = cx.scale_scores(whole.tables[gates.table], scales={score: items}).dropna(subset=[score, where])
    homes = [name for name, its in whole.contract.tables.items() if its.kind == "units"]
    segments = [column for name in homes for column in whole.columns("segment", table=name)]
    place, value = survey.part
    for name, column in {"region": segments[0] if segments else "", place: place}.items():
        every = every.assign(**{name: whole.labels(column, table=gates.table)}) if column else every

# %%
if asked and where:
    when = survey.columns("wave", table=gates.table)[:1]
    about = {name: now[name].iloc[0] for name in when} | ({place: value} if place else {})
    staff = every[every[list(about)].astype(str).eq(pd.Series(about, dtype=object).astype(str)).all(axis=1)]
    split = segments and not place and staff["region"].notna().all() and staff["region"].nunique() > 1
    above = [["region"]] if split else []
    levels = [[], *above, [where]]

# %%
exposed = gates.section("8. Can a person be exposed?", needs=needs, **open_to, min_groups=("team", 2), lacking=asked.error)
exposed

# %%
if exposed:
    reports = [cx.mean_rating(staff, rating=score, by=columns or None) for columns in levels]
    large = [cx.Result(table=report.table[report.table["n"] >= gates.min_cell]) for report in reports]
    cells = staff[[where, *(["region"] if above else [])]].drop_duplicates(ignore_index=True)
    knows = {"cells": cells, "by": where, "scale": (low, high)}
    before = cx.reconstruct_cells(large, **knows)
    open_teams = (before.table["learned"] == "answers").sum()
    print(f"Teams hidden by the threshold alone: {len(before.table)}. Of these laid open: {open_teams}.")

# %% [markdown]
# The plan of release looks at all reports together. It hides what is small, what differs from another report by fewer
# than `min_difference` people, and beside it what would give the hidden away. Then the attack once more.

# %%
if exposed:
    rules = {"levels": levels, "answer": score, "scale": (low, high)}
    limits = {"min_cell": gates.min_cell, "min_difference": min_difference}
    # another wave is another report; a part stands beside the whole
    told = [[*those, *columns] for columns in levels for those in ([about, when] if place else [when])]
    past = cx.published_groups(study=survey.name)
    plan = cx.release_plan(every, **rules | {"levels": told}, **limits, within=about, earlier=past)
    released = [cx.release(report, plan=plan) for report in reports]
    after = cx.reconstruct_cells(released, **knows)
    display(cx.Result(table=plan.table, notes=plan.notes))
    print(cx.release_sentence(plan))
    print(cx.attack_sentence(before, after))

# %% [markdown]
# Other thresholds: is a higher one safer by itself? `plan` says whether the plan decides, or the threshold alone.

# %%
if exposed:
    def view(smallest, difference, plan):
        own = cx.release_plan(staff, **rules, min_cell=smallest, min_difference=difference)
        given = [cx.release(one, plan=own) if plan else one.table[one.table["n"] >= smallest] for one in reports]
        learned = cx.reconstruct_cells(given, **knows).table["learned"]
        return [smallest, difference, plan, len(getattr(given[-1], "table", given[-1])), sum(learned == "answers")]

    names = ["min_cell", "min_difference", "plan", "teams_shown", "laid_open"]
    tries = [view(smallest, min_difference, rule) for smallest in (6, 8, 10) for rule in (False, True)]
    display(cx.Result(table=pd.DataFrame(tries, columns=names)))

# %% [markdown] tags=["lesson"]
# Try to break the plan: move the threshold and the difference, and switch the plan off. The last two numbers are the
# teams shown and the teams laid open.

# %% tags=["nbval-ignore-output", "lesson"]
from ipywidgets import interact

if exposed:
    _ = interact(view, smallest=(2, 20), difference=(1, 8), plan=[True, False])

# %% [markdown]
# **Reading.** Teams lie inside regions, so two of these reports never differ by one or two people, and the difference
# rule has nothing to hide. It acts where reports overlap, as with Ana: a later run, the same team without its trainees.
#
# An attacker with more than the reports, such as a colleague who knows ten of eleven answers, is not
# stopped by any table. That is why a mean at the very end of a scale stays hidden, too, and why nobody outside the
# survey team sees rows.
#
# The report that may be given out, with the firm and its regions; `report.table` holds the teams.

# %%
if exposed:
    kept = {score: items}
    kept |= {f"{climate}_score": scales["climate"]} if mood and ends(scales["climate"]) == (low, high) else {}
    asked_for = {"scores": list(kept), "levels": told, "within": about, "scale": (low, high), "earlier": past}
    report = cx.team_report(cx.scale_scores(every.drop(columns=score), scales=kept), **asked_for, **limits)
    upper = report.table[report.table[where].isna()].drop(columns=where)
    display(replace(report, table=upper.fillna(dict.fromkeys(above[0], "the whole")) if above else upper))

# %% [markdown] tags=["lesson"]
# **Now you** (★★):

# %% tags=["lesson"]
cx.check("06-3", ...)

# %% [markdown]
# ## 9. What does protection cost?
#
# A higher threshold hides more teams. What is lost with them? For each threshold: how many teams are left. And, from
# the promised threshold on and where customers were asked: the correlation between the engagement of a team and its
# customers, found in these alone.

# %%
priced = gates.section("9. What does protection cost?", needs=needs, **open_to, min_groups=("team", 2), lacking=exposed.error)
priced

# %%
if priced:
    steps = (5, 8, 10, 12, 15, 18)
    plans = [cx.release_plan(staff, **rules, min_cell=smallest, min_difference=min_difference) for smallest in steps]
    costs = pd.DataFrame({"min_cell": steps, "shown": [int(plan_.table["shown"].iloc[-1]) for plan_ in plans],
                          "groups": staff[where].nunique()})
    display(cx.Result(table=costs))
    print(cx.cost_sentence(cx.Result(table=costs[costs["min_cell"].isin((5, 15))])))

# %%
if priced and stage:
    link = staff.groupby(where, observed=True)[score].mean().to_frame("own").join(teams["customers"])
    rows = []
    for smallest, plan_ in zip(steps, plans, strict=True):
        left = link[link.index.isin(plan_.reports[where].dropna())].dropna()
        if len(left) > 9 and smallest >= gates.min_cell:  # below it, two numbers would tell of a hidden team
            z, half = np.arctanh(left.corr().iloc[0, 1]), 1.96 / np.sqrt(len(left) - 3)
            rows.append((f"from {smallest} on", len(left), *np.tanh([z, z - half, z + half])))
    links = pd.DataFrame(rows, columns=["threshold", "n", "estimate", "conf_low", "conf_high"])
if priced and stage and rows:
    cx.show(cx.plot_intervals(cx.Result(table=links), label="threshold", digits=2,
                              unit="Correlation of engagement and customers; n: teams"))

# %% [markdown]
# **Reading.** Fewer teams, wider intervals, and the teams that go missing are the small and the silent ones. The price
# is real and is paid for trust: who fears to be known answers politely, or not at all. Choose the threshold before you
# see the results, and do not lower it for a good reason. There is always one.

# %% [markdown]
# ## 10. Best and worst team?
#
# Someone will want a league table. Small teams lie at both ends by luck. *Partial pooling* moves each mean towards the
# mean of all, the further the less its own answers say. And it gives the chance that a team is truly among the first.
# Only teams that the plan shows take part.

# %%
why, ranking, top = exposed.error, None, 10
if exposed:
    allowed = now[now[where].isin(plan.reports[where].dropna())]
    top = min(10, max(1, allowed[where].nunique() // 3))
    order = {"items": items, "unit": where, "top": top, "min_cell": gates.min_cell, "rng": seed}
    ranking, why = tried(cx.unit_ranking, allowed, **order, **level)
league = gates.section("10. Best and worst team?", needs=needs, **open_to, min_groups=("team", 6), lacking=why)
league

# %%
if league:
    ranking = cx.release(ranking, plan=plan)
    chances = ranking.table.drop(columns=where).head(top + 5)
    chances["chance"] = [f"place {place}: {min(chance, 0.99):.2f}{' or more' * (chance > 0.99)}" for place, chance in
                         zip(chances["rank_pooled"], chances["p_top"], strict=True)]
    drawn_means = cx.Result(table=chances.assign(estimate=chances["pooled"]))
    cx.show(cx.plot_intervals(drawn_means, label="chance", zero=False, digits=2,
                              unit=f"Pooled mean of a team. Left: chance to be truly among the {top} highest"))
    print(cx.ranking_sentence(ranking))

# %%
if league:
    columns = ["n", "estimate", "pooled", "conf_low", "conf_high", "rank", "rank_pooled", "p_top"]
    display(cx.Result(table=chances[columns]))

# %% [markdown]
# **Reading.** `rank` is by the own mean, `rank_pooled` by the pooled one. No team is named here, on purpose. A team
# whose `p_top` is near .5 is among the first or not as a coin falls, and the neighbours' intervals overlap. Use the
# list to ask what the sure ones do; do not use it to pay or to blame.

# %% [markdown]
# ## What we found
#
# Printed from the results above, so it holds for the data at hand.

# %%
if sound:
    print("·", cx.reliability_sentence(reliable))
if shape:
    print("·", cx.dimensions_sentence(counted))
if mood:
    print("·", cx.separation_sentence(one))
if stage:
    print(f"· With perks: climate, {says[0]}; engagement, {says[1]}.")
if weighed:
    print(f"· Within teams, surely with engagement: {', '.join(ahead) or 'none'}; "
          f"surely against it: {', '.join(behind) or 'none'}.")

# %%
if mean:
    print(*[f"· {cx.agreement_sentence(result, scale=name)}" for name, result in agreed.items()], sep="\n")
if silent:
    print(f"· {goes}.")
if exposed:
    print("·", cx.attack_sentence(before, after))
if league:
    print("·", cx.ranking_sentence(ranking))
sections = pd.concat([gates.summary(), heard.summary()])
sections["number"] = sections["section"].str.extract(r"(\d+)").astype(int)
cx.Result(table=sections.sort_values("number", kind="stable", ignore_index=True).drop(columns="number"))

# %% [markdown]
# ## What this does not show
#
# - What people do. All of it is what they say of themselves, at one sitting.
# - What would happen if autonomy, or anything else, were increased.
# - The silent. Their number is known, their answers are not.
# - Any single person. At work, consent is weak: whoever could be followed would answer as one who is followed.

# %% [markdown]
# ## On Monday

# %%
monday = [
    (exposed,
     "Human resources and the works council sign the threshold, the difference rule and this list of "
     "reports, before the next wave."),
    (exposed,
     "Team leads get the report of their team where the plan shows it, and of their region where "
     "not, and within three weeks ask their people one question: what would you decide yourselves, if "
     "you might?"),
    (league,
     "The analyst deletes the league table from the slides."),
]
print("\n".join(f"· {step}" for shown, step in monday if shown) or "Nothing yet: the sections that would say what could not be shown.")

# %% [markdown] tags=["lesson"]
# ## Check yourself
#
# 1. Alpha is .90. What do you know about the number of things measured, and what not?
# 2. People of a team agree perfectly. When may you still not compare teams?
# 3. Two reports on 40 and on 39 people are allowed, each by itself. What is wrong with both?
# 4. Whose answers are missing in the mean of the firm, and in which direction does it err?
# 5. Which sentence in your firm's last report on engagement was about climate?
#
# ## Where next
#
# All exercises with room for your answers: `exercises/06_employee_engagement.ipynb`; worked answers:
# `solutions/06_employee_engagement.ipynb`. Words for your glossary: engagement, climate, facet, alpha, omega, HTMT,
# rwg(j), ICC(1), ICC(2), difference rule, partial pooling.
