/**
 * A client for language models behind NVIDIA Triton, as LangChain4j's {@link
 * dev.rapporteur.model.triton.TritonChatModel} and {@link
 * dev.rapporteur.model.triton.TritonStreamingChatModel}. In go messages, out comes an answer that
 * is complete, or a failure that says why. It speaks KServe v2 over gRPC ({@code ModelStreamInfer},
 * one request a stream) with the tensors of the vLLM backend or of TensorRT-LLM's ensemble, found
 * out from the model's metadata. {@link dev.rapporteur.model.triton.TritonClient} holds the
 * connections; gRPC types do not leave this package.
 */
@NullMarked
package dev.rapporteur.model.triton;

import org.jspecify.annotations.NullMarked;
