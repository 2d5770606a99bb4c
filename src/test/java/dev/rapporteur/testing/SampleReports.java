package dev.rapporteur.testing;

import dev.rapporteur.analysis.FigureFormat;
import dev.rapporteur.analysis.Unit;
import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.NarrativeBlock;
import dev.rapporteur.rendering.NarrativeBlock.Paragraph;
import dev.rapporteur.rendering.NarrativeBlock.Piece;
import dev.rapporteur.rendering.NarrativeBlock.Shape;
import dev.rapporteur.rendering.ReportChart;
import dev.rapporteur.rendering.ReportChart.Kind;
import dev.rapporteur.rendering.ReportChart.Role;
import dev.rapporteur.rendering.ReportChart.Series;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.ReportTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A month of an invented company as a template sees it, in English or Chinese, of any length. */
public final class SampleReports {
  private static final Unit YUAN = Unit.of("CNY");
  private static final Unit ORDERS = Unit.of("orders");

  private final boolean chinese;
  private final FigureFormat format;
  private int rows = 12;
  private String nameEnding = "";
  private boolean empty;
  private boolean draft = true;
  private final Map<String, ContentValue> replaced = new LinkedHashMap<>();

  private SampleReports(Locale locale) {
    this.chinese = locale.getLanguage().equals("zh");
    this.format = new FigureFormat(locale);
  }

  /** The English report. */
  public static SampleReports english() {
    return new SampleReports(Locale.ENGLISH);
  }

  /** The Chinese report. */
  public static SampleReports chinese() {
    return new SampleReports(Locale.SIMPLIFIED_CHINESE);
  }

  /** With that many rows in the table of products. */
  public SampleReports withRows(int count) {
    this.rows = count;
    return this;
  }

  /** With that text behind the name of each region and product. */
  public SampleReports withNamesEndingIn(String ending) {
    this.nameEnding = ending;
    return this;
  }

  /** With no narrative, no table rows, no findings, no sources. */
  public SampleReports withEmptySections() {
    this.empty = true;
    return this;
  }

  /** With the watermark gone. */
  public SampleReports approved() {
    this.draft = false;
    return this;
  }

  /** With another value for a text of the root. */
  public SampleReports with(String name, String text) {
    return with(name, text(text));
  }

  /** With another value of the root. */
  public SampleReports with(String name, ContentValue value) {
    replaced.put(name, value);
    return this;
  }

