package dev.ramekin.freeze;

import static dev.ramekin.freeze.TestWorld.install;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramekin.model.lock.Lock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pantry kept elsewhere: one folder for many outputs, a folder that a web server serves. */
class PantryStoresTest {
  @TempDir private Path folder = Path.of("set by JUnit");
  private @Nullable TestWorld opened;

  @BeforeEach
  void open() throws Exception {
    opened = new TestWorld(folder);
  }

  @AfterEach
  void close() {
    world().close();
  }

  private TestWorld world() {
    return Objects.requireNonNull(opened);
  }

  private Lock lock(String... names) throws IOException {
    Lock lock = world().freeze(Optional.empty(), install(names)).lock();
    world().fetch(lock);
    return lock;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(it -> folder.relativize(it).toString())
          .sorted()
          .toList();
    }
  }

  private static List<String> paths(Lock lock) {
    return lock.files().stream().map(it -> it.pantryPath()).sorted().toList();
  }

  @Test
  void aViewHoldsTheFilesOfItsLockAndNoOthers() throws IOException {
    Lock more = lock("web", "tool");
    Lock less = lock("tool");
    Path view = folder.resolve("view");

    PantryView.make(more.files(), world().pantry(), view);
    assertThat(names(view)).isEqualTo(paths(more));
    PantryView.make(less.files(), world().pantry(), view);
    assertThat(names(view)).isEqualTo(paths(less));
    assertThat(names(world().pantry())).isEqualTo(paths(more));
    String one = names(view).get(0);
    assertThat(Files.isSameFile(view.resolve(one), world().pantry().resolve(one))).isTrue();
  }

  @Test
  void aPublishedFolderIsAStoreOnceTheArchiveIsGone() throws Exception {
    Lock lock = lock("web");
    Path store = world().www().resolve("store");
    Pantry pantry = new Pantry(world().places(), List.of());

    pantry.publish(lock, world().pantry(), store.toUri(), title -> {});
    assertThat(names(store)).isEqualTo(paths(lock));
    FileUtils.deleteDirectory(world().www().resolve("test").toFile());
    Path fresh = folder.resolve("fresh");
    Pantry.Result result =
        new Pantry(world().places(), List.of(world().server().uri("/store")))
            .fetch(lock, fresh, (name, done, total) -> {});

    assertThat(result.findings()).isEmpty();
    assertThat(names(fresh)).isEqualTo(paths(lock));
  }

  @Test
  void nothingIsPublishedToAServerThatOnlyServes() throws IOException {
    Lock lock = lock("web");

    assertThatThrownBy(
            () ->
                new Pantry(world().places(), List.of())
                    .publish(
                        lock, world().pantry(), URI.create("https://example.com/x"), title -> {}))
        .hasMessageContaining("files can be put into a folder or a registry");
  }
}
