"""Every sentence that the chat itself says; what the plans say comes from `knowledge`."""

from __future__ import annotations

START = """您好，我是施政計畫問答助理。
請直接輸入問題，我會從已發布的施政計畫中找出數字與原文，並註明出處；計畫沒有寫的，我會直說。

例如：某項指標的目標值是多少

輸入 /help 可看更多問法。"""

_HELP = """您可以這樣問：
• 目標值：某項指標的目標值是多少
• 衡量標準：某項指標怎麼計算
• 計畫期程：某項重要計畫的期程是哪幾年
• 施政重點：年度施政目標有哪些

也可以不問，直接查：
/kpi 關鍵字：查指標
/goals：依策略目標瀏覽指標
/search 關鍵字：查原文
/plans：看有哪些計畫{more}

每個答案都附上原文與出處（文件、章節、頁次）。我只依已發布的計畫回答，不推測，也不提供計畫以外的資訊。"""
HELP = _HELP.format(more="\n/watch：計畫更新時通知我\n/forget：刪除我留下的資料")
HELP_IN_TERMINAL = _HELP.format(more="")
HELP_GROUP = "在群組裡請用 /ask 加上問題，或直接回覆我的訊息。"
HELP_ADMIN = """管理者：
• 把計畫檔案傳給我，看過預覽再發布
/releases：已發布的計畫與先前的版本
/rollback：恢復前一個版本
/misses：沒答好的問題
/stats：使用情形
/allow、/deny：開放或取消使用者"""

CHAT_WELCOME = "您好，請輸入問題；輸入 /help 看問法，輸入「離開」結束。"
CHAT_PROMPT = "問："
CHAT_COMMAND = "這裡沒有這個指令。請直接輸入問題，或輸入 /help 看問法。"
KPI_WHAT = "請在 /kpi 後面加上要查的詞，例如：/kpi 預算執行率"

TEXT_ONLY = "抱歉，我目前只看得懂文字訊息，請把問題打成文字。我可以查指標的目標值、衡量標準、計畫期程與實施內容。"
UNKNOWN_COMMAND = "抱歉，沒有這個指令。請直接輸入問題，或輸入 /help 看問法。"
NOT_ALLOWED = "抱歉，此機器人目前只開放給指定的使用者。如需使用，請洽管理者。"
PAIRING = "抱歉，此機器人目前只開放給指定的使用者。如需使用，請把這組代碼交給管理者：{code}"
SLOW_DOWN = "您問得有點快，請稍等一分鐘再問，謝謝。"
CANCELLED = "好的，已取消，請輸入新的問題。"
ASK_WHAT = "請在 /ask 後面加上問題，例如：/ask 某項指標的目標值是多少"
SEARCH_WHAT = "請在 /search 後面加上要查的詞，例如：/search 人才培育"
FORGOTTEN = "已刪除您在這裡留下的資料：對話、回饋與待發布的檔案。"

YOU_MAY_ASK = "您也可以問："
PAGE_OF = "（第 {at} 頁，共 {pages} 頁）"

BUTTON_TARGET = "目標值"
BUTTON_MEASURE = "衡量標準"
BUTTON_PROJECTS = "相關計畫"
BUTTON_GOAL = "所屬目標"
BUTTON_PERIOD = "計畫期程"
BUTTON_CATEGORY = "計畫類別"
BUTTON_KPIS = "關聯指標"
BUTTON_CONTENT = "實施內容"
BUTTON_WORK_PLAN = "工作計畫"
BUTTON_STRATEGIES = "策略"
BUTTON_SOURCE = "看原文"
BUTTON_SOURCE_N = "看原文 {n}"
BUTTON_LINK = "複製連結"
BUTTON_BACK = "‹ 上一頁"
BUTTON_NEXT = "下一頁 ›"
BUTTON_UP = "返回"
BUTTON_PUBLISH = "發布"
BUTTON_CANCEL = "取消"
BUTTON_ROLLBACK = "恢復 {title}"

ASK_WHY = "請問哪裡不對？"
REASON_FIGURE = "數字錯"
REASON_PLACE = "出處錯"
REASON_ANSWER = "答非所問"
REASON_MISSING = "找不到"
THANKS_RIGHT = "謝謝您的回饋。"
THANKS_WRONG = "謝謝，已記下，管理者會查看。"
GONE = "這個按鈕已經失效，請重新輸入問題。"
CHANGED = "（這一項在後來的版本有變動，以下是目前的內容。）"
NO_LONGER = "這個連結指向的項目，目前發布的計畫中已經沒有了。"
SUPERSEDED = "（這是先前版本的內容；目前發布的版本已沒有這一項。）"

