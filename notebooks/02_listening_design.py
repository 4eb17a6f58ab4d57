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
# # 2 · Whom do we hear?
#
# **Decision:** whom to ask, when, what and how many; and how far the result may be trusted.
#
# **Who decides:** the head of research, with the data-protection officer.
#
# **After this you can**
#
# - choose the survey that fits a decision,
# - size a sample, and plan who may be asked again,
# - write questions and audit them,
# - compute response rates, weights and their design effect,
# - bound what silence may hide,
# - spot waiting, begging and styles of answering.
#
# **Time:** 100 minutes.
#
# **Needs:** a yearly survey (kind `relationship`) with a column of role `recommend`. The list of all customers (kind
# `customers`), the list of those invited (kind `sample`), a survey after contacts (kind `transactional`) and a log of
# contacts (kind `interactions`) open further sections. What your data cannot carry is skipped, and says so.

# %%
import numpy as np
import pandas as pd

import cxlib as cx

# %% tags=["parameters"]
study: str = ""  # path of a study.toml; empty: the sample company Pont Nou
only: str = ""  # the part of the rows to look at, as "region: North"; empty: all
max_items: int = 6  # most questions after a contact
quarantine_days: int = 90  # fewest days between two invitations to one person
target_margin: float = 5.0  # half width of the interval that is wanted, in points
weight_by: str = "contact_channel, tenure"  # columns of the frame whose shares the weights restore, with commas
reached: float = 0.8  # of the silent ones who were phoned, the share that answered; the list of calls knows it
min_cell: int = 10  # smallest group that is shown
confidence_level: float = 0.95  # of every interval

# %% [markdown]
# ## The data
#
# Listening leaves five traces: who could be asked, who was, who answered, what they said after a contact, and what
# contacts there were. Here are those that the study has, and the words of its first question.

# %%
kinds = ["customers", "sample", "relationship", "transactional", "interactions"]
survey = cx.read_study(study or cx.sample_study(), tables=kinds, only=only)
truth, level = {} if only else cx.sample_truth(survey.folder), {"confidence_level": confidence_level}
roles = dict(zip(kinds, ["customer", "responded", "recommend", "outcome", "customer"], strict=True))
shared = {"min_cell": min_cell, "parameters": ["weight_by"]}
tables = [cx.Gates(survey, role=role, kind=kind, **shared) for kind, role in roles.items()]
frame, drawn, yearly, after, log = tables
print(f"Study: {survey.name}. {survey.contract.study.notes}".strip())
if truth:
    print("Truth known, since the data were drawn from it.")
print(f"Question: {yearly.question}" if yearly.table else "No yearly survey asks for a recommendation.")


# %%
def people(gates):
    key = survey.columns("customer", table=gates.table)[:1] if gates.table else []
    rows = gates.latest.rename(columns={key[0]: "who"}) if key else None
    return None if rows is None else rows.dropna(subset="who").drop_duplicates("who")  # one row per person


everybody, invited, answered = (people(gates) for gates in (frame, drawn, yearly))
traces = ["everybody who could be asked", "who was invited", "the yearly survey", "answers after a contact", "contacts"]
found = [(trace, gates.table or "none", 0 if gates.table is None else len(gates.answers))
         for trace, gates in zip(traces, tables, strict=True)]
cx.Result(table=pd.DataFrame(found, columns=["trace", "table", "rows"]))

# %% [markdown]
# ## 1. Which survey for which decision?
#
# There are two ways to ask a customer, and they answer different questions. The *relationship survey* comes once a year
# to people, whatever they lived through. The *transactional survey* comes soon after one contact, as near to the source
# as can be.

# %%
ways = [("yearly", "the firm", "a customer", "once a year", "15 questions", "head of research", "where do we stand?"),
        ("after a contact", "one contact", "a contact", "within 48 hours", f"{max_items} questions",
         "who owns the touchpoint", "what to mend, and where?")]
names = ["survey", "object", "unit", "when", "length", "owner", "decision"]
cx.Result(table=pd.DataFrame(ways, columns=names))

# %% [markdown]
# **Reading.** Yearly tells where you stand; after-contact tells what to mend. A yearly answer cannot say which contact
# it is about, and answers after contacts know nothing of people who have none. May one replace the other? Here is one
# question with the same words in both.

# %%
def said(line):
    pair = f"{line['estimate']:+.2f} ({line['conf_low']:.2f} to {line['conf_high']:.2f})".replace("-", "−")
    if min(line["n"], line["n_reference"]) < 30:
        return f"{pair}: too few to say."
    return f"{pair}: cannot be told from none." if line["conf_low"] <= 0 <= line["conf_high"] else f"{pair}."


