package dev.ramekin.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * One instruction of a Dockerfile with what stands above it.
 *
 * @param comments lines above, without the number sign
 * @param instruction the first line: {@code RUN sh <<'EOF'}; empty for comments alone
 * @param body lines of its here-document; empty when it has none
 * @param end the line that ends the here-document
 */
public record Step(List<String> comments, String instruction, List<String> body, String end) {
  /**
   * How an instruction begins that runs something: no step of a build reaches the network. Said in
   * each, since not every version of buildx takes it from {@code docker-bake.hcl}.
   */
  static final String RUN = "RUN --network=none";

  public Step {
    comments = List.copyOf(comments);
    body = List.copyOf(body);
  }

  /**
   * Returns an instruction that carries out a script of the source: what of its results would
   * differ in the next build is settled.
   *
   * @param mount a mount beyond that of the tools; empty for none
   * @param program what reads the script; empty for {@code sh}
   */
  static Step settled(List<String> comments, String mount, String program, List<String> body) {
    List<String> words = new ArrayList<>(List.of(RUN));
    if (!mount.isEmpty()) {
      words.add(mount);
    }
    words.add("--mount=type=bind,from=tools,target=/tools");
    words.add("sh /tools/run-step.sh" + (program.isEmpty() ? "" : " " + program));
    return script(comments, String.join(" \\\n    ", words), body);
  }

  static Step comment(List<String> comments) {
    return new Step(comments, "", List.of(), "");
  }

  /** Returns an instruction with a here-document. */
  static Step script(List<String> comments, String instruction, List<String> body) {
    String end = body.contains("EOF") ? "END_OF_STEP" : "EOF";
    return new Step(comments, instruction + " <<'" + end + "'", body, end);
  }
}
