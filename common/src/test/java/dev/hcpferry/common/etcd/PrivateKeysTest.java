package dev.hcpferry.common.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateKeysTest {

    @Test
    void rsaKeyInBothForms_isRead(@TempDir Path directory) throws Exception {
        TestCertificate sample = TestCertificate.create(directory, "sample");

        assertThat(PrivateKeys.read(sample.pkcs1Pem())).isEqualTo(sample.key());
        assertThat(PrivateKeys.read(sample.pkcs8Pem())).isEqualTo(sample.key());
        assertThat(PrivateKeys.read("some text before\r\n" + sample.pkcs1Pem().replace("\n", "\r\n")))
                .isEqualTo(sample.key());
    }

    @Test
    void ecKeyInPkcs8_isRead() throws Exception {
        PrivateKey key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();

        assertThat(PrivateKeys.read(TestCertificate.pem("PRIVATE KEY", key.getEncoded())))
                .isEqualTo(key);
    }

    @Test
    void somethingElse_isRefusedWithoutShowingIt() {
        String secret = "c2VjcmV0IGJ5dGVz";

        assertThatThrownBy(() -> PrivateKeys.read(secret))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageNotContaining(secret);
        assertThatThrownBy(() -> PrivateKeys.read(TestCertificate.pem("RSA PRIVATE KEY", new byte[70_000])))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> PrivateKeys.read(TestCertificate.pem("EC PRIVATE KEY", new byte[50])))
                .hasMessageContaining("SEC1");
    }
}
