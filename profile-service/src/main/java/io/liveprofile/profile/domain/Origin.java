package io.liveprofile.profile.domain;

/** Where an interaction was read: together with the topic's retention, the way back to what the producer sent. */
public record Origin(String topic, int partition, long offset) {

    @Override
    public String toString() {
        return topic + ":" + partition + ":" + offset;
    }
}
