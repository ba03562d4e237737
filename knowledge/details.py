"""What a question asks of a KPI that its measure says: what counts in, from which day, by which rule, of how many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.catalogue import Entry
from knowledge.cues import SPEAKS_OF_TARGETS
from knowledge.models import Kpi
from knowledge.question import Question
from knowledge.words import key


@dataclass(frozen=True, slots=True)
class _Detail:
    """A detail of how something is measured: the words that ask for it, and those of a measure that says it.

    Without `said`, the measure says it where it holds a word of the question that the name does not; with a group in
    `asked`, where it holds the word of the group.
    """

    name: str
    asked: re.Pattern[str]
    said: re.Pattern[str] | None = None


def _detail(name: str, asked: str, said: str | None = None) -> _Detail:
    return _Detail(name, re.compile(key(asked).replace("(?p<", "(?P<")), re.compile(key(said)) if said else None)


_WHO = "who does it"
_DETAILS = (
    _detail(
        "whether it counts in",
        "(?:有沒有|有無|是否|會不會|有)(?:被|也|要|會)?(?:算|計(?!畫)|列|納)(?:在|進|入|到)?"
        "|(?:算|計入|列入|含|包含|包括|納入)(?:在內|進去)?(?:嗎|吧)|包?含.{2,12}(?:嗎|吧)"
        "|算不算|含不含|包不包[含括]|要不要算|有(?:沒有)?(?:包?含|包括).{2,}",
    ),
    _detail("whether it must be so", "(?:要|須|需|得)(?:經過?|先)?[^\\d幾多少]{2,10}(?:嗎|吧)|是不是要"),
    _detail(
        "from when on it counts",
        "(?:從|自|由)?(?:哪|那|什麼)一?(?:天|日|時候?)(?:開始|起)?(?:算|計|起)"
        "|何[時日](?:起算|開始計?算)|起算(?:日|點|時間)?",
        "自.{1,12}[起至]|起算|[日時]起",
    ),
    _detail(
        "by which rule",
        "[依按](?:照|據)?(?:的是)?(?:哪|什麼|何)|(?:哪|什麼)一?(?:個|項|條|部)?(?:規定|法律?|條文?|準則|要點|程序)",
        "依",
    ),
    _detail("of how many it is asked", "樣本(?:數量?|量|要|須|有|至少|多少|幾)", "樣本|問卷"),
    _detail(
        "how it is asked",
        "(?:調查|訪問|抽樣)(?:方式|方法)|(?:怎麼|如何|怎樣)(?:調查|抽樣|訪問)|(?:用|以)什麼方式(?:調查|抽樣)",
        "調查|訪|問卷|抽樣|統計",
    ),
    _detail(_WHO, "(?:由|是|委託|請)?誰(?:來|去)?(?P<verb>[^負主承的是嗎呢]{1,4})(?:的|呢|$)"),
    _detail("what it means", "(?:怎麼|如何|怎樣)(?:認定|界定|定義)|定義(?:是|為|呢|$)", "."),
    _detail(
        "from what on it counts",
        "(?:要|須)?(?:幾|多少)(?P<step>[^多少]{1,3})才算|(?:包括|包含|含|有|分為?)哪[些幾]?個?(?P<kind>[類種等級款])"
        "|(?:包括|包含|分為?)幾(?P<kinds>[類種等級款])",
    ),
    _detail("whether it counts twice", "重[複覆](?:計|算|列)|複查算"),
    _detail("which of two it is", "是[^\\d是]{2,8}還是[^\\d]{2,8}"),
)
# 要完成什麼 asks for a target in words, 改了什麼 for a change, 什麼是 for a definition.
_WHAT = re.compile(
    key(
        "(?<![為是改修變寫做叫])(?<!改了)(?<!完成)(?<!達成)(?<!做到)(?:什麼|甚麼)(?!時候|是|樣|目標|指標)"
        "|是什麼(?!時候|意思|東西|目標|指標|[?。]*$)|哪些(?!年|指標|kpi|計畫|項目)"
        "|哪(?:一|幾)?(?:種|類|等|條|款|級)(?!指標|計畫)|(?<!是)誰"
    )
)
_NO_WORD = frozenset(
    key(word) for word in ("案件", "件數", "人數", "部分", "計算", "當年", "年度", "金額", "指標", "計畫")
)
_WORD = 2


def measure_of(kpi: Entry) -> str:
    """Give the key of how a KPI is measured; empty where the plan does not say."""
    fact = kpi.fact
    return key(fact.measure.text) if isinstance(fact, Kpi) and fact.measure else ""


def asked_in(question: Question) -> str | None:
    """Give the words by which a question asks for a detail of a measure; None where it asks for none."""
    found = next((m for detail in _DETAILS if (m := detail.asked.search(question.flat))), None)
    return found.group() if found else None


def asks_number(question: Question) -> bool:
    """Tell whether a question asks for a number: the sentence that states it is more than the measure."""
    return _NUMBER.search(question.flat) is not None


_NUMBER = re.compile(key("多少|(?<!哪)幾"))


def is_said(question: Question, kpi: Entry) -> bool:
    """Tell whether the measure of a KPI says a detail that a question asks for, by words that are none of its name."""
    asked = ((detail, detail.asked.search(question.flat)) for detail in _DETAILS)
    return any(
        _says(detail, found, question, kpi) for detail, found in asked if found and found.group() not in kpi.name_key
    )


def stands_in_target(question: Question, kpi: Entry) -> bool:
    """Tell whether a target itself says what a question asks of what counts in (2 億元，不含…)."""
    fact = kpi.fact
    texts = [key(t.text.text) for t in fact.targets] if isinstance(fact, Kpi) else []
    return asked_in(question) is not None and any(beyond_name(question.flat, t, kpi.name_key) for t in texts)


def _says(detail: _Detail, found: re.Match[str], question: Question, kpi: Entry) -> bool:
    measure = measure_of(kpi)
    if detail.said:
        return detail.said.search(measure) is not None
    word = next((group for group in found.groups() if group), None)
    if word:
        return word in measure or (detail.name == _WHO and _by_others(measure))
    return beyond_name(question.flat, measure, kpi.name_key) is not None


def _by_others(measure: str) -> bool:
    """Tell whether a measure says that others do it (委託第三者, 經審查小組)."""
    return _OTHERS.search(measure) is not None


_OTHERS = re.compile(key("委託|委請|由[^,。]{2,12}(?:辦理|評|審|執行|協同)|經[^,。]{2,10}(?:認可|審查|評)|會同"))


def asks(question: Question, kpi: Entry) -> bool:
    """Tell whether a question that names a KPI asks what, which or who, and not for its target: its measure is told."""
    if not measure_of(kpi) or SPEAKS_OF_TARGETS.search(question.flat.replace(kpi.name_key, "")):
        return not asks_number(question) and asked_in(question) is not None and is_said(question, kpi)
    return _WHAT.search(question.flat) is not None or (asked_in(question) is not None and is_said(question, kpi))


def beyond_name(flat: str, text: str, name: str) -> str | None:
    """Give the longest word that a question and a text share and a name does not hold; None where there is none."""
    words = [w for w in _shared(flat, text) if w not in name and w not in _NO_WORD and not w.isascii()]
    return max(words, key=len, default=None)


def _shared(flat: str, text: str) -> Iterator[str]:
    """Give, from each place of a question, the longest word that a text holds."""
    for start in range(len(flat) - _WORD + 1):
        end = start
        while end < len(flat) and flat[start : end + 1] in text:
            end += 1
        if end - start >= _WORD:
            yield flat[start:end]


def left_out(question: Question, kpi: Entry) -> str | None:
    """Give what a question asks for of which the measure of a KPI says that it is not counted; None for nothing."""
    return _named_in(_EXCLUDED, question, kpi)


def counted_in(question: Question, kpi: Entry) -> str | None:
    """Give what a question asks for of which the measure says that it is counted in as well; None for nothing."""
    return _named_in(_INCLUDED, question, kpi)


def listed_in(question: Question, kpi: Entry) -> str | None:
    """Give the one of several things that a measure lists (甲、乙及丙) that a question names; None for none or all."""
    if not isinstance(kpi.fact, Kpi) or all(t.value is None for t in kpi.fact.targets):
        return None  # A measure may list what is done year by year.
    if kpi.name_key[-_WORD:] not in question.flat:
        return None  # What is counted is named by the measure alone: 部長級政要互訪 for 情誼.
    for clause in _CLAUSE.split(measure_of(kpi)):
        parts = [part for part in _BETWEEN.split(clause) if len(part) >= _WORD] if _BETWEEN.search(clause) else []
        named = [part for part in parts if _is_named(part, question.flat) and _head(part) not in kpi.name_key]
        if len(parts) > 1 and 0 < len(named) < len(parts):
            return named[0]
    return None


def _is_named(part: str, flat: str) -> bool:
    """Tell whether a question names one of a list, whose last may go on (放射治療設備 of 放射治療設備檢查臺數)."""
    return _head(part) in flat


def _head(part: str) -> str:
    return part[:_HEAD]


_CLAUSE = re.compile(r"[,，。;；()（）÷×%+＋]")
_BETWEEN = re.compile(key("、|及|與|和|以及|或|等"))
_HEAD = 6


def _named_in(phrases: re.Pattern[str], question: Question, kpi: Entry) -> str | None:
    for phrase in _phrases(phrases, measure_of(kpi)):
        for word in _shared(question.flat, phrase):
            before = question.flat[: question.flat.find(word)]
            stands = len(word) >= _LONG or phrase.startswith(word)
            if stands and word not in kpi.name_key and word not in _NO_WORD and not _WITHOUT.search(before):
                return word
    return None


def _phrases(pattern: re.Pattern[str], measure: str) -> Iterator[str]:
    for found in pattern.finditer(measure):
        yield next(group for group in found.groups() if group)


_LONG = 3
_EXCLUDED = re.compile(
    key(
        "不(?:包含|包括|含括|含)([^,，。;；()（）]{2,14})|扣除([^,，。;；()（）]{2,12})|"
        "([^,，。;；()（）÷×%]{2,16}?)者?(?:均|皆|都|亦)?(?:不予?(?:列計|計列|計入|列入|納入|計)(?!重)|除外)"
    )
)
_INCLUDED = re.compile(key("([^,，。;；()（）÷×%]{2,16}?)者?(?:仍|亦|均|一併|也)予?以?(?:計列|列計|計入|列入|納入)"))
_WITHOUT = re.compile(key("(?:不含|不包括|不包含|扣除|排除|除了?|剔除|不計|去掉|扣掉)「?$"))
