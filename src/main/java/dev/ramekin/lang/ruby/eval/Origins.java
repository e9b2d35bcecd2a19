package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.tree.Span;
import dev.ramekin.model.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Where the evaluation is, and what led there. */
final class Origins {
  private static final Span START = new Span(0, 0, 0, 0);
  private static final int MOST_FRAMES = 40;

  /** Frames as a list that shares its tail. */
  private record Frames(Origin.Frame frame, Optional<Frames> outer) {}

  /** A place; cheap to take, turned into an {@link Origin} when one is wanted. */
  record Position(String file, Span span, Optional<Frames> frames) {
    Origin origin() {
      List<Origin.Frame> via = new ArrayList<>();
      Optional<Frames> rest = frames;
      while (rest.isPresent() && via.size() < MOST_FRAMES) {
        via.add(rest.get().frame());
        rest = rest.get().outer();
      }
      Collections.reverse(via);
      return new Origin(file, span.line(), span.column(), via);
    }
  }

  private Position position = new Position("", START, Optional.empty());

  Position position() {
    return position;
  }

  void move(String file, Span span) {
    position = new Position(file, span, position.frames());
  }

  void back(Position to) {
    position = to;
  }

  /** Runs something that was entered from a place which was passed before. */
  <T> T within(Origin from, String what, Supplier<T> body) {
    Position before = position;
    Optional<Frames> frames = Optional.empty();
    for (Origin.Frame frame : from.via()) {
      frames = Optional.of(new Frames(frame, frames));
    }
    Span span = new Span(from.line(), from.column(), from.line(), from.column());
    position = new Position(from.file(), span, frames);
    try {
      return within(what, body);
    } finally {
      position = before;
    }
  }

  /** Runs something that was entered from here; what begins outside of any file has no frame. */
  <T> T within(String what, Supplier<T> body) {
    Position before = position;
    if (before.file().isEmpty()) {
      return body.get();
    }
    Origin.Frame frame = new Origin.Frame(what, before.file(), before.span().line());
    position =
        new Position(before.file(), before.span(), Optional.of(new Frames(frame, before.frames())));
    try {
      return body.get();
    } finally {
      position = before;
    }
  }
}
