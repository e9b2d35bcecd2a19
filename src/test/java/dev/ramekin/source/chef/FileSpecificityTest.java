package dev.ramekin.source.chef;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FileSpecificityTest {
  private final FileSpecificity specificity =
      new FileSpecificity("web.example.com", "ubuntu", "22.04");

  @Test
  void theMostSpecificFileIsTaken() {
    List<String> order =
        List.of(
            "host-web.example.com/a.erb",
            "ubuntu-22.04/a.erb",
            "ubuntu-22/a.erb",
            "ubuntu/a.erb",
            "default/a.erb",
            "a.erb");
    Set<String> files = new TreeSet<>();
    order.forEach(it -> files.add("cookbooks/x/templates/" + it));

    for (String next : order) {
      assertThat(specificity.file("cookbooks/x/templates", "a.erb", files::contains))
          .contains("cookbooks/x/templates/" + next);
      files.remove("cookbooks/x/templates/" + next);
    }
    assertThat(specificity.file("cookbooks/x/templates", "a.erb", files::contains)).isEmpty();
  }

  @Test
  void aSlashAheadOfThePathIsNothing() {
    assertThat(specificity.file("templates", "/default/a", Set.of("templates/default/a")::contains))
        .contains("templates/default/a");
  }

  @Test
  void filesOfOtherPlatformsAreNotTaken() {
    assertThat(specificity.file("templates", "a", Set.of("templates/debian/a")::contains))
        .isEmpty();
  }

  @Test
  void theMostSpecificFolderIsTakenAsAWhole() {
    SortedMap<String, Integer> files = new TreeMap<>();
    files.put("files/default/site/index.html", 1);
    files.put("files/default/site/css/main.css", 2);
    files.put("files/ubuntu/site/index.html", 3);

    assertThat(specificity.folder("files", "site", files)).containsOnlyKeys("index.html");
  }
}
