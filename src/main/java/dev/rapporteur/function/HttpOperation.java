package dev.rapporteur.function;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One operation of an HTTP service, as its OpenAPI description has it.
 *
 * @param method in upper case
 * @param path template below the service's address: {@code /orders/{id}}
 * @param inPath names that stand in the path
 * @param inQuery names that go into the query, in the order of the description
 * @param hasBody whether the other arguments go into a JSON body
 * @param required names that a call must give
 */
public record HttpOperation(
    String method,
    String path,
    List<String> inPath,
    List<String> inQuery,
    boolean hasBody,
    SortedSet<String> required) {
  public HttpOperation {
    inPath = List.copyOf(inPath);
    inQuery = List.copyOf(inQuery);
    required = Collections.unmodifiableSortedSet(new TreeSet<>(required));
  }
}
