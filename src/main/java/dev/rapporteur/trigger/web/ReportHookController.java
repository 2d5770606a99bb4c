package dev.rapporteur.trigger.web;

import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.trigger.RateLimiter.Standing;
import dev.rapporteur.trigger.WebhookEndpoint.Quota;
import dev.rapporteur.trigger.WebhookMessage;
import dev.rapporteur.trigger.WebhookReception;
import dev.rapporteur.trigger.WebhookReception.NotTaken;
import dev.rapporteur.trigger.WebhookReception.Taken;
import dev.rapporteur.trigger.WebhookRefusal;
import dev.rapporteur.trigger.WebhookVerdict.Refused;
import dev.rapporteur.trigger.WebhookVerifier;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /hooks/reports/{report}}: 202 with the run's place once message and run are
 * committed, otherwise a problem (RFC 9457). The body is read as it came, never more than the
 * verifier takes.
 */
@RestController
public final class ReportHookController {
  /** A host name, as the handshake's sender writes it. */
  private static final Pattern ORIGIN =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

  private static final int RETRY_SECONDS = 10;
  private static final Logger LOG = LoggerFactory.getLogger(ReportHookController.class);

  private final WebhookReception reception;

  public ReportHookController(WebhookReception reception) {
    this.reception = reception;
  }

  /** Takes one message in. */
  @PostMapping("/hooks/reports/{report}")
  public ResponseEntity<Object> receive(@PathVariable String report, HttpServletRequest request)
      throws IOException {
    try {
      return receiveIfOpen(report, request);
    } catch (DataAccessException | TransactionException | RapporteurException fault) {
      // The database is away, or a definition or secret is wrong: the sender can only try again.
      LOG.error("a web hook for {} could not be taken in: {}", report, fault.getMessage());
      return problem(
          refused(
              WebhookRefusal.UNAVAILABLE,
              "Try again in %d seconds; the same id makes no second run."
                  .formatted(RETRY_SECONDS)));
    }
  }

  /**
   * The handshake of CloudEvents' web hooks: a sender asks whether it may send, and how often. It
   * opens nothing: each message must be signed nevertheless.
   */
  @RequestMapping(path = "/hooks/reports/{report}", method = RequestMethod.OPTIONS)
  public ResponseEntity<Object> mayI(@PathVariable String report, HttpServletRequest request) {
    Optional<Quota> quota = reception.quota(report);
    if (quota.isEmpty()) {
      return problem(refused(WebhookRefusal.UNKNOWN_ENDPOINT, "No web hook is open here."));
    }
    ResponseEntity.HeadersBuilder<?> reply =
        ResponseEntity.noContent().header(HttpHeaders.ALLOW, "POST, OPTIONS");
    String origin = request.getHeader("WebHook-Request-Origin");
    if (origin != null && ORIGIN.matcher(origin).matches()) {
      long perMinute = Math.max(1, quota.get().messages() * 60L / quota.get().window().toSeconds());
      reply.header("WebHook-Allowed-Origin", origin);
      reply.header("WebHook-Allowed-Rate", Long.toString(perMinute));
    }
    return reply.build();
  }

  private ResponseEntity<Object> receiveIfOpen(String report, HttpServletRequest request)
      throws IOException {
    if (!reception.isOpen(report)) {
      return problem(refused(WebhookRefusal.UNKNOWN_ENDPOINT, "No web hook is open here."));
    }
    if (request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
      return problem(
          refused(WebhookRefusal.UNSUPPORTED_MEDIA_TYPE, "A compressed body is not read."));
    }
    // One byte more than is taken shows that there is more, without reading it.
    byte[] body =
        request.getContentLengthLong() > WebhookVerifier.MOST_BYTES
            ? new byte[WebhookVerifier.MOST_BYTES + 1]
            : request.getInputStream().readNBytes(WebhookVerifier.MOST_BYTES + 1);
    return switch (reception.receive(report, new WebhookMessage(headers(request), body))) {
      case Taken taken -> accepted(taken);
      case NotTaken notTaken -> problem(notTaken);
    };
  }

  private static Map<String, List<String>> headers(HttpServletRequest request) {
    Map<String, List<String>> headers = new HashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name, Collections.list(request.getHeaders(name)));
    }
    return headers;
  }

  private static ResponseEntity<Object> accepted(Taken taken) {
    URI place = URI.create("/runs/" + taken.run().id());
    return ResponseEntity.accepted()
        .location(place)
        .headers(headers -> limits(headers, taken.standing()))
        .header(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_SECONDS))
        .contentType(MediaType.APPLICATION_JSON)
        .body(
            new AcceptedRun(
                taken.run().id(),
                taken.run().request().report(),
                taken.run().request().period().toString(),
                place.toString()));
  }

  /**
   * The body of an answer with 202.
   *
   * @param status where to look
   */
  record AcceptedRun(String run, String report, String period, String status) {}

  private static NotTaken refused(WebhookRefusal reason, String detail) {
    return new NotTaken(new Refused(reason, detail, List.of()), Optional.empty());
  }

  private static ResponseEntity<Object> problem(NotTaken notTaken) {
    Refused refused = notTaken.refused();
    WebhookRefusal reason = refused.reason();
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(reason.status()), refused.detail());
    problem.setType(URI.create(reason.type()));
    problem.setTitle(reason.title());
    if (!refused.errors().isEmpty()) {
      problem.setProperty("errors", refused.errors());
    }
    return ResponseEntity.status(reason.status())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .headers(
            headers -> {
              notTaken.standing().ifPresent(standing -> limits(headers, standing));
              retryAfter(reason, notTaken)
                  .ifPresent(seconds -> headers.set(HttpHeaders.RETRY_AFTER, seconds));
            })
        .body(problem);
  }

  private static Optional<String> retryAfter(WebhookRefusal reason, NotTaken notTaken) {
    return switch (reason) {
      case QUOTA_EXCEEDED ->
          notTaken.standing().map(standing -> Long.toString(standing.secondsToNext()));
      case UNAVAILABLE -> Optional.of(Integer.toString(RETRY_SECONDS));
      default -> Optional.empty();
    };
  }

  /** As draft-ietf-httpapi-ratelimit-headers-10 writes them. */
  private static void limits(HttpHeaders headers, Standing standing) {
    headers.set(
        "RateLimit-Policy",
        "\"default\";q=%d;w=%d"
            .formatted(standing.quota().messages(), standing.quota().window().toSeconds()));
    headers.set(
        "RateLimit",
        "\"default\";r=%d;t=%d".formatted(standing.remaining(), standing.secondsToFull()));
  }
}
