"""A stop sign that Python sets and llama.cpp reads, inside a batch, without the interpreter's lock."""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import Any


class StopSign:
    """Stops one generation; setting it again, or after the end, does nothing.

    llama.cpp asks its abort callback before every operation of a batch, about a thousand times. A Python
    function would have to win the interpreter's lock each time, against threads that are busy; `strlen` needs
    no lock and says just what is wanted of a byte that is zero until the sign is set.
    """

    def __init__(self) -> None:
        self._byte = ctypes.create_string_buffer(2)

    def set(self) -> None:
        """Ask the generation to stop."""
        self._byte[0] = b"\x01"

    def is_set(self) -> bool:
        """Return whether a stop was asked for."""
        return self._byte[0] != b"\x00"

    @property
    def address(self) -> ctypes.c_void_p:
        """Where llama.cpp looks; valid as long as this object lives."""
        return ctypes.cast(self._byte, ctypes.c_void_p)


@cache
def abort_callback() -> Any:
    """Return the C function for `llama_set_abort_callback`: true if the byte at its argument is not zero."""
    libc = ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None)
    return ctypes.cast(libc.strlen, ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p))
