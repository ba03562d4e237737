"""Table headers: which printed words name which column, however the lines cut them.

The words are those of the 行政院 forms for 施政計畫 and of the city and county plans that follow them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.layout import Layout, Line
from indexer.levels import Words, columns_of, is_readable
from indexer.tables import Column, Role
from knowledge.models import Span
from knowledge.text import cut, fold_home
from knowledge.years import roc

_YEAR = r"(?:中華)?(?:民國)?(?P<{0}>\d{{2,4}})年?(?:度|年度)?(?:\((?:西元)?\d{{4}}年?\))?"


@dataclass(frozen=True, slots=True)
class Heading:
    """A rule: the printed words that name a column of this role."""

    role: Role
    words: str


# Words are compared folded (knowledge.text.fold): no blanks, half-width, lower case.
_INDICATOR = "(?:kpi|(?:關鍵績效|績效衡量|關鍵|績效|衡量)?指標)"
# 目標一、 and 目標2: are the first words of the row below.
_AIM = r"(?:預[期定計]|設定|訂定|原[訂定])?(?:達成)?目標(?![一二三四五六七八九十]|\d{1,2}[、:.])"
# 績效目標 alone is a goal.
_AIM_VALUE = rf"(?:{_AIM}|(?:績效|衡量)目標)(?:數?值|數(?![量位據]))"
_OF_YEAR = "(?:[各本當全]?年度?|各)?"
# What a column says besides: 衡量標準及計算方式, 衡量標準(計算公式), 評估方式與資料來源.
_MORE = "(?:(?:衡量|計算|評估|評核)(?:方式|方法|公式|基準|標準|說明)|公式|說明|資料來源)"
_BESIDES = f"(?:[及與和暨或/、]{_MORE}|\\({_MORE}\\))?"
HEADINGS: tuple[Heading, ...] = (
    Heading(Role.KPIS, f"與?{_INDICATOR}之?關[聯連]性?|(?:對應|關[聯連]|相關)之?{_INDICATOR}"),
    Heading(
        Role.GOAL,
        "(?:對應|所屬)?之?(?:年度)?(?:關鍵策略|策略績效|施政策略|施政|策略|績效|共同性)目標(?:名稱)?(?!數?值|數(?![量位據]))|"
        "(?:對應|所屬)之?目標|目標名稱",
    ),
    Heading(
        Role.KPI,
        "(?:年度)?(?:關鍵績效|績效衡量|衡量|評量|評核|績效)指標(?:名稱|項目)?|共同性指標|指標(?:名稱|項目)",
    ),
    Heading(Role.SYSTEM, "(?:評估|評核|評量)(?:體制|機制)"),
    Heading(Role.METHOD, f"(?:評估|評核|評量|考核|查核)方[式法]?{_BESIDES}"),
    Heading(
        Role.MEASURE,
        "(?:(?:衡量|評量|評估|評核|計分)(?:標準|基準)|(?:衡量|計算)(?:方式|方法|公式|說明)|指標(?:定義|說明|內涵))"
        f"{_BESIDES}",
    ),
    Heading(Role.TARGET, f"{_OF_YEAR}{_AIM_VALUE}"),
    Heading(Role.AIM, f"{_OF_YEAR}{_AIM}"),
    Heading(
        Role.ACTUAL,
        "(?:各?年度|[過前近]去?[1-5一二三四五]年度?)?(?:實際)?達成值|實際值|實績值?|達成度|達成率|達成情形|執行成果|執行情形",
    ),
    Heading(Role.OUTLINE, "施政(?:綱要|主軸|綱領)|(?:施政|經營|業務|推動|發展|策略)方針"),
    Heading(Role.PROJECT, "重要(?:施政|個案)?計畫(?:名稱|項目)?|(?:施政|個案)?計畫(?:項目|名稱)|(?:工作|施政)項目"),
    Heading(Role.PERIOD, "(?:計畫|執行|辦理|實施)?(?:期程|期間)|起[訖迄](?:年度|年月|期間)"),
    Heading(Role.CATEGORY, "計畫(?:類別|性質|類型|屬性)|類別"),
    Heading(Role.WORK_PLAN, "工作計畫名稱|業務及工作計畫|工作計畫|業務(?:別|名稱|類別|項目)"),
    Heading(Role.CONTENT, "(?:實施|計畫|工作|辦理|執行)(?:內容|要項|重點)(?:摘要)?"),
    Heading(Role.REMARK, "備註|備考|附註"),
    Heading(Role.EXPLANATION, "說明"),
    Heading(Role.MONEY, r"總?(?:經費|預算)(?!來源)(?:需求|概算|數|金額|\(千元\))?(?:\(年度\))?"),
    Heading(Role.WEIGHT, "權[重數]|比重|配分"),
    Heading(Role.NUMBER, "項次|編號|序號|次序"),
    Heading(
        Role.OTHER,
        "(?:預算|經費)來源|與?(?:中長?程)?(?:個案|重要)?計畫(?:之)?關[聯連]性?|面向|構面|(?:主辦|承辦|主管|協辦|執行|權責|負責)(?:單位|機關)|資料來源|(?:基準|現況)值",
    ),
    Heading(Role.UNIT, "(?:計算|計量|衡量)?單位"),
    Heading(Role.YEAR, "年度別?|年別"),
)
# What a header adds in brackets; anything else there begins the first row.
_NOTED = r"(?:\((?:權[重數]|比重|單位:?[^()]{1,6}|(?:新?臺幣)?[百千萬億]*元|%|註\d?|[^()]{0,6}(?:編號|代號|代碼))\))?"
# A year alone is a column's header below or above 目標值; the years of one header follow one another.
_YEAR_ALONE = r"(?:民國)?(?P<alone>1\d\d|[89]\d(?=年|[89]\d|100))(?P<suffix>年度?)?"
_OF_MONEY = r"(?:\((?:單位:)?(?:新?臺幣)?[百千萬億]*元\))"
# What divides 經費, whose years may say what they are of: 縣款, 合計, 99 決算 and 100 預算; and 評估作業, which heads
# columns and is none.
_BELOW = (
    rf"(?P<spent>(?:民國)?(?P<of>\d{{2,3}})年?度?(?:決算|預算|概算|經費)數?{_OF_MONEY}?)|"
    "(?P<part>[中省市縣鄉]款|(?:中央|縣市?|地方|本府)?(?:補助|配合|自籌)款?|[合總小]計)|"
    r"(?P<era>\((?:西元)?(?:19|20)\d\d年?\))|"
    "(?P<group>(?:評估|評核|評量)(?:作業|規劃))"
)
_PHRASES = re.compile(
    rf"(?P<yeared>{_YEAR.format('before')}之?(?:{_AIM_VALUE}|{_AIM}))|"
    rf"(?P<after>(?:各?年度)?(?:{_AIM_VALUE}|{_AIM})\(?{_YEAR.format('year')}\)?(?![年度\d]))|"
    + "|".join(f"(?P<r{i}>{h.words}){_NOTED}" for i, h in enumerate(HEADINGS))
)
_TOKENS = re.compile(f"{_BELOW}|{_PHRASES.pattern}|{_YEAR_ALONE}")
_UNIT_SUFFIX = r"\((?:單位:)?[^()]{1,6}\)$|單位:[^()]{1,6}$"
_BARE_YEAR = re.compile(_YEAR.format("bare"))
_MAX_LINES = 40
_ONCE = frozenset(Role) - {Role.TARGET, Role.AIM, Role.ACTUAL, Role.MONEY, Role.OTHER, Role.REMARK}
# A table is of one kind; each needs these roles, or it is no table of facts.
KINDS: tuple[tuple[frozenset[Role], ...], ...] = (
    (frozenset({Role.KPI, Role.TARGET}), frozenset({Role.KPI, Role.MEASURE}), frozenset({Role.KPI, Role.ACTUAL})),
    tuple(frozenset({Role.PROJECT, beside}) for beside in (Role.PERIOD, Role.KPIS, Role.OUTLINE)),
    (frozenset({Role.ITEM, Role.CONTENT}), frozenset({Role.WORK_PLAN, Role.ITEM})),
)


@dataclass(frozen=True, slots=True)
class Header:
    """A table's header: its columns, and the lines from `first` up to `after` that it takes."""

    columns: tuple[Column, ...]
    first: int
    after: int

    @property
    def roles(self) -> tuple[tuple[Role, int | None], ...]:
        return tuple((column.role, column.year) for column in self.columns)


