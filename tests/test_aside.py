"""Reading in a process of its own: what refuses, crashes, loops or fills the memory is a refusal in one line."""

from __future__ import annotations

import os
import resource
import threading
import time
from itertools import groupby
from pathlib import Path

import pytest

from indexer.aside import Aside, aside
from indexer.files import Limits
from indexer.readers.pdf import read_pdf
from knowledge.errors import DocumentRefused
from knowledge.progress import Progress, Told
from tests.long_plans import long_plan

HERE = "tests.test_aside"
PLAN = Path(__file__).parent / "plans" / "made-up-2.pdf"


def doubles(name: str, number: int, told: Told) -> int:
    return number * 2


def counts(name: str, most: int, told: Told) -> None:
    for number in range(1, most + 1):
        told(Progress(name, "pages", number, most))


def refuses(name: str, told: Told) -> None:
    told(Progress(name, "facts"))
    raise DocumentRefused(f"{name}: no")


def crashes(name: str, told: Told) -> None:
    os.abort()


def loops(name: str, told: Told) -> None:
    while True:
        pass


def chatters(name: str, told: Told) -> None:
    while True:
        told(Progress(name, "facts"))


def fills_memory(name: str, told: Told) -> int:
    return len(bytearray(4 * 1024**3))


def stumbles(name: str, told: Told) -> None:
    raise ZeroDivisionError


def weighs(name: str, told: Told) -> dict[int, int]:
    """Read a PDF of a thousand pages, and give how many bytes it took at the most up to each of them."""
    peaks: dict[int, int] = {}

    def weigh(progress: Progress) -> None:
        peaks[progress.done] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

    read_pdf(long_plan(1000, 5), name, told=weigh)
    return peaks


def test_what_the_work_gives_comes_back() -> None:
    assert aside(f"{HERE}:doubles", "a.pdf", 21) == 42


@pytest.mark.parametrize(
    ("work", "said"),
    [
        ("refuses", "a.pdf: no"),
        ("crashes", "a.pdf: the reader crashed"),
        ("fills_memory", "a.pdf: reading it takes too much memory"),
        ("stumbles", "a.pdf: cannot be read (ZeroDivisionError)"),
    ],
)
def test_whatever_goes_wrong_is_a_refusal_in_one_line(work: str, said: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        aside(f"{HERE}:{work}", "a.pdf")
    assert str(refused.value).startswith(said)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("work", ["loops", "chatters"])
def test_work_that_never_ends_is_stopped(work: str) -> None:
    began = time.monotonic()
    with pytest.raises(DocumentRefused, match="takes more than 2 s"):
        aside(f"{HERE}:{work}", "a.pdf", seconds=2)
    assert time.monotonic() - began < 10


def test_work_that_somebody_stops_ends_at_once() -> None:
    work = Aside(f"{HERE}:chatters", "a.pdf", seconds=60)
    began = time.monotonic()
    heard = threading.Event()
    threading.Thread(target=lambda: heard.wait(20) and work.stop()).start()
    with pytest.raises(DocumentRefused):
        work.result(lambda progress: heard.set())
    assert time.monotonic() - began < 10


def test_how_far_the_work_is_comes_in_order_before_its_result() -> None:
    heard: list[Progress] = []
    assert aside(f"{HERE}:counts", "a.pdf", 3000, told=heard.append) is None
    assert heard == [Progress("a.pdf", "pages", number, 3000) for number in range(1, 3001)]


def test_a_pdf_is_told_page_by_page_and_then_by_its_facts() -> None:
    heard: list[Progress] = []
    plan = aside("indexer.publishing:read_upload", PLAN.name, PLAN.read_bytes(), Limits(), told=heard.append)
    stages = {stage: list(told) for stage, told in groupby(heard, key=lambda progress: progress.stage)}
    assert list(stages) == ["file", "pages", "facts", "index", "trial"]
    for stage in ("pages", "trial"):
        total = len(stages[stage])
        assert [(p.done, p.total) for p in stages[stage]] == [(number, total) for number in range(1, total + 1)]
    assert len(stages["pages"]) > 1
    assert len(stages["trial"]) >= len(plan.annual_items) > 1


def test_of_a_thousand_pages_only_what_they_say_is_kept() -> None:
    peaks = aside(f"{HERE}:weighs", "a.pdf")
    assert len(peaks) == 1000
    # A page says 188 characters here; one that is left open takes 10 KB, and 47 with its characters.
    assert (peaks[1000] - peaks[100]) / 900 < 6 * 1024
