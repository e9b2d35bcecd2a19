package dev.ramekin.generate;

import dev.ramekin.lang.ShellWords;
import dev.ramekin.model.Access;
import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.CheckOutGit;
import dev.ramekin.model.Operation.CopyTree;
import dev.ramekin.model.Operation.EditFile;
import dev.ramekin.model.Operation.FetchFile;
import dev.ramekin.model.Operation.MakeDirectory;
import dev.ramekin.model.Operation.MakeLink;
import dev.ramekin.model.Operation.RemovePath;
import dev.ramekin.model.Operation.TreeFile;
import dev.ramekin.model.Operation.UnpackArchive;
import dev.ramekin.model.Operation.WriteFile;
import dev.ramekin.model.lock.GitTree;
import dev.ramekin.model.lock.Lock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Shell lines for operations on files. */
final class FileCommands {
  private static final int OCTAL = 8;
  private static final int SET_GROUP = 02000;
  private static final int WHOLE = 5;

  private final RootFiles files;
  private final Lock lock;
  private final List<String> givingTheirGroup = new ArrayList<>();

  FileCommands(RootFiles files, Lock lock) {
    this.files = files;
    this.lock = lock;
  }

  /** Returns the lines for an operation; empty when it is none on files. */
  Optional<List<String>> lines(Operation operation) {
    if (operation instanceof WriteFile file) {
      return Optional.of(write(file));
    }
    if (operation instanceof MakeDirectory directory) {
      return Optional.of(List.of(directory(directory.path(), directory.access())));
    }
    if (operation instanceof MakeLink link) {
      return Optional.of(link(link));
    }
    if (operation instanceof RemovePath path) {
      return Optional.of(
          List.of((path.recursive() ? "rm -rf " : "rm -f ") + ShellWords.quote(path.path())));
    }
    if (operation instanceof CopyTree tree) {
      return Optional.of(copy(tree));
    }
    if (operation instanceof FetchFile fetch) {
      return Optional.of(List.of(fetched(fetch)));
    }
    if (operation instanceof UnpackArchive archive) {
      return Optional.of(unpack(archive));
    }
    if (operation instanceof CheckOutGit checkout) {
      return Optional.of(checkOut(checkout));
    }
    return operation instanceof EditFile edit
        ? Optional.of(EditCommands.of(edit))
        : Optional.empty();
  }

  private List<String> write(WriteFile file) {
    String path = ShellWords.quote(file.path());
    if (file.content() instanceof Content.WithSecrets) {
      return withSecrets(file);
    }
    String put;
    if (file.content() instanceof Content.Remote remote) {
      put = put(pantryFile(remote), file.path(), file.access());
    } else {
      put = put(files.add(file.path(), file.content()), file.path(), file.access());
    }
    return List.of(file.onlyIfMissing() ? "[ -e " + path + " ] || { " + put + "; }" : put);
  }

  /** The image holds a template; the start script puts it together where the link points. */
  private List<String> withSecrets(WriteFile file) {
    String template = RootFiles.TEMPLATES + file.path();
    String source = files.add(template, file.content());
    return List.of(
        "install -D -m 644 " + ShellWords.quote(source) + " " + ShellWords.quote(template),
        "mkdir -p " + ShellWords.quote(parent(file.path())),
        "ln -sfn "
            + ShellWords.quote(RootFiles.RENDERED + file.path())
            + " "
            + ShellWords.quote(file.path()));
  }

  /**
   * An existing file keeps what is not said about its access, as it does under Chef, Ansible and
   * Puppet; a new one is root's and has mode 0644.
   */
  private static String put(String source, String path, Access access) {
    String target = ShellWords.quote(path);
    if (access.owner().isPresent() && access.group().isPresent() && access.mode().isPresent()) {
      return "install -D"
          + who(access)
          + " -m "
          + access.mode().get()
          + " "
          + ShellWords.quote(source)
          + " "
          + target;
    }
    return "mkdir -p "
        + ShellWords.quote(parent(path))
        + " && cp "
        + ShellWords.quote(source)
        + " "
        + target
        + set(access, target);
  }

  private static String set(Access access, String target) {
    StringBuilder words = new StringBuilder();
    if (access.owner().isPresent() || access.group().isPresent()) {
      words
          .append(" && chown ")
          .append(access.owner().map(ShellWords::quote).orElse(""))
          .append(access.group().map(group -> ":" + ShellWords.quote(group)).orElse(""))
          .append(' ')
          .append(target);
    }
    // After chown, which takes the set-user and set-group bits away.
    access.mode().ifPresent(mode -> words.append(" && chmod " + mode + " " + target));
    return words.toString();
  }

