"""Who writes best? What a model adds to each kind of answer, and how well the answers read."""
