"""The county or city that a document is of; a question that names it names nothing particular in the document."""

from __future__ import annotations

import re
from collections import Counter

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
