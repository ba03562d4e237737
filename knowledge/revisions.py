"""What a question asks of two releases of a plan: what was changed (新增了哪些), or what the one before says (修正前).

Read in a text in which the names of the plans are hidden: 更新改善計畫 asks for no change. What is read is taken out,
so that the rest can be read as any other question. Rules are named records, in the order in which they win.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from knowledge.changes import Kind
from knowledge.words import key

Sense = Literal["which", "changed", "added", "dropped", "renamed", "raised", "lowered", "kept", "earlier", "current"]
What = Literal["kpi", "project"]


@dataclass(frozen=True, slots=True)
class Revision:
    """What is asked of two releases, and the question without the words that ask it.

    `is_sure` tells that the words speak of releases and of nothing else; where they may mean anything (原本, 新增), a
    question that names nothing known is read as it stands.
    `of_all` tells that no single thing is meant, whatever was spoken of before; `of_kind`, that none can be; `of_plan`,
    that a plan is spoken of; `confirms`, that yes or no is asked; `is_whole`, that but a kind of thing is named.
    """

    name: str
    sense: Sense
    is_sure: bool
    of_all: bool
    of_kind: bool
    of_plan: bool
    confirms: bool
    by_how_much: bool
    what: What | None
    field: Field | None
    is_whole: bool
    rest: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of which changes are asked: their kinds and, of columns, what the header holds."""

    name: str
    said: str
    kinds: tuple[Kind, ...]
    header: re.Pattern[str] | None
    asks: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    sense: Sense
    is_sure: bool
    of_kind: bool
    asks: re.Pattern[str]


def _rule(name: str, sense: Sense, *patterns: str, is_sure: bool = False, of_kind: bool = False) -> _Rule:
    return _Rule(name, sense, is_sure, of_kind, re.compile(key("|".join(patterns))))


def _field(name: str, said: str, kinds: tuple[Kind, ...], asks: str, header: str = "") -> Field:
    return Field(name, said, kinds, re.compile(header) if header else None, re.compile(key(asks)))


_MENDED = "(?:修正|修訂|修改|調整|更動|異動|變更|變動|更改|改動|改版)"
_TURNED = "(?:改(?![善建造革良裝正版])|變(?![電壓遷化更動]))"
_SOMETHING = "(?:什麼|甚麼|哪|何|幾|多少)"
_SOME = f"(?:{_SOMETHING})(?:一|些|個|項|幾)*"
# 多多少 and 至少多少 ask for a number, and for no things.
_THINGS = "(?:(?:什麼|甚麼|哪|何)(?:一|些|個|項|幾)*|幾(?:個|項))"
_KIND = (
    "(?:的?(?:關鍵)?(?:績效)?(?:指標|kpi)s?|的?(?:重要)?計畫(?:項目)?|的?(?:項目|目標|東西|內容)|的?工作(?:項目|計畫)?)"
)
# 上一年的版本 is a year; 110年之前的 is a time.
_BEFORE = (
    "(?:(?!(?:上|前)一?個?年)[上前](?:一(?!年)|(?=[個份次版]))|舊|(?<![年月日度底0-9])(?:先|之|以)前的?|原[來本先]?的?"
    "|(?:最|當)?初的?|最早的?|第一)(?:個|份|次)?"
)
_OLD = f"(?:{_BEFORE}(?:版本?(?![圖權])|(?:修正|修訂)版本?)|{_MENDED}(?:之|以)?前(?![後次一置端往]))"
_NEW = (
    f"(?:(?<![創更])新版本?(?![圖權])|這個?版本?|最新版本?|現行(?:的)?版本?|修[正訂]版本?|{_MENDED}(?:之|以)?後(?!續)"
    f"|(?:這|本|此|那)(?:一)?次(?:的)?{_MENDED})"
)
_OLD_PLAN = "(?<![復草平高中還])(?:舊|原|先前的?|之前的?|原[來本]的?)計畫(?!書)"
_UNLIKE = (
    f"(?:{_TURNED}|不同|不一樣|一樣|相同|差(?:異|別|在|了|多少|$|嗎)|有差|異|比[較對]|相比|比(?=[起,，有哪])|對照"
    f"|{_MENDED}了)"
)
_CUT = "(?:刪(?:除|掉|去|減)?|拿掉|取消|移除|去掉|砍掉|剔除|減列)"
_ADDED = "(?:新增|增列|增訂|增設|新加|加列|加入|增加|多(?!少))"
_END = "(?=[嗎呢吧?？。!]*$)"
_NO_LIST = f"^(?!.*{_SOMETHING}).*?"

