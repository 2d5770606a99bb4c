package dev.rapporteur.rendering.docx;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A part as it stands in a zip file. The parts that a template only copies are packed once.
 *
 * @param name in the package
 * @param packed deflated content
 * @param crc checksum of the content
 * @param size of the content in bytes
 */
record PackedPart(String name, byte[] packed, long crc, long size) {

  /** A part whose content is written by {@code writer}. */
  static PackedPart of(String name, Consumer<XmlOut> writer) {
    try (Packing packing = new Packing(name)) {
      XmlOut out = new XmlOut(packing);
      writer.accept(out);
      out.finish();
      return packing.packed();
    }
  }

  static PackedPart of(String name, byte[] content) {
    try (Packing packing = new Packing(name)) {
      packing.write(content, 0, content.length);
      return packing.packed();
    }
  }

  /** A part that is packed while it is written. */
  static final class Packing implements XmlOut.ByteSink, AutoCloseable {
    private static final Pattern COMPRESSED = Pattern.compile(".*\\.(png|jpe?g|gif|xlsx)");

    private final String name;
    private final Deflater deflater;
    private final CRC32 crc = new CRC32();
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream(8_192);
    private final byte[] buffer = new byte[16_384];

    Packing(String name) {
      this.name = name;
      this.deflater =
          new Deflater(
              COMPRESSED.matcher(name).matches()
                  ? Deflater.NO_COMPRESSION
                  : Deflater.DEFAULT_COMPRESSION,
              true);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      crc.update(bytes, from, length);
      deflater.setInput(bytes, from, length);
      while (!deflater.needsInput()) {
        drain();
      }
    }

    PackedPart packed() {
      deflater.finish();
      while (!deflater.finished()) {
        drain();
      }
      return new PackedPart(name, packed.toByteArray(), crc.getValue(), deflater.getBytesRead());
    }

    private void drain() {
      packed.write(buffer, 0, deflater.deflate(buffer));
    }

    @Override
    public void close() {
      deflater.end();
    }
  }
}
