package dev.ramekin.lang.ruby.parser;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses the files named on standard input, one a line, and prints lines a second of this process's
 * CPU time, compiling and collecting included: first of one pass over all files, then of as many
 * rounds as the argument says, each of so many passes that the clock is fine enough.
 */
public final class ParsingSpeedMain {
  private static final long LINES_OF_A_ROUND = 500_000;

  private final List<String> names;
  private final List<String> texts = new ArrayList<>();
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private long lines;

  private ParsingSpeedMain(List<String> names) throws IOException {
    this.names = names;
    for (String name : names) {
      String text = CorpusMain.text(Path.of(name));
      texts.add(text);
      lines += text.lines().count();
    }
  }

  /** Runs. */
  public static void main(String[] arguments) throws IOException {
    String input = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    ParsingSpeedMain speed = new ParsingSpeedMain(input.lines().toList());
    speed.round(1);
    for (int round = 0; round < Integer.parseInt(arguments[0]); round++) {
      speed.round((int) (LINES_OF_A_ROUND / speed.lines + 1));
    }
  }

  private void round(int passes) {
    long start = system.getProcessCpuTime();
    for (int pass = 0; pass < passes; pass++) {
      for (int i = 0; i < names.size(); i++) {
        RubyParsing.parse(names.get(i), texts.get(i));
      }
    }
    System.out.printf("%.0f%n", passes * lines * 1e9 / (system.getProcessCpuTime() - start));
  }
}
