package dev.rapporteur.rendering.docx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Writes packed parts as a zip file (APPNOTE.TXT 6.3). Times are fixed, so that the same parts give
 * the same bytes.
 */
final class PackageWriter {
  private static final short VERSION = 20;
  private static final short UTF8_NAMES = 0x0800;
  private static final short DEFLATED = 8;
  private static final int NOON_1980 = (((1 << 5) | 1) << 16) | (12 << 11);

  private PackageWriter() {}

  static void write(List<PackedPart> parts, OutputStream out) throws IOException {
    long offset = 0;
    int directory = 0;
    ByteBuffer entries = buffer(parts.stream().mapToInt(p -> 46 + name(p).length).sum());
    for (PackedPart part : parts) {
      byte[] name = name(part);
      ByteBuffer header = buffer(30 + name.length);
      header.putInt(0x04034b50);
      common(header, part, name);
      out.write(header.put(name).array());
      out.write(part.packed());

      entries.putInt(0x02014b50).putShort(VERSION);
      common(entries, part, name);
      entries.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
      entries.putInt(Math.toIntExact(offset)).put(name);
      directory += 46 + name.length;
      offset += 30 + name.length + part.packed().length;
    }
    out.write(entries.array());
    short count = (short) parts.size();
    ByteBuffer end = buffer(22);
    end.putInt(0x06054b50).putShort((short) 0).putShort((short) 0).putShort(count).putShort(count);
    out.write(end.putInt(directory).putInt(Math.toIntExact(offset)).putShort((short) 0).array());
  }

  private static void common(ByteBuffer header, PackedPart part, byte[] name) {
    header.putShort(VERSION).putShort(UTF8_NAMES).putShort(DEFLATED).putInt(NOON_1980);
    header.putInt((int) part.crc()).putInt(part.packed().length).putInt((int) part.size());
    header.putShort((short) name.length).putShort((short) 0);
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] name(PackedPart part) {
    return WordPackage.utf8(part.name());
  }
}
