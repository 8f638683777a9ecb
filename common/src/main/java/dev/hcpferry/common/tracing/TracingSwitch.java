package dev.hcpferry.common.tracing;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * Tracing is on when OpenTelemetry's variable {@code OTEL_EXPORTER_OTLP_ENDPOINT} names a collector, and off otherwise: a service that knows of no collector
 * must not look for one. Whoever sets Quarkus' own property, or {@code OTEL_SDK_DISABLED}, decides for himself.
 */
public final class TracingSwitch implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1L;
    private static final String DISABLED = "quarkus.otel.sdk.disabled";

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue configured = context.proceed(name);
        if (!name.equals(DISABLED) || (configured != null && configured.getConfigSourceOrdinal() > 0)) {
            return configured;
        }
        ConfigValue standard = context.proceed("OTEL_SDK_DISABLED");
        boolean collector = context.proceed("OTEL_EXPORTER_OTLP_ENDPOINT") != null;
        return ConfigValue.builder()
                .withName(name)
                .withValue(standard == null ? String.valueOf(!collector) : standard.getValue())
                .build();
    }
}
