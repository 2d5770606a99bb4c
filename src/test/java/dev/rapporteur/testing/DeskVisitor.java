package dev.rapporteur.testing;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a plain HTTP client and a cookie jar; redirects are not followed. */
public final class DeskVisitor {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final String url;
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
  private String token = "";

  public DeskVisitor(String url) {
    this.url = url;
  }

  /** Signs in; the reply says whether it was let in. */
  public HttpResponse<String> signIn(String user, String password) {
    rememberToken(get("/sign-in"));
    HttpResponse<String> reply = post("/sign-in", Map.of("user", user, "password", password));
    rememberToken(get("/desk/password"));
    return reply;
  }

  private void rememberToken(HttpResponse<String> page) {
    Matcher found = TOKEN.matcher(page.body());
    if (found.find()) {
      token = found.group(1);
    }
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(url + path)).header("Accept", "text/html"));
  }

  /** Only the head of the reply is waited for: an event stream does not end. */
  public HttpResponse<?> head(String path) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).build();
    try {
      var reply = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      reply.body().close();
      return reply;
    } catch (IOException | InterruptedException fault) {
      throw new IllegalStateException(fault);
    }
  }

  /** Sends a form with the token that the desk gave. */
  public HttpResponse<String> post(String path, Map<String, String> form) {
    Map<String, String> all = new LinkedHashMap<>(form);
    all.put("_csrf", token);
    return postWithoutToken(path, all);
  }

  public HttpResponse<String> postWithoutToken(String path, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "text/html")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Sends a form with a file named {@code file}, and with the token that the desk gave. */
  public HttpResponse<String> upload(String path, String content) {
    String part = "--part\r\nContent-Disposition: form-data; name=";
    String body =
        part
            + "\"_csrf\"\r\n\r\n"
            + token
            + "\r\n"
            + part
            + "\"file\"; filename=\"file.docx\"\r\n\r\n"
            + content
            + "\r\n--part--\r\n";
    return send(
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "multipart/form-data; boundary=part")
            .header("Accept", "text/html")
            .header("X-CSRF-TOKEN", token)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(
          request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException fault) {
      throw new IllegalStateException(fault);
    }
  }

  /** The token that the last page gave. */
  public String token() {
    return token;
  }

  /** The value of the session's cookie. */
  public String session() {
    List<HttpCookie> all = cookies.getCookieStore().getCookies();
    return all.stream()
        .filter(cookie -> cookie.getName().equals("rapporteur"))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
