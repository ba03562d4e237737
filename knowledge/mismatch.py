"""What a question asks of a KPI that its target does not state: another counter, a part, what it is worked out from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.catalogue import Entry, Field, bigrams
from knowledge.choosing import HINTED, NAMED, QUOTED
from knowledge.cues import SPEAKS_OF_TARGETS
from knowledge.inquiry import Inquiry
from knowledge.matching import stands_affirmed
from knowledge.mentions import supposed_plainly
from knowledge.models import Kpi
from knowledge.numbers import CHINESE_NUMERAL, in_full
from knowledge.question import Question
from knowledge.units import units_of
from knowledge.words import DOING, key, says

_ABOUT_UNIT = key("單位")
_MET = key("達到")
_NUMERAL = f"[{key(CHINESE_NUMERAL)}]"
_RATE = re.compile(key("率(要|是|為|有)?(達|到|達到)?多少|[占佔]比"))
# 則數, 國家數: a counter that no other thing is counted with.
_COUNTED = re.compile(
    key("(則|篇|班|棟|座|國家|國|家|戶|場|批|處|張|隻|頭|株|艘|輛|架|枚|所|間|公頃|公里|公尺|公噸|噸|小時|時|天|日)數")
)
_OF_ITS_OWN = re.compile(key("(?:則|班|棟|座|國|戶|隻|頭|株|艘|輛|架|枚|[億萬千百]*元)$"))
_HEADS_COUNT = re.compile(
    key(
        "([人件次場家站座則篇艘班戶處棟冊隻通點校館輛株張]數|[人場艘班家站]次)(目標值?)?"
        "(是|為|有|要)?((多少|幾).{0,2})?[呢?。]*$"
    )
)
_PEOPLE = re.compile(key("(?:幾|多少)(位|名)(?!次)"))
_PARTICLES = frozenset(key("呢嗎啊呀吧喔才以"))  # 多少以下 counts nothing.
# What the last noun of a topic is measured in.
_HEADS = tuple(
    (re.compile(f"[\u3400-\u9fff]{{2}}({key(words)})$"), tuple(map(key, units)))
    for words, units in (
        ("率", ("%", "‰", "成")),
        ("收入|收益|產值|金額|營業額|營收|經費", ("元", "美元", "新臺幣", "千元")),
        ("面積", ("公頃", "平方", "甲", "坪", "公畝", "%")),
        ("長度|里程", ("公里", "公尺", "%")),
        ("滿意度", ("%", "分", "成")),
    )
)
_SHARES = frozenset(key("%‰趴成"))
_OF_PEOPLE = frozenset(key("人名位戶"))
_PART_OF_ALL = re.compile(key("[占佔](比|了?(多少|幾))"))
_EXPLAINED = 0.85


def _supposes_unit(q: Question) -> bool:
    """Tell whether the one unit of a question is that of a figure that it supposes (目標是 20% 嗎)."""
    typed = supposed_plainly(q.flat) if len(q.supposed) == 1 and not q.how_many else None
    return typed is not None and q.asks("confirm") and q.unit in (None, typed.unit)


def counts_otherwise(inquiry: Inquiry, entry: Entry) -> bool:
    """Tell whether a question counts something (幾則, 幾篇) that is not what the KPI's targets count.

    A question that gives most of the KPI's name means it all the same.
    """
    rate = "%" if _RATE.search(inquiry.question.flat) else None
    people = _PEOPLE.search(inquiry.question.flat)
    fact = entry.fact
    if isinstance(fact, Kpi) and not inquiry.counts_in_unit(entry) and _heads_another_measure(inquiry, entry, fact):
        return True
    if _heads_another_count(inquiry.question.rest, entry):
        return True
    named_so = _COUNTED.search(inquiry.question.flat)
    if named_so and any(named_so.group() in f.text for f in entry.fields):
        named_so = None
    counted = inquiry.question.how_many or inquiry.question.unit or rate or (named_so[1] if named_so else None)
    if counted is None and people:
        counted = people[1]
    if not counted or not isinstance(fact, Kpi) or inquiry.counts_in_unit(entry):
        return False
    if _ABOUT_UNIT in inquiry.question.flat or _supposes_unit(inquiry.question):
        return False  # Who asks for the unit itself (單位是百分比吧, 是 20% 嗎) may suppose a wrong one.
    units = [unit for t in fact.targets for unit in units_of(t)]
    if counted[0] in _SHARES and units and set(units) <= _SHARES:
        return False  # 多少趴
    if inquiry.question.how_many and units and all(_differ_in_kind(inquiry.question.how_many, unit) for unit in units):
        return True
    if inquiry.question.unit and inquiry.question.unit not in _SHARES and units and set(units) <= _SHARES:
        return True  # 幾件協議 of a rate, in whose measure the word stands.
    if len(counted) > 1 and any(stands_affirmed(f.text, counted) for f in entry.fields):
        return False  # What is counted stands in the measure itself: 每則點閱數.
    if inquiry.question.how_many and counted[0] not in _PARTICLES and not any(units):
        return not any(counted[:1] in key(t.text.text) for t in fact.targets)  # 有幾條 of what is to be 完成立法.
    if people and counted == people[1]:
        return not any(u and u[0] in _OF_PEOPLE for u in units)
    if any(u and (u.startswith(counted[:1]) or counted[:1] in u) for u in units):
        return False
    if named_so or _OF_ITS_OWN.match(counted) or _PART_OF_ALL.search(inquiry.question.flat):
        return True
    counts = inquiry.question.how_many and inquiry.question.how_many[0] not in _PARTICLES
    if (counts or inquiry.question.unit not in (None, "%")) and set(units) == {"%"}:
        return True  # 要辦幾場, 新設幾站 of a rate.
    named = inquiry.linker.link(inquiry.question.topic, [entry])
    if not named or named[0].named >= NAMED:
        return not named
    return bool(inquiry.question.unit or rate) or named[0].explained < _EXPLAINED


def _heads_another_measure(inquiry: Inquiry, entry: Entry, kpi: Kpi) -> bool:
    """Tell whether a topic ends with what is measured in other units than the KPI's: 結業率 of 結業人數."""
    if any(t.value is None for t in kpi.targets):
        return False
    units = {u.lstrip(_MAGNITUDES) for t in kpi.targets for u in units_of(t) if u}
    for head, prefixes in _HEADS:
        found = head.search(inquiry.question.topic)
        if found and units and not any(found[1] in field.text for field in entry.fields):
            return not any(unit.startswith(prefixes) for unit in units)
    return False


