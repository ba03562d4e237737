"""Every sentence of an answer, in Traditional Chinese as used in Taiwan.

They stand here and not with the chat's own sentences (`bot.phrases`), because the number gate reads an answer's text
before it leaves.
"""

from __future__ import annotations

GREETING = "您好，我可以查施政計畫的指標、目標值、計畫期程與實施內容，並附上原文出處。"
HELP = (
    "請直接輸入問題，例如：\n• 某項指標的目標值是多少\n• 那衡量標準呢\n• 有哪些重要計畫與它關聯\n"
    "我只回答計畫裡寫的內容，每個數字都附原文出處。"
)
THANKS = "不客氣，還有想查的內容請直接輸入。"
LAUGHTER = "想查什麼呢？請輸入指標或計畫名稱。"
ABUSE = "很抱歉沒有幫上忙。請換個說法，或輸入指標名稱，我再查一次。"
RESET = "好的，請輸入新的問題。"
TOO_LONG = "這段文字太長了，請用一千字以內的問題再問一次。"
NO_FOCUS = "請問您指的是哪一項指標或計畫？請輸入名稱。"

TARGET_OF = "{year} 年度目標值"
TARGET = f"{TARGET_OF}：{{figure}}"
TARGET_UNDATED = "目標值：{figure}"
NAMED = "「{name}」"
MEASURE = "{name}的衡量標準：\n{measure}"
GOAL_OF = "「{name}」屬於關鍵策略目標：\n{goal}"
SYSTEM = "「{name}」的評估體制代號為 {code}。"
SYSTEM_MEANT = "「{name}」的評估體制代號為 {code}：{meaning}"
CODE = "評估體制代號 {code}：{meaning}"
METHOD = "「{name}」的評估方式：{method}"
PERIOD = "「{name}」的計畫期程：{period}"
CATEGORY = "「{name}」的計畫類別：{category}"
CONTENT_OF = "「{name}」的實施內容"
CONTENT = "「{name}」的實施內容：\n{content}"
ITEM_FOUND = "寫在重要計畫項目「{name}」{work_plan}："
WORK_PLAN = "（工作計畫：{name}）"
KPIS_OF = "「{name}」的關鍵績效指標："
KPIS_ALL = "關鍵績效指標："
KPIS_LINKED = "「{name}」關聯的關鍵績效指標："
PROJECTS_OF = "與「{name}」關聯的重要計畫："
PROJECTS_UNDER = "「{name}」項下的重要計畫："
EACH_PLAN = "各計畫"
NOT_SUMMED = "百分比的目標不能相加，分別是："
UNITS_DIFFER = "各指標的單位不同，不能直接比較。請問要比較哪一種單位？"
ASK_HIGHEST = "目標值單位為「{unit}」的指標中，哪一項最高？"
ASK_LOWEST = "目標值單位為「{unit}」的指標中，哪一項最低？"
IS_SUCH = "{column}為「{value}」的{what}"
IS_NOT_SUCH = "{column}不是「{value}」的{what}"
SUCH_KPIS = "符合的關鍵績效指標"
SUCH_PROJECTS = "符合的重要計畫"
TARGETS_SUCH = "符合的指標："
WORK_PLAN_OF = "「{name}」的工作計畫：{work_plan}"
OUTLINE_OF = "「{name}」的施政綱要：{outline}"
COMMON_ERA = "（西元 {year} 年）"
STRATEGIES = "{document}「{name}」："
MORE = "（以下省略，請見引文。）"
PROJECTS_SUCH = "符合的重要計畫："
SUCH = "{column}符合的項目："
SUM_OF = "{column}合計 {figure}："
DIFFERENCE_OF = "{column}相差 {figure}："
MOST = "最多的是：{names}"
FEWEST = "最少的是：{names}"
LISTED = "分別是："
CHAPTERS = "{document}的章節："
PROJECTS_ALL = "重要計畫："
GOALS = "{document}的目標："
OUTLINES = "{document}的施政綱要："
ITEMS = "{document}的重要計畫項目："
COUNTED = "{what}共有 {count}"
HIGHEST_YEAR = "最高的是 {year} 年度：{figure}"
LOWEST_YEAR = "最低的是 {year} 年度：{figure}"
HIGHEST = "其中最高的是「{name}」：{figure}"
LOWEST = "其中最低的是「{name}」：{figure}"
SUM = "合計 {figure}："
DIFFERENCE = "相差 {figure}："
SAME = "相同，分別是："
INCREASE = "增加 {figure}："
DECREASE = "減少 {figure}："
POINTS = "{value} 個百分點"
RUNNING_NOT_SUMMED = "累計目標已包含先前各年，不能再相加，分別是："
BOUNDS_NOT_SUMMED = "上限或下限的目標不能相加，分別是："
IS_SO = "是的，"
IS_NOT_SO = "不是，"
YES = "是的，{called}是 {figure}。"
NO = "不是，{called}是 {figure}。"
STANDS = "出處：{place}"
PAGE = " · 第 {page} 頁"
DEFINED = "{short}：{long}"
DOCUMENTS = "目前可以查詢："
SAID = "{document}寫道：\n{quote}"
UNDER = "寫在「{heading}」：\n{quote}"
CHOOSE_ONE = "有幾項都符合，請問是哪一項？"
OTHER_YEARS = "（其他年度計畫沒有列出。）"
DASH = "（「－」表示該年度未列目標。）"
DOUBT = "（此欄位在原文中有疑義，請對照引文。）"

