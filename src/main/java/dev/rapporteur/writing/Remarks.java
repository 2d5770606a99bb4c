package dev.rapporteur.writing;

/**
 * What a draft says of a section that the model did not write; and what the model is told of it.
 */
final class Remarks {
  private Remarks() {}

  static String unusable(NarrativeBrief brief, String reason) {
    return brief.definition().isChinese()
        ? "模型的回答两次不能使用（" + reason + "），本节由内置规则撰写。"
        : "The model's answer could not be used twice ("
            + reason
            + "); the built-in rules wrote this section.";
  }

  static String unreachable(NarrativeBrief brief) {
    return brief.definition().isChinese()
        ? "模型没有给出回答，本节由内置规则撰写。"
        : "The model gave no answer; the built-in rules wrote this section.";
  }

  static String notWhole(NarrativeBrief brief) {
    return brief.definition().isChinese()
        ? "不是所要求的 JSON，或未写完即被截断"
        : "it is not the JSON asked for, or was cut off before its end";
  }
}
