package dev.rapporteur.rendering.pdf;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.openpdf.text.DocumentException;
import org.openpdf.text.pdf.BaseFont;

/**
 * The fonts of all documents: Source Sans 3 for Latin scripts, Noto Sans SC for Chinese, Noto Emoji
 * for signs, then those that an operator added. Each is read when the first character needs it and
 * kept; several threads may use them at once.
 */
public final class DocumentFonts {
  private final List<Face> latin;
  private final List<Face> chinese;

  /** One font in two weights; fonts without a bold one use the regular. */
  private static final class Face {
    private final FontFile regular;
    private final FontFile bold;

    Face(FontFile regular, FontFile bold) {
      this.regular = regular;
      this.bold = bold;
    }

    BaseFont font(boolean wantsBold) {
      return (wantsBold ? bold : regular).font();
    }
  }

  /** A font file, read once. */
  private static final class FontFile {
    private final String name;
    private final Source source;
    private volatile BaseFont font;

    FontFile(String name, Source source) {
      this.name = name;
      this.source = source;
    }

    BaseFont font() {
      BaseFont read = font;
      if (read == null) {
        synchronized (this) {
          read = font;
          if (read == null) {
            read = read();
            font = read;
          }
        }
      }
      return read;
    }

    private BaseFont read() {
      try {
        BaseFont made =
            BaseFont.createFont(
                name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false, source.bytes(), null);
        // PDF/A-2 has no use for the set of glyph ids, and the one written here is found wrong.
        made.setIncludeCidSet(false);
        made.setSecureRandom(new FixedPrefix());
        return made;
      } catch (DocumentException | IOException unreadable) {
        throw new RapporteurException(
            FailureKind.DEFINITION,
            "The font " + name + " cannot be read",
            "Use a TrueType or OpenType font that may be embedded.",
            unreadable);
      }
    }
  }

  /** Where the bytes of a font come from. */
  @FunctionalInterface
  private interface Source {
    byte[] bytes() throws IOException;
  }

  /**
   * Names the subsets of a document alike in each run, so that a replay gives the same bytes. The
   * name before the plus sign need only differ from that of other subsets of the same font in the
   * same file, of which there are none.
   */
  private static final class FixedPrefix extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @Override
    public double nextDouble() {
      return 0.7;
    }
  }

  private DocumentFonts(List<Face> added) {
    Face sourceSans = new Face(own("SourceSans3-Regular.ttf"), own("SourceSans3-SemiBold.ttf"));
    Face notoSans = new Face(own("NotoSansSC-Regular.ttf"), own("NotoSansSC-Bold.ttf"));
    FontFile emoji = own("NotoEmoji-Regular.ttf");
    List<Face> rest = new ArrayList<>(List.of(new Face(emoji, emoji)));
    rest.addAll(added);
    this.latin = chain(sourceSans, notoSans, rest);
    this.chinese = chain(notoSans, sourceSans, rest);
  }

  private static List<Face> chain(Face first, Face second, List<Face> rest) {
    List<Face> chain = new ArrayList<>(List.of(first, second));
    chain.addAll(rest);
    return List.copyOf(chain);
  }

  private static FontFile own(String name) {
    return new FontFile(
        name,
        () -> {
          try (InputStream in = DocumentFonts.class.getResourceAsStream("/fonts/" + name)) {
            if (in == null) {
              throw new IOException("/fonts/" + name + " is not in this installation");
            }
            return in.readAllBytes();
          }
        });
  }

  /** The fonts of the product. */
  public static DocumentFonts standard() {
    return new DocumentFonts(List.of());
  }

  /**
   * The fonts of the product and those of a folder, tried by name after them.
   *
   * @param folder with {@code .ttf} and {@code .otf} files; may be absent
   */
  public static DocumentFonts with(Path folder) {
    if (!Files.isDirectory(folder)) {
      return standard();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return new DocumentFonts(
          files
              .filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.[ot]tf"))
              .sorted()
              .map(
                  file ->
                      new FontFile(file.getFileName().toString(), () -> Files.readAllBytes(file)))
              .map(file -> new Face(file, file))
              .toList());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** How many fonts there are in the order in which a locale's documents try them. */
  int count() {
    return latin.size();
  }

  /**
   * A font of that order.
   *
   * @param index 0 is the font of the text
   */
  BaseFont font(Locale locale, int index, boolean bold) {
    return (isChinese(locale) ? chinese : latin).get(index).font(bold);
  }

  static boolean isChinese(Locale locale) {
    return locale.getLanguage().equals("zh");
  }

  /** The first font that has the character, or -1. */
  int indexFor(Locale locale, int character) {
    for (int i = 0; i < count(); i++) {
      if (font(locale, i, false).charExists(character)) {
        return i;
      }
    }
    return -1;
  }
}
