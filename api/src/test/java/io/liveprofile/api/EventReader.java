package io.liveprofile.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a browser's EventSource reads. */
final class EventReader implements AutoCloseable {
    final int status;
    private final BufferedReader lines;

    EventReader(HttpResponse<InputStream> answer) {
        status = answer.statusCode();
        lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    String line() throws IOException {
        return lines.readLine();
    }

    /** The next one that is no heartbeat; empty at the end. */
    List<String> event() throws IOException {
        var event = new ArrayList<String>();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() && !event.isEmpty()) {
                return event;
            }
            if (!line.isEmpty() && !line.startsWith(":")) {
                event.add(line);
            }
        }
        return event;
    }

    List<List<String>> events() throws IOException {
        var events = new ArrayList<List<String>>();
        for (var event = event(); !event.isEmpty(); event = event()) {
            events.add(event);
        }
        return events;
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
