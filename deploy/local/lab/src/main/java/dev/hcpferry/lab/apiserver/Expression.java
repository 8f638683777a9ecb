package dev.hcpferry.lab.apiserver;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A condition in the Common Expression Language over an object and what it was before. Safe for threads. */
record Expression(CelRuntime.Program program) {

    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("object", SimpleType.DYN)
            .addVar("oldObject", SimpleType.DYN)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().build();
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final Map<String, Expression> KNOWN = new ConcurrentHashMap<>();

    static Expression of(String text) {
        return KNOWN.computeIfAbsent(text, Expression::compile);
    }

    /** One that can't be evaluated does not hold. */
    @SuppressWarnings("UnusedException") // as with failurePolicy Fail
    boolean holds(@Nullable ObjectNode before, ObjectNode after) {
        try {
            return Boolean.TRUE.equals(program.eval(Map.of("object", value(after), "oldObject", value(before))));
        } catch (CelEvaluationException failed) {
            return false;
        }
    }

    private static Map<String, Object> value(@Nullable ObjectNode object) {
        return object == null ? Map.of() : JSON.convertValue(object, MAP);
    }

    private static Expression compile(String text) {
        try {
            return new Expression(RUNTIME.createProgram(COMPILER.compile(text).getAst()));
        } catch (CelValidationException | CelEvaluationException wrong) {
            throw ApiProblem.badRequest("expression " + text + ": " + wrong.getMessage());
        }
    }
}
