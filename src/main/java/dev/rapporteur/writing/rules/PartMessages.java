package dev.rapporteur.writing.rules;

import dev.rapporteur.analysis.Figure;
import dev.rapporteur.report.CellPath;
import dev.rapporteur.report.FigureDefinition.Base;
import dev.rapporteur.report.FigureDefinition.Contribution;
import dev.rapporteur.report.FigureDefinition.Rank;
import dev.rapporteur.report.FigureDefinition.Total;
import dev.rapporteur.writing.NarrativeBrief;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What there is to say of the parts of a whole. */
final class PartMessages {
  /** Parts are named until they explain so much of a change, in percent. */
  private static final BigDecimal ENOUGH = new BigDecimal("80");

  /** At most so many parts are named in one sentence. */
  private static final int NAMED = 3;

  /** Fewer places than this are no move worth a sentence. */
  private static final int PLACES = 3;

  /** From so many percent of the whole on, one entity of many is a large one. */
  private static final BigDecimal LARGE = new BigDecimal("5");

  private static final BigDecimal HUNDRED = new BigDecimal("100");

  private final NarrativeBrief brief;
  private final SheetView view;

  PartMessages(NarrativeBrief brief, SheetView view) {
    this.brief = brief;
    this.view = view;
  }

  // --- what drove a change ------------------------------------------------------------------

  /** Whether the parts are those of this value: their changes add up to its change. */
  boolean addUpTo(Contribution one, Measured value) {
    return value
        .main()
        .filter(
            main -> {
              List<Part> parts = view.parts(one.cells(), one.by(), main.base());
              BigDecimal sum =
                  parts.stream()
                      .flatMap(part -> part.change().stream())
                      .map(Figure::value)
                      .reduce(BigDecimal.ZERO, BigDecimal::add);
              return !parts.isEmpty() && sum.compareTo(main.amount().orElseThrow().value()) == 0;
            })
        .isPresent();
  }

  Optional<Total> wholeOf(Contribution part) {
    return view.definitions().stream()
        .filter(Total.class::isInstance)
        .map(Total.class::cast)
        .filter(total -> total.by().isEmpty())
        .filter(total -> view.measured(total).filter(one -> addUpTo(part, one)).isPresent())
        .findFirst();
  }

  /** The part that moved the whole most and, if it turned it, that. */
  List<Message> mainPart(Measured value, Contribution one) {
    Comparison main = value.main().orElseThrow();
    Optional<Part> first =
        view.parts(one.cells(), one.by(), main.base()).stream()
            .filter(part -> part.direction() != 0 && part.direction() == main.direction())
            .findFirst();
    List<Message> messages = new ArrayList<>();
    first.ifPresent(
        part -> {
          messages.add(new Message.MainPart(main, view.noun(one.by()), part));
          BigDecimal rest =
              main.amount().orElseThrow().value().subtract(part.change().orElseThrow().value());
          if (rest.signum() == -main.direction()) {
            messages.add(new Message.Without(value.name(), part, main.base(), rest.signum()));
          }
        });
    return messages;
  }