# %%
no_year = None if yearly.table else cx.CXError("There is no yearly survey.", "declare one of kind relationship.")
twice = after.section("1. The same words twice", needs={"score": "recommend"}, lacking=no_year)
twice

# %%
if twice and yearly.latest[survey.columns("recommend", table=yearly.table)[0]].notna().any():
    pair = {"rating": survey.columns("recommend", table=yearly.table)[0], "second_rating": twice["score"]}
    gap = cx.compare_surveys(yearly.latest, after.answers, names=("yearly", "after a contact"), **pair, **level).table
    means = gap.loc[0, ["mean", "mean_reference"]]
    print(f"Mean of 0 to 10: yearly {means.iloc[0]:.2f}, after a contact {means.iloc[1]:.2f}.")
    print("Yearly less after a contact:", said(gap.loc[0]))

# %% [markdown]
# **Reading.** Alike or not, neither is wrong: they ask other people, at another moment. Never put them into one line of
# a chart.

# %% [markdown]
# ## 2. How long may it be?
#
# Every question costs answers to the next. Who stops leaves everything empty from there on, so the table itself tells
# where. We take the questions with a scale, in the order of `study.toml`, which should be the order in which they were
# asked. What fewer than half answered was not put to everybody, and stays out; “not used” is an answer.

# %%
items = []
if yearly.table:
    spans = {name: its.bounds for name, its in survey.contract.tables[yearly.table].columns.items() if its.bounds}
    wide = [name for name, (low, high) in spans.items() if high - low > 1]
    form = pd.DataFrame({name: yearly.latest[name].notna() | yearly.latest.get(f"{name}_not_used", False)
                         for name in wide})
    items = [name for name in wide if form[name].mean() >= 0.5]
few = cx.CXError(f"Questions with a scale: {len(items)}; needed: 3.", "declare their scale in study.toml.")
long = yearly.section("2. How long may it be?", needs={"score": "recommend"}, min_answers=yearly.min_cell, latest=True,
                      lacking=few if len(items) < 3 else None)
long

# %%
if long:
    gone = cx.drop_out(form.where(form), items=items, **level)
    curve = gone.table.assign(question=gone.table["place"].astype("str") + " " + gone.table["item"])
    cx.show(cx.plot_intervals(cx.Result(table=curve), label="question", unit="stopped before it, %", zero=False,
                              percent=True, digits=1))
    print(cx.drop_out_sentence(gone, before=max_items + 1))
if long and truth:
    print(f"Planted truth: {100 * truth['break_off']['structural']:.1f} % stop before the last of the 15 questions. "
          "Each row above is a column: one question may fill several, and open questions have no row.")

# %% [markdown]
# **Reading.** The first questions lose fewest, so the one that the decision hangs on comes first. What stands at the
# end is answered by the patient only. A blank at the very end cannot be told from stopping.

# %% [markdown]
# ## 3. Are the questions sound?
#
# Here is a draft, as drafts are: eight questions after a repair, with the words at both ends of the scale, and 1 where
# there is a way out ("does not apply").

# %%
agree = ("strongly disagree", "strongly agree")
draft = [("D1", "How satisfied are you with this repair?", "very dissatisfied", "very satisfied", 1),
         ("D2", "Was the technician quick and friendly?", *agree, 1),
         ("D3", "How much did you enjoy our award-winning service?", "a little", "very much", 1),
         ("D4", "How often did you have to call us?", "", "", 1),
         ("D5", "The price was explained.", *agree, 0),
         ("D6", "How likely is it that you would recommend us to a relative or friend?", "very unlikely", "", 1),
         ("D7", "Was your matter solved?", "", "", 1),
         ("D8", "What happened?", "", "", 1)]
draft = pd.DataFrame(draft, columns=["item", "text", "low", "high", "way_out"])

# %%
rules = {"low_anchor": "low", "high_anchor": "high", "way_out": "way_out", "max_items": max_items}
audit = cx.item_audit(draft, text="text", item="item", **rules)
audit

# %% [markdown]
# **Reading.** A rule knows words, not meaning. D2 asks two things, and an answer of 3 could mean slow and kind, or
# quick and rude. D6 is listed for "or", yet a relative or friend is one idea: keep it, and mend its missing anchor. The
# list is to be looked at by a person, and so are the questions that it leaves out.
#
# Now the questions that the study itself has asked, where `study.toml` states them.

# %%
tongue = survey.contract.study.language
asked_so = [(table, name, its.question) for table in filter(None, (yearly.table, after.table))
            for name, its in survey.contract.tables[table].columns.items() if its.question]
