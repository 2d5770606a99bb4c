package dev.rapporteur.model.triton;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a model is served.
 *
 * @param servers {@code host:port} each, at least one
 * @param model its name on all of them
 * @param encrypted whether the servers speak TLS
 */
record TritonAddress(List<String> servers, String model, boolean encrypted) {
  private static final Pattern SERVER =
      Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:]+]):\\d{1,5}");
  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9._-]+");

  TritonAddress {
    servers = List.copyOf(servers);
  }

  static boolean isTriton(URI url) {
    return "grpc".equals(url.getScheme()) || "grpcs".equals(url.getScheme());
  }

  /**
   * Reads {@code grpc://host:port[,host:port...]/model}, or {@code grpcs://} for TLS.
   *
   * @throws RapporteurException of kind DEFINITION if the URL is of another form
   */
  static TritonAddress of(URI url) {
    List<String> servers =
        url.getRawAuthority() == null
            ? List.of()
            : Arrays.asList(url.getRawAuthority().split(",", -1));
    String path = url.getPath() == null ? "" : url.getPath();
    String model = path.startsWith("/") ? path.substring(1) : path;
    boolean good =
        isTriton(url)
            && url.getRawQuery() == null
            && !servers.isEmpty()
            && servers.stream().allMatch(server -> SERVER.matcher(server).matches())
            && MODEL.matcher(model).matches();
    if (!good) {
      throw new RapporteurException(
          FailureKind.DEFINITION,
          "The model URL is not of the form grpc://host:port/model.",
          "Name host, port and model; several servers are separated by commas.");
    }
    return new TritonAddress(servers, model, url.getScheme().equals("grpcs"));
  }

  /** The address as a URL again. */
  String url() {
    return (encrypted ? "grpcs://" : "grpc://") + String.join(",", servers) + "/" + model;
  }
}