  /** The content. */
  public ReportContent content() {
    Map<String, ContentValue> root = new LinkedHashMap<>();
    put(root, "title", "Monthly sales report", "月度销售报告");
    put(root, "subtitle", "Sales, regions, products and the plan", "销售、区域、产品与计划执行");
    put(root, "company", "Linhe Outdoor and Home Trading", "林禾户外家居商贸有限公司");
    root.put("period", fields("label", text(say("March 2024", "2024年3月")), "id", text("2024-03")));
    root.put("state", text(draft ? say("Draft", "草稿") : say("Approved", "已批准")));
    root.put("draft", new ContentValue.Flag(draft));
    root.put("approved", new ContentValue.Flag(!draft));
    root.put("approvedBy", text(draft ? "" : "Lin Anna"));
    root.put("approvedAt", text(draft ? "" : say("5 April 2024, 10:30", "2024年4月5日 10:30")));
    root.put("draftSha256", text(draft ? "" : "9f86d081884c7d65".repeat(4)));
    put(root, "dataAsOf", "2 April 2024, 06:00", "2024年4月2日 06:00");
    put(root, "madeAt", "2 April 2024, 08:00", "2024年4月2日 08:00");
    put(root, "runId", "run-2024-03-7f3a", "run-2024-03-7f3a");
    put(root, "revision", "1", "1");
    put(root, "writtenBy", "Qwen3-14B on the company's Triton server", "公司 Triton 服务器上的 Qwen3-14B");
    put(root, "reviewedBy", "Sales managers", "销售经理组");
    put(
        root,
        "writerNote",
        "Section 5 was written by the built-in writer, because the model did not answer in time.",
        "第5节由内置写作程序完成，因为模型未在时限内作答。");
    root.put("keyFigures", new ContentValue.Rows(keyFigures()));
    root.put("hasKeyChart", new ContentValue.Flag(true));
    root.put("keyChart", new ContentValue.Chart(trend("keyChart")));
    List<ContentValue.Fields> sections = sections();
    root.put("sections", new ContentValue.Rows(sections));
    Map<String, ContentValue> byId = new LinkedHashMap<>();
    for (ContentValue.Fields section : sections) {
      byId.put(((ContentValue.Text) section.values().get("id")).text(), section);
    }
    root.put("section", new ContentValue.Fields(byId));
    root.put("findings", new ContentValue.Rows(empty ? List.of() : findings()));
    root.put("sources", new ContentValue.Rows(empty ? List.of() : sources()));
    root.put("figures", new ContentValue.Rows(figures()));
    root.put("calls", new ContentValue.Rows(calls()));
    root.put("quality", new ContentValue.Rows(empty ? List.of() : quality()));
    root.putAll(replaced);
    return new ReportContent(
        new ContentValue.Fields(root),
        format.locale(),
        "sales-monthly/2024-03/run-2024-03-7f3a",
        1,
        say("Monthly sales report, March 2024", "月度销售报告 2024年3月"),
        say("Linhe Outdoor and Home Trading", "林禾户外家居商贸有限公司"),
        Instant.parse("2024-04-02T00:00:00Z"),
        draft ? Optional.of(say("DRAFT", "草稿")) : Optional.empty());
  }

  private List<ContentValue.Fields> keyFigures() {
    return List.of(
        keyFigure("sales", "Sales", "销售额", "48213907.40", YUAN, "-3.1", "12.4"),
        keyFigure(
            "to-date", "Sales for the year to date", "年初至今销售额", "141702311.20", YUAN, "", "9.8"),
        keyFigure(
            "pace",
            "Pace against the plan of the year",
            "年度计划进度",
            "98.2",
            Unit.PERCENT,
            "-0.6",
            ""),
        keyFigure("average", "Average order value", "平均订单金额", "3842.60", YUAN, "1.2", "-0.8"),
        keyFigure("discount", "Discount rate", "折扣率", "6.4", Unit.PERCENT, "0.3", "1.1"));
  }

  private ContentValue.Fields keyFigure(
      String id, String english, String name, String value, Unit unit, String month, String year) {
    boolean rate = unit.equals(Unit.PERCENT);
    Map<String, ContentValue> fields = new LinkedHashMap<>();
    fields.put("name", text(say(english, name)));
    fields.put("value", number(id, value, unit));
    fields.put("unit", text(format.unitLabel(unit)));
    fields.put("first", comparison(id + "-month", say("on February", "环比"), month, rate));
    fields.put("second", comparison(id + "-year", say("on March 2023", "同比"), year, rate));
    fields.put("hasFirst", new ContentValue.Flag(!month.isEmpty()));
    fields.put("hasSecond", new ContentValue.Flag(!year.isEmpty()));
    return new ContentValue.Fields(fields);
  }

  private ContentValue.Fields comparison(String id, String label, String change, boolean points) {
    BigDecimal value = new BigDecimal(change.isEmpty() ? "0" : change);
    Unit unit = points ? Unit.POINTS : Unit.PERCENT;
    return fields(
        "label",
        text(label),
        "value",
        new ContentValue.Number(id, value, unit, format.signed(value, unit)),
        "up",
        new ContentValue.Flag(value.signum() > 0),
        "down",
        new ContentValue.Flag(value.signum() < 0));
  }

