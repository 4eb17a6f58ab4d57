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

# %% [markdown] chapter="The data"
# # 0 · Start here
#
# **Decision:** may we trust this installation and these data, and which way through the course do we take?
#
# **Who decides:** whoever will sign the numbers, as a learner, an analyst or a consultant.

# %% [markdown] tags=["lesson"]
# **After this you can**
#
# - run a notebook with other parameters,
# - read a *contract*, the file that says what the columns of a table mean,
# - tell a touchpoint, an experience and an impression apart,
# - name the definition behind a score,
# - list what a table may not be used for.
#
# **Time:** 45 minutes, in two sittings.

# %% [markdown]
# **Needs:** any table with a `study.toml`. Sections that your data cannot carry say so and are skipped.

# %%
from importlib.util import find_spec

import pandas as pd

import cxlib as cx

# %% tags=["parameters"]
study: str = ""  # path of a study.toml; empty: the sample company Pont Nou
table: str = "relationship"  # name or kind of the table that sections 4 to 7 look at
blank_code: int = 11  # code that section 5 puts where nobody answered
min_cell: int = 10  # smallest group that is shown
confidence_level: float = 0.95  # of every interval

# %% [markdown]
# ## The data
#
# The data card: what was loaded, and from which files. A *study* is a folder with tables, left as they came, and one
# file, `study.toml`, that says what is in them. A *wave* is one round of a survey. Reading is strict: if a table breaks
# its contract, the next cell stops and lists every fault with its row and its remedy. Nothing is mended in silence.

# %%
survey = cx.read_study(study or cx.sample_study(), min_cell=min_cell)
survey

# %%
gates = cx.Gates(survey, role="recommend", min_cell=min_cell, table=table)
contract = survey.contract.tables[gates.table]
gates

# %%
declared = survey.contract.tables
card = [(name, declared[name].kind, ", ".join(declared[name].file), len(rows)) for name, rows in survey.tables.items()]
cx.Result(table=pd.DataFrame(card, columns=["table", "kind", "file", "n_rows"]))

# %% [markdown] tags=["lesson"]
# **Sitting A, 20 minutes.** After it you can test an installation, follow one customer from contact to impression, and
# find each statement of the texts.

# %% tags=["lesson"]
cx.glossary(["cx", "touchpoint", "journey", "nps", "promoter", "detractor", "wave", "engagement"])

# %% [markdown] tags=["lesson"]
# ## 1. Does it run here?
#
# You are reading outputs that were stored. Run the notebook yourself (*Run All*) and they should not change: nothing in
# them depends on the machine or the day. Are all the parts there?

# %% tags=["lesson"]
cx.section(1)

# %% tags=["lesson"]
parts = ["numpy", "scipy", "pandas", "statsmodels", "narwhals", "pyarrow", "matplotlib", "seaborn", "ipywidgets",
         "papermill"]
found = pd.DataFrame({"part": parts, "present": [find_spec(part) is not None for part in parts]})
cx.Result(table=found)

# %% tags=["lesson"]
cx.by_hand(n_needed=len(parts), n_present=found["present"].sum())

# %% [markdown] tags=["lesson"]
# Where one is missing, run `uv sync`. And does it count right? A sum that you can do in your head: of four answers 10, 9, 8 and 6 two are *promoters* (9
# or 10) and one is a *detractor* (0 to 6). Two minus one, of four, is 25 points of the Net Promoter Score (NPS).

# %% tags=["lesson"]
four = pd.DataFrame({"answer": [10, 9, 8, 6]})
cx.net_promoter_score(four, rating="answer")

# %% [markdown] tags=["lesson"]
# Versions and seconds differ from machine to machine, so they are not printed here: `uv run cx doctor` tells them, and
# every run keeps them in its `run.json`. What can be printed is whether your versions lie within the bounds for which the
# numbers of this course were checked.

# %% tags=["lesson"]
from importlib.metadata import requires, version

from packaging.requirements import Requirement

bounds = {need.name: need.specifier for need in map(Requirement, requires("cxlib")) if need.name in parts}
within_bounds = pd.DataFrame([(name, str(bounds[name]), version(name) in bounds[name]) for name in sorted(bounds)],
                             columns=["part", "bounds", "within"])
