package dev.ramekin.freeze.git;

import java.io.File;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * What JGit is told of this machine: nothing. The same commit gives the same archive whatever the
 * user's own settings of git are, no program is started to find them, and nothing is written to the
 * user's folders.
 */
final class GitSettings extends SystemReader.Delegate {
  private GitSettings(SystemReader machine) {
    super(machine);
  }

  /** Makes JGit use them; it has one place for the whole process. */
  static synchronized void apply() {
    SystemReader reader = SystemReader.getInstance();
    if (!(reader instanceof GitSettings)) {
      SystemReader.setInstance(new GitSettings(reader));
    }
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  /** Settings that are nowhere and stay so. */
  private static final class Empty extends FileBasedConfig {
    Empty(Config parent, FS fs) {
      super(parent, new File("/nonexistent/gitconfig"), fs);
    }

    @Override
    public void load() {
      // There is nothing to read.
    }

    @Override
    public void save() {
      // What JGit finds out about file systems is not kept.
    }

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
