package dev.rapporteur.model.triton;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.common.AbstractStreamingChatModelIT;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.rapporteur.model.ModelSettings;
import dev.rapporteur.testing.TritonServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mockito.InOrder;

/**
 * LangChain4j's conformance kit for streaming chat models, on the real Triton with the scripted
 * model.
 *
 * <p>Left out: images, for Qwen3 reads text only; tool calls in parts, for a call is handed on only
 * when it is whole and satisfies the schema of its tool.
 */
class TritonStreamingChatModelConformanceIT extends AbstractStreamingChatModelIT {
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
  protected List<StreamingChatModel> models() {
    return List.of(createModelWith(ChatRequestParameters.builder().build()));
  }

  @Override
  protected StreamingChatModel createModelWith(ChatRequestParameters parameters) {
    return new TritonStreamingChatModel(client(ModelSettings.standard()), parameters);
  }

  @Override
  public StreamingChatModel createModelWith(ChatModelListener listener) {
    return new TritonStreamingChatModel(
        client(ModelSettings.standard().withListeners(List.of(listener))));
  }

  private TritonClient client(ModelSettings settings) {
    TritonClient client = TritonClient.open(triton.url(), settings);
    clients.add(client);
    return client;
  }

  @Override
  protected String customModelName() {
    return "trt_writer";
  }

  @Override
  protected ChatRequestParameters createIntegrationSpecificParameters(int maxOutputTokens) {
    return TritonChatRequestParameters.builder().maxOutputTokens(maxOutputTokens).build();
  }

  @Override
  protected void verifyToolCallbacks(
      StreamingChatResponseHandler handler, InOrder order, String id) {
    order.verify(handler).onCompleteToolCall(any());
  }

  @Override
  protected void verifyToolCallbacks(
      StreamingChatResponseHandler handler, InOrder order, String id1, String id2) {
    order.verify(handler).onCompleteToolCall(argThat(call -> call.index() == 0));
    order.verify(handler).onCompleteToolCall(argThat(call -> call.index() == 1));
  }

  @Override
  protected boolean supportsPartialToolStreaming(StreamingChatModel model) {
    return false;
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