def find_header(layout: Layout, lines: Sequence[Line], first: int) -> Header | None:
    """Read the header that begins with a line; None if none begins there."""
    taken = lines[first : first + _MAX_LINES]
    folded, ends = _folded(layout, taken)
    prefixes = reversed(_prefixes(folded, ends))
    readings = ((columns_of(words, folded.text, folded.words), after) for words, after in prefixes)
    columns, after = next((reading for reading in readings if is_readable(reading[0])), ([], 0))
    roles = settled([words.role or Role.TARGET for words in columns])
    if len(columns) < 3 or not is_table(set(roles)):
        return None
    made = (_column(layout, folded.home, role, words) for role, words in zip(roles, columns, strict=True))
    return Header(tuple(made), first, first + after)


def _prefixes(folded: _Folded, ends: Mapping[int, int]) -> list[tuple[list[Words], int]]:
    """Give the words of the header up to each line with which it may end, and how many lines that are."""
    found: list[Words] = []
    prefixes: list[tuple[list[Words], int]] = []
    position = 0
    while match := _TOKENS.match(folded.text, position):
        # The year in the other era stands below each year: 113 年 114 年 (2024) (2025).
        is_era = match["era"] is not None and any(words.year for words in found)
        words = None if match["era"] else _words(match, found, folded.words)
        if words is None and not is_era:
            break
        found += [words] if words else []
        position = words.parts[-1][1] if words else match.end()
        if position in ends:
            prefixes.append((list(found), ends[position]))
    return prefixes


