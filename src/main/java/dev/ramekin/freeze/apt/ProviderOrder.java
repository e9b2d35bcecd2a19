package dev.ramekin.freeze.apt;

import java.util.Comparator;

/**
 * Which of several packages apt takes for one dependency: what the user asked for, what is
 * installed (of any architecture first), the package of the very name, essential and important
 * ones, the higher priority, and at last the one apt met later.
 */
final class ProviderOrder implements Comparator<Integer> {
  private final Selection selection;
  private final Universe universe;
  private final int wanted;

  ProviderOrder(Selection selection, int dependency) {
    this.selection = selection;
    this.universe = selection.universe;
    this.wanted = universe.dependencyTarget.get(dependency);
  }

  @Override
  public int compare(Integer left, Integer right) {
    int a = universe.versionPackage.get(left);
    int b = universe.versionPackage.get(right);
    if (selection.isGuarded(a) != selection.isGuarded(b)) {
      return first(selection.isGuarded(a));
    }
    boolean aInstalled = selection.current(a) != Selection.NONE;
    boolean bInstalled = selection.current(b) != Selection.NONE;
    boolean aShared = aInstalled && isMultiArchSame(left);
    boolean bShared = bInstalled && isMultiArchSame(right);
    if (aShared != bShared) {
      return first(aShared);
    }
    if (aInstalled != bInstalled) {
      return first(aInstalled);
    }
    if (a != b && (a == wanted || b == wanted)) {
      return first(a == wanted);
    }
    for (int flag : new int[] {Universe.ESSENTIAL, Universe.IMPORTANT}) {
      if (selection.isFlagged(a, flag) != selection.isFlagged(b, flag)) {
        return first(selection.isFlagged(a, flag));
      }
    }
    int byPriority =
        Integer.compare(universe.versionPriority.get(left), universe.versionPriority.get(right));
    return byPriority != 0 ? byPriority : Integer.compare(b, a);
  }

  private boolean isMultiArchSame(int version) {
    return universe.isFlaggedVersion(version, Universe.MULTI_ARCH_SAME);
  }

  private static int first(boolean left) {
    return left ? -1 : 1;
  }
}
