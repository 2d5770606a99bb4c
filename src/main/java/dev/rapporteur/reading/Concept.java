package dev.rapporteur.reading;

import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers of which every report speaks, by the captions that mean them. */
enum Concept {
  REVENUE(
      "(?i)(?:total )?(?:net )?(?:sales|revenues?)(?:, net)?|营业收入|营业总收入|营业收入合计",
      "(?i)\\b(?:total )?net sales|\\b(?:total |net )?revenues?\\b|营业收入"),
  COST(
      "(?i)(?:total )?costs? of (?:sales|revenues?|goods sold)(?:, including [^:]*)?|营业成本", "营业成本"),
  GROSS_PROFIT("(?i)gross (?:profit|margin)", "(?i)gross profit"),
  OPERATING_INCOME(
      "(?i)(?:total )?(?:operating income|income from operations|operating profit)(?: \\(loss\\))?|营业利润",
      "(?i)operating income|营业利润"),
  NET_INCOME(
      "(?i)(?:consolidated )?net (?:income|earnings|loss|income \\(loss\\))|净利润",
      "(?i)\\bnet income\\b"),
  NET_INCOME_OF_OWNERS(
      "归属于(?:上市公司|母公司)(?:股东|所有者)的净利润|(?i)net income attributable to .*",
      "归属于(?:上市公司|母公司)(?:股东|所有者)的净利润"),
  RECEIVABLES(
      "(?i)(?:accounts|trade)? ?receivables?(?:, net.*| – net| - net)?|应收账款(?:净额)?", "应收账款"),
  INVENTORY("(?i)(?:merchandise )?inventor(?:y|ies)(?:, net)?|存货", "存货"),
  CURRENT_ASSETS("(?i)total current assets|流动资产合计", "流动资产合计"),
  CURRENT_LIABILITIES("(?i)total current liabilities|流动负债合计", "流动负债合计"),
  ASSETS("(?i)total assets|资产总计|总资产", "(?i)total assets|总资产"),
  LIABILITIES("(?i)total liabilities|负债合计", "(?i)total liabilities|负债合计"),
  OPERATING_CASH(
      "(?i)(?:net )?cash (?:generated|provided|\\(?used).{0,12}operating activities|经营活动产生的现金流量净额",
      "经营活动产生的现金流量净额");

  private final Pattern caption;
  private final Pattern mention;

  Concept(String caption, String mention) {
    this.caption = Pattern.compile(caption);
    this.mention = Pattern.compile(mention);
  }

  /** What an indicator is about, if it is one of these and of the whole company. */
  static Optional<Concept> of(Indicator indicator) {
    boolean span = StatedTime.of(indicator.period()).filter(StatedTime::spans).isPresent();
    return named(indicator.name()).filter(concept -> !(concept.balance() && span));
  }

  /** Whether this holds on a day; over a length of time the same caption means its change. */
  private boolean balance() {
    return switch (this) {
      case RECEIVABLES, INVENTORY, CURRENT_ASSETS, CURRENT_LIABILITIES, ASSETS, LIABILITIES -> true;
      case REVENUE,
          COST,
          GROSS_PROFIT,
          OPERATING_INCOME,
          NET_INCOME,
          NET_INCOME_OF_OWNERS,
          OPERATING_CASH ->
          false;
    };
  }

  static Optional<Concept> named(String name) {
    for (Concept concept : values()) {
      if (concept.caption.matcher(name.strip()).matches()) {
        return Optional.of(concept);
      }
    }
    return Optional.empty();
  }

  /** Finds the concept's names in running text. */
  Pattern mention() {
    return mention;
  }
}
