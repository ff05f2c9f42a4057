"""Products in small parts are the same products, and wake no other thread."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from transcripts.acoustic.products import product


@pytest.mark.parametrize("rows", [0, 1, 14, 15, 1000])
def test_is_the_product(rows: int) -> None:
    rng = np.random.default_rng(rows)
    left, right = rng.random((rows, 1025), np.float32), rng.random((1025, 33), np.float32)
    found = product(left, right)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, left.astype(float) @ right.astype(float), rtol=1e-5)


def test_a_wide_matrix_goes_row_by_row() -> None:
    left, right = np.ones((3, 2)), np.ones((2, 400_000))
    assert (product(left, right) == 2.0).all()


SPUN = """
import time
import numpy as np
from transcripts.acoustic.products import product

left, right = np.ones((1000, 1025), np.float32), np.ones((1025, 33), np.float32)
product(left, right)
all_threads, own = time.process_time(), time.thread_time()
for _ in range(8):
    product(left, right)
    time.sleep(0.03)  # in which a woken thread would spin
print(time.process_time() - all_threads - time.thread_time() + own)
"""


def test_only_this_thread_works() -> None:
    """In a process of its own: other tests' threads work, too."""
    spent = subprocess.run([sys.executable, "-c", SPUN], capture_output=True, text=True, check=True)
    assert float(spent.stdout) < 0.06
