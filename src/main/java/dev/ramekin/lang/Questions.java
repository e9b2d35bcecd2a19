package dev.ramekin.lang;

import dev.ramekin.model.Origin;
import dev.ramekin.model.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects what only a person can answer. A question has a stable id, {@code file:line#n}; the same
 * place asks the same question however often it is evaluated.
 */
public final class Questions {
  private final Map<String, String> answers;
  private final Map<String, Map<String, Integer>> numbers = new HashMap<>();
  private final Map<String, Question> asked = new LinkedHashMap<>();

  /** Takes the user's answers by question id. */
  public Questions(Map<String, String> answers) {
    this.answers = Map.copyOf(answers);
  }

  /**
   * Returns the id of a question.
   *
   * @param place where it arises
   * @param key tells questions of one line apart
   */
  public String id(Origin place, String key) {
    Map<String, Integer> line = numbers.computeIfAbsent(place.shortForm(), k -> new HashMap<>());
    int number = line.computeIfAbsent(key, k -> line.size() + 1);
    return place.shortForm() + "#" + number;
  }

  /** Returns the user's answer to a question. */
  public Optional<String> answer(String id) {
    return Optional.ofNullable(answers.get(id));
  }

  /** Returns the user's yes or no; anything that is neither is no answer. */
  public Optional<Boolean> decision(String id) {
    return answer(id)
        .flatMap(
            text ->
                switch (text.strip().toLowerCase(java.util.Locale.ROOT)) {
                  case "yes", "true", "y" -> Optional.of(true);
                  case "no", "false", "n" -> Optional.of(false);
                  default -> Optional.empty();
                });
  }

  /** Records a question; asked again, its outcomes are united. */
  public void ask(Question question) {
    asked.merge(question.id(), question, Questions::unite);
  }

  private static Question unite(Question first, Question again) {
    Map<String, Set<String>> outcomes = new LinkedHashMap<>();
    for (Question question : List.of(first, again)) {
      for (Question.Outcome outcome : question.outcomes()) {
        outcomes
            .computeIfAbsent(outcome.answer(), k -> new LinkedHashSet<>())
            .addAll(outcome.statements());
      }
    }
    List<Question.Outcome> united = new ArrayList<>();
    outcomes.forEach((answer, list) -> united.add(new Question.Outcome(answer, List.copyOf(list))));
    return new Question(
        first.id(),
        first.origin(),
        first.kind(),
        first.text(),
        first.defaultAnswer(),
        united,
        first.answer());
  }

  /** Forgets the questions that were asked after so many: what they were for is decided. */
  public void forget(int after) {
    List<String> ids = List.copyOf(asked.keySet());
    ids.subList(Math.min(after, ids.size()), ids.size()).forEach(asked::remove);
  }

  /** Returns all questions in the order in which they were first asked. */
  public List<Question> asked() {
    return List.copyOf(asked.values());
  }
}