KPIS = "關鍵績效指標（共 {count} 項）："
KPIS_FOUND = "符合「{words}」的項目："
KPIS_FOUND_MORE = "符合「{words}」的共 {count} 項，最接近的 {shown} 項："
KPIS_NONE = "查不到符合「{words}」的指標或計畫。"
GOALS = "策略目標（共 {count} 項）："
GOALS_NONE = "已發布的計畫沒有列出策略目標。"
KPIS_OF = "「{goal}」的關鍵績效指標："
PLANS = "目前發布的計畫："
PLAN_LINE = "• {title}：{counts}"
PLANS_NONE = "目前沒有已發布的計畫。"
COUNTS = (
    ("kpis", "{n} 項指標"),
    ("projects", "{n} 項重要計畫"),
    ("annual_items", "{n} 項年度計畫項目"),
    ("sections", "{n} 個章節條目"),
)
SUBJECTS = {
    "kpi": "指標",
    "project": "重要計畫",
    "item": "年度項目",
    "goal": "策略目標",
    "outline": "施政綱要",
    "work_plan": "工作計畫",
}
SOURCE = "{place}\n引用的部分以 ▶ 標示："

UPLOAD_TYPE = "只讀得懂 PDF、ODT、DOCX 與文字檔（.txt）。請把計畫存成其中一種再傳一次。"
UPLOAD_SIZE = "這個檔案太大了，上限是 {mb} MB。"
UPLOAD_READING = "收到「{file}」，正在讀取……"
READING_STAGES = {
    "file": UPLOAD_READING,
    "pages": "正在讀取「{file}」：已讀 {done} 頁，共 {total} 頁。",
    "facts": "「{file}」已讀完，正在整理章節、指標與計畫……",
    "index": "「{file}」已整理完，正在建立索引……",
    "trial": "「{file}」已整理完，正在逐項試查：已查 {done} 項，共 {total} 項。",
}
READING_STOPS = "好的，停止讀取。"
READING_STOPPED = "已停止讀取「{file}」，沒有發布任何內容。"
READING_NOT_YOURS = "抱歉，只有傳這個檔案的管理者可以取消。"
READING_OVER = "這次讀取已經結束，不必取消。"
UPLOAD_LOST = "「{file}」下載失敗，沒有發布任何內容。請再傳一次。"
UPLOAD_REFUSED = (
    "「{file}」無法讀取，沒有發布任何內容。"
    "請確認檔案沒有損壞、沒有密碼，而且有可選取的文字（不是掃描影像）；也可以改傳文字檔（.txt）。"
)
UPLOAD_SAME = "「{title}」與目前發布的版本完全相同，不需要再發布。"
UPLOAD_FOUND = "讀到：{title}\n{counts}"
UPLOAD_NEW = "這是新的計畫，目前沒有要取代的版本。"
UPLOAD_REPLACES = "將取代目前發布的版本（{release}）："
UPLOAD_NO_CHANGE = "內容沒有變動。"
UPLOAD_PROBLEMS = "有 {count} 處疑義："
UPLOAD_NO_PROBLEM = "沒有疑義。"
UPLOAD_MORE = "……另有 {count} 項"
UPLOAD_CONTRADICTS = (
    "同一項有兩種說法，沒有發布任何內容。請更正檔案後再傳一次；確定要照原文發布，請在主機上用 planbot index --force。"
)
UPLOAD_ASK = "要發布嗎？"
UPLOAD_STALE = "您預覽之後，這份計畫又發布了別的版本，所以還沒有發布。以下是與目前版本的差異："
UPLOAD_GONE = "這個檔案已經處理過或已過期，請重新上傳。"
UPLOAD_DROPPED = "已取消，沒有發布任何內容。"
PUBLISHED = "已發布：{title}（{release}）。"
WATCHING = "好的，計畫更新時會通知您，並列出變動的項目。再輸入一次 /watch 即可取消。"
WATCHING_NO_MORE = "已取消，計畫更新時不再通知您。"
ANNOUNCED = "計畫已更新：{title}（{release}）。"
NOTHING = "（無）"
PROBLEMS = {
    "no_plan": "標題不是施政計畫，只保留內文",
    "no_facts": "沒有讀到指標、計畫或實施內容的表格，只能從內文回答",
    "unplaced_text": "表格中有文字無法歸入欄位",
    "no_target": "指標沒有目標值",
    "odd_target": "目標值不是單一數字",
    "year_not_stated": "沒有寫目標值的年度",
    "row_without_name": "有一列沒有名稱，已略過",
    "missing_field": "有欄位是空的",
    "cut_cell": "跨頁的儲存格已接合，請核對",
    "spanning_cell": "合併儲存格的內容不明",
    "misprint": "名稱疑有誤植，已對應到最接近的指標",
    "unlinked_kpi": "關聯的指標不在指標表中",
    "unsure_row": "這一列可能有別的讀法",
    "empty_table": "表格沒有內容",
    "contradiction": "同一項有兩種說法",
    "numbering_gap": "指標的編號不連續",
    "unanswered": "用它的名稱查不到這一項",
    "mistaken": "用它的名稱查到的是別的項目",
    "macros": "檔案含有巨集，未執行也未讀取",
    "hidden_text": "隱藏的文字，已略過",
    "external_template": "檔案引用外部範本，未取用",
    "unread_object": "內嵌的物件無法讀取",
    "off_page_text": "頁面外的文字，已略過",
    "turned_text": "轉向的文字（例如浮水印），已略過",
    "unknown_glyphs": "有字元無法辨認",
    "restricted": "檔案限制列印或複製，仍可讀取",
    "unread_table": "這張指標或計畫表的格式未能讀出，只保留原文",
    "cut_off": "檔案在這裡中斷，這一段未列入",
    "not_held": "目錄列出的章，內文沒有",
    "table_skipped": "這一頁內容太多，未辨認表格",
}
PROBLEM_AT = "• {problem}：{about}"
PROBLEM_PAGE = "（第 {page} 頁）"
PROBLEM_LINE = "（第 {line} 行）"

