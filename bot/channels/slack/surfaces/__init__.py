"""What people see in Slack: words of the domain in, blocks out. Pure: no I/O, no clock, no client."""
