from __future__ import annotations

from indexer.areas import divide
from indexer.layout import read_layout
from indexer.outline import read_outline
from indexer.pipeline import read_bytes
from knowledge.models import Section
from knowledge.text import squeeze
from tests.containers import odt
from tests.plans_at_hand import index_text


def outline(text: str) -> tuple[Section, ...]:
    layout = read_layout(text)
    sections = read_outline(layout, divide(layout), 1)
    for passage in (p for s in sections for p in (s.heading, s.body) if p):
        assert squeeze("".join(text[a:b] for a, b in passage.spans)) == squeeze(passage.text)
    return sections


def rows(text: str) -> list[tuple[tuple[str, ...], str, str]]:
    return [(s.path, s.title, s.text) for s in outline(text)]


def test_headings_and_prose_become_a_tree() -> None:
    text = (
        "甲部計畫\n前言。\n壹、綱要\n一、強化關係\n（一）鞏固邦交\n"
        "１、持續推動我與友邦高層及重要官員之互訪與各項交流，深化與友邦政要\n之情誼。\n２、強化合作。\n二、提升地位\n貳、指標\n"
    )
    assert rows(text) == [
        ((), "甲部計畫", "前言。"),
        (("壹、綱要",), "綱要", ""),
        (("壹、綱要", "一、強化關係"), "強化關係", ""),
        (("壹、綱要", "一、強化關係", "（一）鞏固邦交"), "鞏固邦交", ""),
        (
            ("壹、綱要", "一、強化關係", "（一）鞏固邦交", "１、"),
            "",
            "持續推動我與友邦高層及重要官員之互訪與各項交流，深化與友邦政要之情誼。",
        ),
        (("壹、綱要", "一、強化關係", "（一）鞏固邦交", "２、"), "", "強化合作。"),
        (("壹、綱要", "二、提升地位"), "提升地位", ""),
        (("貳、指標",), "指標", ""),
    ]


def test_prose_after_a_heading_is_its_text() -> None:
    long = "推動漁村民宿輔導，就海廢堆置、人力配置與經費分擔等課題研提改進方\n案，按季提報會議。"
    found = rows(f"甲部計畫\n壹、綱要\n一、降低風險\n{long}\n（一）落實申報\n")
    assert found[2][1:] == ("降低風險", long.replace("\n", ""))


def test_a_wrapped_line_that_begins_with_a_number_by_chance_begins_no_entry() -> None:
    text = (
        "甲部計畫\n一、強化關係\n（一）開拓並利用雙邊管道洽請各國支持我參與政府間國際組織名列第\n"
        "二、三名之國家，並利用雙邊管道洽請各國支持我參與國際組織，計有第\n三、四名。\n二、提升地位\n"
    )
    assert [path[-1] for path, *_ in rows(text)[1:]] == ["一、強化關係", "（一）", "二、提升地位"]


def test_a_heading_without_number_in_the_place_of_a_level_is_a_section() -> None:
    text = "甲部計畫\n壹、綱要\n一、關係\n（一）甲乙\n二、提升效率\n妥適配置預算\n１、落實預算。\n２、檢討計畫。\n貳、指標\n"
    assert [path[1:] for path, *_ in rows(text)[4:8]] == [
        ("二、提升效率",),
        ("二、提升效率", "妥適配置預算"),
        ("二、提升效率", "妥適配置預算", "１、"),
        ("二、提升效率", "妥適配置預算", "２、"),
    ]


def test_chapters_and_parts_are_levels_too() -> None:
    text = "甲計畫 2.0\n第一章 趨勢\n第一節 背景\n人口減少。\n第二節 對策\n第二章 成果\n"
    assert [path for path, *_ in rows(text)[1:]] == [
        ("第一章 趨勢",),
        ("第一章 趨勢", "第一節 背景"),
        ("第一章 趨勢", "第二節 對策"),
        ("第二章 成果",),
    ]


def test_cells_are_no_entries_and_notes_below_a_table_are_text_of_its_section() -> None:
    text = (
        "甲部109年度施政計畫\n壹、重要計畫\n工作計畫名稱 重要計畫項目\n計畫\n類別\n實施內容\n"
        "管理業務 會報 其它 一、召開會報。\n二、研擬策略。\n註：\n1.依規定辦理。\n貳、其他\n"
    )
    assert rows(text)[1:] == [(("壹、重要計畫",), "重要計畫", "註：1.依規定辦理。"), (("貳、其他",), "其他", "")]


