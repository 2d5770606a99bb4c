package dev.rapporteur.access;

import dev.rapporteur.access.ApiKey.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes keys, and says for whom a key that is shown acts. */
public final class KeyRing {
  /** No key is good for longer. */
  public static final int LONGEST_DAYS = 365;

  private static final Pattern SECRET = Pattern.compile("rk_([A-Za-z0-9]{12})_[A-Za-z0-9_-]{43}");
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

  private final ApiKeys keys;
  private final Accounts accounts;
  private final Clock clock;
  private final SecureRandom random;

  public KeyRing(ApiKeys keys, Accounts accounts, Clock clock, SecureRandom random) {
    this.keys = keys;
    this.accounts = accounts;
    this.clock = clock;
    this.random = random;
  }

  /**
   * A key that was made.
   *
   * @param secret what the program shows; kept nowhere
   */
  public record Made(ApiKey key, String secret) {
    @Override
    public String toString() {
      return "Made[" + key.id() + "]";
    }
  }

  /**
   * Makes a key for the owner.
   *
   * @param days how long it is good, at least 1, at most {@link #LONGEST_DAYS}
   */
  public Made make(String owner, String label, SortedSet<Scope> scopes, int days) {
    if (days < 1 || days > LONGEST_DAYS) {
      throw new IllegalArgumentException("a key is good for 1 to " + LONGEST_DAYS + " days");
    }
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    String secret =
        "rk_" + id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    ApiKey key =
        new ApiKey(
            id.toString(),
            owner,
            label.strip(),
            scopes,
            now,
            now.plus(Duration.ofDays(days)),
            Optional.empty(),
            false);
    keys.add(key, sha256(secret));
    return new Made(key, secret);
  }

  /**
   * Who acts with a key.
   *
   * @param key that was shown
   * @param actor the owner, through a key, with the roles of this moment
   */
  public record Holder(ApiKey key, Actor actor) {}

  /** Who acts with the secret; empty if it is none, no longer good, or its owner's door is shut. */
  public Optional<Holder> holder(String secret) {
    Matcher form = SECRET.matcher(secret);
    if (!form.matches()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Optional<ApiKey> key =
        keys.find(form.group(1), sha256(secret)).filter(found -> found.isGood(now));
    Optional<Account> owner =
        key.flatMap(found -> accounts.find(found.owner())).filter(Account::enabled);
    if (owner.isEmpty()) {
      return Optional.empty();
    }
    Instant day = now.truncatedTo(ChronoUnit.DAYS);
    if (!key.get().lastUsed().equals(Optional.of(day))) {
      keys.used(key.get().id(), day);
    }
    Account account = owner.get();
    return Optional.of(
        new Holder(key.get(), new Actor(account.name(), Actor.Kind.API_KEY, account.roles())));
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }
}
