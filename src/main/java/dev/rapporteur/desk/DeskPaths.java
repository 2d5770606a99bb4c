package dev.rapporteur.desk;

/** Addresses that more than one place names. */
final class DeskPaths {
  static final String SIGN_IN = "/sign-in";
  static final String SIGN_OUT = "/sign-out";
  static final String PASSWORD = "/desk/password";
  static final String HOME = "/desk";

  /** Style, script and icons: the same for everybody. */
  static final String[] ASSETS = {"/assets/**", "/webjars/**", "/favicon.ico"};

  private DeskPaths() {}

  static boolean isAsset(String path) {
    return path.startsWith("/assets/") || path.startsWith("/webjars/");
  }
}
