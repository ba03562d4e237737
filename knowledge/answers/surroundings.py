"""What stands around a number: whether it counts what a question asks for, and how well the words there say so.

A number is a match (`hit`) in the key of a passage's text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.answers.passages import HEADED, beyond_context, is_of_others, things_left
from knowledge.catalogue import Field
from knowledge.inquiry import Inquiry
from knowledge.search import Found
from knowledge.words import DOING, key, says
from knowledge.years import roc

DIGITS = f"0123456789.,~-{key('萬億')}"
ALL_OF_IT = 0.95
LONGEST_WORD = 6
SHORTEST_NAME, _LONGEST_NAME = 3, 12
_PART = re.compile(r"[。；;，：:]|(?<!\d),|,(?!\d)")
_CLAUSE = re.compile(r"[。；;]|(?<=[^0-9])\d\.(?=[^0-9])")


def is_of_another(inquiry: Inquiry, found: Found, text: str, hit: re.Match[str]) -> bool:
    """Tell whether a number is that of another year, of a part, of the other end of a change, or of another thing."""
    return (
        _is_of_another_year(inquiry, text, hit)
        or _is_part(inquiry, text, hit)
        or is_other_end(inquiry, text, hit)
        or _lacks_thing(inquiry, found, text, hit)
    )


def named_beside(inquiry: Inquiry, text: str, hit: re.Match[str]) -> int:
    """Tell how much of the thing that is asked for stands right before a number or right behind what it counts."""
    before, behind = _REMARK.sub("", _FILLER.sub("", text[: hit.start()])), text[hit.end() :][:_LONGEST_NAME]
    before = before[-_LONGEST_NAME:]
    runs = inquiry.question.topic.split()
    each = _EACH.search(text[: hit.start()])
    if each and any(name in run for name in re.split(f"[{_AND}]", each[1]) if len(name) > 1 for run in runs):
        return SHORTEST_NAME  # 甲、乙各 3 場
    # What the question counts is no thing beside it: 831 門養蜂課程 for 幾門養蜂課程.
    counted = hit.group().lstrip(DIGITS)
    others = [run for run in runs if counted + behind[:1] not in run]
    ends = [e for n in range(SHORTEST_NAME, len(before) + 1) if any((e := before[-n:]) in run for run in runs)]
    ends += [e for n in range(SHORTEST_NAME, len(behind) + 1) if any((e := behind[:n]) in run for run in others)]
    return max(map(len, ends), default=0)


def named_behind(inquiry: Inquiry, text: str, hit: re.Match[str]) -> int:
    """Tell how much of the thing asked for, or of what it did (幾人脫貧), a clause names behind a number.

    計 98 間私立幼兒園簽定準公共幼兒園, 累計有 194 人因收入超過上限成功脫貧.
    """
    counted = hit.group().lstrip(DIGITS)
    part = _UP_TO_NEXT.split(text[hit.end() :], maxsplit=1)[0]
    if part[:1] in _AND:
        return 0  # 家庭托顧 43 家、日間照顧 73 家
    done = (inquiry.question.how_many or "").removeprefix(counted)
    runs = [run for run in inquiry.question.topic.split() if len(run) >= SHORTEST_NAME]
    return max((len(said) for said in (*runs, done) if len(said) > 1 and said in part), default=0)


def asked_so(inquiry: Inquiry, text: str, hit: re.Match[str]) -> int:
    """Tell how surely what stands right before a number is what is said before 幾 in the question.

    A word of change (增加幾家) asks for no number without it; a verb, or a word for a total, tells numbers apart.
    """
    asked = _BEFORE_HOW_MANY.search(inquiry.question.flat)
    if asked is None:
        return 0
    before = text[: hit.start()]
    if _TOTAL.search(asked.group()):
        return _TOLD_APART if _IS_TOTAL.search(before) else 0
    if {*says(asked[1])} != {DOING} or not _ABOUT.sub("", before).endswith(asked[1]):
        return 0
    return _SURELY if _OF_CHANGE.search(asked[1]) else _TOLD_APART


_TOLD_APART, _SURELY = 3, 12  # As many characters of a thing's name right beside a number weigh as much.
_OF_CHANGE = re.compile(key("[增減]|提高|擴充?|成長"))
_BEFORE_HOW_MANY = re.compile(key("([\u3400-\u9fff]{2})了?(?:幾|多少)"))
_TOTAL, _IS_TOTAL = re.compile(key("總共|一共|合計|總計|共有?")), re.compile(key("(?:總共|一共|合計|總計|共計|共有?)$"))
_ABOUT = re.compile(key("(?:約|至少|逾|近|了|到|達)+$"))
_REMARK = re.compile(r"[(（][^()（）]*[)）]$")  # 日間照顧(含小規機)73 家
_UP_TO_NEXT = re.compile(r"[。；;，：:,\d]")


def _is_part(inquiry: Inquiry, text: str, hit: re.Match[str]) -> bool:
    """Tell whether what is counted is but one sort of what is asked for (6 家重點醫院 for 幾家醫院), or 其中 some."""
    before, behind = _FILLER.sub("", text[: hit.start()]), text[hit.end() :]
    runs = inquiry.question.topic.split()
    if before.endswith(_OF_THESE) and not named_behind(inquiry, text, hit):
        return True
    whole = (inquiry.question.how_many or "").removeprefix(hit.group().lstrip(DIGITS))
    if len(whole) < SHORTEST_NAME - 1:
        return False
    sort = behind[: max(behind[: len(whole) + _SORT].find(whole), 0)]
    if before.endswith(whole):
        sort = before.removesuffix(whole)[-SHORTEST_NAME + 1 :]
    return sort.isalpha() and min(says(sort)) > DOING and not any(sort in run for run in runs)


_OF_THESE = key("其中")
_SORT = 5  # So many characters say of what sort a thing is.


def is_shared(inquiry: Inquiry, text: str, hit: re.Match[str]) -> bool:
    """Tell whether a sentence counts several things together, of which the question names one (甲、乙等共 479 人次)."""
    start, end = _around(hit, {m.end() for m in _CLAUSE.finditer(text)}, len(text))
    sentence = text[start:end]
    if not _TOGETHER.search(sentence):
        return False
    begun = {run[:n] for run in inquiry.question.topic.split() for n in range(SHORTEST_NAME - 1, len(run) + 1)}
    return any(_stands_among(re.escape(name), len(name) < SHORTEST_NAME, sentence) for name in begun)


def _stands_among(name: str, is_short: bool, sentence: str) -> bool:
    """Tell whether a name is one of several that a sentence joins; a short one has others on both sides."""
    before, behind = f"[{_AND}]{name}", f"{name}(?:[{_AND}]|{key('等')})"
    joined = f"[{_AND}]{behind}" if is_short else f"{before}|{behind}"
    return re.search(joined, sentence) is not None


_AND = key("、及和與")
_TOGETHER = re.compile(key("共|合計|總計|等"))
_EACH = re.compile(rf"(?:{key('含|包括|其中')})?([^，。；,;(（{key('含')}]*){key('各')}$")
_FILLER = re.compile(rf"[{key('約共計有達為逾近是(（「」')}:]+$")


def _lacks_thing(inquiry: Inquiry, found: Found, text: str, hit: re.Match[str]) -> bool:
    """Tell whether a question names a thing that neither the sentence of a number nor the headings above it name."""
    if found.piece.kind == "kpis":
        return False  # Whether an indicator is meant, its name tells.
    start, end = _around(hit, {m.end() for m in _CLAUSE.finditer(text)}, len(text))
    if _POINTS_BACK.match(text, start):
        start, _ = _around(hit, {m.end() for m in _FULL_STOP.finditer(text)}, len(text))
    return is_of_others(inquiry, found, text[start:end]) or bool(things_left(inquiry, found, text[start:end]))


_FULL_STOP = re.compile("。")
_POINTS_BACK = re.compile(key("[本該此](?:計畫|方案|案|項|館|中心|園區|活動|據點|服務)|其(?:中)?|累計"))


def is_other_end(inquiry: Inquiry, text: str, hit: re.Match[str]) -> bool:
    """Tell whether a number is the other end of a change (由 14 項減為 4 項) than the one asked for (原有幾項)."""
    change = next((m for m in _CHANGE.finditer(text) if m.start() <= hit.start() < m.end()), None)
    if change is None:
        return False
    return (hit.start() == change.start(1)) != bool(_AT_FIRST.search(inquiry.question.flat))


_CHANGE = re.compile(
    rf"[{key('由從自')}](\d[\d,.]*)[^\d，。；,;]{{0,5}}?(?:[{key('增減降升縮')}]|{key('提高|提升|擴|成長')})"
    rf"[^\d，。；,;]{{0,4}}?[{key('為至到成達')}]\d[\d,.]*"
)
_AT_FIRST = re.compile(key("原(?:來|本|先|有)|本來|起初|之前|以前|(?:增|減|降|整併|改)(?:加|少)?前"))


def _is_of_another_year(inquiry: Inquiry, text: str, hit: re.Match[str]) -> bool:
    """Tell whether the year right before a number is none that is asked (1984 年 150 萬，2024 年 68 萬)."""
    years = inquiry.question.years
    start, _ = _around(hit, {m.end() for m in _CLAUSE.finditer(text)}, len(text))
    before = re.findall(r"(\d{2,4})年(?!内)", text[start : hit.start()])
    return bool(years) and bool(before) and roc(int(before[-1])) not in years


def in_progress(inquiry: Inquiry, found: Found, text: str, hit: re.Match[str]) -> tuple[float, float, float] | None:
    """Tell how well a number fits in a sentence of what was done, where, and what is to be reached by when.

    截至 111 年底已完成甲 370 家（含東部 53 家），預計 112 年底前達 444 家: the number in brackets is that of the place
    they name, and each of the others is that of the year, and of done or planned, before it.
    """
    start, end = _around(hit, {m.end() for m in _CLAUSE.finditer(text)}, len(text))
    sentence = text[start:end]
    if not _PROGRESS.search(sentence):
        return None
    at = hit.start() - start
    inside = next((b for b in _BRACKETED.finditer(sentence) if b.start() < at < b.end()), None)
    outside = _BRACKETED.sub("", sentence)
    fields = [Field(outside + (inside.group() if inside else ""), 1.0), Field(key(found.piece.context), HEADED)]
    before = _BRACKETED.sub("", sentence[: inside.start() if inside else at])
    part = before[max(before.rfind(","), before.rfind("，")) + 1 :]
    explained = inquiry.linker.explain(inquiry.question.topic.split(), fields).explained
    return explained, _of_time(inquiry, part), float(inside is None)


def _of_time(inquiry: Inquiry, part: str) -> float:
    """Tell whether a question asks of the year, and of what is done or planned, that a part of a sentence speaks of."""
    q = inquiry.question
    years = {roc(int(year)) for year in re.findall(r"(\d{2,4})年", part)}
    if q.years and years:
        return 1.0 if years & set(q.years) else -1.0
    asks_plan, is_plan = _PLANNED.search(q.flat) is not None, _IS_PLANNED.search(part) is not None
    return 1.0 if asks_plan == is_plan else -1.0


_PROGRESS = re.compile(key("(截至|迄|至).{0,12}已.{1,60}(預計|預定|將).{0,16}(達|完成)"))
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_PLANNED = re.compile(key("底前|年前|預計|預定|將|要(達|到|做|查|完成)|達到|目標|設到"))
_IS_PLANNED = re.compile(key("預計|預定|將"))


def beside(inquiry: Inquiry, found: Found, text: str, hit: re.Match[str], alike: Sequence[int]) -> float:
    """Tell how much of a topic the sentence of a number and the headings above it say.

    Of several numbers in one sentence that count alike (`alike`), each has what stands up to the next (51 家甲、18 家
    乙), or from the one before where nothing follows it (甲 200 床及乙 150 床).
    """
    cuts = {m.end() for m in _CLAUSE.finditer(text)}
    start, end = _around(hit, cuts, len(text))
    if sum(start <= at < end for at in alike) > 1:
        if _ENDS_PART.match(text, hit.end()):
            before = [number.end() for number in _NUMBER.finditer(text) if number.end() <= hit.start()]
            is_of_these = _OF_THESE in text[max(start, hit.start() - _LONGEST_NAME) : hit.start()]
            start, end = max(start, *before) if before and not is_of_these else start, hit.end()
        else:
            start, end = _around(hit, {*cuts, *alike, *(m.end() for m in _NUMBER.finditer(text))}, len(text))
    sentence = [Field(text[start:end], 1.0)]
    for run in inquiry.question.topic.split():
        if _is_of_another_kind(run, text[start:end]) and inquiry.linker.explain([run], sentence).explained < ALL_OF_IT:
            return 0.0
    part = text[slice(*_around(hit, {m.end() for m in _PART.finditer(text)}, len(text)))]
    if _EVERYWHERE.search(part) and not _EVERYWHERE.search(inquiry.question.flat):
        return 0.0  # 全國共計 222 處, 其中本縣 26 處
    headings = key(found.piece.context)
    fields = [Field(text[start:end], 1.0), Field(headings, HEADED)]
    explained = inquiry.linker.explain(inquiry.question.topic.split(), fields).explained
    is_scattered = any(_is_scattered(run, f"{text[start:end]} {headings}") for run in inquiry.question.topic.split())
    return explained * _SCATTERED if is_scattered else explained


_SCATTERED = 0.85


def _is_scattered(run: str, text: str) -> bool:
    """Tell whether a text has but bits of a long name (照顧的日間據點 for 日間照顧據點), none of half its length."""
    half = len(run) // 2
    return half >= SHORTEST_NAME and not any(run[at : at + half] in text for at in range(len(run) - half + 1))


def _is_of_another_kind(run: str, text: str) -> bool:
    """Tell whether a text speaks of a thing of the same kind under another name alone (福利服務中心 for 衛生中心)."""
    kind = run[-_KIND:]
    at = text.find(kind)
    if len(run) < _NAMED_KIND or at < 1 or run in text or text[at - 1] == run[-_KIND - 1] or min(says(kind)) < 1:
        return False
    if run[:-_KIND] in text:
        return False  # 培力諮詢專線 for 培力專線
    return text.count(kind) == 1 and says(text)[at - 1] >= DOING


_KIND, _NAMED_KIND = 2, 4
_EVERYWHERE = re.compile(key("全國|全台|全臺|全球|全世界|各縣市"))


def _around(hit: re.Match[str], cuts: set[int], length: int) -> tuple[int, int]:
    """Give the stretch around a hit up to the places on both sides where a text is cut."""
    before, after = [c for c in cuts if c <= hit.start()], [c for c in cuts if c > hit.end()]
    return max(before, default=0), min(after, default=length)


_ENDS_PART = re.compile(key("[,，、。;；)）及和與]|$"))
_NUMBER = re.compile(r"\d[\d,.]*(?!\d|年|月|日)[\u4e00-\u9fff]")


def clause_fits(inquiry: Inquiry, found: Found, text: str, hit: re.Match[str]) -> tuple[float, float]:
    """Tell how well the clause of a number and, of figures in one clause, the part between commas fits."""
    return _fit(inquiry, found, text, hit, _CLAUSE), _fit(inquiry, found, text, hit, _PART)


def sentence_fits(inquiry: Inquiry, found: Found, text: str, hit: re.Match[str]) -> float:
    """Tell how well the whole sentence of a number fits."""
    return _fit(inquiry, found, text, hit, _FULL_STOP)


def _fit(inquiry: Inquiry, found: Found, text: str, hit: re.Match[str], ends: re.Pattern[str]) -> float:
    start = max((m.end() for m in ends.finditer(text) if m.end() <= hit.start()), default=0)
    end = min((m.start() for m in ends.finditer(text) if m.start() > hit.start()), default=len(text))
    return inquiry.linker.explain(beyond_context(inquiry, found), [Field(text[start:end], 1.0)]).explained
