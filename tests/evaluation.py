"""`make eval`: ask the question set, judge every answer as corpus/README.md says, and fail below the bar."""

from __future__ import annotations

import html
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from knowledge.export import answer_data
from knowledge.models import Answer, Answered, Figure
from knowledge.numbers import parse_chinese
from knowledge.service import Assistant, Context
from tests.plans_at_hand import bundled_assistant

CORPUS = Path(__file__).parent / "corpus" / "questions.jsonl"
BAR = {"accuracy": 0.95, "strict": 0.94, "abstention precision": 0.85, "abstention recall": 0.95}
MOST_FIGURE_ERRORS = 0

# A question about a target needs it said; for others a number in a quote is stated as well.
_OF_TARGETS = {"kpi_target", "compare", "year_reference", "followup", "injection", "kpi_count"}
_SIGNS = str.maketrans({**dict.fromkeys("‐‑‒–—―−－﹣─", "-"), "台": "臺"})
_BLANK = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]+")
_COMMA = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_PERIOD = re.compile(r"(?<!\d)(?:民國)?(1\d\d)年?度?[-~至到](?:民國)?(1\d\d)(?!\d)")
_TAG = re.compile(r"</?[a-z][a-z-]*(?:\s[^<>]*)?/?>", re.I)
_MARKDOWN = str.maketrans("", "", "*_`\\")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_YEAR = re.compile(r"(?:民國|西元)?(?<!\d)(?:1\d\d-1\d\d|1\d\d|20\d\d)年度?")
# In words a number counts only with its unit: everything else (page, year, ordinal) is no figure.
_IN_WORDS = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?:人次|達到項數|[件項次%趴個篇人元萬億處國大])")
_NUMERAL = re.compile(r"([零一二三四五六七八九十百兩]+)[個項件種大類條國]")


class Expect(msgspec.Struct, frozen=True):
    """What a right answer holds (corpus/README.md)."""

    status: str
    figures: list[str] = []
    contains: list[str] = []
    not_contains: list[str] = []
    cite_doc: str | None = None
    cite_docs: list[str] = []
    cite_contains: list[str] = []
    figures_ok: list[str] | None = None
    status_any: list[str] = []
    computed: bool = False
    no_figures: bool = False


class Case(msgspec.Struct, frozen=True):
    """One question of the set."""

    id: str
    q: str
    session: str | None
    kind: str
    style: str
    expect: Expect


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer got: right, strict (right, and cited where that is asked for), and why not."""

    case: Case
    status: str
    is_right: bool
    is_strict: bool
    is_figure_error: bool
    reasons: tuple[str, ...]


class Heard:
    """An answer in the form in which it is compared."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.status: str = answer_data(answer, "")["status"]
        self.text = plain(answer.text)
        self.said = [self.text, *(plain(f"{f.label} {f.text}") for f in answer.figures)]
        self.figures = [t for t in map(_without_year, answer.figures) if t]
        self.quotes = [plain(c.quote.text) for c in answer.citations]


def alike(text: str) -> str:
    """Give the form in which texts are compared."""
    text = _BLANK.sub("", unicodedata.normalize("NFKC", text).translate(_SIGNS).casefold()).replace("台", "臺")
    return _PERIOD.sub(r"\1-\2", _COMMA.sub("", text))


def plain(text: str) -> str:
    """Give the form in which an answer is compared: its markup is dropped."""
    return alike(html.unescape(_TAG.sub("", text)).translate(_MARKDOWN))


def holds(wanted: str, text: str) -> bool:
    """Tell whether a comparable text holds a phrase, or a figure as a whole number; 16 also as 十六項."""
    figure = alike(wanted)
    if not figure[:1].isdigit():
        return figure in text
    if re.search(rf"(?<![\d.]){re.escape(figure)}" + r"(?![\d%]|\.\d)" * figure[-1].isdigit(), text):
        return True
    numerals = (n.replace("兩", "二") for n in _NUMERAL.findall(text))
    return figure.isdigit() and any(parse_chinese(n) == int(figure) for n in numerals)


def _without_year(figure: Figure) -> str:
    """Give what a figure states; nothing for a year or a period."""
    text = _YEAR.sub("", plain(figure.text))
    return text if _NUMBER.search(text) else ""


def _is_one_of(stated: str, allowed: Iterable[str]) -> bool:
    """Tell whether one of the figures allowed has this number, and this unit where there is one; 項 and 項數 are alike."""
    number, unit = _parted(stated)
    return any(number == n and (not unit or (u and (unit in u or u in unit))) for n, u in map(_parted, allowed))


def _parted(figure: str) -> tuple[float | None, str]:
    found = _NUMBER.search(figure := alike(figure))
    return (float(found.group()), figure[found.end() :]) if found else (None, figure)


def judge(case: Case, answer: Answer) -> Verdict:
    """Compare an answer with what it must hold."""
    expect, heard = case.expect, Heard(answer)
    reasons = list(_shortcomings(case, heard))
    if figure_error := isinstance(answer, Answered) and _states_wrong_figure(case, heard):
        reasons.insert(0, f"FIGURE ERROR: {heard.figures or heard.text[:40]}, not {expect.figures or expect.status}")
    lacks = list(_uncited(expect, heard))
    return Verdict(case, heard.status, not reasons, not reasons + lacks, figure_error, (*reasons, *lacks))


