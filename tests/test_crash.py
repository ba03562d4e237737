"""A publication that is killed at any moment leaves the old release or the new one, whole, and the database clean."""

from __future__ import annotations

import os
import pickle
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from knowledge.service import Assistant
from knowledge.store import Store
from tests.plans_at_hand import TODAY
from tests.reading_once import plan_in

ROOT = Path(__file__).parent.parent
PLAN = ROOT / "knowledge" / "plans" / "mofa-midterm-106-109.txt"
QUESTION = "駐外館宿舍自有目標為何"
# Publishes two releases of one plan in turn until it is killed, and says when each publication begins.
PUBLISHER = """
import pickle
import sys
from pathlib import Path
from indexer.publishing import publish
from knowledge.store import Store
plans = [pickle.loads(Path(path).read_bytes()) for path in sys.argv[2:]]
with Store.open(sys.argv[1]) as store:
    while True:
        for plan in plans:
            print("publishing", flush=True)
            publish([plan], store)
"""


def kill_and_ask(database: Path, tmp_path: Path, kills: int) -> None:
    """Kill a publisher at so many random moments while this process asks without pause."""
    changed = tmp_path / "changed.txt"
    changed.write_text(PLAN.read_text(encoding="utf-8").replace("18 件", "19 件"), encoding="utf-8")
    plans = [tmp_path / "changed", tmp_path / "plan"]
    for file, path in zip(plans, (changed, PLAN), strict=True):
        file.write_bytes(pickle.dumps(plan_in(path)))
    moments = random.Random(4)
    asked = 0
    with Store.open(database) as store:
        assistant = Assistant(store, TODAY)
        for _ in range(kills):
            publisher = subprocess.Popen(
                [sys.executable, "-c", PUBLISHER, str(database), *map(str, plans)],
                stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(ROOT)}, cwd=ROOT,
            )  # fmt: skip
            assert publisher.stdout
            publisher.stdout.readline()
            end = time.monotonic() + moments.uniform(0, 0.8)
            while time.monotonic() < end:
                check_whole(assistant)
                asked += 1
            publisher.send_signal(signal.SIGKILL)
            publisher.communicate()
            check_whole(assistant)
            with Store.open(database) as opened:
                assert opened.damage() == []
                assert len([r for r in opened.published() if r.kind == "midterm"]) == 1
    assert asked > kills


def check_whole(assistant: Assistant) -> None:
    """See that an answer comes wholly from one release: its figure, its quote and its passage."""
    answer = assistant.ask(QUESTION).answer
    [figure] = answer.figures
    assert figure.text in ("18 件", "19 件")
    assert figure.text in answer.citations[0].quote.text


def test_a_publication_that_is_killed_leaves_one_whole_release(database: Path, tmp_path: Path) -> None:
    kill_and_ask(database, tmp_path, 6)


@pytest.mark.slow
def test_a_publication_that_is_killed_two_hundred_times_leaves_one_whole_release(
    database: Path, tmp_path: Path
) -> None:
    kill_and_ask(database, tmp_path, 200)
