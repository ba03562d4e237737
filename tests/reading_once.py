"""Plans that several tests ask about: each file is read once in a run, whichever of its processes comes first."""

from __future__ import annotations

import os
import pickle
from functools import cache
from hashlib import sha256
from pathlib import Path

from indexer.pipeline import read_bytes
from knowledge.models import Plan

# A folder that the processes of a run share; `conftest` makes it and takes it away again.
SHARED = "PLANBOT_TEST_PLANS"


@cache
def plan_in(path: Path) -> Plan:
    """Read the plan in a file, or take what another test made of it."""
    raw = path.read_bytes()
    folder = os.environ.get(SHARED)
    if folder is None:
        return read_bytes(path.name, raw)
    kept = Path(folder, f"{path.name}-{sha256(raw).hexdigest()}")
    if kept.exists():
        plan: Plan = pickle.loads(kept.read_bytes())
        return plan
    plan = read_bytes(path.name, raw)
    written = kept.with_name(f"{kept.name}.{os.getpid()}")
    written.write_bytes(pickle.dumps(plan))
    written.replace(kept)
    return plan
