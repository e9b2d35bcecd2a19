package dev.ramekin.plan;

import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.RemovePath;
import dev.ramekin.model.Operation.ScheduleJob;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Entries of a user's crontab that are taken out. An image is built from nothing, so that only one
 * that was made before is there to be taken out; it is never made then.
 */
final class RemovedJobs {
  private static final String FOLDER = "/var/spool/cron/crontabs/";

  private RemovedJobs() {}

  /** Returns the items without entries that a later item takes out, and without such items. */
  static List<Item> leaveOut(List<Item> items) {
    Set<String> removed = new HashSet<>();
    List<Item> left = new ArrayList<>();
    for (int index = items.size() - 1; index >= 0; index--) {
      Operation operation = items.get(index).operation();
      if (operation instanceof RemovePath path && isEntry(path.path())) {
        removed.add(path.path());
      } else if (!(operation instanceof ScheduleJob job) || !removed.contains(entry(job))) {
        left.add(0, items.get(index));
      }
    }
    return left;
  }

  /** An entry is named by its file, a hash sign and its own name. */
  private static boolean isEntry(String path) {
    return path.startsWith(FOLDER) && path.indexOf('#') > 0;
  }

  private static String entry(ScheduleJob job) {
    return job.file().isPresent() ? "" : FOLDER + job.user() + "#" + job.name();
  }
}
