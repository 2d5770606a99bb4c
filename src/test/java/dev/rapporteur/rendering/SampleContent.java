package dev.rapporteur.rendering;

import dev.rapporteur.analysis.FigureFormat;
import dev.rapporteur.analysis.Unit;
import dev.rapporteur.rendering.NarrativeBlock.Paragraph;
import dev.rapporteur.rendering.NarrativeBlock.Piece;
import dev.rapporteur.rendering.NarrativeBlock.Shape;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A monthly sales report of an invented company, as content for templates; English or Chinese. */
public final class SampleContent {
  private static final Unit CNY = Unit.of("CNY");
  private static final Unit ORDERS = Unit.of("orders");

  private final Locale locale;
  private final boolean chinese;
  private final FigureFormat format;
  private int products = 12;
  private boolean draft = true;
  private boolean longNames;
  private boolean emptySection;

  private SampleContent(Locale locale) {
    this.locale = locale;
    this.chinese = locale.getLanguage().equals("zh");
    this.format = new FigureFormat(locale);
  }

  public static SampleContent english() {
    return new SampleContent(Locale.ENGLISH);
  }

  public static SampleContent chinese() {
    return new SampleContent(Locale.SIMPLIFIED_CHINESE);
  }

  /** How many rows the table of products has. */
  public SampleContent withProducts(int rows) {
    products = rows;
    return this;
  }

  public SampleContent approved() {
    draft = false;
    return this;
  }

  public SampleContent withLongNames() {
    longNames = true;
    return this;
  }

  /** With a section that has neither text nor chart nor table. */
  public SampleContent withEmptySection() {
    emptySection = true;
    return this;
  }

  public ReportContent build() {
    Map<String, ContentValue> root = new LinkedHashMap<>();
    root.put("title", text("Monthly sales report", "月度销售报告"));
    root.put("subtitle", text("Sales, regions and products against plan", "销售额、区域与产品对照年度计划"));
    root.put("company", text("Lanhai Instruments", "蓝海仪器"));
    root.put("period", fields("label", text("March 2024", "2024年3月"), "id", words("2024-03")));
    root.put("state", draft ? text("Draft", "草稿") : text("Approved", "已批准"));
    root.put("draft", new ContentValue.Flag(draft));
    root.put("approved", new ContentValue.Flag(!draft));
    root.put("approvedBy", words(draft ? "" : "Lin Anna"));
    root.put("approvedAt", draft ? words("") : text("5 April 2024, 10:30", "2024年4月5日 10:30"));
    root.put("draftSha256", words(draft ? "" : "9f86d081884c7d65".repeat(4)));
    root.put("dataAsOf", text("2 April 2024, 18:00", "2024年4月2日 18:00"));
    root.put("madeAt", text("3 April 2024, 08:00", "2024年4月3日 08:00"));
    root.put("runId", words("sales-monthly-2024-03-r1"));
    root.put("revision", words("1"));
    root.put("writtenBy", text("Rapporteur, rule-based writer", "Rapporteur（规则写作器）"));
    root.put("reviewedBy", text("Sales managers", "销售经理组"));
    root.put("writerNote", words(""));
    root.put("keyFigures", new ContentValue.Rows(keyFigures()));
    root.put("hasKeyChart", new ContentValue.Flag(true));
    root.put("keyChart", new ContentValue.Chart(trend()));
    List<ContentValue.Fields> sections = sections();
    root.put("sections", new ContentValue.Rows(sections));
    Map<String, ContentValue> byId = new LinkedHashMap<>();
    sections.forEach(s -> byId.put(((ContentValue.Text) s.values().get("id")).text(), s));
    root.put("section", new ContentValue.Fields(byId));
    root.put("findings", new ContentValue.Rows(findings()));
    root.put("sources", new ContentValue.Rows(sources()));
    root.put("figures", new ContentValue.Rows(figures()));
    root.put("calls", new ContentValue.Rows(calls()));
    root.put("quality", new ContentValue.Rows(quality()));
    return new ReportContent(
        new ContentValue.Fields(root),
        locale,
        "sales-monthly/2024-03",
        1,
        chinese ? "月度销售报告 2024年3月" : "Monthly sales report, March 2024",
        chinese ? "蓝海仪器" : "Lanhai Instruments",
        Instant.parse("2024-04-03T00:00:00Z"),
        draft ? Optional.of(chinese ? "草稿" : "DRAFT") : Optional.empty());
  }