def _words(match: re.Match[str], found: Sequence[Words], starts: frozenset[int]) -> Words | None:
    """Read the next words of a header; None where they are of the same header printed again, or of a row."""
    place = ((match.start(), match.end()),)
    if match["alone"]:
        return _year_alone(match, found, place)
    if match["group"]:
        return Words(None, None, place)
    if match["part"] or match["spent"]:
        year = roc(int(match["of"])) if match["spent"] else None
        divides = any(words.is_money for words in found)
        return Words(Role.MONEY, year, place, divides) if divides or year else None
    role, year = _role(match)
    # 年度 目標值 are two columns, 年度目標值 and 年 度 目 標 值 are one.
    if role in (Role.TARGET, Role.AIM, Role.ACTUAL) and match.group().startswith("年度"):
        first, *others = sorted(starts & set(range(*match.span())))
        if first == match.start() and others == [first + 2]:
            role, place = Role.YEAR, ((first, first + 2),)
    again = [words for words in found if words.role is role and role in _ONCE]
    return None if again and not _may_say_again(role, match, again) else Words(role, year, place)


def _may_say_again(role: Role, match: re.Match[str], again: Sequence[Words]) -> bool:
    """Tell whether the words of a column may name another one as well; else they are the header of the next page.

    計畫名稱 and 工作項目 are two columns, and 關鍵績效指標 heads the columns of its own name and of 評估體制.
    """
    if role is Role.KPI:
        return len(again) == 1
    return role is Role.PROJECT and _said(match.string, again[0]) != match.group()


def _year_alone(match: re.Match[str], found: Sequence[Words], place: tuple[tuple[int, int]]) -> Words | None:
    """Read a year that is a header of its own.

    Without 年 that is only below what years divide and next to another, or between the names of columns.
    """
    year, before = roc(int(match["alone"])), [words for words in found if words.is_year]
    between = found and found[-1].role and _PHRASES.match(match.string, match.end())
    named = bool(match["suffix"]) or any(words.is_plain or words.is_money for words in found) or bool(between)
    follows = not before or before[-1].year == year - 1 or any(words.year == year for words in before)
    return Words(None, year, place) if named and follows else None


def _said(text: str, words: Words) -> str:
    return "".join(text[start:end] for start, end in words.parts)


def column_role(folded: str) -> tuple[Role, int | None]:
    """Tell what a column holds whose whole header, folded, is known; a bare year is a target's."""
    bare = re.sub(_UNIT_SUFFIX, "", folded)
    # What ends in brackets can be the year of the column: 目標值(105年).
    if match := _PHRASES.fullmatch(folded) or _PHRASES.fullmatch(bare):
        return _role(match)
    if year := _BARE_YEAR.fullmatch(bare):
        return Role.TARGET, roc(int(year["bare"]))
    if (year := _BARE_YEAR.match(bare)) and (match := _PHRASES.fullmatch(bare, year.end())):
        return _role(match)[0], roc(int(year["bare"]))
    return Role.OTHER, None


def header_words(folded: str) -> frozenset[Role]:
    """Give the roles of the columns that a line names, folded, if it says nothing else."""
    found: set[Role] = set()
    position = 0
    while match := _PHRASES.match(folded, position):
        found.add(_role(match)[0])
        position = match.end()
    return frozenset(found) if position == len(folded) else frozenset()


