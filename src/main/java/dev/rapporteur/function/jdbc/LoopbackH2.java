package dev.rapporteur.function.jdbc;

import org.h2.engine.SysProperties;

/**
 * Keeps H2's automatic server, through which several processes share a file, on the loopback
 * interface. Without this it listens on every interface of the machine.
 */
public final class LoopbackH2 {
  private static final String LOOPBACK = "127.0.0.1";

  private LoopbackH2() {}

  /**
   * To be called before the first H2 database is opened.
   *
   * @throws IllegalStateException if H2 was loaded before with another address
   */
  public static void require() {
    if (System.getProperty("h2.bindAddress") == null) {
      System.setProperty("h2.bindAddress", LOOPBACK);
    }
    if (!LOOPBACK.equals(SysProperties.BIND_ADDRESS)) {
      throw new IllegalStateException(
          "H2 would listen on "
              + (SysProperties.BIND_ADDRESS == null
                  ? "every interface"
                  : SysProperties.BIND_ADDRESS)
              + "; it must be loaded with h2.bindAddress=127.0.0.1");
    }
  }
}