def test_an_indented_entry_whose_sentence_wraps_is_no_heading() -> None:
    full = "本計畫以養蜂技術之推廣與蜂農之輔導為主軸並逐年辦理訓練課程\n及補助措施。\n"
    text = (
        f"甲計畫\n一、成果\n{full * 3}(一) 產量\n"
        "1. 增加至 482 處蜂場（139 處社區蜂場、343 處公設\n蜂場），可供約 1.59 萬箱。\n"
        "2. 出蜜率：未滿 2 年之蜂場出蜜率自 106 年之 10.56％至 113\n年底已達 26.78％。\n"
    )
    assert [(path[-1], body) for path, _, body in rows(text)[-2:]] == [
        ("1.", "增加至 482 處蜂場（139 處社區蜂場、343 處公設蜂場），可供約 1.59 萬箱。"),
        ("2.", "出蜜率：未滿 2 年之蜂場出蜜率自 106 年之 10.56％至 113年底已達 26.78％。"),
    ]


def test_below_a_heading_that_fills_its_line_entries_begin() -> None:
    full = "本計畫以養蜂技術之推廣為主軸並逐年辦理相關訓練課程\n及補助措施。\n"
    text = f"甲計畫\n一、成果\n{full * 3}(一)新增蜂農代表參與公共政策之研議並為蜂農之權益發聲\n1、 設置小組。\n2、 聘任代表。\n"
    assert [(path[-1], body) for path, _, body in rows(text)[-3:]] == [
        ("(一)新增蜂農代表參與公共政策之研議並為蜂農之權益發聲", ""),
        ("1、", "設置小組。"),
        ("2、", "聘任代表。"),
    ]


def test_an_annex_stands_beside_the_chapters_and_what_speaks_of_one_does_not() -> None:
    found = outline("甲部計畫\n壹、目標\n附件一所示各項，逐年推動。\n附件一　指標\n一、甲項\n附件二　名詞\n")
    assert [s.path for s in found if s.path] == [
        ("壹、目標",), ("附件一　指標",), ("附件一　指標", "一、甲項"), ("附件二　名詞",),
    ]  # fmt: skip


def test_the_only_annex_of_a_plan_has_no_number_and_ends_the_table_above_it() -> None:
    text = (
        "甲部計畫\n壹、目標\n附錄所示各項，逐年推動。\n貳、計畫\n重要計畫項目 計畫期程 與KPI關聯\n"
        "步道計畫 108-109 長度\n山屋計畫 108-110 座數\n附錄　用語說明\n一、山屋：供登山者過夜之房舍。\n"
    )
    found = index_text(text, "a.txt", "")
    assert [s.path[-1] for s in found.sections if s.path] == ["壹、目標", "貳、計畫", "附錄　用語說明", "一、"]
    assert [[link.printed.text for link in p.kpis] for p in found.projects] == [["長度"], ["座數"]]


def test_an_annex_between_chapters_ends_where_the_next_chapter_begins() -> None:
    text = "甲部計畫\n壹、綱要\n強化關係。\n附表一 關鍵績效指標\n指標說明。\n貳、經費\n經費說明。\n附表二 名冊\n壹、委員\n名單。\n"
    assert [path for path, _, _ in rows(text)] == [
        (), ("壹、綱要",), ("附表一 關鍵績效指標",), ("貳、經費",), ("附表二 名冊",), ("附表二 名冊", "壹、委員"),
    ]  # fmt: skip


def test_headings_that_a_document_marks_begin_sections_with_or_without_numbers() -> None:
    heading = '<text:h text:outline-level="{}">{}</text:h>'
    body = (
        "<text:p>甲縣地政處107年度施政計畫</text:p>"
        + heading.format(1, "施政目標")
        + heading.format(2, "一、釐整地籍")
        + "<text:p>逐筆檢核。</text:p>"
        + heading.format(1, "施政重點")
        + "<text:p>活化土地。</text:p>"
    )
    plan = read_bytes("a.odt", odt(body))
    assert [(s.path, s.text) for s in plan.sections][1:] == [
        (("施政目標",), ""),
        (("施政目標", "一、釐整地籍"), "逐筆檢核。"),
        (("施政重點",), "活化土地。"),
    ]


