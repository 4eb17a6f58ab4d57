"""A hundred thousand comments of four languages: words, codes and redaction, against two packages for the same.

Run it from the project's folder; it needs about five minutes. The other side runs in an environment of its own, which
uv makes from two pinned packages; no language model is loaded and no list of suffixes is fetched::

    uv run python benchmarks/words.py
    uv run python benchmarks/words.py --comments 10000

Ours: tokens and theme, emotion and valence of each comment (`code_comments`), and `redact`. Theirs: scikit-learn's
`CountVectorizer`, which counts words and codes nothing, and presidio's pattern recognisers for what ours takes out:
addresses, cards, accounts, ids and passports of Spain and the United Kingdom (it has none of Romania and Andorra), and
telephone numbers (regions ES, RO, AD, GB). Left out are those whose pieces ours leaves in the text, so that nobody is
charged for more than is compared: its dates, web addresses, IP and MAC addresses, UUIDs, wallets, and the postcodes,
number plates and driving licences of the United Kingdom. Each measurement is a process of its own; seconds are those
of the processor, the least of three runs, after a thousand comments that warm up.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PEERS = ("presidio-analyzer==2.2.366", "scikit-learn==1.9.1", "pandas")
SAMPLE = Path(__file__).parent.parent / "data" / "samples" / "pont_nou" / "comments.csv"


def write_comments(path: Path, n: int) -> int:
    """Two or three sentences of different comments of the sample company, language by language; how many differ."""
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(2027)
    sample = pd.read_csv(SAMPLE)
    sentences = {
        language: np.array([one for text in part for one in re.split(r"(?<=[.!?]) +", text)], dtype=object)
        for language, part in sample.groupby("language")["comment"]
    }
    languages = rng.choice(list(sentences), n)
    said = [" ".join(rng.choice(sentences[one], rng.integers(2, 4))) for one in languages]
    pd.DataFrame({"language": languages, "comment": said}).to_csv(path, index=False)
    return len(set(said))


def ours(path: str) -> dict[str, int]:
    import pandas as pd

    import cxlib as cx

    comments = pd.read_csv(path)
    coded = cx.code_comments(comments, text="comment", language="language")
    clean = cx.redact(comments, text="comment", language="language")
    return {"coded": int(coded["theme"].notna().sum()), "removed": int(clean.counts["removed"].sum())}


def theirs(path: str) -> dict[str, int]:
    import pandas as pd
    import tldextract
    from presidio_analyzer import predefined_recognizers as known
    from sklearn.feature_extraction.text import CountVectorizer

    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())
    said = pd.read_csv(path)["comment"]
    words = CountVectorizer().fit_transform(said)
    recognisers = [
        known.EmailRecognizer(), known.CreditCardRecognizer(), known.IbanRecognizer(),
        known.EsNifRecognizer(), known.EsNieRecognizer(), known.EsPassportRecognizer(),
        known.UkNinoRecognizer(), known.UkPassportRecognizer(), known.NhsRecognizer(),
        known.PhoneRecognizer(supported_regions=("ES", "RO", "AD", "GB")),
    ]  # fmt: skip
    found = sum(len(one.analyze(text, one.supported_entities, None)) for text in said for one in recognisers)
    return {"coded": words.shape[0], "removed": found}


def run_one(side: Callable, path: str, few: str) -> None:
    """One measurement in this process: seconds of the processor, peak memory and the answer, as JSON."""
    side(few)
    start = time.process_time()
    answer = side(path)
    seconds = time.process_time() - start
    peak = int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) / 1024
    print(json.dumps({"seconds": seconds, "peak": peak, "answer": answer}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--comments", type=int, default=100_000)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--tables", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        run_one(globals()[arguments.one], *arguments.tables)
        return
    apart = ["uv", "run", "--quiet", "--no-project", *[f"--with={one}" for one in PEERS], "python"]
    with tempfile.TemporaryDirectory() as folder:
        path, few = Path(folder) / "comments.csv", Path(folder) / "few.csv"
        different = write_comments(path, arguments.comments)
        write_comments(few, 1_000)
        runs: dict[str, list[dict]] = {"ours": [], "theirs": []}
        for _ in range(arguments.turns):
            for side, python in (("ours", [sys.executable]), ("theirs", apart)):
                command = [*python, __file__, "--one", side, "--tables", str(path), str(few)]
                done = subprocess.run(command, capture_output=True, text=True, check=True)
                runs[side].append(json.loads(done.stdout))
    least = {side: min(run["seconds"] for run in found) for side, found in runs.items()}
    print(f"{arguments.comments:,} comments, {different:,} of them different")
    for side, found in runs.items():
        peak = max(run["peak"] for run in found)
        print(f"{side:7} {least[side]:8.2f} s {peak:6.0f} MB  {found[0]['answer']}")
    print(f"ratio   {least['ours'] / least['theirs']:8.3f}")


if __name__ == "__main__":
    main()
