"""Tables of a former period: what indicators achieved before, beside those that state the plan's own targets."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.tables import Column, Role


def of_former_periods(tables: Sequence[Sequence[Column]]) -> list[bool]:
    """Tell of each table, by its columns, whether its indicators are those of a period before that of the plan.

    That is seen only beside a table that states what the plan aims at: a report of results alone has its own.
    """
    indicators = [columns for columns in tables if any(column.role is Role.KPI for column in columns)]
    states = any(not _is_of_achievements(columns) for columns in indicators)
    aims = [last.year for columns in indicators if (last := _last_target(columns)) and not _is_compared(columns)]
    return [
        columns in indicators
        and (
            (states and _is_of_achievements(columns))
            or (_is_compared(columns) and any(_is_before(columns, year) for year in aims))
        )
        for columns in tables
    ]


def _is_of_achievements(columns: Sequence[Column]) -> bool:
    """Tell whether a table says what indicators achieved, and neither their targets nor how they are measured."""
    return not any(column.role in (Role.TARGET, Role.MEASURE) for column in columns)


def _last_target(columns: Sequence[Column]) -> Column | None:
    targets = [column for column in columns if column.role is Role.TARGET]
    return max(targets, key=lambda column: column.year or 0, default=None)


def _is_compared(columns: Sequence[Column]) -> bool:
    """Tell whether a table says what was achieved of its last target: an actual of its year, or of none behind it.

    Before a target stands what was reached until then.
    """
    last = _last_target(columns)
    at = columns.index(last) if last else len(columns)
    actuals = [(n, column.year) for n, column in enumerate(columns) if column.role is Role.ACTUAL]
    return last is not None and any(year == last.year if year else n > at for n, year in actuals)


def _is_before(columns: Sequence[Column], year: int | None) -> bool:
    """Tell whether the last target of a table is of a year before this one; it may be where one is not stated."""
    last = _last_target(columns)
    return last is None or last.year is None or year is None or last.year < year