  private List<ContentValue.Fields> sections() {
    return List.of(
        section("overview", 1, "Overview", "总体情况", overview(), Optional.empty(), Optional.empty()),
        section(
            "drivers",
            2,
            "What drove the change",
            "变动原因",
            drivers(),
            Optional.of(waterfall()),
            Optional.empty()),
        section(
            "regions",
            3,
            "Regions",
            "区域",
            regions(),
            Optional.of(regionBars()),
            Optional.of(regionTable())),
        section(
            "products",
            4,
            "Products",
            "产品",
            products(),
            Optional.of(stacked()),
            Optional.of(productTable())),
        section(
            "plan",
            5,
            "Against plan and strategy",
            "计划与战略执行",
            plan(),
            Optional.of(planColumns()),
            Optional.empty()),
        section(
            "risks",
            6,
            "Risks and data quality",
            "风险与数据质量",
            risks(),
            Optional.empty(),
            Optional.empty()));
  }

  private ContentValue.Fields section(
      String id,
      int number,
      String english,
      String name,
      List<Paragraph> paragraphs,
      Optional<ReportChart> chart,
      Optional<ReportTable> table) {
    Map<String, ContentValue> fields = new LinkedHashMap<>();
    fields.put("id", text(id));
    fields.put("number", text(String.valueOf(number)));
    fields.put("heading", text(say(english, name)));
    fields.put(
        "narrative",
        new ContentValue.Narrative(new NarrativeBlock(id, empty ? List.of() : paragraphs)));
    fields.put("hasChart", new ContentValue.Flag(chart.isPresent()));
    chart.ifPresent(one -> fields.put("chart", new ContentValue.Chart(one)));
    fields.put("hasTable", new ContentValue.Flag(table.isPresent()));
    table.ifPresent(one -> fields.put("table", new ContentValue.Table(one)));
    return new ContentValue.Fields(fields);
  }

  private List<Paragraph> overview() {
    return List.of(
        paragraph(
            Shape.TEXT,
            words(say("March sales came to ", "3月实现销售额")),
            figure("sales", say("48.2 million yuan", "4,820万元")),
            words(say(", ", "，同比增长")),
            figure("sales-year", say("12.4%", "12.4%")),
            words(say(" more than a year ago but ", "，环比下降")),
            figure("sales-month", say("3.1%", "3.1%")),
            words(
                say(
                    " less than in February. The step back from February is almost entirely East’s: the region lost ",
                    "。环比回落几乎全部来自华东：该区域减少")),
            figure("east-change", say("2.3 million yuan", "230万元")),
            words(
                say(
                    ", nine tenths of the decline, after two large orders in February were not repeated. Without East, sales"
                        + " would have grown for the fifth month in a row.",
                    "，占总降幅的九成，主要对比的是2月两笔未再出现的大额订单。剔除华东，销售额已连续五个月增长。"))),
        paragraph(
            Shape.TEXT,
            words(say("For the year so far the company stands at ", "一季度累计")),
            figure("to-date", say("142 million yuan", "1.42亿元")),
            words(say(", ", "，距年度计划的进度要求尚差")),
            figure("pace-gap", say("1.8 percentage points", "1.8个百分点")),
            words(say(" short of the pace that the annual plan sets", "")),
            citation(1, say("Annual targets 2024, section 1", "《2024年度目标》第1节")),
            words(say(".", "。"))));
  }

  private List<Paragraph> drivers() {
    return List.of(
        paragraph(
            Shape.TEXT,
            words(
                say(
                    "Four of six regions grew on February, yet together they made up for only a third of what East lost. South"
                        + " added ",
                    "六个区域中有四个环比增长，但合计只弥补了华东降幅的三分之一。华南增加")),
            figure("south-change", say("0.6 million yuan", "60万元")),
            words(
                say(
                    ", the largest gain, while North slipped for the first time since October.",
                    "，增幅最大；华北自去年10月以来首次回落。"))),
        paragraph(
            Shape.BULLET,
            words(
                say(
                    "East: two orders of February, together 2.1 million yuan, had no successor.",
                    "华东：2月两笔合计210万元的订单没有后续。"))),
        paragraph(
            Shape.BULLET,
            words(
                say(
                    "South: the portable power range sold out its first delivery in nine days.",
                    "华南：便携电源系列首批货九天售罄。"))),
        paragraph(
            Shape.BULLET,
            words(
                say(
                    "North: one selling day less than in February’s comparison weeks.",
                    "华北：可比销售日比2月少一天。"))));
  }

