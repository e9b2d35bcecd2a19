package dev.ramekin.generate;

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

  static Step comment(List<String> comments) {
    return new Step(comments, "", List.of(), "");
  }

  /** Returns an instruction with a here-document. */
  static Step script(List<String> comments, String instruction, List<String> body) {
    String end = body.contains("EOF") ? "END_OF_STEP" : "EOF";
    return new Step(comments, instruction + " <<'" + end + "'", body, end);
  }
}
