"""What is worked out from figures besides sums and differences: averages, ratios, growth in per cent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Way = Literal["average", "ratio", "growth"]
RATIO, PER_CENT = "倍", "%"

_EXACT: Mapping[Way, Callable[[Sequence[Decimal]], Decimal]] = {
    "average": lambda values: sum(values, Decimal(0)) / len(values),
    "ratio": lambda values: values[-1] / values[0],
    "growth": lambda values: abs(values[-1] - values[0]) / abs(values[0]) * 100,
}


def work_out(way: Way, values: Sequence[Decimal]) -> tuple[Decimal, bool]:
    """Give an average, how many times the first the last is, or by how many per cent of the first they differ.

    It is rounded to two decimals; the second value tells whether it is exact.
    """
    exact = _EXACT[way](values)
    rounded = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return rounded, rounded == exact