def _heads_another_count(rest: str, entry: Entry) -> bool:
    """Tell whether a question ends with a counter that no target counts in: 裝卸艘次 of what is counted in tons.

    How many there are is not said where they are to grow by so many per cent, though the measure counts them.
    """
    heads, fact = _HEADS_COUNT.search(rest), entry.fact
    if heads is None or not isinstance(fact, Kpi) or heads[1] in entry.name_key:
        return False
    units = {unit for t in fact.targets for unit in units_of(t)}
    is_measured = units != {"%"} and any(heads[1] in f.text for f in entry.fields)
    return bool(units) and not is_measured and not any(heads[1][0] in unit for unit in units)


def _differ_in_kind(counted: str, unit: str) -> bool:
    """Tell whether what a question counts is of another kind than a unit: 幾分鐘 for 集, 幾間 for 億元, 幾所 for %.

    Things are counted by many words (間, 件, 處), which people mistake for one another.
    """
    asked = next((kind for kind, words in _KINDS_OF_UNIT if counted.startswith(words)), None)
    plain = unit.lstrip(_MAGNITUDES)
    has = "people" if plain[:1] == _PERSON else next((k for k, w in _KINDS_OF_UNIT if plain.startswith(w)), None)
    return asked is not None and has is not None and asked != has


_MAGNITUDES, _PERSON = key("百千萬億"), key("人")
_KINDS_OF_UNIT = tuple(
    (kind, tuple(key(word) for word in words.split()))
    for kind, words in (
        ("time", "分鐘 小時 秒 工作日 個月 日 天 週"),
        ("length", "公里 公尺 公分"),
        ("area", "公頃 平方"),
        ("weight", "公噸 公斤 噸"),
        ("money", "元 美元"),
        ("share", "% ‰ 趴 成"),
        ("things", "間 所 支 張 處 座 家 隊 場 堂 班 集 件 冊 輛 棟 艘 隻 株 國 條 項 戶 組 點 口 床 節"),
        ("people", "名 位"),
    )
)


def asks_amount(inquiry: Inquiry) -> bool:
    """Tell whether a question asks for a number and nothing else: 幾艘, 名額, 移除面積."""
    flat = _DATED.sub("", inquiry.question.flat)
    return bool(inquiry.question.how_many) or (_AMOUNT.search(flat) is not None and not _ELSE.search(flat))


