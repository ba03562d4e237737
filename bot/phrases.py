"""Every sentence that the chat itself says; what the plans say comes from `knowledge`."""

from __future__ import annotations

START = """您好，我是施政計畫問答助理。
請直接輸入問題，我會從已發布的施政計畫中找出數字與原文，並註明出處；計畫沒有寫的，我會直說。

例如：某項指標的目標值是多少

輸入 /help 可看更多問法。"""

HELP = """您可以這樣問：
• 目標值：某項指標的目標值是多少
• 衡量標準：某項指標怎麼計算
• 計畫期程：某項重要計畫的期程是哪幾年
• 施政重點：年度施政目標有哪些

每個答案都附上原文與出處（文件、章節、頁次）。我只依已發布的計畫回答，不推測，也不提供計畫以外的資訊。"""

CHAT_WELCOME = "您好，請輸入問題；輸入 /help 看問法，輸入「離開」結束。"
CHAT_PROMPT = "問："

TEXT_ONLY = "抱歉，我目前只看得懂文字訊息，請把問題打成文字。"
UNKNOWN_COMMAND = "抱歉，沒有這個指令。請直接輸入問題，或輸入 /help 看問法。"
NOT_ALLOWED = "抱歉，此機器人目前只開放給指定的使用者。如需使用，請洽管理者。"

YOU_MAY_ASK = "您也可以問："


def failure(reference: str) -> str:
    """Say that a question could not be handled; the reference stands in the log, too."""
    return f"抱歉，處理您的訊息時發生問題，請稍後再試。若持續發生，請將代碼 {reference} 告知管理者。"
