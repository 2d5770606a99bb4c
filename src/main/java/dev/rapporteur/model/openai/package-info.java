/**
 * Models behind an OpenAI-compatible endpoint - vLLM, SGLang, TGI, llama.cpp, Ollama, Triton's own
 * OpenAI frontend - through LangChain4j's OpenAI module. In goes a URL, out comes the same {@link
 * dev.rapporteur.model.ModelConnection} as for Triton: total and idle time limits hold here too,
 * and readiness is one token.
 */
@NullMarked
package dev.rapporteur.model.openai;

import org.jspecify.annotations.NullMarked;
