from __future__ import annotations

import pytest

from indexer.document import Document
from indexer.layout import first_unit, full_width, layout_of, read_layout, set_width, width


def test_blank_lines_and_page_labels_are_no_lines() -> None:
    layout = read_layout("甲計畫\n\n一、甲\n\n3-4\n\n\n\n二、乙\n")
    assert [line.text for line in layout.lines] == ["甲計畫", "一、甲", "二、乙"]


def test_a_page_label_belongs_to_the_page_that_it_ends() -> None:
    layout = read_layout("甲計畫\n一、甲\n\n3-4\n\n\n\n二、乙\n")
    assert [layout.page_at(line.start) for line in layout.lines] == ["3-4", "3-4", None]


def test_one_blank_before_a_line_begins_a_page() -> None:
    layout = read_layout("甲計畫\n一、甲\n 二、乙\n  三、丙\n")
    assert [line.breaks for line in layout.lines] == [False, False, True, False]


def test_a_form_feed_and_a_page_mark_begin_a_page() -> None:
    layout = read_layout("甲計畫\n\f一、甲\n=== 第 2 頁 ===\n二、乙\n")
    assert [line.breaks for line in layout.lines] == [False, True, True]


def test_a_number_inside_a_table_is_no_page_label() -> None:
    layout = read_layout("甲計畫\n\n105-107\n\n1\n\n統計\n")
    assert [line.text for line in layout.lines] == ["甲計畫", "105-107", "1", "統計"]


def test_trailing_blanks_mark_paragraph_ends_where_a_document_uses_them() -> None:
    layout = read_layout("甲計畫 \n一、推動甲乙丙丁戊己庚辛\n壬癸。 \n二、乙 \n三、丙丁\n戊。 \n")
    assert layout.marked
    assert [line.ends for line in layout.lines] == [True, False, True, True, False, True]


def test_without_trailing_blanks_no_line_is_marked() -> None:
    assert not read_layout("甲計畫\n一、甲\n二、乙\n").marked


def test_contents_pages_with_dot_leaders_are_left_out() -> None:
    layout = read_layout("甲計畫\n第一章 前言 ........ 1\n第二章 現況……………………26-1\n第一章 前言\n")
    assert [line.text for line in layout.lines] == ["甲計畫", "第一章 前言"]


def test_the_title_at_the_head_of_a_page_is_furniture() -> None:
    layout = read_layout("甲計畫\n一、甲\n 甲計畫\n二、乙\n")
    assert [(line.text, line.breaks) for line in layout.lines][1:] == [("一、甲", False), ("二、乙", True)]


def test_a_text_without_line_ends_is_divided_at_its_labels_and_behind_its_headings() -> None:
    layout = read_layout("甲部99年度施政績效報告 壹、前言 一、目標 " + "推動政策 " * 90 + "(一)甲 (二)乙")
    divided = [line.text.strip()[:3] for line in layout.lines]
    assert divided == ["甲部9", "壹、前", "一、目", "推動政", "(一)", "(二)"]


def test_a_heading_of_a_text_without_line_ends_may_hold_numbers_and_ends_before_no_comma() -> None:
    text = "甲部報告 " + "推動政策 " * 90 + "貳、機關 96 至 99 年度預算 本部 (一)編列預算,依法 執行"
    assert [line.text.strip() for line in read_layout(text).lines][1:] == [
        "貳、機關 96 至 99 年度預算",
        "本部",
        "(一)編列預算,依法 執行",
    ]


def test_width_counts_wide_characters_twice_and_no_blanks() -> None:
    assert width("統 計 WTO１") == 4 + 3 + 2


def test_signs_that_cannot_begin_a_line_stay_with_the_character_before() -> None:
    assert [first_unit(text) for text in ("測，降低", "WTO 重要", "「新南向」", "降低")] == [4, 3, 4, 2]


def test_the_word_contents_goes_with_its_entries_that_have_no_page() -> None:
    layout = read_layout("目 錄\n壹、前言\n貳、內文\n一、 養蜂 ........ 3\n\n=== 第 2 頁 ===\n各位先生：\n一、 養蜂\n")
    assert [line.text for line in layout.lines] == ["各位先生：", "一、 養蜂"]


def test_the_word_contents_without_dot_leaders_is_kept() -> None:
    layout = read_layout("甲計畫\n目錄\n一、甲\n二、乙\n")
    assert [line.text for line in layout.lines] == ["甲計畫", "目錄", "一、甲", "二、乙"]


def test_the_label_of_a_contents_page_names_no_other_page() -> None:
    pages = ["甲計畫", "目 錄\n第一章 前言 ........ 1\ni", "第一章 前言\n本計畫推動養蜂。\n1"]
    layout = read_layout("".join(f"=== 第 {n} 頁 ===\n{page}\n\n" for n, page in enumerate(pages, 1)))
    assert [layout.page_at(line.start) for line in layout.lines] == [None, "1", "1"]


def test_a_blank_between_chinese_and_a_figure_takes_a_quarter_of_a_character() -> None:
    assert set_width("自 113 年 9 月") == 2 + 3 + 2 + 1 + 2 + 4 * 0.5


