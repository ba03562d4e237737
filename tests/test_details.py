"""What a question asks of a measure and not of a target: what counts in, from which day, by which rule, who does it."""

from __future__ import annotations

from functools import cache

import pytest

from knowledge.models import Answered, NotFound
from knowledge.service import Assistant
from tests.plans_at_hand import Row, assistant_for, write_plan

_RATE = "（和解成立件數÷受理件數）×100%，撤回案件不計。"
_PRICE = "海域租金合計（不含保證金）。"
_SURVEY = "委託民調公司訪問，有效樣本至少 1,068 份，回答滿意之比率。"
_DAYS = "自收件齊備日起至發照日止之平均日數。"
_NETS = "依漁業法第四十四條沒入之網具件數，公告期滿有爭議者仍予計列。"
_BOATS = "冷凍設備、通訊設備及救生設備查驗艘數。"
_GEAR = "經漁會審查通過並安裝之回報器數量。"


@cache
def asked() -> Assistant:
    """An assistant over a plan whose measures say more than how a figure is worked out."""
    return assistant_for(
        write_plan(
            [
                Row("保障漁民", "漁事糾紛和解率", _RATE, ("62%", "65%")),
                Row("保障漁民", "海域租金收入", _PRICE, ("210 萬元", "230 萬元")),
                Row("保障漁民", "漁民滿意度", _SURVEY, ("≧80%", "≧82%")),
                Row("健全管理", "漁船執照平均核發日數", _DAYS, ("≦14 日", "≦12 日")),
                Row("健全管理", "違規網具沒入件數", _NETS, ("320 件", "350 件")),
                Row("健全管理", "漁船安全查驗艘數", _BOATS, ("900 艘", "950 艘")),
                Row("健全管理", "船位回報器安裝數", _GEAR, ("60 臺", "70 臺")),
                Row("健全管理", "水產檢驗樣本數", "各魚市抽驗之樣本數", ("400 件", "420 件")),
            ],
            years=(112, 113),
            agency="漁業服務署",
        )
    )


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("撤回的案件有沒有算在和解率裡面", _RATE),
        ("漁事糾紛和解率撤回案件算嗎", _RATE),
        ("海域租金收入有含保證金嗎", _PRICE),
        ("保證金有沒有算進海域租金收入", _PRICE),
        ("漁民滿意度的樣本數要多少", _SURVEY),
        ("漁民滿意度怎麼調查", _SURVEY),
        ("執照核發日數從哪天起算", _DAYS),
        ("執照平均核發日數從什麼時候開始算", _DAYS),
        ("違規網具沒入依哪個規定", _NETS),
        ("違規網具是依什麼法沒入", _NETS),
        ("漁船安全查驗要檢查什麼設備", _BOATS),
        ("漁船安全查驗包括哪些設備", _BOATS),
        ("船位回報器是誰審查的", _GEAR),
        ("船位回報器安裝數怎麼定義", _GEAR),
    ],
)
def test_a_detail_of_a_measure_is_answered_with_the_measure_and_no_target(question: str, measure: str) -> None:
    answer = asked().ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert answer.text.endswith(f"的衡量標準：\n{measure}")
    assert answer.figures == ()


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("撤回案件的和解率", _RATE),
        ("撤回案件和解率113年目標是多少", _RATE),
        ("海域保證金收入目標", _PRICE),
    ],
)
def test_what_a_measure_leaves_out_gets_no_figure_and_is_told_to_be_left_out(question: str, measure: str) -> None:
    answer = asked().ask(question).answer
    assert answer.figures == ()
    assert answer.text.endswith(measure)


def test_what_a_measure_counts_in_as_well_has_no_target_of_its_own() -> None:
    answer = asked().ask("有爭議的違規網具沒入件數目標").answer
    assert isinstance(answer, NotFound), answer.text
    assert "衡量標準的一部分" in answer.text


@pytest.mark.parametrize("question", ["通訊設備查驗艘數113年目標", "救生設備查驗艘數目標"])
def test_one_of_several_that_a_measure_lists_has_no_target_of_its_own(question: str) -> None:
    answer = asked().ask(question).answer
    assert isinstance(answer, NotFound), answer.text
    assert "衡量標準的一部分" in answer.text


def test_a_detail_is_asked_of_what_was_spoken_of_last() -> None:
    spoken = asked().ask("漁民滿意度113年目標")
    answer = asked().ask("怎麼調查的", spoken.context).answer
    assert answer.text.endswith(_SURVEY)


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("不含保證金的海域租金收入113年目標", "230 萬元"),
        ("漁事糾紛和解率113年要達到多少", "65%"),
        ("漁船執照平均核發日數113年目標", "≦12 日"),
        # 樣本數 is the name here, and no detail.
        ("水產檢驗樣本數113年", "420 件"),
        # The measure alone names what is counted.
        ("通訊設備及救生設備安全查驗113年目標", "950 艘"),
    ],
)
def test_what_is_asked_of_the_target_gets_the_target(question: str, figure: str) -> None:
    answer = asked().ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert [f.text for f in answer.figures] == [figure]
