package dev.rapporteur.model.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.exception.InternalServerException;
import dev.rapporteur.model.ModelAccess;
import dev.rapporteur.model.ModelConnection;
import dev.rapporteur.model.ModelSettings;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.testing.SelfSigned;
import dev.rapporteur.testing.TritonServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TritonSecurityIT {
  @TempDir static Path folder;

  private static SelfSigned server;
  private static SelfSigned client;
  private static TritonServer triton;

  @BeforeAll
  static void start() {
    server = SelfSigned.in(folder, "server");
    client = SelfSigned.in(folder, "client");
    triton =
        TritonServer.serving("report_writer")
            .with("--grpc-use-ssl=true")
            .with("--grpc-use-ssl-mutual=true")
            .with("--grpc-server-cert=" + server.certificate())
            .with("--grpc-server-key=" + server.key())
            .with("--grpc-root-cert=" + client.certificate())
            .with("--grpc-restricted-protocol=inference:desk=open-sesame")
            .start();
    triton.answers().always().answer("well");
  }

  @AfterAll
  static void stop() {
    if (triton != null) {
      triton.close();
    }
  }

  @Test
  void speaksWithBothCertificatesAndTheHeader() {
    assertThat(ask(access(client, Map.of("triton-grpc-protocol-desk", "open-sesame"))))
        .isEqualTo("well");
  }

  @Test
  void isRefusedWithoutTheHeader() {
    assertThatThrownBy(() -> ask(access(client, Map.of())))
        .hasMessageContaining("says:")
        .hasMessageContaining("header");
  }

  @Test
  void isRefusedWithoutItsCertificate() {
    ModelAccess nameless =
        new ModelAccess(
            Optional.of(server.certificate()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());
    assertThatThrownBy(() -> ask(nameless)).isInstanceOf(InternalServerException.class);
  }

  @Test
  void doesNotTrustAServerThatItsAuthoritiesDoNotKnow() {
    ModelAccess wary =
        new ModelAccess(
            Optional.of(client.certificate()),
            Optional.of(client.certificate()),
            Optional.of(client.key()),
            Optional.empty(),
            Map.of());
    assertThatThrownBy(() -> ask(wary)).isInstanceOf(InternalServerException.class);
  }

  @Test
  void doesNotSpeakInTheClearToAServerThatExpectsEncryption() {
    URI clear = URI.create("grpc://" + triton.grpcAddress() + "/report_writer");
    try (ModelConnection model =
        new TritonProvider().connect(clear, ModelSettings.standard().withAttempts(1))) {
      assertThatThrownBy(() -> model.chat().chat("?")).isInstanceOf(InternalServerException.class);
    }
  }

  @Test
  void namesACertificateThatCannotBeRead() {
    ModelAccess missing =
        new ModelAccess(
            Optional.of(folder.resolve("nowhere.crt")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());
    assertThatThrownBy(() -> ask(missing))
        .isInstanceOf(RapporteurException.class)
        .hasMessageContaining("nowhere.crt");
  }

  private static ModelAccess access(SelfSigned shown, Map<String, String> headers) {
    return new ModelAccess(
        Optional.of(server.certificate()),
        Optional.of(shown.certificate()),
        Optional.of(shown.key()),
        Optional.empty(),
        headers);
  }

  private static String ask(ModelAccess access) {
    URI url = URI.create("grpcs://" + triton.grpcAddress() + "/report_writer");
    ModelSettings settings = ModelSettings.standard().withAttempts(1).withAccess(access);
    try (ModelConnection model = new TritonProvider().connect(url, settings)) {
      return model.chat().chat("?");
    }
  }
}
