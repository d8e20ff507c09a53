package io.gridloom.operator.sort;

import io.gridloom.aggregate.Carry;
import io.gridloom.aggregate.SortedEntries;
import io.gridloom.aggregate.Splitters;
import io.gridloom.aggregate.Summary;
import io.gridloom.execution.SortProgram;
import io.gridloom.flinkinternal.FatalFailure;
import io.gridloom.key.RowBlocks;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subtask's part of one epoch of a sort, all that reads and writes scratch files. Used by the
 * sort thread only. Its files are deleted when it is closed.
 */
final class SortWork implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(SortWork.class);

  private static final int MAX_FOLD_BYTES = 4 << 20; // in one event, and in its answer

  private static final long MAX_BUCKET_BYTES =
      Math.max(64 << 20, Runtime.getRuntime().maxMemory() / 8); // other subtasks sort as well

  private final String folder;
  private final SortProgram program;
  private final RowBlocks blocks;
  private final Splitters splitters;
  private final BooleanSupplier wanted;
  private final List<String> files = new ArrayList<>(); // its own
  private ScratchSegments.@Nullable Writer writer;
  private String entriesFile = "";
  private String sortedFile = "";
  private List<ScratchSegments.Reader> readers = List.of();

  /** An epoch that nobody wants any more. */
  static final class Abandoned extends IOException {}

  /**
   * @param folder of the scratch files
   * @param program of this thread
   * @param wanted whether this epoch still counts
   */
  SortWork(
      String folder,
      SortProgram program,
      RowBlocks blocks,
      Splitters splitters,
      BooleanSupplier wanted) {
    this.folder = folder;
    this.program = program;
    this.blocks = blocks;
    this.splitters = splitters;
    this.wanted = wanted;
  }

  private ScratchSegments.Writer create(String kind) throws IOException {
    String file = folder + "/" + kind + "-" + UUID.randomUUID();
    files.add(file);
    writer = new ScratchSegments.Writer(file);
    return writer;
  }

  private String finish(ScratchSegments.Writer finished) throws IOException {
    finished.finish();
    writer = null;
    return files.get(files.size() - 1);
  }

  private void check() throws Abandoned {
    if (!wanted.getAsBoolean()) {
      throw new Abandoned();
    }
  }

  /** Writes entries, by bucket. */
  void scatter(SortedEntries entries) throws IOException {
    check();
    ScratchSegments.Writer out = writer != null ? writer : create("entries");
    int[] lengths = new int[splitters.buckets()];
    int[] counts = new int[splitters.buckets() + 1];
    int[] buckets = new int[entries.size()];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = splitters.bucketOf(entries, i);
      lengths[buckets[i]] += entries.length(i);
      counts[buckets[i] + 1]++;
    }
    int[] order = order(buckets, counts);
    int at = 0;
    for (int bucket = 0; bucket < lengths.length; bucket++) {
      if (lengths[bucket] > 0) {
        var segment = out.segment(bucket, lengths[bucket]);
        for (; at < order.length && buckets[order[at]] == bucket; at++) {
          entries.write(order[at], segment);
        }
      }
    }
  }

  /** The positions in {@code parts}, by part: a counting sort. */
  private static int[] order(int[] parts, int[] counts) {
    for (int part = 1; part < counts.length; part++) {
      counts[part] += counts[part - 1];
    }
    int[] order = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      order[counts[parts[i]]++] = i;
    }
    return order;
  }

  /** All entries are written; the name of their file. */
  String finishEntries() throws IOException {
    entriesFile = finish(writer != null ? writer : create("entries"));
    return entriesFile;
  }

  /**
   * Sorts every n-th bucket, from that of the subtask's number on.
   *
   * @param entries files of all subtasks
   * @return the summaries of those that have entries
   */
  Map<Integer, Summary> merge(List<String> entries, int subtask, int n) throws IOException {
    open(entries);
    ScratchSegments.Writer out = create("sorted");
    Map<Integer, Summary> summaries = new HashMap<>();
    SortedEntries bucketEntries = new SortedEntries();
    for (int bucket = subtask; bucket < splitters.buckets(); bucket += n) {
      check();
      bucketEntries.clear();
      checkSize(bucket);
      for (ScratchSegments.Reader reader : readers) {
        reader.forEach(bucket, bucketEntries::read);
      }
      if (bucketEntries.size() > 0) {
        bucketEntries.sort();
        var segment = out.segment(bucket, bucketEntries.length());
        for (int i = 0; i < bucketEntries.size(); i++) {
          bucketEntries.write(i, segment);
        }
        summaries.put(bucket, Summary.of(bucketEntries, program));
      }
    }
    sortedFile = finish(out);
    checkSize(summaries);
    return summaries;
  }

  /** What does not fit the heap fails the job with a reason. */
  private void checkSize(int bucket) {
    long bytes = readers.stream().mapToLong(reader -> reader.length(bucket)).sum();
    if (bytes > MAX_BUCKET_BYTES) {
      throw FatalFailure.of(
          "columns %s have %,d bytes of values that begin alike, at most %,d can be sorted at once. Use shorter values, or a larger heap"
              .formatted(program.columns(), bytes, MAX_BUCKET_BYTES));
    }
  }

  /** Flink drops an event that is too large; what it can't send fails the job here. */
  private void checkSize(Map<Integer, Summary> summaries) {
    long bytes = summaries.values().stream().mapToLong(Summary::foldBytes).sum();
    if (bytes > MAX_FOLD_BYTES) {
      throw FatalFailure.of(
          "columns %s keep %,d bytes for the groups at the borders of buckets, at most %,d are allowed. Use a smaller k, or shorter values"
              .formatted(program.columns(), bytes, MAX_FOLD_BYTES));
    }
  }

  /**
   * Writes the outcomes of the sorted buckets, by the key groups of the rows.
   *
   * @param living rows of the dataset that are no tombstones
   * @return the file's name
   */
  String outcomes(Map<Integer, Carry> carries, long living) throws IOException {
    delete(entriesFile); // everybody has read it
    open(List.of(sortedFile));
    OutcomePairs pairs = new OutcomePairs(blocks, program, create("outcomes"));
    SortedEntries bucketEntries = new SortedEntries();
    for (Map.Entry<Integer, Carry> bucket : new TreeMap<>(carries).entrySet()) {
      check();
      bucketEntries.clear();
      readers.get(0).forEach(bucket.getKey(), bucketEntries::read);
      program.outcomes(bucketEntries, bucket.getValue(), living, pairs);
      pairs.writeIfMany();
    }
    String file = finish(pairs.writeRest());
    delete(sortedFile);
    return file;
  }

  /** Opens files to read from, instead of those that were open; how many. */
  int open(List<String> names) throws IOException {
    closeReaders();
    List<ScratchSegments.Reader> opened = new ArrayList<>();
    readers = opened;
    for (String name : names) {
      opened.add(new ScratchSegments.Reader(name));
    }
    return opened.size();
  }

  /** The outcomes of the rows of a key group, from the files that are open. */
  Outcomes read(int keyGroup) throws IOException {
    check();
    long bytes = 0;
    for (ScratchSegments.Reader reader : readers) {
      bytes += reader.length(OutcomePairs.pairs(keyGroup));
    }
    int pairs = Math.toIntExact(bytes / Outcomes.PAIR_BYTES);
    Outcomes outcomes = new Outcomes(program, pairs);
    for (ScratchSegments.Reader reader : readers) {
      reader.forEach(OutcomePairs.results(keyGroup), outcomes::readResults);
      reader.forEach(OutcomePairs.pairs(keyGroup), outcomes::read);
    }
    return outcomes;
  }

  private void closeReaders() throws IOException {
    for (ScratchSegments.Reader reader : readers) {
      reader.close();
    }
    readers = List.of();
  }

  private static void delete(String file) {
    try {
      Path path = new Path(file);
      path.getFileSystem().delete(path, false);
    } catch (IOException e) {
      LOG.warn("a scratch file of a sort is left: {}", file, e);
    }
  }

  @Override
  public void close() throws IOException {
    closeReaders();
    if (writer != null) {
      writer.close();
      writer = null;
    }
    files.forEach(SortWork::delete);
    files.clear();
  }
}
