"""The verb serve: run the Telegram bot."""

from __future__ import annotations

from datetime import date

import click

from bot import app
from bot.commands.options import common_options, filled_store, settings, taipei_today, today_option, words
from bot.logs import start_logging
from bot.settings import Secret


@click.command()
@today_option
@common_options
def serve(today: date | None) -> None:
    """Run the Telegram bot; the token comes from PLANBOT_TOKEN or the settings."""
    config = settings()
    app.check(config)
    lexicon = words(config)
    with filled_store(config) as store:
        secret = Secret(app.webhook_secret(config, store))
        start_logging(config.operations.log_level, config.telegram.token, secret)
        app.serve(config, store, (lambda: today) if today else taipei_today, lexicon)
