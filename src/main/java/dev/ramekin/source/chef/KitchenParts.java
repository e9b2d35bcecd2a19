package dev.ramekin.source.chef;

import dev.ramekin.source.ChefPart;
import dev.ramekin.source.ChefParts;
import dev.ramekin.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where Test Kitchen finds roles, environments, data bags and nodes of a suite: where the
 * provisioner says, else below {@code test/integration/<suite>}, {@code test/integration} or the
 * top ({@code Kitchen::Provisioner::ChefBase#calculate_path}).
 */
final class KitchenParts {
  private static final String TESTS = "test/integration";

  private final SourceTree tree;
  private final KitchenFile file;
  private final List<Fields> provisioners;

  /**
   * @param provisioners what the file, the platform and the suite say, weakest first
   */
  KitchenParts(SourceTree tree, KitchenFile file, List<Fields> provisioners) {
    this.tree = tree;
    this.file = file;
    this.provisioners = List.copyOf(provisioners);
  }

  /** Returns the parts of a suite; its cookbooks are the repository's and those of its tests. */
  ChefParts of(String suite) {
    ChefParts own = tree.chef().own();
    ChefParts tests = tree.chef().tests();
    List<String> cookbooks = new ArrayList<>(tests.cookbooks());
    cookbooks.addAll(own.cookbooks());
    return new ChefParts(
        cookbooks,
        files(suite, ChefPart.ROLE, own.roles()),
        files(suite, ChefPart.ENVIRONMENT, own.environments()),
        files(suite, ChefPart.DATA_BAG_ITEM, own.dataBagItems()),
        files(suite, ChefPart.NODE, own.nodes()));
  }

  private List<String> files(String suite, ChefPart part, List<String> otherwise) {
    String kind = part.folder();
    Optional<String> given =
        provisioners.stream()
            .flatMap(it -> it.text(kind + "_path").stream())
            .reduce((first, second) -> second);
    return Stream.concat(
            given.stream(), Stream.of(TESTS + "/" + suite + "/" + kind, TESTS + "/" + kind, kind))
        .map(file::path)
        .map(folder -> part.below(folder, tree.below(folder).keySet()))
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse(otherwise);
  }
}
