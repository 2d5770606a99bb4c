package dev.rapporteur.delivery.hook;

import dev.rapporteur.delivery.Deliveries;
import dev.rapporteur.delivery.EventSendings;
import dev.rapporteur.delivery.EventSendings.Sending;
import dev.rapporteur.delivery.EventSendings.State;
import dev.rapporteur.report.RunEvent;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells endpoints of events, each at least once and with the same id however often. What is to be
 * sent stands in the database, so a process that dies loses nothing, and several share the work.
 */
public final class EventSender {
  /** Events older than this when they are looked at first are past: nobody is told of them. */
  static final Duration PAST = Duration.ofDays(3);

  private static final int MOST_AT_A_TIME = 50;
  private static final Logger LOG = LoggerFactory.getLogger(EventSender.class);

  private final EventSendings sendings;
  private final SignedHook hook;
  private final Clock clock;
  private final UnaryOperator<Duration> jitter;

  /**
   * @param jitter changes a pause a little, so that many senders do not come at once
   */
  public EventSender(EventSendings sendings, Clock clock, UnaryOperator<Duration> jitter) {
    this(sendings, clock, jitter, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  EventSender(
      EventSendings sendings, Clock clock, UnaryOperator<Duration> jitter, SSLSocketFactory tls) {
    this.sendings = sendings;
    this.hook = new SignedHook(clock, tls);
    this.clock = clock;
    this.jitter = jitter;
  }

  /**
   * Sends what is due.
   *
   * @param endpoints who wants to be told, as the settings say now
   * @param link where a run can be read
   */
  public void sendDue(List<EventEndpoint> endpoints, Function<String, Optional<URI>> link) {
    Instant now = clock.instant();
    sendings.spread(
        type -> endpoints.stream().filter(one -> one.wants(type)).map(EventEndpoint::name).toList(),
        now.minus(PAST),
        now);
    Map<String, EventEndpoint> byName =
        endpoints.stream().collect(Collectors.toMap(EventEndpoint::name, Function.identity()));
    for (Sending sending :
        sendings.due(now, now.minus(Deliveries.LONGEST_SENDING), MOST_AT_A_TIME)) {
      if (!sendings.begin(sending, clock.instant())) {
        continue;
      }
      EventEndpoint endpoint = byName.get(sending.endpoint());
      if (endpoint == null) {
        end(sending, State.REFUSED, "The endpoint is no longer in the settings.");
      } else {
        send(sending, endpoint, link);
      }
    }
  }

  private void send(Sending sending, EventEndpoint endpoint, Function<String, Optional<URI>> link) {
    RunEvent event = sending.event();
    try {
      int status = hook.post(endpoint.target(), event.id(), body(event, link.apply(event.run())));
      if (status >= 200 && status < 300) {
        end(sending, State.SENT, "Answered with " + status + ".");
      } else if (status == 410) {
        String why = "Answered with 410: it wants no more.";
        end(sending, State.REFUSED, why);
        sendings.giveUp(endpoint.name(), why, clock.instant());
      } else {
        failed(sending, "Answered with " + status + ".");
      }
    } catch (IOException e) {
      failed(sending, "Cannot be reached: " + e.getMessage());
    }
  }

  private void failed(Sending sending, String why) {
    int attempt = sending.attempts() + 1;
    if (attempt > Deliveries.RETRIES.size()) {
      LOG.warn("event {} to {} is given up: {}", sending.event().type(), sending.endpoint(), why);
      end(sending, State.REFUSED, why);
      return;
    }
    Instant now = clock.instant();
    Duration pause = jitter.apply(Deliveries.RETRIES.get(attempt - 1));
    sendings.end(sending, State.WAITING, why, now, Optional.of(now.plus(pause)));
  }

  private void end(Sending sending, State state, String detail) {
    sendings.end(sending, state, detail, clock.instant(), Optional.empty());
  }

  private static byte[] body(RunEvent event, Optional<URI> link) {
    Map<String, Object> data = new LinkedHashMap<>(event.data());
    link.ifPresent(place -> data.put("link", place.toString()));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("specversion", "1.0");
    body.put("id", event.id());
    body.put("source", "/rapporteur/reports/" + event.data().get("report"));
    body.put("type", event.type());
    body.put("subject", event.run());
    body.put("time", event.happenedAt().toString());
    body.put("datacontenttype", "application/json");
    body.put("data", data);
    return JsonMapper.shared().writeValueAsBytes(body);
  }
}
