package dev.rapporteur.writing.rules;

import dev.rapporteur.analysis.Entity;
import dev.rapporteur.report.FigureDefinition.Target;
import dev.rapporteur.writing.NarrativeBrief;
import dev.rapporteur.writing.NarrativeWriter;
import dev.rapporteur.writing.SectionDraft;
import dev.rapporteur.writing.SectionDraft.LabeledCitation;
import dev.rapporteur.writing.SectionDraft.Paragraph;
import dev.rapporteur.writing.SectionDraft.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes sections from figures by rule, in Chinese or English, for any report definition. The same
 * brief always gives the same text. It types no number: each stands as a reference, and a word such
 * as "two thirds" only where {@link Fraction} allows it.
 */
public final class RuleBasedWriter implements NarrativeWriter {

  @Override
  public SectionDraft write(NarrativeBrief brief) {
    return brief.section().figures().isEmpty() && !brief.earlier().isEmpty()
        ? Summary.of(brief)
        : new Writing(brief).section();
  }

  /** The rules give the same text again: what they say follows from the figures. */
  @Override
  public SectionDraft rewrite(NarrativeBrief brief, SectionDraft draft, List<String> objections) {
    return write(brief);
  }

  /** One section on its way. */
  private static final class Writing {
    /** A paragraph has at most so many sentences beside one from a strategy document. */
    private static final int SENTENCES = 4;

    private static final int PARAGRAPHS = 3;

    private final NarrativeBrief brief;
    private final SheetView view;
    private final StrategyTie strategy;
    private final Wording wording;

    Writing(NarrativeBrief brief) {
      this.brief = brief;
      this.view = new SheetView(brief.definition(), brief.sheet(), brief.period());
      this.strategy = new StrategyTie(brief);
      this.wording =
          brief.definition().isChinese()
              ? new ChineseWording(brief.period())
              : new EnglishWording(brief.period());
    }

    SectionDraft section() {
      SectionPlanner planner = new SectionPlanner(brief, view, strategy);
      List<List<Message>> paragraphs = joined(planner.plan());
      boolean limited =
          paragraphs.stream().flatMap(List::stream).anyMatch(Message.Limited.class::isInstance);
      if (!limited) {
        strategy
            .best(spokenOf(paragraphs))
            .filter(tie -> tie.entity().isPresent() || !planner.isWatchList())
            .ifPresent(tie -> tieIn(tie, paragraphs));
      }
      List<Paragraph> written = paragraphs.stream().map(this::paragraph).toList();
      return new SectionDraft(brief.section().id(), written, Writer.RULES, "");
    }

    private Paragraph paragraph(List<Message> messages) {
      List<String> sentences =
          messages.stream().map(wording::say).filter(said -> !said.isEmpty()).toList();
      Map<String, LabeledCitation> citations = new LinkedHashMap<>();
      for (Message message : messages) {
        cited(message).ifPresent(one -> citations.putIfAbsent(one.label(), one));
      }
      return new Paragraph(wording.paragraph(sentences), false, List.copyOf(citations.values()));
    }

    /** Short paragraphs are joined; what is beyond a reader's patience is left to the tables. */
    private static List<List<Message>> joined(List<List<Message>> blocks) {
      List<List<Message>> paragraphs = new ArrayList<>();
      for (List<Message> block : blocks) {
        List<Message> fitting = block.subList(0, Math.min(SENTENCES, block.size()));
        if (!paragraphs.isEmpty() && paragraphs.getLast().size() + fitting.size() <= SENTENCES) {
          paragraphs.getLast().addAll(fitting);
        } else if (paragraphs.size() < PARAGRAPHS) {
          paragraphs.add(new ArrayList<>(fitting));
        }
      }
      return paragraphs;
    }

    // --- strategy

    private final Map<Message, LabeledCitation> ties = new LinkedHashMap<>();

    private Optional<LabeledCitation> cited(Message message) {
      return message instanceof Message.Limited one
          ? Optional.of(one.limit().citation())
          : Optional.ofNullable(ties.get(message));
    }

    /** Ends the paragraph that speaks of the same entity, else the last one, with the passage. */
    private void tieIn(StrategyTie.Tie tie, List<List<Message>> paragraphs) {
      List<Message> home =
          paragraphs.stream()
              .filter(one -> tie.entity().filter(spokenOf(List.of(one))::contains).isPresent())
              .findFirst()
              .orElse(paragraphs.getLast());
      LabeledCitation citation = strategy.citation(tie.statement());
      boolean goalTold =
          paragraphs.stream()
              .flatMap(List::stream)
              .filter(Message.Goals.class::isInstance)
              .anyMatch(
                  one -> named(one).stream().anyMatch(tie.entity().stream().toList()::contains));
      Message.Strategy message =
          new Message.Strategy(
              strategy.document(tie.statement()),
              tie.entity(),
              tie.statement().quote(),
              citation.label(),
              goalTold ? Optional.empty() : tie.entity().flatMap(this::aim));
      home.add(message);
      ties.put(message, citation);
      strategy
          .elsewhere(tie)
          .ifPresent(
              other -> {
                LabeledCitation second = strategy.citation(other);
                Message.Elsewhere elsewhere =
                    new Message.Elsewhere(strategy.document(other), other.quote(), second.label());
                home.add(elsewhere);
                ties.put(elsewhere, second);
              });
    }

    private Optional<Aim> aim(Entity entity) {
      return brief.definition().figures().stream()
          .filter(Target.class::isInstance)
          .map(Target.class::cast)
          .filter(target -> target.by().isPresent())
          .flatMap(target -> view.aims(target).stream())
          .filter(aim -> aim.entity().filter(entity::equals).isPresent())
          .findFirst();
    }

    /** The entities that the messages name, in their order. */
    private static List<Entity> spokenOf(List<List<Message>> paragraphs) {
      Map<String, Entity> entities = new LinkedHashMap<>();
      paragraphs.stream()
          .flatMap(List::stream)
          .flatMap(message -> named(message).stream())
          .forEach(entity -> entities.putIfAbsent(entity.key(), entity));
      return List.copyOf(entities.values());
    }

    private static List<Entity> named(Message message) {
      return switch (message) {
        case Message.MainPart one -> List.of(one.part().entity());
        case Message.Drivers one -> one.parts().stream().map(Part::entity).toList();
        case Message.LargestMove one -> List.of(one.part().entity());
        case Message.OtherWay one -> List.of(one.part().entity());
        case Message.Goals one -> one.furthestBelow().flatMap(Aim::entity).stream().toList();
        case Message.Outsize one -> List.of(one.ranked().entity());
        default -> List.of();
      };
    }
  }
}
