"""What a document is of, a county or this country: a question that names it names nothing particular there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from knowledge.words import key

# The counties and cities of Taiwan (內政部, 各縣市行政區域).
_COUNTIES = key(
    "臺北市 新北市 桃園市 臺中市 臺南市 高雄市 基隆市 新竹市 嘉義市 新竹縣 苗栗縣 彰化縣 南投縣 雲林縣 嘉義縣 屏東縣"
    "|宜蘭縣 花蓮縣 臺東縣 澎湖縣 金門縣 連江縣".replace(" ", "|")
)
_OF_COUNTY = re.compile(rf"[\u4e00-\u9fff]{{2}}[{key('縣市')}]")
_COUNTY = re.compile(_COUNTIES)
_OFTEN, _MOSTLY = 5, 0.8


def home_of(agency: str, text: str) -> str:
    """Give the county of a document (all as keys): that of its agency or, where none is known, of which it speaks most.

    Empty where there is none.
    """
    if agency:
        found = _OF_COUNTY.match(agency)
        return found.group() if found else ""
    counted = Counter(_COUNTY.findall(text)).most_common(1)
    name, count = counted[0] if counted else ("", 0)
    return name if count >= max(_OFTEN, _MOSTLY * len(_COUNTY.findall(text))) else ""


def called(home: str) -> tuple[str, ...]:
    """Give how a document's county, and a question about it, call it: by its name, as 本縣, 縣府 or 全縣."""
    if not home:
        return ()
    kind = home[-1]
    return (home, key("本") + kind, kind + key("府"), key("全") + kind, kind + key("內"), key("本府"))


def without_country(said: str, texts: Iterable[str]) -> str:
    """Take 台灣 out of a question (both as keys), where no text joins it with what follows (台灣大學)."""
    known = tuple(texts)

    def blank(found: re.Match[str]) -> str:
        joined = key("台灣") + found[2]
        is_name = not found[1] and found[2].strip() and any(joined in text for text in known)
        return found.group() if is_name else " " * (len(found.group()) - len(found[2])) + found[2]

    return _COUNTRY.sub(blank, said)


_COUNTRY = re.compile(r"(?<![^\s,，。?])" + key("台灣(的|目前|現在)?(.)"))  # 潮台灣 is a name.


def is_abroad(text: str) -> bool:
    """Tell whether a text (as a key) speaks of other countries alone."""
    return names_abroad(text) and not names_home(text)


def names_home(text: str) -> bool:
    """Tell whether a text (as a key) names this country, or a part of it as its own."""
    return _HERE.search(text) is not None


def names_abroad(text: str) -> bool:
    """Tell whether a text (as a key) names other countries."""
    return _ABROAD.search(text) is not None


_HERE = re.compile(key("我國|國內|本國|國人|[台臺]灣|全國|本[縣市府]"))
_ABROAD = re.compile(
    key(
        "全球|全世界|世界各國|(?<!邦交)各國|先進國家|經濟合作暨發展組織|oecd|歐盟|歐洲|北歐|聯合國|日本|(?<!我)(?<!本)[美英法德韓泰俄中]國(?![家人內民中小際])"
        "|瑞典|挪威|丹麥|芬蘭|冰島|荷蘭|比利時|瑞士|奧地利|義大利|西班牙|葡萄牙|希臘|波蘭|匈牙利|捷克|愛爾蘭|加拿大|澳洲|紐西蘭"
        "|新加坡|馬來西亞|越南|印尼|菲律賓|印度|以色列|土耳其|墨西哥|巴西|南韓|北韓|韓元|歐元|克朗"
    )
)
