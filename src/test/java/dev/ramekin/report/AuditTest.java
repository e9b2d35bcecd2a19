package dev.ramekin.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.model.Statement;
import dev.ramekin.model.Status;
import dev.ramekin.model.deployment.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditTest {
  private static Audit audit(List<Statement> statements, List<Placement> placements) {
    return Audit.of(Samples.estate(statements), Samples.deployment(placements));
  }

  @Test
  void leavesAreCountedAndCustomResourcesAreNot() {
    Audit audit = audit(Samples.statements(), Samples.placements());

    assertThat(audit.statements()).isEqualTo(4);
    assertThat(audit.counts().values()).containsExactly(2, 0, 1, 1);
    assertThat(audit.count(Status.QUESTION)).isEqualTo(1);
    assertThat(audit.differences()).isEmpty();
    assertThat(audit.addsUp()).isTrue();
  }

  @Test
  void aStatementWithoutPlacementIsNamed() {
    Audit audit = audit(Samples.statements(), Samples.placements().subList(1, 4));

    assertThat(audit.addsUp()).isFalse();
    assertThat(audit.differences())
        .containsExactly(new Audit.Difference("web1/000001", Audit.Kind.NOT_PLACED));
  }

  @Test
  void aStatementPlacedTwiceIsNamedEvenWhenAnotherIsMissing() {
    List<Placement> placements = new ArrayList<>(Samples.placements().subList(1, 4));
    placements.add(new Placement("web1/000003", Status.HOST, "host", ""));

    Audit audit = audit(Samples.statements(), placements);

    assertThat(audit.counts().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(4);
    assertThat(audit.addsUp()).isFalse();
    assertThat(audit.differences())
        .containsExactly(
            new Audit.Difference("web1/000001", Audit.Kind.NOT_PLACED),
            new Audit.Difference("web1/000003", Audit.Kind.PLACED_TWICE));
  }

  @Test
  void aPlacementOfTheParentIsNotInTheSource() {
    List<Placement> placements = new ArrayList<>(Samples.placements());
    placements.add(new Placement("web1/000002", Status.CONVERTED, "service:web", ""));

    assertThat(audit(Samples.statements(), placements).differences())
        .containsExactly(new Audit.Difference("web1/000002", Audit.Kind.NOT_IN_SOURCE));
  }

  @Test
  void twoStatementsWithOneIdAreNamed() {
    Statement one = Samples.statement("web1/000001", 1, "file", "/a", Map.of());
    Statement two = Samples.statement("web1/000001", 2, "file", "/b", Map.of());

    Audit audit =
        audit(
            List.of(one, two),
            List.of(new Placement("web1/000001", Status.CONVERTED, "stage:base", "")));

    assertThat(audit.differences())
        .containsExactly(new Audit.Difference("web1/000001", Audit.Kind.SAME_ID));
    assertThat(audit.addsUp()).isFalse();
  }

  @Test
  void numbersComeByCookbook() {
    Audit audit = audit(Samples.statements(), Samples.placements());

    assertThat(audit.groups()).extracting(Audit.Group::name).containsExactly("nginx", "shop");
    assertThat(audit.groups().get(1).statements()).isEqualTo(3);
    assertThat(audit.groups().get(1).counts()).containsEntry(Status.QUESTION, 1);
    assertThat(audit.groups().get(0).counts()).containsEntry(Status.UNSUPPORTED, 0);
  }

  @Test
  void theMostCommonReasonsComeFirst() {
    List<Placement> placements =
        List.of(
            new Placement("web1/000001", Status.HOST, "host", "rare"),
            new Placement("web1/000003", Status.UNSUPPORTED, "", "common"),
            new Placement("web1/000004", Status.UNSUPPORTED, "", "common"),
            new Placement("web1/000005", Status.CONVERTED, "stage:base", "not a reason"));

    assertThat(audit(Samples.statements(), placements).reasons())
        .containsExactly(
            new Audit.Reason(Status.UNSUPPORTED, "common", 2),
            new Audit.Reason(Status.HOST, "rare", 1));
  }

  @Test
  void anEmptySourceAddsUp() {
    assertThat(audit(List.of(), List.of()).addsUp()).isTrue();
  }
}
