"""What is said to the coach, and how its answer comes into Slack."""
