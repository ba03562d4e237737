"""Years of the Republic of China (民國) and of the common era, as plans print them and people type them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from knowledge.numbers import CHINESE_NUMERAL, parse_chinese

COMMON_ERA = 1911  # 民國元年 is 1912.
# Plans of this family speak of these years; 02-2348 is a telephone number.
_EARLIEST, _LATEST = 50, 200
_PERIOD = re.compile(r"(?<!\d)(\d{2,4})(?:年度?)?(?:至|到|-|~|～|–|—|－)(?:民國)?(\d{2,4})(?:年度?)?(?!\d)")

_UNPARTED = re.compile(r"(?<!\d)(\d{3})(\d{3})年度")  # 104107年度: the dash is lost.
_LONGEST = 12
_ONE_YEAR = re.compile(r"(?:中華)?(?:民國)?(\d{2,4})年?度?")


def roc(year: int) -> int:
    """Give the ROC year of a year that may be of either era: 2020 and 109 are 109."""
    return year - COMMON_ERA if year > COMMON_ERA else year


def this_year(today: date) -> int:
    """Give the ROC year of a day."""
    return today.year - COMMON_ERA


def parse_period(text: str) -> tuple[int, int] | None:
    """Read the first and last ROC year of a period such as `106-109` or `106 至 109 年度`; None if it is none."""
    flat = "".join(unicodedata.normalize("NFKC", text).split())
    found = _PERIOD.search(flat) or _UNPARTED.search(flat)
    if not found:
        return None
    first, last = (roc(int(n)) for n in found.groups())
    if found.re is _UNPARTED and not 0 < last - first <= _LONGEST:
        return None
    return (first, last) if _EARLIEST <= first <= last <= _LATEST else None


def year_of(text: str) -> int | None:
    """Read the ROC year that is all that a text says (106年度, 2020); None if it says anything else."""
    found = _ONE_YEAR.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    year = roc(int(found[1])) if found else None
    return year if year is not None and _EARLIEST <= year <= _LATEST else None


def year_of_numeral(numeral: str) -> int | None:
    """Read a ROC year written in Chinese numerals (一百零九, 一〇九); None outside 50 to 200."""
    if not numeral or any(c not in CHINESE_NUMERAL for c in numeral):
        return None
    year = parse_chinese(numeral)
    return year if year is not None and _EARLIEST <= year <= _LATEST else None
