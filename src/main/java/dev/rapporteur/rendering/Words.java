package dev.rapporteur.rendering;

import java.util.Locale;

/** The few words that the program itself sets into a document. */
public enum Words {
  ENGLISH {
    @Override
    public String wholeAtTheEnd() {
      return "… (in full on a page behind the form)";
    }

    @Override
    public String citation(int number) {
      return " [" + number + "]";
    }

    @Override
    public String noRows() {
      return "No rows for this period.";
    }

    @Override
    public String continued(int shown, int all) {
      return String.format(
          Locale.ROOT,
          "The first %,d of %,d rows; all of them stand at the end of this document.",
          shown,
          all);
    }

    @Override
    public String part(int shown, int all, boolean inWorkbook) {
      return String.format(
          Locale.ROOT,
          "The first %,d of %,d rows%s",
          shown,
          all,
          inWorkbook ? "; all of them are in the workbook." : ".");
    }

    @Override
    public String allRows(int all) {
      return String.format(Locale.ROOT, "All %,d rows", all);
    }
  },
  CHINESE {
    @Override
    public String wholeAtTheEnd() {
      return "……（全文见后页）";
    }

    @Override
    public String citation(int number) {
      return "〔" + number + "〕";
    }

    @Override
    public String noRows() {
      return "本期没有数据。";
    }

    @Override
    public String continued(int shown, int all) {
      return String.format(Locale.ROOT, "此处列出前%,d行，共%,d行，全表见文末。", shown, all);
    }

    @Override
    public String part(int shown, int all, boolean inWorkbook) {
      return String.format(
          Locale.ROOT, "此处列出前%,d行，共%,d行%s", shown, all, inWorkbook ? "，完整数据见工作簿。" : "。");
    }

    @Override
    public String allRows(int all) {
      return String.format(Locale.ROOT, "全表共%,d行", all);
    }
  };

  /** Those of a locale. */
  public static Words of(Locale locale) {
    return locale.getLanguage().equals("zh") ? CHINESE : ENGLISH;
  }

  /** The mark of a citation, with a space before it where the script has spaces. */
  public abstract String citation(int number);

  /** Stands for a table without rows. */
  public abstract String noRows();

  /** Says that a long table is cut. */
  public abstract String continued(int shown, int all);

  /** Says that a document shows a part of a table, and whether the workbook has all of it. */
  public abstract String part(int shown, int all, boolean inWorkbook);

  /** Ends the first lines of a text that stands whole behind a form. */
  public abstract String wholeAtTheEnd();

  /** Heads the full table at the end. */
  public abstract String allRows(int all);
}
