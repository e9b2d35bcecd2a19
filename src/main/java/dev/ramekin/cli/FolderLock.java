package dev.ramekin.cli;

import dev.ramekin.generate.OutputWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other runs out of an output folder while this one changes it. The lock is the operating
 * system's: it goes with the process, however that ends. Its file stays, empty: one that is removed
 * could be locked by two.
 */
final class FolderLock implements AutoCloseable {
  private static final String FOLDER = ".ramekin";
  private static final String NAME = "running";

  /** Far behind the text, so that others can still read who it is. */
  private static final long LOCKED_BYTE = 1L << 32;

  private final Path folder;
  private final boolean made;
  private final FileChannel channel;

  private FolderLock(Path folder, boolean made, FileChannel channel) {
    this.folder = folder;
    this.made = made;
    this.channel = channel;
  }

  /**
   * Takes the lock, and finishes what an earlier run left unfinished.
   *
   * @param folder made when it is missing; it goes again if nothing is put into it
   * @throws CommandException when another run is at work there
   * @throws IOException when the folder cannot be written
   */
  static FolderLock take(Path folder) throws IOException {
    boolean made = Files.notExists(folder);
    Path file = Files.createDirectories(folder.resolve(FOLDER)).resolve(NAME);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (lock(channel) == null) {
      String holder = holder(channel);
      channel.close();
      throw new CommandException(
          "another ramekin%s is at work in %s; wait until it ends".formatted(holder, folder));
    }
    try {
      begin(folder, channel);
    } catch (IOException exception) {
      channel.close();
      throw exception;
    }
    return new FolderLock(folder, made, channel);
  }

  private static void begin(Path folder, FileChannel channel) throws IOException {
    String mark = ProcessHandle.current().pid() + "\n";
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(mark.getBytes(StandardCharsets.US_ASCII)), 0);
    OutputWriter.finishInterrupted(folder);
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, false);
    } catch (OverlappingFileLockException exception) {
      return null;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(32);
    channel.read(buffer, 0);
    String id = new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII).strip();
    return id.matches("[0-9]+") ? " (process " + id + ")" : "";
  }

  @Override
  public void close() throws IOException {
    channel.truncate(0);
    channel.close();
    if (made && isUnused()) {
      FileUtils.deleteDirectory(folder.toFile());
    }
  }

  private boolean isUnused() throws IOException {
    try (var files = Files.list(folder)) {
      return files.allMatch(it -> it.endsWith(FOLDER))
          && PathUtils.countDirectory(folder.resolve(FOLDER)).getFileCounter().get() == 1;
    }
  }
}
