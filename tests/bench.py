"""`make bench`: how long planbot takes to start, to index the bundled plans and to answer; best of several runs."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

QUESTION = "駐外館宿舍自有目標為何"
RUNS = 7
BATCH = 200


def seconds(*command: str, runs: int = RUNS) -> float:
    """The shortest time that a command takes."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Measure and print."""
    planbot = (sys.executable, "-m", "bot.cli")
    with tempfile.TemporaryDirectory() as folder:
        database, batch = Path(folder, "bench.db"), Path(folder, "batch.jsonl")
        batch.write_text((json.dumps({"q": QUESTION}) + "\n") * BATCH, encoding="utf-8")
        start = seconds(sys.executable, "-c", "pass")
        jieba = seconds(sys.executable, "-c", f"import jieba; list(jieba.cut('{QUESTION}'))")
        first = seconds(*planbot, "ask", QUESTION, "--db", str(database), runs=1)
        ask = seconds(*planbot, "ask", QUESTION, "--db", str(database))
        many = seconds(*planbot, "ask", "--batch", str(batch), "--db", str(database), runs=3)
    print(f"python alone                          {start:6.3f} s")
    print(f"jieba, its cache in place             {jieba:6.3f} s")
    print(f"planbot ask, indexing the plans first {first:6.3f} s")
    print(f"planbot ask                           {ask:6.3f} s  ({ask / jieba:.2f} of jieba, at most 1.5 wanted)")
    print(f"one more answer in the same process   {(many - ask) / (BATCH - 1) * 1000:6.2f} ms")


if __name__ == "__main__":
    main()
