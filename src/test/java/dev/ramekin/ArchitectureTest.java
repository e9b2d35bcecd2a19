package dev.ramekin;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The way of the data: which room may know which. docs/architecture.md says why. */
class ArchitectureTest {
  private static final String ROOT = "dev.ramekin.";

  /** Every room with the rooms it may use; the command line may use them all. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.of(
          "model", Set.of(),
          "yaml", Set.of("model"),
          "lang", Set.of("model"),
          "converters", Set.of("model", "yaml", "lang"),
          "source", Set.of("model", "yaml", "lang", "converters"),
          "plan", Set.of("model", "yaml", "lang", "converters"),
          "freeze", Set.of("model", "yaml", "converters"),
          "generate", Set.of("model", "lang", "converters"),
          "verify", Set.of("model", "yaml"),
          "report", Set.of("model", "lang", "converters"));

  private static JavaClasses ramekin = new ClassFileImporter().importClasses();

  @BeforeAll
  static void readClasses() {
    ramekin =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.ramekin");
  }

  @TestFactory
  List<DynamicTest> everyRoomUsesOnlyTheRoomsItMay() {
    return MAY_USE.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getKey())))
        .toList();
  }

  private static void check(String room) {
    Set<String> used = new TreeSet<>();
    for (JavaClass javaClass : ramekin) {
      if (roomOf(javaClass).equals(room)) {
        javaClass.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> dependency.getTargetClass().getName().startsWith(ROOT))
            .filter(dependency -> !mayUse(room, roomOf(dependency.getTargetClass())))
            .forEach(dependency -> used.add(dependency.getDescription()));
      }
    }
    assertThat(used).as("rooms that %s must not know", room).isEmpty();
  }

  private static boolean mayUse(String room, String other) {
    return room.equals(other) || MAY_USE.getOrDefault(room, Set.of()).contains(other);
  }

  private static String roomOf(JavaClass javaClass) {
    String rest =
        javaClass
            .getPackageName()
            .substring(Math.min(ROOT.length(), javaClass.getPackageName().length()));
    return rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
  }

  @Test
  void everyRoomIsInTheTable() {
    Set<String> rooms =
        ramekin.stream()
            .map(ArchitectureTest::roomOf)
            .filter(room -> !room.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));

    rooms.removeAll(MAY_USE.keySet());
    assertThat(rooms).containsExactly("cli");
  }

  @Test
  void onlyTheCommandLinePrintsOrExits() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.ramekin.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(ramekin);
  }

  @Test
  void nothingStaticIsMutable() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat(
            describe(
                "are ours",
                (JavaClass owner) ->
                    !owner.getPackageName().startsWith(ROOT + "lang.ruby.grammar")))
        .should()
        .beFinal()
        .check(ramekin);
  }

  @Test
  void theModelHoldsRecordsEnumsAndSealedInterfacesOnly() {
    classes()
        .that()
        .resideInAPackage("dev.ramekin.model..")
        .should()
        .beRecords()
        .orShould()
        .beEnums()
        .orShould()
        .beInterfaces()
        .check(ramekin);
  }

  @Test
  void noModelRecordIsOpenForWriting() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage("dev.ramekin.model..")
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(ramekin);
  }
}
