package dev.ramekin.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Converts damaged sources for long. Arguments: the folder of the fixtures, a seed, how many, the
 * first number, the folder for inputs that fail. Prints each new failure; exits 1 when there are.
 */
public final class FuzzMain {
  private static final long MOST_SECONDS = 60;
  private static final int MOST_FRAMES = 12;

  private final Fuzz fuzz;
  private final Path failures;
  private final Map<String, Long> seen = new HashMap<>();
  private final AtomicLong current = new AtomicLong();
  private final AtomicLong since = new AtomicLong(System.nanoTime());

  private FuzzMain(Fuzz fuzz, Path failures) {
    this.fuzz = fuzz;
    this.failures = failures;
  }

  /** Runs. */
  public static void main(String[] arguments) throws IOException {
    Path failures = Files.createDirectories(Path.of(arguments[4]));
    Fuzz fuzz = new Fuzz(Path.of(arguments[0]), Long.parseLong(arguments[1]));
    FuzzMain main = new FuzzMain(fuzz, failures);
    main.watch();
    main.run(Long.parseLong(arguments[3]), Long.parseLong(arguments[2]));
    main.seen.forEach((what, count) -> System.out.println(count + " times " + what));
    System.exit(main.seen.isEmpty() ? 0 : 1);
  }

  private void run(long first, long count) throws IOException {
    long slowest = 0;
    for (long number = first; number < first + count; number++) {
      current.set(number);
      since.set(System.nanoTime());
      Seeds.Damaged damaged = fuzz.input(number);
      try {
        fuzz.convert(damaged);
      } catch (Throwable thrown) {
        failed(number, damaged, thrown);
      }
      slowest = Math.max(slowest, System.nanoTime() - since.get());
    }
    System.out.printf(
        "%d inputs, %d kinds of failure, the slowest took %.1f s%n",
        count, seen.size(), slowest / 1e9);
  }

  private void failed(long number, Seeds.Damaged damaged, Throwable thrown) throws IOException {
    StackTraceElement[] frames = thrown.getStackTrace();
    String what = thrown.getClass().getSimpleName() + (frames.length > 0 ? " at " + frames[0] : "");
    if (seen.merge(what, 1L, Long::sum) > 1) {
      return;
    }
    String name = damaged.file().path().replace('/', '-');
    Path file = failures.resolve(number + "-" + name);
    Files.write(file, damaged.file().bytes());
    System.out.println(number + " " + thrown + " (" + file + ")");
    for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
      System.out.println("    " + frames[i]);
    }
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
