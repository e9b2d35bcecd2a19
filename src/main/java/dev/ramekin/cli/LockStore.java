package dev.ramekin.cli;

import dev.ramekin.freeze.LockFile;
import dev.ramekin.model.lock.Lock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The lock of an output folder. */
final class LockStore {
  private LockStore() {}

  /**
   * Reads the lock, if there is one.
   *
   * @throws dev.ramekin.yaml.YamlException when it is not as it should be
   */
  static Optional<Lock> find(Path out) throws IOException {
    Path file = out.resolve(LockFile.NAME);
    return Files.isRegularFile(file)
        ? Optional.of(LockFile.read(file.toString(), Files.readString(file)))
        : Optional.empty();
  }

  /**
   * Says so when the folder has no lock: a wrong folder is not to be touched.
   *
   * @throws CommandException when there is none
   */
  static void demand(Path out) {
    if (!Files.isRegularFile(out.resolve(LockFile.NAME))) {
      throw new CommandException(
          "there is no ramekin.lock in " + out + "; make it with `ramekin convert`");
    }
  }

  /**
   * Reads the lock, which has to be there.
   *
   * @throws CommandException when it is not
   */
  static Lock read(Path out) throws IOException {
    demand(out);
    return find(out).orElseThrow();
  }
}