def asks_for_each(inquiry: Inquiry, entry: Entry) -> bool:
    """Tell whether a question asks what falls to one of what a KPI counts (一公頃補多少): its target says none."""
    targets = entry.fact.targets if isinstance(entry.fact, Kpi) else ()
    units = {in_full("0", unit)[1] for t in targets for unit in units_of(t)} - {""}
    flat, name = inquiry.question.flat, entry.name_key
    ones = (m.group() for unit in units for m in re.finditer(rf"(?:(?<!{_NUMERAL})一|每){re.escape(unit)}", flat))
    of_one = any(one not in name for one in ones)  # 十一次 is no one of them.
    each = EACH.search(flat) or _EACH_ONE.search(flat)
    return of_one or (each is not None and each[1] not in name)


def asks_for_share(inquiry: Inquiry, entries: Sequence[Entry]) -> bool:
    """Tell whether a target is asked for a part of the year, or of what is counted (每季, 上半年, 平均每國).

    An entry that speaks of it itself has such a target.
    """
    share = _SHARE.search(inquiry.question.flat)
    if share and _OF_A_DAY.search(share.group()) and all(_OF_A_DAY.search(e.name_key) for e in entries):
        return False  # 每天供水多少, of what is counted for each day
    if share and _PART_OF_ALL.match(share.group()) and any(inquiry.counts_in_unit(e) for e in entries):
        return False  # 要占幾成: of what is counted in per cent.
    return share is not None and not any(share.group() in f.text for e in entries for f in e.fields)


def asks_for_part(inquiry: Inquiry, entry: Entry) -> bool:
    """Tell whether a question names a part of what a KPI is made up of, whose target counts the parts that are met.

    瀏覽量要達到多少 is not answered by 「3 達到項數」; the measure says it.
    """
    if not isinstance(entry.fact, Kpi) or key("目標值") in inquiry.question.flat:
        return False
    counts_parts = all(_MET in unit for t in entry.fact.targets for unit in units_of(t) or ("",))
    found = next((c for c in inquiry.candidates("kpi") if c.entry == entry), None)
    if not counts_parts or found is None:
        return False
    by_name = inquiry.linker.explain(inquiry.question.topic.split(), [Field(entry.name_key, 1.0)]).explained
    return found.named < HINTED or found.explained > by_name + _BY_MEASURE


def asks_for_operand(inquiry: Inquiry, entry: Entry) -> bool:
    """Tell whether a question names one of several things that a KPI's target is worked out from.

    擔任職務數 is the fourth of what 701 次 adds up, 資本門賸餘數 stands in the formula of a rate: no plan says how
    much is to be of it.
    """
    kpi = entry.fact
    if not isinstance(kpi, Kpi) or kpi.measure is None:
        return False
    if _names_included(inquiry.question.flat, entry.name_key, key(kpi.measure.text)):
        return True
    if (part := part_within(inquiry, entry)) and part in key(kpi.measure.text):
        return True
    if _IN_ALL.search(inquiry.question.flat):
        return False
    runs = inquiry.question.topic.split()

    def explained(text: str) -> float:
        return inquiry.linker.explain(runs, [Field(text, 1.0)], heeds_words=True).explained

    measure = key(kpi.measure.text)
    if "÷" in measure:
        is_operand = any(run in part for part in _SIGNS.split(measure) for run in runs)
        return is_operand and explained(entry.name_key) < _EXPLAINED
    # What the words say is asked of the dictionary of the language, which takes a while to load: last of all.
    summands = parts_of(measure) if _SUMMED.search(measure) else []
    if len(summands) < 2:
        return False
    in_parts = max(map(explained, summands))
    return in_parts >= _EXPLAINED_BY_ONE and in_parts > explained(entry.name_key) + _CLEARLY


def mixes_parts(inquiry: Inquiry, entry: Entry) -> bool:
    """Tell whether a topic takes words of several parts of a measure together, or of one and of the name.

    潛水協會志工培訓 is none of 1.…志工培訓人次。2.…潛水協會合作案件數: no part says it, nor does the name.
    """
    kpi = entry.fact
    parts = parts_of(kpi.measure.text) if isinstance(kpi, Kpi) and kpi.measure else []
    if len(parts) < 2 or _IN_ALL.search(inquiry.question.flat) or inquiry.question.unit == "%":
        return False
    texts = (entry.name_key, *parts)
    return any(
        _is_of_a_part(run, entry.name_key, parts)
        and all(inquiry.linker.explain([run], [Field(t, 1.0)], heeds_words=True).explained < _EXPLAINED for t in texts)
        for run in inquiry.question.topic.split()
    )


