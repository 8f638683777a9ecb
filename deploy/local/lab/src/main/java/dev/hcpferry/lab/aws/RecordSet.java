package dev.hcpferry.lab.aws;

import java.util.List;
import java.util.Locale;

/** A DNS record. {@code name} is lower case, without the last dot. */
public record RecordSet(String name, String type, long ttl, List<String> values) {

    public RecordSet {
        name = plain(name);
        values = List.copyOf(values);
    }

    public static RecordSet of(String name, String type, String value) {
        return new RecordSet(name, type, 60, List.of(value));
    }

    static String plain(String name) {
        String known = name.replace("\\052", "*").toLowerCase(Locale.ROOT);
        return known.endsWith(".") ? known.substring(0, known.length() - 1) : known;
    }
}
