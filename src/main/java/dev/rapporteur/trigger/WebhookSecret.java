package dev.rapporteur.trigger;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A secret shared with a sender of web hooks. It is never printed. */
public final class WebhookSecret {
  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private WebhookSecret(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /**
   * Reads a secret as Standard Webhooks writes it: {@code whsec_} and 24 to 64 bytes in base64.
   *
   * @throws IllegalArgumentException if it is not one; the message does not contain the secret
   */
  public static WebhookSecret standard(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("a web hook secret starts with " + PREFIX);
    }
    byte[] key;
    try {
      key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the rest of a web hook secret is base64");
    }
    if (key.length < 24 || key.length > 64) {
      throw new IllegalArgumentException("a web hook secret has 24 to 64 bytes, not " + key.length);
    }
    return new WebhookSecret(key);
  }

  /**
   * Takes a secret as GitHub does: any text of at least 16 characters.
   *
   * @throws IllegalArgumentException if it is shorter
   */
  public static WebhookSecret github(String text) {
    if (text.length() < 16) {
      throw new IllegalArgumentException("a web hook secret has at least 16 characters");
    }
    return new WebhookSecret(text.getBytes(StandardCharsets.UTF_8));
  }

  /** HMAC-SHA256 over the parts, one after the other. */
  byte[] hmac(byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WebhookSecret secret && secret.key.equals(key);
  }

  @Override
  public int hashCode() {
    return Objects.hash(key);
  }

  @Override
  public String toString() {
    return "WebhookSecret";
  }
}
