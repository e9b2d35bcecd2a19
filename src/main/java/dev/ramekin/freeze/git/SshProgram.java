package dev.ramekin.freeze.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;

/**
 * Reaches git servers by the machine's own {@code ssh}, so that the user's keys, agent, known hosts
 * and settings count. It never asks for anything.
 */
final class SshProgram extends SshSessionFactory {
  @Override
  public RemoteSession getSession(
      URIish uri, CredentialsProvider credentials, FS fs, int milliseconds)
      throws TransportException {
    List<String> words = new ArrayList<>(List.of("ssh", "-o", "BatchMode=yes"));
    words.addAll(List.of("-o", "ConnectTimeout=" + Math.max(1, milliseconds / 1000)));
    if (uri.getPort() > 0) {
      words.addAll(List.of("-p", String.valueOf(uri.getPort())));
    }
    if (uri.getUser() != null) {
      words.addAll(List.of("-l", uri.getUser()));
    }
    // What follows is no option, whatever the host is called.
    words.addAll(List.of("--", uri.getHost()));
    return new Session(words);
  }

  @Override
  public String getType() {
    return "ssh program";
  }

  /** One host; every command is a process of its own. */
  private record Session(List<String> words) implements RemoteSession {
    @Override
    public Process exec(String command, int seconds) throws IOException {
      List<String> all = new ArrayList<>(words);
      all.add(command);
      return new ProcessBuilder(all).start();
    }

    @Override
    public void disconnect() {
      // The process ends with its command.
    }
  }
}