cx.Result(table=within_bounds)

# %% [markdown] tags=["lesson"]
# And are the data the same? A file has a *fingerprint* (a hash): whoever has the same one has the same file, and one
# changed digit gives another. Here are those of the first tables of the sample company, and of one with a digit changed.
# Write them beside a result, and somebody can still make it in ten years.

# %% tags=["lesson"]
from hashlib import sha256
from pathlib import Path

folder = Path(cx.sample_study())
files = {name: (folder / name).read_bytes().replace(b"\r\n", b"\n") for name in ("actions.csv", "branches.csv")}
files["branches.csv, one digit changed"] = files["branches.csv"].replace(b"1", b"2", 1)
prints = [(name, sha256(content).hexdigest()[:12]) for name, content in files.items()]
cx.Result(table=pd.DataFrame(prints, columns=["file", "fingerprint"]))

# %% [markdown] tags=["lesson"]
# ## 2. What is customer experience?
#
# Three words that are often mixed up:
#
# - A *touchpoint* is a situation in which a customer and a firm meet: an advertisement, a delivery, an invoice.
# - An *experience* is what a person lives through, contact after contact.
# - An *impression* is what remains of it, and what the person acts on.
#
# A common wrong belief: *if more contacts go well than badly, the customer is content.* Here is a customer. She is
# invented, as are her words, and she is in no table: an example, whatever study you have loaded.

# %% tags=["lesson"]
cx.section(2)

# %% tags=["lesson"]
journey = cx.course_table("one_customer")
cx.show(cx.plot_journey(cx.Result(table=journey)))

# %% tags=["lesson"]
feelings = journey["valence"]
cx.by_hand(contacts=len(journey), good=(feelings > 0).sum(), bad=(feelings < 0).sum(), mean_feeling=feelings.mean(),
           impression=journey["impression"].dropna().astype(int).iloc[-1])

# %% tags=["lesson"]
seen = journey["department"].value_counts()
cx.Result(table=seen.rename("contacts").reset_index())

# %% [markdown] tags=["lesson"]
# Feelings run from −2 to +2, the impression from 0 to 10.
#
# **Reading.** Her impression is not the mean of her contacts. What stayed with her lay between the departments: a fee
# that the order had not named, a story told twice. Nobody in the firm could see that, since each department saw a
# piece. So this course asks three kinds of questions: of a contact (how was it?), of a journey (what broke between
# the contacts?) and of a person (what remains?). A score without its kind cannot be read.
#
# It also keeps to a rule: people are more than records. Where a comment may be quoted, a customer's voice stands beside
# the figures, and no name does.

# %% [markdown] tags=["lesson"]
# ## 3. What do the five texts say?
#
# The course answers five columns, written by practitioners in Catalan, Spanish and Romanian. Taken apart, they are a
# list of statements, and of each the course asks: what could be computed to see whether it holds? Here they are by
# text and by the topic where each is met first.

# %% tags=["lesson"]
cx.section(3)

# %% tags=["lesson"]
said, topics = cx.course_table("statements"), cx.course_table("topics")
cx.Result(table=cx.course_table("sources"))

# %% tags=["lesson"]
label = (topics["topic"] + " " + topics["title"]).set_axis(topics["topic"])
cells = said.assign(topic=said["topic"].map(label)).groupby(["source", "topic"]).size().rename("n")
cx.show(cx.plot_heat(cx.Result(table=cells.reset_index()), rows="source", columns="topic", unit="statements"))

# %% [markdown] tags=["lesson"]
# **Reading.** Each text looks at another part of the whole, and they contradict one another: is an experience beyond
# control, or a matter of strategy? Are content employees the key, or is contentment not the same as engagement? Such
# disputes are settled on data where they can be.
#
# Two statements speak of firms at large, of which there are no data here. The course puts them to one firm: is anybody
# asked about its contacts (01), and is what it says also done (06)?

# %% tags=["lesson"]
at_large = said[said["number"].isin([20, 106])]
cx.Result(table=at_large[["number", "source", "statement"]])

# %% [markdown] tags=["lesson"]
# What none of the five mentions is sampling, error, anonymity, consent or causation. This workbook adds those. The
# whole list, paraphrased, is `cx.course_table("statements")`.

