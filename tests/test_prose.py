"""Questions to the prose of documents that are no plans: whose figure it is, and of what."""

from __future__ import annotations

import pytest

from knowledge.models import NotFound
from knowledge.service import Assistant
from knowledge.words import key
from tests.plans_at_hand import assistant_for, index_text


def assistant(text: str) -> Assistant:
    return assistant_for(index_text(text, "a.txt", ""))


COUNTY = (
    "".join(f"{n}、屏東縣事務{n}\n屏東縣推動第{n}項事務。\n" for n in "一二三四五")
    + """六、養蜂
(一)公共蜂場
屏東縣目前已建置 8 家公共蜂場，預計兩年內再增加 15 家。
(二)到府採蜜
到府採蜜服務共有 1,075 人提出申請，已服務完畢共計 1,029 案。
(三)積極輔導一般蜂場加入優質蜂場
113 年度一般蜂場共計 123 間，截至 3 月底止，計 98 間一般蜂場簽定優質蜂場，申請比率達 79.67％。
(四)就業輔導
採蜜自立計畫！報考採蜜士，113 年度計有 125 人參加；本計畫自 108 年開辦迄今，參與人數達 544 人，累計有 194 人因收入、動產超過上限成功脫貧。
(五)蜂農照護
結合轄內 6 家重點醫院（甲院、乙院）、地區醫院（11 家）及基層院所轉診治療。
(六)身心障礙者社區式日間照顧服務
截至 114 年 2 月，全國布建據點數共計 222 處，其中本縣設置 26 處。
(七)社區日間作業設施
為提供身心障礙者另一種有別於機構照顧的社區式日間服務型態，本縣設置 16 處服務據點。
(八)選拔
辦理選拔共計 12 個社區申請，經審查後有 7個社區獲選拔獎項。
(九)共融據點
本縣共有 9 處蜂農支持據點。其中 8 處提升為共融據點，擴充提供蜂農照顧服務。
"""
)


@pytest.mark.parametrize(
    ("question", "figure"), [("公共蜂場現在有幾家", "8 家"), ("到府採蜜服務完成了幾案", "1,029 案")]
)
def test_what_is_done_by_now_is_answered_from_prose_that_has_no_targets(question: str, figure: str) -> None:
    assert [f.text for f in assistant(COUNTY).ask(question).answer.figures] == [figure]


@pytest.mark.parametrize(
    "question", ["本縣公共蜂場有幾家", "縣府的公共蜂場有幾家", "這份報告裡公共蜂場有幾家", "全縣公共蜂場有幾家"]
)
def test_how_a_document_calls_its_own_county_asks_nothing_else(question: str) -> None:
    assert [f.text for f in assistant(COUNTY).ask(question).answer.figures] == ["8 家"]


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("優質蜂場有幾間", "98 間"),
        ("採蜜自立計畫有多少人脫貧", "194 人"),
        ("身障日間照顧據點本縣有幾處", "26 處"),
    ],
)
def test_the_number_whose_clause_names_the_thing_is_its_own(question: str, figure: str) -> None:
    assert [f.text for f in assistant(COUNTY).ask(question).answer.figures] == [figure]


@pytest.mark.parametrize("question", ["屏東縣有幾家醫院", "蜂農支持的共融服務幾處"])
def test_one_sort_of_a_thing_or_some_of_it_is_not_the_whole(question: str) -> None:
    assert not {"6 家", "11 家", "8 處"} & {f.text for f in assistant(COUNTY).ask(question).answer.figures}


def test_a_number_is_said_with_its_counter_and_not_with_half_a_word() -> None:
    assert [f.text for f in assistant(COUNTY).ask("選拔有幾個社區獲獎").answer.figures] == ["7個"]


NATION = f"""我國養蜂白皮書
壹、現況
一、各國
瑞典蜂農人數於 2024 年為 9.8 萬人。
OECD 國家女性蜂農平均年齡於 2021 年提高至 31 歲。
目前德國針對蜂農，每人每月領取養蜂津貼 255 歐元。
二、我國蜂農
蜂農人數呈現下降趨勢，1983 年低於 40 萬人，至 2024 年約 13.5 萬人。
三、推估
依據某某局（2024）報告，蜂農人數至 2040 年將降至 8.4 萬人。{"蜂群減少，蜂蜜也將減少，應及早因應。" * 20}
四、津貼
養蜂津貼自 111 年起，第 1 箱每月 5,000 元，第 2 胎蜂每月 6,000 元。
配合政策養蜂津貼倍增，補助金額由 8,500 元調升為 1 萬 3,000 元。
女性蜂農逐漸增加。
"""


