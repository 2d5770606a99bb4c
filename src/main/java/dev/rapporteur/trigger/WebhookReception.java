package dev.rapporteur.trigger;

import dev.rapporteur.access.Actor;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunCause;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.trigger.RateLimiter.Standing;
import dev.rapporteur.trigger.WebhookVerdict.Accepted;
import dev.rapporteur.trigger.WebhookVerdict.FieldError;
import dev.rapporteur.trigger.WebhookVerdict.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Takes web hooks in: verified, within the quota, for a period that is over, once. */
public final class WebhookReception {
  private static final Duration FORGET_EVERY = Duration.ofHours(1);

  private final WebhookEndpoints endpoints;
  private final WebhookVerifier verifier;
  private final RateLimiter limiter;
  private final Function<String, WebhookTarget> targets;
  private final WebhookInbox inbox;
  private final RunQueue queue;
  private final Clock clock;
  private final AtomicReference<Instant> forgotten = new AtomicReference<>(Instant.EPOCH);

  /**
   * @param targets the report of a name; asked for reports with an endpoint only
   */
  public WebhookReception(
      WebhookEndpoints endpoints,
      Function<String, WebhookTarget> targets,
      WebhookInbox inbox,
      RunQueue queue,
      Clock clock) {
    this.endpoints = endpoints;
    this.verifier = new WebhookVerifier(clock);
    this.limiter = new RateLimiter(clock);
    this.targets = targets;
    this.inbox = inbox;
    this.queue = queue;
    this.clock = clock;
  }

  /** Whether a report has a web hook, so that the body of a message for it need be read at all. */
  public boolean isOpen(String report) {
    return endpoints.of(report).isPresent();
  }

  /** How many messages a report's web hook takes in; empty if it is not open. */
  public Optional<WebhookEndpoint.Quota> quota(String report) {
    return endpoints.of(report).map(WebhookEndpoint::quota);
  }

  /** Takes a message for a report in, or says why not. */
  public Reply receive(String report, WebhookMessage message) {
    Optional<WebhookEndpoint> endpoint = endpoints.of(report);
    if (endpoint.isEmpty()) {
      return new NotTaken(
          Refused.of(WebhookRefusal.UNKNOWN_ENDPOINT, "No web hook is open here."),
          Optional.empty());
    }
    return switch (verifier.verify(message, endpoint.get())) {
      // Strangers use up nothing of the sender's quota.
      case Refused refused -> new NotTaken(refused, Optional.empty());
      case Accepted accepted -> {
        Standing standing = limiter.take(report, endpoint.get().quota());
        yield standing.allowed()
            ? take(report, accepted, standing)
            : new NotTaken(
                Refused.of(
                    WebhookRefusal.QUOTA_EXCEEDED,
                    "Try again in %d seconds.".formatted(standing.secondsToNext())),
                Optional.of(standing));
      }
    };
  }

  private Reply take(String report, Accepted accepted, Standing standing) {
    Instant now = clock.instant();
    WebhookTarget target = targets.apply(report);
    LocalDate today = LocalDate.ofInstant(now, target.zone());
    ReportingPeriod period =
        accepted
            .parameters()
            .period()
            .orElseGet(() -> ReportingPeriod.containing(target.period(), today).previous());
    Optional<String> wrong = wrong(period, target, today);
    if (wrong.isPresent()) {
      return new NotTaken(
          new Refused(
              WebhookRefusal.INVALID_PARAMETERS,
              "The report cannot be made for this period.",
              List.of(new FieldError("/period", wrong.get()))),
          Optional.of(standing));
    }
    return switch (inbox.accept(report, accepted.key(), request(target, period, accepted), now)) {
      case WebhookInbox.KeyReused reused ->
          new NotTaken(
              Refused.of(
                  WebhookRefusal.IDEMPOTENCY_KEY_REUSED,
                  "Use a new id for a new message, and the same body for the same id."),
              Optional.of(standing));
      case WebhookInbox.Taken taken -> {
        if (taken.created()) {
          queue.enqueue(taken.run());
        }
        forgetOldMessages(now);
        yield new Taken(taken.run(), standing);
      }
    };
  }

  private void forgetOldMessages(Instant now) {
    Instant last = forgotten.get();
    if (last.isBefore(now.minus(FORGET_EVERY)) && forgotten.compareAndSet(last, now)) {
      inbox.forgetBefore(now.minus(WebhookInbox.KEPT));
    }
  }

  private static Optional<String> wrong(
      ReportingPeriod period, WebhookTarget target, LocalDate today) {
    if (period.kind() != target.period()) {
      return Optional.of(
          "is not a " + ScheduleReader.written(target.period()) + ", as this report needs");
    }
    return period.isOverOn(today) ? Optional.empty() : Optional.of("is not over");
  }

  private static RunRequest request(
      WebhookTarget target, ReportingPeriod period, Accepted accepted) {
    Actor actor = new Actor(target.report(), Actor.Kind.WEBHOOK, new TreeSet<>(target.roles()));
    return new RunRequest(
        target.report(),
        period,
        accepted.parameters().scope(),
        new RunCause.Webhook(actor, accepted.key().id()),
        accepted.parameters().writer());
  }

  /** What the sender is told. */
  public sealed interface Reply {}

  /** The message is in; it may have been before. */
  public record Taken(ReportRun run, Standing standing) implements Reply {}

  /**
   * @param standing of the endpoint, where the message got that far
   */
  public record NotTaken(Refused refused, Optional<Standing> standing) implements Reply {}
}
