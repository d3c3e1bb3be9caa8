"""Papers to try the formats on: everything in them is invented, and each shows what the others do not."""

from __future__ import annotations

from meetingtui.domain import numbering
from meetingtui.papers.document import (
    Block,
    Cell,
    Document,
    Field,
    PageBreak,
    Paragraph,
    Space,
    Stamp,
    Table,
    Title,
)
from meetingtui.papers.settings import Look

SAYINGS = (
    "請各網絡單位確實落實通報後二十四小時內之初評作業，並於「社會安全網個案管理系統」登錄處理情形。",
    "為避免漏接個案，請各單位指定單一窗口，姓名、職稱、電話及電子郵件（例：safety-net@example.gov.tw）應於文到7日內送社會處彙整。",
    "毒品危害防制中心應就藥癮個案失聯達三個月以上者，逐案清查原因（例如：搬遷、入監、就醫、就業……等），並建立名冊列管！",
    "請警察局（婦幼警察隊）會同衛生局、教育處，針對高再犯風險之相對人，研擬「一人一案」之預防計畫；其期程、分工及檢核指標，應於下次會議提出。",
    "本案經查個案設籍本縣，實際居住於外縣市，請社會處依「兒童及少年福利與權益保障法」第五十三條規定，函請居住地主管機關協助訪視，並副知本府。",
    "有關脆弱家庭服務人力不足一節，衛生福利部業以115年2月11日衛部護字第1151460123號函同意增補社工人員8名，請儘速辦理甄選。",
)
NAME = "範例縣政府強化社會安全網暨毒品危害防制115年度第1次跨局處聯繫會議"


def saying(place: int) -> str:
    """One of the sayings, going round."""
    return SAYINGS[place % len(SAYINGS)]


