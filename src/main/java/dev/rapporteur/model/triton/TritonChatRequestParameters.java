package dev.rapporteur.model.triton;

import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** LangChain4j's request parameters with what a model behind Triton knows beyond them. */
public final class TritonChatRequestParameters extends DefaultChatRequestParameters {
  private final @Nullable Long seed;
  private final @Nullable Boolean thinking;

  private TritonChatRequestParameters(Builder builder) {
    super(builder);
    this.seed = builder.seed;
    this.thinking = builder.thinking;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** With the same seed, request and engine the model draws the same answer, as far as it can. */
  public OptionalLong seed() {
    return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
  }

  /**
   * Whether the model thinks before it answers. It does not if this is not given, nor for answers
   * that must satisfy a schema.
   */
  public Optional<Boolean> thinking() {
    return Optional.ofNullable(thinking);
  }

  @Override
  public TritonChatRequestParameters overrideWith(ChatRequestParameters that) {
    return builder().overrideWith(this).overrideWith(that).build();
  }

  @Override
  public TritonChatRequestParameters defaultedBy(ChatRequestParameters that) {
    return builder().overrideWith(that).overrideWith(this).build();
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof TritonChatRequestParameters that
        && Objects.equals(seed, that.seed)
        && Objects.equals(thinking, that.thinking);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), seed, thinking);
  }

  /** Builds them. */
  public static final class Builder extends DefaultChatRequestParameters.Builder<Builder> {
    private @Nullable Long seed;
    private @Nullable Boolean thinking;

    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    public Builder thinking(boolean thinking) {
      this.thinking = thinking;
      return this;
    }

    @Override
    public Builder overrideWith(ChatRequestParameters parameters) {
      super.overrideWith(parameters);
      if (parameters instanceof TritonChatRequestParameters ours) {
        seed = ours.seed == null ? seed : ours.seed;
        thinking = ours.thinking == null ? thinking : ours.thinking;
      }
      return this;
    }

    @Override
    public TritonChatRequestParameters build() {
      return new TritonChatRequestParameters(this);
    }
  }
}