  private static String who(Access access) {
    return access.owner().map(owner -> " -o " + ShellWords.quote(owner)).orElse("")
        + access.group().map(group -> " -g " + ShellWords.quote(group)).orElse("");
  }

  private String directory(String path, Access access) {
    String target = ShellWords.quote(path);
    return access.mode().isEmpty()
        ? "mkdir -p " + target + set(access, target)
        : "install -d" + who(access) + " -m " + wholeMode(path, access.mode().get()) + " " + target;
  }

  /**
   * A directory inherits the set-group bit, which {@code install} takes away when the mode has five
   * digits and no sooner (coreutils manual, "Directories and the Set-User-ID and Set-Group-ID
   * Bits"); chmod(2), which others call, always does.
   */
  private String wholeMode(String path, String mode) {
    boolean inherits = givingTheirGroup.stream().anyMatch(it -> path.startsWith(it + "/"));
    if ((Integer.parseInt(mode, OCTAL) & SET_GROUP) != 0) {
      givingTheirGroup.add(path);
      return mode;
    }
    return inherits ? "0".repeat(Math.max(0, WHOLE - mode.length())) + mode : mode;
  }

  private static List<String> link(MakeLink link) {
    List<String> lines = new ArrayList<>();
    lines.add("mkdir -p " + ShellWords.quote(parent(link.path())));
    lines.add(
        (link.symbolic() ? "ln -sfn " : "ln -f ")
            + ShellWords.quote(link.target())
            + " "
            + ShellWords.quote(link.path()));
    return lines;
  }

  private List<String> copy(CopyTree tree) {
    List<String> lines = new ArrayList<>();
    lines.add(directory(tree.path(), tree.directoryAccess()));
    for (TreeFile file : tree.files()) {
      String path = tree.path() + "/" + file.path();
      String folder = parent(path);
      String make = directory(folder, tree.directoryAccess());
      if (!lines.contains(make)) {
        lines.add(make);
      }
      lines.add(put(files.add(path, file.content()), path, tree.access()));
    }
    return lines;
  }

  private String fetched(FetchFile fetch) {
    return put(pantryFile(fetch.from()), fetch.path(), fetch.access());
  }

  private String pantryFile(Content.Remote remote) {
    return "/pantry/" + Objects.requireNonNull(lock.downloads().get(remote.key())).pantryPath();
  }

  /** The files of the commit without its history, as a new clone would have them. */
  private List<String> checkOut(CheckOutGit checkout) {
    List<String> lines = new ArrayList<>();
    List<GitTree> trees = lock.git().getOrDefault(checkout.key(), List.of());
    boolean packed = lock.strategy() == Lock.Strategy.PANTRY;
    for (GitTree tree : trees) {
      String below = tree.path().isEmpty() ? "" : "/" + tree.path();
      String path = ShellWords.quote(checkout.path().replaceFirst("(?<=.)/+$", "") + below);
      lines.add("# " + tree.title());
      lines.add("mkdir -p " + path);
      lines.add(
          packed
              ? "tar -x -f /pantry/" + tree.pantryPath() + " -C " + path + " --no-same-owner"
              : "cp -a /pantry/" + PantryStage.folder(tree) + "/. " + path);
    }
    Access access = checkout.access();
    if (access.owner().isPresent() || access.group().isPresent()) {
      String owner = access.owner().map(ShellWords::quote).orElse("");
      // A clone belongs to the user and, unless it is said, to the group the user logs in with.
      String group = access.group().map(ShellWords::quote).orElse("");
      lines.add("chown -R " + owner + ":" + group + " " + ShellWords.quote(checkout.path()));
    }
    return lines;
  }

  private static List<String> unpack(UnpackArchive archive) {
    String destination = ShellWords.quote(archive.destination());
    String source = ShellWords.quote(archive.archive());
    List<String> lines = new ArrayList<>();
    lines.add("mkdir -p " + destination);
    lines.add(
        archive.archive().endsWith(".zip")
            ? "unzip -q -o " + source + " -d " + destination
            : "tar -x -f "
                + source
                + " -C "
                + destination
                + (archive.strip() > 0 ? " --strip-components=" + archive.strip() : ""));
    Access access = archive.access();
    if (access.owner().isPresent() || access.group().isPresent()) {
      // What is unpacked gets the owner; the folder it is put into stays as it was.
      lines.add(
          "find "
              + destination
              + " -mindepth 1 -exec chown -h "
              + access.owner().orElse("")
              + access.group().map(group -> ":" + group).orElse("")
              + " {} +");
    }
    return lines;
  }

  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }
}
