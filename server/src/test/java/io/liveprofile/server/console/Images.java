package io.liveprofile.server.console;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** Pictures, packed as small as PNG allows: browsers pack them fast instead. */
final class Images {
    private Images() {}

    static void write(Path file, byte[] png) {
        try {
            Files.createDirectories(file.getParent());
            var writer = ImageIO.getImageWritersByFormatName("png").next();
            var smallest = writer.getDefaultWriteParam();
            smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            smallest.setCompressionQuality(0);
            Files.deleteIfExists(file);
            try (var out = ImageIO.createImageOutputStream(file.toFile())) {
                writer.setOutput(out);
                writer.write(null, new IIOImage(ImageIO.read(new ByteArrayInputStream(png)), null, null), smallest);
            }
            writer.dispose();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
