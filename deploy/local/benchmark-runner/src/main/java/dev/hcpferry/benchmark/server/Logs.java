package dev.hcpferry.benchmark.server;

import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Logging as in a service: without it, libraries would believe that somebody wants to read every byte on the wire. */
public final class Logs {
    private Logs() {}

    /** Shows warnings on standard error; to be called before anything else. */
    public static void onlyWarnings() {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        Logger root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        root.addHandler(new ConsoleHandler());
    }
}
