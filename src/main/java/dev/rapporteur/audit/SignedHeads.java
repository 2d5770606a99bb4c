package dev.rapporteur.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The heads of the chain, signed with ed25519, one JSON line each in {@code heads.jsonl} of a
 * folder that should not lie on the database's disk. Each line names the SHA-256 of the line before
 * it. The private key lies in a file of its own, made at first use and readable by its owner only;
 * the public key is written beside the heads, so that they can be verified without this product.
 */
public final class SignedHeads {
  private static final String NO_LINE = "0".repeat(64);

  private final Path heads;
  private final Path publicKeyFile;
  private final Path keyFile;

  /**
   * @param folder where the heads are written; made if missing
   * @param keyFile the private key's file, PKCS #8 PEM; made with the first head
   */
  public SignedHeads(Path folder, Path keyFile) {
    this.heads = folder.resolve("heads.jsonl");
    this.publicKeyFile = folder.resolve("audit-public-key.pem");
    this.keyFile = keyFile;
  }

  /** Signs a head and appends it; it is on the disk when this returns. */
  public void write(AuditHead head, Instant at) {
    try {
      Files.createDirectories(heads.getParent());
      PrivateKey key = privateKey();
      try (FileChannel file =
              FileChannel.open(
                  heads,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE);
          var lock = file.lock()) {
        String line = signed(head, at, previousLineHash(), key) + "\n";
        file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)), file.size());
        file.force(true);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new AuditUnavailableException(
          "the signed head of the audit trail cannot be written to " + heads, e);
    }
  }

  /**
   * All heads, oldest first; none if there is no file.
   *
   * @throws BrokenHeadException if a line is no head, is not signed with the key, or does not
   *     follow the line before it
   */
  public List<AuditHead> read() {
    List<AuditHead> found = new ArrayList<>();
    if (!Files.exists(heads)) {
      return found;
    }
    try {
      PublicKey key = publicKey();
      String previous = NO_LINE;
      for (String line : Files.readAllLines(heads)) {
        found.add(verified(line, found.size() + 1, previous, key));
        previous = CanonicalJson.sha256(line);
      }
      return found;
    } catch (IOException | GeneralSecurityException e) {
      throw new AuditUnavailableException("the signed heads in " + heads + " cannot be read", e);
    }
  }

  private AuditHead verified(String line, int number, String previous, PublicKey key)
      throws GeneralSecurityException {
    try {
      ObjectNode head = (ObjectNode) JsonMapper.shared().readTree(line);
      byte[] signature = Base64.getDecoder().decode(head.path("signature").asString(""));
      head.remove("signature");
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(CanonicalJson.of(head).getBytes(StandardCharsets.UTF_8));
      if (!verifier.verify(signature)) {
        throw new BrokenHeadException(heads, number, "its signature is wrong");
      }
      if (!head.path("previous").asString("").equals(previous)) {
        throw new BrokenHeadException(heads, number, "the line before it is not the one it names");
      }
      return new AuditHead(head.get("sequence").asLong(), head.get("hash").asString());
    } catch (JacksonException
        | ClassCastException
        | IllegalArgumentException
        | java.security.SignatureException e) {
      throw new BrokenHeadException(heads, number, "it is not a signed head");
    }
  }

  private String previousLineHash() throws IOException {
    List<String> lines = Files.readAllLines(heads);
    return lines.isEmpty() ? NO_LINE : CanonicalJson.sha256(lines.getLast());
  }

  private static String signed(AuditHead head, Instant at, String previous, PrivateKey key)
      throws GeneralSecurityException {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("at", at.toString());
    line.put("hash", head.hash());
    line.put("previous", previous);
    line.put("sequence", head.sequence());
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(key);
    signer.update(CanonicalJson.of(line).getBytes(StandardCharsets.UTF_8));
    line.put("signature", Base64.getEncoder().encodeToString(signer.sign()));
    return CanonicalJson.of(line);
  }

  private PublicKey publicKey() throws IOException, GeneralSecurityException {
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new X509EncodedKeySpec(fromPem(publicKeyFile)));
  }

  private PrivateKey privateKey() throws IOException, GeneralSecurityException {
    if (!Files.exists(keyFile)) {
      makeKey();
    }
    return KeyFactory.getInstance("Ed25519")
        .generatePrivate(new PKCS8EncodedKeySpec(fromPem(keyFile)));
  }

  private void makeKey() throws IOException, GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Files.createDirectories(keyFile.toAbsolutePath().getParent());
    try {
      Files.createFile(keyFile, ownerOnly());
    } catch (FileAlreadyExistsException anotherNodeWasFaster) {
      return;
    }
    Files.writeString(keyFile, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    Files.writeString(publicKeyFile, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
  }

  private static FileAttribute<?>[] ownerOnly() {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(
          Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE))
    };
  }

  private static String pem(String kind, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes), kind);
  }

  private static byte[] fromPem(Path file) throws IOException {
    String text = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
    return Base64.getMimeDecoder().decode(text);
  }
}
