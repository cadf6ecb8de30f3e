package io.liveprofile.profile.entity;

import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.KnownIds;
import java.util.Collection;

/** A growing set of numbers in one array, probed in steps of one: a million of them stand in 16 MB. */
final class IdHashes implements KnownIds {
    private static final int SLOTS_MIN = 64;

    /** Marks an empty slot; the hash that equals it is told by a flag of its own. */
    private static final long EMPTY = 0;

    private long[] slots = new long[SLOTS_MIN];
    private boolean hasEmpty;
    private int size;

    @Override
    public synchronized boolean has(long idHash) {
        return idHash == EMPTY ? hasEmpty : slots[slotOf(slots, idHash)] == idHash;
    }

    synchronized int size() {
        return size;
    }

    /** How many were new. */
    synchronized int add(Collection<Interaction> interactions) {
        int before = size;
        interactions.forEach(interaction -> add(interaction.idHash()));
        return size - before;
    }

    private void add(long hash) {
        if (hash == EMPTY) {
            size += hasEmpty ? 0 : 1;
            hasEmpty = true;
            return;
        }
        int slot = slotOf(slots, hash);
        if (slots[slot] == EMPTY) {
            slots[slot] = hash;
            size++;
            if (size * 2 > slots.length) {
                grow();
            }
        }
    }

    private void grow() {
        var wider = new long[slots.length * 2];
        for (long hash : slots) {
            if (hash != EMPTY) {
                wider[slotOf(wider, hash)] = hash;
            }
        }
        slots = wider;
    }

    private static int slotOf(long[] slots, long hash) {
        int slot = Long.hashCode(hash) & slots.length - 1;
        while (slots[slot] != EMPTY && slots[slot] != hash) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }
}