own = pd.DataFrame(asked_so, columns=["table", "item", "text"])
silent = cx.CXError("study.toml states no wording.", 'add question = "…" to its columns.')
strange = cx.CXError(f"There are no rules for the language {tongue}.", "audit a translation: en, es, ca or ro.")
lacking = silent if own.empty else strange if tongue not in ("en", "es", "ca", "ro") else None
worded = (yearly if yearly.table else after).section("3. The study's own questions", needs={}, lacking=lacking)
worded

# %%
if worded:
    display(cx.item_audit(own, text="text", item="item", language=tongue))

# %% [markdown] tags=["lesson"]
# **Now you** (★★). Replace `...` by your list of three and run the cell.

# %% tags=["lesson"]
cx.check("02-4", ...)

# %% [markdown]
# ## 4. Who is never asked?
#
# The *frame* is the list from which the invited are drawn. Who is not in it is never heard; who is in it may still be
# left out by a rule such as "current customers only".

# %%
no_frame = None if frame.table else cx.CXError("There is no list of customers.", "declare one of kind customers.")
alike = cx.CXError("All answers are alike.", "collect more answers.")
needs = {"score": "recommend", "status": "status"}
left_out = yearly.section("4. Who is never asked?", needs=needs, min_groups=("status", 2), latest=True,
                          lacking=no_frame)
left_out

# %%
if left_out:
    counts = {"in the frame": frame, "invited": drawn, "answered": yearly}
    counts = {name: g.latest[survey.columns("status", table=g.table)[0]].value_counts() for name, g in counts.items()
              if g.table and survey.columns("status", table=g.table)}
    display(pd.DataFrame(counts).where(lambda n: n >= yearly.min_cell).astype("Int64"))

# %%
if left_out:
    rated = {"rating": left_out["score"], **level}
    stands = yearly.latest.rename(columns={left_out["status"]: "standing"})
    groups = cx.net_promoter_score(stands, by="standing", **rated)
    groups = cx.suppress_small_cells(groups, min_cell=yearly.min_cell)
    cx.show(cx.plot_intervals(groups, label="standing"))
    most = groups.table.sort_values("n")["standing"].iloc[-1]
    shown = stands[stands["standing"].isin(groups.table["standing"])]
    missed = cx.nps_difference(shown, between="standing", reference=most, **rated)
    print(cx.gap_sentence(missed))
if left_out and truth:
    print(f"Planted truth: former {truth['former_customers']['finds']:.0f}, over 50 such firms.".replace("-", "−"))

# %% [markdown]
# **Reading.** A survey of current customers hides everybody who has already left, and with them the reasons. It also
# hides those who never bought. Both have an experience of the firm.

# %% [markdown]
# ## 5. How many?
#
# The *margin* is half the width of the interval. How many answers give the one that is wanted depends on how mixed the
# answers are.

# %%
firms = {"40 % promoters, 30 % detractors": (0.4, 0.3), "50 %, 20 %": (0.5, 0.2), "worst case: 50 %, 50 %": (0.5, 0.5)}
sizes = [cx.nps_sample_size(promoters=p, detractors=d, margin=target_margin, **level).table.assign(answers=name)
         for name, (p, d) in firms.items()]
sizes = pd.concat(sizes)[["answers", "margin", "n"]]
print(f"A share, such as “solved”, within ±{target_margin:g} points needs at most "
      f"{cx.survey_sample_size(share=0.5, margin=target_margin / 100, **level).table['n'].iloc[0]:,} answers.")
cx.Result(table=sizes)

# %%
curve = [cx.nps_sample_size(promoters=0.4, detractors=0.3, margin=m, **level).table for m in (20, 15, 10, 7, 5, 4, 3)]
cx.show(cx.plot_lines(cx.Result(table=pd.concat(curve)), x="margin"))

# %% [markdown]
# **Reading.** Half the margin costs four times the answers. A score needs more answers than a share, since it counts
# from −1 to +1. Answers are not invitations: divide by the share that answers.

# %% [markdown] tags=["lesson"]
# **Now you** (★):

# %% tags=["lesson"]
cx.check("02-1", ...)

# %% [markdown]
# After contacts the plan is another: contacts come by themselves, and nobody should be asked every week. A *quarantine*
# of `quarantine_days` days means that who was asked is left in peace for so long. What does it leave of a year?

# %%
times = {"customer": "customer", "time": "time", "touchpoint": "touchpoint"}
when = survey.columns("time", table=log.table)[:1] if log.table else []
undated = cx.CXError("No contact has a date.", "check the column of role time.")
planned = log.section("5. How many after each contact?", needs=times, min_groups=("touchpoint", 1),
                      lacking=undated if when and log.answers[when[0]].isna().all() else None)
planned

