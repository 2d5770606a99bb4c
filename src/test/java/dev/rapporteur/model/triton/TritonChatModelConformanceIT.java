package dev.rapporteur.model.triton;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.common.AbstractChatModelIT;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.rapporteur.model.ModelSettings;
import dev.rapporteur.testing.TritonServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * LangChain4j's conformance kit for chat models, on the real Triton with the scripted model.
 *
 * <p>Left out: images, for Qwen3 reads text only. The refusals of features that are supported do
 * not apply; the kit passes over them by itself.
 */
class TritonChatModelConformanceIT extends AbstractChatModelIT {
  @RegisterExtension
  static final TritonServer triton = TritonServer.serving("report_writer", "trt_writer");

  private final List<TritonClient> clients = new ArrayList<>();

  @BeforeEach
  void script() {
    KitAnswers.script(triton.answers());
  }

  @AfterAll
  void close() {
    clients.forEach(TritonClient::close);
  }

  @Override
  protected List<ChatModel> models() {
    return List.of(createModelWith(ChatRequestParameters.builder().build()));
  }

  @Override
  protected ChatModel createModelWith(ChatRequestParameters parameters) {
    TritonClient client = TritonClient.open(triton.url(), ModelSettings.standard());
    clients.add(client);
    return new TritonChatModel(client, parameters);
  }

  /** Another model on the same server, which even takes other tensors. */
  @Override
  protected String customModelName() {
    return "trt_writer";
  }

  @Override
  protected ChatRequestParameters createIntegrationSpecificParameters(int maxOutputTokens) {
    return TritonChatRequestParameters.builder().maxOutputTokens(maxOutputTokens).build();
  }

  @Override
  protected boolean supportsSingleImageInputAsBase64EncodedString() {
    return false;
  }

  @Override
  protected boolean supportsSingleImageInputAsPublicURL() {
    return false;
  }
}