  private List<Paragraph> regions() {
    return List.of(
        paragraph(
            Shape.TEXT,
            bold(say("East remains the largest region", "华东仍是最大区域")),
            words(say(" with ", "，占比")),
            figure("east-share", say("31.6%", "31.6%")),
            words(
                say(
                    " of all sales, although its share fell by 2.4 points. The plan asked for 15% in the South by June",
                    "，较上月下降2.4个百分点。规划要求华南在6月前达到15%")),
            citation(2, say("Regional strategy, section 2.1", "《区域战略》第2.1节")),
            words(say("; it stands at ", "，目前为")),
            figure("south-share", say("11.8%", "11.8%")),
            words(
                say(
                    ". For West no base of the previous year exists, since the region was formed in June.",
                    "。西部区域去年6月才设立，没有去年同期基数。"))));
  }

  private List<Paragraph> products() {
    return List.of(
        paragraph(
            Shape.TEXT,
            words(say("Tents and portable power brought ", "帐篷与便携电源带来了增量的")),
            figure("two-share", say("71.3%", "71.3%")),
            words(
                say(
                    " of the growth on last year. Kitchen fell for the third month; its discount rate rose at the same time, which the"
                        + " price guideline does not cover",
                    "。厨房用品连续第三个月下降，同期折扣率上升，而价格指引未覆盖该情形")),
            citation(3, say("Discount policy, section 4", "《折扣政策》第4节")),
            words(say(".", "。"))),
        paragraph(
            Shape.NOTE,
            words(
                say(
                    "Two products were renamed in March; their earlier months are shown under the new name.",
                    "两款产品3月更名，此前月份按新名称列示。"))));
  }

  private List<Paragraph> plan() {
    return List.of(
        paragraph(
            Shape.TEXT,
            words(
                say(
                    "Three of six regions are ahead of their target for the month. North is furthest behind, at ",
                    "六个区域中有三个超过当月目标。华北差距最大，完成")),
            figure("north-target", say("87.4%", "87.4%")),
            words(say(" of its target.", "。"))),
        paragraph(
            Shape.NUMBERED,
            words(
                say(
                    "Decide whether North’s target is moved to the second quarter.",
                    "是否将华北的目标顺延到二季度。"))),
        paragraph(
            Shape.NUMBERED,
            words(
                say(
                    "Release the second delivery of portable power two weeks early.",
                    "是否提前两周投放第二批便携电源。"))));
  }

  private List<Paragraph> risks() {
    return List.of(
        paragraph(
            Shape.TEXT,
            words(
                say(
                    "Five customers make up a quarter of all sales, two more than the policy allows",
                    "五家客户占销售额的四分之一，比政策允许的多两家")),
            citation(4, say("Risk register, entry 7", "《风险清单》第7条")),
            words(say(". After the close ", "。关账后补录")),
            figure("late", say("37 orders", "37单")),
            words(say(" were loaded; they are not part of this report.", "，未计入本报告。"))));
  }

