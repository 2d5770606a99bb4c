package dev.rapporteur.operation;

import dev.rapporteur.audit.AuditHead;
import dev.rapporteur.operation.jdbc.JdbcStateWatch;
import dev.rapporteur.operation.jdbc.StateTables;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.Workspace;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes everything that a workspace is into one ZIP file, while the service runs: definitions,
 * drafts, keys, and the state database as at one moment. The signed heads of the audit trail are
 * copied before the database is read and the drafts after it, so that the database always has the
 * entries that the heads name, and each file that the database names is there. Last comes {@value
 * #MANIFEST} with the SHA-256 of everything.
 */
public final class Backup {
  /** The list of all files with their hashes. */
  static final String MANIFEST = "manifest.json";

  /** Where the tables lie in the file. */
  static final String TABLES = "state/";

  /** Where the workspace's files lie in the file. */
  static final String FILES = "files/";

  /** What a workspace consists of, beside the state database. */
  static final List<String> PARTS =
      List.of("routes", "tasks", "templates", "datasources", "config", "output");

  private final ZipOutputStream zip;
  private final Map<String, Entry> entries = new TreeMap<>();

  private record Entry(String sha256, long bytes) {}

  /**
   * What was written.
   *
   * @param file where
   * @param files how many files of the workspace it holds
   * @param tables how many tables
   * @param auditEntries how long the audit trail was
   * @param bytes its size
   */
  public record Written(Path file, int files, int tables, long auditEntries, long bytes) {}

  private Backup(ZipOutputStream zip) {
    this.zip = zip;
  }

  /**
   * Writes a back-up.
   *
   * @param file made with the owner's rights alone; it is there as a whole or not at all
   * @throws RapporteurException if it exists
   */
  public static Written write(OpenWorkspace workspace, Path file, Clock clock) {
    if (Files.exists(file)) {
      throw new RapporteurException(
          FailureKind.DEFINITION, file + " exists", "name a file that does not");
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      if (file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      Files.deleteIfExists(part);
      Files.createFile(part);
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
      }
      Written written;
      try (ZipOutputStream zip =
          new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
        written = new Backup(zip).all(workspace, file, clock);
      }
      try (var channel =
          java.nio.channels.FileChannel.open(part, java.nio.file.StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      return new Written(
          file, written.files(), written.tables(), written.auditEntries(), Files.size(file));
    } catch (IOException fault) {
      throw new RapporteurException(
          FailureKind.CAPACITY,
          "the back-up cannot be written to " + file + ": " + fault.getMessage(),
          "see that its folder can be written and has room",
          fault);
    }
  }

  private Written all(OpenWorkspace open, Path target, Clock clock) throws IOException {
    Workspace workspace = open.workspace();
    Path heads = workspace.output().resolve(".audit");
    open.trail().seal();
    int files = files(workspace, heads, List.of());
    AuditHead head = open.trail().tail();
    StateTables tables = new StateTables(open.state());
    int before = entries.size();
    tables.read(
        table -> new OutputStreamWriter(entry(TABLES + table + ".jsonl"), StandardCharsets.UTF_8));
    int read = entries.size() - before;
    for (String part : PARTS) {
      files += files(workspace, workspace.folder().resolve(part), List.of(heads, target));
    }
    List<String> versions = new JdbcStateWatch(open.state().dataSource()).versions();
    manifest(versions.getLast(), workspace, head, clock);
    return new Written(target, files, read, head.sequence(), 0);
  }

  /** Copies a folder, without what is made anew and what is half written. */
  private int files(Workspace workspace, Path folder, List<Path> without) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    int count = 0;
    try (Stream<Path> found = Files.walk(folder.toRealPath())) {
      for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
        Path inside = folder.toRealPath().relativize(file);
        Path named = folder.resolve(inside);
        boolean left =
            without.stream()
                .anyMatch(each -> named.toAbsolutePath().startsWith(each.toAbsolutePath()));
        if (!left && isKept(workspace, named) && copy(file, name(workspace, named))) {
          count++;
        }
      }
    }
    return count;
  }

  private static boolean isKept(Workspace workspace, Path file) {
    String name = file.getFileName().toString();
    Path output = workspace.output();
    return !name.endsWith(".part")
        && !file.startsWith(output.resolve(".index"))
        && !file.startsWith(output.resolve(".data"))
        && !(file.startsWith(workspace.state()) && name.endsWith(".db"));
  }

  private static String name(Workspace workspace, Path file) {
    return FILES + workspace.folder().relativize(file).toString().replace('\\', '/');
  }

  /** Whether it was still there: a run may be deleted meanwhile. */
  private boolean copy(Path file, String name) throws IOException {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (NoSuchFileException gone) {
      return false;
    }
    try (OutputStream out = entry(name)) {
      out.write(content);
    }
    return true;
  }

  /** Begins an entry, whose hash is taken when it is closed. */
  private OutputStream entry(String name) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    MessageDigest digest = sha256();
    return new FilterOutputStream(new DigestOutputStream(zip, digest)) {
      private long bytes;

      @Override
      public void write(int b) throws IOException {
        out.write(b);
        bytes++;
      }

      @Override
      public void write(byte[] b, int from, int length) throws IOException {
        out.write(b, from, length);
        bytes += length;
      }

      @Override
      public void close() throws IOException {
        zip.closeEntry();
        entries.put(name, new Entry(HexFormat.of().formatHex(digest.digest()), bytes));
      }
    };
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  private void manifest(String schema, Workspace workspace, AuditHead head, Clock clock)
      throws IOException {
    ObjectNode manifest = JsonNodeFactory.instance.objectNode();
    manifest.put("product", "rapporteur");
    manifest.put("madeAt", clock.instant().toString());
    manifest.put("schema", schema);
    manifest.put("folder", workspace.folder().toString());
    manifest.putObject("audit").put("entries", head.sequence()).put("hash", head.hash());
    ObjectNode files = manifest.putObject("files");
    entries.forEach(
        (name, entry) ->
            files.putObject(name).put("sha256", entry.sha256()).put("bytes", entry.bytes()));
    zip.putNextEntry(new ZipEntry(MANIFEST));
    zip.write(JsonMapper.shared().writeValueAsBytes(manifest));
    zip.closeEntry();
  }
}
