from __future__ import annotations

import platform
import re
import subprocess
import sys

import pytest

_FREES = """
import ctypes, re
from pathlib import Path
from bot.llm.allocating import return_what_is_freed
assert return_what_is_freed()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
libc.free.argtypes = [ctypes.c_void_p]
def resident():
    return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
def fill(size):
    piece = libc.malloc(size)
    ctypes.memset(piece, 1, size)
    return piece
libc.free(fill(30_000_000))
before = resident()
pieces = [fill(5_000_000) for _ in range(20)]
for piece in pieces[:-1]:  # the last one stands behind all others
    libc.free(piece)
print(resident() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="GNU's allocator is not here")
def test_freed_pieces_leave_the_process() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _FREES], capture_output=True, text=True, check=True, timeout=60
    )
    assert int(re.sub(r"\s", "", ran.stdout)) < 20_000  # kB, of 100,000 that were filled