# %% [markdown] tags=["lesson"]
# ### 3.1 Where is each of them met?
#
# A list of statements is a promise. Here it is kept count of: for each statement the notebook and the heading where it is
# taught, and the function that computes something of it. A test looks up every heading and every function.

# %% tags=["lesson"]
cx.section("3.1")

# %% tags=["lesson"]
taught = said.merge(cx.course_table("taught"), on="number", how="left")
counted = taught.groupby("notebook")["function"].agg(statements="count", functions="nunique").reset_index()
cx.Result(table=counted)

# %% tags=["lesson"]
cx.by_hand(statements=len(taught), computed=taught["function"].notna().sum(), missing=taught["function"].isna().sum())

# %% [markdown] tags=["lesson"]
# One line of each text, with the place; `cx.course_table("taught")` has them all.

# %% tags=["lesson"]
places = taught.groupby("source").head(1)
cx.Result(table=places[["number", "source", "statement", "notebook", "heading", "function"]])

# %% [markdown] tags=["lesson"]
# **Quiz of sitting A.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("00-A", ...)

# %% [markdown] tags=["lesson"]
# **Sitting B, 25 minutes.** After it you can read a certificate, name the definition behind a score, say whom a table
# could harm, and choose your way.

# %% tags=["lesson"]
cx.glossary(["satisfaction", "csat", "questionnaire", "confidence_interval", "driver", "prioritisation",
             "climate", "verbatim"])

# %% [markdown]
# ## 4. Is a table sound?
#
# The contract comes first. This is what `study.toml` promises of the first columns that have a scale; no data are in
# it yet. A column's *role* is what the course takes it for, whatever its header. A *missing code* is a number or a word
# that stands where nobody answered.

# %%
cx.section(4)

# %%
scaled = survey.scales(gates.table)
cx.Result(table=scaled.head(6))

# %% [markdown]
# The *certificate* holds the table against its contract, check by check. *Sound* means: looked at, nothing found.
# *To look at* means that a person must decide. *Not to be seen* means that the contract does not declare what the check
# needs.

# %%
certificate = cx.table_certificate(survey, table=gates.table)
certificate

# %%
cx.reading(certificate)

# %% [markdown]
# **Reading.** A certificate proves form, not truth. It cannot see answers that were made up by an interviewer, begged
# for at the counter, or given twice under two names; nor customers who were never asked.
#
# The parameter `table` chooses the table. This is what each would show: how many checks are sound, which need a
# person, how many cannot be made.

# %%
certificates = {name: certificate if name == gates.table else cx.table_certificate(survey, table=name)
                for name in survey.tables}
checks = cx.stack(certificates, label="table").table
states = checks.pivot_table(index="table", columns="state", values="check", aggfunc="count", fill_value=0)
states["which to look at"] = checks[checks["state"] == "to look at"].groupby("table")["check"].agg(", ".join)
cx.Result(table=states.reset_index())

# %% [markdown] tags=["lesson"]
# **Now you** (★). Replace `...` by your answer and run the cell.

# %% tags=["lesson"]
cx.check("00-1", ...)

# %% [markdown]
# ## 5. What does a wrong code cost?
#
# A common wrong belief: *the export is the truth.* Survey software writes a number even where nobody answered, often
# 11, 99 or 0. Unless somebody says what that number means, it is a score. We take the answers of the last wave, put
# the code back where nobody answered, and read them by four rules. Beside the harm stands the *margin of chance*: how
# far another sample of the same size may easily lie from the truth. Notebook 03 works it out.

# %%
wrong = cx.section(5, needs={"score": "recommend"}, min_answers=gates.min_cell, latest=True)

# %% tags=["lecture"]
score = wrong["score"]
x = wrong.rows[score]
codes = ", ".join(map(str, contract.columns[score].missing))
blanks = pd.DataFrame([{"column": score, "declared codes": codes, "n_rows": len(x), "n_blank": x.isna().sum()}])
cx.Result(table=blanks)

# %% tags=["lecture"]
rules = pd.DataFrame({"left out, as declared": x, "kept in the denominator": x,
                      "code read as a score": x.fillna(blank_code), "read as 0": x.fillna(0)})
