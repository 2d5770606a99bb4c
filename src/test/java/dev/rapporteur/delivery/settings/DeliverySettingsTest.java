package dev.rapporteur.delivery.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.delivery.DeliveryChannel;
import dev.rapporteur.report.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliverySettingsTest {
  private static final String SECRET = "whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXo=";

  @TempDir Path workspace;

  @Test
  void readsTheSettingsOfTheSampleWorkspace() {
    DeliverySettings settings =
        DeliverySettings.read(Path.of(""), name -> Optional.empty(), Clock.systemUTC());
    assertThat(settings.channels())
        .extracting(DeliveryChannel::name)
        .containsExactly("mail", "folder");
    assertThat(settings.targets("mail")).contains("sales-leads", "region-East");
    assertThat(settings.link("run-1")).isEmpty();
  }

  @Test
  void hasNowhereToDeliverToWithoutAFile() {
    assertThat(read(name -> Optional.empty()).channels()).isEmpty();
  }

  @Test
  void takesASecretFromItsFileFirstAndSeesItChangeWithoutARestart() throws IOException {
    write("hook: { intranet: { url: \"https://x.example/in\", secret: \"${INTRANET}\" } }");
    Path folder = Files.createDirectory(workspace.resolve("secrets"));
    Secrets secrets =
        new Secrets(Map.of(Secrets.FOLDER, folder.toString(), "INTRANET", "from the environment"));
    assertThatThrownBy(() -> read(secrets)).hasMessageContaining("starts with whsec_");
    Files.writeString(folder.resolve("INTRANET"), SECRET + "\n");
    assertThat(read(secrets).targets("hook")).containsExactly("intranet");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hook: { a: { url: "https://x.example", secret: "${NOT_SET}" } } | 1:48: the secret NOT_SET is not set
          hook: { a: { url: "ftp://x.example", secret: "whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXo=" } } | a web hook goes to https://host/path, not to ftp://x.example
          hook: { a: { url: "http://127.0.0.1/in", secret: "whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXo=" } } | a web hook goes to https://host/path
          chat: { a: { url: "https://x.example", kind: skype } } | kind
          mail: { from: a@b.example, lists: { x: [c@d.example] } } | mail has either a server or a folder
          mail: { pickup: out, from: a@b.example, lists: { x: [nobody] } } | a mail address
          mail: { pickup: out, from: a@b.example, content: link, lists: { x: [c@d.example] } } | there is no link to send
          sftp: { a: { host: h, hostKey: "MD5:1", user: u, key: k, folder: /in } } | SHA256:
          folders: { a: b } | did you mean 'folder'?
          """)
  void namesTheMistakeAndItsPlace(String text, String expected) throws IOException {
    write(text);
    assertThatThrownBy(() -> read(name -> Optional.empty()))
        .hasMessageStartingWith("tasks/delivery.yaml:1:")
        .hasMessageContaining(expected);
  }

  private void write(String text) throws IOException {
    Path file = workspace.resolve(DeliverySettings.FILE);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text + "\n");
  }

  private DeliverySettings read(java.util.function.Function<String, Optional<String>> secrets) {
    return DeliverySettings.read(workspace, secrets, Clock.systemUTC());
  }
}
