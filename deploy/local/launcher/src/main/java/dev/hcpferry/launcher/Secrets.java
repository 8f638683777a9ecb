package dev.hcpferry.launcher;

import dev.hcpferry.lab.Lab;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What nobody may ever read in an event, a log or a metric. */
public record Secrets(Set<String> texts) {
    /** Shorter values are no secrets, or stand in other texts by chance. */
    private static final int SHORTEST = 16;

    /** The contents of all Secrets of the source, plain and encoded, the credentials of the services, and what marks others. */
    public static Secrets of(Lab lab) {
        Set<String> texts = new HashSet<>(Set.of("X-Amz-Signature", "PRIVATE KEY"));
        texts.add(lab.environment().getOrDefault("AWS_SECRET_ACCESS_KEY", "no key"));
        for (Secret secret :
                lab.source().client().secrets().inAnyNamespace().list().getItems()) {
            Optional.ofNullable(secret.getData()).orElse(Map.of()).values().stream()
                    .filter(value -> value.length() >= SHORTEST)
                    .forEach(value -> {
                        texts.add(value);
                        texts.add(new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
                    });
        }
        return new Secrets(texts);
    }

    /** Where secrets are told; the secrets themselves are not repeated. */
    public List<String> toldBy(Ferry ferry) throws IOException, InterruptedException {
        List<String> places = new ArrayList<>();
        for (Event event : ferry.events().all()) {
            find("an event of " + event.topic(), event.value() + event.headers(), places);
        }
        for (ServiceProcess process : ferry.processes()) {
            find("log " + process.log().getFileName(), process.logged(), places);
        }
        for (ServiceName name : ServiceName.values()) {
            if (ferry.service(name).isAlive()) {
                find("metrics of " + name, ferry.service(name).metrics(), places);
            }
        }
        return places;
    }

    private void find(String place, String text, List<String> places) {
        if (texts.stream().anyMatch(text::contains)) {
            places.add(place);
        }
    }
}
