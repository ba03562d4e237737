"""Reading in a process of its own: what refuses, crashes, loops or fills the memory is a refusal in one line."""

from __future__ import annotations

import os
import time

import pytest

from indexer.aside import aside
from knowledge.errors import DocumentRefused

HERE = "tests.test_aside"


def doubles(name: str, number: int) -> int:
    return number * 2


def refuses(name: str) -> None:
    raise DocumentRefused(f"{name}: no")


def crashes(name: str) -> None:
    os.abort()


def loops(name: str) -> None:
    while True:
        pass


def fills_memory(name: str) -> int:
    return len(bytearray(4 * 1024**3))


def stumbles(name: str) -> None:
    raise ZeroDivisionError


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


def test_work_that_never_ends_is_stopped() -> None:
    began = time.monotonic()
    with pytest.raises(DocumentRefused, match="takes more than 2 s"):
        aside(f"{HERE}:loops", "a.pdf", seconds=2)
    assert time.monotonic() - began < 10
