package dev.hcpferry.lab.aws;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.xml.XmlMapper;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlElementWrapper;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The documents of Route 53's REST API, version 2013-04-01. */
final class Route53Xml {

    private static final String NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/";
    private static final XmlMapper XML = XmlMapper.xmlBuilder()
            .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
            .build();

    private Route53Xml() {}

    static String write(Object document) {
        try {
            return XML.writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static ChangeRequest readChanges(String body) {
        try {
            return XML.readValue(body, ChangeRequest.class);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException("Invalid XML ; " + unreadable.getOriginalMessage(), unreadable);
        }
    }

    record Zone(
            String id,
            String name,
            String callerReference,
            @JacksonXmlProperty(localName = "Config") ZoneConfig config,
            long resourceRecordSetCount) {

        static Zone of(HostedZone zone) {
            return new Zone(
                    "/hostedzone/" + zone.id(),
                    zone.name() + ".",
                    zone.name(),
                    new ZoneConfig(zone.isPrivate()),
                    zone.records().size());
        }
    }

    record ZoneConfig(boolean privateZone) {}

    @JacksonXmlRootElement(localName = "ListHostedZonesResponse", namespace = NAMESPACE)
    record ZoneList(
            @JacksonXmlElementWrapper(localName = "HostedZones") @JacksonXmlProperty(localName = "HostedZone")
            List<Zone> hostedZones,

            boolean isTruncated,
            String maxItems) {}

    @JacksonXmlRootElement(localName = "ListHostedZonesByNameResponse", namespace = NAMESPACE)
    record ZonesByName(
            @JacksonXmlElementWrapper(localName = "HostedZones") @JacksonXmlProperty(localName = "HostedZone")
            List<Zone> hostedZones,

            @Nullable @JacksonXmlProperty(localName = "DNSName")
            String dnsName,

            boolean isTruncated,
            String maxItems) {}

    @JacksonXmlRootElement(localName = "GetHostedZoneResponse", namespace = NAMESPACE)
    record OneZone(Zone hostedZone) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Rrs(
            String name,
            String type,
            @JacksonXmlProperty(localName = "TTL") long ttl,
            Values resourceRecords) {

        static Rrs of(RecordSet record) {
            return new Rrs(
                    record.name().replace("*", "\\052") + ".",
                    record.type(),
                    record.ttl(),
                    new Values(record.values().stream().map(Value::new).toList()));
        }

        RecordSet toRecordSet() {
            return new RecordSet(
                    name,
                    type,
                    ttl,
                    resourceRecords.resourceRecord().stream().map(Value::value).toList());
        }
    }

    record Values(
            @JacksonXmlElementWrapper(useWrapping = false) List<Value> resourceRecord) {}

    record Value(String value) {}

    @JacksonXmlRootElement(localName = "ListResourceRecordSetsResponse", namespace = NAMESPACE)
    record RecordList(
            @JacksonXmlElementWrapper(localName = "ResourceRecordSets")
            @JacksonXmlProperty(localName = "ResourceRecordSet")
            List<Rrs> resourceRecordSets,

            boolean isTruncated,
            String maxItems,
            @Nullable String nextRecordName,
            @Nullable String nextRecordType) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ChangeRequest(ChangeBatch changeBatch) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ChangeBatch(Changes changes) {}

    record Changes(
            @JacksonXmlElementWrapper(useWrapping = false) List<ChangeEntry> change) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ChangeEntry(HostedZone.Action action, Rrs resourceRecordSet) {}

    record ChangeInfo(String id, String status, String submittedAt) {}

    @JacksonXmlRootElement(localName = "ChangeResourceRecordSetsResponse", namespace = NAMESPACE)
    record Changed(ChangeInfo changeInfo) {}

    @JacksonXmlRootElement(localName = "ErrorResponse", namespace = NAMESPACE)
    record ErrorDocument(ErrorDetail error, String requestId) {}

    record ErrorDetail(String type, String code, String message) {}
}
