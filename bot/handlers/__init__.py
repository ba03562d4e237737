"""What the Telegram bot does with each kind of update."""
