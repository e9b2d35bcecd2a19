package dev.ramekin.freeze.oci;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How somebody is known to a registry. */
sealed interface Login {
  /** Name and password. */
  record Password(String user, String password) implements Login {
    /** Returns the value of the Authorization header. */
    String header() {
      byte[] bytes = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public String toString() {
      return "Password[" + user + "]";
    }
  }

  /** A token that the registry's token server exchanges for others (OAuth 2 refresh token). */
  record IdentityToken(String token) implements Login {
    @Override
    public String toString() {
      return "IdentityToken";
    }
  }
}