def test_an_entry_whose_number_was_skipped_is_one_where_its_own_entries_or_the_next_number_confirm_it() -> None:
    text = (
        "甲部計畫\n壹、綱要\n一、強化關係\n（一）鞏固邦交\n１、推動互訪。\n（三）拓展實質關係\n１、洽簽協定。\n"
        "（四）參與國際組織\n"
    )
    assert [path[-1] for path, _, _ in rows(text) if len(path) == 3] == [
        "（一）鞏固邦交", "（三）拓展實質關係", "（四）參與國際組織"
    ]  # fmt: skip


def test_a_heading_with_the_number_of_the_one_before_is_one_where_its_own_entries_confirm_it() -> None:
    text = (
        "甲部計畫\n壹、綱要\n一、強化關係\n（一）鞏固邦交。\n二、培育人才\n（一）開設課程。\n"
        "二、擴大交流\n（一）推動互訪。\n（二）洽簽協定。\n二、如前項所述。\n貳、指標\n"
    )
    assert [(path[-2], path[-1]) for path, _, _ in rows(text) if len(path) == 3] == [
        ("一、強化關係", "（一）"), ("二、培育人才", "（一）"), ("二、擴大交流", "（一）"), ("二、擴大交流", "（二）")
    ]  # fmt: skip


def test_entries_may_be_counted_on_below_the_next_heading() -> None:
    text = "甲部計畫\n壹、綱要\n一、強化關係\n（一）鞏固邦交\n１、推動互訪。\n二、提升地位\n（二）參與國際組織\n１、洽簽協定。\n"
    assert [path[1:] for path, _, _ in rows(text) if len(path) == 3] == [
        ("一、強化關係", "（一）鞏固邦交"), ("二、提升地位", "（二）參與國際組織")
    ]  # fmt: skip


def test_a_line_within_a_sentence_that_begins_like_a_later_number_begins_no_entry() -> None:
    text = "甲部計畫\n壹、綱要\n一、強化關係\n（一）依中程計畫第\n（三）項辦理。\n二、提升地位\n"
    assert [path[-1] for path, _, _ in rows(text) if len(path) == 3] == ["（一）依中程計畫第"]


def test_an_entry_may_be_numbered_by_a_letter() -> None:
    text = "甲部計畫\n壹、綱要\n一、強化關係\n１、推動互訪：\nA.邀訪政要。\nB.安排出訪。\n２、洽簽協定。\n"
    assert [path[-1] for path, _, _ in rows(text) if len(path) == 4] == ["A.", "B."]


def test_the_parts_of_a_plan_may_be_headed_by_stems() -> None:
    text = "甲局111年度施政計畫\n甲、施政目標\n一、降低漏水\n逐年汰換。\n乙、績效指標\n一、說明\n如下表。\n"
    assert [(path, body) for path, _, body in rows(text)[1:]] == [
        (("甲、施政目標",), ""),
        (("甲、施政目標", "一、降低漏水"), "逐年汰換。"),
        (("乙、績效指標",), ""),
        (("乙、績效指標", "一、說明"), "如下表。"),
    ]


def test_below_other_headings_stems_are_text() -> None:
    text = "甲局111年度施政計畫\n一、學校\n甲、乙兩校合併。\n甲、校舍。\n乙、校地。\n"
    assert [path for path, *_ in rows(text)[1:]] == [("一、學校",)]


def test_the_next_number_of_the_outline_ends_the_notes_below_a_table() -> None:
    text = (
        "甲部109年度施政計畫\n一、目標\n二、重要計畫\n工作計畫名稱 重要計畫項目\n計畫\n類別\n實施內容\n"
        "管理業務 會報 其它 一、召開會報。\n二、研擬策略。\n附註：一、依規定辦理。\n二、預算未定。\n三、待審議。\n"
        "三、預期效益\n（一）減少漏水。\n（二）增加供水。\n"
    )
    assert [(path[-1], body) for path, _, body in rows(text)[2:]] == [
        ("二、重要計畫", "附註：一、依規定辦理。二、預算未定。三、待審議。"),
        ("三、預期效益", ""),
        ("（一）", "減少漏水。"),
        ("（二）", "增加供水。"),
    ]