@pytest.mark.parametrize("question", ["我國2024年蜂農人數大約多少人", "台灣2024年蜂農人數有多少"])
def test_who_names_no_other_country_gets_the_figure_of_this_one_and_of_its_year(question: str) -> None:
    answer = assistant(NATION).ask(question).answer
    assert "13.5 萬人" in answer.text
    assert "9.8" not in answer.text
    assert "8.4" not in answer.text


@pytest.mark.parametrize(("question", "foreign"), [("養蜂津貼每月多少錢", "255"), ("2021年女性蜂農平均年齡幾歲", "31")])
def test_no_figure_of_other_countries_answers_for_this_one(question: str, foreign: str) -> None:
    assert foreign not in assistant(NATION).ask(question).answer.text


def test_which_child_it_is_is_no_ordinal_of_the_question() -> None:
    turn = assistant(NATION).ask("第2胎蜂養蜂津貼每月多少錢")
    assert "6,000 元" in turn.answer.text
    assert key("第2胎") in turn.trace.question.topic


HELD = f"""甲縣養蜂工作報告
壹、現況
一、蜂場
東岸蜂場設置老中青活動空間，並規劃周邊公園。西岸蜂場打造離島園區，預計 114 年 12 月完工。
二、趨勢
伴隨離巢率逐漸提高，蜂群漸少。110 年結巢率跌破 5‰，蜂群減為 13 萬。
三、蜂歌
特別改版養蜂主題曲，融入多元特色，以族群語言作歌詞，並推廣至 3 處蜂場傳唱。
四、創新
友善蜜店於今年 4 月正式啟動，提供八大服務；縣府並攜手全縣 23 家合作院所推出補助！
五、課程
推動親蜂課程，辦理運動會，共有 340 位蜂農參賽。
{"蜂群減少，蜂蜜也將減少，應及早因應。" * 20}
六、新蜂院
新蜂院預定 115 年 9 月啟用，將引入急重症資源。
七、採蜜補助
採蜜補助自 113 年起實施。截至 114 年 2 月已發放 269 人，實際使用人數 215 人，使用率 79.9%。
"""


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("西岸蜂場何時完工", "114 年 12 月"),
        ("結巢率是多少", "5‰"),
        ("採蜜補助使用率多少", "79.9%"),
        ("蜂農運動會幾人參賽", "340 位"),
        ("採蜜補助有多少人使用", "215 人"),
    ],
)
def test_a_passage_is_quoted_whose_sentence_holds_what_is_asked(question: str, held: str) -> None:
    assert held in assistant(HELD).ask(question).answer.text


@pytest.mark.parametrize(
    "question",
    ["東岸蜂場何時完工", "離巢率是多少", "養蜂主題曲誰作曲", "養蜂主題曲是誰唱的", "友善蜜店有幾家", "新蜂院有幾床"],
)
def test_a_passage_that_names_the_thing_and_does_not_say_what_is_asked_is_no_answer(question: str) -> None:
    assert isinstance(assistant(HELD).ask(question).answer, NotFound)


def test_a_heading_is_quoted_with_its_text_and_the_text_not_once_more() -> None:
    text = "甲縣養蜂報告\n一、新品牌「彩蜂時代」\n「彩蜂時代」品牌應運而生。\n二、蜜源\n蜜源逐年減少。\n"
    assert assistant(text).ask("彩蜂時代是什麼").answer.text.count("應運而生") == 1


@pytest.mark.parametrize("question", ["東鄉和西鄉蜂務所重建經費各多少", "東鄉、西鄉蜂務所重建經費分別是多少錢"])
def test_of_two_things_that_share_their_last_words_each_is_quoted(question: str) -> None:
    text = """甲縣養蜂報告
壹、重建
一、東鄉
東鄉蜂務所爭取核定 7,245 萬元重建經費，預計 114 年完工。
二、西鄉
西鄉蜂務所爭取核定 1,260 萬元重建經費，預計 115 年完工。
"""
    answer = assistant(text).ask(question).answer
    assert "7,245 萬元" in answer.text
    assert "1,260 萬元" in answer.text
    assert len(answer.citations) == 2
