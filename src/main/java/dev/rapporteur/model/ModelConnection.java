package dev.rapporteur.model;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;

/**
 * One model behind one or several servers, in the forms that rooms need. All parts may be used from
 * many threads at once. Closing it cancels what is under way.
 */
public interface ModelConnection extends AutoCloseable {

  /** Which model this is, for evidence and cache keys: its name and its URL without secrets. */
  String name();

  ChatModel chat();

  StreamingChatModel streaming();

  /** The model as one that gives vectors, where it is served as such. */
  EmbeddingModel embedding();

  ModelReadiness readiness();

  TokenCounter tokens();

  @Override
  void close();
}
