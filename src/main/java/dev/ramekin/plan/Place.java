package dev.ramekin.plan;

import dev.ramekin.model.Operation;
import dev.ramekin.model.Status;
import java.util.Optional;

/**
 * Where an operation, or a part of it, goes.
 *
 * @param kind in which way
 * @param workload the service's name; empty for the base stage and the host
 * @param operation what is carried out there
 * @param note why there, or what takes its place, in one sentence
 * @param isHeld whether an image holds it although no container needs it
 */
record Place(
    Kind kind, Optional<String> workload, Operation operation, String note, boolean isHeld) {
  Place(Kind kind, Optional<String> workload, Operation operation, String note) {
    this(kind, workload, operation, note, false);
  }

  /** In which way an operation ends. */
  enum Kind {
    /** A step of a stage. */
    STAGE,
    /** A setting of the container: its command, user or environment. */
    SETTING,
    /** A line of the first start. */
    FIRST_START,
    /** A scheduled job. */
    JOB,
    /** The host's or the orchestrator's. */
    HOST,
    /** Fulfilled without any step. */
    NOTHING,
    /** Kept as a TODO. */
    UNSUPPORTED
  }

  static Place stage(Optional<String> workload, Operation operation, String note) {
    return new Place(Kind.STAGE, workload, operation, note);
  }

  static Place setting(Optional<String> workload, Operation operation, String note) {
    return new Place(Kind.SETTING, workload, operation, note);
  }

  static Place host(Operation operation, String note) {
    return new Place(Kind.HOST, Optional.empty(), operation, note);
  }

  static Place nothing(Operation operation, String note) {
    return new Place(Kind.NOTHING, Optional.empty(), operation, note);
  }

  Place at(Optional<String> newWorkload, String newNote) {
    return new Place(kind, newWorkload, operation, newNote, isHeld);
  }

  Place with(Operation newOperation) {
    return new Place(kind, workload, newOperation, note, isHeld);
  }

  /** Returns the place of something an image holds although no container needs it. */
  Place held() {
    return new Place(kind, workload, operation, note, true);
  }

  Status status() {
    return switch (kind) {
      case STAGE, SETTING, FIRST_START, JOB, NOTHING -> Status.CONVERTED;
      case HOST -> Status.HOST;
      case UNSUPPORTED -> Status.UNSUPPORTED;
    };
  }

  /** Returns the target as a {@link dev.ramekin.model.deployment.Placement} names it. */
  String target() {
    return switch (kind) {
      case STAGE, SETTING, FIRST_START, JOB, UNSUPPORTED ->
          workload.map(name -> "service:" + name).orElse("stage:base");
      case HOST -> "host";
      case NOTHING -> "";
    };
  }
}
