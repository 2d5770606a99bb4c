package dev.rapporteur.assistant;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.rapporteur.access.Actor;
import dev.rapporteur.function.Column;
import dev.rapporteur.function.Effect;
import dev.rapporteur.function.FunctionRegistry;
import dev.rapporteur.function.RegisteredFunction;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The functions that an actor may call, as the model is told of them. Others do not exist for it.
 *
 * @param functions by name
 */
record OfferedFunctions(List<RegisteredFunction> functions) {

  static OfferedFunctions of(FunctionRegistry registry, Actor actor) {
    return new OfferedFunctions(
        registry.functions().stream()
            .filter(function -> actor.hasAnyOf(function.roles()))
            .toList());
  }

  Set<String> names() {
    return functions.stream().map(RegisteredFunction::name).collect(Collectors.toSet());
  }

  List<ToolSpecification> tools() {
    return functions.stream().map(OfferedFunctions::tool).toList();
  }

  private static ToolSpecification tool(RegisteredFunction function) {
    JsonNode schema = function.parameters();
    JsonObjectSchema.Builder parameters = JsonObjectSchema.builder();
    schema
        .path("properties")
        .properties()
        .forEach(
            parameter ->
                parameters.addProperty(
                    parameter.getKey(), JsonRawSchema.from(parameter.getValue().toString())));
    parameters.required(schema.path("required").valueStream().map(JsonNode::asString).toList());
    return ToolSpecification.builder()
        .name(function.name())
        .description(description(function))
        .parameters(parameters.additionalProperties(false).build())
        .build();
  }

  /** What it does and gives, so that the model can choose without trying. */
  private static String description(RegisteredFunction function) {
    String columns =
        function.columns().stream()
            .map(OfferedFunctions::shown)
            .collect(Collectors.joining(", ", " Gives: ", "."));
    return function.description()
        + columns
        + (function.effect() == Effect.SENSITIVE
            ? " A second person must confirm it before anything happens."
            : "");
  }

  private static String shown(Column column) {
    return column.name() + column.unit().map(unit -> " (" + unit + ")").orElse("");
  }
}
