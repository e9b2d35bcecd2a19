package dev.ramekin.freeze.apt;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Runs what goes as deep as chains of dependencies do, on a stack that is deep enough: apt itself
 * follows them through 3,000 packages.
 */
final class DeepStack {
  private static final long BYTES = 256L << 20;

  private DeepStack() {}

  static <T> T call(Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            Thread.currentThread().getThreadGroup(),
            () -> {
              try {
                result.complete(work.get());
              } catch (RuntimeException | Error problem) {
                result.completeExceptionally(problem);
              }
            },
            "resolver",
            BYTES);
    thread.start();
    try {
      return result.get();
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while resolving", exception);
    } catch (ExecutionException exception) {
      throw new IllegalStateException(exception.getCause());
    }
  }
}
