package dev.hcpferry.restore.step;

import static dev.hcpferry.common.phase.StepLook.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.bundle.BundleAddress;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.model.S3Location;
import dev.hcpferry.restore.RestoreContext;
import dev.hcpferry.restore.Restores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyBundleTest {
    private final MigrationWorld world = new MigrationWorld();
    private final RestoreContext context = Restores.unverified(world);

    @Test
    void intactBundle_isReadWhole() throws Exception {
        look(new VerifyBundle(), context).isDone("digests are right");

        assertThat(context.manifests()).hasSize(context.bundle().objects().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"etcd/snapshot.db", "manifests.tar.gz", "bundle.json"})
    void damagedPart_isNamedAndNothingIsTouched(String part) throws Exception {
        world.bundles().damage(at(part));
        String before = world.destination().content();

        look(new VerifyBundle(), context).fails(ReasonCode.BUNDLE_CORRUPT, part, "has changed since the backup");

        assertThat(world.destination().content()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"etcd/snapshot.db", "manifests.tar.gz", "bundle.json"})
    void missingPart_isNamed(String part) throws Exception {
        world.bundles().remove(at(part));

        look(new VerifyBundle(), context).fails(ReasonCode.BUNDLE_CORRUPT, part, "is missing");
    }

    @Test
    void bundleOfAnotherMigration_isRefused() throws Exception {
        RestoreContext other = new RestoreContext(
                world.migrationId("another-1").request(),
                context.backup(),
                world.run(PhaseName.RESTORE),
                world.systems());

        look(new VerifyBundle(), other).fails(ReasonCode.BUNDLE_CORRUPT, "belongs to migration example-1");
    }

    private static S3Location at(String part) {
        BundleAddress address = new BundleAddress("bundles", "hcp-ferry", MigrationWorld.REF, MigrationWorld.ID, null);
        String index = address.index().key();
        return new S3Location("bundles", index.substring(0, index.length() - "bundle.json".length()) + part);
    }
}
