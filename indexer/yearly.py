"""Targets of which each year has a row below one heading: no column is headed by the years that label the rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from indexer.layout import Line
from indexer.tables import Column, Role

# The label of a year's row begins a line, or stands right behind what spans the rows beside it: 統計數據110 年 2 件.
_LABEL = re.compile(r"(?:^\s*|(?<=[\u4e00-\u9fff。；;)）%％]))(9\d|1[0-4]\d)\s*年(?:\s*度)?(?=\s+\S)")
_CYCLES, _SHARE = 2, 0.7


def with_years(columns: tuple[Column, ...], lines: Sequence[Line]) -> tuple[Column, ...]:
    """Divide the column of targets into that of years and that of their targets, where its cells begin with years."""
    targets = [at for at, column in enumerate(columns) if column.role is Role.TARGET]
    if len(targets) != 1 or columns[targets[0]].year or any(column.role is Role.YEAR for column in columns):
        return columns
    (at,) = targets
    if not _counts_years(lines):
        return columns
    return (*columns[:at], replace(columns[at], role=Role.YEAR), *columns[at:])


def _counts_years(lines: Sequence[Line]) -> bool:
    """Tell whether lines are labelled with the same years again and again, in order."""
    years = [int(found[1]) for line in lines if (found := _LABEL.search(line.text))]
    cycles: list[list[int]] = [years[:1]]
    for before, year in pairwise(years):
        if year == before + 1:
            cycles[-1].append(year)
        else:
            cycles.append([year])
    often = Counter((cycle[0], cycle[-1]) for cycle in cycles if len(cycle) > 1)
    (first, last), times = next(iter(often.most_common(1)), ((0, 0), 0))
    return times >= _CYCLES and times * (last - first + 1) >= _SHARE * len(years)