def _shortcomings(case: Case, heard: Heard) -> Iterable[str]:
    expect = case.expect
    if not {"*", heard.status} & {expect.status, *expect.status_any}:
        yield f"{heard.status}, not {expect.status}"
    yield from (f"not stated: {f}" for f in expect.figures if not _states(case, heard, f))
    choices = map(plain, heard.answer.suggestions) if expect.status == "ambiguous" else ()
    everything = [*heard.said, *heard.quotes, *choices]
    for wanted in expect.contains:
        if not any(alike(w) in part for w in wanted.split("|") for part in everything):
            yield f"missing: {wanted}"
    for banned in expect.not_contains:
        if any(alike(banned) in part for part in ([alike(heard.answer.text)] if "<" in banned else heard.said)):
            yield f"holds {banned}"
    if expect.no_figures and (heard.figures or heard.quotes):
        yield "a figure or citation where none was asked for"


def _states(case: Case, heard: Heard, figure: str) -> bool:
    quotes = [] if case.kind in _OF_TARGETS else heard.quotes
    return any(holds(figure, place) for place in (heard.text, *heard.figures, *quotes))


def _states_wrong_figure(case: Case, heard: Heard) -> bool:
    """Tell whether an answer states a number of something else, or any where the plans give none."""
    expect = case.expect
    stated = heard.figures or _IN_WORDS.findall(heard.text)
    fitting = [t for t in stated if _is_one_of(t, [*(expect.figures_ok or []), *expect.figures])]
    if expect.no_figures:
        return bool(heard.figures)
    if expect.status == "not_found":
        return any(t not in alike(case.q) for t in stated)
    if expect.status == "ambiguous":
        return bool(stated) and not fitting
    if not expect.figures:
        return bool(expect.figures_ok and heard.figures) and not fitting
    if stated and not any(_states(case, heard, f) for f in expect.figures):
        return not (expect.computed and expect.figures_ok and len(fitting) == len(stated))
    strange = [t for t in stated if t not in fitting] if expect.figures_ok is not None else []
    if not heard.figures:  # Of numbers in words only those of the same unit are rivals, and none that the asker said.
        units = {alike(f).lstrip("0123456789.") for f in expect.figures}
        strange = [t for t in strange if t.lstrip("0123456789.") in units and t not in alike(case.q)]
    return bool(strange)


def _uncited(expect: Expect, heard: Heard) -> Iterable[str]:
    plans = expect.cite_docs or [d for d in [expect.cite_doc] if d]
    cited = [(c.release, q) for c, q in zip(heard.answer.citations, heard.quotes, strict=True)]
    if not cited and (plans or expect.cite_contains):
        yield "no citation"
    yield from (f"not cited: {p}" for p in plans if not any(r.endswith(p) for r, _ in cited))
    for wanted in expect.cite_contains:
        for plan in plans or [""]:
            if not any(holds(wanted, quote) for release, quote in cited if release.endswith(plan)):
                yield f"no quote holds: {wanted}"


def ask_all(cases: Iterable[Case], assistant: Assistant) -> list[Verdict]:
    """Ask every question, those of a session as one conversation."""
    contexts: dict[str, Context] = {}
    verdicts = []
    for case in cases:
        turn = assistant.ask(case.q, contexts.get(case.session or case.id))
        contexts[case.session or case.id] = turn.context
        verdicts.append(judge(case, turn.answer))
    return verdicts


def rates(verdicts: Sequence[Verdict]) -> dict[str, float]:
    """Give the share of right answers, and of those that abstain rightly, each as the bar names it."""
    settled = [v for v in verdicts if not v.case.expect.status_any]
    abstained = {v.case.id for v in settled if v.status == "not_found"}
    absent = {v.case.id for v in settled if v.case.expect.status == "not_found"}
    return {
        "accuracy": sum(v.is_right for v in verdicts) / len(verdicts),
        "strict": sum(v.is_strict for v in verdicts) / len(verdicts),
        "abstention precision": len(abstained & absent) / max(1, len(abstained)),
        "abstention recall": len(abstained & absent) / max(1, len(absent)),
    }


def report(verdicts: Sequence[Verdict]) -> bool:
    """Print how the answers were; True if they reach the bar."""
    for name in ("kind", "style"):
        print(f"{name:22}   n  accuracy  strict  figure errors")
        for group in sorted({getattr(v.case, name) for v in verdicts}):
            found = rates(of := [v for v in verdicts if getattr(v.case, name) == group])
            wrong = sum(v.is_figure_error for v in of)
            print(f"{group:22}{len(of):4}{found['accuracy']:10.1%}{found['strict']:8.1%}{wrong:15}")
    for v in sorted((v for v in verdicts if not v.is_strict), key=lambda v: (not v.is_figure_error, v.is_right)):
        print(f"{v.case.id} [{v.case.kind}/{v.case.style}] {v.case.q} -> {v.status}: {'; '.join(v.reasons)}")
    found, errors = rates(verdicts), sum(v.is_figure_error for v in verdicts)
    print(f"{len(verdicts)} questions, figure errors {errors} (at most {MOST_FIGURE_ERRORS})")
    for name, least in BAR.items():
        print(f"{name:22}{found[name]:6.1%}  (at least {least:.0%})")
    return errors <= MOST_FIGURE_ERRORS and all(found[name] >= least for name, least in BAR.items())


def load(path: Path) -> list[Case]:
    """Read a question set."""
    return [msgspec.json.decode(line, type=Case) for line in path.read_bytes().splitlines() if line]


def main() -> int:
    """Ask, judge and print, for another question set named on the command line too."""
    cases = load(Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS)
    return 0 if report(ask_all(cases, bundled_assistant())) else 1


if __name__ == "__main__":
    sys.exit(main())