  private ReportChart trend(String id) {
    String[] actual = {
      "38.2", "39.9", "41.5", "40.8", "42.6", "44.1", "43.2", "45.0", "46.3", "43.7", "49.8", "48.2"
    };
    String[] before = {
      "35.1", "36.0", "37.9", "38.8", "38.1", "39.9", "40.3", "41.2", "41.0", "40.6", "43.0", "42.9"
    };
    String[] months =
        chinese
            ? new String[] {
              "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月", "1月", "2月", "3月"
            }
            : new String[] {
              "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"
            };
    return chart(
        id,
        Kind.LINE,
        say("March stands above every month of last year", "3月高于去年任何一个月"),
        say("Sales by month, million yuan, April 2023 to March 2024", "月度销售额（百万元），2023年4月至2024年3月"),
        months,
        series(say("2023/24", "2023/24"), Role.ACTUAL, actual),
        series(say("2022/23", "2022/23"), Role.PREVIOUS_YEAR, before));
  }

  private ReportChart waterfall() {
    String[] names =
        chinese
            ? new String[] {"2月", "华东", "华北", "西部", "华南", "华中", "西南", "3月"}
            : new String[] {
              "February", "East", "North", "West", "South", "Central", "Southwest", "March"
            };
    return chart(
        "drivers",
        Kind.WATERFALL,
        say("East alone explains the decline", "下降由华东一地造成"),
        say("Contributions to the change on February, million yuan", "各区域对环比变动的贡献，百万元"),
        named(names),
        series(
            say("Change", "变动"),
            Role.ACTUAL,
            "49.76",
            "-2.30",
            "-0.35",
            "0.12",
            "0.60",
            "0.28",
            "0.10",
            "48.21"));
  }

  private ReportChart regionBars() {
    return chart(
        "regions",
        Kind.BAR,
        say("East shrinks, South grows fastest", "华东收缩，华南增长最快"),
        say(
            "Sales by region, million yuan, March 2024 and March 2023",
            "各区域销售额，百万元，2024年3月与2023年3月"),
        named(regionNames()),
        series(
            say("March 2024", "2024年3月"),
            Role.ACTUAL,
            "15.24",
            "11.03",
            "7.91",
            "5.69",
            "5.02",
            "3.32"),
        series(
            say("March 2023", "2023年3月"),
            Role.PREVIOUS_YEAR,
            "14.90",
            "10.11",
            "6.40",
            "4.43",
            "4.21",
            ""));
  }

  private ReportChart stacked() {
    String[] months =
        chinese
            ? new String[] {"10月", "11月", "12月", "1月", "2月", "3月"}
            : new String[] {"Oct", "Nov", "Dec", "Jan", "Feb", "Mar"};
    return chart(
        "products",
        Kind.STACKED,
        say("Tents and portable power carry the growth", "增长来自帐篷与便携电源"),
        say("Sales by category, million yuan", "各品类销售额，百万元"),
        months,
        series(say("Tents", "帐篷"), Role.OTHER, "14.1", "14.8", "15.6", "15.0", "18.9", "18.2"),
        series(
            say("Portable power", "便携电源"),
            Role.OTHER,
            "9.2",
            "10.1",
            "10.8",
            "10.3",
            "12.4",
            "13.1"),
        series(say("Kitchen", "厨房"), Role.OTHER, "11.9", "11.6", "11.3", "10.2", "10.0", "9.1"),
        series(say("Furniture", "家具"), Role.OTHER, "8.0", "8.5", "8.6", "8.2", "8.5", "7.8"));
  }

  private ReportChart planColumns() {
    return chart(
        "plan",
        Kind.COLUMN,
        say("Three regions are ahead of their target", "三个区域超过目标"),
        say("Sales and target by region, million yuan, March 2024", "各区域销售额与目标，百万元，2024年3月"),
        named(regionNames()),
        series(say("Sales", "销售额"), Role.ACTUAL, "15.24", "11.03", "7.91", "5.69", "5.02", "3.32"),
        series(say("Target", "目标"), Role.PLAN, "16.00", "10.50", "9.05", "5.50", "5.20", "3.10"));
  }

  private String[] regionNames() {
    return chinese
        ? new String[] {"华东", "华中", "华北", "华南", "西南", "西部"}
        : new String[] {"East", "Central", "North", "South", "Southwest", "West"};
  }

