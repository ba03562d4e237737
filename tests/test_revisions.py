"""What a question asks of two releases of a plan is read from its words, and not from those of a plan's names."""

from __future__ import annotations

import pytest

from knowledge.revisions import Revision, Sense, revision_in
from knowledge.words import key

HIDDEN = "■"


def read(text: str) -> Revision | None:
    """Read a text in which the names are hidden already."""
    return revision_in(key(text), key(text))


@pytest.mark.parametrize(
    ("sense", "texts"),
    [
        ("changed", ("這次修正改了什麼", "新舊版計畫有哪些差異", "計畫修正前後差異表", "跟舊計畫比有什麼不同")),
        ("changed", ("■■■■有改嗎", "■■■■經費調整多少", "■■■■從多少改成多少", "哪些指標更動過", "■■■■有沒有異動")),
        ("changed", ("前一版和新版差在哪", "■■■■期程有延長嗎", "把修訂的地方列給我", "哪些目標變更了")),
        ("added", ("新增了哪些KPI", "增列的指標有哪些", "新版多了什麼計畫", "■■■■是新增的指標嗎", "哪些指標是新的")),
        ("dropped", ("哪些指標被刪除", "刪掉哪個重要計畫", "拿掉了哪些項目", "取消了哪些計畫", "哪些指標不見了")),
        ("dropped", ("修正後還有■■■■這個指標嗎", "■■■■是不是被刪了")),
        ("renamed", ("哪些指標改名", "■■■■以前叫什麼", "■■■■改名成什麼")),
        ("raised", ("哪些指標的目標值被調高", "上修了哪些目標", "■■■■調高了嗎")),
        ("lowered", ("哪些目標下修", "■■■■有調降嗎")),
        ("kept", ("哪些指標沒有變動", "沒改的指標有哪些")),
        ("earlier", ("修正前■■■■115年目標", "原本版本的■■■■", "舊版是多少", "■■■■原期程", "原計畫的■■■■", "上一版呢")),
        ("current", ("修正後■■■■目標", "最新版的■■■■目標")),
        ("which", ("現在用的是哪一版", "有幾個版本")),
    ],
)
def test_many_wordings_ask_the_same_of_two_releases(sense: Sense, texts: tuple[str, ...]) -> None:
    assert {text: (found.sense if (found := read(text)) else None) for text in texts} == dict.fromkeys(texts, sense)


@pytest.mark.parametrize(
    "text",
    [
        "■■■■112年度目標",
        "113比110多多少",
        "112年比111年少多少",
        "113至少多少",
        "112到113年變多少",
        "前一年的目標是多少",
        "上一年度的計畫",
        "這份計畫是什麼時候修正的",
        "為什麼修正目標",
        "110年之前的目標",
        "復原計畫的期程",
        "哪些指標逐年提高",
        "原訂目標值",
        "新版圖的面積",
        "要改善什麼",
        "變電所有幾座",
    ],
)
def test_what_speaks_of_no_release_is_read_as_any_other_question(text: str) -> None:
    assert read(text) is None


def test_the_words_that_speak_of_releases_are_taken_out_and_the_rest_stays() -> None:
    for text, rest in (
        ("修正前輔導有機農民112年目標是多少", "輔導有機農民112年目標是多少"),
        ("輔導有機農民從多少改成多少", "輔導有機農民多少"),
        ("農村再生計畫原期程", "農村再生計畫期程"),
        ("前一版的衡量標準", "衡量標準"),
    ):
        found = read(text)
        assert found is not None
        assert found.rest.replace(" ", "") == key(rest)


def test_words_within_a_hidden_name_ask_for_nothing() -> None:
    name = key("渠道更新改善長度")
    assert revision_in(f"{name}{key('有改嗎')}", f"{HIDDEN * len(name)}{key('有改嗎')}") is not None
    typed = key("農田水利設施更新改善計畫的變更情形統計表112年度目標")
    assert revision_in(typed, HIDDEN * len(typed)) is None


def test_the_kind_of_thing_and_the_field_are_read() -> None:
    for text, what, field in (
        ("哪些指標的目標值被調高", "kpi", "target"),
        ("哪些計畫的經費有變動", "project", "money"),
        ("新增了什麼重要計畫", "project", None),
        ("哪些KPI的衡量標準改了", "kpi", "measure"),
        ("這次修正改了什麼", None, None),
    ):
        found = read(text)
        assert found is not None
        assert (found.what, found.field.name if found.field else None) == (what, field)
