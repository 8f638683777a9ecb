package dev.hcpferry.common.etcd;

/** An etcd member can't be reached, or does not answer as it should. */
public final class EtcdException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EtcdException(String message, Throwable cause) {
        super(message, cause);
    }

    public EtcdException(String message) {
        super(message);
    }
}
