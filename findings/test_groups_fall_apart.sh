#!/usr/bin/env bash
# Package:   pytest-xdist 3.8.0 (pytest -n 2 --dist loadgroup) with pytest 9.2.0; with pytest 8.4.2 beside it
# Behaviour: tests marked with one xdist_group are no longer kept on one worker: sixteen of one group are shared out over
#            both. Nothing is said, and all pass. Names of tests do not end in "@group" any more. With pytest 8.4.2 and
#            the same xdist all sixteen run on one worker.
# One would guess otherwise: the mark is known, --dist loadgroup is accepted, and the pair of versions installs without a
#            word. What is shared by a group (a run of a notebook, a virtual machine, a database) is made twice, or by
#            two tests at once, and the only sign is the clock.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir tests
cat >tests/test_first.py <<'PY'
import os
import time

import pytest

pytestmark = pytest.mark.xdist_group("one")


@pytest.mark.parametrize("number", range(8))
def test_number(number, worker_id):
    time.sleep(0.05)
    with open(os.environ["WORKERS"], "a") as log:
        log.write(worker_id + "\n")
PY
cp tests/test_first.py tests/test_second.py
printf '[pytest]\n' >pytest.ini
for version in 8.4.2 9.2.0; do
    uv venv --quiet "$work/$version"
    uv pip install --quiet --python "$work/$version/bin/python" "pytest==$version" pytest-xdist==3.8.0
    WORKERS="$work/$version.log" "$work/$version/bin/python" -m pytest -q -n 2 --dist loadgroup tests >/dev/null
    echo "pytest $version: $(wc -l <"$work/$version.log") tests of one group on $(sort -u "$work/$version.log" | wc -l) workers"
done
[ "$(sort -u 8.4.2.log | wc -l)" = 1 ] || { echo "pytest 8.4.2 shares a group out, too"; exit 1; }
[ "$(sort -u 9.2.0.log | wc -l)" = 2 ] || { echo "pytest 9.2.0 keeps a group together now"; exit 1; }
