"""What passes between the bot and the network: updates, calls, and who watches the service."""
