package dev.hcpferry.common.etcd;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads RSA private keys in PEM: PKCS#8, which Java knows, and PKCS#1 ({@code BEGIN RSA PRIVATE KEY}), which HyperShift writes and
 * Java does not know.
 */
final class PrivateKeys {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (RSA |EC )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");
    /** Version 0 and the algorithm identifier rsaEncryption: what PKCS#8 puts before a PKCS#1 key. */
    private static final byte[] RSA_HEADER = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;

    private PrivateKeys() {}

    /** @throws GeneralSecurityException when the text is no such key; the message holds none of it */
    @SuppressWarnings("UnusedException") // the decoder's message quotes the key
    static PrivateKey read(String pem) throws GeneralSecurityException {
        Matcher matcher = PEM.matcher(pem);
        if (!matcher.find()) {
            throw new InvalidKeySpecException("no private key in PEM form");
        }
        String type = matcher.group(1);
        if ("EC ".equals(type)) {
            throw new InvalidKeySpecException("an EC key in SEC1 form; expected RSA or PKCS#8");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
            return pkcs8(type == null ? der : wrap(der));
        } catch (IllegalArgumentException e) {
            throw new InvalidKeySpecException("the private key is not Base64");
        }
    }

    @SuppressWarnings("UnusedException") // says only that this is not an RSA key
    private static PrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
        PKCS8EncodedKeySpec key = new PKCS8EncodedKeySpec(der);
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(key);
        } catch (InvalidKeySpecException e) {
            return KeyFactory.getInstance("EC").generatePrivate(key);
        }
    }

    private static byte[] wrap(byte[] pkcs1) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(RSA_HEADER);
        append(content, OCTET_STRING, pkcs1);
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        append(key, SEQUENCE, content.toByteArray());
        return key.toByteArray();
    }

    /** One DER element. */
    private static void append(ByteArrayOutputStream out, int tag, byte[] content) {
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            int lengthBytes = content.length > 0xffff ? 3 : content.length > 0xff ? 2 : 1;
            out.write(0x80 | lengthBytes);
            for (int shift = 8 * (lengthBytes - 1); shift >= 0; shift -= 8) {
                out.write(content.length >> shift);
            }
        }
        out.writeBytes(content);
    }
}