  private List<ContentValue.Fields> keyFigures() {
    return List.of(
        keyFigure("sales", text("Sales", "销售额"), "48213907.40", CNY, "12.43", "-3.08"),
        keyFigure(
            "ytd", text("Sales, year to date", "累计销售额"), "141702331.00", CNY, "9.87", "-1.80"),
        keyFigure("orders", text("Orders", "订单数"), "1284", ORDERS, "4.22", "1.10"),
        keyFigure("average", text("Average order", "平均订单额"), "37550", CNY, "7.88", "-4.13"));
  }

  private ContentValue.Fields keyFigure(
      String id, ContentValue.Text name, String value, Unit unit, String year, String month) {
    return fields(
        "name", name,
        "value", number(id, value, unit),
        "unit", words(format.unitLabel(unit)),
        "first", comparison(id + ".yoy", text("a year ago", "同比"), year),
        "second", comparison(id + ".mom", text("February", "环比"), month),
        "hasFirst", new ContentValue.Flag(true),
        "hasSecond", new ContentValue.Flag(true));
  }

  private ContentValue.Fields comparison(String id, ContentValue.Text label, String percent) {
    BigDecimal value = new BigDecimal(percent);
    return fields(
        "label", label,
        "value",
            new ContentValue.Number(id, value, Unit.PERCENT, format.signed(value, Unit.PERCENT)),
        "up", new ContentValue.Flag(value.signum() > 0),
        "down", new ContentValue.Flag(value.signum() < 0));
  }

  private ReportChart trend() {
    List<String> months = new ArrayList<>();
    List<Optional<BigDecimal>> now = new ArrayList<>();
    List<Optional<BigDecimal>> before = new ArrayList<>();
    double[] shape = {38.1, 39.4, 41.0, 40.2, 42.8, 44.1, 43.5, 45.9, 44.8, 43.7, 49.7, 48.2};
    for (int i = 0; i < 12; i++) {
      int month = (i + 3) % 12 + 1;
      months.add(
          chinese
              ? month + "月"
              : java.time.Month.of(month)
                  .getDisplayName(java.time.format.TextStyle.SHORT, Locale.ENGLISH));
      now.add(amount(shape[i] * 1e6));
      before.add(amount(shape[i] * 0.9e6 + 6e5 * (i % 3)));
    }
    return chart(
        "trend",
        ReportChart.Kind.LINE,
        chinese ? "销售额连续五个月高于上年同期" : "Sales stay above the year before for the fifth month",
        chinese ? "销售额，百万元，2023年4月至2024年3月" : "Sales, million yuan, April 2023 to March 2024",
        CNY,
        "1000000",
        months,
        List.of(
            series(chinese ? "本年" : "This year", ReportChart.Role.ACTUAL, now),
            series(chinese ? "上年" : "Year before", ReportChart.Role.PREVIOUS_YEAR, before)));
  }

  private List<ContentValue.Fields> sections() {
    List<ContentValue.Fields> sections = new ArrayList<>();
    sections.add(
        section(
            "overview",
            1,
            text("Overview", "总体情况"),
            overview(),
            Optional.empty(),
            Optional.empty()));
    sections.add(
        section(
            "change",
            2,
            text("What drove the change", "变动原因"),
            change(),
            Optional.of(waterfall()),
            Optional.empty()));
    sections.add(
        section(
            "regions",
            3,
            text("Regions", "区域"),
            regions(),
            Optional.of(regionChart()),
            Optional.of(regionTable())));
    sections.add(
        section(
            "products",
            4,
            text("Products", "产品"),
            productsText(),
            Optional.empty(),
            Optional.of(productTable())));
    if (emptySection) {
      sections.add(
          section(
              "risks",
              5,
              text("Risks", "风险"),
              new NarrativeBlock("risks", List.of()),
              Optional.empty(),
              Optional.empty()));
    }
    return sections;
  }

