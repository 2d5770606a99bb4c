package dev.rapporteur.delivery.mail;

import dev.rapporteur.delivery.DeliveryOrder;
import dev.rapporteur.rendering.RenderedDocument;
import java.util.List;
import java.util.stream.Collectors;

/** What a mail says, in the report's language. */
final class MailText {
  private MailText() {}

  static String subject(DeliveryOrder order) {
    return oneLine(order.title()) + " · " + oneLine(order.about());
  }

  static String body(DeliveryOrder order, MailSettings.Content content) {
    String link =
        order.link().map(place -> say(order, "Read it here: ", "在线阅读：") + place).orElse("");
    String files =
        content == MailSettings.Content.ATTACHMENTS ? attached(order) + "\n" + names(order) : "";
    return List.of(approved(order), files, link).stream()
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("\n\n"))
        + "\n";
  }

  static String html(DeliveryOrder order, MailSettings.Content content) {
    StringBuilder html = new StringBuilder();
    html.append("<!DOCTYPE html><html lang=\"")
        .append(order.locale().toLanguageTag())
        .append("\"><head><meta charset=\"utf-8\"></head>")
        .append("<body style=\"font-family:sans-serif;color:#1c2733;max-width:36em\">")
        .append("<p style=\"font-size:1.25em;margin-bottom:0\"><strong>")
        .append(escaped(oneLine(order.title())))
        .append("</strong></p><p style=\"color:#5b6b7b;margin-top:.2em\">")
        .append(escaped(oneLine(order.about())))
        .append("</p><p>")
        .append(escaped(approved(order)))
        .append("</p>");
    if (content == MailSettings.Content.ATTACHMENTS) {
      html.append("<p>").append(escaped(attached(order))).append("</p><ul>");
      for (RenderedDocument document : order.documents()) {
        html.append("<li>").append(escaped(order.fileName(document))).append("</li>");
      }
      html.append("</ul>");
    }
    order
        .link()
        .ifPresent(
            link ->
                html.append("<p><a href=\"")
                    .append(escaped(link.toString()))
                    .append("\">")
                    .append(say(order, "Read the report", "在线阅读报告"))
                    .append("</a></p>"));
    return html.append("</body></html>\n").toString();
  }

  private static String approved(DeliveryOrder order) {
    return say(order, "\"%s\" for %s was approved by %s.", "《%s》（%s）已由 %s 批准。")
        .formatted(oneLine(order.title()), oneLine(order.about()), oneLine(order.approvedBy()));
  }

  private static String attached(DeliveryOrder order) {
    return say(order, "The report is attached.", "报告见附件。");
  }

  private static String names(DeliveryOrder order) {
    return order.documents().stream().map(order::fileName).collect(Collectors.joining("\n"));
  }

  private static String say(DeliveryOrder order, String english, String chinese) {
    return order.locale().getLanguage().equals("zh") ? chinese : english;
  }

  /** A line break in a title must not become a header. */
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
