package dev.rapporteur.writing;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.rapporteur.model.ModelConnection;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.Sha256;
import dev.rapporteur.writing.SectionDraft.Writer;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a language model write. The model refers to figures and passages by name and types no
 * number; its answer is checked, a broken one goes back once with the reason, and then, as when the
 * model cannot be reached, another writer takes the section and the draft says so.
 *
 * <p>The same brief over the same data gets the recorded answer again. Many sections may be written
 * at the same time; see {@link PrefixLead} for how the first one leads.
 */
public final class ModelWriter implements NarrativeWriter {
  private static final Logger LOG = LoggerFactory.getLogger(ModelWriter.class);

  /** Low, for a text that keeps to its figures. */
  private static final double TEMPERATURE = 0.2;

  private static final int ANSWER_TOKENS = 1_500;

  private final ModelConnection model;
  private final RecordedAnswers recorded;
  private final NarrativeWriter otherwise;
  private final PrefixLead lead;

  /**
   * @param otherwise writes what the model cannot
   */
  public ModelWriter(ModelConnection model, RecordedAnswers recorded, NarrativeWriter otherwise) {
    this.model = model;
    this.recorded = recorded;
    this.otherwise = otherwise;
    this.lead = new PrefixLead(model.streaming());
  }

  @Override
  public SectionDraft write(NarrativeBrief brief) {
    SectionPrompt prompt = new SectionPrompt(brief);
    return draft(brief, prompt, prompt.messages());
  }

  @Override
  public SectionDraft rewrite(NarrativeBrief brief, SectionDraft draft, List<String> objections) {
    SectionPrompt prompt = new SectionPrompt(brief);
    return draft(brief, prompt, prompt.rewritten(draft, objections));
  }

  private SectionDraft draft(
      NarrativeBrief brief, SectionPrompt prompt, List<ChatMessage> messages) {
    String prefix = prompt.rules() + prompt.common();
    try {
      Attempt first = attempt(brief, prefix, messages);
      if (first.usable().isPresent()) {
        return first.usable().get();
      }
      LOG.info(
          "section {}: the model's answer goes back: {}", brief.section().id(), first.reason());
      Attempt second = attempt(brief, prefix, prompt.again(first.answer(), first.reason()));
      return second
          .usable()
          .orElseGet(() -> otherwise(brief, Remarks.unusable(brief, second.reason())));
    } catch (LangChain4jException | RapporteurException unreachable) {
      LOG.warn("section {}: the model failed: {}", brief.section().id(), unreachable.getMessage());
      return otherwise(brief, Remarks.unreachable(brief));
    }
  }

  /** What came of one request. */
  private record Attempt(Optional<SectionDraft> usable, String answer, String reason) {}

  private Attempt attempt(NarrativeBrief brief, String prefix, List<ChatMessage> messages) {
    String key = key(messages);
    Optional<String> known = recorded.find(key);
    String answer;
    if (known.isPresent()) {
      answer = known.get();
    } else {
      PrefixLead.Reply reply = lead.ask(prefix, request(messages));
      answer = reply.text();
      if (!reply.isWhole()) {
        return new Attempt(Optional.empty(), answer, Remarks.notWhole(brief));
      }
    }
    return switch (ModelAnswer.read(answer, brief)) {
      case ModelAnswer.Usable usable -> {
        if (known.isEmpty()) {
          recorded.keep(key, answer);
        }
        yield new Attempt(
            Optional.of(
                new SectionDraft(brief.section().id(), usable.paragraphs(), Writer.MODEL, "")),
            answer,
            "");
      }
      case ModelAnswer.Broken broken -> new Attempt(Optional.empty(), answer, broken.reason());
    };
  }

  private static ChatRequest request(List<ChatMessage> messages) {
    return ChatRequest.builder()
        .messages(messages)
        .responseFormat(AnswerSchema.FORMAT)
        .temperature(TEMPERATURE)
        .maxOutputTokens(ANSWER_TOKENS)
        .build();
  }

  private String key(List<ChatMessage> messages) {
    StringBuilder asked = new StringBuilder();
    asked.append(model.name()).append('\n').append(TEMPERATURE).append('\n').append(ANSWER_TOKENS);
    for (ChatMessage message : messages) {
      asked.append('\n').append(message.type()).append('\n').append(SectionPrompt.textOf(message));
    }
    return Sha256.of(asked.toString());
  }

  private SectionDraft otherwise(NarrativeBrief brief, String remark) {
    SectionDraft draft = otherwise.write(brief);
    String all = draft.remark().isEmpty() ? remark : remark + " " + draft.remark();
    return new SectionDraft(draft.section(), draft.paragraphs(), draft.writer(), all);
  }
}
