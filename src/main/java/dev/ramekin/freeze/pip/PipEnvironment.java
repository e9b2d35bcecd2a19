package dev.ramekin.freeze.pip;

import java.util.Map;
import java.util.TreeMap;

/**
 * Where packages are to be installed: CPython on Linux with the GNU C library.
 *
 * @param python its version: {@code 3.11.2}
 * @param machine as {@code uname -m} says
 * @param glibc minor version of the C library: 36 for 2.36
 * @param installed packages that are there already, version by name in its normal form
 */
public record PipEnvironment(
    String python, String machine, int glibc, Map<String, String> installed) {
  public PipEnvironment {
    installed = Map.copyOf(installed);
  }

  PyTags tags() {
    return PyTags.of(python, machine, glibc);
  }

  /** Returns the variables of markers. */
  Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>();
    String[] numbers = python.split("\\.");
    variables.put("python_version", numbers[0] + "." + numbers[1]);
    variables.put("python_full_version", python);
    variables.put("implementation_version", python);
    variables.put("implementation_name", "cpython");
    variables.put("platform_python_implementation", "CPython");
    variables.put("os_name", "posix");
    variables.put("sys_platform", "linux");
    variables.put("platform_system", "Linux");
    variables.put("platform_machine", machine);
    return variables;
  }
}