# %%
if planned:
    when = log.answers[planned["time"]]
    year = log.answers[when > when.max() - pd.DateOffset(years=1)]
    sent, back = (survey.columns(role, table=log.table) for role in ("invited", "responded"))
    if sent and year[sent[0]].astype(float).max() > 0:  # touchpoints that nobody is asked about stay out
        year = year[year.groupby(planned["touchpoint"], observed=True)[sent[0]].transform("max").astype(float) > 0]
    plan = cx.quarantine_plan(year, customer=planned["customer"], time=planned["time"], days=quarantine_days,
                              by=planned["touchpoint"])
    print(cx.quarantine_sentence(plan))

# %% [markdown]
# How many answers is that, touchpoint by touchpoint, and how long until the margin is reached? The log knows how many
# of the invited answer; where it does not, one in four is taken. The rule is hard on those with many contacts, so their
# contacts are asked about less often than they happen.

# %%
if planned:
    rate = year.loc[year[sent[0]].astype(float) == 1, back[0]].mean() if sent and back else 0
    rate, answer = (rate, "answer") if rate > 0 else (0.25, "are taken to answer")
    table = plan.table.groupby(planned["touchpoint"], observed=True)[["n", "invited", "lost"]].sum()
    table = table[table["n"] >= log.min_cell].assign(answers=lambda plan: (rate * plan["invited"]).round().astype(int))
    need = cx.nps_sample_size(promoters=0.4, detractors=0.3, margin=target_margin, **level).table["n"].iloc[0]
    months = 12 * need / (rate * table["invited"])
    table["months"] = [f"{number:.1f}" if number <= 60 else "over 60" for number in months]
    print(f"Of those invited {100 * rate:.0f} % {answer}. Months until a score is known within ±{target_margin:g}:")
    display(cx.Result(table=table.reset_index()))

# %% [markdown]
# **Reading.** Where `months` is above 12, even a yearly figure is less sure than wanted. A monthly score is sure enough
# only where it is below 1; elsewhere it shows noise.

# %% [markdown]
# ## 6. Who answers?
#
# Here the frame earns its keep: it knows something of everybody, also of the silent. The rate of each group comes with
# its interval. The *odds ratio* compares the odds of answering with those of the largest group, other columns held
# alike; 0.5 is half the odds. The smaller the *p-value*, the less the data look like chance alone.

# %%
other_columns = "name other columns of the list of customers with -p weight_by=…."
try:
    cells, unknown = frame.named("weight_by", weight_by), no_frame
except cx.CXError as error:
    cells, unknown = [], error
if frame.table and not cells and not unknown:
    unknown = cx.CXError("weight_by names no column.", other_columns)


def with_cells(rows):
    missing = [name for name in cells if name not in rows]
    rows = rows.merge(everybody[["who", *missing]], on="who") if missing else rows
    return rows.dropna(subset=cells)


# %%
asked, lacking = None, unknown
if invited is not None and not unknown:
    yes = survey.columns("responded", table=drawn.table)[0]
    asked = with_cells(invited.dropna(subset=[yes]))
    for name in cells:  # a group too small to be shown stays out of every number
        asked = asked[asked.groupby(name, observed=True)[name].transform("size") >= drawn.min_cell]
    if len(asked) < drawn.min_cell:
        lacking = cx.CXError(f"Invited people in groups that can be shown: {len(asked)}.", other_columns)
needs = {"responded": "responded", "customer": "customer"}
answering = drawn.section("6. Who answers?", needs=needs, latest=True, lacking=lacking)
answering

# %%
if answering:
    response = cx.response_bias(asked, answered=yes, by=cells, **level)
    display(response)
    cx.show(cx.plot_intervals(response))
    print(cx.response_sentence(response))

# %% [markdown]
# **Reading.** Groups that answer less often are heard less than they weigh. As long as they think like the others, no
# harm is done. The harm comes when silence and opinion go together.

# %% [markdown]
# ## 7. What does it do?
#
# A common wrong belief: *with so many answers the score must be right.* First the score as it comes in.

# %%
scored = yearly.section("7. What does it do?", needs={"score": "recommend"}, min_answers=yearly.min_cell, latest=True)
scored

# %%
heard = None
if scored:
    rating = {"rating": scored["score"], **level}
    plain = cx.net_promoter_score(yearly.latest, **rating)
    remedies = {"respondents": plain}
    print(cx.score_sentence(plain, returned=len(yearly.latest)))
if scored and answered is not None and not unknown:
    heard = with_cells(answered.dropna(subset=[scored["score"]]))
    outside = int(plain.table.loc[0, "n"]) - len(heard)
    if outside:
        print(f"{outside:,} answers stay out of the weights: not in the list of customers, without a value in "
              f"{', '.join(cells)}, or a second answer of one person.")

