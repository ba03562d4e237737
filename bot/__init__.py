"""A conversation about the plans, in Telegram and in the terminal."""
