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
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Posts to a target and reads the status, nothing more. The host's name is resolved once, and the
 * address that was looked at is the one that is connected to: a name cannot point elsewhere in
 * between, which Java's own HTTP client does not promise. Redirects are not followed.
 */
final class HookClient {
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final int MOST_HEAD_BYTES = 1_024;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)(?: .*)?");

  private final SSLSocketFactory tls;

  HookClient(SSLSocketFactory tls) {
    this.tls = tls;
  }

  /** Posts the body and gives the status. */
  int post(HookTarget target, Map<String, String> headers, byte[] body) throws IOException {
    InetAddress address = address(target);
    long deadline = System.nanoTime() + LONGEST.toNanos();
    try (Socket plain = new Socket()) {
      plain.connect(
          new InetSocketAddress(address, target.port()), Math.toIntExact(LONGEST.toMillis()));
      plain.setSoTimeout(Math.toIntExact(LONGEST.toMillis()));
      Socket socket = target.isEncrypted() ? encrypted(plain, target) : plain;
      OutputStream out = socket.getOutputStream();
      out.write(head(target, headers, body.length).getBytes(StandardCharsets.ISO_8859_1));
      out.write(body);
      out.flush();
      return status(socket.getInputStream(), deadline);
    }
  }

  private static InetAddress address(HookTarget target) throws IOException {
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

  private SSLSocket encrypted(Socket plain, HookTarget target) throws IOException {
    SSLSocket socket =
        (SSLSocket) tls.createSocket(plain, target.place().getHost(), target.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static String head(HookTarget target, Map<String, String> headers, int length) {
    String path = target.place().getRawPath().isEmpty() ? "/" : target.place().getRawPath();
    String query = target.place().getRawQuery() == null ? "" : "?" + target.place().getRawQuery();
    StringBuilder head = new StringBuilder("POST " + path + query + " HTTP/1.1\r\n");
    head.append("host: ").append(target.place().getRawAuthority()).append("\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("content-length: ").append(length).append("\r\n");
    head.append("connection: close\r\n\r\n");
    return head.toString();
  }

  private static int status(InputStream in, long deadline) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.size() == MOST_HEAD_BYTES) {
        throw new IOException("the answer is not HTTP");
      }
      // The socket's own limit starts anew with each byte.
      if (System.nanoTime() > deadline) {
        throw new InterruptedIOException("the answer takes too long");
      }
      line.write(next);
    }
    Matcher status = STATUS.matcher(line.toString(StandardCharsets.ISO_8859_1).strip());
    if (!status.matches()) {
      throw new IOException("the answer is not HTTP");
    }
    return Integer.parseInt(status.group(1));
  }
}
