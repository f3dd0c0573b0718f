"""A process that is killed while it saves leaves the older file or the newer one, never half."""

import os
import subprocess
import sys

import pytest

from gmm_explorer.files import read_session

SAVES = 200

# Forks one saver after the other; each saves again and again until it is killed somewhere in it.
PROGRAM = """
import os, random, select, signal, sys
import numpy as np
from gmm_explorer.data import Dataset
from gmm_explorer.files import image_of, read_session, write_image
from gmm_explorer.model import Cause, Session, edits

path, kills = sys.argv[1], int(sys.argv[2])

def session(n):
    X = np.random.default_rng(n).normal(size=(n, 2))
    session = Session()
    data = Dataset.from_array(X, provenance=str(n))
    session.commit(edits.new_data(session.snapshot, data), "Open", Cause.DATA)
    return session

images = [image_of(session(n)) for n in (40_000, 50_000)]
write_image(path, images[0])
rng, seen = random.Random(0), []
for _ in range(kills):
    begun, begins = os.pipe()
    child = os.fork()
    if not child:
        for number in range(1, 1000):
            os.write(begins, b".")
            write_image(path, images[number % 2])
        os._exit(0)
    os.close(begins)
    for _ in range(rng.randint(1, 2)):
        os.read(begun, 1)
    select.select([], [], [], rng.random() * 0.006)  # somewhere in the middle of a save
    os.kill(child, signal.SIGKILL)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    os.close(begun)
    seen.append(read_session(path).snapshot.dataset.provenance)
print(" ".join(seen))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
def test_a_killed_save_leaves_the_older_or_the_newer_file(tmp_path):
    path = tmp_path / "life.gmmx"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(path), str(SAVES)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    seen = done.stdout.split()
    assert len(seen) == SAVES
    assert set(seen) == {"40000", "50000"}
    assert read_session(path).snapshot.dataset.provenance == seen[-1]
