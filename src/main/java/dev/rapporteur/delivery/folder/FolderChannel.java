package dev.rapporteur.delivery.folder;

import dev.rapporteur.delivery.DeliveryChannel;
import dev.rapporteur.delivery.DeliveryOrder;
import dev.rapporteur.delivery.DeliveryOutcome;
import dev.rapporteur.delivery.UnknownTargetException;
import dev.rapporteur.rendering.RenderedDocument;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * Puts the documents into a folder. A document appears whole or not at all, and never takes the
 * place of another one.
 */
public final class FolderChannel implements DeliveryChannel {
  private final Map<String, Path> folders;

  /**
   * @param folders by name
   */
  public FolderChannel(Map<String, Path> folders) {
    this.folders = Map.copyOf(folders);
  }

  @Override
  public String name() {
    return "folder";
  }

  @Override
  public List<String> recipients(String target) {
    folder(target);
    // Its path may differ from node to node.
    return List.of(target);
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public DeliveryOutcome send(DeliveryOrder order, String target, String recipient) {
    Path folder = folder(target);
    try {
      Files.createDirectories(folder);
      for (RenderedDocument document : order.documents()) {
        Path file = folder.resolve(order.fileName(document));
        if (Files.exists(file) && Files.mismatch(file, document.file()) >= 0) {
          return new DeliveryOutcome.Refused(
              "%s is there with another content.".formatted(file.getFileName()));
        }
        put(document.file(), file);
      }
      return new DeliveryOutcome.Sent(
          "%d files are in %s.".formatted(order.documents().size(), folder.getFileName()));
    } catch (IOException e) {
      return new DeliveryOutcome.Failed("%s cannot be written: %s".formatted(folder, e));
    }
  }

  private static void put(Path document, Path file) throws IOException {
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    Files.copy(document, part, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private Path folder(String target) {
    Path folder = folders.get(target);
    if (folder == null) {
      throw new UnknownTargetException(name(), target);
    }
    return folder;
  }
}