SERVED_SAYS = "現行版本："
NOT_EARLIER_NAMED = "前一版沒有列出「{name}」。"
NOT_EARLIER = "前一版沒有列出這項內容。"
EARLIER_SAID = "前一版："
SERVED_INSTEAD = "（現行版本為 {figure}。）"
SERVED_SAME = "（現行版本相同。）"
SERVED_DROPPED = "（現行版本已刪除這一項。）"
DROPPED = "現行版本已刪除「{name}」。"
EARLIER_NAMED = "（前一版名為「{name}」。）"
SERVED_NAMED = "（現行版本名為「{name}」。）"
STILL_THERE = "「{name}」仍列於現行版本。"
ALREADY_THERE = "前一版已列有「{name}」。"
MOVED_UP = "增加 {figure}。"
MOVED_DOWN = "減少 {figure}。"
SERVED = "目前查詢的版本：{document}"
SERVED_BEFORE = "前一版：{document}"
UNCHANGED_OF = "「{name}」與前一版相比沒有變動。"
UNCHANGED_FIELD = "「{name}」的{field}與前一版相比沒有變動。"
NONE_SUCH = "{document}與前一版相比，沒有{such}。"
NONE_CHANGED = "{document}與前一版相比，{what}沒有變動。"
KEPT = "與前一版相比沒有變動的是："
ALL_CHANGED = "與前一版相比，每一項都有變動。"
SUCH_CHANGES = {
    "added": "新增的{what}", "dropped": "刪除的{what}", "renamed": "改名的{what}", "raised": "調高的{what}",
    "lowered": "調低的{what}", "changed": "變動的{what}", "kept": "沒有變動的{what}",
}  # fmt: skip
CHANGED_WHAT = {"kpi": "指標", "project": "計畫", "": "項目"}
NO_EARLIER = "這份計畫沒有先前的版本可以比較。"
CHANGED_SINCE = "{document}與前一版相比："
UNCHANGED = "與前一版相比，指標、計畫與表格沒有變動。"
IN_YEAR = "{year} 年度 "
EARLIER = "（前一版為 {figure}。）"
NONE = "（無）"
CHANGE_LINES = {
    "added": "• 新增「{name}」",
    "dropped": "• 刪除「{name}」",
    "renamed": "• 「{before}」改名為「{after}」",
    "target": "• 「{name}」{year}目標值：{before} → {after}",
    "measure": "• 「{name}」的衡量標準有修改",
    "content": "• 「{name}」的實施內容有修改",
    "period": "• 「{name}」的期程：{before} → {after}",
    "category": "• 「{name}」的類別：{before} → {after}",
    "column": "• 「{name}」{header}：{before} → {after}",
    "figure": "• 「{name}」{header}：{before} → {after}",
}
# The same where one thing is asked for: what was reworded stands there as it is.
CHANGED_TEXTS = {
    "measure": "• 「{name}」的衡量標準：\n前一版：{before}\n現行版本：{after}",
    "content": "• 「{name}」的實施內容：\n前一版：{before}\n現行版本：{after}",
}
NOT_FOUND = "已公布的計畫中查不到「{what}」。"
NOT_FOUND_PLAIN = "已公布的計畫中查不到這項內容。"
TARGET_OR_ACTUAL = "計畫沒有列出{year}的目標值，列的是達成值："
ONE_YEAR = "計畫只列出「{name}」一個年度的目標值，算不出各年的變化或合計："
NO_SUCH_YEAR = "計畫沒有列出「{name}」{year}的目標值；有列的是 {there} 年度。"
PLAN_OUTSIDE = "這份計畫沒有涵蓋{year}。"
YEAR_OUTSIDE = "已公布的計畫沒有涵蓋{year}。"
YEAR = " {year} 年度"
THAT_YEAR = "該年度"
WEIGHT_COLUMN = "權重"
WEIGHT = "權重：{weight}"
EXTRA = "{header}：{text}"
CELL = "{year} 年{header}：{text}"
STATED = "（表上註明{stated}）"
NO_ACTUAL = "查不到這項的實際達成值；計畫列的主要是目標值。"
OTHER_AGENCY = "已公布的計畫中沒有這個機關的計畫。"
IN_MEASURE = "計畫沒有單獨訂這一部分的目標值；它是「{name}」衡量標準的一部分："
NOT_DIVIDED = "計畫只訂整年的目標值，沒有再依季、月或單位分開訂定。"
NO_TARGET_WITHIN = "計畫中沒有目標值符合這個條件的指標。"
NO_YEARS_TO_COMPARE = "沒有指標列出可以互相比較的各年度目標值。"
NO_SUCH_TARGET_UNIT = "計畫中沒有以這個單位計算目標值的指標。"
NO_SUCH_TARGET = "計畫中沒有指標的目標值是這個數字。"
NO_SUCH_ASSESSMENT = "計畫中沒有這樣評估的指標。"
NONE_LISTED = "計畫沒有列出{what}。"
EACH_YEAR_DIFFERS = "「{name}」各年度的目標值都不同。"
NO_SUCH_FACT = "計畫中沒有這樣的項目。"
LEFT_OUT = "單位不同，未計入：{names}"
UNITS_NOT_SUMMED = "這些目標的單位不同，不能相加或相減。"
NO_SUCH_CODE = "計畫的註解沒有說明評估體制代號 {code}。"
UNEXPLAINED = "計畫提到「{short}」，但沒有說明它的全名。"
COMPARE_WHAT = "請說明要比較計畫的哪個主題，例如：「兩份計畫對人才培育各寫了什麼？」"
NOT_WORKED_OUT = "請說明要計算哪幾項指標，並且單位要相同。"
NO_MONEY = "查不到這項金額。"
NOT_IN_ALL = "計畫沒有列出「{name}」的總經費；列的是單一年度的："
NOT_BY_YEAR = "計畫沒有為「{name}」逐年列出金額；列的是各年合計："
OF_YEAR = "{year}的{field}"
NO_FIELD = "計畫沒有為「{name}」列出{field}。"
NEAREST = "最接近的內容：{names}"
WITHHELD = "這項數字未通過原文核對，因此不顯示；請直接看引文。"

ASK_TARGET = "「{name}」的目標值為何？"
ASK_MEASURE = "「{name}」的衡量標準為何？"
ASK_PROJECTS = "哪些重要計畫與「{name}」關聯？"
ASK_GOAL = "「{name}」屬於哪個關鍵策略目標？"
ASK_PERIOD = "「{name}」的計畫期程為何？"
ASK_KPIS = "「{name}」與哪些 KPI 關聯？"
ASK_KPIS_OF = "「{name}」有哪些關鍵績效指標？"
ASK_CONTENT = "「{name}」的實施內容為何？"
FIELD_NAMES = {
    "target": "目標值", "measure": "衡量標準", "method": "評估方式", "system": "評估體制", "goal": "關鍵策略目標",
    "period": "計畫期程", "category": "計畫類別", "content": "實施內容", "kpis": "關鍵績效指標", "projects": "重要計畫",
    "name": "名稱",
}  # fmt: skip