  private ContentValue.Fields section(
      String id,
      int number,
      ContentValue.Text heading,
      NarrativeBlock narrative,
      Optional<ReportChart> chart,
      Optional<ReportTable> table) {
    Map<String, ContentValue> values = new LinkedHashMap<>();
    values.put("id", words(id));
    values.put("number", words(String.valueOf(number)));
    values.put("heading", heading);
    values.put("narrative", new ContentValue.Narrative(narrative));
    values.put("hasChart", new ContentValue.Flag(chart.isPresent()));
    chart.ifPresent(c -> values.put("chart", new ContentValue.Chart(c)));
    values.put("hasTable", new ContentValue.Flag(table.isPresent()));
    table.ifPresent(t -> values.put("table", new ContentValue.Table(t)));
    return new ContentValue.Fields(values);
  }

  private NarrativeBlock overview() {
    return chinese
        ? block(
            "overview",
            paragraph(
                Shape.TEXT,
                "3月实现销售额",
                figure("sales", "4,820万元"),
                "，同比增长",
                figure("sales.yoy", "12.4%"),
                "，环比下降",
                figure("sales.mom", "3.1%"),
                "。环比回落几乎全部来自华东：该区域减少",
                figure("east.delta", "230万元"),
                "，占总降幅的九成，主要对比的是2月两笔未再出现的大额订单。"),
            paragraph(
                Shape.TEXT,
                "剔除华东，销售额已连续五个月增长。一季度累计",
                figure("ytd", "1.42亿元"),
                "，距年度计划的进度要求尚差",
                figure("ytd.gap", "1.8个百分点"),
                "。",
                new Piece.CitationMark(1, "《2024年度目标》第1节", "全年销售额目标为6亿元，一季度进度不低于25.4%")))
        : block(
            "overview",
            paragraph(
                Shape.TEXT,
                "March sales came to ",
                figure("sales", "48.2 million yuan"),
                ", ",
                figure("sales.yoy", "12.4%"),
                " more than a year ago but ",
                figure("sales.mom", "3.1%"),
                " less than in February. The step back from February is almost entirely East's: the"
                    + " region lost ",
                figure("east.delta", "2.3 million"),
                ", nine tenths of the decline, after two large orders in February were not repeated."),
            paragraph(
                Shape.TEXT,
                "Without East, sales would have grown for the fifth month in a row. For the year so"
                    + " far the company stands at ",
                figure("ytd", "141.7 million"),
                ", ",
                figure("ytd.gap", "1.8 percentage points"),
                " short of the pace that the annual plan" + " sets.",
                new Piece.CitationMark(
                    1,
                    "Annual targets 2024, 1",
                    "Sales of 600 million yuan, at least 25.4% of them in the first quarter")));
  }

  private NarrativeBlock change() {
    return chinese
        ? block(
            "change",
            paragraph(Shape.TEXT, "环比减少", figure("sales.delta", "153万元"), "，主要由三项构成："),
            paragraph(
                Shape.BULLET,
                new Piece.Words("华东", true),
                "减少",
                figure("east.delta", "230万元"),
                "，大额订单未再出现；"),
            paragraph(
                Shape.BULLET,
                new Piece.Words("华南", true),
                "增加",
                figure("south.delta", "96万元"),
                "，新客户占其中六成；"),
            paragraph(
                Shape.BULLET,
                new Piece.Words("其他区域", true),
                "合计减少",
                figure("rest.delta", "19万元"),
                "，变动均不足1%。"))
        : block(
            "change",
            paragraph(
                Shape.TEXT,
                "The decline of ",
                figure("sales.delta", "1.53 million"),
                " from February is the sum of three moves:"),
            paragraph(
                Shape.BULLET,
                new Piece.Words("East", true),
                " lost ",
                figure("east.delta", "2.3 million"),
                " because two large orders were not repeated;"),
            paragraph(
                Shape.BULLET,
                new Piece.Words("South", true),
                " gained ",
                figure("south.delta", "0.96 million"),
                ", six tenths of it from new customers;"),
            paragraph(
                Shape.BULLET,
                new Piece.Words("All other regions", true),
                " together lost ",
                figure("rest.delta", "0.19 million"),
                ", none more than 1%."));
  }

