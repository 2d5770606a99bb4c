package dev.rapporteur.model.openai;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trust in the authorities of a PEM file, and in no others. */
final class PemTrust {
  private PemTrust() {}

  /**
   * @throws RapporteurException of kind DEFINITION if the file cannot be read or holds no
   *     certificate
   */
  static SSLContext in(Path authorities) {
    try (InputStream in = Files.newInputStream(authorities)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + store.size(), each);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new RapporteurException(
          FailureKind.DEFINITION,
          "The certificates in " + authorities + " cannot be read.",
          "Give a PEM file with the authorities that sign the endpoint's certificate.",
          e);
    }
  }
}
