package dev.rapporteur.trigger;

import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.WriterChoice;
import dev.rapporteur.trigger.WebhookVerdict.FieldError;
import dev.rapporteur.trigger.WebhookVerdict.Refused;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the body of a verified message. The parameters {@code period}, {@code scope} and {@code
 * writer} stand at the top, or in {@code data} of a Standard Webhooks payload or of a CloudEvent in
 * structured mode; in binary mode the body is the data and the rest stands in headers.
 */
sealed interface WebhookBody {

  /**
   * @param eventId source and id of a CloudEvent
   * @param parameters what is asked for
   */
  record Readable(Optional<String> eventId, WebhookParameters parameters) implements WebhookBody {}

  record Unreadable(Refused refused) implements WebhookBody {}

  static WebhookBody read(WebhookMessage message) {
    String type = mediaType(message);
    boolean structured = type.equals("application/cloudevents+json");
    if (!structured && !type.equals("application/json")) {
      return unreadable(
          WebhookRefusal.UNSUPPORTED_MEDIA_TYPE,
          "Send application/json or application/cloudevents+json.");
    }
    ObjectNode root;
    try {
      root = StrictJson.object(message.rawBody());
    } catch (JacksonException e) {
      return unreadable(WebhookRefusal.MALFORMED_BODY, StrictJson.reason(e));
    } catch (CharacterCodingException e) {
      return unreadable(WebhookRefusal.MALFORMED_BODY, "The body is not UTF-8.");
    }
    if (structured) {
      return event(root, text(root, "specversion"), text(root, "source"), text(root, "id"), true);
    }
    if (message.header("ce-specversion").isPresent()) {
      return event(
          root,
          message.header("ce-specversion").get(),
          message.header("ce-source").orElse(""),
          message.header("ce-id").orElse(""),
          false);
    }
    boolean enveloped = root.has("type") && root.has("data");
    return enveloped
        ? parameters(root.get("data"), "/data", Optional.empty())
        : parameters(root, "", Optional.empty());
  }

  private static WebhookBody event(
      ObjectNode root, String version, String source, String id, boolean structured) {
    if (!version.equals("1.0") || source.isEmpty() || id.isEmpty()) {
      return unreadable(
          WebhookRefusal.MALFORMED_BODY, "A CloudEvent has specversion 1.0, a source and an id.");
    }
    Optional<String> eventId = Optional.of(source + "#" + id).filter(IdempotencyKey::isId);
    if (eventId.isEmpty()) {
      return unreadable(
          WebhookRefusal.MALFORMED_BODY,
          "source and id are visible ASCII, at most %d characters in all."
              .formatted(IdempotencyKey.MOST_CHARACTERS - 1));
    }
    if (!structured) {
      return parameters(root, "", eventId);
    }
    JsonNode data = root.get("data");
    return data == null
        ? parameters(StrictJson.MAPPER.createObjectNode(), "/data", eventId)
        : parameters(data, "/data", eventId);
  }

  private static WebhookBody parameters(JsonNode data, String at, Optional<String> eventId) {
    List<FieldError> errors = new ArrayList<>();
    if (!(data instanceof ObjectNode object)) {
      return invalid(List.of(new FieldError(at, "is not an object")));
    }
    Set<String> known = Set.of("period", "scope", "writer");
    object.propertyNames().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> errors.add(new FieldError(at + "/" + escaped(name), "is unknown")));
    Optional<ReportingPeriod> period = period(object, at, errors);
    RunScope scope = scope(object, at, errors);
    WriterChoice writer = writer(object, at, errors);
    return errors.isEmpty()
        ? new Readable(eventId, new WebhookParameters(period, scope, writer))
        : invalid(errors);
  }

  private static Optional<ReportingPeriod> period(
      ObjectNode object, String at, List<FieldError> errors) {
    JsonNode node = object.get("period");
    if (node == null) {
      return Optional.empty();
    }
    Optional<ReportingPeriod> period =
        node.isString() ? ReportingPeriod.parse(node.stringValue()) : Optional.empty();
    if (period.isEmpty()) {
      errors.add(new FieldError(at + "/period", "is not a period such as \"2024-03\""));
    }
    return period;
  }

  private static RunScope scope(ObjectNode object, String at, List<FieldError> errors) {
    JsonNode node = object.get("scope");
    if (node == null) {
      return RunScope.WHOLE;
    }
    Map<String, String> values = new TreeMap<>();
    if (node instanceof ObjectNode dimensions) {
      dimensions
          .properties()
          .forEach(
              each -> {
                String value = each.getValue().isString() ? each.getValue().stringValue() : "";
                // The text form of a scope separates with commas.
                values.put(each.getKey(), value.contains(",") ? "" : value);
              });
      try {
        return new RunScope(values);
      } catch (IllegalArgumentException e) {
        errors.add(new FieldError(at + "/scope", "has a dimension or value that cannot be one"));
        return RunScope.WHOLE;
      }
    }
    errors.add(new FieldError(at + "/scope", "is not an object such as {\"region\": \"East\"}"));
    return RunScope.WHOLE;
  }

  private static WriterChoice writer(ObjectNode object, String at, List<FieldError> errors) {
    JsonNode node = object.get("writer");
    if (node == null) {
      return WriterChoice.AUTO;
    }
    for (WriterChoice choice : WriterChoice.values()) {
      if (node.isString() && ScheduleReader.written(choice).equals(node.stringValue())) {
        return choice;
      }
    }
    errors.add(
        new FieldError(
            at + "/writer", "is none of " + ScheduleReader.written(WriterChoice.values())));
    return WriterChoice.AUTO;
  }

  private static String mediaType(WebhookMessage message) {
    String type = message.header("content-type").orElse("");
    return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static String text(ObjectNode root, String name) {
    JsonNode node = root.get(name);
    return node != null && node.isString() ? node.stringValue() : "";
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static Unreadable unreadable(WebhookRefusal reason, String detail) {
    return new Unreadable(Refused.of(reason, detail));
  }

  private static Unreadable invalid(List<FieldError> errors) {
    return new Unreadable(
        new Refused(
            WebhookRefusal.INVALID_PARAMETERS,
            "%d of the parameters cannot be used.".formatted(errors.size()),
            errors));
  }
}
