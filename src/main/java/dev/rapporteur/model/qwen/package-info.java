/**
 * How Qwen3 is spoken to and understood. In go LangChain4j messages and tools, out comes the exact
 * text that the model was trained on ({@link dev.rapporteur.model.qwen.QwenPrompt}); in goes the
 * model's text, out come its tool calls, each checked against the tool's JSON Schema ({@link
 * dev.rapporteur.model.qwen.ToolCallParser}). {@link dev.rapporteur.model.qwen.QwenTokens} counts
 * tokens, never too few.
 */
@NullMarked
package dev.rapporteur.model.qwen;

import org.jspecify.annotations.NullMarked;
