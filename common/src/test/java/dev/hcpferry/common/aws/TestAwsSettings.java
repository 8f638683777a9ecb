package dev.hcpferry.common.aws;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** {@link AwsSettings} from given values only, without the environment. */
public final class TestAwsSettings {
    private TestAwsSettings() {}

    public static AwsSettings of(Map<String, String> values) {
        return new AwsSettings(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build());
    }
}