def test_the_blank_before_or_after_a_figure_at_the_end_of_a_full_line_ends_no_paragraph() -> None:
    full = "持續推動崩塌地植生復育並逐年汰換老舊設備以維護高山水源，\n並結合果農資源。 \n"
    text = (
        f"甲計畫 \n一、成果 \n{full * 4}（一）盤整農路排水改善需求，訂定年度優先順序，並於每年 10 \n月底前完成核定。 \n"
        "（二）配合有機農業促進法修正，檢討邊坡監測作業，縮短為 \n10 日。 \n（三）執行情形 \n108 年度完成 3 處。 \n"
    )
    assert [(title, body) for _, title, body in rows(text)[-3:]] == [
        ("", "盤整農路排水改善需求，訂定年度優先順序，並於每年 10月底前完成核定。"),
        ("", "配合有機農業促進法修正，檢討邊坡監測作業，縮短為10 日。"),
        ("執行情形", "108 年度完成 3 處。"),
    ]


def test_a_few_words_above_the_first_number_head_a_chapter_where_chapters_are_not_numbered() -> None:
    found = outline(
        "甲縣政府地政處107年度施政計畫\n本處以地籍重測為主軸。\n施政目標\n一、釐整地籍\n應優先於外島實施。\n"
        "二、活化土地\n應全面清查。\n施政重點\n一、重測區應辦理說明會。\n二、土地以標租方式處理。\n"
    )
    assert [section.path for section in found[1:]] == [
        ("施政目標",),
        ("施政目標", "一、釐整地籍"),
        ("施政目標", "二、活化土地"),
        ("施政重點",),
        ("施政重點", "一、"),
        ("施政重點", "二、"),
    ]


def test_the_words_before_a_colon_head_the_entries_that_say_more_of_them() -> None:
    said = "自一百一十三年起提供登山者線上申請，並逐年擴大適用範圍。"
    more = f"（二）提供離線地圖：{said}\n（三）各項成果分述如下：{said}\n"
    text = f"甲部計畫\n壹、成果\n（一）建置入山平臺：{said}\n{more}"
    assert [(path[-1], title, body) for path, title, body in rows(text)[2:]] == [
        ("（一）建置入山平臺", "建置入山平臺", said),
        ("（二）提供離線地圖", "提供離線地圖", said),
        ("（三）", "", f"各項成果分述如下：{said}"),
    ]
    alone = rows(text.replace(more, f"（二）師生比調為 1：4，{said}\n"))
    assert [path[-1] for path, _, _ in alone[2:]] == ["（一）", "（二）"]


def test_among_entries_with_headings_a_full_line_without_a_sign_is_one() -> None:
    prose = "本府持續辦理各項山林教育課程並培訓解說志工，以推廣無痕山林之觀念。\n"
    full = "（三）推動全國首創之山屋線上申請及床位即時查詢整合服務平臺\n"
    text = f"甲部計畫\n壹、成果\n（一）山屋整建\n{prose}（二）步道維護\n{prose}{full}{prose}（四）走入山林！\n{prose}"
    assert [(title, body) for _, title, body in rows(text)[2:]] == [
        ("山屋整建", prose.strip()),
        ("步道維護", prose.strip()),
        ("推動全國首創之山屋線上申請及床位即時查詢整合服務平臺", prose.strip()),
        ("走入山林！", prose.strip()),
    ]


def test_a_line_that_ends_with_a_bracket_before_a_word_that_joins_the_next_ends_no_heading() -> None:
    text = (
        "甲部計畫\n壹、成果\n（一）透過招生策略（跨校、跨縣市）\n及課程活動設計，加強辦理山林教育活動。\n（二）開課。\n"
    )
    assert rows(text)[2][1:] == ("", "透過招生策略（跨校、跨縣市）及課程活動設計，加強辦理山林教育活動。")


def test_a_footnote_is_a_section_of_its_own_below_the_one_that_holds_its_mark() -> None:
    note = '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>{}</text:note-body></text:note>'
    body = [
        "甲局109年度施政計畫", "壹、目標", "維護步道" + note.format("<text:p>含委外。</text:p>") + "。", "貳、計畫",
    ]  # fmt: skip
    lines = "甲局109年度施政計畫\n壹、目標\n維護步道1。\n1含委外。\n\f貳、計畫\n"
    raw = odt("".join(f"<text:p>{p}</text:p>" for p in body))
    for plan in (read_bytes("a.odt", raw), index_text(lines, "a.txt", "")):
        assert [(s.path, s.title, s.text) for s in plan.sections[1:]] == [
            (("壹、目標",), "目標", "維護步道。"),
            (("壹、目標", "註1"), "", "含委外。"),
            (("貳、計畫",), "計畫", ""),
        ]
