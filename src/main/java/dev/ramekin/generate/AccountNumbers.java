package dev.ramekin.generate;

import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.CreateGroup;
import dev.ramekin.model.Operation.CreateUser;
import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.model.deployment.Stage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * Numbers for accounts the source gives none: they follow from the name alone, so that files in
 * volumes keep their owner when other accounts come or go. 600 to 799 is free on Debian, whose
 * system accounts grow from 100 up and 999 down (Debian policy 9.2.2). When those are used up it
 * goes on from 50000, far above the logins of persons.
 */
final class AccountNumbers {
  private static final int FIRST = 600;
  private static final int COUNT = 200;
  private static final int OVERFLOW = 50_000;

  private final Map<String, Integer> numbers = new TreeMap<>();

  AccountNumbers(Deployment deployment) {
    Set<String> names = new TreeSet<>();
    Set<Integer> taken = new TreeSet<>();
    for (Stage stage : deployment.stages()) {
      for (Operation operation : stage.operations()) {
        if (operation instanceof CreateUser user) {
          names.add(user.name());
          user.uid()
              .filter(it -> it.matches("\\d+"))
              .ifPresent(it -> taken.add(Integer.valueOf(it)));
        } else if (operation instanceof CreateGroup group) {
          names.add(group.name());
          group
              .gid()
              .filter(it -> it.matches("\\d+"))
              .ifPresent(it -> taken.add(Integer.valueOf(it)));
        }
      }
    }
    for (String name : names) {
      int number = candidates(name).filter(taken::add).findFirst().orElseThrow();
      numbers.put(name, number);
    }
  }

  private static IntStream candidates(String name) {
    int start = start(name);
    return IntStream.concat(
        IntStream.range(0, COUNT).map(step -> FIRST + (start - FIRST + step) % COUNT),
        IntStream.iterate(OVERFLOW, number -> number + 1));
  }

  private static int start(String name) {
    CRC32 checksum = new CRC32();
    checksum.update(name.getBytes(StandardCharsets.UTF_8));
    return FIRST + (int) (checksum.getValue() % COUNT);
  }

  /** Returns the number of a user, and of the group of the same name. */
  int of(String name) {
    return numbers.getOrDefault(name, start(name));
  }
}
