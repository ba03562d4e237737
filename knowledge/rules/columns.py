"""The facts whose row says in some column what a question states: 評估方式為統計數據的指標, 秘書室負責哪些指標."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from knowledge import phrases
from knowledge.answers import columns, lists, meta
from knowledge.answers.choice import not_found
from knowledge.answers.citations import cite, joined, together
from knowledge.catalogue import Cell, Entry, Subject
from knowledge.cues import Attribute
from knowledge.inquiry import Inquiry
from knowledge.models import Answered
from knowledge.rules.outcome import Outcome
from knowledge.text import squeeze
from knowledge.words import key

_WHO = re.compile(key("誰|哪|何"))
_MEANING = re.compile(key("意思|代表|是指|指的?是|指什麼|是?什麼[?。]*$"))
_KINDS: tuple[tuple[re.Pattern[str], tuple[Subject, ...]], ...] = (
    (re.compile(key("指標|kpi")), ("kpi",)),
    (re.compile(key("計畫|項目|案")), ("project", "item")),
)
_ANY: tuple[Subject, ...] = ("kpi", "project", "item")
_ITEMS = re.compile(key("年度(?:重要)?(?:計畫)?項目"))
_OF_AGENCIES = re.compile(key("(?:沒有|無).{2,12}的(?:機關|部會|局處|部門)"))
_NOT_BEFORE = re.compile(key("(不是用?|沒有?用|不用|不為|不屬於?|非|除了|沒有?|不採用?|不用)「?$"))
_NOT_AFTER = re.compile(key("^」?(類|的)?(以外|之外)"))
_SHORTEST = 2
_PART = 4  # So many characters of a longer text are no chance: 與地方政府合辦.
_LEFT = 1  # A character that no cue takes out of a question names nothing.


def in_a_column(inquiry: Inquiry) -> Outcome | None:
    """List or count the facts whose row says what the question states, or, where it says so, those that do not."""
    q = inquiry.question
    says_so = _SUCH_AS.search(q.rest)
    asks = q.asks("list", "count") or _WHO.search(q.flat) or _ends_in_kind(q.flat) or says_so
    if not asks or q.operations - {"list", "count", "confirm"} or q.years or q.period or _AMOUNTS.search(q.flat):
        return None
    if _OF_AGENCIES.search(q.flat):
        return None
    kinds = [subjects for cue, subjects in _KINDS if cue.search(q.flat)]
    if q.has("code") and (_MEANING.search(q.flat) or not (kinds or says_so or q.asks("list", "count"))):
        return None  # 體制 3 是什麼 asks what a code means.
    tried: tuple[tuple[Subject, ...], ...] = (("item",),) if _ITEMS.search(q.flat) else (*kinds, _ANY)
    stated = next((found for subjects in tried if (found := _stated(inquiry, subjects))), None)
    if stated is None:
        if _ITEMS.search(q.flat) and inquiry.entries("item") and _stated(inquiry, _ANY):
            return Outcome(not_found(inquiry, phrases.NO_SUCH_FACT))  # Projects alone are of that kind.
        if by_whom := _assessed_by(inquiry):
            return by_whom
        has_none = _asks_how_assessed(inquiry) or (q.codes and not q.topic and q.has("code", "system"))
        return Outcome(not_found(inquiry, phrases.NO_SUCH_ASSESSMENT)) if has_none else None
    column, value, place = stated
    if _OF_KPIS_OF_GOAL.search(q.flat) and column[0].entry.subject != "kpi" and _names_goal(inquiry, value):
        return None  # 維護灌溉水質有哪些指標: those of the goal, though a column of the projects says the same.
    is_other = bool(_NOT_BEFORE.search(q.flat[: place[0]]) or _NOT_AFTER.search(q.flat[place[1] :]))
    rows = [s for s in column if (s.value == value) != is_other]
    entries = tuple(s.entry for s in rows)
    if not rows:
        return Outcome(not_found(inquiry, phrases.NO_SUCH_FACT)) if is_other else None
    if len(set(entries)) < len(entries):
        return None
    said = next(s for s in column if s.value == value)
    called = "關鍵績效指標" if entries[0].subject == "kpi" else "重要計畫"
    such = phrases.IS_NOT_SUCH if is_other else phrases.IS_SUCH
    what = such.format(column=squeeze(said.header), value=said.text.text, what=called)
    listing = lists.Listing(f"{what}：", what, "項", entries, beside=tuple(s.text for s in rows))
    answer = lists.answer_count if q.asks("count") else lists.answer_list
    return Outcome(answer(listing), listed=listing.shown)


def _names_goal(inquiry: Inquiry, value: str) -> bool:
    return any(goal.name_key == value for goal in inquiry.entries("goal"))


_OF_KPIS_OF_GOAL = re.compile(key("指標|kpi"))


def _assessed_by(inquiry: Inquiry) -> Outcome | None:
    """List the indicators by the codes of assessment whose meaning names who assesses (由第三者評估), code by code."""
    named = _BY_WHOM.search(inquiry.question.flat)
    if named is None or inquiry.question.topic:
        return None
    ids = {r.id for r in inquiry.releases()}
    found: dict[str, list[Cell]] = {}
    for cell in inquiry.catalogue.cells:
        if cell.entry.release.id in ids and named[1] in cell.also:
            found.setdefault(cell.text.text, []).append(cell)
    if not found:
        return None
    parts: list[Answered] = []
    for code in sorted(found):
        what = phrases.IS_SUCH.format(column=found[code][0].header, value=code, what="關鍵績效指標")
        entries, beside = tuple(c.entry for c in found[code]), tuple(c.text for c in found[code])
        parts.append(lists.answer_list(lists.Listing(f"{what}：", what, "項", entries, beside=beside)))
    meant = meta.code(inquiry.catalogue, inquiry.releases(), sorted(found))
    shown = tuple(c.entry for cells in found.values() for c in cells)
    return Outcome(together([meant, *parts] if isinstance(meant, Answered) else parts), listed=shown)


_BY_WHOM = re.compile(key("(?:由|經|透過|請|委託)「?([^由的,，「」]{2,8}?)」?(?:來|進行|參與|共同|負責)*評[估核量鑑]"))


def by_header(inquiry: Inquiry) -> Outcome | None:
    """Answer with the column of one fact that a question calls by its header (資料來源, 預算數)."""
    q = inquiry.question
    if not q.headers or q.has(*_OTHERWISE) or q.operations - {"list", "confirm"} or q.parts:
        return None
    focus = inquiry.focus()
    found = inquiry.choose(inquiry.candidates("kpi", "project", "item")) if q.topic else [focus] if focus else []
    said = [(e, a) for e in found if (a := columns.called(q.headers[0], inquiry.catalogue, e, q.years))]
    return Outcome(said[0][1], focus=said[0][0]) if len(said) == 1 else None


# A rule of its own answers these, and sees to their years.
_OTHERWISE: tuple[Attribute, ...] = ("actual", "money", "measure", "target", "kpis", "projects")


def supposed(inquiry: Inquiry) -> Outcome | None:
    """Say yes or no where a question supposes what the row of one fact says (碘片發放率是統計數據嗎), with the row."""
    q = inquiry.question
    if not _SUPPOSES.search(q.flat) or q.supposed or q.asks("list", "count") or q.years:
        return None
    for value in sorted({c.value for c in inquiry.catalogue.cells if c.value in q.flat}, key=len, reverse=True):
        before = _WHETHER.sub("", q.flat[: q.flat.find(value)])
        if len(value) < _SHORTEST or value[0].isdigit() or _NOT_BEFORE.search(before):
            continue
        topic = " ".join(_KIND_OF_VALUE.sub(" ", q.topic.replace(value, " ")).split())
        meant = inquiry.meant("kpi", "project", "item", topic=topic) if topic else []
        alike = [c for c in inquiry.catalogue.cells if c.value == value]
        own = [c for c in inquiry.catalogue.cells if [c.entry] == meant and c.column in {a.column for a in alike}]
        if len(own) == 1 and value not in meant[0].name_key:
            head = phrases.IS_SO if own[0].value == value else phrases.IS_NOT_SO
            said = phrases.CELL_OF.format(name=meant[0].name, header=squeeze(own[0].header), text=own[0].text.text)
            quote = joined(meant[0].fact.name, own[0].text)
            return Outcome(Answered(head + said, (cite(meant[0], quote),)), focus=meant[0])
    return None


_SUPPOSES = re.compile(key("(嗎|吧|對不對|沒錯)[?。]*$|是不是|是否"))
_WHETHER = re.compile(key("是不是|是否"))
_KIND_OF_VALUE = re.compile(key("類型?$|評估"))


def selected(inquiry: Inquiry, subjects: tuple[Subject, ...]) -> tuple[Entry, ...]:
    """Give the facts whose row says what a question states besides the amounts that it asks for.

    資訊室主辦的項目預算合計 selects the rows of 資訊室.
    """
    stated = _stated(inquiry, subjects, besides=_MONEY)
    if stated is None:
        return ()
    column, value, _ = stated
    return tuple(dict.fromkeys(said.entry for said in column if said.value == value))


def _asks_how_assessed(inquiry: Inquiry) -> bool:
    """Tell whether a question names a way of being assessed, of which no row says anything."""
    return not inquiry.question.topic and _ASSESSED.search(inquiry.question.flat) is not None


_ASSESSED = re.compile(
    key(
        "評估(方式|體制)(不是|不為|非)?(?:為|是|屬於|採用?|用)「?[^「」的之]+?」?(?:[的之].*(?:指標|kpi)|有哪些|有幾|有多少)"
    )
)


def _ends_in_kind(flat: str) -> bool:
    return any(re.search(rf"{key('的')}?({cue.pattern}){key('[是為有]?')}[?。:]*$", flat) for cue, _ in _KINDS)


def _stated(
    inquiry: Inquiry, subjects: tuple[Subject, ...], besides: re.Pattern[str] | None = None
) -> tuple[list[Cell], str, tuple[int, int]] | None:
    """Find the column and the value that a question states, and where; the longest value where several fit.

    Of what the question names, nothing else may be left but what is asked for `besides`.
    """
    ids = {entry.id for entry in inquiry.entries(*subjects)}
    said = [cell for cell in inquiry.catalogue.cells if cell.entry.id in ids]
    found: list[tuple[int, Cell, tuple[int, int]]] = []
    for one in {(s.column, s.value): s for s in said}.values():
        place = _place(inquiry, one)
        left = _left(inquiry, one, place) if place else ""
        if place and len(besides.sub("", left) if besides else left) <= _LEFT:
            found.append((place[1] - place[0], one, place))
    if not found:
        return None
    _, best, place = max(found, key=lambda f: (f[0], f[1].column in inquiry.question.flat))
    return [s for s in said if s.column == best.column], best.value, place


def _place(inquiry: Inquiry, said: Cell) -> tuple[int, int] | None:
    """Tell where a question states a value: as it is, a code or figure beside its column's name, or in good part."""
    flat, value = inquiry.question.flat, said.value
    if len(value) >= _SHORTEST and not value[0].isdigit():
        if (at := flat.find(value)) >= 0:
            return at, at + len(value)
    else:
        name = rf"{re.escape(said.column)}|{re.escape(said.column[-2:])}"
        beside = re.search(rf"(?:{name})[^\d]{{0,3}}?(?<!\d)({re.escape(value)})(?![\d.])", flat)
        return beside.span(1) if beside else _longest_part(flat, said.also)
    runs = [run for run in inquiry.question.topic.split() if len(run) >= _PART]
    parts = [run for run in runs if run in value]
    at = flat.find(parts[0]) if parts and len(parts) == len(runs) else -1
    if at < 0 or inquiry.meant("kpi", "goal", "project", "item"):
        return None  # What a name says is meant by it.
    return at, at + len(parts[0])


