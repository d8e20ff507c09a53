package io.gridloom.output.file;

import io.gridloom.config.job.FilesOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * Merges the small files of an output that has ended into files of about its size. Begun again
 * after a crash it goes on: a plan in the folder says which files a merged one stands for, so that
 * no row is there twice when it has ended.
 */
public final class FileMerge {

  private static final String PLAN = ".merge-plan";
  private static final String UNFINISHED = ".merge-";
  private static final String MERGED = "merged-";
  private static final Pattern MERGED_FILE = Pattern.compile("^" + MERGED + "([0-9]{1,9})\\.");

  private final FilesOutput output;
  private final Path folder;
  private final FileSystem files;
  private final Concatenation concatenation;

  private FileMerge(FilesOutput output, Path folder) throws IOException {
    this.output = output;
    this.folder = folder;
    this.files = folder.getFileSystem();
    this.concatenation = Concatenation.of(output.format());
  }

  /** Merges the files of an output that asks for it; only while no job writes there. */
  public static void run(FilesOutput output) throws IOException {
    Path folder = new Path(output.folder());
    if (output.merge() && folder.getFileSystem().exists(folder)) {
      new FileMerge(output, folder).run();
    }
  }

  private void run() throws IOException {
    endEarlier();
    int first = firstNumber();
    List<List<FileStatus>> groups = groups();
    StringBuilder plan = new StringBuilder();
    for (int i = 0; i < groups.size(); i++) {
      Path unfinished = at(UNFINISHED + i);
      try (FSDataOutputStream out = files.create(unfinished, WriteMode.OVERWRITE)) {
        concatenation.write(groups.get(i), files, out);
      }
      plan.append(name(first + i));
      groups.get(i).forEach(file -> plan.append('/').append(file.getPath().getName()));
      plan.append('\n');
    }
    try (OutputStream out = files.create(at(PLAN), WriteMode.OVERWRITE)) {
      out.write(plan.toString().getBytes(StandardCharsets.UTF_8));
    }
    for (int i = 0; i < groups.size(); i++) {
      files.rename(at(UNFINISHED + i), at(name(first + i)));
    }
    endEarlier();
  }

  /** Behind the merged files that are there: a run that was given more rows has some. */
  private int firstNumber() throws IOException {
    int number = 0;
    for (FileStatus file : files.listStatus(folder)) {
      Matcher merged = MERGED_FILE.matcher(file.getPath().getName());
      if (merged.find()) {
        number = Math.max(number, Integer.parseInt(merged.group(1)) + 1);
      }
    }
    return number;
  }

  private String name(int number) {
    return MERGED + number + output.format().suffix();
  }

  private Path at(String name) {
    return new Path(folder, name);
  }

  /** Removes what the merged files of a plan stand for, then the plan. */
  private void endEarlier() throws IOException {
    if (!files.exists(at(PLAN))) {
      return;
    }
    String plan;
    try (InputStream in = files.open(at(PLAN))) {
      plan = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    for (String line : plan.lines().toList()) {
      List<String> names = Arrays.asList(line.split("/"));
      if (files.exists(at(names.get(0)))) {
        for (String source : names.subList(1, names.size())) {
          files.delete(at(source), false);
        }
      }
    }
    files.delete(at(PLAN), false);
  }

  /** Files of the same columns that become one, in the order of their names. */
  private List<List<FileStatus>> groups() throws IOException {
    FileStatus[] sources = files.listStatus(folder);
    Arrays.sort(sources, Comparator.comparing(file -> file.getPath().getName()));
    List<List<FileStatus>> groups = new ArrayList<>();
    long bytes = 0;
    String columns = "";
    for (FileStatus file : sources) {
      if (file.isDir() || !file.getPath().getName().startsWith("part-")) {
        continue;
      }
      String its = concatenation.columns(file, files);
      if (groups.isEmpty()
          || bytes + file.getLen() > output.maxFileBytes()
          || !its.equals(columns)) {
        groups.add(new ArrayList<>());
        bytes = 0;
        columns = its;
      }
      groups.get(groups.size() - 1).add(file);
      bytes += file.getLen();
    }
    return groups;
  }
}
