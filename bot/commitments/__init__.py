"""What people promise: its states, how it comes back, when its messages are due, what became of it.

`service` writes; `states`, `recurrence`, `schedule`, `finding` and `review` are pure.
"""

from bot.commitments.service import Changed, CommitmentService
from bot.commitments.states import Draft

__all__ = ["Changed", "CommitmentService", "Draft"]