  private NarrativeBlock regions() {
    return chinese
        ? block(
            "regions",
            paragraph(
                Shape.TEXT,
                "华东仍居首位，占销售额的",
                figure("east.share", "33.1%"),
                "，比上年同期低",
                figure("east.points", "2.1个百分点"),
                "。华南计划6月前达到15%，目前为",
                figure("south.share", "11.8%"),
                "。",
                new Piece.CitationMark(2, "《区域战略》2.1", "华南份额于6月前达到15%")))
        : block(
            "regions",
            paragraph(
                Shape.TEXT,
                "East still leads with ",
                figure("east.share", "33.1%"),
                " of sales, ",
                figure("east.points", "2.1 percentage points"),
                " less than a year ago. The plan asked"
                    + " for 15% in the South by June; it stands at ",
                figure("south.share", "11.8%"),
                ".",
                new Piece.CitationMark(
                    2, "Regional strategy, 2.1", "The South reaches a share of 15% by June")));
  }

  private NarrativeBlock productsText() {
    return chinese
        ? block(
            "products",
            paragraph(Shape.TEXT, "前三项产品合计占销售额的", figure("top3", "41.7%"), "，份额与上月基本持平。完整清单见下表。"),
            paragraph(Shape.NOTE, "本节由规则写作器撰写：模型在期限内未作答。"))
        : block(
            "products",
            paragraph(
                Shape.TEXT,
                "The three leading products bring ",
                figure("top3", "41.7%"),
                " of sales, about as much as in February. The table has the whole list."),
            paragraph(
                Shape.NOTE, "Written by the rule-based writer: the model did not answer in time."));
  }

  private ReportChart waterfall() {
    return chart(
        "waterfall",
        ReportChart.Kind.WATERFALL,
        chinese ? "回落几乎全部来自华东" : "East alone explains the decline",
        chinese
            ? "2月至3月销售额变动，百万元；纵轴不从零开始"
            : "Change in sales, February to March, million yuan; the axis does not start at zero",
        CNY,
        "1000000",
        chinese
            ? List.of("2月", "华东", "华南", "华北", "西南", "其他", "3月")
            : List.of("February", "East", "South", "North", "Southwest", "Other", "March"),
        List.of(
            series(
                "",
                ReportChart.Role.ACTUAL,
                amounts(49.74e6, -2.30e6, 0.96e6, 0.21e6, -0.31e6, -0.09e6, 48.21e6))));
  }

  private ReportChart regionChart() {
    return chart(
        "regionChart",
        ReportChart.Kind.BAR,
        chinese ? "华东领先，华南增长最快" : "East leads, South grows fastest",
        chinese ? "销售额，百万元，2024年3月与上年同期" : "Sales, million yuan, March 2024 and a year before",
        CNY,
        "1000000",
        regionNames(),
        List.of(
            series(
                chinese ? "2024年3月" : "March 2024",
                ReportChart.Role.ACTUAL,
                amounts(15.96e6, 9.42e6, 7.11e6, 5.69e6, 5.28e6, 4.75e6)),
            series(
                chinese ? "2023年3月" : "March 2023",
                ReportChart.Role.PREVIOUS_YEAR,
                amounts(15.08e6, 8.30e6, 6.52e6, 4.41e6, 4.90e6, 3.67e6))));
  }

  private List<String> regionNames() {
    if (longNames) {
      return chinese
          ? List.of("华东（含上海、江苏、浙江及安徽办事处）", "华北及京津冀协同发展区域", "华中", "华南粤港澳大湾区及海南自由贸易港", "西南", "西北")
          : List.of(
              "East including Shanghai, Jiangsu, Zhejiang and Anhui",
              "North and the capital region",
              "Central",
              "South with the Greater Bay Area and Hainan Free Trade Port",
              "Southwest",
              "Northwest");
    }
    return chinese
        ? List.of("华东", "华北", "华中", "华南", "西南", "西北")
        : List.of("East", "North", "Central", "South", "Southwest", "Northwest");
  }

  private ReportTable regionTable() {
    double[] now = {15.96e6, 9.42e6, 7.11e6, 5.69e6, 5.28e6, 4.75390740e6};
    double[] before = {15.08e6, 8.30e6, 6.52e6, 4.41e6, 4.90e6, 3.67e6};
    List<ReportTable.Row> rows = new ArrayList<>();
    List<String> names = regionNames();
    for (int i = 0; i < names.size(); i++) {
      rows.add(row(names.get(i), "region" + i, now[i], before[i], 48.2139074e6, false));
    }
    rows.add(row(chinese ? "合计" : "Total", "sales", 48.2139074e6, 42.88e6, 48.2139074e6, true));
    return new ReportTable(
        "regions",
        chinese ? "各区域销售额" : "Sales by region",
        columns(chinese ? "区域" : "Region"),
        rows);
  }

