package dev.rapporteur.operation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Ends with 0 if the health door at the given address answers 200; for container images. */
public final class AskHealth {
  private AskHealth() {}

  public static void main(String[] arguments) {
    System.exit(arguments.length == 1 && isGood(URI.create(arguments[0])) ? 0 : 1);
  }

  /** Whether the door answers 200 within seconds. */
  public static boolean isGood(URI door) {
    HttpRequest request = HttpRequest.newBuilder(door).timeout(Duration.ofSeconds(4)).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException away) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
