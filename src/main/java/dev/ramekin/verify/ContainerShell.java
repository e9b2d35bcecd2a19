package dev.ramekin.verify;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.ExecCreateCmd;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs commands in a running container. */
final class ContainerShell {
  private final DockerClient client;
  private final String container;

  ContainerShell(DockerClient client, String container) {
    this.client = client;
    this.container = container;
  }

  /**
   * What a command gave.
   *
   * @param code exit code; -1 when it did not end in time
   * @param output standard output
   * @param messages standard error
   */
  record Answer(long code, String output, String messages) {}

  /** Runs a command as the service itself would, with its user and its rights. */
  Answer asService(List<String> command, int seconds) throws EngineException {
    return run(client.execCreateCmd(container), command, seconds);
  }

  /** Runs a command that looks at everything, whatever rights the service has given up. */
  Answer asRoot(List<String> command, int seconds) throws EngineException {
    return run(
        client.execCreateCmd(container).withUser("0").withPrivileged(true), command, seconds);
  }

  private Answer run(ExecCreateCmd create, List<String> command, int seconds)
      throws EngineException {
    String id =
        create
            .withCmd(command.toArray(String[]::new))
            .withAttachStdout(true)
            .withAttachStderr(true)
            .exec()
            .getId();
    Collector collector = new Collector();
    try {
      if (!client.execStartCmd(id).exec(collector).awaitCompletion(seconds, TimeUnit.SECONDS)) {
        return new Answer(-1, collector.output(), "no answer within " + seconds + " s");
      }
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      throw new EngineException("interrupted", exception);
    }
    Long code = client.inspectExecCmd(id).exec().getExitCodeLong();
    return new Answer(code == null ? -1 : code, collector.output(), collector.messages());
  }

  private static final class Collector extends ResultCallback.Adapter<Frame> {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

    @Override
    public void onNext(Frame frame) {
      (frame.getStreamType() == StreamType.STDERR ? messages : output)
          .writeBytes(frame.getPayload());
    }

    String output() {
      return output.toString(StandardCharsets.UTF_8);
    }

    String messages() {
      return messages.toString(StandardCharsets.UTF_8).strip();
    }
  }
}