def _is_of_a_part(run: str, name: str, parts: Sequence[str]) -> bool:
    """Tell whether a run has a word that a part says and the name does not."""
    words = (run[at : at + 2] for at in range(len(run) - 1))
    return any(w not in name and min(says(w)) == 1 and any(w in part for part in parts) for w in words)


def parts_of(measure: str) -> list[str]:
    """Give the numbered parts of a measure, as keys; none where it has no numbers."""
    found = [part for part in _NUMBERED.split(key(measure)) if part]
    return found if len(found) > 1 else []


def _names_included(flat: str, name: str, measure: str) -> bool:
    """Tell whether a question names one, not all, of what a measure includes (含離島潮間帶及其他地區, 如甲、乙等)."""
    if _FOR_THE_WHOLE.search(flat):
        return False
    for found in _INCLUDED.finditer(measure):
        parts = _JOINED.split(found[1])
        named = [part for part in parts if len(part) >= _NAMED_PART and part in flat and part not in name]
        if named and len(named) < len(parts):
            return True
    return False


def asks_what_counts(inquiry: Inquiry, entry: Entry) -> bool:
    """Tell whether a question asks what counts in, or which way is better (含事故嗎, 愈高愈好嗎): a measure says it."""
    kpi = entry.fact
    besides = inquiry.question.flat.replace(entry.name_key, "")
    return isinstance(kpi, Kpi) and kpi.measure is not None and _WHAT_COUNTS.search(besides) is not None


def asks_for_step(inquiry: Inquiry, entry: Entry) -> bool:
    """Tell whether a question names a step that a KPI's measure gives a figure of its own (2.完成工程招標50%)."""
    kpi = entry.fact
    if not isinstance(kpi, Kpi) or kpi.measure is None:
        return False
    measure = key(kpi.measure.text)
    runs = [run for run in inquiry.question.topic.split() if run not in entry.name_key and len(run) >= _STEP]
    steps = [step for run in runs if (step := re.search(rf"{re.escape(run)}[(:]?(\d[\d,.]*)", measure))]
    aims = {t.value for t in kpi.targets}
    return any(step[1] not in aims for step in steps)


def part_within(inquiry: Inquiry, entry: Entry) -> str | None:
    """Give the kind of which a question asks how many there are (其中健康醫療有幾項); None if the KPI's name has it."""
    found = _WITHIN.search(inquiry.question.flat.replace(entry.name_key, ""))
    if found is None:
        return None
    name = [Field(entry.name_key, 1.0)]
    whole, part = (inquiry.linker.explain([run], name).explained for run in found.groups())
    return found[2] if whole >= _EXPLAINED_BY_ONE and part < _TOUCHED else None


def names_another_place(inquiry: Inquiry, entry: Entry) -> bool:
    """Tell whether a question asks of one place (在工業區的) for a KPI whose name says another (於夜市商圈推動)."""
    found = _AT.search(inquiry.question.flat)
    own = _AT_START.match(entry.name_key)
    if found is None or own is None or not isinstance(entry.fact, Kpi):
        return False
    texts = (entry.name_key, key(entry.fact.measure.text) if entry.fact.measure else "")
    return not any(found[1] in text for text in texts) and found[1] in inquiry.question.topic.split()


def means_its_project(inquiry: Inquiry, entry: Entry) -> bool:
    """Tell whether a topic is the name of a project, which hints at the KPI that it serves by that alone."""
    own = next((c for c in inquiry.candidates("kpi") if c.entry == entry), None)
    if own is None or own.named >= HINTED:
        return False
    named = max((c.explained for c in inquiry.candidates("project")), default=0.0)
    return named >= max(QUOTED, own.explained + _NEARLY)


def asks_something_else(inquiry: Inquiry) -> bool:
    """Tell whether a question that speaks of no target asks for a thing that stands in no plan (權重多少)."""
    if SPEAKS_OF_TARGETS.search(inquiry.question.flat):
        return False
    best = next((c for c in inquiry.candidates("kpi") if not c.against), None)
    if best is None or inquiry.counts_in_unit(best.entry):
        return False
    attested = inquiry.catalogue.attested
    left = [p for p in best.left if len(p) > 1 and max(says(p)) > DOING]
    return any(not any(p[i : i + 2] in attested for i in range(len(p) - 1)) for p in left)


