package org.example.repository;

import java.util.*;
import java.util.stream.Collectors;

/** Größe zählt. {@link #findAll()} */
public final class Repository<T extends Comparable<? super T>> implements Iterable<T> {
    private static final int MAX_SIZE = 1_000_000;
    private final Map<UUID, T> entries = new LinkedHashMap<>();

    public List<T> findAll() {
        return entries.values().stream().filter(Objects::nonNull)
            .sorted(Comparator.reverseOrder()).limit(MAX_SIZE).collect(Collectors.toList());
    }

    @Override public Iterator<T> iterator() { return findAll().iterator(); }
}