def test_a_contents_page_without_leaders_is_known_by_the_headings_that_stand_again() -> None:
    contents = "目錄\n第一章 現況分析 2\n第二章 施政目標 3\n第三章 資源需求 5\n"
    body = "第一章 現況分析\n甲。\n第二章 施政目標\n乙。\n第三章 資源需求\n丙。\n"
    assert [line.text for line in read_layout("甲部計畫\n" + contents + body).lines][1:] == body.splitlines()


def test_the_headings_of_a_contents_page_may_be_as_short_as_two_characters() -> None:
    contents = "目錄\n壹、前言\t1\n貳、年度施政目標\t1\n參、指標\t3\n"
    body = "壹、前言\n甲。\n貳、年度施政目標\n乙。\n參、指標\n丙。\n"
    assert [line.text for line in read_layout("甲部計畫\n" + contents + body).lines][1:] == body.splitlines()


def test_the_word_contents_goes_with_its_entries_where_a_format_knows_its_paragraphs_too() -> None:
    document = Document("甲部計畫\n目　錄\n壹、前言………1\n貳、施政目標………2\n壹、前言\n", is_flowing=True)
    assert [line.text for line in layout_of(document).lines] == ["甲部計畫", "壹、前言"]


def test_cells_that_end_in_a_number_are_no_contents_page() -> None:
    text = "甲部計畫\n累計\n１ ５\n０ 場\n１ ６\n１ ７\n１\n監測座數 5\n監測座數\n"
    assert [line.text for line in read_layout(text).lines] == text.splitlines()


def test_page_labels_are_known_because_they_count_on() -> None:
    layout = read_layout("甲處計畫\n前言。\n農-1\n甲處計畫\n後言。\n農-2\n甲處計畫\n結語。\n")
    assert [line.text for line in layout.lines] == ["甲處計畫", "前言。", "後言。", "結語。"]
    assert layout.labels[:2] == ("農-1", "農-2")


@pytest.mark.parametrize("label", ["地政－{}", "第 {} 頁，共 2 頁", "甲縣漫畫產業計畫　第 {} 頁"])
def test_a_page_label_may_have_a_wide_dash_and_say_of_how_many_pages(label: str) -> None:
    layout = read_layout(f"甲縣計畫\n一、推動復育\n{label.format(1)}\n甲縣計畫\n二、推動巡查\n{label.format(2)}\n")
    assert [line.text for line in layout.lines] == ["甲縣計畫", "一、推動復育", "二、推動巡查"]


def test_a_page_label_may_stand_between_wide_dashes() -> None:
    assert [line.text for line in read_layout("甲部計畫\n缺失項目列管\n－ 2 －\n\n\n\n至完成為止。\n").lines] == [
        "甲部計畫", "缺失項目列管", "至完成為止。"
    ]  # fmt: skip


def test_a_footnote_at_the_foot_of_a_page_parts_no_sentence_that_goes_on_and_stays_below_a_whole_one() -> None:
    text = "甲部計畫\n參酌執行情形1，\n訂定指標，其統計2\n{note}\n\f{after}\n"
    going_on = text.format(note="2109 年度為初步統計。", after="如下表。")
    whole = text.format(note="2109 年度為初步統計。", after="一、目標")
    without_mark = text.format(note="3月底前完成。", after="並公告之。")
    assert [line.text for line in read_layout(going_on).lines][2:] == ["訂定指標，其統計2", "\f如下表。"]
    assert [line.text for line in read_layout(whole).lines][3:] == ["2109 年度為初步統計。", "\f一、目標"]
    assert [line.text for line in read_layout(without_mark).lines][3:] == ["3月底前完成。", "\f並公告之。"]


@pytest.mark.parametrize(
    ("line", "note", "kept"),
    [
        ("依據國家語言發展法1及各機關", "1108 年公布。", None),
        ("依據國家語言發展法」1，", "1108 年公布。", "依據國家語言發展法」|，"),
        ("完成服務之件數 1，較前一年增加", "1不含電話諮詢之案件。", "完成服務之件數|，較前一年增加"),
        ("以東京備忘錄2", "2 Tokyo MOU on Port State Control。", "以東京備忘錄"),
        ("納入同一窗口，2藉以延續", "2 指聯合國所定義之文獻遺產。", "納入同一窗口，|藉以延續"),
        ("每件案件2，每人2，", "2 指聯合國所定義之文獻遺產。", None),
        ("辦理課程，2場次", "2 指聯合國所定義之文獻遺產。", None),
    ],
)
@pytest.mark.parametrize("between", ["", "\f次頁之行\n"])
def test_the_mark_of_a_footnote_in_a_text_is_no_word_of_its_line(
    line: str, note: str, kept: str | None, between: str
) -> None:
    text = f"甲部計畫\n本文之行\n{line}\n{between}{note}\n\f一、目標\n"
    found = next(one for one in read_layout(text).lines if one.text.startswith(line[:4]))
    assert "|".join(text[span.start : span.end] for span in found.spans) == (line if kept is None else kept)


def test_a_text_without_lines_has_none() -> None:
    assert read_layout("").lines == read_layout("\n \n").lines == ()


def test_one_line_that_is_set_wider_than_all_others_does_not_make_the_width_of_prose() -> None:
    layout = read_layout("甲" * 60 + "\n" + ("乙" * 30 + "\n") * 9)
    assert full_width(layout.lines) == 60