# %% [markdown]
# Now the weights. Cut the frame into *cells*, and count how large each is there and among those who answered. A cell
# that answers half as often counts twice: its *weight* is its share in the frame over its share among the answers.

# %%
lacking, made = scored.error or unknown, {}
for some in (cells[:1], cells) if heard is not None else ():
    margins = cx.population_margins(frame.answers, by=some, crossed=len(some) < 3)
    try:
        made[" and ".join(some)] = cx.sample_weights(heard, margins=margins, min_cell=20)
    except cx.CXError as error:
        lacking = cx.CXError(error.problem, other_columns)
full = made.get(" and ".join(cells))
weighed = yearly.section("7. With weights", needs={"score": "recommend", "customer": "customer"},
                         lacking=None if full else lacking)
weighed

# %%
if weighed:
    points = 100.0 * (heard[scored["score"]] >= 9) - 100.0 * (heard[scored["score"]] <= 6)
    by_cell = points.groupby([heard[name] for name in cells], observed=True).agg(n="size", nps="mean")
    by_cell["in_frame"] = frame.answers.groupby(cells, observed=True).size() / len(frame.answers.dropna(subset=cells))
    by_cell["in_answers"] = by_cell["n"] / by_cell["n"].sum()
    by_cell["weight"] = by_cell["in_frame"] / by_cell["in_answers"]
    large = cx.suppress_small_cells(cx.Result(table=by_cell.reset_index()), min_cell=yearly.min_cell)
    display(cx.Result(table=large.table.head(12), notes=large.notes))
    sums = [np.average(by_cell["nps"], weights=by_cell[share].fillna(0)) for share in ("in_answers", "in_frame")]
    told = "By hand, cells by their share: as they answered {:.1f} points, as in the frame {:.1f}.".format(*sums)
    print(told.replace("-", "−"))

# %% [markdown]
# The library does the same. A cell with fewer than 20 answers is joined with its neighbour, and a note says so. With
# three columns or more it *rakes* (Deming and Stephan 1940): crossed cells would be too small, so it restores the
# shares of one column after the other until all are right. Unequal weights cost certainty: Kish's *design effect* says
# how many of these answers are worth one of equal weight.

# %%
if weighed:
    display(full)
    for name, found in made.items():
        rows = heard.assign(_weight=found.table["weight"])
        remedies[f"weighted by {name}"] = cx.net_promoter_score(rows, weights="_weight", **rating)

# %% [markdown]
# And a second remedy. Some of those who did not answer were drawn by lot and asked on the telephone. They stand for all
# the silent; those who answered stand for themselves (Hansen and Hurwitz 1946).

# %%
nameless = cx.CXError("The yearly survey does not say who answered.", "declare a column of role customer.")
lacking = scored.error or (nameless if answered is None else None)
everyone = cx.CXError("Everybody invited answered.", "nothing: nobody is left to be phoned.")
twofold = {"answered": "responded", "follow_up": "recommend"}
joinable = not lacking and invited is not None
if joinable:
    own_score = answered[["who", scored["score"]]].set_axis(["who", "_score"], axis=1)
    both = invited.merge(own_score, on="who", how="left")
    columns = {part: survey.columns(role, table=drawn.table)[:1] for part, role in twofold.items()}

# %%
if joinable and all(columns.values()):
    columns = {part: name[0] for part, name in columns.items()}
    try:
        again = cx.double_sampling(both.dropna(subset=columns["answered"]), rating="_score", **columns, **level)
        sure, called = again.table.loc[0, ["std_error", "n_follow_up"]]
        lacking = everyone if not called else None if sure > 0 else alike
    except cx.CXError as error:
        lacking = error
phoned = drawn.section("7. The silent ones, phoned", needs={"customer": "customer", **twofold}, lacking=lacking)
if phoned:
    remedies["with phoned silent ones"] = again
phoned

# %%
if phoned:
    share, silent_score, n = again.table.loc[0, ["response_rate", "estimate_silent", "n_follow_up"]]
    print(f"By hand: {share:.3f} · {plain.table.loc[0, 'estimate']:.1f} + {1 - share:.3f} · {silent_score:.1f} = "
          f"{again.table.loc[0, 'estimate']:.1f} points; {n:,.0f} answered by telephone.".replace("-", "−"))

# %% [markdown]
# All under one another. *Bias* is how far a score lies from the truth, however many answer. The dots are scores with
# their intervals. *Effective n* says how many answers of a simple random sample would be as sure about this score;
# Kish's number is a rule of thumb for any question. If the truth is known, it is the line that is drawn last.