  private String[] named(String... names) {
    return Arrays.stream(names).map(name -> name + nameEnding).toArray(String[]::new);
  }

  private ReportTable regionTable() {
    String[] sales = {
      "15243907.40", "11031220.00", "7914310.50", "5692104.10", "5017365.40", "3315000.00"
    };
    String[] shares = {"31.6", "22.9", "16.4", "11.8", "10.4", "6.9"};
    String[] month = {"-13.1", "2.6", "-4.2", "11.8", "2.0", "3.8"};
    String[] year = {"2.3", "9.1", "23.7", "28.4", "19.2", ""};
    List<ReportTable.Row> lines = new ArrayList<>();
    String[] names = named(regionNames());
    for (int i = 0; i < names.length && !empty; i++) {
      lines.add(
          row(
              false,
              text(names[i]),
              cell(sales[i], YUAN),
              cell(shares[i], Unit.PERCENT),
              cell(month[i], Unit.PERCENT),
              cell(year[i], Unit.PERCENT)));
    }
    if (!empty) {
      lines.add(
          row(
              true,
              text(say("All regions", "合计")),
              cell("48213907.40", YUAN),
              cell("100.0", Unit.PERCENT),
              cell("-3.1", Unit.PERCENT),
              cell("12.4", Unit.PERCENT)));
    }
    return new ReportTable(
        "regions",
        say("Sales by region, March 2024", "各区域销售额，2024年3月"),
        List.of(
            new ReportTable.Column(say("Region", "区域"), "", false),
            new ReportTable.Column(say("Sales", "销售额"), say("yuan", "元"), true),
            new ReportTable.Column(say("Share", "占比"), "%", true),
            new ReportTable.Column(say("On February", "环比"), "%", true),
            new ReportTable.Column(say("On March 2023", "同比"), "%", true)),
        lines);
  }

  private ReportTable productTable() {
    List<ReportTable.Row> lines = new ArrayList<>();
    String[] english = {
      "Ridge tent 2P",
      "Canyon tent 4P",
      "Power station 500",
      "Power station 1000",
      "Trail stove",
      "Camp table",
      "Folding chair",
      "Cook set 7"
    };
    String[] names = {"山脊双人帐篷", "峡谷四人帐篷", "便携电源500", "便携电源1000", "徒步炉具", "露营桌", "折叠椅", "七件套锅具"};
    for (int i = 0; i < rows && !empty; i++) {
      String name =
          (chinese ? names : english)[i % names.length]
              + (i < names.length
                  ? ""
                  : " " + (char) ('A' + i / names.length % 26) + i / names.length)
              + nameEnding;
      BigDecimal amount =
          new BigDecimal("4213907.40")
              .divide(BigDecimal.valueOf(i + 1L), 2, java.math.RoundingMode.HALF_UP);
      lines.add(
          row(
              false,
              text(String.valueOf(i + 1)),
              text(name),
              new ContentValue.Number("", BigDecimal.valueOf(1100 / (i + 1) + 3L), ORDERS, ""),
              new ContentValue.Number("", amount, YUAN, ""),
              cell(i % 7 == 3 ? "" : String.valueOf((i * 37 % 410 - 120) / 10.0), Unit.PERCENT)));
    }
    return new ReportTable(
        "products",
        say("Products by sales, March 2024", "产品销售额排名，2024年3月"),
        List.of(
            new ReportTable.Column("#", "", true),
            new ReportTable.Column(say("Product", "产品"), "", false),
            new ReportTable.Column(say("Orders", "订单"), say("orders", "单"), true),
            new ReportTable.Column(say("Sales", "销售额"), say("yuan", "元"), true),
            new ReportTable.Column(say("On March 2023", "同比"), "%", true)),
        lines);
  }

