package dev.rapporteur.knowledge.lucene;

import dev.rapporteur.knowledge.DocumentContent;
import dev.rapporteur.knowledge.DocumentContent.Block;
import dev.rapporteur.knowledge.DocumentContent.Heading;
import dev.rapporteur.knowledge.DocumentContent.ListItem;
import dev.rapporteur.knowledge.DocumentContent.Paragraph;
import dev.rapporteur.knowledge.DocumentContent.Table;
import dev.rapporteur.knowledge.DocumentReader;
import dev.rapporteur.knowledge.DocumentRules;
import dev.rapporteur.knowledge.DocumentSourceDefinition;
import dev.rapporteur.knowledge.IndexingResult.Skipped;
import dev.rapporteur.knowledge.StrategyDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** The documents that lie in a source's folder. Nothing outside the folder is ever opened. */
final class SourceFiles {
  private SourceFiles() {}

  /**
   * A file of a source.
   *
   * @param document the id of the document in it
   * @param rules what its definition says of it
   * @param stamp changes whenever the file or its rules change
   */
  record SourceFile(String document, Path path, DocumentRules rules, String stamp) {

    /** SHA-256 of the file's bytes. */
    String hash() throws IOException {
      try (InputStream in =
          new DigestInputStream(Files.newInputStream(path), MessageDigest.getInstance("SHA-256"))) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError("every JDK has SHA-256", e);
      }
    }
  }

  /** The source's documents, ordered by id; what is passed over for a reason is listed. */
  static List<SourceFile> of(
      DocumentSourceDefinition source, DocumentReader reader, List<Skipped> skipped)
      throws IOException {
    List<SourceFile> files = new ArrayList<>();
    if (!Files.isDirectory(source.folder())) {
      skipped.add(new Skipped(source.name(), "its folder does not exist"));
      return files;
    }
    Path root = source.folder().toRealPath();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            if (!reader.reads(path)) {
              return FileVisitResult.CONTINUE;
            }
            String relative = root.relativize(path).toString().replace('\\', '/');
            String document = source.name() + "/" + relative;
            if (attributes.isSymbolicLink() && !leadsInside(path)) {
              skipped.add(new Skipped(document, "it is a link that leads out of the folder"));
            } else if (Files.isRegularFile(path)) {
              DocumentRules rules = source.rulesOf(relative);
              if (rules.roles().isEmpty()) {
                skipped.add(new Skipped(document, "documents.yaml lets nobody read it"));
              } else {
                files.add(new SourceFile(document, path, rules, stamp(path, rules)));
              }
            }
            return FileVisitResult.CONTINUE;
          }

          private boolean leadsInside(Path link) {
            try {
              return link.toRealPath().startsWith(root);
            } catch (IOException e) {
              return false;
            }
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException e) {
            skipped.add(
                new Skipped(source.name() + "/" + root.relativize(path), "it cannot be opened"));
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(Comparator.comparing(SourceFile::document));
    return files;
  }

  private static String stamp(Path path, DocumentRules rules) throws IOException {
    long changed = Files.getLastModifiedTime(path).toMillis();
    return Files.size(path)
        + " "
        + changed
        + " "
        + rules.title()
        + rules.language()
        + rules.validity();
  }

  /** The document in a file, titled by its definition, by itself or by its file name. */
  static StrategyDocument document(SourceFile file, String version, DocumentContent content) {
    String name = file.path().getFileName().toString();
    String plainName = name.substring(0, name.lastIndexOf('.')).replace('_', ' ');
    String title =
        file.rules()
            .title()
            .or(content::title)
            .filter(text -> text.length() <= 200)
            .orElse(plainName);
    String language = file.rules().language().orElseGet(() -> language(content));
    return new StrategyDocument(file.document(), title, version, language);
  }

  private static String language(DocumentContent content) {
    long han = 0;
    long letters = 0;
    for (Block block : content.blocks().subList(0, Math.min(200, content.blocks().size()))) {
      String text =
          switch (block) {
            case Heading heading -> heading.text();
            case Paragraph paragraph -> paragraph.text();
            case ListItem item -> item.text();
            case Table table ->
                String.join(" ", table.rows().stream().map(row -> String.join(" ", row)).toList());
          };
      han += text.chars().filter(c -> Words.han((char) c)).count();
      letters += text.chars().filter(Character::isLetter).count();
    }
    if (letters == 0) {
      return "und";
    }
    return han * 4 > letters ? "zh" : "en";
  }
}
