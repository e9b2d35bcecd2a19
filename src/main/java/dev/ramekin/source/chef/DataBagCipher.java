package dev.ramekin.source.chef;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Decrypts values of encrypted data bag items, formats 1 to 3 ({@code
 * Chef::EncryptedDataBagItem::Decryptor}): JSON {@code {"json_wrapper": value}} under AES-256 with
 * the SHA-256 of the secret as its key; in CBC mode, from format 2 with an HMAC, in format 3 in GCM
 * mode.
 */
final class DataBagCipher {
  /** What decryption gave: a value, or the reason why there is none. */
  record Result(Optional<RubyValue> value, String failure) {
    private static Result failed(String reason) {
      return new Result(Optional.empty(), reason);
    }
  }

  private static final int TAG_BITS = 128;

  private DataBagCipher() {}

  /** Returns whether a value has the form of an encrypted one. */
  static boolean isEncrypted(RubyValue value) {
    return value instanceof RubyHash hash
        && text(hash, "encrypted_data").isPresent()
        && text(hash, "cipher").isPresent();
  }

  /**
   * Decrypts a value.
   *
   * @param encrypted a value that {@link #isEncrypted}
   * @param secret the shared secret, as its file holds it without white space at both ends
   */
  static Result decrypt(RubyHash encrypted, String secret) {
    String version = text(encrypted, "version").orElse("");
    String data = text(encrypted, "encrypted_data").orElse("");
    try {
      return switch (version) {
        case "1" -> value(cbc(encrypted, data, secret));
        case "2" ->
            isAuthentic(encrypted, data, secret)
                ? value(cbc(encrypted, data, secret))
                : Result.failed("its HMAC does not fit the secret");
        case "3" -> value(gcm(encrypted, data, secret));
        default -> Result.failed("its format version '" + version + "' is not known");
      };
    } catch (GeneralSecurityException | IllegalArgumentException | JsonProcessingException wrong) {
      return Result.failed("the secret does not open it");
    }
  }

  private static Result value(byte[] plain) throws JsonProcessingException {
    RubyValue wrapped = JsonValues.parse(new String(plain, StandardCharsets.UTF_8));
    return wrapped instanceof RubyHash hash
        ? new Result(hash.get(new RubyString("json_wrapper")), "it holds no value")
        : Result.failed("it holds no value");
  }

  private static byte[] cbc(RubyHash encrypted, String data, String secret)
      throws GeneralSecurityException {
    IvParameterSpec vector = new IvParameterSpec(bytes(encrypted, "iv"));
    return open("AES/CBC/PKCS5Padding", vector, secret, decode(data));
  }

  private static byte[] gcm(RubyHash encrypted, String data, String secret)
      throws GeneralSecurityException {
    byte[] text = decode(data);
    byte[] tag = bytes(encrypted, "auth_tag");
    byte[] both = new byte[text.length + tag.length];
    System.arraycopy(text, 0, both, 0, text.length);
    System.arraycopy(tag, 0, both, text.length, tag.length);
    GCMParameterSpec vector = new GCMParameterSpec(TAG_BITS, bytes(encrypted, "iv"));
    return open("AES/GCM/NoPadding", vector, secret, both);
  }

  private static byte[] open(
      String transformation, AlgorithmParameterSpec vector, String secret, byte[] data)
      throws GeneralSecurityException {
    byte[] key = MessageDigest.getInstance("SHA-256").digest(utf8(secret));
    Cipher cipher = Cipher.getInstance(transformation);
    cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), vector);
    return cipher.doFinal(data);
  }

  private static boolean isAuthentic(RubyHash encrypted, String data, String secret)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(utf8(secret), "HmacSHA256"));
    return MessageDigest.isEqual(mac.doFinal(utf8(data)), bytes(encrypted, "hmac"));
  }

  private static byte[] bytes(RubyHash encrypted, String key) {
    return decode(text(encrypted, key).orElse(""));
  }

  private static byte[] decode(String base64) {
    return Base64.getMimeDecoder().decode(base64);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Optional<String> text(RubyHash hash, String key) {
    return hash.get(new RubyString(key)).map(Plain::text);
  }
}
