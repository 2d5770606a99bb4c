package dev.rapporteur.model.triton;

import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.common.AbstractStreamingChatModelListenerIT;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.rapporteur.model.ModelSettings;
import dev.rapporteur.testing.TritonServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** LangChain4j's kit for listeners, on the real Triton with the scripted model. */
class TritonStreamingChatModelListenerIT extends AbstractStreamingChatModelListenerIT {
  @RegisterExtension static final TritonServer triton = TritonServer.serving("report_writer");

  private final List<TritonClient> clients = new ArrayList<>();

  @BeforeEach
  void script() {
    KitAnswers.script(triton.answers());
  }

  @AfterEach
  void close() {
    clients.forEach(TritonClient::close);
  }

  @Override
  protected StreamingChatModel createModel(ChatModelListener listener) {
    TritonClient client =
        TritonClient.open(
            triton.url(),
            ModelSettings.standard().withListeners(List.of(listener)).withAttempts(1));
    clients.add(client);
    return new TritonStreamingChatModel(
        client,
        ChatRequestParameters.builder()
            .temperature(temperature())
            .topP(topP())
            .maxOutputTokens(maxTokens())
            .build());
  }

  @Override
  protected String modelName() {
    return "report_writer";
  }

  @Override
  protected StreamingChatModel createFailingModel(ChatModelListener listener) {
    return createModel(listener);
  }

  @Override
  protected Class<? extends Exception> expectedExceptionClass() {
    return InternalServerException.class;
  }
}
