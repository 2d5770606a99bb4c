package dev.rapporteur.delivery.mail;

import dev.rapporteur.delivery.DeliveryOrder;

/** What a mail says, in the report's language. */
final class MailText {
  private MailText() {}

  static String subject(DeliveryOrder order) {
    return oneLine(order.title()) + " · " + order.period().label(order.locale());
  }

  static String body(DeliveryOrder order, MailSettings.Content content) {
    boolean chinese = order.locale().getLanguage().equals("zh");
    String title = oneLine(order.title());
    String period = order.period().label(order.locale());
    String approved =
        (chinese ? "《%s》（%s）已由 %s 批准。" : "\"%s\" for %s was approved by %s.")
            .formatted(title, period, oneLine(order.approvedBy()));
    String attached = chinese ? "报告见附件。" : "The report is attached.";
    String read =
        order.link().map(link -> (chinese ? "在线阅读：" : "Read it here: ") + link).orElse("");
    boolean attachments = content == MailSettings.Content.ATTACHMENTS;
    return String.join("\n\n", approved, attachments ? attached : read) + "\n";
  }

  /** A line break in a title must not become a header. */
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
