package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.HostView;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * File, IO and Dir: paths are computed, files of the source are read, and everything else is known
 * to the host only. A bare host is assumed to have the directories of the Filesystem Hierarchy
 * Standard 3.0 and nothing more.
 */
final class FileMethods {
  /** What lies there is there to be run (FHS 3.0, sections 3.4 and 3.16). */
  private static final Pattern COMMAND = Pattern.compile("(/usr(/local)?)?/s?bin/[^/]+");

  private static final Set<String> BARE_HOST =
      Set.of(
          "/",
          "/bin",
          "/bin/bash",
          "/bin/sh",
          "/boot",
          "/dev",
          "/dev/null",
          "/etc",
          "/etc/fstab",
          "/etc/group",
          "/etc/hosts",
          "/etc/passwd",
          "/home",
          "/lib",
          "/media",
          "/mnt",
          "/opt",
          "/proc",
          "/root",
          "/run",
          "/sbin",
          "/srv",
          "/sys",
          "/tmp",
          "/usr",
          "/usr/bin",
          "/usr/lib",
          "/usr/local",
          "/usr/local/bin",
          "/usr/local/sbin",
          "/usr/sbin",
          "/usr/share",
          "/usr/src",
          "/var",
          "/var/cache",
          "/var/lib",
          "/var/log",
          "/var/run",
          "/var/spool",
          "/var/tmp");
  private static final List<String> FOREIGN =
      List.of(
          "open",
          "new",
          "foreach",
          "mtime",
          "ctime",
          "atime",
          "stat",
          "lstat",
          "readlink",
          "realpath",
          "write",
          "binwrite",
          "delete",
          "unlink",
          "rename",
          "symlink",
          "link",
          "chmod",
          "chown",
          "utime",
          "popen",
          "pipe",
          "select",
          "mkfifo",
          "ftype",
          "umask");
  private static final List<String> FOREIGN_FOLDER =
      List.of(
          "pwd",
          "getwd",
          "chdir",
          "mkdir",
          "rmdir",
          "delete",
          "unlink",
          "home",
          "open",
          "new",
          "foreach",
          "mktmpdir",
          "tmpdir");

  private static final Set<String> CHANGES =
      Set.of(
          "write",
          "binwrite",
          "delete",
          "unlink",
          "rename",
          "symlink",
          "link",
          "chmod",
          "chown",
          "utime",
          "popen",
          "mkfifo",
          "mkdir",
          "rmdir");

  private FileMethods() {}

  static void define(Interpreter ruby) {
    RubyClass io = ruby.model().defineClass("IO", ruby.model().object());
    RubyClass file = ruby.model().defineClass("File", io);
    RubyClass folder = ruby.model().defineClass("Dir", ruby.model().object());
    file.constant("SEPARATOR", new RubyString("/"));
    file.constant("Separator", new RubyString("/"));
    file.constant("PATH_SEPARATOR", new RubyString(":"));
    file.constant("ALT_SEPARATOR", RubyNil.NIL);
    paths(Methods.of(ruby.model().singleton(file)));
    tests(Methods.of(ruby.model().singleton(file)));
    reading(Methods.of(ruby.model().singleton(io)));
    ruby.model().object().constant("FileTest", file);
    foreign(Methods.of(ruby.model().singleton(io)), "File", FOREIGN);
    folders(Methods.of(ruby.model().singleton(folder)));
  }

  private static void foreign(Methods methods, String owner, List<String> names) {
    for (String name : names) {
      methods.method(name, 0, Methods.ANY, call -> onTheHost(call, owner + "." + name));
    }
  }

  private static RubyValue onTheHost(Call call, String what) {
    if (CHANGES.contains(call.name())) {
      LeftOut.report(call, what);
    }
    return call.unknown(what + " works on the host");
  }

