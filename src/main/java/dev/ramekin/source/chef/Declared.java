package dev.ramekin.source.chef;

import dev.ramekin.model.Finding;
import dev.ramekin.model.Question;
import java.util.List;

/**
 * What one run list declares.
 *
 * @param host the node's name
 * @param runList as it was given
 * @param resources in the order of Chef's resource collection
 * @param findings what could not be evaluated, and where
 * @param questions conditions and values only a person knows
 */
public record Declared(
    String host,
    List<String> runList,
    List<DeclaredResource> resources,
    List<Finding> findings,
    List<Question> questions) {
  public Declared {
    runList = List.copyOf(runList);
    resources = List.copyOf(resources);
    findings = List.copyOf(findings);
    questions = List.copyOf(questions);
  }
}