  private ReportTable productTable() {
    List<ReportTable.Row> rows = new ArrayList<>();
    for (int i = 0; i < products; i++) {
      double now = 48.2e6 / (i + 3);
      String name =
          (chinese ? "精密仪器 " : "Precision gauge ")
              + (longNames && i % 3 == 1
                  ? (chinese
                      ? "高温防爆远程校准套装（含三年现场服务与备件）"
                      : "high temperature explosion-proof remote calibration set with three years of service and spare parts ")
                  : "")
              + (char) ('A' + i % 26)
              + (100 + i);
      rows.add(row(name, "", now, now * (0.85 + 0.02 * (i % 9)), 48.2139074e6, false));
    }
    return new ReportTable(
        "products",
        chinese ? "各产品销售额" : "Sales by product",
        columns(chinese ? "产品" : "Product"),
        rows);
  }

  private List<ReportTable.Column> columns(String first) {
    String yuan = format.unitLabel(CNY);
    return List.of(
        new ReportTable.Column(first, "", false),
        new ReportTable.Column(chinese ? "2024年3月" : "March 2024", yuan, true),
        new ReportTable.Column(chinese ? "2023年3月" : "March 2023", yuan, true),
        new ReportTable.Column(chinese ? "同比" : "Change", "%", true),
        new ReportTable.Column(chinese ? "占比" : "Share", "%", true));
  }

  private ReportTable.Row row(
      String name, String figureId, double now, double before, double all, boolean total) {
    return new ReportTable.Row(
        List.of(
            words(name),
            cell(figureId, now, CNY),
            cell("", before, CNY),
            cell(
                figureId.isEmpty() ? "" : figureId + ".yoy",
                100 * (now / before - 1),
                Unit.PERCENT),
            cell("", 100 * now / all, Unit.PERCENT)),
        total);
  }

  private ContentValue cell(String figureId, double value, Unit unit) {
    BigDecimal exact = BigDecimal.valueOf(Math.round(value * 100), 2);
    return new ContentValue.Number(figureId, exact, unit, format.cell(exact, unit));
  }

  private List<ContentValue.Fields> findings() {
    return List.of(
        fields(
            "section", text("Regions", "区域"),
            "sentence", text("The plan asked for 15% in the South by June.", "华南计划6月前达到15%。"),
            "verdict", text("not in the data", "数据中没有"),
            "reason",
                text(
                    "15% is a target of the strategy document, not a figure of the month.",
                    "15%是战略文件的目标，不是本月数据。")));
  }

  private List<ContentValue.Fields> sources() {
    return List.of(
        fields(
            "number",
            words("1"),
            "document",
            text("Annual targets 2024", "2024年度目标"),
            "heading",
            text("1 Sales", "第1节 销售"),
            "quote",
            text(
                "Sales of 600 million yuan, at least 25.4% of them in the first quarter",
                "全年销售额目标为6亿元，一季度进度不低于25.4%")),
        fields(
            "number",
            words("2"),
            "document",
            text("Regional strategy", "区域战略"),
            "heading",
            text("2.1 South", "2.1 华南"),
            "quote",
            text("The South reaches a share of 15% by June", "华南份额于6月前达到15%")));
  }

  private List<ContentValue.Fields> figures() {
    List<ContentValue.Fields> rows = new ArrayList<>();
    rows.add(figureRow("sales", text("Sales", "销售额"), "48213907.40", CNY, "sum(amount)"));
    rows.add(
        figureRow(
            "sales.yoy",
            text("Sales, year over year", "销售额同比"),
            "12.43",
            Unit.PERCENT,
            "48,213,907.40 / 42,883,344.00 - 1"));
    rows.add(
        figureRow(
            "sales.mom",
            text("Sales, month over month", "销售额环比"),
            "-3.08",
            Unit.PERCENT,
            "48,213,907.40 / 49,744,102.10 - 1"));
    rows.add(
        figureRow(
            "east.delta",
            text("East, change from February", "华东环比变动额"),
            "-2301118.20",
            CNY,
            "15,960,000.00 - 18,261,118.20"));
    rows.add(
        figureRow(
            "top3",
            text("Share of the three leading products", "前三项产品占比"),
            "41.70",
            Unit.PERCENT,
            "(16,066,667 + 12,050,000 + 9,640,000) / 48,213,907"));
    return rows;
  }

