package dev.hcpferry.backup.preflight;

import dev.hcpferry.common.hypershift.Inventory;

/** Everything that would travel can be read. */
public final class ObjectsReadable implements PreflightCheck {
    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        Inventory inventory = around.inventory();
        return CheckResult.passed(inventory.travels().size() + " objects would move, "
                + inventory.left().size() + " would stay");
    }
}
