"""Loaded by every Python process that runs under faketime, see `make days`.

faketime leaves the steady clock alone when asked to (else whatever waits would wait for years), but still shifts
the end of a sleep that Python counts on that clock, and the system refuses it. So Python sleeps another way.
"""

import threading
import time
from typing import SupportsFloat


def _sleep(seconds: SupportsFloat, /) -> None:
    if float(seconds) < 0:
        raise ValueError("sleep length must be non-negative")
    threading.Event().wait(float(seconds))


time.sleep = _sleep  # type: ignore[assignment]
