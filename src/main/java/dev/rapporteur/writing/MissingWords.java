package dev.rapporteur.writing;

import dev.rapporteur.analysis.MissingFigure.Reason;

/** Why a figure is missing, in words for a model. */
final class MissingWords {
  private MissingWords() {}

  static String of(Reason reason, boolean chinese) {
    return switch (reason) {
      case NO_DATA -> chinese ? "本期没有数据" : "no data for the period";
      case NO_BASE -> chinese ? "对比期没有数据" : "no data for the compared period";
      case ZERO_BASE -> chinese ? "对比基数为零" : "the compared value is zero";
      case NEGATIVE_BASE -> chinese ? "对比基数为负" : "the compared value is negative";
      case NEW_ENTITY -> chinese ? "对比期尚无此项" : "did not exist in the compared period";
      case NO_CHANGE -> chinese ? "总体没有变动" : "the whole did not change";
      case NO_TARGET -> chinese ? "没有目标" : "no target";
    };
  }
}