  private static void paths(Methods methods) {
    methods
        .pure("join", 0, Methods.ANY, FileMethods::join)
        .pure("basename", 1, 2, FileMethods::basename)
        .pure("dirname", 1, 2, call -> new RubyString(dirname(path(call))))
        .pure("extname", 1, call -> new RubyString(extension(path(call))))
        .pure("split", 1, FileMethods::split)
        .pure("expand_path", 1, 2, FileMethods::expand)
        .alias("expand_path", "absolute_path")
        .pure("absolute_path?", 1, call -> RubyBoolean.of(path(call).startsWith("/")))
        .pure("fnmatch", 2, 3, FileMethods::matches)
        .alias("fnmatch", "fnmatch?")
        .pure("path", 1, call -> new RubyString(path(call)));
  }

  /** Returns a path argument: a string, or what {@code to_path} or {@code to_s} gives. */
  static String path(Call call) {
    return path(call, call.argument(0));
  }

  private static String path(Call call, RubyValue value) {
    RubyValue path =
        !(value instanceof RubyString) && call.ruby().respondsTo(value, "to_path")
            ? call.send(value, "to_path")
            : value;
    return call.ruby().convert().to(path, RubyString.class, "String").text();
  }

  private static RubyValue join(Call call) {
    StringBuilder joined = new StringBuilder();
    boolean first = true;
    for (RubyValue part : ArrayShapes.flat(call, call.arguments(), -1)) {
      String text = path(call, part);
      if (!first) {
        while (joined.length() > 0 && joined.charAt(joined.length() - 1) == '/') {
          joined.setLength(joined.length() - 1);
        }
        joined.append('/');
        text = text.replaceFirst("^/+", "");
      }
      joined.append(text);
      first = false;
    }
    return StringMethods.string(call, joined.toString());
  }

  static String lastPart(String path) {
    String trimmed = path.replaceFirst("(?<=.)/+$", "");
    int slash = trimmed.lastIndexOf('/');
    return trimmed.equals("/") ? "/" : trimmed.substring(slash + 1);
  }

  private static RubyValue basename(Call call) {
    String name = lastPart(path(call));
    if (!call.has(1)) {
      return new RubyString(name);
    }
    String suffix = call.text(1).equals(".*") ? extension(name) : call.text(1);
    boolean cut = !suffix.isEmpty() && name.endsWith(suffix) && name.length() > suffix.length();
    return new RubyString(cut ? name.substring(0, name.length() - suffix.length()) : name);
  }

  static String dirname(String path) {
    String trimmed = path.replaceFirst("(?<=.)/+$", "");
    int slash = trimmed.lastIndexOf('/');
    if (slash < 0) {
      return ".";
    }
    String parent = trimmed.substring(0, slash).replaceFirst("/+$", "");
    return parent.isEmpty() ? "/" : parent;
  }

  static String extension(String path) {
    String name = lastPart(path);
    int dot = name.lastIndexOf('.');
    return dot <= 0 || dot == name.length() - 1 ? "" : name.substring(dot);
  }

  private static RubyValue split(Call call) {
    String path = path(call);
    return RubyArray.of(new RubyString(dirname(path)), new RubyString(lastPart(path)));
  }

  private static RubyValue expand(Call call) {
    String path = path(call);
    if (path.startsWith("~")) {
      path = path.replaceFirst("^~(?=/|$)", "/root").replaceFirst("^~([^/]+)", "/home/$1");
    }
    if (!path.startsWith("/")) {
      boolean based = call.has(1) && !(call.argument(1) instanceof RubyNil);
      String base = based ? path(call, call.argument(1)) : "";
      path = base + "/" + path;
    }
    return new RubyString(normal(path));
  }

  /** Returns the path that another, given from a file's folder, has from where the file's has. */
  static String beside(String file, String path) {
    return normal(path.startsWith("/") ? path : file + "/../" + path);
  }

  private static String normal(String path) {
    String normal = Path.of("/", path).normalize().toString();
    return path.startsWith("/") ? normal : normal.substring(1);
  }

  private static RubyValue matches(Call call) {
    String glob = "glob:" + call.text(0);
    return RubyBoolean.of(
        FileSystems.getDefault()
            .getPathMatcher(glob)
            .matches(Path.of(path(call, call.argument(1)))));
  }

