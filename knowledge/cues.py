"""The rules by which a question's words tell what is asked: named records, in the order in which they win.

Patterns are written in Traditional Chinese and compiled in the form of questions (`knowledge.words.key`): no white
space, NFKC, Simplified. `asks` decides, `said` is what is taken out of the question before its topic is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from knowledge.words import key

Attribute = Literal[
    "place", "code", "actual", "money", "person", "basis", "documents", "covered", "agency",
    "goal", "system", "method", "measure", "period", "category", "item", "content", "work_plan",
    "strategies", "chapters",
    "kpis", "projects", "goals", "outlines", "definition", "target",
]  # fmt: skip
Operation = Literal[
    "cross", "sum", "difference", "highest", "lowest", "versus", "over", "under", "count", "list", "confirm"
]
Talk = Literal["greeting", "thanks", "laughter", "help", "abuse", "reset"]


Sense = TypeVar("Sense", bound=str)


@dataclass(frozen=True, slots=True)
class Cue(Generic[Sense]):
    """One rule: when `asks` stands in a question, it means `sense`."""

    name: str
    sense: Sense
    asks: re.Pattern[str]


def _cue(name: str, sense: Sense, *patterns: str) -> Cue[Sense]:
    return Cue(name, sense, re.compile(key("|".join(patterns))))


_WHICH = "(哪|什麼|甚麼|何)(一|幾|些)?(個|項|種|份|類)?"

# Small talk counts only where it is the whole text.
TALK: tuple[Cue[Talk], ...] = (
    _cue("scolds", "abuse", "你(好|很|真|太)?(笨|爛|蠢|沒用)|^幹|笨蛋|白痴|智障|廢物|垃圾|去死|王八|混蛋|爛透|蠢"),
    _cue(
        "says hello",
        "greeting",
        "^(你好|您好|早安|午安|晚安|哈囉|嗨)[^0-9]{0,12}$",
        "^(你|您|大家)?(好|早|早安|午安|晚安|安安|嗨|哈囉|哈嘍|hi|hello|hey)+(啊|呀|嗎)?$",
    ),
    _cue(
        "says thanks",
        "thanks",
        "^(再見|掰掰|bye|好的?|了解|知道了|ok|讚|辛苦了)$|^.{0,4}(謝謝|感謝|謝啦|多謝|3q|thanks|thankyou|辛苦了).{0,6}$",
    ),
    _cue("laughs", "laughter", "^(哈|呵|嘿|嘻|笑|lol|xd|w)+$"),
    _cue(
        "asks for help",
        "help",
        "^(help|幫助|start|說明|怎麼用|如何使用|使用說明|你(會|能|可以)(做|回答|查)?(什麼|哪些)(事|問題)?|你是誰|你是什麼|你是(ai|機器人)(嗎)?)$",
    ),
    _cue(
        "changes the subject", "reset", "^(換|問)?(個|一個)?(別的|其他)?(問題|話題)$|換個?問題|重新開始|不問這個|算了"
    ),
)

ATTRIBUTES: tuple[Cue[Attribute], ...] = (
    _cue(
        "asks where it stands",
        "place",
        "出處|第幾頁|哪一?頁|頁(碼|次)|(原文|引文)(是|為|呢|在|怎|$|給)|看(一下)?(原文|引文)",
        "^(你)?(確定|真的)(嗎|吧)?$|^(你)?怎麼知道的?$|哪(一)?份文件(寫|說|講|來)的?$|寫在(哪|什麼地方)(裡|邊)?$",
    ),
    _cue(
        "asks what a code of the assessment system means",
        "code",
        r"評估體制.{0,6}\d|體制代號|代號.{0,3}\d|數字代號|有(哪些|幾)(個|種)?代號",
    ),
    _cue(
        "asks for actual results",
        "actual",
        "沒有達成|(達到|達成|做到|完成)了嗎|(沒|未|不)達標|實際(?!上).{0,6}(了|幾|多少)|(沒|未|不)達標",
        "實際.{0,2}(做到|達到|達成|值|數|執行|人次|完成|件數|結果|成果|有|是)",
        "達成(值(?!.{0,6}(代表|計算|意思|怎麼))|率|情形|了)|執行(成果|結果|情形)|實績|達標了|有(沒有)?達標|是否達標|沒達成",
        "未達成|完成了|成果如何|做到了",
        "(目前|現在|至今|迄今|已經)已?經?(有|完成|達|簽|購|買|做)了?(多少|幾)",
    ),
    _cue(
        "asks for money",
        "money",
        "多少(錢|元|經費|預算|費用)|金額|經費|花費|花多少|費用|總預算|預算(是|有|為|編)?(多少|幾)|幾元|薪|價",
    ),
    _cue(
        "asks for a person or contact",
        "person",
        "權重|比重|配分|主辦|承辦|負責(人|單位)|(哪|什麼)個?(司|處|科)|是誰|誰(是|負責|擔任|主管)|哪位|姓名",
        "電話|地址|聯絡|網址|國名",
    ),
    _cue(
        "asks on what basis a plan was made",
        "basis",
        "(依據|根據|依照|按照)(什麼|何|哪)|(什麼|何)依據|依據為何|編定依據|依據是",
    ),
    _cue(
        "asks which documents there are",
        "documents",
        "計畫文件|(資料|答案)來源|文件可以?查|(哪些|什麼|幾份|幾個)(計畫)?(文件|資料|計畫書)|幾份",
        "文件有?(哪些|幾)|(有|收錄|能查|可以查)(哪些|什麼)(施政)?計畫(可以?查)?$|手上有",
        "收錄(了)?(哪|什麼)",
    ),
    _cue(
        "asks which years a plan covers",
        "covered",
        "涵蓋(了|到|的)?.{0,2}(哪|幾|什麼)?.{0,2}(年|期間)",
        "(哪|幾)(些|幾)?個?年度(?!計畫|施政|重要|目標|的)|(適用|涵蓋)(年度|期間)|年度範圍",
        "是(哪|幾)一?年的?$",
    ),
    _cue("asks whose plans these are", "agency", f"{_WHICH}(部會|機關|部門|單位)"),
    _cue(
        "asks for the goal of an indicator",
        "goal",
        "(屬於|屬|掛在|歸在|歸|隸屬|under|對應|所屬).{0,10}(目標(?!值)|goal)",
        f"(是|在)?{_WHICH}(關鍵)?(策略|施政)?目標(的|底下|下面)",
        f"{_WHICH}(關鍵)?(策略|施政)?(目標(?!值)|goal)(的|底下|下面|項下|之下)*$",
        f"(在|是){_WHICH}(關鍵)?(策略|施政)目標|上層目標",
    ),
    _cue("asks for the assessment system", "system", "評估體制"),
    _cue("asks for the assessment method", "method", "評估(方式|方法)|(怎麼|如何|怎樣|什麼方式).{0,3}評估|評估的?$"),
    _cue(
        "asks how it is measured",
        "measure",
        "衡量|達成值.{0,6}(代表|計算|意思|怎麼)|認列|量標準|除以|分母|分子|計算|(怎麼|如何|怎樣|咋)(算|計|量)",
        "(怎樣|怎麼|什麼|哪些|層級|如何).{0,6}才算|(用|拿)什麼.{0,3}(量|算|衡量)",
        "(?<!目)標準(是|為|有|寫|$)|算法|公式|(哪些|什麼|哪幾(項|個))(東西|項目)?.{0,3}(加起來|加總|相加|合計)的?",
        "包含(哪些|什麼)|認定|定義為",
    ),
    _cue(
        "asks for the period",
        "period",
        f"期程|{_WHICH}年.{{0,3}}(到|至){_WHICH}年|幾年到幾年|是(哪|那)?幾年|(到|至)(哪|幾)一?年|幾年$|多久",
        "起訖|(什麼時候|何時|哪一?年)(開始|結束|起|完成)|執行期間|計畫期間",
    ),
    _cue("asks for the category", "category", f"類別|類型?(的|是)|類型?(重要)?計畫|{_WHICH}類|什麼類型"),
    _cue(
        "asks which item holds a topic",
        "item",
        "(哪|那)(一|幾|些)?(個|項)?(年度)?(重要)?(計畫項目|工作計畫|項目(?!標))",
        "哪一?(個|項)(年度)?(重要)?計畫(?!類別|期程|有關|關聯|支援)",
        "(哪|那)一?(個|項).{0,3}(提到|寫到|包含|講到|涵蓋|負責|在做)",
        "(哪|那)(一|幾)?(個|項)(年度)?(重要)?計畫.{0,4}(提到|包含|涵蓋|負責)",
    ),
    _cue(
        "asks for the content of an item",
        "content",
        "(要|會|將|打算)?(推動|辦理|執行|進行|做)(些|哪些|什麼|甚麼)|重點(工作|是)|實施內容",
        "(要|會|在)?做(些|哪些|什麼|甚麼)|工作內容|(具體|主要)(內容|做法|措施|工作)",
        "內容(是|有|為|呢|$)",
    ),
    _cue(
        "asks for the chapters of a plan",
        "chapters",
        "章節|目錄|架構|(分為|分成|有)(哪|幾)(幾|兩|些)?(個|大)?(部分|章)",
        "分(為|成)?(哪|幾)(幾|兩|些)?(個|大)?(部分|章)",
    ),
    _cue("asks for the work plan of an item", "work_plan", "工作計畫(是|為|名稱|呢)|屬於.{0,3}工作計畫"),
    _cue(
        "asks for the strategies below a heading",
        "strategies",
        f"(策略|做法|作法|作為|措施)(包括|有{_WHICH}|是什麼|為何|呢)|{_WHICH}(策略|做法|作法|作為)(?!目標)",
    ),
    _cue("asks which projects", "projects", f"{_WHICH}(重要)?計畫(?!項目|類別|期程|文件)"),
    _cue("asks which indicators", "kpis", f"{_WHICH}(關鍵)?(kpi|績效指標|指標)"),
    _cue(
        "asks for the indicators",
        "kpis",
        f"({_WHICH}|與|有).{{0,4}}(kpi|績效指標|指標)|(kpi|績效指標|指標)(有|是)?(關聯|{_WHICH})",
        "關聯.{0,4}(kpi|指標)|的(kpi|指標)$|kpis?$|(項|底)下.{0,4}(kpi|指標)",
        "列出.{0,40}(kpi|指標)|(kpi|指標)(為何|是什麼)|(kpi|指標)數",
        "(kpi|指標)(有|總共|共)?(幾|多少)|(全部|所有)(關鍵)?(kpi|績效指標|指標)",
        "(kpi|績效指標|指標)(清單|列表|總共|共)|(幾|多少)(個|項)?(關鍵)?(kpi|績效指標|指標)",
    ),
    _cue(
        "asks for the goals",
        "goals",
        f"(策略|施政)目標(有{_WHICH}|是什麼|清單|幾|共|總共|$)",
        f"(幾|哪些|幾個|哪幾個|{_WHICH})(大)?(關鍵)?(策略|施政)目標|(大|個|項)(策略|施政)目標",
        "(策略|施政)目標(總共|有)?(哪|幾)",
    ),
    _cue(
        "asks for the outlines",
        "outlines",
        f"施政綱要([一二三四五六七八九十]大|有{_WHICH}|是什麼|清單|幾|共|總共|$)|(幾|哪些|哪幾個)(大)?施政綱要",
    ),
    _cue(
        "asks for the projects",
        "projects",
        f"({_WHICH}|關聯|關連|相關|支援|支持|重要|對應)(重要)?計畫",
        f"計畫.{{0,8}}(關聯|支援|支持|有關|在做|相關)|的計畫$|計畫(有)?{_WHICH}",
    ),
    _cue("asks for the unit", "target", "(?<![主承協])單位(是|為)?(什麼|何|啥)|(用|以)(什麼|何)(為|當|作)?單位"),
    _cue(
        "asks what a name means",
        "definition",
        "是?(什麼|甚麼|啥)(東西|意思)?$|(什麼|甚麼|啥)意思|指什麼|是指|全名|全稱|中文|縮寫|簡稱",
        "英文|代表什麼|哪(個|家|一個)(bank|組織|機構|銀行)",
    ),
    _cue(
        "asks for the target",
        "target",
        "目標(?!國家)|target|指標值|要(達到|做到|衝到|累積到|完成)|多少|(?<!哪)幾(?!年)",
    ),
)

OPERATIONS: tuple[Cue[Operation], ...] = (
    _cue(
        "asks both plans", "cross", "兩(份|個|本|邊).{0,4}(計畫|文件)|(各|分別)(有何|怎麼|如何|是|說|寫|有|為)|各怎麼"
    ),
    _cue(
        "asks for a sum",
        "sum",
        "合計|加上|(兩|二|三)(個|者|項|種).{0,2}(一共|總共|共有?)(多少|幾)|加起來(?!的)|加總|總和|總計|相加",
    ),
    _cue(
        "asks for a difference", "difference", "相差|減掉|減去|差(多少|幾|距)|多(了)?(多少|幾)|(?<!至)少(了)?(多少|幾)"
    ),
    _cue("asks for the highest", "highest", "最(高|多|大)"),
    _cue("asks for the lowest", "lowest", "最(低|少|小)"),
    _cue(
        "asks which is more",
        "versus",
        f"({_WHICH}|誰|哪邊|何者).{{0,8}}(比較|較)(多|高|大|少|低|小)|比較(多|高|大|少|低|小)",
        "(哪邊|誰|何者).{0,6}(多|高|大|少|低|小)",
    ),
    _cue("asks for more than", "over", r"(超過|大於|高於|多於|逾)\d|\d[^\d]{0,3}以上"),
    _cue("asks for less than", "under", r"(低於|小於|少於|不到|未滿)\d|\d[^\d]{0,3}以下"),
    _cue(
        "asks to confirm a figure",
        "confirm",
        r"\d.{0,6}(嗎|吧|對嗎|對吧|對不對|沒錯)|(是不是|是否|有沒有)[^\d]{0,4}\d|(所以|那)是.{0,2}\d[^\d]{0,4}$",
    ),
    _cue(
        "asks how many",
        "count",
        "(幾|多少)(個|項|條|種|份|大|點)(重要|關鍵|計畫|策略|施政|指標|kpi|工作|年度|目標|項目|綱要)",
        "(共|總共|一共|共有|列有)(幾|多少)|(列|設|分|有)(了|成|為)?(幾|多少)(個|項|大|點)",
        "(指標|kpi|目標|計畫|項目|綱要|文件)(有|總共|共|共有|一共)?(幾|多少)|數量",
        "(指標|kpi|計畫|項目|目標)數$",
    ),
    _cue("asks for a list", "list", f"有?{_WHICH}|列出|列舉|清單|所有|全部|名單"),
)

# Words of a question that are its form and not its topic.
FORM = re.compile(
    key(
        "|".join(
            (
                "出處|第幾頁|哪一?頁|頁(碼|次)|原文|引文|^你?(確定|真的)(嗎|吧)?$|哪(一)?份文件(寫|說|講|來)的?$",
                "(這|那|本|該)?(份|本|個)?(計畫|文件|計畫書)(裡面?|裡頭|裏面?|(當|之)?中(?![程心央])|內(?!容))",
                "不好意思|收錄|中程(施政)?計畫|中程$|關鍵策略目標|策略目標|年度施政目標",
                "施政目標|年度目標值?|目標值|目標|指標值",
                "關鍵績效指標|績效指標|指標|kpis?|target|goals?",
                "衡量標準|衡量方式|衡量|計算公式|計算方式|計算方法|計算|怎麼算的?|如何計算",
                "(怎樣|怎麼|什麼|哪些|層級|如何).{0,6}才算|(用|拿)什麼.{0,3}(量|算|衡量)",
                "(?<!目)標準(是|為|有|寫|$)|算法|公式",
                "評估體制|數字|代號(意義)?|各(項|種)|評估方式|評估方法|(怎麼|如何|什麼方式)評估|評估的?",
                "計畫期程|期程|(哪|幾)一?年(到|至)(哪|幾)一?年|什麼時候|何時|起訖",
                "計畫類別|類別|(哪|什麼)一?類",
                "(要|會|將|打算)?(推動|辦理|執行|進行|做)(些|哪些|什麼|甚麼)|重點(工作|是)",
                "實施內容|工作內容|(要|會)?做(哪些|什麼)(事|工作)?",
                "(哪|那|什麼)(些|個|一個|幾個|項|一項|幾項)?(年度)?(重要)?(計畫項目|工作計畫|計畫|項目|項)",
                "重要計畫項目|年度重要計畫|未來四年重要計畫|重要計畫|計畫項目|工作計畫|施政綱要",
                "綱要",
                "與kpi關聯|關(聯|連)(計畫)?|相關計畫|支援|屬於|隸屬|所屬|掛在|歸在|對應",
                "實際達成|實際|達成值|達成率|達成|執行(成果|結果)|提到|提及|寫在|列在|講|說明|說|寫|記載|規定|扮演",
                "是什麼意思|什麼意思|意思|是指|中文名稱|全名|代表什麼|代表",
                "合計|加起來的?|加總|總和|相加|相差|差多少|比較|最(高|多|大|低|少|小)的?",
                "單位(為|是)?|以?百分比表示|百分比",
                "百分之(多少|幾)?|(這|兩|幾|哪幾|哪)(份|本)(計畫|文件)|中程施政計畫|中程計畫|年度施政計畫|施政計畫|年度計畫|計畫文件",
                "總共|一共|共有?|列有|列了|分成|減掉|減去|達標|最後一個|後面那個|前面那個",
                "另外?一個|設有|列出|所有|全部|清單",
                "第[一二三四五六七八九十\\d]+(個|項|條)?|前者|後者",
                "(一|二|兩|三|四|五|六|七)(個|項|大)(?=指標|kpi|目標|計畫|$)|四大|七大",
                "何者|者?較(高|低|多|少|大|小)|哪(兩|三|四|五|幾|些)個?|哪一?條(策略)?",
                "策略(?!目標)|重點|第.{1,2}點|多久|全部|底下|以.{1,4}為單位|差(?=幾|多少|了)",
                "超過|大於|高於|多於|低於|小於|少於|不到|以上|以下|對嗎|沒錯|是不是|是否|不是",
                "[一二三四五六七八九十]大(項|類)|類(?=的|是|計畫|指標|kpi|$)|於|(這|那|哪)些|部會|分別|結束|完成|到期|截止|開始",
                "起始|啟動|各(自|有何|怎麼|如何)?(?=怎|說|寫|有|$)",
                "(人次|項|件|次|篇|家|處|場次)數",
                "多少(錢|元)?|幾(個|項|件|次|人次|人|篇|元|處|家|場|大)?",
            )
        )
    )
)
PLANS: tuple[Cue[Literal["midterm", "annual"]], ...] = (
    _cue("names the mid-term plan", "midterm", "中程(施政)?計畫|中程"),
    _cue(
        "names the annual plan",
        "annual",
        r"年度施政計畫|\d年度的?(施政)?計畫(?!項目)|\d年施政計畫|年度計畫(?!項目)",
        "(和|跟|與|、)年度|年度(和|跟|與|、)中程",
    ),
)

# Words by which a question asks for a target and not merely for some number (多少, 幾).
SPEAKS_OF_TARGETS = re.compile(key("目標|達到|衝到|做到|累積到|訂|kpi|target"))