# 每件多少錢, 每站多少小時: what falls to one of something.
EACH = re.compile(key("((?:每(?!年|月|週|季|項|個)[^\\d]{1,3}?)|一[輛件張臺台支座間本份套戶])(要|有|做)?(多少|幾)"))


_WHAT_COUNTS = re.compile(
    key(
        "(?:包?含|包括|計入|列入|算進)(?:(?!幾|多少).){1,16}(?:嗎|吧)|重[複覆](?:計|算|列)|[愈越].{1,2}[愈越].{1,2}(?:嗎|吧|[?？]|$)"
    )
)
_NUMBERED = re.compile(r"(?:^|(?<=[。;]))\d[.、]")
_SUMMED = re.compile(key("(以上|各項|各款|上列).{0,16}(合計|加總|總和)"))
_INCLUDED = re.compile(key("(?:[(（]均?包?含(?:括)?|(?:例如|[,，(（]如[:：]?))([^()（）,，;；]{2,40})"))
# 避免雙重課稅之類的協議 names all of them by one.
_FOR_THE_WHOLE = re.compile(key("之類|[這那]一?[種類]|等等?(?!級|待|於)|諸如|像是?"))
_JOINED = re.compile(key("及|、|與|和|以及"))
_NAMED_PART, _STEP = 2, 3
_WITHIN = re.compile(
    key(
        "([\\u3400-\\u9fff]{3,20})\\d*[項件次個人家處]?的?(?:當中|之中|其中|裡面|(?<![公村鄰鄉])裡|裏面|中)的?"
        "([\\u3400-\\u9fff]{2,8}?)(?:類|方面|部分)?的?(?:有|要|是|占|佔)?(?:多少|幾)"
    )
)
_TOUCHED, _BY_MEASURE = 0.3, 0.25
_AT = re.compile(key("[在於]([\\u3400-\\u9fff]{2,6}?)(?:的|之|要|做|辦|[,，]|$)"))
_SIGNS = re.compile(r"[÷×+＋()\[\]【】*=-]|[－−]")
_AT_START = re.compile(key("於|在"))
_IN_ALL = re.compile(key("總|合計|加總|全部|一共|目標值|指標|kpi|百分|比[率例]|相比"))
_EXPLAINED_BY_ONE, _CLEARLY, _NEARLY = 0.7, 0.15, 0.1


_DATED = re.compile(key(r"\d{2,4}年(度)?"))
_ELSE = re.compile(key("哪|什麼|甚麼|誰|怎|如何|才"))  # 哪個層級才列入互訪人次 asks for no number.
_AMOUNT = re.compile(
    key(
        "(名額|金額|面積|長度|場次|人次|次數|張數|[處座棟艘輛件家所頃]數|國家數|團數|人數|則數|處理量|數量)"
        "(是|有|為)?(多少|幾.{0,2})?(目標|呢)?[?。]*$"
    )
)
_EACH_ONE = re.compile(
    key(
        "(每一?(?:個|位|名|家|所|間|次|件|張|場|戶|輛|座|班|公頃|公里)(?!指標|kpi|項目|計畫|策略|目標|年|施政)[^\\d]{1,8}?)(要|有|做|執行)?[^\\d]{0,6}(多少|幾)"
    )
)
# A part of the year, or what falls to one of several: a plan that states a year's target does not divide it.
_OF_A_DAY = re.compile(key("[每單]?[日天](?!數|期)"))
_SHARE = re.compile(
    key(
        "每一?個?(?:季|月|週|周|日|天|星期)(?!均)|平均每|[上下]半年|第[一二三四1-4]季|前[一二三1-3]季|"
        "(?:裡面?|其中).{0,8}[占佔]|[占佔]了?(?:多少|幾)"
    )
)


def asks_of_measure(inquiry: Inquiry, kpi: Entry) -> bool:
    """Tell whether a question names what the measure alone names and puts a number to (有效樣本不得少於多少)."""
    q, fact = inquiry.question, kpi.fact
    if not isinstance(fact, Kpi) or fact.measure is None or SPEAKS_OF_TARGETS.search(q.flat):
        return False
    measure = key(fact.measure.text)
    runs = [run for run in q.topic.split() if not any(pair in kpi.name_key for pair in bigrams(run))]
    return len(runs) == len(q.topic.split()) and any(
        re.search(rf"{re.escape(run)}[^。;；]{{0,8}}\d", measure) for run in runs
    )
