package dev.rapporteur.delivery.chat;

import dev.rapporteur.delivery.hook.PinnedPlace;
import java.net.URI;
import java.util.Map;

/**
 * A chat room. Its address is a secret: whoever knows it can write there.
 *
 * @param place https, or http to a host of the own network
 * @param kind whose web hook it is
 * @param ownNetwork whether the host may have an address of the own network
 */
public record ChatTarget(URI place, Kind kind, boolean ownNetwork) {
  public ChatTarget {
    PinnedPlace.check(place, ownNetwork);
  }

  /** Whose web hook it is. */
  public enum Kind {
    WECOM,
    DINGTALK,
    FEISHU,
    SLACK;

    /** A message of plain text as this kind wants it. */
    Map<String, Object> message(String text) {
      return switch (this) {
        case WECOM, DINGTALK -> Map.of("msgtype", "text", "text", Map.of("content", text));
        case FEISHU -> Map.of("msg_type", "text", "content", Map.of("text", text));
        case SLACK -> Map.of("text", text);
      };
    }

    /**
     * The field of the answer that is 0 where the message was taken; Slack says it by its status.
     */
    String codeField() {
      return switch (this) {
        case WECOM, DINGTALK -> "errcode";
        case FEISHU -> "code";
        case SLACK -> "";
      };
    }
  }

  /** The host alone: the rest of the address is a secret. */
  @Override
  public String toString() {
    return kind.name().toLowerCase(java.util.Locale.ROOT) + " at " + place.getHost();
  }
}
