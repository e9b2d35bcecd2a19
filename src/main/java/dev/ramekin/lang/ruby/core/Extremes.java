package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The least or greatest so many elements. Which of equal ones they are, and in which order, is as
 * MRI's {@code rb_nmin_run} and {@code nmin_filter} (enum.c) have it: they keep four times as many
 * as asked for, and cut them down by quickselect.
 */
final class Extremes {
  private static final int ROOM = 4;

  private final int count;
  private final Comparator<RubyValue> order;
  private final List<RubyValue> kept = new ArrayList<>();

  private Extremes(int count, Comparator<RubyValue> order) {
    this.count = count;
    this.order = order;
  }

  /** Returns the first elements in an order. */
  static List<RubyValue> least(
      Call call, List<RubyValue> elements, int count, Comparator<RubyValue> order) {
    Extremes extremes = new Extremes(count, order);
    extremes.collect(elements);
    Order.sort(call, extremes.kept, order);
    return extremes.kept;
  }

  /** Returns the last elements in an order, from the end. */
  static List<RubyValue> greatest(
      Call call, List<RubyValue> elements, int count, Comparator<RubyValue> order) {
    Extremes extremes = new Extremes(count, (left, right) -> -order.compare(left, right));
    extremes.collect(elements);
    Order.sort(call, extremes.kept, order);
    Collections.reverse(extremes.kept);
    return extremes.kept;
  }

  private void collect(List<RubyValue> elements) {
    if (count == 0) {
      return;
    }
    List<RubyValue> limit = new ArrayList<>(1);
    for (RubyValue element : elements) {
      if (limit.isEmpty() || order.compare(element, limit.get(0)) < 0) {
        kept.add(element);
      }
      if (kept.size() == (long) count * ROOM) {
        RubyValue pivot = cut();
        limit.clear();
        limit.add(pivot);
      }
    }
    if (kept.size() > count) {
      cut();
    }
  }

  /** Leaves so many as asked for; returns the last pivot. */
  private RubyValue cut() {
    int left = 0;
    int right = kept.size() - 1;
    while (true) {
      int[] part = partition(left, right);
      int below = part[0];
      int equal = part[1];
      if (below <= count && count <= below + equal) {
        RubyValue pivot = kept.get(below);
        kept.subList(count, kept.size()).clear();
        return pivot;
      }
      if (count < below) {
        right = below - 1;
      } else {
        left = below + equal;
      }
    }
  }

  /** Moves what is below the middle element before what equals it; returns where, and how many. */
  private int[] partition(int left, int right) {
    Collections.swap(kept, left + (right - left) / 2, right);
    RubyValue pivot = kept.get(right);
    int equal = 1;
    int below = left;
    int index = left;
    while (index <= right - equal) {
      int comparison = order.compare(kept.get(index), pivot);
      if (comparison == 0) {
        Collections.swap(kept, index, right - equal);
        equal++;
        continue;
      }
      if (comparison < 0) {
        Collections.swap(kept, index, below);
        below++;
      }
      index++;
    }
    int target = below;
    for (int source = right; right - equal < source && source > target; source--) {
      Collections.swap(kept, target, source);
      target++;
    }
    return new int[] {below, equal};
  }
}
