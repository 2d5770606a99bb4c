package dev.rapporteur.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFolderTest {
  @TempDir Path folder;

  @Test
  void readsASecretAnewEachTime() throws IOException {
    SecretFolder secrets = new SecretFolder(folder);
    assertThat(secrets.apply("ERP_HOOK")).isEmpty();
    Files.writeString(folder.resolve("ERP_HOOK"), "old\n");
    assertThat(secrets.apply("ERP_HOOK")).contains("old");
    Files.writeString(folder.resolve("ERP_HOOK"), "new");
    assertThat(secrets.apply("ERP_HOOK")).contains("new");
  }

  @Test
  void looksNowhereElse() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Files.writeString(folder.resolve("outside"), "x");
    assertThat(new SecretFolder(inner).apply("../outside")).isEmpty();
    assertThat(new SecretFolder(folder.resolve("missing")).apply("ERP_HOOK")).isEmpty();
  }
}
