package dev.rapporteur.pipeline;

import dev.rapporteur.audit.AuditEvent;
import dev.rapporteur.audit.AuditTrail;
import dev.rapporteur.delivery.Deliveries;
import dev.rapporteur.delivery.DeliveryOrder;
import dev.rapporteur.delivery.DeliveryReceipt;
import dev.rapporteur.delivery.DeliveryReceipt.Address;
import dev.rapporteur.delivery.DeliveryReceipt.State;
import dev.rapporteur.delivery.DeliveryReceipts;
import dev.rapporteur.delivery.settings.DeliverySettings;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportDefinition.DeliveryTarget;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportRuns;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.StaleAttemptException;
import dev.rapporteur.review.ApprovedReport;
import dev.rapporteur.review.ReviewDesk;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The steps of a delivery, as {@code routes/delivery.camel.yaml} calls them. */
public final class DeliverySteps {
  private final ReviewDesk desk;
  private final ReportRuns runs;
  private final DeliveryReceipts receipts;
  private final Supplier<DeliverySettings> settings;
  private final AuditTrail trail;
  private final Clock clock;

  /**
   * @param settings read each time, so that a change needs no restart
   */
  DeliverySteps(
      ReviewDesk desk,
      ReportRuns runs,
      DeliveryReceipts receipts,
      Supplier<DeliverySettings> settings,
      AuditTrail trail,
      Clock clock) {
    this.desk = desk;
    this.runs = runs;
    this.receipts = receipts;
    this.settings = settings;
    this.trail = trail;
    this.clock = clock;
  }

  /** Takes the approved files as they were made, and the recipients of the report. */
  public OutgoingReport prepare(OutgoingReport report) {
    ApprovedReport approved = approved(report.run().id());
    DeliveryOrder order = new DeliveryOrder(approved, settings.get().link(approved.run()));
    return report.prepared(
        order, approved.deliver().stream().map(target -> of(target, approved.scope())).toList());
  }

  /** Sends to each recipient that does not have it yet. */
  public OutgoingReport send(OutgoingReport report) {
    String run = report.run().id();
    Map<Address, DeliveryReceipt> before = byAddress(receipts.of(run));
    List<DeliveryReceipt> after =
        deliveries().deliver(report.order().orElseThrow(), report.targets());
    after.stream()
        .filter(receipt -> !receipt.equals(before.get(receipt.to())))
        .forEach(receipt -> note(report.run(), receipt, "system:delivery"));
    return report.sent(after);
  }

  /** The report is delivered once everybody has it. */
  public OutgoingReport conclude(OutgoingReport report) {
    boolean all = report.receipts().stream().allMatch(one -> one.state() == State.SENT);
    ReportRun now = runs.find(report.run().id()).orElseThrow();
    if (!all || report.receipts().isEmpty() || now.state() != RunState.APPROVED) {
      return report.with(now);
    }
    try {
      return report.with(runs.change(now, RunState.DELIVERED, "", clock.instant()));
    } catch (StaleAttemptException otherNode) {
      return report.with(runs.find(now.id()).orElseThrow());
    }
  }

  // --- what a person does -----------------------------------------------------------------------

  /** Sends to one recipient once more because a person wants it. */
  DeliveryReceipt resend(Address to, String by) {
    ApprovedReport approved = approved(to.run());
    DeliveryOrder order = new DeliveryOrder(approved, settings.get().link(to.run()));
    ReportRun run = runs.find(to.run()).orElseThrow();
    trail.append(event("delivery.resend", run, to, by, JsonNodeFactory.instance.objectNode()));
    DeliveryReceipt receipt = deliveries().resend(order, to);
    note(run, receipt, by);
    return receipt;
  }

  /** Notes what a person found out about a delivery. */
  DeliveryReceipt settle(Address to, boolean arrived, String by) {
    ReportRun run = runs.find(to.run()).orElseThrow();
    ObjectNode facts = JsonNodeFactory.instance.objectNode().put("arrived", arrived);
    trail.append(event("delivery.settle", run, to, by, facts));
    return deliveries().settle(to, arrived, by);
  }

  private ApprovedReport approved(String run) {
    return desk.approvedReport(run)
        .orElseThrow(
            () ->
                new RapporteurException(
                    FailureKind.DEFINITION,
                    "the draft of run " + run + " is not approved",
                    "rapporteur review decides on it"));
  }

  private Deliveries deliveries() {
    return new Deliveries(settings.get().channels(), receipts, clock);
  }

  private void note(ReportRun run, DeliveryReceipt receipt, String by) {
    ObjectNode facts = JsonNodeFactory.instance.objectNode();
    facts.put("state", receipt.state().name());
    facts.put("attempt", receipt.attempts());
    String kind = "delivery." + receipt.state().name().toLowerCase(java.util.Locale.ROOT);
    trail.append(event(kind, run, receipt.to(), by, facts));
  }

  private static AuditEvent event(
      String kind, ReportRun run, Address to, String by, ObjectNode facts) {
    facts.put("channel", to.channel());
    facts.put("target", to.target());
    return new AuditEvent(
        kind,
        by,
        List.of(),
        "delivery",
        run.request().report() + "/" + run.request().period(),
        run.id(),
        facts,
        Optional.of(JsonNodeFactory.instance.objectNode().put("recipient", to.recipient())));
  }

  /** A target may name the part of the data: {@code region-{region}}. */
  private static DeliveryTarget of(DeliveryTarget target, RunScope scope) {
    String name = target.target();
    for (Map.Entry<String, String> part : scope.values().entrySet()) {
      name = name.replace("{" + part.getKey() + "}", part.getValue());
    }
    return new DeliveryTarget(target.channel(), name);
  }

  private static Map<Address, DeliveryReceipt> byAddress(List<DeliveryReceipt> all) {
    return all.stream().collect(Collectors.toMap(DeliveryReceipt::to, Function.identity()));
  }
}
