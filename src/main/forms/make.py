"""Makes templates/sales-monthly*/form.pdf: an approval sheet whose fields a run fills. Needs reportlab (4.4).

The forms are committed; run this again only to change them, from the root of the project.
"""

from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

INK, MUTED, ACCENT, RULE = (HexColor(c) for c in ("#1B2733", "#5A6772", "#1F4E79", "#C9D0D6"))
LEFT, RIGHT = 24 * mm, A4[0] - 24 * mm
FONTS = Path("src/main/resources/fonts")

WORDS = {
    "sales-monthly": {
        "fonts": ("SourceSans3-Regular.ttf", "SourceSans3-SemiBold.ttf"), "title": "Approval sheet", "report": "Report",
        "period": "Period", "state": "State", "as of": "Data as of", "written": "Written by", "run": "Run",
        "summary": "Summary", "risks": "Risks and data quality", "draft": "This is a draft",
        "sign": ("Reviewed, date", "Approved, date"),
    },
    "sales-monthly-zh": {
        "fonts": ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"), "title": "报告审批单", "report": "报告",
        "period": "期间", "state": "状态", "as of": "数据截至", "written": "撰写", "run": "运行",
        "summary": "内容摘要", "risks": "风险与数据质量", "draft": "本报告为草稿",
        "sign": ("审阅、日期", "批准、日期"),
    },
}


def make(template, words):
    regular, bold = words["fonts"]
    for file in words["fonts"]:
        pdfmetrics.registerFont(TTFont(file, str(FONTS / file)))
    page = Canvas(f"templates/{template}/form.pdf", pagesize=A4, invariant=1, initialFontName=regular)
    page.setTitle(words["title"])
    page.setFillColor(ACCENT)
    page.rect(LEFT, A4[1] - 42 * mm, 1.2 * mm, 14 * mm, stroke=0, fill=1)
    label(page, words["title"], LEFT + 6 * mm, A4[1] - 34 * mm, 20, bold, INK)
    field(page, "company", "{{company}}", LEFT + 5 * mm, A4[1] - 42 * mm, 120 * mm, 6 * mm, 9)

    y = A4[1] - 58 * mm
    facts = (("report", "title"), ("period", "period.label"), ("state", "state"), ("as of", "dataAsOf"),
             ("written", "writtenBy"), ("run", "runId"))
    for name, tag in facts:
        label(page, words[name], LEFT, y, 9, regular, MUTED)
        field(page, name.replace(" ", ""), "{{" + tag + "}}", LEFT + 34 * mm, y - 2 * mm, RIGHT - LEFT - 34 * mm, 6.5 * mm, 10)
        rule(page, y - 3 * mm)
        y -= 9 * mm

    for name, height in (("summary", 62 * mm), ("risks", 40 * mm)):
        section = "overview" if name == "summary" else "risks"
        y -= 5 * mm
        label(page, words[name], LEFT, y, 11, bold, INK)
        y -= height + 2 * mm
        page.setStrokeColor(RULE)
        page.rect(LEFT, y, RIGHT - LEFT, height, stroke=1, fill=0)
        field(page, name, "{{section." + section + ".narrative}}", LEFT + 1 * mm, y + 1 * mm, RIGHT - LEFT - 2 * mm,
              height - 2 * mm, 10, multiline=True)
        y -= 4 * mm

    y -= 6 * mm
    page.acroForm.checkbox(name="draft", tooltip="{{draft}}", x=LEFT, y=y, size=10, buttonStyle="check",
                           borderColor=MUTED, fillColor=None, textColor=INK, borderWidth=0.7)
    label(page, words["draft"], LEFT + 6 * mm, y + 1, 9, regular, INK)
    for i, sign in enumerate(words["sign"]):
        x = LEFT + i * 86 * mm
        page.setStrokeColor(MUTED)
        page.line(x, 32 * mm, x + 76 * mm, 32 * mm)
        label(page, sign, x, 27 * mm, 8, regular, MUTED)
    page.save()


def label(page, text, x, y, size, font, color):
    page.setFont(font, size)
    page.setFillColor(color)
    page.drawString(x, y, text)


def rule(page, y):
    page.setStrokeColor(RULE)
    page.setLineWidth(0.5)
    page.line(LEFT, y, RIGHT, y)


def field(page, name, tag, x, y, width, height, size, multiline=False):
    page.acroForm.textfield(name=name, tooltip=tag, x=x, y=y, width=width, height=height, fontSize=size, borderWidth=0,
                            borderColor=None, fillColor=None, textColor=INK, fieldFlags="multiline" if multiline else "")


for template, words in WORDS.items():
    make(template, words)
