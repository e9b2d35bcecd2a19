package dev.ramekin.model.deployment;

import dev.ramekin.model.Origin;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One container's worth of service.
 *
 * @param name service and host name on its networks
 * @param stage the stage its image ends with
 * @param catalogue key in {@code converters/services}; empty for a service the source defines
 * @param command argv of the foreground process
 * @param user user it runs as; empty for root
 * @param workingDirectory where it starts
 * @param environment variables
 * @param environmentFiles files of {@code NAME=value} lines read at start; those with secrets in
 *     them cannot be in {@code environment}
 * @param ports container ports
 * @param volumes named volumes
 * @param temporary paths held in memory (tmpfs), with their options
 * @param secrets names of the secrets it reads
 * @param firstStart POSIX sh lines that prepare an empty volume; run before the command
 * @param networks names of its networks
 * @param hostEntries addresses by name, beside those its networks know
 * @param dependsOn names of services that must be healthy first
 * @param probe how to see that it answers
 * @param limits memory, cpu, processes
 * @param isolation what the container may do
 * @param stopSignal {@code SIGQUIT}
 * @param stopSeconds grace period
 * @param init whether a small init has to be process 1
 * @param upkeep what a person does with it while it runs
 * @param hosts names of the old hosts that carried it
 * @param origin the statement that made it a service
 */
public record Service(
    String name,
    String stage,
    Optional<String> catalogue,
    List<String> command,
    Optional<String> user,
    Optional<String> workingDirectory,
    Map<String, String> environment,
    List<String> environmentFiles,
    List<Port> ports,
    List<VolumeMount> volumes,
    List<Temporary> temporary,
    List<String> secrets,
    List<String> firstStart,
    List<String> networks,
    Map<String, String> hostEntries,
    List<String> dependsOn,
    Optional<Probe> probe,
    Limits limits,
    Isolation isolation,
    Optional<String> stopSignal,
    int stopSeconds,
    boolean init,
    Upkeep upkeep,
    List<String> hosts,
    Origin origin) {
  /**
   * A port the container listens on.
   *
   * @param published host port, only where the source shows that the outside reaches it
   */
  public record Port(int number, String protocol, Optional<Integer> published) {}

  /** A named volume at a path. */
  public record VolumeMount(String volume, String path, boolean readOnly) {}

  /** A directory in memory: {@code mode=0755,uid=…}. */
  public record Temporary(String path, String options) {}

  /**
   * A health check.
   *
   * @param command argv run in the container; exit 0 is healthy
   */
  public record Probe(
      List<String> command,
      int intervalSeconds,
      int timeoutSeconds,
      int retries,
      int startSeconds) {
    public Probe {
      command = List.copyOf(command);
    }
  }

  /**
   * Limits.
   *
   * @param memoryMegabytes memory
   * @param cpus cores, such as {@code 0.5}
   * @param pids processes
   * @param reason where the numbers come from
   */
  public record Limits(int memoryMegabytes, String cpus, int pids, String reason) {}

  /**
   * What the container may do.
   *
   * @param readOnlyRoot whether the root file system cannot be written
   * @param capabilities the only ones it keeps, without {@code CAP_}: {@code NET_BIND_SERVICE}
   * @param limits resource limits by their compose name: {@code nofile} is {@code 65536} or {@code
   *     soft:hard}
   * @param kernelParameters namespaced kernel parameters
   */
  public record Isolation(
      boolean readOnlyRoot,
      List<String> capabilities,
      Map<String, String> limits,
      Map<String, String> kernelParameters) {
    public Isolation {
      capabilities = List.copyOf(capabilities);
      limits = Collections.unmodifiableMap(new TreeMap<>(limits));
      kernelParameters = Collections.unmodifiableMap(new TreeMap<>(kernelParameters));
    }
  }

  /**
   * What a person does with a running service.
   *
   * @param reload a signal ({@code SIGHUP}) or a command line by which it reads its configuration
   *     again
   * @param dump command line that writes all its data to standard output
   * @param restore command line that reads such data from standard input
   * @param exitStatuses with which it ends when it is stopped as it should be, beside 0 and the
   *     ones that tell the signal
   * @param roundTrip how to see that it keeps what it is given
   */
  public record Upkeep(
      Optional<String> reload,
      Optional<String> dump,
      Optional<String> restore,
      List<Integer> exitStatuses,
      Optional<RoundTrip> roundTrip) {
    /** Nothing is known. */
    public static final Upkeep NONE =
        new Upkeep(
            Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    public Upkeep {
      exitStatuses = List.copyOf(exitStatuses);
    }
  }

  /**
   * One piece of state, written and read back.
   *
   * @param write bash that gives the service something to keep; empty when it keeps nothing
   * @param read bash that succeeds when it is there
   */
  public record RoundTrip(Optional<String> write, String read) {}

  public Service {
    command = List.copyOf(command);
    environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    environmentFiles = List.copyOf(environmentFiles);
    ports = List.copyOf(ports);
    volumes = List.copyOf(volumes);
    temporary = List.copyOf(temporary);
    secrets = List.copyOf(secrets);
    firstStart = List.copyOf(firstStart);
    networks = List.copyOf(networks);
    hostEntries = Collections.unmodifiableMap(new TreeMap<>(hostEntries));
    dependsOn = List.copyOf(dependsOn);
    hosts = List.copyOf(hosts);
  }
}