def is_table(roles: set[Role]) -> bool:
    """Tell whether columns of these roles make a table of facts."""
    return any(need <= roles for kind in KINDS for need in kind)


@dataclass(frozen=True, slots=True)
class _Folded:
    """The folded text of a header with the offset of each character; `words` are the places where a word begins."""

    text: str
    home: tuple[int, ...]
    words: frozenset[int]


def _folded(layout: Layout, lines: Sequence[Line]) -> tuple[_Folded, dict[int, int]]:
    text, home, ends, words = "", [], {}, set[int]()
    for count, line in enumerate(lines, 1):
        if count > 1 and line.breaks:
            break  # a header printed again on the next page
        part = fold_home(line.text)
        before = [-2, *part.home]
        words |= {len(text) + n for n, at in enumerate(part.home) if at - before[n] > 1}
        text += part.text
        home += [line.start + offset for offset in part.home]
        ends[len(text)] = count
        if count > 1 and not _may_begin(text):
            break
    return _Folded(text, tuple(home), frozenset(words)), ends


# The characters with which words of a header begin; a line can hold a single one of them.
_BEGINNINGS = frozenset(
    "關策年施績衡評重計工業項編序實目共原權配單主承協執責負預總經備附說資基現對所指各與k期起類查考設訂辦達民中面構0123456789"
)
_LONG = 16


def _may_begin(text: str) -> bool:
    """Tell whether the first lines of a header may be these: no name of a column is long."""
    return text[:1] in _BEGINNINGS and (len(text) < _LONG or _TOKENS.match(text) is not None)


def _role(match: re.Match[str]) -> tuple[Role, int | None]:
    if match["yeared"]:
        return Role.TARGET, roc(int(match["before"]))
    if match["after"]:
        return Role.TARGET, roc(int(match["year"]))
    index = next(i for i in range(len(HEADINGS)) if match[f"r{i}"])
    return HEADINGS[index].role, None


def settled(roles: Sequence[Role]) -> list[Role]:
    """Settle what hangs on the other columns.

    重要計畫項目 is a project of a mid-term plan or beside 與KPI關聯, and an item beside 工作計畫 or 實施內容; the first
    of two such columns names the work plan. A project stands under a goal as under a 施政綱要. 說明 is how an indicator
    is measured where it has a target and nothing else says it.
    """
    aimed = _aimed(roles)
    has = set(aimed)
    explains = Role.MEASURE if has >= {Role.KPI, Role.TARGET} and Role.MEASURE not in has else Role.REMARK
    found = [explains if role is Role.EXPLANATION else role for role in aimed]
    if Role.WORK_PLAN in has or (Role.CONTENT in has and Role.KPIS not in has and Role.PERIOD not in has):
        found = [Role.ITEM if role is Role.PROJECT else role for role in found]
        if found.count(Role.ITEM) > 1 and Role.WORK_PLAN not in has:
            found[found.index(Role.ITEM)] = Role.WORK_PLAN
    elif Role.PROJECT in has:
        found = [Role.OTHER if role is Role.CONTENT else role for role in found]
        if not has & {Role.OUTLINE, Role.KPI}:
            found = [Role.OUTLINE if role is Role.GOAL else role for role in found]
    return found


def _aimed(roles: Sequence[Role]) -> list[Role]:
    """Tell a goal from a target where a column is headed 目標 alone, or 年度目標: left of the indicators it is a goal.

    Right of them it is their target, unless another column is headed 目標值.
    """
    found = list(roles)
    indicator = found.index(Role.KPI) if Role.KPI in found else None
    for at, role in enumerate(roles):
        if role is Role.AIM:
            meant = Role.GOAL if indicator is not None and at < indicator else Role.TARGET
            found[at] = meant if indicator is not None and meant not in roles else Role.OTHER
    return found


def _column(layout: Layout, home: tuple[int, ...], role: Role, words: Words) -> Column:
    offsets = [offset for start, end in words.parts for offset in home[start:end]]
    return Column(role, cut(layout.text, line_spans(layout.text, offsets)), words.year)


def line_spans(text: str, offsets: Sequence[int]) -> list[Span]:
    """Give the spans of characters in order: one for each run with nothing but white space between."""
    spans: list[Span] = []
    for offset in offsets:
        if spans and not text[spans[-1].end : offset].strip():
            spans[-1] = Span(spans[-1].start, offset + 1)
        elif not spans or offset >= spans[-1].end:
            spans.append(Span(offset, offset + 1))
    return spans
