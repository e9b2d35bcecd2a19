package dev.ramekin.freeze.npm;

/** npm would end with ERESOLVE: what packages want beside them contradicts what was asked for. */
final class UnresolvableException extends Exception {
  private static final long serialVersionUID = 1L;

  UnresolvableException(TreeEdge edge) {
    super(
        "%s %s wants %s@%s beside it, and another version of that is already needed there"
            .formatted(
                edge.from().manifest().name(),
                edge.from().manifest().version(),
                edge.name(),
                edge.spec().raw()));
  }
}
