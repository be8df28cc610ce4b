"""What Slack sends, brought in over a socket or HTTP, and Slack's API."""
