"""Whether the notebooks still say the same numbers as at an earlier commit.

    uv run python benchmarks/compare_runs.py record OUT [--study PATH] [NOTEBOOK ...]
    uv run python benchmarks/compare_runs.py compare OLD NEW [--all]

`record` runs the notebooks of the checkout it stands in and keeps, a notebook each, the executed notebook and every
Result made in its kernel, in full precision. `compare` tells by section which tables and which printed numbers of
OLD are not in NEW. The airport's files are found through CX_DATA_DIR.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

from compare_runs_numbers import compare_numbers
from compare_runs_outputs import sections_by_count
from compare_runs_tables import compare_tables

ROOT = Path(__file__).resolve().parents[1]
HOOK = """
def record_results():
    # in a function, so that the notebook's names cannot meet these
    import json, os
    import pandas as pd
    from cxlib.results import Result
    from IPython import get_ipython

    path, made = os.environ["COMPARE_RUNS_DUMP"], []

    def noted(sort, /, *_, **__):
        # each kind of Result has an __init__ of its own, and all are made here; their fields come later
        new = object.__new__(sort)
        made.append((get_ipython().execution_count, new))
        return new

    def plain(value):
        if hasattr(value, "item"):
            value = value.item()
        if value is None or isinstance(value, (bool, int, str)):
            return value
        if isinstance(value, float):
            return None if value != value else value
        return None if type(value).__name__ in ("NAType", "NaTType") else str(value)

    def write(*_):
        with open(path, "a", encoding="utf-8") as file:
            for count, result in made:
                if not hasattr(result, "notes"):  # an error came before it was whole
                    continue
                settings = {str(key): str(value) for key, value in dict(result.settings).items()}
                for table in vars(result).values():  # kinds have tables beside the one that is shown
                    if not isinstance(table, pd.DataFrame):
                        continue
                    columns = [[str(name), [plain(value) for value in table.iloc[:, place].tolist()]]
                               for place, name in enumerate(table.columns)]
                    entry = {"count": count, "columns": columns, "settings": settings}
                    file.write(json.dumps(entry, ensure_ascii=False) + chr(10))
        made.clear()

    Result.__new__ = noted
    get_ipython().events.register("post_run_cell", write)


record_results()
del record_results
"""


def record(out: Path, study: Path | None, notebooks: list[str]) -> bool:
    """Run the notebooks one by one, each with its own file of results."""
    names = notebooks or sorted(file.stem for file in (ROOT / "notebooks").glob("[0-9]*.ipynb"))
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        startup = Path(home) / "profile_default" / "startup"
        startup.mkdir(parents=True)
        (startup / "00_results.py").write_text(HOOK, encoding="utf-8")
        os.environ["IPYTHONDIR"] = home
        return all([_record_one(name, out, study) for name in names])


def _record_one(name: str, out: Path, study: Path | None) -> bool:
    from cxlib.runs.bookshelf import find_notebooks
    from cxlib.runs.notebooks import run_notebook

    (file,) = find_notebooks([name])
    dump = out.resolve() / f"{file.stem}.jsonl"
    dump.write_text("", encoding="utf-8")
    os.environ["COMPARE_RUNS_DUMP"] = str(dump)
    run = run_notebook(file, study=study, out=out)
    made = len(dump.read_text(encoding="utf-8").splitlines())
    print(f"{file.stem}: {run.outcome}, {made} results, {run.seconds:.0f} s {run.cell} {run.error}", flush=True)
    return run.outcome == "done"


def compare(old: Path, new: Path, *, everything: bool) -> bool:
    """Print the differences of every notebook of OLD; True where there is none."""
    same = True
    for file in sorted(old.glob("*.ipynb")):
        print(f"\n# {file.stem}")
        if not (new / file.name).exists():
            print("not in NEW")
            same = False
            continue
        before, after = _read(file), _read(new / file.name)
        same &= compare_tables(before, after, everything=everything)
        same &= compare_numbers(before, after, everything=everything)
    return same


def _read(file: Path) -> dict:
    notebook = json.loads(file.read_text(encoding="utf-8"))
    lines = file.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
    sections = sections_by_count(notebook)
    results = [json.loads(line) for line in lines]
    for result in results:
        result["section"] = sections.get(result["count"], "(no cell)")
    return {"notebook": notebook, "results": results}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    recording = commands.add_parser("record")
    recording.add_argument("out", type=Path)
    recording.add_argument("notebooks", nargs="*")
    recording.add_argument("--study", type=Path)
    comparing = commands.add_parser("compare")
    comparing.add_argument("old", type=Path)
    comparing.add_argument("new", type=Path)
    comparing.add_argument("--all", action="store_true", help="also list what was only moved or rounded")
    given = parser.parse_args()
    if given.command == "record":
        sys.exit(not record(given.out, given.study, given.notebooks))
    sys.exit(not compare(given.old, given.new, everything=given.all))


if __name__ == "__main__":
    main()