  private List<ContentValue.Fields> findings() {
    return List.of(
        fields(
            "section", text(say("Products", "产品")),
            "sentence", text(say("Kitchen fell for the third month.", "厨房用品连续第三个月下降。")),
            "verdict", text(say("Not confirmed", "未能证实")),
            "reason",
                text(
                    say(
                        "The figures hold two months of a fall; the third is not among them.",
                        "数据中只有两个月的下降，缺少第三个月。"))),
        fields(
            "section", text(say("Risks and data quality", "风险与数据质量")),
            "sentence",
                text(say("Five customers make up a quarter of all sales.", "五家客户占销售额的四分之一。")),
            "verdict", text(say("Contradicted", "与数据不符")),
            "reason", text(say("Their share is 22.8%.", "其占比为22.8%。"))));
  }

  private List<ContentValue.Fields> sources() {
    return List.of(
        source(
            1,
            "Annual targets 2024",
            "2024年度目标",
            "1 Targets of the year",
            "1 全年目标",
            "The company aims at 610 million yuan of sales in 2024, a quarter of it by the end of March.",
            "2024年销售目标6.1亿元，3月底前完成四分之一。"),
        source(
            2,
            "Regional strategy",
            "区域战略",
            "2.1 South",
            "2.1 华南",
            "The South is to reach 15% of sales by June.",
            "华南占比在6月前达到15%。"),
        source(
            3,
            "Discount policy",
            "折扣政策",
            "4 Exceptions",
            "4 例外",
            "Discounts above 8% need the consent of the sales director.",
            "超过8%的折扣需销售总监同意。"),
        source(
            4,
            "Risk register",
            "风险清单",
            "Entry 7",
            "第7条",
            "No more than three customers may make up a quarter of sales.",
            "占销售额四分之一的客户不得多于三家。"));
  }

  private ContentValue.Fields source(
      int number,
      String english,
      String name,
      String heading,
      String zhHeading,
      String quote,
      String zhQuote) {
    return fields(
        "number", text(String.valueOf(number)),
        "document", text(say(english, name)),
        "heading", text(say(heading, zhHeading)),
        "quote", text(say(quote, zhQuote)));
  }

  private List<ContentValue.Fields> figures() {
    List<ContentValue.Fields> all = new ArrayList<>();
    String[][] lines = {
      {"sales", "Sales", "销售额", "48213907.40", "CNY", "sum of amount", "c1"},
      {
        "sales-month",
        "Sales, change on February",
        "销售额环比",
        "-3.1",
        "percent",
        "(sales − sales of February) / sales of February",
        "c1, c2"
      },
      {
        "sales-year",
        "Sales, change on March 2023",
        "销售额同比",
        "12.4",
        "percent",
        "(sales − sales of March 2023) / sales of March 2023",
        "c1, c3"
      },
      {
        "to-date",
        "Sales for the year to date",
        "年初至今销售额",
        "141702311.20",
        "CNY",
        "sum of amount, January to March",
        "c4"
      },
      {"average", "Average order value", "平均订单金额", "3842.60", "CNY", "amount / orders", "c1"},
      {"discount", "Discount rate", "折扣率", "6.4", "percent", "discounts / list value", "c1"},
      {
        "east-change",
        "Sales, East, change on February",
        "华东销售额环比变动",
        "-2300110.00",
        "CNY",
        "sales of East − sales of East in February",
        "c5, c6"
      },
      {
        "south-share",
        "Share of sales, South",
        "华南占比",
        "11.8",
        "percent",
        "sales of South / sales",
        "c5, c1"
      },
    };
    for (String[] line : lines) {
      all.add(
          fields(
              "id", text(line[0]),
              "name", text(say(line[1], line[2])),
              "period", text(say("March 2024", "2024年3月")),
              "value", number(line[0], line[3], Unit.of(line[4])),
              "formula", text(line[5]),
              "source", text(line[6])));
    }
    return all;
  }

