package dev.ramekin.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tries damaged inputs for long. Arguments: {@code sources} or {@code commands}, the folder of the
 * fixtures, a seed, how many, the first number, the folder for inputs that fail. Prints each new
 * failure, and how far it is; exits 1 when there are.
 */
public final class FuzzMain {
  private static final long MOST_SECONDS = 60;
  private static final int MOST_FRAMES = 12;

  private static final int PROGRESS = 5000;

  private final Inputs inputs;
  private final Path failures;
  private final Map<String, Long> seen = new HashMap<>();
  private final AtomicLong current = new AtomicLong();
  private final AtomicLong since = new AtomicLong(System.nanoTime());

  private FuzzMain(Inputs inputs, Path failures) {
    this.inputs = inputs;
    this.failures = failures;
  }

  /** Runs. */
  public static void main(String[] arguments) throws IOException {
    Path failures = Files.createDirectories(Path.of(arguments[5]));
    Path fixtures = Path.of(arguments[1]);
    long seed = Long.parseLong(arguments[2]);
    Inputs inputs =
        arguments[0].equals("commands")
            ? new CommandInputs(fixtures, failures.resolve("work"), seed)
            : new SourceInputs(fixtures, seed);
    FuzzMain main = new FuzzMain(inputs, failures);
    main.watch();
    main.run(Long.parseLong(arguments[4]), Long.parseLong(arguments[3]));
    main.seen.forEach((what, count) -> System.out.println(count + " times " + what));
    System.exit(main.seen.isEmpty() ? 0 : 1);
  }

  private void run(long first, long count) throws IOException {
    long slowest = 0;
    long slowestNumber = first;
    for (long number = first; number < first + count; number++) {
      current.set(number);
      since.set(System.nanoTime());
      Inputs.Damaged damaged = inputs.damaged(number);
      try {
        damaged.trial().run();
      } catch (Throwable thrown) {
        failed(number, damaged, thrown);
      }
      long taken = System.nanoTime() - since.get();
      if (taken > slowest) {
        slowest = taken;
        slowestNumber = number;
      }
      if ((number + 1 - first) % PROGRESS == 0 || number + 1 == first + count) {
        System.out.printf(
            "%d inputs, %d kinds of failure, the slowest, %d, took %.1f s%n",
            number + 1 - first, seen.size(), slowestNumber, slowest / 1e9);
      }
    }
  }

  private void failed(long number, Inputs.Damaged damaged, Throwable thrown) throws IOException {
    StackTraceElement[] frames = thrown.getStackTrace();
    String what = kind(thrown);
    if (seen.merge(what, 1L, Long::sum) > 1) {
      return;
    }
    String name = damaged.file().replace('/', '-');
    Path file = failures.resolve(number + "-" + name);
    Files.write(file, damaged.bytes());
    System.out.println(number + " " + thrown + " (" + file + ")");
    for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
      System.out.println("    " + frames[i]);
    }
  }

  private static String kind(Throwable thrown) {
    StackTraceElement[] frames = thrown.getStackTrace();
    String place = frames.length > 0 ? " at " + frames[0] : "";
    String message = thrown instanceof AssertionError ? " " + thrown.getMessage() : "";
    return thrown.getClass().getSimpleName() + place + message;
  }

  /** Ends the process when one input takes too long, and says where it hangs. */
  private void watch() {
    Thread main = Thread.currentThread();
    Thread watch =
        new Thread(
            () -> {
              while ((System.nanoTime() - since.get()) / 1_000_000_000L < MOST_SECONDS) {
                pause();
              }
              System.out.println(current.get() + " takes more than " + MOST_SECONDS + " s");
              for (StackTraceElement frame : main.getStackTrace()) {
                System.out.println("    " + frame);
              }
              Runtime.getRuntime().halt(1);
            });
    watch.setDaemon(true);
    watch.start();
  }

  private static void pause() {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
