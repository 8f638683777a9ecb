package dev.hcpferry.common.guest;

import dev.hcpferry.common.cluster.ReadOnlyKubernetesApi;

/** Guest APIs that can only be looked at. */
public record ReadOnlyGuests(Guests guests) implements Guests {
    @Override
    public GuestApi open(String kubeconfig) {
        return new ReadOnlyGuest(guests.open(kubeconfig));
    }

    private static final class ReadOnlyGuest extends ReadOnlyKubernetesApi implements GuestApi {
        private final GuestApi guest;

        ReadOnlyGuest(GuestApi guest) {
            super(guest);
            this.guest = guest;
        }

        @Override
        public void close() {
            guest.close();
        }
    }
}
