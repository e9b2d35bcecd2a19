package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.model.Finding;

/** Tells what Ruby code would do to the host while it is read; nothing of it is done. */
final class LeftOut {
  private LeftOut() {}

  /**
   * Reports a change of the host that is left out.
   *
   * @param what what would be done: {@code File.write}
   */
  static void report(Call call, String what) {
    call.ruby()
        .report(
            Finding.warning("not-run", call.origin(), what + " is not done; nothing stands for it")
                .advise("declare it as a resource when the image needs it"));
  }
}