RULES: tuple[_Rule, ...] = (
    _rule(
        "asks which release is served",
        "which",
        f"(?:現在|目前|這|你)?(?:用|採用|適用|看|查|引用)的?(?:計畫)?(?:是)?(?:哪|什麼|第幾)(?:一)?(?:個|份)?版本?(?:的)?(?:計畫)?{_END}",
        f"(?:有|共有)(?:幾|哪些|多少)(?:個)?版本?{_END}|版本(?:有|是|為)(?:幾|哪|什麼|何)|^(?:計畫)?是(?:最新|舊|修正|新)(?:的)?版本?的?(?:嗎|吧)",
        f"^.{{0,8}}(?:哪|第幾)一?(?:個|份)?版本?的?(?:計畫)?{_END}",
        is_sure=True,
    ),
    _rule(
        "asks for names",
        "renamed",
        "改名|更名|改叫|改稱|換了?名[字稱]|(?:換|改)(?:了|成)?(?:別的|新的?)名[字稱]",
        f"(?:以前|原[來本先]|舊|先前|之前|{_OLD})的?(?:是)?(?:叫(?:做|作)?|名[稱字]|稱為)",
        f"名[稱字].{{0,4}}(?:{_TURNED}|{_MENDED})",
    ),
    _rule(
        "asks what is still there",
        "dropped",
        f"(?:{_NEW}|現在)(?:裡|中|的)?(?:還|仍)(?:有|在|保留)|(?:還|仍)(?:有|在|保留).{{0,20}}(?:指標|計畫|項目|kpi)嗎",
        "(?:還|仍)(?:有|在|存在|保留)嗎",
    ),
    _rule(
        "asks whether it was added",
        "added",
        f"{_NO_LIST}(?:是|算)(?:不是)?(?:{_NEW})?(?:才)?(?:新增|增列|新加|新|加入|後來加)(?:加入|進來)?的?(?:{_KIND})?{_END}",
        f"{_NO_LIST}■.{{0,3}}(?:是)?(?:新增|增列|新加)的?{_END}",
    ),
    _rule(
        "asks what was added",
        "added",
        f"{_ADDED}(?:了|出來?)?的?{_THINGS}(?:新的?)?(?:{_KIND}|{_END})",
        f"{_SOME}(?:{_KIND})?.{{0,4}}(?:是|被|有)(?:{_NEW})?(?:才)?(?:新增|增列|新加|加入|增加|新的?)的?(?:{_KIND})?{_END}",
        f"(?:有沒有|有無|是否有)新的?(?:{_KIND}){_END}",
        f"(?:有沒有|有無|是否有?|有)(?:新增|增列|新加|增加|多)(?:了|出|{_SOME}|任何)*新?(?:{_KIND})",
        f"(?:新增|增列|新加|多出來?|增加)的?(?:{_KIND})(?:有|是|為)?(?:{_SOME}|{_END})|(?:{_SOME})新的?(?:{_KIND}){_END}",
        of_kind=True,
    ),
    _rule(
        "asks whether it was dropped",
        "dropped",
        f"{_NO_LIST}(?:(?:被|遭|是否|有沒有|有)(?:{_NEW})?{_CUT}(?:了|掉)*(?:{_KIND}|{_END})|(?:不見|消失|沒|{_CUT})了{_END})",
    ),
    _rule(
        "asks what was dropped",
        "dropped",
        f"(?:{_CUT}|(?<![至最多])少)(?:了|掉)?的?{_THINGS}(?:{_KIND}|{_END})",
        f"{_SOME}(?:{_KIND})?.{{0,4}}(?:被|遭|有|是|{_NEW})*(?:{_CUT}|不見|消失|沒了|不再列)(?:了|的)*(?:{_KIND})?{_END}",
        f"{_CUT}的?(?:{_KIND})(?:有|是|為)?(?:{_SOME}|{_END})",
        of_kind=True,
    ),
    _rule(
        "asks what was raised",
        "raised",
        "調高|上修|調升|上調|調增|往上(?:調|修)|(?:被|有)(?:提高|拉高|增加|提升)|拉高了?(?:嗎|多少|哪)",
        f"{_NEW}.{{0,20}}(?:提高|增加|變高|變多(?!少)|提升)|(?:提高|增加|變高|變多(?!少)|提升).{{0,8}}{_NEW}",
    ),
    _rule(
        "asks what was lowered",
        "lowered",
        "調低|下修|調降|下調|調減|往下(?:調|修)|(?:被|有)(?:降低|減少|拉低|下降|縮減)",
        f"{_NEW}.{{0,20}}(?:降低|減少|變低|變少|下降|縮減)|(?:降低|減少|變低|變少|下降).{{0,8}}{_NEW}",
    ),
    _rule(
        "asks what was kept",
        "kept",
        f"(?:{_SOME}).*(?:沒有?|未|不曾)(?:被|有)?(?:{_MENDED}|{_TURNED}|改|變|動)(?:過|到)?的?(?:{_KIND})?{_END}",
        f"(?:沒有?|未)(?:被)?(?:{_MENDED}|{_TURNED}|改|變|動)(?:過|到)?的?(?:{_KIND})?(?:有|是)?(?:{_SOME})",
    ),
    _rule(
        "compares two releases",
        "changed",
        f"新舊(?:兩|二)?(?:個|版|計畫)|(?:{_MENDED}|版本?|改)(?:之)?前後|前後(?:兩|二)?(?:個)?版",
        f"{_OLD}.*{_UNLIKE}|(?:{_UNLIKE}).*{_OLD}|{_NEW}.{{0,24}}{_UNLIKE}",
        f"{_OLD}.*{_NEW}|{_NEW}.*{_OLD}|新計畫.*{_OLD_PLAN}|{_OLD_PLAN}.*(?:新計畫|{_UNLIKE})|{_UNLIKE}.*{_OLD_PLAN}",
        f"比{_OLD}.*(?:多|少|高|低|增加|減少)(?:了|出)?(?:多少|幾)",
        f"(?:這|本|此)(?:一)?(?:次|版)(?:的)?(?:計畫)?(?:{_TURNED}|{_MENDED})(?:了|的)?(?:{_SOMETHING}|內容|重點|{_END})",
        is_sure=True,
    ),
    _rule(
        "asks what was changed",
        "changed",
        f"^(?:(?:有|做)了?)?(?:哪些|什麼|沒有)?(?:變動|變更|修改|異動|修正|調整)(?:了)?(?:嗎|哪些|什麼|沒有)?{_END}",
        is_sure=True,
    ),
    _rule(
        "asks what was changed of a thing",
        "changed",
        f"從{_SOME}?.{{0,6}}(?:{_TURNED}|{_MENDED}|調|修)(?:整|正|更)?(?:成|為|到)|(?:{_MENDED}|{_TURNED}|調)(?:了)?(?:成|為|到)?了?{_SOMETHING}",
        f"(?:有沒有|有無|是否|有)(?:被|做|做了|經過|什麼|{_SOME})*(?:{_MENDED}|{_TURNED})(?:過|了|嗎|沒有?|{_SOMETHING}|{_END})",
        f"(?:{_MENDED}|{_TURNED}|(?<=有)動)(?:過|了)?(?:嗎|沒有?$|{_SOMETHING}|{_END})",
        f"{_SOME}(?:{_KIND})?.{{0,8}}(?:有|被|做)?(?:{_MENDED}|{_TURNED}(?=[了過]))(?:過|了)?的?(?:{_KIND})?{_END}",
        f"{_SOME}(?:{_KIND})?.{{0,4}}變得?(?:更|較|比較)?[嚴寬]",
        "(?:期程|期間|計畫|■).{0,4}(?:有沒有|是否|有|被)?(?:延長|縮短|延後|提前|展延)(?:了|到|成|為)*(?:嗎|幾|多久|多少|何時|$)",
        f"(?:{_MENDED})(?:幅度|情形|內容|重點|項目|對照|差異)|{_MENDED}(?:了)?的(?:地方|部分|內容|項目)|增減|增刪",
        f"[跟和與比](?:之前|先前|以前|原[來本先]|上次)的?.*{_UNLIKE}",
    ),
    _rule(
        "asks for what the release before says",
        "earlier",
        _OLD,
        is_sure=True,
    ),
    _rule(
        "asks for what was there before",
        "earlier",
        "(?<![復草平高中還])(?:舊|原)計畫(?!書)|原[本來先]|(?<![年月日度底0-9])(?:先前|之前|以前)的?(?=.)",
        "^那?(?:麼)?(?:舊|之前|先前|以前)的?(?=呢|是|[?？]|$)|上次的?(?=.)",
        "(?:^|[■的劃畫])原(?=(?:的)?(?:期程|經費|預算|目標|金額|衡量|名稱))|本來",
    ),
    _rule("asks for what the served release says", "current", _NEW, is_sure=True),
)