  private static void tests(Methods methods) {
    for (String name : List.of("exist?", "exists?", "readable?", "world_readable?")) {
      methods.pure(name, 1, call -> found(call, true, true));
    }
    methods
        .pure("file?", 1, call -> found(call, true, false))
        .pure("directory?", 1, call -> found(call, false, true))
        .pure("executable?", 1, FileMethods::executable);
    for (String name :
        List.of(
            "symlink?",
            "writable?",
            "zero?",
            "empty?",
            "socket?",
            "pipe?",
            "blockdev?",
            "mountpoint?",
            "setuid?",
            "identical?")) {
      methods.pure(name, 1, 2, call -> looked(call, RubyBoolean.FALSE));
    }
    methods.pure("size?", 1, call -> looked(call, RubyNil.NIL));
    methods.pure("size", 1, call -> call.unknown("File.size looks at the host"));
  }

  private static RubyValue found(Call call, boolean files, boolean folders) {
    String path = path(call);
    HostView host = call.ruby().host();
    boolean inSource =
        files && host.isFile(path).orElse(false) || folders && host.isDirectory(path).orElse(false);
    if (inSource) {
      return RubyBoolean.TRUE;
    }
    String plain = path.replaceFirst("(?<=.)/+$", "");
    boolean isFile =
        plain.startsWith("/bin/") || plain.startsWith("/etc/") || plain.startsWith("/dev/");
    boolean assumed = BARE_HOST.contains(plain) && (isFile ? files : folders);
    return looked(call, RubyBoolean.of(assumed));
  }

  private static RubyValue executable(Call call) {
    String path = path(call);
    boolean command =
        COMMAND.matcher(path).matches() && call.ruby().host().isFile(path).orElse(false);
    return command ? RubyBoolean.TRUE : looked(call, RubyBoolean.FALSE);
  }

  private static RubyValue looked(Call call, RubyValue assumed) {
    return call.unknown(
        "File." + call.name() + "(" + Quoting.inspect(path(call)) + ") looks at the host", assumed);
  }

  private static void reading(Methods methods) {
    methods
        .pure("read", 1, Methods.ANY, call -> content(call, RubyString::new))
        .alias("read", "binread")
        .pure(
            "readlines",
            1,
            Methods.ANY,
            call -> content(call, text -> call.send(new RubyString(text), "lines")));
  }

  private static RubyValue content(Call call, Function<String, RubyValue> known) {
    Optional<String> text = call.ruby().host().read(path(call));
    return text.map(known)
        .orElseGet(
            () ->
                call.unknown(
                    "File."
                        + call.name()
                        + "("
                        + Quoting.inspect(path(call))
                        + ") reads the host"));
  }

  private static void folders(Methods methods) {
    methods
        .pure("glob", 1, Methods.ANY, FileMethods::glob)
        .alias("glob", "[]")
        .pure("exist?", 1, call -> found(call, false, true))
        .alias("exist?", "exists?")
        .pure("empty?", 1, call -> looked(call, RubyBoolean.TRUE));
    for (String name : List.of("entries", "children", "each_child")) {
      methods.pure(name, 1, call -> entries(call));
    }
    foreign(methods, "Dir", FOREIGN_FOLDER);
  }

  private static RubyValue glob(Call call) {
    RubyArray all = new RubyArray();
    boolean known = true;
    for (RubyValue pattern : ArrayShapes.flat(call, call.arguments(), -1)) {
      if (pattern instanceof RubyString text) {
        Optional<List<String>> found = call.ruby().host().glob(text.text());
        known &= found.isPresent();
        found.ifPresent(paths -> paths.forEach(path -> all.list().add(new RubyString(path))));
      }
    }
    RubyValue result = known ? all : call.unknown("Dir.glob looks at the host", all);
    if (call.block().isPresent()) {
      call.ruby().send(result, "each", call.all().with(List.of()));
      return RubyNil.NIL;
    }
    return result;
  }

  private static RubyValue entries(Call call) {
    Optional<List<String>> found = call.ruby().host().glob(path(call) + "/*");
    return found
        .<RubyValue>map(
            paths ->
                new RubyArray(paths.stream().map(path -> new RubyString(lastPart(path))).toList()))
        .orElseGet(
            () -> call.unknown("Dir." + call.name() + " looks at the host", new RubyArray()));
  }
}
