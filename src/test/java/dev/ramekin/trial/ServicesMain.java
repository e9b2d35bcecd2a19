package dev.ramekin.trial;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tries services one by one for {@code dev/services.sh} and prints a line for each. */
final class ServicesMain {
  private static final String FORMAT = "%-22s %-10s %8s %9s %7s %6s %-18s %-9s %s%n";

  private ServicesMain() {}

  /**
   * @param arguments the work folder, the table's file (or {@code -}), {@code with} or {@code
   *     without} the catalogue, releases separated by commas, and the services (none: all)
   */
  public static void main(String[] arguments) throws Exception {
    Path work = Path.of(arguments[0]);
    boolean catalogue = arguments[2].equals("with");
    ServiceTrial trial = new ServiceTrial(work, catalogue);
    List<String> services = List.of(arguments).subList(4, arguments.length);
    int failed = 0;
    System.out.printf(FORMAT, words(TrialRow.TITLES));
    for (String service : services.isEmpty() ? trial.services() : services) {
      List<TrialRow> rows = new ArrayList<>();
      for (String release : arguments[3].split(",")) {
        Optional<TrialRow> row = trial.run(service, release);
        row.ifPresentOrElse(
            it -> System.out.printf(FORMAT, words(it.cells())),
            () -> System.out.printf("%-22s %-10s no such package%n", service, release));
        row.ifPresent(rows::add);
      }
      failed += (int) rows.stream().filter(row -> !row.passed()).count();
      if (!arguments[1].equals("-")) {
        new TrialTable(Path.of(arguments[1])).put(rows, catalogue);
      }
    }
    System.out.println(failed == 0 ? "all pass" : failed + " do not pass");
    System.exit(failed == 0 ? 0 : 1);
  }

  private static Object[] words(List<String> cells) {
    return cells.stream().map(cell -> cell.replace("image MB", "image_MB")).toArray();
  }
}
