package io.liveprofile.ingest.decode;

import io.liveprofile.schemas.Catalogue;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Each topic by its own format. */
public final class TopicDecoders implements Decoder {
    private final Map<String, Decoder> byTopic = new HashMap<>();

    public TopicDecoders(Collection<TopicSettings> topics, DecodeSettings settings, Catalogue catalogue) {
        for (var topic : topics) {
            byTopic.put(topic.name(), topic.format().decoder(settings, catalogue, topic.strict()));
        }
    }

    @Override
    public Decoded decode(ConsumerRecord<byte[], byte[]> consumed) {
        var decoder = byTopic.get(consumed.topic());
        if (decoder == null) {
            throw new IllegalArgumentException("no format is configured for the topic " + consumed.topic());
        }
        return decoder.decode(consumed);
    }
}
