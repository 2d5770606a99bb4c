package dev.rapporteur.pipeline;

import dev.rapporteur.delivery.DeliveryOrder;
import dev.rapporteur.delivery.DeliveryReceipt;
import dev.rapporteur.report.ReportDefinition.DeliveryTarget;
import dev.rapporteur.report.ReportRun;
import java.util.List;
import java.util.Optional;

/**
 * An approved report on its way along {@code routes/delivery.camel.yaml}.
 *
 * @param run as it is now
 * @param order what is delivered, once prepared
 * @param targets where to, once prepared
 * @param receipts one for each recipient, once sent
 */
public record OutgoingReport(
    ReportRun run,
    Optional<DeliveryOrder> order,
    List<DeliveryTarget> targets,
    List<DeliveryReceipt> receipts) {

  public OutgoingReport {
    targets = List.copyOf(targets);
    receipts = List.copyOf(receipts);
  }

  static OutgoingReport of(ReportRun run) {
    return new OutgoingReport(run, Optional.empty(), List.of(), List.of());
  }

  OutgoingReport prepared(DeliveryOrder prepared, List<DeliveryTarget> recipients) {
    return new OutgoingReport(run, Optional.of(prepared), recipients, receipts);
  }

  OutgoingReport sent(List<DeliveryReceipt> kept) {
    return new OutgoingReport(run, order, targets, kept);
  }

  OutgoingReport with(ReportRun now) {
    return new OutgoingReport(now, order, targets, receipts);
  }
}
