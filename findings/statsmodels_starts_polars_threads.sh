#!/usr/bin/env bash
# Package:   statsmodels 0.15.0 where polars 2.1.0 is installed as well; on Linux
# Behaviour: `import statsmodels.api` looks whether polars is there by importing it, and polars starts threads of its own
#            at import ("polars-ooc-clea" and those of its allocator). A process that only wanted a regression, and has
#            one thread with OPENBLAS_NUM_THREADS=1, has four. Without polars it has one.
# One would guess otherwise: statsmodels needs no polars, and the data may be pandas throughout; a library that is
#            merely installed is not expected to run. Whoever imports once and then forks workers, as servers and
#            kernels do to save the time of imports, forks a process with threads, which POSIX allows for little else
#            than exec: a lock that another thread held stays locked for ever in the child.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
uv venv --quiet "$work/venv"
uv pip install --quiet --python "$work/venv/bin/python" statsmodels==0.15.0 pandas==3.1.1 numpy==2.4.6 scipy==1.17.1
threads='import os, statsmodels.api; names = [open(f"/proc/self/task/{t}/comm").read().strip() for t in os.listdir("/proc/self/task")]; print(len(names), *sorted(names))'
export OPENBLAS_NUM_THREADS=1
alone=$("$work/venv/bin/python" -c "$threads")
uv pip install --quiet --python "$work/venv/bin/python" polars==2.1.0
beside=$("$work/venv/bin/python" -c "$threads")
echo "without polars: $alone"
echo "with polars:    $beside"
[ "${alone%% *}" = 1 ] || { echo "statsmodels alone has more than one thread"; exit 1; }
[ "${beside%% *}" -gt 1 ] || { echo "no threads are started any more"; exit 1; }
