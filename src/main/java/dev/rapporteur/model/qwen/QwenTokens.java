package dev.rapporteur.model.qwen;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.GptBytePairEncodingParams;
import dev.rapporteur.model.TokenCounter;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts tokens of Qwen's vocabulary, never too few.
 *
 * <p>With the checkpoint's {@code vocab.json} the count is that of the tokenizer. Without it the
 * count is an upper bound that is exact for most Western text. It rests on how that vocabulary was
 * made: its first 99,156 entries are those of cl100k (which comes with jtokkit) less the 1,100
 * multi-digit numbers, in the same order, and all others were added behind them; digits are split
 * one by one before merging. Merging lowest rank first therefore passes through cl100k's result,
 * and each further merge takes one token away.
 *
 * <p>Control tokens count as the text they are written with, which is more than the one token that
 * each takes.
 */
public final class QwenTokens implements TokenCounter {
  private static final Pattern SPLIT =
      Pattern.compile(
          "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}"
              + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
          Pattern.UNICODE_CHARACTER_CLASS);
  private static final String CL100K = "/com/knuddels/jtokkit/cl100k_base.tiktoken";

  private final Optional<Path> vocabulary;
  private volatile Encoding loaded;

  private QwenTokens(Optional<Path> vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * Reads nothing before the first count.
   *
   * @param vocabulary the checkpoint's {@code vocab.json}; empty: upper bounds
   */
  public static QwenTokens with(Optional<Path> vocabulary) {
    return new QwenTokens(vocabulary);
  }

  /**
   * @throws RapporteurException of kind DEFINITION if the vocabulary cannot be read
   */
  @Override
  public int atMost(String text) {
    return encoding().countTokensOrdinary(Normalizer.normalize(text, Normalizer.Form.NFC));
  }

  private Encoding encoding() {
    Encoding ready = loaded;
    if (ready == null) {
      synchronized (this) {
        ready = loaded == null ? load() : loaded;
        loaded = ready;
      }
    }
    return ready;
  }

  private Encoding load() {
    Map<byte[], Integer> ranks = vocabulary.map(QwenTokens::read).orElseGet(QwenTokens::cl100k);
    return Encodings.newLazyEncodingRegistry()
        .registerGptBytePairEncoding(new GptBytePairEncodingParams("qwen", SPLIT, ranks, Map.of()))
        .getEncoding("qwen")
        .orElseThrow();
  }

  private static Map<byte[], Integer> cl100k() {
    try (InputStream resource = Encoding.class.getResourceAsStream(CL100K);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
      Map<byte[], Integer> ranks = HashMap.newHashMap(100_256);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int space = line.indexOf(' ');
        byte[] token = Base64.getDecoder().decode(line.substring(0, space));
        ranks.put(token, Integer.valueOf(line.substring(space + 1)));
      }
      return ranks;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<byte[], Integer> read(Path file) {
    try {
      Map<byte[], Integer> ranks = HashMap.newHashMap(152_000);
      JsonMapper.shared()
          .readTree(Files.readString(file))
          .properties()
          .forEach(entry -> ranks.put(bytes(entry.getKey()), entry.getValue().asInt()));
      return ranks;
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      throw new RapporteurException(
          FailureKind.DEFINITION,
          "The vocabulary " + file + " cannot be read.",
          "Give the vocab.json of the model's checkpoint, or none.",
          e);
    }
  }

  /** In {@code vocab.json} each byte is written as a printable character of its own. */
  private static byte[] bytes(String token) {
    byte[] bytes = new byte[token.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = toByte(token.charAt(i));
    }
    return bytes;
  }

  /** Printable Latin-1 stands for itself; the 68 other bytes follow each other from U+0100. */
  private static byte toByte(char written) {
    if (written < 0x100) {
      return (byte) written;
    }
    int index = written - 0x100;
    if (index <= 0x20) {
      return (byte) index;
    }
    if (index <= 0x42) {
      return (byte) (0x7F + index - 0x21);
    }
    if (index == 0x43) {
      return (byte) 0xAD;
    }
    throw new IllegalArgumentException("not a byte: " + written);
  }
}