RELEASES = "計畫的版本："
RELEASE_LINE = "• {title}\n  {id}，{state}，{day}"
RELEASE_STATES = {"published": "發布中", "superseded": "先前版本"}
ROLLBACK_ASK = "要恢復哪一份計畫的前一個版本？"
ROLLBACK_NONE = "沒有可以恢復的版本。"
ROLLED_BACK = "已恢復：{title}（{release}）。"
MISSES = "沒答好的問題（最多的在前）："
MISSES_NONE = "目前沒有記錄。"
MISSES_OFF = "目前的設定不保留問題（store_questions = false）。"
MISS_LINE = "{n}. {question}（{count} 次，{status}）"
MISS_STATES = {"not_found": "查不到", "ambiguous": "有歧義", "wrong": "被標示有誤"}
STATS = "最近七天："
STATS_STATES = {"answered": "有答案", "ambiguous": "請對方選", "not_found": "查不到", "conversation": "寒暄"}
STATS_LINE = "• {what}：{count}"
STATS_RIGHT = "👍"
STATS_WRONG = "👎"
STATS_WAITING = "待處理的訊息"
REASONS = {"figure": REASON_FIGURE, "place": REASON_PLACE, "answer": REASON_ANSWER, "missing": REASON_MISSING}
ALLOW_HOW = "請輸入 /allow 加上對方的六位數代碼。"
ALLOW_DONE = "已開放使用者 {person}。"
ALLOW_NONE = "沒有這個代碼，或已過期。請對方再傳一次訊息取得新代碼。"
ALLOW_OPEN = "目前任何人都可以使用（open = true），不需要開放。"
LET_IN = "管理者已開放您使用，請直接輸入問題。"
DENY_HOW = "請輸入 /deny 加上使用者編號。目前開放的使用者：{people}"
DENY_DONE = "已取消使用者 {person}。"
DENY_NONE = "使用者 {person} 不在開放名單中。"

COMMANDS = {
    "kpi": "查指標，例如 /kpi 宿舍",
    "goals": "依策略目標瀏覽指標",
    "search": "查計畫原文",
    "plans": "有哪些計畫",
    "watch": "計畫更新時通知我，再輸入一次取消",
    "help": "怎麼問",
    "cancel": "取消，換個問題",
    "forget": "刪除我留下的資料",
}
COMMANDS_GROUP = {"ask": "在群組裡發問", "kpi": COMMANDS["kpi"], "search": COMMANDS["search"], "help": COMMANDS["help"]}
COMMANDS_ADMIN = {
    "releases": "計畫的版本",
    "rollback": "恢復前一個版本",
    "misses": "沒答好的問題",
    "stats": "使用情形",
    "allow": "開放使用者",
    "deny": "取消使用者",
}


def failure(reference: str) -> str:
    """Say that a question could not be handled; the reference stands in the log, too."""
    return f"抱歉，處理您的訊息時發生問題，請稍後再試。若持續發生，請將代碼 {reference} 告知管理者。"
