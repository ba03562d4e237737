"""What the bot knows and keeps, without a chat around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.desk import Desk
from bot.settings import Config
from indexer.publishing import publish
from knowledge.lexicon import load_lexicon
from knowledge.models import Release
from knowledge.store import Store
from tests.conftest import Planbot
from tests.plans_at_hand import MADE_UP, TODAY
from tests.reading_once import plan_in


def desk_over(store: Store) -> Desk:
    return Desk(store, Config(), lambda: TODAY, load_lexicon())


def test_a_plan_published_while_the_plans_are_listed_is_in_the_next_list(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(database) as store, Store.open(database) as other:
        desk, read = desk_over(store), store.published
        assert len(desk.published()) == 2

        def read_late() -> list[Release]:
            publish([plan_in(MADE_UP / "made-up-1.txt")], other)
            return read()

        monkeypatch.setattr(store, "published", read_late)
        assert len(desk.published()) == 2
        publish([plan_in(MADE_UP / "made-up-1.txt")], other)
        assert len(desk.published()) == 3


def test_the_same_is_looked_up_in_the_chat_and_in_the_terminal(planbot: Planbot, database: Path) -> None:
    with Store.open(database) as store:
        names = [topic.name for topic in desk_over(store).named("國際組織")]
    said = planbot("chat", input="/kpi 國際組織\n").stdout
    listed = [line.partition(". ")[2] for line in said.splitlines() if line[:1].isdigit()]
    assert listed == names
    assert len(names) == 15
