package io.gridloom.operator.sort;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Files of segments. A segment is bytes that belong to a part, such as a bucket or a key group; an
 * index at the file's end says where each is. Written once, read by any subtask.
 */
final class ScratchSegments {

  private static final int BUFFER = 1 << 16;
  private static final int INDEX_ENTRY = 3 * Long.BYTES; // part, position, length

  private ScratchSegments() {}

  /** A segment's place in its file. */
  private record Segment(long position, int length) {}

  /** As the JDK's, but without its lock: entries are many and short. */
  private static final class Buffered extends OutputStream {
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int size;

    Buffered(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (length > BUFFER - size) {
        flush();
      }
      if (length > BUFFER) {
        out.write(bytes, from, length);
      } else {
        System.arraycopy(bytes, from, buffer, size, length);
        size += length;
      }
    }

    @Override
    public void flush() throws IOException {
      out.write(buffer, 0, size);
      size = 0;
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /** Writes one file. */
  static final class Writer implements Closeable {
    private final OutputStream out;
    private final List<long[]> index = new ArrayList<>();
    private long position;

    Writer(String file) throws IOException {
      Path path = new Path(file);
      out = new Buffered(path.getFileSystem().create(path, FileSystem.WriteMode.NO_OVERWRITE));
    }

    /** Begins a segment: the next {@code length} bytes that are written. */
    OutputStream segment(int part, int length) {
      index.add(new long[] {part, position, length});
      position += length;
      return out;
    }

    /** Writes the index and closes the file. */
    void finish() throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(index.size() * INDEX_ENTRY + Integer.BYTES);
      for (long[] entry : index) {
        bytes.putLong(entry[0]).putLong(entry[1]).putLong(entry[2]);
      }
      bytes.putInt(index.size());
      out.write(bytes.array());
      out.flush();
      out.close();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /** Reads one file. */
  static final class Reader implements Closeable {
    private final FSDataInputStream in;
    private final Map<Integer, List<Segment>> index = new HashMap<>();

    /** What takes a segment's bytes from a stream. */
    @FunctionalInterface
    interface Taker {
      void take(InputStream in, int length) throws IOException;
    }

    Reader(String file) throws IOException {
      Path path = new Path(file);
      FileSystem files = path.getFileSystem();
      long size = files.getFileStatus(path).getLen();
      in = files.open(path, BUFFER);
      try {
        readIndex(size);
      } catch (IOException e) {
        in.close();
        throw e;
      }
    }

    private void readIndex(long size) throws IOException {
      in.seek(size - Integer.BYTES);
      int count = ByteBuffer.wrap(read(Integer.BYTES)).getInt();
      in.seek(size - Integer.BYTES - (long) count * INDEX_ENTRY);
      ByteBuffer bytes = ByteBuffer.wrap(read(count * INDEX_ENTRY));
      for (int i = 0; i < count; i++) {
        int part = (int) bytes.getLong();
        Segment segment = new Segment(bytes.getLong(), (int) bytes.getLong());
        index.computeIfAbsent(part, p -> new ArrayList<>()).add(segment);
      }
    }

    private byte[] read(int length) throws IOException {
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) {
        throw new EOFException("a scratch file ends too soon");
      }
      return bytes;
    }

    /** Hands the segments of a part to the taker, one after the other. */
    void forEach(int part, Taker taker) throws IOException {
      for (Segment segment : index.getOrDefault(part, List.of())) {
        in.seek(segment.position);
        taker.take(in, segment.length);
      }
    }

    /** Bytes of all segments of a part. */
    long length(int part) {
      return index.getOrDefault(part, List.of()).stream().mapToLong(Segment::length).sum();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
