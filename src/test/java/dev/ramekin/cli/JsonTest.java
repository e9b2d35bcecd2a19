package dev.ramekin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void anObjectKeepsTheOrderOfItsMembers() {
    assertThat(new Json().line(Json.object("question", "a", "answer", true)))
        .isEqualTo("{\"question\":\"a\",\"answer\":true}");
    assertThat(new Json().line(Json.object("answer", true, "question", "a")))
        .isEqualTo("{\"answer\":true,\"question\":\"a\"}");
  }
}
