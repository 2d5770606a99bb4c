/**
 * The language model, seen as LangChain4j sees one. In comes a URL with {@link
 * dev.rapporteur.model.ModelSettings}; out comes a {@link dev.rapporteur.model.ModelConnection}: a
 * {@code ChatModel}, a {@code StreamingChatModel}, an honest {@link
 * dev.rapporteur.model.ModelReadiness} and a {@link dev.rapporteur.model.TokenCounter}. {@link
 * dev.rapporteur.model.ChatModels} chooses the {@link dev.rapporteur.model.ModelProvider} by the
 * scheme of the URL: {@code model.triton} speaks gRPC to NVIDIA Triton, {@code model.openai} speaks
 * to any OpenAI-compatible endpoint. The prompt and tool-call format of Qwen3 is in {@code
 * model.qwen}.
 */
@NullMarked
package dev.rapporteur.model;

import org.jspecify.annotations.NullMarked;
