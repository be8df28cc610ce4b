"""What people press, pick and submit, and what comes of it."""