# 四年都沒變: from year to year, and not from release to release.
_OVER_YEARS = re.compile(
    key("(?<![第上前])(?:[一二兩三四五六七八幾\\d])個?年(?:度|間|內|來|裡)?(?:的?目標值?)?[都皆均全一完從]")
)
# What asks for something else of a revision than what it changed.
_ELSE = re.compile(
    key(
        "為什麼|為何|原因|緣由|理由|什麼時候|何時|哪一?年(?!度)|日期|第幾次|逐年|每年|各年|歷年|延續|新興"
        "|\\d年?度?[到至~-]\\d|(?:上|前|去)一?年|比[今明]年"
    )
)
_OF_ANY = "(?:有沒有|是否|有|被|遭)*"
_PARTS = (
    f"{_MENDED}(?:之|以)?(?:前後|前|後)(?:的)?(?:版本?)?",
    "新舊(?:兩|二)?(?:個)?版?本?的?|前後(?:兩|二)?(?:個)?版本?",
    f"(?:[跟和與比較]|相較於?)?{_BEFORE}(?:版本?(?![圖權])|(?:修正|修訂)版本?)的?",
    f"(?:這|本|此|那)(?:一)?次(?:的)?(?:{_MENDED})?",
    f"(?:[跟和與比較]|相較於?)?{_OLD_PLAN}的?|新計畫",
    "(?:最新|現行的?|新|這個?|修[正訂])版本?的?",
    "相比|比較?起來?(?![高低多少])|對照表?|差異表?|差別|不同|不一樣|一樣|有差|差在哪[裡邊]?|差多少",
    f"[跟和與比]?(?:以前|原[來本先]|先前|之前|上次)的?(?:是)?(?:(?:叫(?:做|作)?|名[稱字]|稱為)(?:是)?{_SOMETHING}?)?|本來",
    f"從{_SOME}(?={_TURNED}|{_MENDED}|調|修)",
    f"{_OF_ANY}(?:{_MENDED}|{_TURNED}|調|修)(?:名|叫|稱)?(?:過|了|得)*(?:更)?"
    "(?:成|為|到|高|低|升|降|增|減|嚴格?|寬鬆?)?(?:什麼|哪裡|哪邊)?(?<!調)(?<!修)",
    "調[高低升降增減]|[上下]修|[上下]調|往[上下](?:調|修)?|拉[高低]",
    f"{_OF_ANY}(?:新增|增列|增訂|新加|加列|加入)(?:加入|進來)?(?:了)?的?",
    f"{_OF_ANY}{_CUT}(?:了|掉)*的?|不見了?|消失了?|沒了|不再列",
    f"{_OF_ANY}(?:延長|縮短|延後|提前|展延)(?:了|到|成|為)*|(?:沒有?|未|不曾)(?:被|有)?(?:{_MENDED}|改|變|動)(?:過|到)?的?",
    "更名|換了?名[字稱]|增減|增刪|的?地方|的部分|^那?舊的?(?=呢|是|[?？]|$)|(?:還|仍)(?:有|在|保留)",
)
_WORDS = re.compile(key("|".join(_PARTS)))
_ALSO = {
    "added": re.compile(
        key("增加(?:了)?|多(?:了|出來?)?(?!少)|(?:是|算)(?:不是)?(?:才)?新的?|後來加的?|新的?(?=指標|kpi|重要|計畫)")
    ),
    "dropped": re.compile(key("少(?:了|掉)|現在")),
    "raised": re.compile(key("(?:有沒有|有|被)?(?:提高|增加|變高|變多(?!少)|提升)(?:了)?")),
    "lowered": re.compile(key("(?:有沒有|有|被)?(?:降低|減少|變低|變少|下降|縮減)(?:了)?")),
    "earlier": re.compile(
        key(
            "原(?=(?:的)?(?:期程|經費|預算|目標|金額|衡量|名稱))|(?<![年月日度底0-9])(?:先前|之前|以前)的?|原[本來先]的?"
        )
    ),
}
_ALL = re.compile(
    key(
        f"(?:這|本|此)次|新舊|(?<![那這]個)(?<!該)計畫|指標|kpi|哪些|哪幾|項目|{_SOMETHING}(?:個|項)|有什麼|全部|所有|整體"
    )
)
_PLAN = re.compile(key("[這那本該][份本]計畫|(?:施政|中程|年度)計畫(?!項目)|計畫書"))
_CONFIRMS = re.compile(key("嗎|有沒有|是不是|是否|有無|對吧|吧[?？。]*$"))
_BY_HOW_MUCH = re.compile(key("多少|幾"))
_WHATS: tuple[tuple[What, re.Pattern[str]], ...] = (
    ("kpi", re.compile(key("指標|kpi|(?<!略)(?<!政)目標"))),
    (
        "project",
        re.compile(
            key(
                f"重要計畫|{_SOME}計畫|計畫項目|項目|計畫(?=的)|[改變動增刪掉消][的了]?計畫(?=有哪|是哪)|(?:{_ADDED}|{_CUT})的?計畫|工作"
            )
        ),
    ),
)
FIELDS: tuple[Field, ...] = (
    _field("money", "經費", ("column", "figure"), "經費|預算|金額|多少錢|花費|費用", "經費|預算|金額|元"),
    _field(
        "period", "期程", ("period",),
        "期程|期間|年期|延長|縮短|延後|展延|(?:改|調整|延長|變更?)(?:成|為|到)(?:幾|哪)一?年",
    ),
    _field("measure", "衡量標準", ("measure",), "衡量|計算|公式|算法|怎麼算|定義|分子|分母"),
    _field("category", "類別", ("category",), "類別"),
    _field("assessment", "評估方式", ("column",), "評估(?:方式|方法|體制)", "評估"),
    _field("links", "關聯", ("column",), "關[聯連]", "關聯"),
    _field("goal", "上層目標", ("column",), "(?:關鍵)?策略目標|施政目標|施政綱要", "目標|綱要"),
    _field("name", "名稱", ("renamed",), "名[稱字]|改名|更名"),
    _field("target", "目標值", ("target",), "目標|target|門檻|指標值"),
    _field("content", "實施內容", ("content",), "實施內容"),
    _field("doer", "辦理單位", ("column",), "主辦|承辦|負責|權責", "單位|機關|主辦|承辦|負責|權責"),
)  # fmt: skip


