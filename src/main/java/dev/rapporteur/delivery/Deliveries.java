package dev.rapporteur.delivery;

import dev.rapporteur.delivery.DeliveryReceipt.Address;
import dev.rapporteur.delivery.DeliveryReceipt.State;
import dev.rapporteur.report.ReportDefinition.DeliveryTarget;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends an approved report to each of its recipients once, and keeps receipts. */
public final class Deliveries {
  /** When a delivery that failed is tried again; after the last one it is given up. */
  public static final List<Duration> RETRIES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  /** Longer than any channel's time limits: after it, whoever is sending has died. */
  public static final Duration LONGEST_SENDING = Duration.ofMinutes(3);

  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

  private final Map<String, DeliveryChannel> channels;
  private final DeliveryReceipts receipts;
  private final Clock clock;

  public Deliveries(Collection<DeliveryChannel> channels, DeliveryReceipts receipts, Clock clock) {
    this.channels =
        channels.stream()
            .collect(Collectors.toUnmodifiableMap(DeliveryChannel::name, Function.identity()));
    this.receipts = receipts;
    this.clock = clock;
  }

  /**
   * Sends to all recipients that do not have it yet. To be called again at the earliest {@link
   * DeliveryReceipt#nextAttempt()}, and after a crash.
   *
   * @return a receipt for each recipient
   * @throws UnknownTargetException before anything is sent, if a channel or target is not
   *     configured
   */
  public List<DeliveryReceipt> deliver(DeliveryOrder order, List<DeliveryTarget> targets) {
    List<Address> addresses = new ArrayList<>();
    for (DeliveryTarget target : targets) {
      for (String recipient :
          channel(target.channel(), target.target()).recipients(target.target())) {
        addresses.add(new Address(order.run(), target.channel(), target.target(), recipient));
      }
    }
    return addresses.stream().distinct().map(to -> deliver(order, to)).toList();
  }

  private DeliveryReceipt deliver(DeliveryOrder order, Address to) {
    Optional<DeliveryReceipt> earlier = receipts.find(to);
    if (earlier.isEmpty()) {
      DeliveryReceipt first = sending(to, 1);
      return receipts.add(first) ? send(order, first) : receipts.find(to).orElseThrow();
    }
    DeliveryReceipt receipt = earlier.get();
    return switch (receipt.state()) {
      case SENT, REFUSED, UNKNOWN -> receipt;
      case WAITING -> isDue(receipt) ? sendAgain(order, receipt) : receipt;
      case SENDING -> isStillAtIt(receipt) ? receipt : takeOver(order, receipt);
    };
  }

  /** Whoever began has died: what can be repeated is, of the rest nobody knows. */
  private DeliveryReceipt takeOver(DeliveryOrder order, DeliveryReceipt receipt) {
    Address to = receipt.to();
    return channel(to.channel(), to.target()).isRepeatable()
        ? sendAgain(order, receipt)
        : put(
            receipt,
            new DeliveryOutcome.Unknown(
                "The program ended after it began to send; it may have been sent."));
  }

  private boolean isStillAtIt(DeliveryReceipt receipt) {
    return receipt.changedAt().isAfter(clock.instant().minus(LONGEST_SENDING));
  }

  /** Sends to one recipient again because a person wants it, whatever was before. */
  public DeliveryReceipt resend(DeliveryOrder order, Address to) {
    return receipts
        .find(to)
        .map(earlier -> sendAgain(order, earlier))
        .orElseGet(() -> deliver(order, to));
  }

  /**
   * Notes what a person found out about a delivery of which nobody knew.
   *
   * @param arrived whether the recipient has it; if not it is sent anew when next delivered
   * @param by who found out
   * @throws java.util.NoSuchElementException if there was no such delivery
   */
  public DeliveryReceipt settle(Address to, boolean arrived, String by) {
    DeliveryReceipt receipt = receipts.find(to).orElseThrow();
    if (receipt.state() != State.UNKNOWN && receipt.state() != State.REFUSED) {
      return receipt;
    }
    return replace(
        receipt,
        new DeliveryReceipt(
            to,
            arrived ? State.SENT : State.WAITING,
            receipt.attempts(),
            (arrived ? "It arrived, says " : "It did not arrive, says ") + by + ".",
            clock.instant(),
            arrived ? Optional.empty() : Optional.of(clock.instant())));
  }

  private DeliveryReceipt sendAgain(DeliveryOrder order, DeliveryReceipt earlier) {
    DeliveryReceipt begun = sending(earlier.to(), earlier.attempts() + 1);
    return receipts.replace(earlier, begun)
        ? send(order, begun)
        : receipts.find(earlier.to()).orElseThrow();
  }

  private DeliveryReceipt send(DeliveryOrder order, DeliveryReceipt begun) {
    Address to = begun.to();
    return put(begun, channel(to.channel(), to.target()).send(order, to.target(), to.recipient()));
  }

  private DeliveryReceipt put(DeliveryReceipt begun, DeliveryOutcome outcome) {
    Instant now = clock.instant();
    State state =
        switch (outcome) {
          case DeliveryOutcome.Sent sent -> State.SENT;
          case DeliveryOutcome.Refused refused -> State.REFUSED;
          case DeliveryOutcome.Unknown unknown -> State.UNKNOWN;
          case DeliveryOutcome.Failed failed ->
              begun.attempts() > RETRIES.size() ? State.REFUSED : State.WAITING;
        };
    Optional<Instant> next =
        state == State.WAITING
            ? Optional.of(now.plus(RETRIES.get(begun.attempts() - 1)))
            : Optional.empty();
    DeliveryReceipt receipt =
        new DeliveryReceipt(begun.to(), state, begun.attempts(), outcome.detail(), now, next);
    if (state != State.SENT) {
      LOG.warn("delivery to {}: {}, {}", begun.to(), state, outcome.detail());
    }
    return noteOutcome(begun, receipt);
  }

  /** Whoever sends knows better than one who took it for dead meanwhile. */
  private DeliveryReceipt noteOutcome(DeliveryReceipt begun, DeliveryReceipt outcome) {
    DeliveryReceipt kept = replace(begun, outcome);
    boolean takenForDead = kept.state() == State.UNKNOWN && kept.attempts() == begun.attempts();
    return takenForDead && outcome.state() != State.UNKNOWN ? replace(kept, outcome) : kept;
  }

  private DeliveryReceipt replace(DeliveryReceipt earlier, DeliveryReceipt later) {
    return receipts.replace(earlier, later) ? later : receipts.find(later.to()).orElseThrow();
  }

  private boolean isDue(DeliveryReceipt receipt) {
    return receipt.nextAttempt().filter(next -> next.isAfter(clock.instant())).isEmpty();
  }

  private DeliveryReceipt sending(Address to, int attempt) {
    return new DeliveryReceipt(to, State.SENDING, attempt, "", clock.instant(), Optional.empty());
  }

  private DeliveryChannel channel(String name, String target) {
    DeliveryChannel channel = channels.get(name);
    if (channel == null) {
      throw new UnknownTargetException(name, target);
    }
    return channel;
  }
}
