package dev.rapporteur.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.WriterChoice;
import dev.rapporteur.trigger.WebhookVerdict.Accepted;
import dev.rapporteur.trigger.WebhookVerdict.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookVerifierTest {
  /** Secret, id, time, body and signature of the Standard Webhooks reference libraries' tests. */
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final long SENT = 1614265330;
  private static final String BODY = "{\"test\": 2432232314}";
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private static final String OTHER_SECRET =
      "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
  private static final String GITHUB_SECRET = "It's a Secret to Everybody";

  @Test
  void agreesWithTheReferenceVector() {
    // Signature and id are right, so what is complained about is the unknown parameter.
    assertThat(refused(standard(ID, SENT, SIGNATURE, BODY), SENT).errors())
        .singleElement()
        .extracting(WebhookVerdict.FieldError::pointer)
        .isEqualTo("/test");
  }

  @Test
  void agreesWithGithubsVector() {
    WebhookMessage message =
        github(
            "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
            "Hello, World!");
    assertThat(verify(message, githubEndpoint(), SENT))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(WebhookRefusal.MALFORMED_BODY));
  }

  @Test
  void acceptsASignedMessage() {
    String body = "{\"period\":\"2024-03\",\"scope\":{\"region\":\"East\"},\"writer\":\"rules\"}";
    Accepted accepted = accepted(standard(ID, SENT, sign(SECRET, ID, SENT, body), body), SENT);
    assertThat(accepted.key()).isEqualTo(IdempotencyKey.of(ID, body.getBytes()));
    assertThat(accepted.parameters().period()).contains(ReportingPeriod.month(2024, 3));
    assertThat(accepted.parameters().scope()).hasToString("region=East");
    assertThat(accepted.parameters().writer()).isEqualTo(WriterChoice.RULES);
  }

  @ParameterizedTest
  @CsvSource({"-300, true", "-301, false", "300, true", "301, false"})
  void toleratesFiveMinutesEitherWay(long secondsLater, boolean accepted) {
    WebhookMessage message = standard(ID, SENT, sign(SECRET, ID, SENT, "{}"), "{}");
    WebhookVerdict verdict = verify(message, endpoint(SECRET), SENT + secondsLater);
    assertThat(verdict instanceof Accepted).isEqualTo(accepted);
    if (verdict instanceof Refused refused) {
      assertThat(refused.reason()).isEqualTo(WebhookRefusal.TIMESTAMP_OUT_OF_TOLERANCE);
    }
  }

  @Test
  void acceptsWhileEitherSideReplacesItsSecret() {
    String old = sign(SECRET, ID, SENT, "{}");
    String young = sign(OTHER_SECRET, ID, SENT, "{}");
    assertThat(verify(standard(ID, SENT, young + " " + old, "{}"), endpoint(SECRET), SENT))
        .isInstanceOf(Accepted.class);
    assertThat(verify(standard(ID, SENT, old, "{}"), endpoint(OTHER_SECRET, SECRET), SENT))
        .isInstanceOf(Accepted.class);
    assertThat(verify(standard(ID, SENT, "v1a,AAAA v2,BBBB " + old, "{}"), endpoint(SECRET), SENT))
        .isInstanceOf(Accepted.class);
    assertThat(refused(standard(ID, SENT, young, "{}"), SENT).reason())
        .isEqualTo(WebhookRefusal.WRONG_SIGNATURE);
  }

  @Test
  void refusesAnyChangedByte() {
    Random random = new Random(11);
    byte[] body = "{\"period\":\"2024-03\",\"scope\":{\"region\":\"East\"}}".getBytes();
    String signature = sign(SECRET, ID, SENT, new String(body));
    for (int i = 0; i < body.length; i++) {
      byte[] changed = body.clone();
      changed[i] ^= (byte) (1 << random.nextInt(8));
      assertThat(refused(standard(ID, SENT, signature, changed), SENT).reason())
          .isEqualTo(WebhookRefusal.WRONG_SIGNATURE);
    }
    assertThat(refused(standard("msg_other", SENT, signature, body), SENT).reason())
        .isEqualTo(WebhookRefusal.WRONG_SIGNATURE);
    assertThat(refused(standard(ID, SENT + 1, signature, body), SENT).reason())
        .isEqualTo(WebhookRefusal.WRONG_SIGNATURE);
    for (int i = "v1,".length(); i < signature.length() - 1; i++) {
      char[] changed = signature.toCharArray();
      changed[i] = changed[i] == 'A' ? 'B' : 'A';
      assertThat(refused(standard(ID, SENT, new String(changed), body), SENT).reason())
          .isEqualTo(WebhookRefusal.WRONG_SIGNATURE);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -       | 1614265330     | v1,xx | MISSING_SIGNATURE
          msg_1   | -              | v1,xx | MISSING_SIGNATURE
          msg_1   | 1614265330     | -     | MISSING_SIGNATURE
          msg.1   | 1614265330     | v1,xx | MISSING_SIGNATURE
          ''      | 1614265330     | v1,xx | MISSING_SIGNATURE
          a b     | 1614265330     | v1,xx | MISSING_SIGNATURE
          msg_1   | soon           | v1,xx | TIMESTAMP_OUT_OF_TOLERANCE
          msg_1   | -1614265330    | v1,xx | TIMESTAMP_OUT_OF_TOLERANCE
          msg_1   | 99999999999999 | v1,xx | TIMESTAMP_OUT_OF_TOLERANCE
          msg_1   | 1614265330     | ''    | WRONG_SIGNATURE
          msg_1   | 1614265330     | v1,   | WRONG_SIGNATURE
          msg_1   | 1614265330     | g0hM9 | WRONG_SIGNATURE
          """)
  void refusesWhatIsNotSignedProperly(
      String id, String time, String signature, WebhookRefusal reason) {
    Map<String, List<String>> headers = new HashMap<>();
    headers.put("Content-Type", List.of("application/json"));
    put(headers, "webhook-id", id);
    put(headers, "webhook-timestamp", time);
    put(headers, "webhook-signature", signature);
    Refused refused = refused(new WebhookMessage(headers, "{}".getBytes()), SENT);
    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.reason().status()).isEqualTo(401);
  }

  @Test
  void refusesAHeaderThatCameTwice() {
    WebhookMessage message =
        new WebhookMessage(
            Map.of("webhook-id", List.of("a"), "Webhook-Id", List.of("b")), "{}".getBytes());
    assertThat(refused(message, SENT).reason()).isEqualTo(WebhookRefusal.AMBIGUOUS_HEADER);
  }

  @Test
  void dropsEveryHeaderThatIsNotOnTheAllowList() {
    WebhookMessage message =
        new WebhookMessage(
            Map.of(
                "CamelHttpUri", List.of("http://127.0.0.1/"),
                "cAmElFileName", List.of("x"),
                "Long-Running-Action", List.of("x"),
                "CE-ID", List.of("7")),
            new byte[0]);
    assertThat(message.header("camelhttpuri")).isEmpty();
    assertThat(message.header("camelfilename")).isEmpty();
    assertThat(message.header("long-running-action")).isEmpty();
    assertThat(message.header("ce-id")).contains("7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/json | {"period":"2024-13"}                  | INVALID_PARAMETERS | /period
          application/json | {"period":202403}                     | INVALID_PARAMETERS | /period
          application/json | {"period":null}                       | INVALID_PARAMETERS | /period
          application/json | {"scope":"region=East"}               | INVALID_PARAMETERS | /scope
          application/json | {"scope":{"region":["East"]}}         | INVALID_PARAMETERS | /scope
          application/json | {"scope":{"region":"a,b=c"}}          | INVALID_PARAMETERS | /scope
          application/json | {"scope":{"Region; drop":"East"}}     | INVALID_PARAMETERS | /scope
          application/json | {"writer":"gpt"}                      | INVALID_PARAMETERS | /writer
          application/json | {"a/b~c":1}                           | INVALID_PARAMETERS | /a~1b~0c
          application/json | {"type":"x","data":{"perod":"2024"}}  | INVALID_PARAMETERS | /data/perod
          application/json | {"type":"x","data":[]}                | INVALID_PARAMETERS | /data
          application/json | {"writer":"auto","writer":"rules"}    | MALFORMED_BODY     | -
          application/json | {"scope":{"a":"b","a":"b"}}           | MALFORMED_BODY     | -
          application/json | {} {}                                 | MALFORMED_BODY     | -
          application/json | []                                    | MALFORMED_BODY     | -
          application/json | {"scope":{"a":"\\u0000"}}             | MALFORMED_BODY     | -
          application/json | {"scope":{"a":"\\ud800"}}             | MALFORMED_BODY     | -
          application/json | {"period":                            | MALFORMED_BODY     | -
          text/plain       | {}                                    | UNSUPPORTED_MEDIA_TYPE | -
          application/cloudevents+json | {"id":"1"}                | MALFORMED_BODY     | -
          """)
  void refusesABodyThatCannotBeUsed(
      String type, String body, WebhookRefusal reason, String pointer) {
    Refused refused = refused(signed(type, body.getBytes(), Map.of()), SENT);
    assertThat(refused.reason()).isEqualTo(reason);
    if (!pointer.equals("-")) {
      assertThat(refused.errors()).extracting(WebhookVerdict.FieldError::pointer).contains(pointer);
    }
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] latin = "{\"scope\":{\"city\":\"Köln\"}}".getBytes(StandardCharsets.ISO_8859_1);
    byte[] utf16 = "{}".getBytes(StandardCharsets.UTF_16LE);
    assertThat(refused(signed("application/json", latin, Map.of()), SENT).reason())
        .isEqualTo(WebhookRefusal.MALFORMED_BODY);
    assertThat(refused(signed("application/json", utf16, Map.of()), SENT).reason())
        .isEqualTo(WebhookRefusal.MALFORMED_BODY);
  }

  @Test
  void refusesADeepOrLongBodyWithoutReadingIt() {
    byte[] deep = ("{\"scope\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}").getBytes();
    assertThat(refused(signed("application/json", deep, Map.of()), SENT).reason())
        .isEqualTo(WebhookRefusal.MALFORMED_BODY);
    byte[] longBody = new byte[WebhookVerifier.MOST_BYTES + 1];
    assertThat(refused(new WebhookMessage(Map.of(), longBody), SENT).reason())
        .isEqualTo(WebhookRefusal.BODY_TOO_LARGE);
  }

  @Test
  void readsAStandardWebhooksPayload() {
    String body =
        "{\"type\":\"month.closed\",\"timestamp\":\"2024-04-02T08:00:00Z\","
            + "\"data\":{\"period\":\"2024-Q1\"}}";
    assertThat(accepted(signed("application/json", body.getBytes(), Map.of()), SENT).parameters())
        .extracting(WebhookParameters::period)
        .hasToString("Optional[2024-Q1]");
  }

  @Test
  void readsCloudEventsInBothModes() {
    String structured =
        "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"/erp\",\"type\":\"closed\","
            + "\"data\":{\"period\":\"2024-03\"}}";
    String type = "application/cloudevents+json; charset=utf-8";
    assertThat(accepted(signed(type, structured.getBytes(), Map.of()), SENT).parameters().period())
        .contains(ReportingPeriod.month(2024, 3));
    Map<String, List<String>> headers =
        Map.of(
            "ce-specversion", List.of("1.0"), "ce-id", List.of("7"), "ce-source", List.of("/erp"));
    byte[] data = "{\"period\":\"2024-03\"}".getBytes();
    assertThat(accepted(signed("application/json", data, headers), SENT).parameters().period())
        .contains(ReportingPeriod.month(2024, 3));
  }

  @Test
  void takesSourceAndIdOfAnEventAsKeyWhereTheSignatureCoversNoId() {
    String body = "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"/erp\",\"type\":\"closed\"}";
    String signature =
        "sha256="
            + HexFormat.of().formatHex(WebhookSecret.github(GITHUB_SECRET).hmac(body.getBytes()));
    WebhookMessage message =
        new WebhookMessage(
            Map.of(
                "content-type", List.of("application/cloudevents+json"),
                "x-github-delivery", List.of("d1"),
                "x-hub-signature-256", List.of(signature)),
            body.getBytes());
    assertThat(verify(message, githubEndpoint(), SENT))
        .isInstanceOfSatisfying(
            Accepted.class, accepted -> assertThat(accepted.key().id()).isEqualTo("/erp#7"));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
          whsec_
          whsec_not!base64
          whsec_c2hvcnQ=
          """)
  void refusesASecretThatIsNone(String text) {
    assertThatThrownBy(() -> WebhookSecret.standard(text))
        .isInstanceOf(IllegalArgumentException.class)
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain(text);
  }

  @Test
  void printsNoSecret() {
    assertThat(endpoint(SECRET).toString()).doesNotContain("MfKQ9r8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      nullValues = "-",
      textBlock =
          """
          "8e03978e"     | 8e03978e
          "a\\"b\\\\c"   | a"b\\c
          8e03978e       | -
          ""             | -
          "a             | -
          "a\\b"         | -
          """)
  void readsTheIdempotencyKeyHeader(String header, String id) {
    assertThat(IdempotencyKey.parseHeader(header).orElse(null)).isEqualTo(id);
  }

  private static void put(Map<String, List<String>> headers, String name, String value) {
    if (value != null) {
      headers.put(name, List.of(value));
    }
  }

  private static WebhookMessage signed(
      String type, byte[] body, Map<String, List<String>> headers) {
    Map<String, List<String>> all = new HashMap<>(headers);
    all.put("content-type", List.of(type));
    all.put("webhook-id", List.of(ID));
    all.put("webhook-timestamp", List.of(Long.toString(SENT)));
    all.put("webhook-signature", List.of(sign(SECRET, ID, SENT, body)));
    return new WebhookMessage(all, body);
  }

  private static WebhookMessage standard(String id, long sent, String signature, String body) {
    return standard(id, sent, signature, body.getBytes());
  }

  private static WebhookMessage standard(String id, long sent, String signature, byte[] body) {
    return new WebhookMessage(
        Map.of(
            "Content-Type", List.of("application/json"),
            "Webhook-Id", List.of(id),
            "Webhook-Timestamp", List.of(Long.toString(sent)),
            "Webhook-Signature", List.of(signature)),
        body);
  }

  private static WebhookMessage github(String signature, String body) {
    return new WebhookMessage(
        Map.of(
            "content-type", List.of("application/json"),
            "X-GitHub-Delivery", List.of("72d3162e-cc78-11e3-81ab-4c9367dc0958"),
            "X-Hub-Signature-256", List.of(signature)),
        body.getBytes());
  }

  private static String sign(String secret, String id, long sent, String body) {
    return sign(secret, id, sent, body.getBytes());
  }

  private static String sign(String secret, String id, long sent, byte[] body) {
    byte[] mac = WebhookSecret.standard(secret).hmac((id + "." + sent + ".").getBytes(), body);
    return "v1," + Base64.getEncoder().encodeToString(mac);
  }

  private static WebhookEndpoint endpoint(String... secrets) {
    return new WebhookEndpoint(
        "sales-monthly",
        WebhookScheme.STANDARD,
        List.of(secrets).stream().map(WebhookSecret::standard).toList(),
        WebhookEndpoint.Quota.ORDINARY);
  }

  private static WebhookEndpoint githubEndpoint() {
    return new WebhookEndpoint(
        "sales-monthly",
        WebhookScheme.GITHUB,
        List.of(WebhookSecret.github(GITHUB_SECRET)),
        WebhookEndpoint.Quota.ORDINARY);
  }

  private static WebhookVerdict verify(
      WebhookMessage message, WebhookEndpoint endpoint, long nowSeconds) {
    Clock clock = Clock.fixed(Instant.ofEpochSecond(nowSeconds), ZoneOffset.UTC);
    return new WebhookVerifier(clock).verify(message, endpoint);
  }

  private static Refused refused(WebhookMessage message, long nowSeconds) {
    return (Refused) verify(message, endpoint(SECRET), nowSeconds);
  }

  private static Accepted accepted(WebhookMessage message, long nowSeconds) {
    WebhookVerdict verdict = verify(message, endpoint(SECRET), nowSeconds);
    assertThat(verdict).isInstanceOf(Accepted.class);
    return (Accepted) verdict;
  }
}