def minutes(items: int = 4, look: Look | None = None) -> Document:
    """會議紀錄 with `items` points: 4 make about four pages, 60 about thirty."""
    look = look or Look()
    blocks: list[Block] = [
        Title("範例縣政府強化社會安全網暨毒品危害防制"),
        Title("115年度第1次跨局處聯繫會議紀錄"),
        Field("時間", "中華民國115年3月5日（星期四）上午9時30分"),
        Field("地點", "本府三樓第一會議室（範例縣範例市中正路1號）"),
        Field("主席", "李副縣長○○", ("紀錄", "林志堃")),
        Field(
            "出席",
            "社會處王小明、衛生局陳美玲、警察局林志堃、教育處吳詰安、勞工處高峯議、民政處温育慈、"
            "毒品危害防制中心王方正、家庭暴力及性侵害防治中心游錫堃、少年輔導委員會黃喆文、地方檢察署許曉如",
        ),
        Field("列席", "衛生福利部社會及家庭署、國立範例大學社會工作學系張教授○○"),
        Field("請假", "勞工處吳處長詰安（公假）"),
        Paragraph("主席致詞", 0, numbering.heading(1)),
        Paragraph(f"（略）{saying(4)}", 0),
        Paragraph("確認上次會議紀錄", 0, numbering.heading(2)),
        Paragraph("確定。", 0, label="決定："),
        Paragraph("上次會議決議（列管）事項辦理情形", 0, numbering.heading(3)),
        actions_table(max(3, items // 3)),
        Paragraph("", 0, label="主席裁示："),
        Paragraph("編號114-4-01、114-4-03解除列管，餘繼續列管。", 2, numbering.number(2, 1)),
        Paragraph("請各單位於每月5日前至系統更新辦理情形。", 2, numbering.number(2, 2)),
        Paragraph("報告事項", 0, numbering.heading(4)),
    ]
    for place in range(max(1, items // 4)):
        blocks += report(place)
    blocks.append(Paragraph("討論事項", 0, numbering.heading(5)))
    for place in range(items // 2):
        blocks += discussion(place)
    blocks += [
        Paragraph("臨時動議", 0, numbering.heading(6)),
        Paragraph("無。", 0),
        Paragraph("散會", 0, numbering.heading(7)),
        Paragraph("同日上午11時45分。", 0),
    ]
    return Document("minutes", tuple(blocks), look, running=f"{NAME}紀錄")


def report(place: int) -> list[Block]:
    """A point that is reported, with all levels of numbers below it."""
    return [
        Paragraph(f"社會處業務報告：{saying(place)}", 1, numbering.number(1, place + 1)),
        Paragraph(saying(place), 2, numbering.number(2, 1)),
        Paragraph(saying(place + 1), 2, numbering.number(2, 2)),
        Paragraph(saying(place + 2), 3, numbering.number(3, 1)),
        Paragraph(saying(place), 3, numbering.number(3, 2)),
        Paragraph(saying(place + 3), 4, numbering.number(4, 1)),
        Paragraph(saying(place + 1), 2, numbering.number(2, 3)),
        Paragraph("洽悉，請依委員意見辦理。", 1, label="決定："),
    ]


def discussion(place: int) -> list[Block]:
    """A point that is discussed: 案由, 說明, 擬辦, 決議."""
    return [
        Paragraph("教育處", 1, numbering.number(1, place + 1), "提案單位："),
        Paragraph(saying(place + 3), 1, label="案由："),
        Paragraph("", 1, label="說明："),
        *(Paragraph(saying(place + step + 2), 2, numbering.number(2, step + 1)) for step in range(3)),
        Paragraph(saying(place + 5), 1, label="擬辦："),
        Paragraph("", 1, label="決議："),
        *(Paragraph(saying(place + step + 4), 2, numbering.number(2, step + 1)) for step in range(2)),
    ]


def actions_table(rows: int) -> Table:
    """列管事項一覽表, one row with two leads."""
    heads = ("編號", "決議（裁示）事項", "主（協）辦單位", "辦理情形", "期限", "列管建議")
    body = (
        (
            Cell(f"114-4-{place + 1:02d}"),
            Cell(saying(place + 2)),
            Cell(("衛生局\n（勞工處）", "教育處\n（衛生局）", "家庭暴力及性侵害防治中心\n（勞工處）")[place % 3]),
            Cell(saying(place) + (saying(place + 2) if place % 3 == 2 else "")),
            Cell(f"115.6.{place % 28 + 1}"),
            Cell(("自行列管", "繼續列管", "解除列管")[place % 3]),
        )
        for place in range(rows)
    )
    return Table(
        tuple(Cell(head, "centred") for head in heads),
        tuple(body),
        (13, 24, 14, 25, 13, 11),
        "表1　列管事項辦理情形一覽表",
    )


def notice() -> Document:
    """開會通知單."""
    blocks: tuple[Block, ...] = (
        Title("範例縣政府　開會通知單"),
        Space(),
        Paragraph("300", 0),
        Paragraph("範例縣範例市中正路2號", 0),
        Field("受文者", "範例縣警察局", large=True),
        Field("發文日期", "中華民國115年2月20日"),
        Field("發文字號", "府社工字第1150001234號"),
        Field("速別", "普通件"),
        Field("密等及解密條件或保密期限", ""),
        Field("附件", "會議議程1份、列管事項一覽表1份"),
        Field("開會事由", NAME, large=True),
        Field("開會時間", "中華民國115年3月5日（星期四）上午9時30分", large=True),
        Field("開會地點", "本府3樓第一會議室（範例縣範例市中正路1號）", large=True),
        Field("主持人", "李副縣長○○", large=True),
        Field("聯絡人及電話", "林志堃（03）0000000分機123", large=True),
        Field(
            "出席者",
            "本府社會處、本府教育處、本府勞工處、本府民政處、範例縣衛生局、範例縣警察局、範例縣毒品危害防制中心、"
            "範例縣家庭暴力及性侵害防治中心、王委員方正、吳委員詰安、温委員育慈",
        ),
        Field("列席者", "衛生福利部社會及家庭署、臺灣範例地方檢察署"),
        Field("副本", "本府秘書處、本府計畫處（管制考核科）"),
        Field("備註", ""),
        Paragraph("請各單位指派業務主管（簡任或相當層級）以上人員出席；如委託代理，請於會前1日通知聯絡人。", 1, "一、"),
        Paragraph(
            "請於115年2月26日（星期四）前填復附件「列管事項辦理情形」電子檔（ODS），以電子郵件送聯絡人彙整。", 1, "二、"
        ),
        Paragraph("為響應節能減紙，會議資料請自行下載，並自備環保杯。", 1, "三、"),
        Stamp("範例縣政府（條戳）"),
    )
    return Document("notice", blocks, Look(), corner=("檔　　號：", "保存年限："), mark="密", binding=True)


def sign_in(rows: int = 40) -> Document:
    """簽到表 with room for signatures, and a mark on every page."""
    heads = ("編號", "機關", "職稱", "姓名", "簽名")
    agencies = ("社會處", "衛生局", "警察局婦幼警察隊", "教育處（學生輔導諮商中心）", "臺灣範例地方檢察署")
    body = tuple(
        (Cell(str(place), "centred"), Cell(agencies[place % 5]), Cell("科長"), Cell("王小明"), Cell(""))
        for place in range(1, rows + 1)
    )
    blocks: tuple[Block, ...] = (
        Title(NAME),
        Title("簽到表"),
        Field("時間", "中華民國115年3月5日（星期四）上午9時30分"),
        Field("地點", "本府三樓第一會議室"),
        Table(tuple(Cell(head, "centred") for head in heads), body, (8, 32, 16, 18, 26), tall=1.1),
        PageBreak(),
        Paragraph("以下為隨同人員。", 0),
    )
    return Document("sign-in", blocks, Look(), running="簽到表", mark="遮罩本")


def counts(rows: int = 30) -> Document:
    """年度場次統計表, across."""
    heads = ("會議別", "層級", "規定", "預定", "已召開", "延期", "取消", "人次", "最長間隔（日）", "差額")
    body = tuple(
        (
            Cell(f"第{place}分區強化社會安全網社區網絡聯繫會議"),
            Cell("網絡聯繫"),
            *(Cell(f"{place * step % 97:,}", "right") for step in range(1, 9)),
        )
        for place in range(1, rows + 1)
    )
    blocks: tuple[Block, ...] = (
        Title("範例縣政府115年度強化社會安全網會議場次統計表"),
        Field("統計期間", "115年1月1日至115年12月31日", ("統計基準日", "115年12月31日")),
        Table(tuple(Cell(head, "centred") for head in heads), body, (28, 10, 7, 7, 8, 7, 7, 8, 11, 7)),
        Paragraph("聯合會議依認列之會議別分別計次，總計只計1次。", 0, label="註："),
    )
    return Document("counts", blocks, Look(), running="115年度場次統計表", landscape=True)


EXAMPLES = {"notice": notice, "minutes": minutes, "sign-in": sign_in, "counts": counts}
"""Those that every format is tried on."""