  private List<ContentValue.Fields> calls() {
    List<ContentValue.Fields> all = new ArrayList<>();
    String[][] lines = {
      {"c1", "query_sales_data", "month = 2024-03", "1"},
      {"c2", "query_sales_data", "month = 2024-02", "1"},
      {"c3", "query_sales_data", "month = 2023-03", "1"},
      {"c4", "sales_trend", "month = 2024-03, months = 24", "24"},
      {"c5", "sales_by_region", "month = 2024-03", "6"},
      {"c6", "sales_by_region", "month = 2024-02", "6"},
      {"c7", "top_products", "month = 2024-03, limit = 500", String.valueOf(rows)},
    };
    for (String[] line : lines) {
      all.add(
          fields(
              "id", text(line[0]),
              "function", text(line[1]),
              "parameters", text(line[2]),
              "rows", text(line[3]),
              "at", text("2024-04-02 08:00:14"),
              "sql",
                  text(
                      "select region, sum(amount) as amount, count(distinct order_id) as orders\nfrom sales\nwhere order_date >= :first_day"
                          + " and order_date < :next_month\ngroup by region\norder by amount desc")));
    }
    return all;
  }

  private List<ContentValue.Fields> quality() {
    return List.of(
        fields(
            "name", text(say("Late orders", "补录订单")),
            "text",
                text(
                    say(
                        "37 orders of 142,300 yuan were loaded after the close and are left out.",
                        "关账后补录37单，合计142,300元，未计入。"))),
        fields(
            "name", text(say("No base", "无基数")),
            "text",
                text(
                    say(
                        "West has no March 2023; its change is not shown.",
                        "西部没有2023年3月数据，不列同比。"))));
  }

  private static ReportTable.Row row(boolean total, ContentValue... cells) {
    return new ReportTable.Row(List.of(cells), total);
  }

  private ContentValue cell(String value, Unit unit) {
    return value.isEmpty()
        ? text("")
        : new ContentValue.Number("", new BigDecimal(value), unit, "");
  }

  private ContentValue number(String id, String value, Unit unit) {
    BigDecimal exact = new BigDecimal(value);
    return new ContentValue.Number(id, exact, unit, format.text(exact, unit));
  }

  private ReportChart chart(
      String id, Kind kind, String title, String subtitle, String[] categories, Series... series) {
    return new ReportChart(
        id,
        kind,
        title,
        subtitle,
        title + ". " + subtitle,
        YUAN,
        new BigDecimal("1000000"),
        say("million yuan", "百万元"),
        List.of(categories),
        List.of(series));
  }

  /** Values in millions; an empty one is a gap. */
  private static Series series(String name, Role role, String... millions) {
    return new Series(
        name,
        role,
        Arrays.stream(millions)
            .map(
                value ->
                    value.isEmpty()
                        ? Optional.<BigDecimal>empty()
                        : Optional.of(new BigDecimal(value).movePointRight(6)))
            .toList());
  }

  private static Paragraph paragraph(Shape shape, Piece... pieces) {
    return new Paragraph(shape, List.of(pieces));
  }

  private static Piece words(String text) {
    return new Piece.Words(text, false);
  }

  private static Piece bold(String text) {
    return new Piece.Words(text, true);
  }

  private static Piece figure(String id, String text) {
    return new Piece.FigureText(id, text);
  }

  private static Piece citation(int number, String source) {
    return new Piece.CitationMark(number, source, "");
  }

  private void put(Map<String, ContentValue> fields, String name, String english, String zh) {
    fields.put(name, text(say(english, zh)));
  }

  private String say(String english, String zh) {
    return chinese ? zh : english;
  }

  private static ContentValue text(String words) {
    return new ContentValue.Text(words);
  }

  private static ContentValue.Fields fields(Object... namesAndValues) {
    Map<String, ContentValue> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], (ContentValue) namesAndValues[i + 1]);
    }
    return new ContentValue.Fields(fields);
  }
}
