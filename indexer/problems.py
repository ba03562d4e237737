"""What the indexer can doubt: every code of a Problem, with what it means for whoever reads the warning."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.layout import Layout
from indexer.tables import Row
from knowledge.models import Problem


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of doubt: its name in exports, and one sentence for a person."""

    name: str
    explanation: str


NO_PLAN = Code("no_plan", "No 施政計畫 is recognised: the text is kept as sections only.")
NO_FACTS = Code("no_facts", "A plan of which no table is read: it is answered from its prose alone.")
UNPLACED = Code("unplaced_text", "Text inside a table could not be given to any cell.")
NO_TARGET = Code("no_target", "An indicator's row holds no target.")
ODD_TARGET = Code("odd_target", "A target is neither one figure nor known words: it stands as printed.")
NO_YEAR = Code("year_not_stated", "Neither header nor caption gives the year of a target.")
NO_NAME = Code("row_without_name", "A table row has no name and was left out.")
MISSING = Code("missing_field", "A column of the table has nothing in this row.")
CUT = Code("cut_cell", "A cell cut by a page was joined, and no whole form of it confirms the joint.")
SPANNED = Code("spanning_cell", "A cell that spans rows stands in no row above; the value is missing.")
MISPRINT = Code("misprint", "A name was linked to the one it is nearest to; the misprint is kept as printed.")
UNLINKED = Code("unlinked_kpi", "A name among the linked indicators is none of the plan's indicators.")
UNSURE_ROW = Code("unsure_row", "Another way to divide this row into cells is nearly as likely.")
NO_ROWS = Code("empty_table", "A table header is followed by no row.")
UNREAD_TABLE = Code("unread_table", "A table of indicators or plans has a form that is not read; it is kept as text.")
CUT_OFF = Code("cut_off", "The text ends within this row or list: what comes after is missing, and this was left out.")
NOT_HELD = Code("not_held", "The contents name chapters that the text does not hold.")
MACROS = Code("macros", "The document carries macros; they are neither run nor read.")
HIDDEN_TEXT = Code("hidden_text", "The document hides this text; it was left out.")
EXTERNAL_TEMPLATE = Code("external_template", "The document names a template elsewhere; it was not fetched.")
UNREAD_OBJECT = Code("unread_object", "An embedded object (a formula, a sheet, a linked part) was not read.")
OFF_PAGE_TEXT = Code("off_page_text", "Text outside the visible page was left out.")
TURNED_TEXT = Code("turned_text", "Text across the direction of the page (a watermark) was left out.")
UNKNOWN_GLYPHS = Code("unknown_glyphs", "The file does not say which characters some of its glyphs are.")
RESTRICTED = Code("restricted", "The file is encrypted with an owner's password only; it was read all the same.")
TABLE_SKIPPED = Code("table_skipped", "A page holds too much to look for tables: its text was read line by line.")
CONTRADICTION = Code("contradiction", "The plan states one target of an indicator twice, and not alike.")
GAP = Code("numbering_gap", "The indicators of a goal are not numbered on: one may be missing.")
UNANSWERED = Code("unanswered", "Asked for by its own name, a fact is not found.")
MISTAKEN = Code("mistaken", "Asked for by its own name, a fact is taken for another.")

CODES = {code.name: code for code in tuple(vars().values()) if isinstance(code, Code)}


def problem(
    code: Code, layout: Layout, text: str, at: int | None = None, fact: str | None = None, field: str | None = None
) -> Problem:
    """Make a Problem about the text at an offset."""
    line = layout.text.count("\n", 0, at) + 1 if at is not None else None
    return Problem(code.name, text, line, layout.page_at(at), fact, field)


def nameless(row: Row, layout: Layout) -> Problem:
    """Make the Problem of a table's row that has no name."""
    first = next(cell for cell in row.cells if cell)
    return problem(NO_NAME, layout, first.text, first.start)
