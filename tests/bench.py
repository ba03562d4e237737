"""`make bench`: how long planbot takes to start, to answer and to index, each beside a baseline in the same run."""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import partial
from importlib import resources
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import jieba
import pypdfium2
from lxml.etree import fromstring

from indexer.files import read_document
from indexer.pipeline import read_bytes, read_plan
from indexer.publishing import manifest
from indexer.readers.text import decode_text
from tests.evaluation import CORPUS, load
from tests.load import at_once, in_turn
from tests.plans_at_hand import bundled_assistant
from tests.test_hostile import TEXTS

QUESTION = "駐外館宿舍自有目標為何"
RUNS = 7
PLANS = Path(__file__).parent / "plans"


def shortest(action: Callable[[], object], runs: int = RUNS) -> float:
    """The shortest time that something takes, in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def command(*arguments: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


def milliseconds(action: Callable[[str], object], texts: Iterable[str]) -> list[float]:
    """How long each text takes."""
    return [shortest(partial(action, text), 3) * 1000 for text in texts]


def start_up() -> None:
    with tempfile.TemporaryDirectory() as folder:
        ask = command("-m", "bot.cli", "ask", QUESTION, "--db", str(Path(folder, "bench.db")))
        first = shortest(ask, 1)
        again = shortest(ask)
    cut = shortest(command("-c", f"import jieba; list(jieba.cut('{QUESTION}'))"))
    print(f"python alone                            {shortest(command('-c', 'pass')):8.3f} s")
    print(f"jieba, its cache in place               {cut:8.3f} s")
    print(f"planbot ask, indexing the plans first   {first:8.3f} s")
    print(f"planbot ask                             {again:8.3f} s   {again / cut:.2f} of jieba, at most 1.5 wanted")


def answers() -> None:
    questions = [case.q for case in load(CORPUS)]
    ask = bundled_assistant().ask
    ask(QUESTION)
    took = sorted(milliseconds(ask, questions))
    cut = milliseconds(lambda q: list(jieba.cut(q)), questions)
    median, base = statistics.median(took), statistics.median(cut)
    print(f"jieba cutting a question, median        {base:8.2f} ms")
    print(
        f"an answer, median of {len(questions)}                {median:8.2f} ms  {median / base:.0f} of jieba, under 5 ms wanted"
    )
    print(f"an answer, 99 of 100 within             {took[int(len(took) * 0.99)]:8.2f} ms")


def hostile() -> None:
    took = sorted(zip(milliseconds(bundled_assistant().ask, TEXTS.values()), TEXTS, strict=True), reverse=True)
    print(f"the slowest of {len(took)} hostile texts         {took[0][0]:8.2f} ms  {took[0][1]}, under 50 ms wanted")
    for spent, name in took[1:4]:
        print(f"  then                                  {spent:8.2f} ms  {name}")


def decode(path: Path) -> str:
    return decode_text(path.read_bytes(), path.name)


def indexing() -> None:
    for entry in manifest():
        with resources.as_file(resources.files("knowledge").joinpath("plans", entry.file)) as path:
            took = shortest(partial(read_plan, path), 3)
            decoded = shortest(partial(decode, path))
        print(f"indexing {entry.file:31}{took:8.3f} s   decoding alone {decoded * 1000:.2f} ms")


def formats() -> None:
    """Read one plan in each format beside the bare text that the format's library gives, in this very process."""
    with closing(pypdfium2.PdfDocument(PLANS / "made-up-9.pdf")) as document:
        pages = len(document)
    for name, bare in (("made-up-9.odt", odt_text), ("made-up-9.docx", docx_text), ("made-up-9.pdf", pdf_text)):
        path = PLANS / name
        raw = path.read_bytes()
        read = shortest(partial(read_document, raw, name), 5)
        whole = shortest(partial(read_bytes, name, raw), 3)
        text = shortest(partial(bare, raw), 5)
        print(
            f"reading {name:17}{pages / read:9.0f} pages a second   {read / text:.1f} of its bare text, 1.5 wanted;"
            f" with its facts {whole:.2f} s"
        )


def odt_text(raw: bytes) -> str:
    """Give the text of an ODT without its structure."""
    return "".join(fromstring(ZipFile(BytesIO(raw)).read("content.xml")).itertext())


def docx_text(raw: bytes) -> str:
    """Give the text of a DOCX without its structure."""
    return "".join(fromstring(ZipFile(BytesIO(raw)).read("word/document.xml")).itertext())


def pdf_text(raw: bytes) -> str:
    """Give the text of a PDF without its structure."""
    with closing(pypdfium2.PdfDocument(raw)) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


def serving() -> None:
    """Ask a running bot over HTTP, against a Bot API server in this process on the same processors."""
    turns = asyncio.run(in_turn(chats=5, each=60))
    print(f"5 chats asking in turn, pace lifted     {turns.rate:8.1f} answers a second, at least 60 wanted")
    print(f"  median wait                           {turns.median * 1000:8.1f} ms  under 50 ms wanted")
    print(f"  the bot's processor time an answer    {turns.processor * 1000:8.1f} ms")
    unpaced, _ = asyncio.run(at_once(200, pace=0))
    print(f"200 chats at once, pace lifted          {unpaced.seconds:8.2f} s   {unpaced.rate:.0f} answers a second")
    paced, _ = asyncio.run(at_once(200, pace=30))
    print(f"200 chats at once, 30 a second          {paced.seconds:8.2f} s   {paced.rate:.1f} answers a second")
    print(f"  the bot's processor time an answer    {paced.processor * 1000:8.1f} ms")


def main() -> None:
    """Measure and print."""
    for measure in (start_up, answers, hostile, indexing, formats, serving):
        measure()


if __name__ == "__main__":
    main()
