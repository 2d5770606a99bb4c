package dev.rapporteur.rendering.docx;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Writes XML as UTF-8 into a part. Markup goes through {@link #raw}; what comes from data goes
 * through {@link #text}, which leaves nothing in it that could be markup and nothing that XML does
 * not allow. Characters that turn the direction of the text around them are left out, since they
 * can make a reader see other words than are there.
 */
final class XmlOut {
  /** Where the bytes go. */
  interface ByteSink {
    void write(byte[] bytes, int from, int length);
  }

  private static final int KEPT = 16;

  private final ByteSink part;
  private final byte[] buffer = new byte[32_768];
  private final Deque<byte[]> pending = new ArrayDeque<>();
  private int count;
  private long written;

  XmlOut(ByteSink part) {
    this.part = part;
  }

  /** Markup that is written once something follows it before {@link #rawIfNotEmpty}. */
  void rawIfFollowed(byte[] utf8) {
    pending.addLast(utf8);
  }

  /** Ends what {@link #rawIfFollowed} began; nothing of both is written if nothing followed. */
  void rawIfNotEmpty(byte[] utf8) {
    if (pending.pollLast() == null) {
      raw(utf8);
    }
  }

  /** Whether the last bytes written are these. */
  boolean endsWith(byte[] utf8) {
    return count >= utf8.length
        && Arrays.equals(buffer, count - utf8.length, count, utf8, 0, utf8.length);
  }

  /** Markup, already encoded. */
  XmlOut raw(byte[] utf8) {
    if (!pending.isEmpty()) {
      writePending();
    }
    if (utf8.length > buffer.length - KEPT) {
      part.write(buffer, 0, count);
      part.write(utf8, 0, utf8.length - KEPT);
      written += count + utf8.length - KEPT;
      System.arraycopy(utf8, utf8.length - KEPT, buffer, 0, KEPT);
      count = KEPT;
      return this;
    }
    room(utf8.length);
    System.arraycopy(utf8, 0, buffer, count, utf8.length);
    count += utf8.length;
    return this;
  }

  /** Markup. */
  XmlOut raw(String markup) {
    if (!pending.isEmpty()) {
      writePending();
    }
    for (int i = 0; i < markup.length(); i++) {
      char c = markup.charAt(i);
      if (c >= 0x80) {
        return encoded(markup.substring(i));
      }
      ascii(c);
    }
    return this;
  }

  /** A number, as markup. */
  XmlOut raw(long number) {
    return raw(Long.toString(number));
  }

  /** Characters of the content or of an attribute. */
  XmlOut text(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        plain(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        utf8(Character.toCodePoint(c, text.charAt(++i)));
      } else if (Character.isSurrogate(c) || c >= 0xFFFE) {
        utf8(0xFFFD);
      } else if (!turnsDirection(c)) {
        utf8(c);
      }
    }
    return this;
  }

  /** Hands on everything that was written. */
  void finish() {
    part.write(buffer, 0, count);
    written += count;
    count = 0;
  }

  /** How many bytes were written so far. */
  long position() {
    return written + count;
  }

  static boolean turnsDirection(char c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }

  private void plain(char c) {
    switch (c) {
      case '&' -> raw("&amp;");
      case '<' -> raw("&lt;");
      case '>' -> raw("&gt;");
      case '"' -> raw("&quot;");
      case '\t' -> raw("&#9;");
      case '\n' -> raw("&#10;");
      default -> {
        if (c < ' ') {
          utf8(0xFFFD);
        } else {
          ascii(c);
        }
      }
    }
  }

  private XmlOut encoded(String markup) {
    return raw(WordPackage.utf8(markup));
  }

  private void ascii(char c) {
    room(1);
    buffer[count++] = (byte) c;
  }

  private void utf8(int c) {
    room(4);
    if (c < 0x800) {
      buffer[count++] = (byte) (0xC0 | c >> 6);
    } else if (c < 0x10000) {
      buffer[count++] = (byte) (0xE0 | c >> 12);
      buffer[count++] = (byte) (0x80 | c >> 6 & 0x3F);
    } else {
      buffer[count++] = (byte) (0xF0 | c >> 18);
      buffer[count++] = (byte) (0x80 | c >> 12 & 0x3F);
      buffer[count++] = (byte) (0x80 | c >> 6 & 0x3F);
    }
    buffer[count++] = (byte) (0x80 | c & 0x3F);
  }

  private void writePending() {
    List<byte[]> starts = List.copyOf(pending);
    pending.clear();
    starts.forEach(this::raw);
  }

  private void room(int bytes) {
    if (bytes > buffer.length - count) {
      flush();
    }
  }

  /** Hands on all but the last bytes, which {@link #endsWith} may ask for. */
  private void flush() {
    int kept = Math.min(KEPT, count);
    part.write(buffer, 0, count - kept);
    written += count - kept;
    System.arraycopy(buffer, count - kept, buffer, 0, kept);
    count = kept;
  }
}
