package dev.rapporteur.model.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.report.RapporteurException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TritonAddressTest {

  @Test
  void namesServersAndModel() {
    TritonAddress address =
        TritonAddress.of(URI.create("grpcs://gpu-1:8001,10.0.0.2:8001/report_writer"));
    assertThat(address.servers()).containsExactly("gpu-1:8001", "10.0.0.2:8001");
    assertThat(address.model()).isEqualTo("report_writer");
    assertThat(address.encrypted()).isTrue();
    assertThat(address.url()).isEqualTo("grpcs://gpu-1:8001,10.0.0.2:8001/report_writer");
  }

  @Test
  void takesAnAddressOfSixteenBytes() {
    assertThat(TritonAddress.of(URI.create("grpc://[::1]:8001/m")).servers())
        .containsExactly("[::1]:8001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grpc://host/model",
        "grpc://host:8001",
        "grpc://host:8001/",
        "grpc://host:8001/a/b",
        "grpc://user:secret@host:8001/model",
        "grpc://host:8001,/model?x=secret",
        "grpc:/model",
        "http://host:8001/model"
      })
  void refusesOtherFormsWithoutRepeatingSecrets(String url) {
    assertThatThrownBy(() -> TritonAddress.of(URI.create(url)))
        .isInstanceOf(RapporteurException.class)
        .hasMessageNotContaining("secret");
  }
}
