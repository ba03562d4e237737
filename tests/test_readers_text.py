from __future__ import annotations

import pytest

from indexer.readers.text import decode_text
from knowledge.errors import DocumentRefused

PLAN = "外交部108年度施政計畫\n壹、年度施政目標\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp950"])
def test_a_plan_reads_the_same_in_every_encoding(encoding: str) -> None:
    assert decode_text(PLAN.encode(encoding), "plan.txt") == PLAN


def test_line_ends_become_line_feeds_and_all_else_stays() -> None:
    assert decode_text("一、 \r\n\r\n二、\u3000\r三".encode(), "plan.txt") == "一、 \n\n二、\u3000\n三"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "empty"),
        ("\u3000\n".encode(), "empty"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04rest", "zip"),
        (bytes(range(1, 32)) * 9, "binary"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", "UTF-8|binary"),
    ],
)
def test_what_is_no_text_is_refused_with_one_line_that_names_the_file(raw: bytes, reason: str) -> None:
    with pytest.raises(DocumentRefused, match=reason) as refused:
        decode_text(raw, "plan.txt")
    assert str(refused.value).startswith("plan.txt: ") and "\n" not in str(refused.value)
