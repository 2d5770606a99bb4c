package dev.rapporteur.operation;

import dev.rapporteur.audit.AuditHead;
import dev.rapporteur.audit.AuditVerification;
import dev.rapporteur.audit.BrokenHeadException;
import dev.rapporteur.operation.jdbc.StateTables;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.report.jdbc.StateDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a workspace out of a back-up. Every file is held against the manifest before anything is
 * written; everything is put together in a folder aside, and the audit trail is verified there;
 * only then it takes its place. What was there before is kept beside it.
 */
public final class Restore {
  private final Workspace workspace;
  private final Clock clock;

  /**
   * What came back.
   *
   * @param files how many files
   * @param tables how many tables
   * @param audit what a reading of the whole trail found
   * @param before where lies what was there before, relative to the workspace; empty if nothing was
   */
  public record Restored(int files, int tables, AuditVerification audit, String before) {}

  public Restore(Workspace workspace, Clock clock) {
    this.workspace = workspace;
    this.clock = clock;
  }

  /**
   * Restores a back-up.
   *
   * @param force whether what is there may be moved aside
   * @param database opens the database to be filled, with its tables of the given version; the
   *     embedded one if it is empty
   * @throws RapporteurException if the back-up is damaged, or there is something in its place
   */
  public Restored from(
      Path file, boolean force, Optional<Function<String, StateDatabase>> database) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      JsonNode manifest = manifest(zip, file);
      verify(zip, manifest, file);
      refuseToOverwrite(force);
      String stamp = clock.instant().toString().replaceAll("[^0-9T]", "").substring(0, 15);
      Path aside = workspace.folder().resolve("restore-" + stamp + ".part");
      Workspace staged = new Workspace(aside);
      int files = extract(zip, manifest, aside);
      Set<String> tables = tables(manifest);
      String schema = manifest.get("schema").asString();
      String from = manifest.get("folder").asString() + "/output/";
      String to = workspace.folder() + "/output/";
      AuditVerification audit =
          fill(zip, staged, tables, schema, text -> text.replace(from, to), database);
      if (!audit.ok()) {
        throw new RapporteurException(
            FailureKind.DATA,
            "the audit trail of the back-up was changed; " + audit.problem(),
            "keep it as it is and look for an earlier one; nothing was put in place, what was"
                + " read lies in "
                + aside);
      }
      String before = swap(aside, stamp);
      return new Restored(files, tables.size(), audit, before);
    } catch (IOException fault) {
      throw new RapporteurException(
          FailureKind.EXTERNAL,
          "the back-up " + file + " cannot be restored: " + fault.getMessage(),
          "see that it is a file made by rapporteur backup, and that the workspace can be written",
          fault);
    }
  }

  private JsonNode manifest(ZipFile zip, Path file) throws IOException {
    ZipEntry entry = zip.getEntry(Backup.MANIFEST);
    if (entry == null) {
      throw damaged(file, "it has no " + Backup.MANIFEST);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      JsonNode manifest = JsonMapper.shared().readTree(in);
      if (!manifest.path("product").asString("").equals("rapporteur")) {
        throw damaged(file, "its " + Backup.MANIFEST + " is not ours");
      }
      return manifest;
    } catch (JacksonException wrong) {
      throw damaged(file, "its " + Backup.MANIFEST + " is no JSON");
    }
  }

  private static void verify(ZipFile zip, JsonNode manifest, Path file) throws IOException {
    Set<String> listed = new TreeSet<>(manifest.get("files").propertyNames());
    for (String name : listed) {
      ZipEntry entry = zip.getEntry(name);
      if (entry == null) {
        throw damaged(file, name + " is missing");
      }
      MessageDigest digest = Backup.sha256();
      try (InputStream in = new DigestInputStream(zip.getInputStream(entry), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      } catch (IOException broken) {
        throw damaged(file, name + " cannot be read");
      }
      String wanted = manifest.at("/files").get(name).path("sha256").asString("");
      if (!HexFormat.of().formatHex(digest.digest()).equals(wanted)) {
        throw damaged(file, name + " does not have its SHA-256");
      }
    }
    zip.stream()
        .map(ZipEntry::getName)
        .filter(name -> !name.equals(Backup.MANIFEST) && !listed.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw damaged(file, name + " is not listed in it");
            });
  }

  private static RapporteurException damaged(Path file, String why) {
    return new RapporteurException(
        FailureKind.DATA,
        file + " is no whole back-up: " + why,
        "take another one; nothing was changed");
  }

  private void refuseToOverwrite(boolean force) {
    if (StateDatabase.isHeld(workspace.state())) {
      throw new RapporteurException(
          FailureKind.DEFINITION,
          "the state database of this workspace is in use",
          "stop the service first");
    }
    List<String> there =
        Backup.PARTS.stream()
            .filter(part -> Files.exists(workspace.folder().resolve(part)))
            .toList();
    if (!there.isEmpty() && !force) {
      throw new RapporteurException(
          FailureKind.DEFINITION,
          "there is a workspace in " + workspace.folder() + " (" + String.join(", ", there) + ")",
          "restore into an empty folder with --workspace, or let what is there be moved aside with"
              + " --force");
    }
  }

  private static int extract(ZipFile zip, JsonNode manifest, Path into) throws IOException {
    int count = 0;
    for (String name : manifest.get("files").propertyNames()) {
      if (!name.startsWith(Backup.FILES)) {
        continue;
      }
      Path target = into.resolve(name.substring(Backup.FILES.length())).normalize();
      if (!target.startsWith(into)) {
        throw new IOException(name + " would lie outside of the workspace");
      }
      Files.createDirectories(target.getParent());
      try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
        Files.copy(in, target);
      }
      if (name.startsWith(Backup.FILES + "output/.state/")) {
        ownerOnly(target);
      }
      count++;
    }
    return count;
  }

  private static void ownerOnly(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(
          file, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }
  }

  private static Set<String> tables(JsonNode manifest) {
    Set<String> tables = new TreeSet<>();
    for (String name : manifest.get("files").propertyNames()) {
      if (name.startsWith(Backup.TABLES)) {
        tables.add(name.substring(Backup.TABLES.length()).replace(".jsonl", ""));
      }
    }
    return tables;
  }

  private AuditVerification fill(
      ZipFile zip,
      Workspace staged,
      Set<String> tables,
      String schema,
      UnaryOperator<String> moved,
      Optional<Function<String, StateDatabase>> database) {
    StateDatabase state =
        database
            .map(open -> open.apply(schema))
            .orElseGet(() -> StateDatabase.inFolder(staged.state(), schema));
    try (OpenWorkspace open = new OpenWorkspace(staged, clock, state)) {
      new StateTables(state)
          .fill(
              table ->
                  new BufferedReader(
                      new InputStreamReader(
                          zip.getInputStream(zip.getEntry(Backup.TABLES + table + ".jsonl")),
                          StandardCharsets.UTF_8)),
              tables,
              moved);
      return verified(open);
    }
  }

  /** Reads the whole trail, against the signed heads and the database's own mark. */
  static AuditVerification verified(OpenWorkspace open) {
    List<AuditHead> heads = new ArrayList<>();
    try {
      heads.addAll(open.heads().read());
    } catch (BrokenHeadException broken) {
      return new AuditVerification(0, 0, Optional.of(0L), broken.getMessage());
    }
    heads.add(open.trail().tail());
    return AuditVerification.of(open.trail()::forEach, heads);
  }

  /** Moves what is there aside and what was restored into its place. */
  private String swap(Path aside, String stamp) throws IOException {
    String beforeName = "before-restore-" + stamp;
    Path before = workspace.folder().resolve(beforeName);
    boolean moved = false;
    try (Stream<Path> parts = Files.list(aside)) {
      for (Path part : parts.sorted().toList()) {
        Path place = workspace.folder().resolve(part.getFileName().toString());
        if (Files.exists(place)) {
          Files.createDirectories(before);
          Files.move(place, before.resolve(place.getFileName()));
          moved = true;
        }
        Files.move(part, place);
      }
    }
    Files.delete(aside);
    return moved ? beforeName : "";
  }
}
