package dev.ramekin.source.chef;

import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.model.Finding;
import dev.ramekin.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The suites of Test Kitchen as nodes. What a suite says is merged over what its platform and the
 * whole file say; run lists are put together ({@code Kitchen::DataMunger}). Of several platforms
 * the first is taken whose packages Ramekin freezes.
 */
final class KitchenSuites {
  private final SourceTree tree;
  private final KitchenFile file;
  private final PolicyFiles policies;
  private final PlatformCatalogue platforms;
  private final Consumer<Finding> findings;

  KitchenSuites(
      SourceTree tree,
      KitchenFile file,
      PolicyFiles policies,
      PlatformCatalogue platforms,
      Consumer<Finding> findings) {
    this.tree = tree;
    this.file = file;
    this.policies = policies;
    this.platforms = platforms;
    this.findings = findings;
  }

  /** Returns the suites with a run list, in the file's order. */
  List<NodeSpec> nodes() {
    return file.settings().each("suites").stream()
        .map(this::node)
        .filter(node -> !node.runList().isEmpty())
        .toList();
  }

  private NodeSpec node(Fields suite) {
    String name = suite.text("name").orElse("suite");
    List<Fields> runsOn =
        file.settings().each("platforms").stream().filter(it -> runsOn(suite, it)).toList();
    Optional<Fields> platform = best(runsOn);
    List<Fields> layers = new ArrayList<>(List.of(file.settings()));
    platform.ifPresent(layers::add);
    layers.add(suite);
    List<Fields> provisioners = layers.stream().map(it -> it.below("provisioner")).toList();
    NodeSpec bare =
        new NodeSpec(
            name,
            environment(provisioners),
            runList(layers, provisioners),
            Map.of(AttributeLevel.NORMAL, attributes(layers, provisioners)),
            platform.map(KitchenPlatform::of),
            Optional.empty(),
            Optional.of(new KitchenParts(tree, file, provisioners).of(name)),
            file.origin());
    runsOn.stream()
        .filter(it -> platform.isPresent() && it != platform.get())
        .findFirst()
        .ifPresent(other -> tellPlatforms(bare, runsOn));
    return underPolicy(provisioners, bare);
  }

  private void tellPlatforms(NodeSpec node, List<Fields> runsOn) {
    findings.accept(
        Finding.note(
                "kitchen-platforms",
                node.origin(),
                "the suite '%s' runs on %s; it is read on %s"
                    .formatted(
                        node.name(),
                        String.join(", ", runsOn.stream().map(KitchenPlatform::of).toList()),
                        node.platform().orElse("")))
            .advise("--platform chooses another one"));
  }

  private static boolean runsOn(Fields suite, Fields platform) {
    String name = platform.text("name").orElse("");
    List<String> includes = suite.texts("includes");
    return (includes.isEmpty() || includes.contains(name))
        && !suite.texts("excludes").contains(name);
  }

  private Optional<Fields> best(List<Fields> runsOn) {
    return runsOn.stream()
        .filter(it -> isFrozen(KitchenPlatform.of(it)))
        .findFirst()
        .or(() -> runsOn.stream().findFirst());
  }

  private boolean isFrozen(String release) {
    return platforms
        .find(release)
        .filter(it -> it.platform().family().equals("debian"))
        .isPresent();
  }

  private static String environment(List<Fields> provisioners) {
    return last(provisioners.stream()
            .flatMap(it -> Stream.of(it.below("solo_rb"), it.below("client_rb")))
            .flatMap(it -> it.text("environment").stream()))
        .orElse(NodeSpec.NO_ENVIRONMENT);
  }

  private static Optional<String> last(Stream<String> texts) {
    return texts.reduce((first, second) -> second);
  }

  private static List<String> runList(List<Fields> layers, List<Fields> provisioners) {
    List<String> items = new ArrayList<>();
    for (int index = 0; index < layers.size(); index++) {
      items.addAll(provisioners.get(index).texts("run_list"));
      items.addAll(layers.get(index).texts("run_list"));
    }
    return items.stream().distinct().toList();
  }

  private static RubyHash attributes(List<Fields> layers, List<Fields> provisioners) {
    RubyHash all = new RubyHash();
    for (int index = 0; index < layers.size(); index++) {
      for (Fields layer : List.of(provisioners.get(index), layers.get(index))) {
        if (layer.get("attributes") instanceof RubyHash own
            && DeepMerge.replacing(all, own) instanceof RubyHash both) {
          all = both;
        }
      }
    }
    return all;
  }

  /** A suite without a run list of its own takes that of its Policyfile. */
  private NodeSpec underPolicy(List<Fields> provisioners, NodeSpec node) {
    Optional<String> named =
        last(provisioners.stream().flatMap(it -> it.text("policyfile").stream()));
    Optional<String> path =
        last(provisioners.stream().flatMap(it -> it.text("policyfile_path").stream()))
            .or(() -> named);
    if (path.isEmpty() && !node.runList().isEmpty()) {
      return node;
    }
    Optional<String> list =
        last(provisioners.stream().flatMap(it -> it.text("named_run_list").stream()));
    return policies
        .at(file.path(path.orElse("Policyfile.rb")))
        .map(policy -> withList(node, policy, list))
        .orElse(node);
  }

  private static NodeSpec withList(NodeSpec node, Policy policy, Optional<String> list) {
    NodeSpec under = node.under(policy, Optional.empty());
    if (!node.runList().isEmpty()) {
      return under.withRunList(node.runList());
    }
    return list.map(it -> policy.namedRunLists().getOrDefault(it, List.of()))
        .map(under::withRunList)
        .orElse(under);
  }
}
