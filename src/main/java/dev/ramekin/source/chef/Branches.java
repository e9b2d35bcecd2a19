package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.value.RubyObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Follows the branches of undecided conditions, and notes what would be declared in them. */
final class Branches {
  /** A branch under way. */
  private static final class Branch {
    private final String question;
    private final boolean outcome;
    private final boolean trial;
    private final ResourceCollection collection;
    private final Optional<RubyObject> after;
    private final List<String> labels = new ArrayList<>();
    private final List<RubyObject> added = new ArrayList<>();

    private Branch(
        String question,
        boolean outcome,
        boolean trial,
        ResourceCollection collection,
        Optional<RubyObject> after) {
      this.question = question;
      this.outcome = outcome;
      this.trial = trial;
      this.collection = collection;
      this.after = after;
    }
  }

  private final Function<String, Boolean> answered;
  private final Deque<Branch> open = new ArrayDeque<>();

  /**
   * @param answered tells whether a person has answered a question
   */
  Branches(Function<String, Boolean> answered) {
    this.answered = answered;
  }

  /** A branch begins while a collection is being filled. */
  void begin(String question, boolean outcome, boolean trial, ResourceCollection collection) {
    Optional<RubyObject> after =
        outermostTrial(collection).map(it -> it.after).orElseGet(collection::last);
    open.push(new Branch(question, outcome, trial, collection, after));
  }

  private Optional<Branch> outermostTrial(ResourceCollection collection) {
    Iterator<Branch> outermostFirst = open.descendingIterator();
    while (outermostFirst.hasNext()) {
      Branch branch = outermostFirst.next();
      if (branch.trial && branch.collection == collection) {
        return Optional.of(branch);
      }
    }
    return Optional.empty();
  }

  /** Takes note of a declaration. */
  void declared(RubyObject resource, ResourceCollection collection) {
    String label = ChefObjects.state(resource).label();
    open.forEach(branch -> branch.labels.add(label));
    open.stream()
        .filter(branch -> branch.trial)
        .findFirst()
        .filter(branch -> branch.collection == collection)
        .ifPresent(branch -> branch.added.add(resource));
  }

  /**
   * The innermost branch ends. What a trial declared is kept by its collection as possible, unless
   * an answer rules it out.
   *
   * @param description describes a resource as it is now
   * @return the labels of everything declared in it
   */
  List<String> end(Function<RubyObject, DeclaredResource> description) {
    Branch ended = open.peek();
    if (ended == null) {
      return List.of();
    }
    List<Possible.Answer> answers = answersLeadingHere();
    boolean ruledOut = open.stream().anyMatch(it -> it.trial && answered.apply(it.question));
    if (ended.trial && !ruledOut) {
      List<RubyObject> present = ended.collection.all();
      ended.added.stream()
          .filter(resource -> present.stream().anyMatch(it -> it == resource))
          .map(resource -> new Possible(description.apply(resource).asQuestion(), answers))
          .forEach(it -> ended.collection.addPossible(ended.after, it));
    }
    open.pop();
    return ended.labels;
  }

  private List<Possible.Answer> answersLeadingHere() {
    List<Possible.Answer> answers = new ArrayList<>();
    open.descendingIterator()
        .forEachRemaining(
            branch -> {
              if (branch.trial) {
                answers.add(new Possible.Answer(branch.question, branch.outcome ? "yes" : "no"));
              }
            });
    return answers;
  }
}
