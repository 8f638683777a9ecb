package dev.hcpferry.common.process;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.security.Security;

/** Where every service starts: sets what holds for its whole JVM. */
@QuarkusMain
public final class ServiceMain {
    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";
    private static final int ENOUGH_CARRIERS = 64;

    private ServiceMain() {}

    public static void main(String... arguments) {
        provideCarriers();
        quickenKeystores();
        Quarkus.run(arguments);
    }

    /**
     * Lets more virtual threads run at once than there are processors, unless the JVM was told how many. Before Java 26 a virtual thread
     * that waits for a class to be initialized keeps its carrier. With a carrier for each of one or two processors all are soon kept,
     * and if whoever initializes the class waits for a virtual thread in turn, none ever runs again (JDK-8369238). Must come before
     * the first virtual thread of the process.
     */
    static void provideCarriers() {
        if (System.getProperty(CARRIERS) == null) {
            System.setProperty(CARRIERS, String.valueOf(ENOUGH_CARRIERS));
        }
    }

    /**
     * A client's key lies in a keystore in memory, beside its password: the usual 10,000 rounds of deriving protect nothing there. They
     * take 45 ms for every client that is opened, also while a guest's API is away.
     */
    private static void quickenKeystores() {
        Security.setProperty("keystore.pkcs12.keyPbeIterationCount", "1");
    }
}
