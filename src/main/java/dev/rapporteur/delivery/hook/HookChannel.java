package dev.rapporteur.delivery.hook;

import dev.rapporteur.delivery.DeliveryChannel;
import dev.rapporteur.delivery.DeliveryOrder;
import dev.rapporteur.delivery.DeliveryOutcome;
import dev.rapporteur.delivery.UnknownTargetException;
import dev.rapporteur.rendering.RenderedDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLSocketFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells another system that a report was approved. The event names the run and its documents with
 * their hashes; whoever wants them fetches them. The receipts are its outbox: it is sent again with
 * the same id, so that the receiver can recognize it, until it is answered with 2xx or 410.
 */
public final class HookChannel implements DeliveryChannel {
  private final Map<String, HookTarget> targets;
  private final SignedHook hook;
  private final Clock clock;

  /**
   * @param targets by name; nothing is ever sent anywhere else
   */
  public HookChannel(Map<String, HookTarget> targets, Clock clock) {
    this(targets, clock, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  HookChannel(Map<String, HookTarget> targets, Clock clock, SSLSocketFactory tls) {
    this.targets = Map.copyOf(targets);
    this.hook = new SignedHook(clock, tls);
    this.clock = clock;
  }

  @Override
  public String name() {
    return "hook";
  }

  @Override
  public List<String> recipients(String target) {
    // The rest of the address may be a secret.
    return List.of(find(target).place().getHost());
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public DeliveryOutcome send(DeliveryOrder order, String target, String recipient) {
    HookTarget to = find(target);
    String id =
        "evt_"
            + UUID.nameUUIDFromBytes((order.run() + " " + target).getBytes(StandardCharsets.UTF_8));
    byte[] body = JsonMapper.shared().writeValueAsBytes(event(order, id));
    try {
      return outcome(hook.post(to, id, body));
    } catch (IOException e) {
      return new DeliveryOutcome.Failed("%s cannot be reached: %s".formatted(to, e.getMessage()));
    }
  }

  private static DeliveryOutcome outcome(int status) {
    if (status >= 200 && status < 300) {
      return new DeliveryOutcome.Sent("Answered with " + status + ".");
    }
    return status == 410
        ? new DeliveryOutcome.Refused("Answered with 410: it wants no more.")
        : new DeliveryOutcome.Failed("Answered with " + status + ".");
  }

  private Map<String, Object> event(DeliveryOrder order, String id) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("run", order.run());
    data.put("report", order.report());
    data.put("period", order.period().toString());
    if (!order.scope().isWhole()) {
      data.put("scope", order.scope().toString());
    }
    data.put("revision", order.revision());
    order.link().ifPresent(link -> data.put("link", link.toString()));
    data.put("documents", order.documents().stream().map(each -> document(order, each)).toList());
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("specversion", "1.0");
    event.put("id", id);
    event.put("source", "/rapporteur/reports/" + order.report());
    event.put("type", "report.approved");
    event.put("time", Instant.ofEpochSecond(clock.instant().getEpochSecond()).toString());
    event.put("datacontenttype", "application/json");
    event.put("data", data);
    return event;
  }

  private static Map<String, Object> document(DeliveryOrder order, RenderedDocument document) {
    return Map.of(
        "name", order.fileName(document),
        "kind", document.kind(),
        "sha256", document.sha256(),
        "size", document.size());
  }

  private HookTarget find(String target) {
    HookTarget found = targets.get(target);
    if (found == null) {
      throw new UnknownTargetException(name(), target);
    }
    return found;
  }
}