  /** The parts that explain most of a change. */
  Optional<Message> drivers(Measured value, Contribution one, boolean second) {
    Comparison main = value.main().orElseThrow();
    List<Part> parts = view.parts(one.cells(), one.by(), main.base());
    List<Part> named = new ArrayList<>();
    List<Part> counter = new ArrayList<>();
    BigDecimal explained = BigDecimal.ZERO;
    for (Part part : parts) {
      if (part.direction() == 0 || main.direction() == 0) {
        continue;
      }
      if (part.direction() != main.direction()) {
        counter.add(part);
      } else if (named.size() < NAMED && explained.compareTo(ENOUGH) < 0) {
        named.add(part);
        explained = explained.add(part.contribution().map(Figure::value).orElse(HUNDRED));
      }
    }
    return named.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Message.Drivers(
                value,
                main,
                view.noun(one.by()),
                named,
                counter.subList(0, Math.min(2, counter.size())),
                second));
  }

  // --- by entity ----------------------------------------------------------------------------

  List<Message> breakdown(CellPath cells, String by) {
    Base base = view.mainBase(cells, by);
    List<Part> parts = view.parts(cells, by, base);
    String name = view.nameOf(cells, by);
    String noun = view.noun(by);
    List<Message> messages = new ArrayList<>();
    List<Part> moved = parts.stream().filter(part -> part.direction() != 0).toList();
    if (moved.isEmpty()) {
      return composition(name, noun, parts);
    }
    Part first = moved.getFirst();
    messages.add(new Message.LargestMove(name, first, base));
    moved.stream()
        .filter(part -> part.direction() == -first.direction())
        .findFirst()
        .ifPresent(part -> messages.add(new Message.OtherWay(name, part, base)));
    balance(cells, by, base, moved).ifPresent(messages::add);
    largest(noun, parts, first).ifPresent(messages::add);
    return messages;
  }

  private static List<Message> composition(String name, String noun, List<Part> parts) {
    List<Part> sized =
        parts.stream()
            .filter(part -> part.level().or(part::share).isPresent())
            .sorted(Comparator.comparing(PartMessages::size).reversed())
            .limit(NAMED)
            .toList();
    return sized.isEmpty() ? List.of() : List.of(new Message.Composition(name, noun, sized));
  }

  private static BigDecimal size(Part part) {
    return part.level().or(part::share).map(Figure::value).orElse(BigDecimal.ZERO);
  }

  private Optional<Message> balance(CellPath cells, String by, Base base, List<Part> moved) {
    Optional<Figure> growing = view.movers(cells, by, base, "growing");
    Optional<Figure> falling = view.movers(cells, by, base, "falling");
    if (growing.isEmpty() || falling.isEmpty()) {
      return Optional.empty();
    }
    List<Part> compared =
        moved.stream()
            .filter(part -> part.level().isPresent() && part.before().isPresent())
            .toList();
    if (compared.size() < NAMED) {
      return Optional.empty();
    }
    return Optional.of(
        new Message.Balance(
            growing.get(),
            falling.get(),
            base,
            compared.size() < moved.size(),
            only(compared, 1),
            only(compared, -1)));
  }

  private static Optional<Part> only(List<Part> parts, int direction) {
    List<Part> those = parts.stream().filter(part -> part.direction() == direction).toList();
    return those.size() == 1 ? Optional.of(those.getFirst()) : Optional.empty();
  }

  private static Optional<Message> largest(String noun, List<Part> parts, Part opened) {
    Optional<Part> now =
        parts.stream()
            .filter(part -> part.level().isPresent() && part.share().isPresent())
            .max(Comparator.comparing(PartMessages::size));
    Optional<Part> then =
        parts.stream()
            .filter(part -> part.before().isPresent())
            .max(Comparator.comparing(part -> part.before().get().value()));
    return now.filter(part -> !part.equals(opened))
        .map(part -> new Message.Largest(noun, part, then.filter(part::equals).isPresent()));
  }

  // --- rankings -----------------------------------------------------------------------------

  List<Message> ranking(Rank rank, boolean told) {
    List<Ranked> ranking = view.ranking(rank);
    if (ranking.isEmpty()) {
      return List.of();
    }
    String noun = view.noun(rank.by());
    List<Ranked> first =
        ranking.stream()
            .filter(one -> one.place().value().compareTo(ranking.getFirst().place().value()) == 0)
            .toList();
    List<Message> messages = new ArrayList<>();
    outsize(rank, false).ifPresent(messages::add);
    if (!told && messages.isEmpty()) {
      messages.add(new Message.First(noun, first));
      Optional<Base> base = rank.compare().stream().max(Comparator.naturalOrder());
      ranking.stream()
          .filter(one -> Math.abs(one.movement()) >= PLACES && !first.contains(one))
          .max(Comparator.comparing(one -> Math.abs(one.movement())))
          .filter(one -> base.isPresent())
          .ifPresent(one -> messages.add(new Message.Moved(one, base.get())));
    }
    return messages;
  }

  /** One that is far larger than the next, if there is one. */
  Optional<Message> outsize(Rank rank, boolean watch) {
    List<Ranked> ranking = view.ranking(rank);
    return ranking.size() > 1 && isOutsize(ranking.getFirst(), ranking.get(1))
        ? Optional.of(
            new Message.Outsize(view.noun(rank.by()), ranking.getFirst(), ranking.get(1), watch))
        : Optional.empty();
  }

  private static boolean isOutsize(Ranked first, Ranked next) {
    BigDecimal twice = next.amount().value().add(next.amount().value());
    return first.amount().value().compareTo(twice) >= 0
        && first.share().filter(share -> share.value().compareTo(LARGE) >= 0).isPresent();
  }
}
