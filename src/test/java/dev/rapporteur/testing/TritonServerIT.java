package dev.rapporteur.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TritonServerIT {
  @RegisterExtension static final TritonServer triton = TritonServer.serving("report_writer");

  @Test
  void servesOnlyTheModelsNamed() {
    assertThat(triton.saysReady("report_writer")).isTrue();
    assertThat(triton.saysReady("trt_writer")).isFalse();
  }

  @Test
  void unloadsAndLoadsAModel() {
    triton.unload("report_writer");
    assertThat(triton.saysReady("report_writer")).isFalse();
    triton.load("report_writer");
    assertThat(triton.saysReady("report_writer")).isTrue();
  }
}
