package dev.hcpferry.common.process;

import java.util.concurrent.CountDownLatch;

/** A class waits in its initializer for one virtual thread, while another waits for the class. */
final class WaitingForAClass {
    private static final CountDownLatch INITIALIZING = new CountDownLatch(1);
    private static final CountDownLatch AWAITED = new CountDownLatch(1);

    private WaitingForAClass() {}

    public static void main(String... arguments) throws InterruptedException {
        ServiceMain.provideCarriers();
        Thread initializing = Thread.ofPlatform().start(Slow::touch);
        INITIALIZING.await();
        Thread waiting = Thread.ofVirtual().start(Slow::touch);
        Thread awaited = Thread.ofVirtual().start(AWAITED::countDown);
        initializing.join();
        waiting.join();
        awaited.join();
    }

    private static final class Slow {
        static {
            INITIALIZING.countDown();
            try {
                AWAITED.await();
            } catch (InterruptedException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        static void touch() {}
    }
}
