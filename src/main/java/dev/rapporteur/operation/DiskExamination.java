package dev.rapporteur.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the output folder can be written, and how much room it has. */
public final class DiskExamination implements Examination {
  private static final long MEGABYTE = 1024 * 1024;

  private final Path folder;
  private final long low;
  private final long empty;

  /** Warns below 1 GB, and calls less than 100 MB too little to make a report. */
  public DiskExamination(Path folder) {
    this(folder, 1024 * MEGABYTE, 100 * MEGABYTE);
  }

  DiskExamination(Path folder, long low, long empty) {
    this.folder = folder;
    this.low = low;
    this.empty = empty;
  }

  @Override
  public Diagnosis examine() {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".examination", ".part"));
      long free = Files.getFileStore(folder).getUsableSpace();
      String says = free / MEGABYTE + " MB free for " + folder;
      String next = "make room, or delete old runs with: rapporteur retention";
      if (free < empty) {
        return Diagnosis.bad("disk", says, next);
      }
      return free < low ? Diagnosis.warning("disk", says, next) : Diagnosis.good("disk", says);
    } catch (IOException | UnsupportedOperationException fault) {
      return Diagnosis.bad(
          "disk",
          folder + " cannot be written (" + fault.getMessage() + ")",
          "make it writable for the user that the program runs as, and see that there is room");
    }
  }
}