n = rules.count()
n["kept in the denominator"] = len(x)
nps = 100 * ((rules >= 9).sum() - (rules <= 6).sum()) / n
by_rule = pd.DataFrame({"n": n, "NPS": nps, "mean": rules.sum() / n}).rename_axis("rule").reset_index()

# %% tags=["lecture"]
by_rule = cx.Result(table=by_rule, kind="blanks_by_rule", settings={"code": blank_code})
cx.show(cx.plot_intervals(by_rule, label="rule", measures=["NPS", "mean"]))

# %% tags=["lecture"]
score = cx.net_promoter_score(wrong.rows, rating=wrong["score"], confidence_level=confidence_level)
score

# %% tags=["lecture"]
cx.reading(by_rule, score)

# %% [markdown] tags=["lecture"]
# **Reading.** No larger sample mends a slip like this one: chance shrinks as answers come in, a wrong code does not.
# For the mean, a blank that is kept in the denominator is a zero, by another name. That is why the contract declares
# codes, and why the library refuses what lies outside the scale:

# %% tags=["lecture"]
try:
    cx.net_promoter_score(pd.DataFrame({"score": [10, 8, 11]}), rating="score")
except cx.CXError as refusal:
    print(refusal)

# %% [markdown] tags=["lecture"]
# A code *inside* the scale is worse, since nothing can refuse it: a 0 that means “no answer” makes a detractor of
# everybody who kept silent. To declare it is no way out, since those who did answer 0 would vanish; the contract does
# not allow it. Such a file has to be exported anew.

# %% [markdown] tags=["lesson"]
# Break it yourself: choose a rule and watch both numbers. The function is an ordinary one; the slider needs a live
# Jupyter.

# %% tags=["lesson"]
def view(rule="left out, as declared"):
    return cx.Result(table=by_rule.table[by_rule.table["rule"] == rule])


cx.stack({rule: view(rule) for rule in by_rule.table["rule"]}, label="rule")

# %% tags=["nbval-ignore-output", "lesson"]
cx.explore(view, controls={"rule": list(by_rule.table["rule"])})

# %% [markdown]
# ## 6. Which number is which?
#
# “Our CSAT is 72.” Of what? The customer satisfaction score has no single definition. Here is one set of answers of the
# last wave under the definitions in use. The *top box* is the best answer of a scale; the top two boxes are the two
# best.

# %%
scales = gates.score_columns["scales"]
which = cx.section(6, needs={"rating": [*scales, "outcome with answers on 3 to 11 steps"]}, min_answers=0, latest=True)

# %% tags=["lecture"]
definitions = cx.score_definitions(which.rows, rating=which["rating"], scale=scales[which["rating"]])
definitions

# %% tags=["lecture"]
cx.reading(definitions)

# %% [markdown]
# **Reading.** None of them is false, and no two may stand in one chart.
#
# ### 6.1 The metric register
#
# The *metric register* fixes which one this workbook means, with denominator, scale and interval (what chance leaves
# open). Its definitions have a version: a changed definition is another number. Here it is for the last wave, without
# weights. Satisfaction (CSAT) is in it only where a column has the role `outcome`: a rating of one aspect is none.

# %%
scored = gates.score_columns
told = {"recommend": scored["recommend"], "satisfaction": scored["satisfaction"], "ease": scored["ease"]}
registered = cx.section("6.1", needs={}, min_answers=0, latest=True, run=cx.metric_register,
                        given={**told, "scales": scales, "confidence_level": confidence_level})

# %%
registered.result

# %% [markdown] tags=["lesson"]
# **Now you** (★):

# %% tags=["lesson"]
cx.check("00-2", ...)

# %% [markdown] tags=["lesson"]
# **Now you** (★★), back to section 5: the code list stands in the exercises.

# %% tags=["lesson"]
cx.check("00-3", ...)

# %% [markdown]
# ## 7. Whom could this harm?
#
# A table without names is not anonymous. Small groups, the combination of harmless columns, keys and free text can
# give a person away, and an employee may lose more by it than a customer. This section always runs. It counts; it
# never shows an id or what somebody wrote.

# %%
cx.section(7)

# %%
risks = cx.disclosure_risks(survey, table=gates.table, min_cell=gates.min_cell)
risks

# %%
cx.reading(risks)

