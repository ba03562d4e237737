"""The bot's one door to the indexer: reading documents and publishing them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from indexer.pipeline import Limits
from indexer.publishing import Indexed, index_bundled, index_paths
from knowledge.store import Store


def publish_paths(paths: Sequence[Path], store: Store, max_bytes: int) -> list[Indexed]:
    """Read documents or folders of them and publish all or nothing. Raises DocumentRefused."""
    return index_paths(list(paths), store, Limits(max_bytes=max_bytes))


def publish_bundled(store: Store) -> list[Indexed]:
    """Publish the plans that come with planbot."""
    return index_bundled(store)
