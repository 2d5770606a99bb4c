package dev.rapporteur.delivery.chat;

import dev.rapporteur.delivery.DeliveryChannel;
import dev.rapporteur.delivery.DeliveryOrder;
import dev.rapporteur.delivery.DeliveryOutcome;
import dev.rapporteur.delivery.UnknownTargetException;
import dev.rapporteur.delivery.hook.HookClient;
import dev.rapporteur.delivery.hook.HookClient.Answer;
import dev.rapporteur.delivery.hook.NotConnectedException;
import dev.rapporteur.delivery.hook.PinnedPlace;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says in a chat room that a report was approved, and where it can be read. A room shows what it is
 * sent twice twice, so nothing is repeated of which nobody knows whether it came through.
 */
public final class ChatChannel implements DeliveryChannel {
  private final Map<String, ChatTarget> targets;
  private final HookClient client =
      new HookClient((SSLSocketFactory) SSLSocketFactory.getDefault());

  /**
   * @param targets by name
   */
  public ChatChannel(Map<String, ChatTarget> targets) {
    this.targets = Map.copyOf(targets);
  }

  @Override
  public String name() {
    return "chat";
  }

  @Override
  public List<String> recipients(String target) {
    return List.of(find(target).toString());
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public DeliveryOutcome send(DeliveryOrder order, String target, String recipient) {
    ChatTarget to = find(target);
    byte[] body = JsonMapper.shared().writeValueAsBytes(to.kind().message(text(order)));
    try {
      Answer answer =
          client.post(
              new PinnedPlace(to.place(), to.ownNetwork()),
              Map.of("content-type", "application/json; charset=utf-8"),
              body);
      return outcome(to, answer);
    } catch (NotConnectedException e) {
      return new DeliveryOutcome.Failed("%s cannot be reached: %s".formatted(to, e.getMessage()));
    } catch (IOException e) {
      return new DeliveryOutcome.Unknown("%s did not answer: %s".formatted(to, e.getMessage()));
    }
  }

  private static DeliveryOutcome outcome(ChatTarget to, Answer answer) {
    int status = answer.status();
    if (status == 429 || status >= 500) {
      return new DeliveryOutcome.Failed("Answered with " + status + ".");
    }
    if (status < 200 || status >= 300) {
      return new DeliveryOutcome.Refused("Answered with " + status + ".");
    }
    String field = to.kind().codeField();
    if (field.isEmpty()) {
      return new DeliveryOutcome.Sent("Answered with " + status + ".");
    }
    try {
      JsonNode said = JsonMapper.shared().readTree(answer.body());
      if (said.path(field).asInt(-1) == 0) {
        return new DeliveryOutcome.Sent("Taken.");
      }
      String message = said.path("errmsg").asString(said.path("msg").asString(""));
      return new DeliveryOutcome.Refused(
          "Refused with %s: %s".formatted(said.path(field).asString("?"), message));
    } catch (JacksonException e) {
      return new DeliveryOutcome.Unknown("The answer cannot be read.");
    }
  }

  private static String text(DeliveryOrder order) {
    boolean chinese = order.locale().getLanguage().equals("zh");
    String said =
        (chinese ? "《%s》（%s）已由%s批准。" : "\"%s\" (%s) was approved by %s.")
            .formatted(order.title(), order.about(), order.approvedBy());
    return order.link().map(link -> said + "\n" + link).orElse(said);
  }

  private ChatTarget find(String target) {
    ChatTarget found = targets.get(target);
    if (found == null) {
      throw new UnknownTargetException(name(), target);
    }
    return found;
  }
}
