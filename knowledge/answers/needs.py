"""What the sentence must hold that answers: a count, a rate, a date, a person or a telephone number, as is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from knowledge.catalogue import Field
from knowledge.inquiry import Inquiry
from knowledge.linking import Explanation
from knowledge.search import Found
from knowledge.words import key


@dataclass(frozen=True, slots=True)
class Need:
    """A kind of thing that is asked for: the questions that do, and whether a sentence (as a key) holds one.

    `named` is the share of the topic that the sentence must say itself; with `fully` it must name each thing that its
    passage does, too.
    """

    name: str
    asked: Callable[[Inquiry], object]
    holds: Callable[[Inquiry, str], object]
    named: float
    fully: bool = False


def is_met(inquiry: Inquiry, found: Found, quote: str) -> bool:
    """Tell whether a passage of a report has a sentence that names the thing and holds what is asked of it.

    What the heading above says, each sentence below it is said of.
    """
    need = _need(inquiry, found)
    if need is None:
        return True
    context = key(found.piece.context)
    unsaid = _left(inquiry, _explain(inquiry, key(quote), context))
    for said in _sentences(key(quote)):
        named = _explain(inquiry, said, context)
        is_named = named.explained >= need.named and not (need.fully and _left(inquiry, named) - unsaid)
        if is_named and need.holds(inquiry, said):
            return True
    return False


def _left(inquiry: Inquiry, explained: Explanation) -> set[str]:
    """Give the words of a topic that a text leaves open, and the characters that tell names apart (東 of 東岸)."""
    runs = inquiry.question.topic.split()
    return {piece for piece in explained.left if len(piece) > 1 or any(run.startswith(piece) for run in runs)}


def holds(inquiry: Inquiry, found: Found, said: str) -> bool:
    """Tell whether a sentence (as a key) of a report holds what is asked."""
    need = _need(inquiry, found)
    return need is None or bool(need.holds(inquiry, said))


def _need(inquiry: Inquiry, found: Found) -> Need | None:
    of_report = found.release.kind == "other" and found.piece.kind == "sections"
    return next((n for n in _NEEDS if n.asked(inquiry)), None) if of_report else None


def _explain(inquiry: Inquiry, said: str, context: str) -> Explanation:
    fields = [Field(said, 1.0), Field(context, 1.0)]
    return inquiry.linker.explain(inquiry.question.topic.split(), fields)


def _sentences(text: str) -> Iterator[str]:
    """Divide a text into its sentences; lines of a table have none."""
    if not _ENDS.search(text):
        yield text
        return
    before = ""
    for found in _SENTENCE.finditer(text):
        said = found.group()
        # What begins by pointing back is said of what the sentence before names.
        yield before + said if _POINTS_BACK.match(said) else said
        before = said


_ENDS = re.compile("[。；;!！]")
_SENTENCE = re.compile("[^。；;!！]+[。；;!！]?")
_POINTS_BACK = re.compile(
    key("[本該此](?!縣|市|府|部|年)|其(?!他|餘)|累計|並|另|且|截至|至|目前|預計|惟|仍|分別|總計|共")
)


def _counter(inquiry: Inquiry) -> str:
    """Give the counter of the question (家 of 幾家), if it has one."""
    how_many = inquiry.question.how_many or ""
    classified = _CLASSIFIED.search(inquiry.question.flat)
    return classified[1] if classified else how_many[:1] if how_many[:1] in _COUNTERS else ""


def _holds_count(inquiry: Inquiry, said: str) -> bool:
    counter = _counter(inquiry)
    counter = f"[{_PEOPLE}]" if counter in _PEOPLE else counter
    return re.search(rf"[\d一二三四五六七八九十百千两][{key('萬億千百餘多')}]*[个]?{counter}", _plain(said)) is not None


def _holds_number(inquiry: Inquiry, said: str) -> bool:
    return re.search(r"\d|[一二三四五六七八九十两]成", _plain(said)) is not None


def _holds_rate(inquiry: Inquiry, said: str) -> bool:
    """Tell whether a number stands behind the word for a rate and before that for another, or right before it."""
    rate = _rate(inquiry)
    for found in re.finditer(re.escape(rate), said):
        behind = re.split(_OTHER_RATE, said[found.end() :], maxsplit=1)[0]
        before = re.split("[，,。；;]", said[: found.start()])[-1]
        if re.search(r"\d", _plain(behind)) or re.search(r"\d", _plain(before)):
            return True
    is_of_other = rate in said or _OTHER_RATE.search(said)
    return not is_of_other and re.search(r"\d[%‰]|\d成", said) is not None


def _rate(inquiry: Inquiry) -> str:
    runs = inquiry.question.topic.split()
    found = _RATE.search(runs[-1]) if runs else None
    return found.group() if found else ""


def _plain(said: str) -> str:
    return _NO_AMOUNT.sub("", said)


_NO_AMOUNT = re.compile(
    r"[第图表][\d-]+|[(（]\d{4}[)）]|\d{2,4}(?:-\d{2,4})?(?:学?年度?(?:\d{1,2}月(?:\d{1,2}日)?)?)|\d{1,2}月(?:\d{1,2}日)?"
)
_RATE = re.compile(key("[\u3400-\u9fff]{2}率$"))
_OTHER_RATE = re.compile(key("[\u3400-\u9fff]率"))
_PEOPLE = key("人位名")
_COUNTERS = frozenset(key("家間處戶床位名人件案場隊班所棟座臺台輛條種項個篇則份組對歲校艘站張"))
_CLASSIFIED = re.compile(key("幾([家間處戶床位名人件案場隊班所棟座臺台輛條篇則份組對歲校艘站張])"))
_WHO = re.compile(key("誰|哪一?位|什麼人|姓名"))
_WHEN = re.compile(key("何時|什麼時候|哪一?年|哪一?天|哪一?月|幾月|日期|幾年(?!級)"))
_DATE = re.compile(key(r"\d{1,4}年|\d{1,2}月|今年|去年|明年"))
_BY = re.compile(key("由[^，。；,]{2,}|擔任|兼任|出任|聘任|[:：]|為(?:召集人|主席|委員)"))
_WHICH_AGENCY = re.compile(key("(哪|什麼)(一?個|些|幾個)?(部會|機關|單位|局處|部門)"))
_AGENCY = re.compile(key("[\u3400-\u9fff]{2}(?:部(?!分|落|會|門|位)|署|局|委員會|處(?!理)|科(?!技)|室|中心|公所)|由"))
_CALL = re.compile(key("電話(?:號碼)?(?:是|幾號|多少|$)|專線(?:是)?幾號"))

# The first that is asked for is what the sentence must hold.
_NEEDS = (
    Need("a number to call", lambda i: _CALL.search(i.question.flat), lambda i, s: re.search(r"\d{3,}", s), 0.5),
    Need("a person", lambda i: _WHO.search(i.question.flat), lambda i, s: _BY.search(s), 0.8, fully=True),
    Need("an agency", lambda i: _WHICH_AGENCY.search(i.question.flat), lambda i, s: _AGENCY.search(s), 0.5),
    Need("a date", lambda i: _WHEN.search(i.question.flat), lambda i, s: _DATE.search(s), 0.55, fully=True),
    Need("a rate", lambda i: _rate(i) and not i.question.operations, _holds_rate, 0.0),
    Need("a count", _counter, _holds_count, 0.2),
    Need("a number", lambda i: i.question.how_many is not None and i.question.has("target"), _holds_number, 0.5),
)
