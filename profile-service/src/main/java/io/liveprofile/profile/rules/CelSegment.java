package io.liveprofile.profile.rules;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.liveprofile.profile.domain.judgement.Figures;
import io.liveprofile.profile.domain.judgement.Segment;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A segment whose condition is an expression in the Common Expression Language over {@link FigureNames}. */
final class CelSegment implements Segment {
    private static final Logger LOG = LoggerFactory.getLogger(CelSegment.class);

    private static final Cel CEL = compiler();

    private final String name;
    private final String title;
    private final String when;
    private final CelRuntime.Program program;

    private CelSegment(String name, String title, String when, CelRuntime.Program program) {
        this.name = name;
        this.title = title;
        this.when = when;
        this.program = program;
    }

    /** @throws IllegalArgumentException where the expression isn't one, or doesn't answer yes or no */
    static CelSegment of(String name, String title, String when) {
        try {
            return new CelSegment(
                    name, title, when, CEL.createProgram(CEL.compile(when).getAst()));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Cel compiler() {
        var builder = CelFactory.standardCelBuilder().setResultType(SimpleType.BOOL);
        for (var figure : FigureNames.values()) {
            builder.addVar(
                    figure.word(),
                    switch (figure.type()) {
                        case NUMBER -> SimpleType.INT;
                        case TEXT -> SimpleType.STRING;
                        case NUMBERS -> MapType.create(SimpleType.STRING, SimpleType.INT);
                        case TEXTS -> ListType.create(SimpleType.STRING);
                        case ANYTHING -> MapType.create(SimpleType.STRING, SimpleType.DYN);
                    });
        }
        return builder.build();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String condition() {
        return when;
    }

    /** Nobody is in a segment whose condition can't be answered for them, such as one that asks for a trait they lack. */
    @Override
    public boolean holds(Figures figures) {
        try {
            return (boolean) program.eval(word -> FigureNames.of(word).map(figure -> figure.in(figures)));
        } catch (CelEvaluationException e) {
            LOG.debug("The segment {} can't be answered: {}", name, e.getMessage());
            return false;
        }
    }

    @Override
    public String because(Figures figures) {
        Map<String, Object> asked = new TreeMap<>();
        try {
            program.eval(word -> {
                Optional<Object> value = FigureNames.of(word).map(figure -> figure.in(figures));
                value.ifPresent(told -> asked.put(word, told));
                return value;
            });
        } catch (CelEvaluationException e) {
            return "it can't be answered: " + e.getMessage();
        }
        return asked.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
