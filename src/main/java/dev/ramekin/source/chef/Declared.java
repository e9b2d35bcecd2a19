package dev.ramekin.source.chef;

import dev.ramekin.model.Finding;
import dev.ramekin.model.Question;
import dev.ramekin.model.Status;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one run list declares.
 *
 * @param host the node's name
 * @param runList as it was given
 * @param resources in the order of Chef's resource collection
 * @param possible what would be declared if questions were answered otherwise
 * @param findings what could not be evaluated, and where
 * @param questions conditions and values only a person knows
 */
public record Declared(
    String host,
    List<String> runList,
    List<DeclaredResource> resources,
    List<Possible> possible,
    List<Finding> findings,
    List<Question> questions) {
  public Declared {
    runList = List.copyOf(runList);
    resources = List.copyOf(resources);
    possible = List.copyOf(possible);
    findings = List.copyOf(findings);
    questions = List.copyOf(questions);
  }

  /** Returns how many resources there are of a status, those that are possible included. */
  public long count(Status status) {
    return Stream.concat(resources.stream(), possible.stream().map(Possible::resource))
        .filter(resource -> resource.status() == status)
        .count();
  }

  /** Returns how many resources there are, those that are possible included. */
  public int statements() {
    return resources.size() + possible.size();
  }
}