# %% [markdown]
# The same for every table: groups that will not be shown, people in a rare combination, keys that look like names,
# addresses or national ids, and texts.

# %%
every = {name: cx.disclosure_risks(survey, table=name, min_cell=min_cell) for name in survey.tables}
found = cx.stack(every, label="table").table
counts = found.pivot_table(index="table", columns="risk", values="count", aggfunc="sum", fill_value=0)
cx.Result(table=counts.reindex(list(survey.tables), fill_value=0).reset_index())

# %% [markdown]
# **Reading.** Whoever knows a few facts about a person can find that person's row, if the combination is rare. So
# tables of rows stay where they are, and only numbers of groups leave. A key is a *pseudonym*: somebody holds the
# list that turns it back into a name.

# %% [markdown] tags=["lesson"]
# **Now you** (★★): the table and its five claims stand in the exercises.

# %% tags=["lesson"]
cx.check("00-4", ...)

# %% [markdown] tags=["lesson"]
# ## 8. Which way?
#
# | you … | here | then | you leave with |
# |---|---|---|---|
# | learn or teach | every section, and the exercises | notebooks 01 to 04, with pen and paper | solved exercises |
# | do research | sections 3 to 7 | 02, section 7, 03, sections 3 and 6, 04, section 5, beside the truth; 10 | a method that you saw fail and hold |
# | advise a company | sections 4 to 7 on its tables; stop if they fail | `cx run` on its study | pages and their gaps |
#
# Notebook 01 draws the [map](01_touchpoint_mapping.ipynb): which contacts there are, who owns them, and which make the
# impression. Notebook 02 is about [listening](02_listening_design.ipynb): whom to ask, how many, and what silence
# hides. Notebook 03 is the [Net Promoter Score](03_net_promoter_score.ipynb): has a score truly changed, and which
# groups differ? Notebook 04 is about [drivers](04_satisfaction_drivers.ipynb): what goes with satisfaction, how surely,
# and what does nothing at all. Notebook 05 is about [emotions and trust](05_emotions_and_trust.ipynb): what do people
# feel at a contact, whom do they trust, and what do they write? Notebook 06 is about
# [engagement](06_employee_engagement.ipynb): what may a team's result be used for, and can anybody be known by it?
# Notebook 07 asks [what reaches the customer](07_engagement_to_customers.ipynb) of it. Notebook 08 asks [what to do
# first](08_priorities_and_alignment.ipynb): where it is sure, with which budget, and does the house agree? Notebook 09
# is about [monitoring](09_monitoring_and_closed_loop.ipynb): which month is an alarm, and what does a reply change?
# Notebook 10 is the [airport](10_case_airport.ipynb): one fall, eight analyses, all on real data.
#
# The principles hold for any sector, so the notebooks do not know one: what is special about a company stands in its
# `study.toml`. To use your own, write one (the README shows ten lines), then change parameters by name:
#
# ```sh
# uv run cx check my_study
# uv run cx run my_study 00 -p table=customers -p blank_code=99
# ```
#
# In Jupyter, change the value in the cell of parameters instead, and run all. These are the topics of the course:

# %% tags=["lesson"]
cx.section(8)

# %% tags=["lesson"]
topics["statements"] = topics["topic"].map(said["topic"].value_counts()).fillna(0).astype(int)
cx.Result(table=topics[["topic", "title", "question", "statements", "notebook"]])

