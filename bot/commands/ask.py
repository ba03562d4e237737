"""The verb ask: answer one question, or a batch of them."""

from __future__ import annotations

import json
from datetime import date

import click

from bot.batch import BadBatch, answers, clean, read_batch
from bot.commands.options import common_options, filled_store, settings, taipei_today, today_option, words
from bot.notebook import Notebook
from bot.terminal import show_answer
from knowledge.export import answer_data
from knowledge.service import Assistant


@click.command()
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print an answer object.")
@click.option("--batch", metavar="FILE", help='Answer the questions of FILE (or -), JSON Lines {"id", "q", "session"}.')
@click.option("--explain", is_flag=True, help="Show which rules fired, which candidates there were, and their scores.")
@today_option
@common_options
def ask(question: str | None, as_json: bool, batch: str | None, explain: bool, today: date | None) -> None:
    """Answer a question on the published plans."""
    if (question is None) == (batch is None):
        raise click.UsageError("give a QUESTION, or --batch FILE")
    if batch is not None:
        if explain:
            raise click.UsageError("--explain explains one QUESTION, not a batch")
        _answer_batch(batch, today or taipei_today())
    else:
        _answer(clean(question or ""), as_json, explain, today or taipei_today())


def _answer(question: str, as_json: bool, explain: bool, today: date) -> None:
    config = settings()
    lexicon = words(config)
    with filled_store(config) as store:
        assistant = Assistant(store, today, lexicon=lexicon)
        turn = assistant.ask(question)
        Notebook(store, config.privacy).note(question, turn)
        data = answer_data(turn.answer, question, None, assistant.catalogue().plans)
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False))
    else:
        show_answer(turn.answer)
    if explain:
        # Beside JSON the explanation must not stand on standard output, which a program reads.
        click.echo("", err=as_json)
        for line in turn.trace.lines():
            click.echo(line, err=as_json)


def _answer_batch(file: str, today: date) -> None:
    lines = read_batch(_read(file), "standard input" if file == "-" else file)
    config = settings()
    lexicon = words(config)
    with filled_store(config) as store:
        for answer in answers(Assistant(store, today, lexicon=lexicon), lines):
            click.echo(json.dumps(answer, ensure_ascii=False))


def _read(file: str) -> str:
    try:
        with click.open_file(file, "rb") as stream:
            return str(stream.read(), "utf-8")
    except UnicodeDecodeError as error:
        raise BadBatch(f"{file}: is not UTF-8 text") from error
    except OSError as error:
        raise BadBatch(f"{file}: cannot be read ({error.strerror})") from error
