package dev.hcpferry.simulation.service;

import dev.hcpferry.common.phase.BundleDefinition;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.Collections;
import java.util.Iterator;

/** Nobody asks for bundles of running hosted clusters here. */
final class NoBundles implements Instance<BundleDefinition> {
    @Override
    public Instance<BundleDefinition> select(Annotation... qualifiers) {
        return this;
    }

    @Override
    public <U extends BundleDefinition> Instance<U> select(Class<U> subtype, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends BundleDefinition> Instance<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isUnsatisfied() {
        return true;
    }

    @Override
    public boolean isAmbiguous() {
        return false;
    }

    @Override
    public void destroy(BundleDefinition instance) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Handle<BundleDefinition> getHandle() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<? extends Handle<BundleDefinition>> handles() {
        return Collections.emptyList();
    }

    @Override
    public BundleDefinition get() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iterator<BundleDefinition> iterator() {
        return Collections.emptyIterator();
    }
}
