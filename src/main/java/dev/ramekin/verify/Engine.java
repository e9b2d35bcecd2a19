package dev.ramekin.verify;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.time.Duration;
import java.util.List;

/**
 * A container engine that answers, with its plugins.
 *
 * @param version of the server
 * @param platform it builds for when nothing is said: {@code linux/amd64}
 * @param address of its socket, as the docker command line resolves it
 * @param repeatable whether its builder can export images with the lock's time stamps, so that two
 *     builds have one digest
 */
record Engine(String version, String platform, String address, boolean repeatable) {
  private static final Duration BRIEF = Duration.ofSeconds(30);

  /**
   * Looks for the engine the docker command line is set to.
   *
   * @throws EngineException when there is none, or buildx or compose is missing
   */
  static Engine find(DockerCli docker) throws EngineException {
    String answer =
        docker
            .need(
                "asking the container engine",
                BRIEF,
                List.of(
                    "version", "--format", "{{.Server.Version}} {{.Server.Os}}/{{.Server.Arch}}"))
            .strip();
    demandPlugin(docker, "buildx");
    demandPlugin(docker, "compose");
    String address =
        docker.need(
            "asking for the engine's address",
            BRIEF,
            List.of("context", "inspect", "--format", "{{.Endpoints.docker.Host}}"));
    String[] words = answer.split(" ");
    return new Engine(words[0], words[1], address.strip(), repeatable(docker));
  }

  private static void demandPlugin(DockerCli docker, String plugin) throws EngineException {
    if (docker.run(BRIEF, List.of(plugin, "version")).code() != 0) {
      throw new EngineException(
          "docker has no "
              + plugin
              + " plugin; install docker-"
              + plugin
              + " (Debian) or docker-"
              + plugin
              + "-plugin (Docker's own packages)");
    }
  }

  /**
   * Docker's own builder can write archives with set time stamps only with the containerd image
   * store; builders in containers always can.
   */
  private static boolean repeatable(DockerCli docker) throws EngineException {
    String builder = docker.run(BRIEF, List.of("buildx", "inspect")).output();
    boolean own = builder.lines().anyMatch(line -> line.matches("Driver:\\s+docker"));
    String store =
        docker.run(BRIEF, List.of("info", "--format", "{{json .DriverStatus}}")).output();
    return !own || store.contains("io.containerd.snapshotter");
  }

  /** Opens a client for the engine's API. */
  DockerClient client() {
    DockerClientConfig config =
        DefaultDockerClientConfig.createDefaultConfigBuilder().withDockerHost(address).build();
    return DockerClientImpl.getInstance(
        config,
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .sslConfig(config.getSSLConfig())
            .connectionTimeout(BRIEF)
            .responseTimeout(Duration.ofMinutes(5))
            .build());
  }
}
