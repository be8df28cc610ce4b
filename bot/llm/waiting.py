"""How llama.cpp's threads wait for each other. Knows the OpenMP library by its variables alone."""

from __future__ import annotations

from collections.abc import MutableMapping

_POLICIES = ("GOMP_SPINCOUNT", "OMP_WAIT_POLICY")  # who has set one of them has decided

# A thread that waits for another looks so often whether it is there, and then sleeps. GCC's own 300,000 looks
# take longer than the scheduler's turns: where another process wants the core, the one that is waited for
# does not get it. Measured on two cores with others at work, 132 tokens were read by two threads in 0.9 to
# 1.5 s with 1,000 looks, in 2.5 to 8 s with 100,000, and in 6 to 12 s with 300,000; by one in 0.8 to 2.6 s.
_LOOKS = 1000


def wait_asleep(environ: MutableMapping[str, str]) -> None:
    """Have threads that wait leave their core to others. Only before llama.cpp is imported does it matter."""
    if not any(environ.get(name) for name in _POLICIES):
        environ["GOMP_SPINCOUNT"] = str(_LOOKS)
