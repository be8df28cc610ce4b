"""What people say in the scenarios, and what of the answers is known."""

from __future__ import annotations

WEEKS = "How many weeks does C/C++ for Embedded Systems take?"
HARD = "What are the real challenges of this job for someone like me?"  # the model writes four sentences
FIRST, LAST = "picking up C/C++", "going from stateless APIs"  # of these, from the first and the last one
PROMISED = "phone three teachers"
PROMISE = f"I will {PROMISED} by Friday"
