package dev.rapporteur.delivery.mail;

import dev.rapporteur.delivery.DeliveryChannel;
import dev.rapporteur.delivery.DeliveryOrder;
import dev.rapporteur.delivery.DeliveryOutcome;
import dev.rapporteur.delivery.UnknownTargetException;
import dev.rapporteur.rendering.RenderedDocument;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each recipient a mail of its own. A mail cannot be taken back, so an attempt of which
 * nobody knows how it ended is not repeated; its {@code Message-ID} follows from run and recipient,
 * so that it can be looked up in the mail server's log.
 */
public final class MailChannel implements DeliveryChannel {
  private static final String MILLISECONDS = "20000";
  private static final Logger LOG = LoggerFactory.getLogger(MailChannel.class);

  private final MailSettings settings;
  private final Clock clock;
  private final Session session;

  public MailChannel(MailSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.session = Session.getInstance(properties(settings));
  }

  private static Properties properties(MailSettings settings) {
    Properties properties = new Properties();
    properties.setProperty("mail.transport.protocol", "smtp");
    properties.setProperty("mail.smtp.host", settings.host());
    properties.setProperty("mail.smtp.port", Integer.toString(settings.port()));
    properties.setProperty("mail.smtp.connectiontimeout", MILLISECONDS);
    properties.setProperty("mail.smtp.timeout", MILLISECONDS);
    properties.setProperty("mail.smtp.writetimeout", MILLISECONDS);
    properties.setProperty("mail.smtp.auth", Boolean.toString(settings.login().isPresent()));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    switch (settings.security()) {
      case NONE -> {}
      case STARTTLS -> {
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
      }
      case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
    }
    return properties;
  }

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public List<String> recipients(String target) {
    List<String> recipients = settings.lists().get(target);
    if (recipients == null) {
      throw new UnknownTargetException(name(), target);
    }
    return recipients;
  }

  @Override
  public boolean isRepeatable() {
    return settings.pickup().isPresent();
  }

  @Override
  public DeliveryOutcome send(DeliveryOrder order, String target, String recipient) {
    if (settings.content() == MailSettings.Content.LINK && order.link().isEmpty()) {
      return new DeliveryOutcome.Refused("The report has no link to send.");
    }
    MimeMessage message;
    Transport transport;
    try {
      message = message(order, recipient);
      transport = session.getTransport();
    } catch (MessagingException | IOException e) {
      return new DeliveryOutcome.Refused("The mail cannot be written: " + e.getMessage());
    }
    if (settings.pickup().isPresent()) {
      return write(message, settings.pickup().get());
    }
    try {
      connect(transport);
    } catch (MessagingException e) {
      return new DeliveryOutcome.Failed("The mail server cannot be reached: " + e.getMessage());
    }
    DeliveryOutcome outcome = send(transport, message);
    try {
      transport.close();
    } catch (MessagingException e) {
      LOG.debug("the mail server did not say goodbye", e);
    }
    return outcome;
  }

  /** One file for each mail, named by its id: writing it again is the same mail. */
  private static DeliveryOutcome write(MimeMessage message, Path folder) {
    try {
      Files.createDirectories(folder);
      String id = message.getMessageID().replaceAll("[^A-Za-z0-9-]", "_");
      Path file = folder.resolve(id + ".eml");
      Path part = folder.resolve("." + id + ".part");
      try (OutputStream out = Files.newOutputStream(part)) {
        message.writeTo(out);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      return new DeliveryOutcome.Sent("Written to " + folder.getFileName() + "/" + id + ".eml.");
    } catch (IOException | MessagingException e) {
      return new DeliveryOutcome.Failed("The mail cannot be written: " + e.getMessage());
    }
  }

  private void connect(Transport transport) throws MessagingException {
    if (settings.login().isPresent()) {
      MailSettings.Login login = settings.login().get();
      transport.connect(login.user(), login.password());
    } else {
      transport.connect();
    }
  }

  private static DeliveryOutcome send(Transport transport, MimeMessage message) {
    try {
      transport.sendMessage(message, message.getAllRecipients());
      return new DeliveryOutcome.Sent("Taken by the mail server as " + message.getMessageID());
    } catch (MessagingException e) {
      return outcome(e);
    }
  }

  /**
   * SMTP's replies from 500 are for good, those from 400 are not. Without a reply the connection
   * broke while the mail was under way, and it may have been taken.
   */
  private static DeliveryOutcome outcome(MessagingException fault) {
    int reply = -1;
    String said = String.valueOf(fault.getMessage());
    for (Exception each = fault;
        each instanceof MessagingException link;
        each = link.getNextException()) {
      int code =
          switch (link) {
            case SMTPSendFailedException refused -> refused.getReturnCode();
            case SMTPSenderFailedException refused -> refused.getReturnCode();
            case SMTPAddressFailedException refused -> refused.getReturnCode();
            default -> -1;
          };
      if (code > 0) {
        reply = code;
        said = String.valueOf(link.getMessage()).strip();
      }
    }
    if (reply >= 500) {
      return new DeliveryOutcome.Refused("The mail server refuses: " + said);
    }
    return reply >= 400
        ? new DeliveryOutcome.Failed("The mail server puts off: " + said)
        : new DeliveryOutcome.Unknown("The mail server did not answer: " + said);
  }

  private MimeMessage message(DeliveryOrder order, String recipient)
      throws MessagingException, IOException {
    InternetAddress from = new InternetAddress(settings.from(), true);
    MimeMessage message = new FixedIdMessage(session, messageId(order, recipient, from));
    message.setFrom(from);
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient, true));
    message.setSubject(MailText.subject(order), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(clock.instant()));
    message.setHeader("Auto-Submitted", "auto-generated");
    MimeMultipart parts = new MimeMultipart();
    MimeBodyPart words = new MimeBodyPart();
    words.setContent(words(order));
    parts.addBodyPart(words);
    if (settings.content() == MailSettings.Content.ATTACHMENTS) {
      for (RenderedDocument document : order.documents()) {
        MimeBodyPart attachment = new MimeBodyPart();
        attachment.attachFile(document.file().toFile(), type(document), "base64");
        attachment.setFileName(order.fileName(document));
        parts.addBodyPart(attachment);
      }
    }
    message.setContent(parts);
    message.saveChanges();
    return message;
  }

  /** The same words twice: plain, and as HTML for those who can show it. */
  private MimeMultipart words(DeliveryOrder order) throws MessagingException {
    MimeBodyPart text = new MimeBodyPart();
    text.setText(MailText.body(order, settings.content()), StandardCharsets.UTF_8.name());
    MimeBodyPart html = new MimeBodyPart();
    html.setText(MailText.html(order, settings.content()), StandardCharsets.UTF_8.name(), "html");
    return new MimeMultipart("alternative", text, html);
  }

  private static String type(RenderedDocument document) {
    return switch (document.kind()) {
      case "word" -> "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
      case "pdf" -> "application/pdf";
      default -> "application/octet-stream";
    };
  }

  private static String messageId(DeliveryOrder order, String recipient, InternetAddress from) {
    String address = from.getAddress();
    UUID id =
        UUID.nameUUIDFromBytes((order.run() + " " + recipient).getBytes(StandardCharsets.UTF_8));
    return "<" + id + address.substring(address.indexOf('@')) + ">";
  }

  /** A message that keeps its id when it is saved. */
  private static final class FixedIdMessage extends MimeMessage {
    private final String id;

    FixedIdMessage(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