# %%
known = truth["nps_wave_2"]["population"] if truth and scored else None
compared = scored if scored and len(remedies) > 1 else None
if compared:
    repaired = cx.bias_repaired(remedies, truth=known)
    cx.show(cx.plot_intervals(repaired))
    print(cx.remedies_sentence(repaired))

# %% [markdown]
# **Reading.** The first interval knows chance, and nothing of silence. Ten times the answers would make it narrower
# around the same number, right or wrong. A weight moves the score by what the frame knows; the calls move it by what
# the silent say, and pay with a wider interval.

# %% [markdown] tags=["lesson"]
# **Now you** (★ and ★★):

# %% tags=["lesson"]
cx.check("02-2", ...)

# %% tags=["lesson"]
cx.check("02-3", ...)

# %% [markdown] tags=["lesson"]
# Break it yourself. A toy firm of a thousand customers with a score of −7; online customers answer twice as often as
# the others, and the weights know that. `angry` and `delighted` say how many times as often detractors and promoters
# answer as the rest of their channel. Find settings in which weights help, and some in which they do not.

# %% tags=["lesson"]
toy = pd.DataFrame({"channel": ["online"] * 3 + ["offline"] * 3, "people": [240, 180, 180, 70, 130, 200],
                    "points": [100, 0, -100] * 2, "rate": [0.3] * 3 + [0.15] * 3})


def scores(angry, delighted):
    answers = toy["people"] * toy["rate"] * toy["points"].map({100: delighted, 0: 1, -100: angry})
    channels = answers.groupby(toy["channel"]).sum()
    weights = toy["channel"].map(toy.groupby("channel")["people"].sum() / channels)
    return [np.average(toy["points"], weights=w) for w in (answers, answers * weights, toy["people"])]


# %% tags=["lesson"]
def view(angry=1.2, delighted=1.8):
    line = "angry × {}, delighted × {}: respondents {:+.1f}, weighted {:+.1f}, everybody {:+.1f}"
    print(line.format(angry, delighted, *scores(angry, delighted)).replace("-", "−"))


for angry in (1.0, 1.5, 2.0):
    for delighted in (1.0, 1.5, 2.0):
        view(angry, delighted)

# %% tags=["nbval-ignore-output", "lesson"]
from ipywidgets import interact

_ = interact(view, angry=(1.0, 3.0, 0.1), delighted=(1.0, 3.0, 0.1))

# %% [markdown] tags=["lesson"]
# **Reading.** Weights mend what goes with the channel. What goes with the opinion itself stays, because within each
# channel the same people are missing. And where two errors happened to cancel, weights undo the luck.

# %% [markdown]
# ## 8. What stays hidden?
#
# Weights mend what the frame knows, not what only the experience knows. How far off could a score be, if we assume
# nothing? Let all the silent be detractors, then all of them promoters. Where the rate of answering is not known, here
# are four.

# %%
hidden = yearly.section("8. What stays hidden?", needs={"score": "recommend"}, min_answers=yearly.min_cell, latest=True)
hidden

# %%
if hidden:
    score, told = plain.table.loc[0, "estimate"], {}
    if phoned:
        told = {"follow_up": silent_score, "follow_up_rate": reached}
    rates = {"answers": share} if phoned else {"answers": response.response_rate} if answering else {
        f"if {rate} % answered": rate / 100 for rate in (10, 25, 50, 75)}
    bounds = [cx.nonresponse_bounds(estimate=score, response_rate=rate, **told) for rate in rates.values()]
    table = pd.concat([one.table.replace("answers", name) for name, one in zip(rates, bounds, strict=True)])
    bounds = cx.Result(table=table.reset_index(drop=True), settings=bounds[0].settings)
if hidden and phoned:
    print(f"Taken: {100 * reached:.0f} % of the silent ones who were phoned answered (parameter reached).")

# %%
if hidden:
    cx.show(cx.plot_intervals(bounds))
    print(cx.bounds_sentence(bounds))

# %% [markdown]
# **Reading.** The margin of error is a few points; this is not. No formula shortens the bar; only answers do. Telephone
# calls drawn by lot shorten it most: each stands for many of the silent. What is left are those whom even the telephone
# does not reach, the share 1 − `reached` of them. The dot is the score of those who are known; chance comes on top.
#
# A hint of what is hidden comes for free: people who answer only after a *reminder* are somewhat like those who never
# do.

# %%
needs = {"late": "after_reminder", "customer": "customer"}
late = drawn.section("8. Early and late answers", needs=needs, latest=True,
                     lacking=scored.error or (nameless if answered is None else None))
late

# %%
if late:
    kinds_of = {0: "at once", 1: "after the reminder"}
    joined = own_score.merge(invited[["who", late["late"]]].dropna(), on="who")
    joined["came"] = joined[late["late"]].map(kinds_of)
    early = cx.nps_difference(joined, rating="_score", between="came", reference="at once", **level)
    print(cx.gap_sentence(early))