def revision_in(typed: str, masked: str) -> Revision | None:
    """Read what a text asks of two releases; `masked` is the same text with the names of the plans hidden."""
    flat = masked.replace(" ", "")
    rule = next((r for r in RULES if r.asks.search(flat)), None)
    if rule is None or (rule.sense not in ("earlier", "current", "which") and _ELSE.search(flat)):
        return None
    if rule.sense == "kept" and _OVER_YEARS.search(flat):
        return None
    rest = _without(typed, masked, rule.sense)
    is_whole = _is_whole(rest) or (
        rule.sense == "which" and _OF_VERSIONS.fullmatch(re.sub(r"\W", "", rest)) is not None
    )
    return Revision(
        name=rule.name,
        sense=rule.sense,
        is_sure=rule.is_sure or is_whole,
        of_all=bool(_ALL.search(flat)),
        of_kind=rule.of_kind,
        of_plan=bool(_PLAN.search(flat)),
        confirms=bool(_CONFIRMS.search(flat)),
        by_how_much=bool(_BY_HOW_MUCH.search(flat)),
        what=next((what for what, asks in _WHATS if asks.search(flat)), None),
        field=next((f for f in FIELDS if f.asks.search(flat)), None),
        is_whole=is_whole,
        rest=rest,
    )


def _without(typed: str, masked: str, sense: Sense) -> str:
    """Take the words that speak of releases out of a text."""
    kept = list(typed)
    for words in (_WORDS, _ALSO.get(sense)):
        for found in words.finditer(masked) if words else ():
            kept[found.start() : found.end()] = " " * len(found.group())
    return "".join(kept)


def _is_whole(rest: str) -> bool:
    """Tell whether nothing is left of a question but the kind of thing that it asks for (新增了哪些指標)."""
    return not re.sub(r"[\s,.?!。，？！、:：]", "", _PLAIN.sub("", rest))


_OF_VERSIONS = re.compile(
    key(
        f"(?:現在|目前|這|那|你們?|請問|{_SOMETHING}|第|計畫|施政|版本?|用|採用|適用|看|查|引用|最新|修[正訂]"
        "|[個份一二三是的了有共新舊嗎吧呢到幾])*"
    )
)
_PLAIN = re.compile(
    key(
        f"{_SOME}|(?:關鍵)?(?:績效)?(?:指標|kpi)s?|(?:重要|施政|中程)?計畫(?:項目)?|項目|目標值?|工作(?:項目)?|東西|內容"
        "|請問|請|幫我|列出|告訴我|我想知道|(?:裡|中)(?=有|的|$)|[這那]份|[的了嗎呢吧是有被和跟與]|經費|預算|期程|衡量標準|數量"
    )
)
