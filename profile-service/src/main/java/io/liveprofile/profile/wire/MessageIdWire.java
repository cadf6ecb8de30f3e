package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.MessageId;

/** A message id: as its text, or as the 16 bytes of a UUID. */
final class MessageIdWire {
    private MessageIdWire() {}

    static void write(WireWriter wire, MessageId messageId, int textField, int highField, int lowField) {
        switch (messageId) {
            case MessageId.Text(var text) -> wire.text(textField, text);
            case MessageId.Uuid(long high, long low) ->
                wire.fixed(highField, high).fixed(lowField, low);
        }
    }

    static MessageId read(String text, long high, long low) {
        return text.isEmpty() ? new MessageId.Uuid(high, low) : new MessageId.Text(text);
    }
}
