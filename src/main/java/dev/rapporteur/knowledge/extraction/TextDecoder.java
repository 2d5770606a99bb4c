package dev.rapporteur.knowledge.extraction;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Bytes of a text file into characters where nobody says in which encoding they are.
 *
 * <p>Byte order mark first, then UTF-8, which random bytes almost never are; then UTF-16 by its
 * zero bytes; then the Chinese encodings and windows-1252 by which of them gives text that looks
 * written. Lines are decoded one by one when the file as a whole is not UTF-8, because files that
 * were appended to by two programs mix encodings.
 */
final class TextDecoder {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final Charset BIG5 = Charset.forName("Big5");
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  /** The most frequent characters of written Chinese, both scripts. */
  private static final String FREQUENT =
      "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些"
          + "主样理心她本前开但因只从想实"
          + "這個們來為國說時會對過發後裡種經麼學現當沒動還進樣開從實業務產區東與";

  private TextDecoder() {}

  /** The characters; the empty value if the bytes are not text in any encoding known here. */
  static Optional<String> decode(byte[] bytes) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return Optional.of(lenient(bytes, 3, bytes.length, StandardCharsets.UTF_8));
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return Optional.of(lenient(bytes, 2, bytes.length, StandardCharsets.UTF_16LE));
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return Optional.of(lenient(bytes, 2, bytes.length, StandardCharsets.UTF_16BE));
    }
    Optional<Charset> wide = wide(bytes);
    if (wide.isPresent()) {
      return strict(bytes, 0, bytes.length, wide.get());
    }
    if (binary(bytes)) {
      return Optional.empty();
    }
    return strict(bytes, 0, bytes.length, StandardCharsets.UTF_8)
        .or(() -> Optional.of(lineByLine(bytes)));
  }

  private static String lineByLine(byte[] bytes) {
    Charset fallback = mostWritten(bytes);
    StringBuilder text = new StringBuilder(bytes.length);
    int start = 0;
    while (start < bytes.length) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      end = Math.min(bytes.length, end + 1);
      int from = start;
      int to = end;
      text.append(
          strict(bytes, from, to, StandardCharsets.UTF_8)
              .orElseGet(() -> lenient(bytes, from, to, fallback)));
      start = end;
    }
    return text.toString();
  }

  private static Charset mostWritten(byte[] bytes) {
    int end = Math.min(bytes.length, 1 << 16);
    Charset best = WINDOWS_1252;
    double bestShare = 0.1;
    for (Charset candidate : List.of(GB18030, BIG5)) {
      double share = writtenShare(lenient(bytes, 0, end, candidate));
      if (share > bestShare) {
        best = candidate;
        bestShare = share;
      }
    }
    return best;
  }

  /** Frequent characters as a share of all that are not ASCII. */
  private static double writtenShare(String text) {
    long foreign = text.chars().filter(c -> c > 127).count();
    long frequent = text.chars().filter(c -> c > 127 && FREQUENT.indexOf(c) >= 0).count();
    return foreign == 0 ? 0 : (double) frequent / foreign;
  }

  private static Optional<Charset> wide(byte[] bytes) {
    int end = Math.min(bytes.length, 1 << 12) & ~1;
    int evenZeros = 0;
    int oddZeros = 0;
    for (int i = 0; i < end; i += 2) {
      evenZeros += bytes[i] == 0 ? 1 : 0;
      oddZeros += bytes[i + 1] == 0 ? 1 : 0;
    }
    if (oddZeros > end / 4 && evenZeros == 0) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    return evenZeros > end / 4 && oddZeros == 0
        ? Optional.of(StandardCharsets.UTF_16BE)
        : Optional.empty();
  }

  private static boolean binary(byte[] bytes) {
    int end = Math.min(bytes.length, 1 << 13);
    int controls = 0;
    for (int i = 0; i < end; i++) {
      int b = bytes[i] & 0xFF;
      if (b < 32 && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1B) {
        controls++;
      }
    }
    return controls > end / 100;
  }

  private static Optional<String> strict(byte[] bytes, int from, int to, Charset charset) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes, from, to - from))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static String lenient(byte[] bytes, int from, int to, Charset charset) {
    return new String(bytes, from, to - from, charset);
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    if (bytes.length < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if ((bytes[i] & 0xFF) != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