  private ContentValue.Fields figureRow(
      String id, ContentValue.Text name, String value, Unit unit, String formula) {
    return fields(
        "id", words(id),
        "name", name,
        "period", words("2024-03"),
        "value", number(id, value, unit),
        "formula", words(formula),
        "source", words("C1"));
  }

  private List<ContentValue.Fields> calls() {
    return List.of(
        call(
            "C1",
            "query_sales_data",
            "month = 2024-03",
            "1",
            "select sum(amount) as amount, count(*) as orders\nfrom sales\nwhere order_date >= :month and order_date < :next_month"),
        call(
            "C2",
            "sales_by_region",
            "month = 2024-03",
            "6",
            "select region, sum(amount) as amount\nfrom sales\nwhere order_date >= :month and order_date < :next_month\ngroup by region order by amount desc"));
  }

  private ContentValue.Fields call(
      String id, String function, String parameters, String rows, String sql) {
    return fields(
        "id", words(id),
        "function", words(function),
        "parameters", words(parameters),
        "rows", words(rows),
        "at", text("3 April 2024, 08:00:02", "2024年4月3日 08:00:02"),
        "sql", words(sql));
  }

  private List<ContentValue.Fields> quality() {
    return List.of(
        fields(
            "name",
            text("Completeness", "完整性"),
            "text",
            text(
                "All six regions have closed March; 1,284 orders, none without a region.",
                "六个区域均已完成3月结账；共1,284单，均有区域归属。")),
        fields(
            "name",
            text("Comparability", "可比性"),
            "text",
            text("March 2024 has 21 working days, March 2023 had 23.", "2024年3月有21个工作日，上年同期23个。")));
  }

  private ContentValue.Number number(String id, String value, Unit unit) {
    BigDecimal exact = new BigDecimal(value);
    return new ContentValue.Number(id, exact, unit, format.text(exact, unit));
  }

  private ContentValue.Text text(String english, String chineseText) {
    return words(chinese ? chineseText : english);
  }

  private static ContentValue.Text words(String text) {
    return new ContentValue.Text(text);
  }

  private static NarrativeBlock block(String id, Paragraph... paragraphs) {
    return new NarrativeBlock(id, List.of(paragraphs));
  }

  private static Paragraph paragraph(Shape shape, Object... pieces) {
    List<Piece> all = new ArrayList<>();
    for (Object piece : pieces) {
      all.add(piece instanceof String text ? new Piece.Words(text, false) : (Piece) piece);
    }
    return new Paragraph(shape, all);
  }

  private static Piece figure(String id, String text) {
    return new Piece.FigureText(id, text);
  }

  private static ContentValue.Fields fields(Object... namesAndValues) {
    Map<String, ContentValue> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], (ContentValue) namesAndValues[i + 1]);
    }
    return new ContentValue.Fields(values);
  }

  private ReportChart chart(
      String id,
      ReportChart.Kind kind,
      String title,
      String subtitle,
      Unit unit,
      String divisor,
      List<String> categories,
      List<ReportChart.Series> series) {
    return new ReportChart(
        id,
        kind,
        title,
        subtitle,
        title + (chinese ? "：" : ": ") + String.join(", ", categories),
        unit,
        new BigDecimal(divisor),
        chinese ? "百万元" : "million yuan",
        categories,
        series);
  }

  private static ReportChart.Series series(
      String name, ReportChart.Role role, List<Optional<BigDecimal>> values) {
    return new ReportChart.Series(name, role, values);
  }

  private static List<Optional<BigDecimal>> amounts(double... values) {
    List<Optional<BigDecimal>> all = new ArrayList<>();
    for (double value : values) {
      all.add(amount(value));
    }
    return all;
  }

  private static Optional<BigDecimal> amount(double value) {
    return Optional.of(BigDecimal.valueOf(Math.round(value)));
  }
}
