package dev.ramekin.freeze.pip;

import java.util.Optional;

/** Something that a candidate, or the recipe, needs. */
sealed interface Wish {
  /** Returns what a candidate is chosen for. */
  String identifier();

  /** Returns whether a candidate with that identifier fulfils it. */
  boolean isFulfilledBy(Candidate candidate);

  /** Any version that fits. */
  record Fitting(PyRequirement requirement) implements Wish {
    @Override
    public String identifier() {
      return requirement.identifier();
    }

    @Override
    public boolean isFulfilledBy(Candidate candidate) {
      return requirement.specifiers().allows(candidate.version());
    }
  }

  /** The very distribution whose extras are asked for. */
  record Exactly(Candidate candidate) implements Wish {
    @Override
    public String identifier() {
      return candidate.identifier();
    }

    @Override
    public boolean isFulfilledBy(Candidate other) {
      return candidate.equals(other);
    }
  }

  /** A version of Python that the image has not. */
  record OtherPython(PySpecifiers python) implements Wish {
    @Override
    public String identifier() {
      return "Python " + python;
    }

    @Override
    public boolean isFulfilledBy(Candidate candidate) {
      return false;
    }
  }

  /**
   * A wish and who has it.
   *
   * @param parent empty for the recipe
   */
  record Cause(Wish wish, Optional<Candidate> parent) {
    boolean concerns(String identifier) {
      return wish.identifier().equals(identifier)
          || parent.filter(it -> it.identifier().equals(identifier)).isPresent();
    }

    @Override
    public String toString() {
      String wanted =
          wish instanceof Fitting fitting
              ? fitting.requirement().toString()
              : wish instanceof Exactly exactly
                  ? exactly.candidate().toString()
                  : wish.identifier();
      return parent.map(it -> it + " needs " + wanted).orElse("the recipe asks for " + wanted);
    }
  }
}
