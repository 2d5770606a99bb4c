package dev.rapporteur.delivery.hook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Posts to a place and reads the status and the beginning of the answer. The host's name is
 * resolved once, and the address that was looked at is the one that is connected to: a name cannot
 * point elsewhere in between, which Java's own HTTP client does not promise. Redirects are not
 * followed.
 */
public final class HookClient {
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final int MOST_LINE_BYTES = 8_192;
  private static final int MOST_HEADERS = 100;
  private static final int MOST_BODY_BYTES = 16_384;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)(?: .*)?");

  private final SSLSocketFactory tls;

  /**
   * @param tls for https
   */
  public HookClient(SSLSocketFactory tls) {
    this.tls = tls;
  }

  /**
   * What was answered.
   *
   * @param body its beginning, as far as it was read
   */
  public record Answer(int status, byte[] body) {}

  /**
   * Posts the body and gives the answer.
   *
   * @throws NotConnectedException if nothing was sent
   * @throws IOException if it was sent, at least in part, and no answer came
   */
  public Answer post(PinnedPlace target, Map<String, String> headers, byte[] body)
      throws IOException {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    try (Socket plain = new Socket()) {
      Socket socket = connected(plain, target);
      OutputStream out = socket.getOutputStream();
      out.write(head(target, headers, body.length).getBytes(StandardCharsets.ISO_8859_1));
      out.write(body);
      out.flush();
      return answer(socket.getInputStream(), deadline);
    }
  }

  private Socket connected(Socket plain, PinnedPlace target) throws NotConnectedException {
    try {
      InetAddress address = address(target);
      plain.connect(
          new InetSocketAddress(address, target.port()), Math.toIntExact(LONGEST.toMillis()));
      plain.setSoTimeout(Math.toIntExact(LONGEST.toMillis()));
      return target.isEncrypted() ? encrypted(plain, target) : plain;
    } catch (IOException e) {
      throw new NotConnectedException(e.getMessage(), e);
    }
  }

  private static InetAddress address(PinnedPlace target) throws IOException {
    InetAddress address = InetAddress.getByName(target.place().getHost());
    if (!target.ownNetwork() && isOwnNetwork(address)) {
      throw new IOException(
          "its address " + address.getHostAddress() + " belongs to the own network");
    }
    return address;
  }

  /** Loopback, link-local, private, carrier-grade, multicast and unspecified addresses. */
  static boolean isOwnNetwork(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = address instanceof Inet6Address && (bytes[0] & 0xfe) == 0xfc;
    boolean carrierGrade = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    boolean thisNetwork = bytes.length == 4 && bytes[0] == 0;
    return address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || address.isAnyLocalAddress()
        || uniqueLocal
        || carrierGrade
        || thisNetwork;
  }

  private SSLSocket encrypted(Socket plain, PinnedPlace target) throws IOException {
    SSLSocket socket =
        (SSLSocket) tls.createSocket(plain, target.place().getHost(), target.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static String head(PinnedPlace target, Map<String, String> headers, int length) {
    String path = target.place().getRawPath().isEmpty() ? "/" : target.place().getRawPath();
    String query = target.place().getRawQuery() == null ? "" : "?" + target.place().getRawQuery();
    StringBuilder head = new StringBuilder("POST " + path + query + " HTTP/1.1\r\n");
    head.append("host: ").append(target.place().getRawAuthority()).append("\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("content-length: ").append(length).append("\r\n");
    head.append("connection: close\r\n\r\n");
    return head.toString();
  }

  private static Answer answer(InputStream in, long deadline) throws IOException {
    Matcher status = STATUS.matcher(line(in, deadline));
    if (!status.matches()) {
      throw new IOException("the answer is not HTTP");
    }
    return new Answer(Integer.parseInt(status.group(1)), body(in, deadline));
  }

  /** The beginning of the body; whatever is wrong with it, the status was read already. */
  private static byte[] body(InputStream in, long deadline) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      int left = MOST_BODY_BYTES;
      boolean chunked = false;
      String header = line(in, deadline);
      for (int count = 0; !header.isEmpty() && count < MOST_HEADERS; count++) {
        String lower = header.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          String length = lower.substring("content-length:".length()).strip();
          left = (int) Math.min(Long.parseLong(length), left);
        }
        chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
        header = line(in, deadline);
      }
      if (!chunked) {
        body.writeBytes(in.readNBytes(left));
        return body.toByteArray();
      }
      int chunk = Integer.parseInt(line(in, deadline), 16);
      while (chunk > 0 && body.size() + chunk <= MOST_BODY_BYTES) {
        body.writeBytes(in.readNBytes(chunk));
        line(in, deadline);
        chunk = Integer.parseInt(line(in, deadline), 16);
      }
    } catch (IOException | NumberFormatException cut) {
      // What came is what there is.
    }
    return body.toByteArray();
  }

  private static String line(InputStream in, long deadline) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.size() == MOST_LINE_BYTES) {
        throw new IOException("the answer is not HTTP");
      }
      // The socket's own limit starts anew with each byte.
      if (System.nanoTime() > deadline) {
        throw new InterruptedIOException("the answer takes too long");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }
}