def _longest_part(flat: str, meaning: str) -> tuple[int, int] | None:
    """Tell where a question says a good part of what a code means (外部第三者評估)."""
    found = SequenceMatcher(None, flat, meaning, autojunk=False).find_longest_match()
    return (found.a, found.a + found.size) if found.size > _PART else None


def _left(inquiry: Inquiry, said: Cell, place: tuple[int, int]) -> str:
    """Give what a question names besides a value, its column and the kind of what is asked for."""
    stated = inquiry.question.flat[place[0] : place[1]]
    left = ""
    for run in inquiry.question.topic.split():
        if run not in said.value and run not in said.column:
            rest = run.replace(stated, "").replace(said.column, "").replace(said.column[-_SHORTEST:], "")
            left += _FORM.sub("", "".join(c for c in rest if c not in said.also))
    return left


_MONEY = re.compile(key("總?(經費|預算|金額)|裡面?|當中"))
# 評估體制是2的, 計畫類別是社會發展的: those whose row says so.
_SUCH_AS = re.compile(
    key("^(?:計畫類別|類別|評估方式|評估方法|評估體制)(?:是|為|屬於?|用|採用?)[^?。嗎什哪]{1,12}的[?。]*$")
)
_AMOUNTS = re.compile(key("(經費|預算|金額)(各|分別)|各(是|為|有)?多少錢"))
_FORM = re.compile(
    key("重要|計畫|項目|指標|kpi|類|案|中程|年度|負責|主辦|承辦|協辦|採用?|用|評估?|註明|註記|標註|標示|寫|列")
)
