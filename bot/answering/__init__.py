"""From a question to a finding: reads what is asked, finds and computes the facts that answer it."""
