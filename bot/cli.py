"""The command `planbot`: finds the verb, and turns whatever goes wrong into one line and an exit status."""

from __future__ import annotations

import os
import sys
import traceback
from importlib import import_module

import click

from bot.commands.options import common_options, wants_debug
from knowledge.errors import PlanbotError

# A verb's module is imported when the verb is asked for: python-telegram-bot alone takes longer to import than a
# question takes to answer.
VERBS = {
    "index": "bot.commands.index",
    "ask": "bot.commands.ask",
    "chat": "bot.commands.chat",
    "serve": "bot.commands.serve",
    "export": "bot.commands.read",
    "source": "bot.commands.read",
    "releases": "bot.commands.read",
    "diff": "bot.commands.history",
    "rollback": "bot.commands.history",
    "withdraw": "bot.commands.history",
    "misses": "bot.commands.misses",
    "alias": "bot.commands.alias",
    "doctor": "bot.commands.doctor",
    "backup": "bot.commands.backup",
}
# What a shell says of a program that SIGINT or SIGPIPE ended.
_INTERRUPTED, _BROKEN_PIPE = 130, 141


class Refused(click.ClickException):
    """What the user is told in one line; the exit status is 1."""

    def show(self, file: object = None) -> None:
        click.echo(f"planbot: {self.message}", err=True)


class Verbs(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command: click.Command = getattr(import_module(VERBS[cmd_name]), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except PlanbotError as error:
            raise Refused(_one_line(str(error))) from error
        except Exception as error:
            # The last resort of the whole command: nobody is shown a traceback unasked.
            if wants_debug(ctx):
                traceback.print_exc()
            said = _one_line(f"{type(error).__name__}: {error}")
            raise Refused(
                f"stopped at something unforeseen ({said}); run it again with --debug and report what it prints"
            ) from error


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="planbot", message="%(prog)s %(version)s")
@common_options
def cli() -> None:
    """Answers questions on Taiwanese government plans (施政計畫) with the figure, the passage and the place."""


def main() -> None:
    """Run the command line and exit with its status."""
    # A stream that was closed before the start is none; what is written to it is lost, as its owner wished.
    sys.stdout, sys.stderr = (stream or open(os.devnull, "w") for stream in (sys.stdout, sys.stderr))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        # Whatever the locale says: the plans are Chinese, and machines read the output as UTF-8.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        status = cli.main(prog_name="planbot", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        status = _INTERRUPTED
    except BrokenPipeError:
        # Python flushes standard output once more at exit, which would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = _BROKEN_PIPE
    sys.exit(status if isinstance(status, int) else 0)


def _one_line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    main()