if late and truth:
    print(f"Planted truth: promoters answer at once; over 50 such firms those reminded stand "
          f"{truth['before_the_reminder']['finds']:.0f} points lower.")

# %% [markdown]
# **Reading.** Where the late answer lower, the silent are likely lower still. The direction is a clue, its size is not.

# %% [markdown] tags=["lesson"]
# **Now you** (★★★):

# %% tags=["lesson"]
cx.check("02-5", ...)

# %% [markdown]
# ## 9. Does waiting matter?
#
# A feeling fades, and a story is told anew each time. Do scores move with the days between contact and answer? Each
# touchpoint is compared within itself, since one that is asked about late may be liked less for other reasons.

# %%
given = survey.columns("outcome", table=after.table)[:1] if after.table else []
same = alike if given and after.answers[given[0]].nunique() < 2 else None
waited = after.section("9. Does waiting matter?", needs={"score": "outcome", "lag": "lag"}, min_answers=after.min_cell,
                       lacking=same)
waited

# %%
modes = after.section("9. The mode of asking", needs={"score": "outcome", "mode": "mode"}, min_groups=("mode", 2),
                      lacking=waited.error)
modes

# %%
lag = None
if waited:
    within = next(iter(survey.columns("touchpoint", table=after.table)), None)
    names = {"rating": waited["score"], "lag_hours": waited["lag"], "within": within}
    try:
        lag = cx.lag_effect(after.answers, mode=modes["mode"] if modes else None, longest_days=21, **names, **level)
    except cx.CXError as error:
        print("Not computed.", error)
# %%
if lag:
    display(lag)
    cx.show(cx.plot_lines(lag))
    print(cx.waiting_sentence(lag))
if lag and truth:
    a_day, phone = (truth[name]["structural"] for name in ("score_a_day", "score_by_phone"))
    print(f"Planted truth: {a_day:.2f} a day; {phone:+.2f} by telephone.".replace("-", "−"))

# %% [markdown]
# **Reading.** Ask near the moment, and ask everywhere after the same time, or touchpoints are compared by their delay.
# The mode may matter, too: to a voice people are often kinder than to a screen. Who answers late is not drawn by lot,
# so this goes with waiting and need not be its effect.

# %% [markdown]
# ## 10. Who begs?
#
# *“Only a nine or a ten is a good mark for me.”* Begging moves eights to nines and leaves the rest. So look at eights
# and nines alone: a better branch has more of both, a begging one too many nines among them. The test compares every
# unit with all the others, and Holm's correction allows for their number.

# %%
scale = survey.contract.tables[after.table].columns[given[0]].bounds if given else None
if scale and scale != [0, 10]:
    same = cx.CXError("The answers are not from 0 to 10.", "there are no nines to beg for on this scale.")
units = survey.columns("unit", table=after.table)[:1] if given else []
if units and not same:
    enough = (after.answers.loc[after.answers[given[0]].isin([8, 9]), units[0]].value_counts() >= after.min_cell).sum()
    same = None if enough > 1 else cx.CXError(f"Units with {after.min_cell} answers of 8 or 9: {enough}; needed: 2.",
                                              "collect more answers.")
begs = after.section("10. Who begs?", needs={"score": "outcome", "unit": "unit"}, lacking=same)
begs

# %%
flagged = None
if begs:
    begging = cx.begging_test(after.answers, rating=begs["score"], unit=begs["unit"], **level)
    shown = cx.suppress_small_cells(begging, min_cell=after.min_cell)
    flagged = shown.table.loc[shown.table["p_adjusted"] < 1 - confidence_level, begs["unit"]]
    display(cx.Result(table=shown.table.head(6), notes=shown.notes))
    print(cx.begging_sentence(shown, level=1 - confidence_level))

# %%
if flagged is not None and len(flagged):
    asking = after.answers[begs["unit"]].isin(flagged)
    who = np.where(asking, f"{len(flagged)} flagged", "all others")
    heaps = cx.recommendation_counts(after.answers.assign(_who=who), rating=begs["score"], by="_who")
    cx.show(cx.plot_answers(heaps, mark=9))
if flagged is not None and "begging_branches" in truth:
    planted = truth["begging_branches"]["branches"]
    print(f"Planted truth: {', '.join(planted)} beg.")

# %% [markdown]
# **Reading.** A flag is a reason to look at how answers are asked for, and no proof. The cure is not a sharper test:
# take the score off the bonus sheet, and let somebody else send the invitation.

# %% [markdown]
# ## 11. May languages be compared?
#
# Some people like the ends of a scale, others the middle. Such *styles* go with language forms. They show when many
# different statements are taken together: what a single person thinks of one of them hardly matters.

