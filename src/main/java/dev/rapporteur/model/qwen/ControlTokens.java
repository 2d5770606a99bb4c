package dev.rapporteur.model.qwen;

import java.util.regex.Pattern;

/**
 * The texts that Qwen3's tokenizer turns into control tokens. Where they stand in data - a cell, a
 * document, a person's question - they could end a turn and begin another, or pose as a tool's
 * answer; so data pass through {@link #neutralize} before they become part of a prompt.
 */
public final class ControlTokens {
  private static final Pattern CONTROL =
      Pattern.compile("<(?=\\|[A-Za-z0-9_]+\\|>|/?(?:tool_call|tool_response|tools|think)>)");

  private ControlTokens() {}

  /**
   * The text with a space after the {@code <} of each control token, which makes it ordinary text
   * that still reads the same: {@code < |im_end|>}. Text without control tokens comes back
   * unchanged.
   */
  public static String neutralize(String text) {
    return text.indexOf('<') < 0 ? text : CONTROL.matcher(text).replaceAll("< ");
  }
}
