package dev.ramekin.plan;

import dev.ramekin.converters.services.ServiceEntry;
import dev.ramekin.converters.services.ServiceEntry.Size;
import dev.ramekin.converters.services.ServiceEntry.SizeUnit;
import dev.ramekin.model.deployment.Service.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory by what the configuration sets aside. The catalogue's own limit is for a service as
 * shipped; where the source sets buffers, heaps or numbers of workers, the limit is half of that
 * for the program itself and a quarter more than what they add up to, when this is more.
 */
final class MemoryNeed {
  private static final Pattern VALUE = Pattern.compile("(\\d{1,15})\\s*([kKmMgGtT]?)\\w*");
  private static final long MEBIBYTE = 1L << 20;
  private static final int STEP = 64;

  private MemoryNeed() {}

  /** Returns the limits of a service that its texts configure. */
  static Limits of(ServiceEntry entry, List<String> texts) {
    Limits usual = entry.limits();
    long bytes = 0;
    List<String> names = new ArrayList<>();
    for (Size size : entry.sizes()) {
      Optional<Long> value = last(size, texts);
      if (value.isPresent()) {
        bytes += value.get() * size.times();
        names.add(size.name());
      }
    }
    long needed = usual.memoryMegabytes() / 2 + bytes / MEBIBYTE * 5 / 4;
    if (needed <= usual.memoryMegabytes() || needed > Integer.MAX_VALUE - STEP) {
      return usual;
    }
    int rounded = (int) ((needed + STEP - 1) / STEP * STEP);
    return new Limits(
        rounded,
        usual.cpus(),
        usual.pids(),
        usual.reason() + "; memory for " + String.join(", ", names) + " of its configuration");
  }

  /** Returns the last value in bytes: later lines and files overrule earlier ones. */
  private static Optional<Long> last(Size size, List<String> texts) {
    Pattern pattern = Pattern.compile(size.pattern(), Pattern.MULTILINE);
    Optional<Long> found = Optional.empty();
    for (String text : texts) {
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        Optional<Long> value = bytes(matcher.group(1), size.unit());
        found = value.isPresent() ? value : found;
      }
    }
    return found;
  }

  private static Optional<Long> bytes(String text, SizeUnit unit) {
    Matcher matcher = VALUE.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(Long.parseLong(matcher.group(1)) * factor(matcher.group(2), unit));
  }

  private static long factor(String letter, SizeUnit unit) {
    return switch (letter.toLowerCase(Locale.ROOT)) {
      case "k" -> 1L << 10;
      case "m" -> MEBIBYTE;
      case "g" -> 1L << 30;
      case "t" -> 1L << 40;
      default ->
          switch (unit) {
            case BYTES -> 1L;
            case KIBIBYTES -> 1L << 10;
            case MEBIBYTES -> MEBIBYTE;
          };
    };
  }
}