# %% [markdown] tags=["lesson"]
# ### 8.1 Eight weeks, or one day
#
# | week | students, about four hours each | researchers |
# |---|---|---|
# | 1 | 00, and 01 up to section 6; the map of a firm of one's own is begun | 00, sections 3 to 7 |
# | 2 | 01 from section 7 on; maps are criticised in pairs | 02: who answers, weights, bounds |
# | 3 | 02; everybody writes a questionnaire | 03: coverage, many comparisons |
# | 4 | 03; everybody defends a slide | 04: planted effects found again, certainty of ranks |
# | 5 | 04; no driver is named without its certainty | 05: variance, facets, agreement of coders |
# | 6 | 05 with a playbook; comments in two languages | 06: reliability, aggregation, disclosure |
# | 7 | 06 and 07; a debate on climate and engagement | 07 whole; 09, sections 3 and 9 |
# | 8 | 08 and 09; 10 is taken home as the examination | 10; with other seeds, and a truth of one's own |
#
# A day with a client, on the client's tables:
#
# | hour | what | if not |
# |---|---|---|
# | 09:00 | 00: the certificate of each table | it fails: mend the export, and stop |
# | 09:45 | 01, sections 1, 2, 4 to 6 and 11: the map, and contacts of nobody | no log: a map of opinions, and it says so |
# | 11:00 | 02, sections 4 and 6 to 8: what the data may bear | no list of customers: bounds only |
# | 11:45 | 03: the score, with its interval | fewer than 30 answers: grey |
# | 13:30 | 04, sections 1 to 4, 7 and 9: what matters where | fewer than 15 answers for an aspect: no order |
# | 14:30 | 05, sections 2 and 10, or 09, sections 8 and 9 | whichever the data have |
# | 15:15 | 06, sections 6 and 8; 07 with 20 units or more | fewer: safety only |
# | 16:00 | 08 with the client's costs; then method statement and skipped sections | no costs: quadrants only |
#
# ### 8.2 In another language
#
# A run speaks the language that its study names, or the one that it is told: `uv run cx run my_study --language es`.
# Readings, heads of tables and figures are translated, never the answers. The score of section 1 once more:

# %% tags=["lesson"]
cx.section("8.2")

# %% tags=["lesson"]
from cxlib.locale import LANGUAGES, speaking

for language, called in LANGUAGES.items():
    with speaking(language):
        print(f"{called}: {cx.reading(cx.net_promoter_score(four, rating='answer'), aside=True)!s}")

# %% [markdown] tags=["lesson"]
# ### 8.3 In another sector
#
# Who the customer is differs, and with it a few parameters. These are suggestions to begin with; what a column is
# called, your `study.toml` says.

# %% tags=["lesson"]
cx.section("8.3")

# %% tags=["lesson"]
sectors = cx.course_table("sectors")
cx.Result(table=sectors)

# %% [markdown] tags=["lesson"]
# As a command, for the second row:

# %% tags=["lesson"]
row = sectors.iloc[1]
print(f"uv run cx run my_study {row['notebook']} -p {row['parameter']}={row['value']}")

# %% [markdown]
# ## What we found
#
# From the results above, so it holds for the data at hand.

# %%
cx.section("closing")

# %%
cx.findings()

# %%
cx.section_states()

# %% [markdown]
# ## What this does not show
#
# - Whether the answers are true, and whether those who gave them are like those who did not.
# - Faked, begged or doubled people: a contract proves form.
# - Whether you may use the data at all. Law, consent and purpose are outside of any file.
#
# Net Promoter, Net Promoter Score and NPS are registered marks of Bain & Company, NICE Systems and Fred Reichheld.
#
# ## On Monday
#
# Whoever owns the export sits down with whoever wrote the questionnaire and fills in the `study.toml`: every scale,
# every code, every key. Whoever reports scores writes definition and denominator beside each. Both before the next
# report.

# %% [markdown] tags=["lesson"]
# **Quiz of sitting B.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("00-B", ...)

# %% [markdown] tags=["lesson"]
# ## Check yourself
#
# 1. Why can a customer be disappointed although more of her contacts were good than bad?
# 2. A score rose by two points in the month in which the survey software was changed. What do you look at first?
# 3. Two firms report a CSAT of 72 and of 81. What must you know before you compare them?
# 4. What does a certificate with twelve sound checks not tell you?
#
# <details><summary>Answers</summary>
#
# 1. What remains is no sum: a bad contact weighs more than a good one, and what lies between the departments weighs,
#    too.
# 2. At the definition: which answers are valid, which codes are none, what it is divided by. One code can move a
#    score by more.
# 3. The scale, the boxes that count, the denominator, the words of the question, and who was asked.
# 4. Whether those who answered stand for all, whether the question was a good one, and a code that nobody declared.
#
# </details>
#
# ## Where next
#
# All exercises with room for your answers: `exercises/00_start_here.ipynb`; worked answers:
# `solutions/00_start_here.ipynb`. Words for your glossary: touchpoint, experience, impression, contract, certificate,
# missing code, denominator, top box, CSAT, pseudonym.
