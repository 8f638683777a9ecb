package dev.hcpferry.backup.adopt;

import dev.hcpferry.common.config.FerrySettings;
import dev.hcpferry.common.event.EventSchemas.FieldError;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.model.S3Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a request must hold, beyond its schema, before a bundle is adopted in place of a backup. Pure. */
public record DeadSourceRules(FerrySettings settings) {

    /** Every field that is wrong; empty for requests that name no bundle. */
    public List<FieldError> violations(MigrationRequested request) {
        S3Location bundle = request.fromBundle();
        if (bundle == null) {
            return List.of();
        }
        List<FieldError> errors = new ArrayList<>();
        if (!request.sourceFenced()) {
            errors.add(new FieldError(
                    "sourceFenced",
                    "must be true with fromBundle: the explicit confirmation is missing that nothing on "
                            + request.source() + " can run the hosted cluster"));
        }
        if (!isKnown(bundle.bucket())) {
            errors.add(new FieldError(
                    "fromBundle",
                    "names a bucket that is neither HCP_FERRY_BUNDLE_BUCKET nor in HCP_FERRY_BUNDLE_RESTORE_FROM"));
        }
        if (request.dryRun()) {
            errors.add(new FieldError("dryRun", "is not possible together with fromBundle"));
        }
        return errors;
    }

    /** A bundle decides what is created on the destination, so nobody may bring one of their own. */
    private boolean isKnown(String bucket) {
        FerrySettings.BundleSettings bundles = settings.bundle();
        Optional<List<String>> more = bundles.restoreFrom();
        return Stream.concat(bundles.bucket().stream(), more.stream().flatMap(List::stream))
                .anyMatch(bucket::equals);
    }
}
