package dev.hcpferry.common.cluster;

import dev.hcpferry.common.config.FerrySettings;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The product's settings with their defaults, apart from what a test sets. */
public final class TestSettings {
    private TestSettings() {}

    public static FerrySettings of(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(FerrySettings.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(FerrySettings.class);
    }
}