# %%
statements, agreeing = [], ("functional", "emotional", "memorability", "trust")
if yearly.table:
    its = survey.contract.tables[yearly.table].columns
    statements = [name for name in its if its[name].role in agreeing and its[name].bounds]
    statements = [name for name in statements if its[name].bounds == its[statements[0]].bounds]
    statements = statements if yearly.answers[statements].stack().nunique() > 1 else []
single = cx.CXError(f"Statements on one scale: {len(statements)}; needed: 4.", "declare their roles and scale.")
spoken = yearly.section("11. May languages be compared?", needs={"score": "recommend", "language": "language"},
                        min_groups=("language", 2), latest=True, lacking=single if len(statements) < 4 else None)
spoken

# %%
if spoken:
    turned = [name for name in statements if its[name].reverse]
    styles = cx.response_styles(yearly.latest, items=statements, by=spoken["language"], reversed_items=turned,
                                scale=tuple(map(int, its[statements[0]].bounds)), **level)
    styles = cx.suppress_small_cells(styles, min_cell=yearly.min_cell)
    display(styles)
    print(cx.styles_sentence(styles, level=1 - confidence_level))
if spoken and truth:
    print(f"Planted truth: the form in {truth['answering_style']['language']} is answered more extremely.")

# %% [markdown]
# **Reading.** Where styles differ, a raw difference between languages is partly one of style. Compare each language
# with itself over time, and do not rank them.

# %% [markdown]
# ## What we found
#
# Printed from the results above, so it holds for the data at hand.

# %%
if long:
    print("·", cx.drop_out_sentence(gone, before=max_items + 1))
print("·", f"±{target_margin:g} points need {sizes['n'].iloc[0]:,} answers with 40 % promoters and 30 % detractors, "
      f"{sizes['n'].iloc[-1]:,} at worst.")
if planned:
    print("·", cx.quarantine_sentence(plan))
if answering:
    print("·", cx.response_sentence(response))
if weighed:
    print(f"· Weighting statement: {len(heard):,} answers, weighted by {', '.join(cells)} to {len(frame.answers.dropna(subset=cells)):,} "
          f"customers in the frame. Design effect {full.design_effect:.2f}: worth {full.n_effective:,.0f} answers.")

# %%
if compared:
    print("·", cx.remedies_sentence(repaired).replace("\n", "\n· "))
if hidden:
    print("·", cx.bounds_sentence(bounds).replace("\n", "\n· "))
if lag:
    print("·", cx.waiting_sentence(lag))
if flagged is not None:
    print("·", cx.begging_sentence(shown, level=1 - confidence_level))
if spoken:
    print("·", cx.styles_sentence(styles, level=1 - confidence_level))

# %%
parts = [gates.summary() for gates in (yearly, frame, drawn, after, log)]
cx.Result(table=pd.concat(parts, ignore_index=True).sort_values("section", key=lambda title: title.map(
    lambda text: int(text.partition(".")[0])), kind="stable", ignore_index=True))

# %% [markdown]
# ## What this does not show
#
# - What the silent think, unless some of them were asked: weights assume that within a cell the silent are like those
#   who answered.
# - Who is in no list: the frame's own gaps.
# - Why somebody answers late, or in nines. The tests flag; they prove nothing.

# %% [markdown]
# ## On Monday

# %%
monday = [
    (scored,
     "The head of research puts the response rate and the weighting statement beside every score, by "
     "the end of the month."),
    (answering,
     "The head of research has 200 silent customers drawn by lot and called before the next report."),
    (planned,
     "The data-protection officer checks the quarantine, and that whoever said no is not called."),
]
print("\n".join(f"· {step}" for shown, step in monday if shown) or "Nothing yet: the sections that would say what could not be shown.")

# %% [markdown] tags=["lesson"]
# ## Check yourself
#
# 1. A survey has 20,000 answers and a response rate of 8 %. What does its margin of error tell?
# 2. What must be known of the silent to weight?
# 3. Why may the weighted score be worse than the raw one?
# 4. Which contact cannot carry a monthly score in your firm, and what would you do instead?
# 5. A branch has many nines. What else would you look at before speaking to its head?
#
# ## Where next
#
# All exercises with room for your answers: `exercises/02_listening_design.ipynb`; worked answers:
# `solutions/02_listening_design.ipynb`. A questionnaire for your survey tool, in four languages:
# `cx new --questionnaire`. Next: notebook 03, what a score is worth. Words for your glossary: relationship and
# transactional survey, frame, quarantine, response rate, odds ratio, weight, raking, design effect, double sampling,
# bounds, begging, response style.
