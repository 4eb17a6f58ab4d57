"""A process that leaves without taking itself apart still does what others do at their end."""

import subprocess
import sys

ENDING = """
import atexit, threading, time
from cxlib.runs.process_end import leave
atexit.register(print, "asked of the end")
threading.Thread(target=lambda: (time.sleep(0.3), print("a thread"))).start()
print("printed")
leave(3)
"""


def test_threads_end_what_was_asked_is_done_and_what_was_printed_arrives():
    done = subprocess.run([sys.executable, "-c", ENDING], capture_output=True, text=True)
    assert done.stdout.splitlines() == ["printed", "a thread", "asked of the end"]
    assert (done.returncode, done.stderr) == (3, "")
