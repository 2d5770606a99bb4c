package dev.rapporteur.model.triton;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.List;
import java.util.Set;

/**
 * A Qwen3 model behind Triton as LangChain4j's {@link ChatModel}.
 *
 * <ul>
 *   <li>An answer is given only when it is complete. Failures are LangChain4j's exceptions: {@code
 *       TimeoutException}, {@code RateLimitException} and {@code InternalServerException} are those
 *       that another attempt may cure, and attempts were made before they are thrown.
 *   <li>A JSON schema binds the model while it draws the answer, and the answer is checked when it
 *       arrives; one that was cut off is an {@code InvalidRequestException}.
 *   <li>Tool calls that are wrong in themselves do not become requests; the reasons are in the
 *       message's attribute {@link #REJECTED_CALLS}.
 *   <li>Not given, temperature, top-p and top-k are those that Qwen advises without thinking.
 * </ul>
 */
public final class TritonChatModel implements ChatModel {
  /** Attribute of an {@code AiMessage}: a list of texts, why each call was not taken. */
  public static final String REJECTED_CALLS = "rejectedCalls";

  private final TritonClient client;
  private final ChatRequestParameters defaults;
  private final List<ChatModelListener> listeners;

  /** A model with the client's settings. */
  public TritonChatModel(TritonClient client) {
    this(client, TritonChatRequestParameters.builder().build());
  }

  /** A model whose requests have these parameters unless they say otherwise. */
  public TritonChatModel(TritonClient client, ChatRequestParameters defaults) {
    this.client = client;
    this.defaults = defaults(client, defaults);
    this.listeners = client.settings().listeners();
  }

  static ChatRequestParameters defaults(TritonClient client, ChatRequestParameters given) {
    return TritonChatRequestParameters.builder()
        .modelName(client.model())
        .temperature(0.7)
        .topP(0.8)
        .topK(20)
        .maxOutputTokens(client.settings().tokens().answer())
        .build()
        .overrideWith(given);
  }

  @Override
  public ChatResponse doChat(ChatRequest request) {
    PreparedChat chat = PreparedChat.of(request, client);
    Answer answer =
        client.ask(chat.generation(), TritonClient.NOBODY, chat::check, new Cancellation());
    return chat.response(answer);
  }

  @Override
  public ChatRequestParameters defaultRequestParameters() {
    return defaults;
  }

  @Override
  public List<ChatModelListener> listeners() {
    return listeners;
  }

  @Override
  public Set<Capability> supportedCapabilities() {
    return Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
  }
}
