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
  /** A paragraph has at most so many sentences, a section at most so many paragraphs. */
  private static final int SENTENCES = 5;

  private static final int PARAGRAPHS = 3;

  @Override
  public SectionDraft write(NarrativeBrief brief) {
    return new Writing(brief).section();
  }

  /** The rules give the same text again: what they say follows from the figures. */
  @Override
  public SectionDraft rewrite(NarrativeBrief brief, SectionDraft draft, List<String> objections) {
    return write(brief);
  }

  /** One section on its way. */
  private static final class Writing {
    private final NarrativeBrief brief;
    private final SheetView view;
    private final Wording wording;

    Writing(NarrativeBrief brief) {
      this.brief = brief;
      this.view = new SheetView(brief.definition(), brief.sheet(), brief.period());
      this.wording =
          brief.definition().isChinese()
              ? new ChineseWording(brief.period())
              : new EnglishWording(brief.period());
    }

    SectionDraft section() {
      List<List<Message>> blocks = new SectionPlanner(brief, view).plan();
      Optional<StrategyTie.Tie> tie = new StrategyTie(brief).best(spokenOf(blocks));
      List<List<Message>> paragraphs = joined(blocks);
      List<Paragraph> written = new ArrayList<>();
      for (int i = 0; i < paragraphs.size(); i++) {
        boolean last = i == paragraphs.size() - 1;
        List<Message> messages = new ArrayList<>(paragraphs.get(i));
        List<LabeledCitation> citations = new ArrayList<>();
        if (last && tie.isPresent()) {
          messages.add(strategy(tie.get()));
          citations.add(tie.get().citation());
        }
        List<String> sentences =
            messages.stream().map(wording::say).filter(said -> !said.isEmpty()).toList();
        written.add(new Paragraph(wording.paragraph(sentences), false, citations));
      }
      return new SectionDraft(brief.section().id(), written, Writer.RULES, "");
    }

    private Message strategy(StrategyTie.Tie tie) {
      return new Message.Strategy(
          tie.document(), tie.quote(), tie.citation().label(), tie.entity().flatMap(this::aim));
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

    /** Short blocks share a paragraph; what is beyond a reader's patience is left to the tables. */
    private static List<List<Message>> joined(List<List<Message>> blocks) {
      List<List<Message>> paragraphs = new ArrayList<>();
      for (List<Message> block : blocks) {
        List<Message> fitting = block.subList(0, Math.min(SENTENCES, block.size()));
        if (!paragraphs.isEmpty()
            && paragraphs.getLast().size() + fitting.size() <= SENTENCES) {
          paragraphs.getLast().addAll(fitting);
        } else if (paragraphs.size() < PARAGRAPHS) {
          paragraphs.add(new ArrayList<>(fitting));
        }
      }
      return paragraphs;
    }

    /** The entities that the messages name, in their order. */
    private static List<Entity> spokenOf(List<List<Message>> blocks) {
      Map<String, Entity> entities = new LinkedHashMap<>();
      for (List<Message> block : blocks) {
        for (Message message : block) {
          named(message).forEach(entity -> entities.putIfAbsent(entity.key(), entity));
        }
      }
      return List.copyOf(entities.values());
    }

    private static List<Entity> named(Message message) {
      return switch (message) {
        case Message.Drivers one -> one.parts().stream().map(Part::entity).toList();
        case Message.LargestMove one -> List.of(one.part().entity());
        case Message.OtherWay one -> List.of(one.part().entity());
        case Message.Goals one -> one.furthestBelow().flatMap(Aim::entity).stream().toList();
        case Message.Arrival one -> List.of(one.part().entity());
        case Message.Outsize one -> List.of(one.ranked().entity());
        default -> List.of();
      };
    }
  }
}
