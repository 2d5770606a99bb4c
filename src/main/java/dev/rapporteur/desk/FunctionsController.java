package dev.rapporteur.desk;

import dev.rapporteur.access.Actor;
import dev.rapporteur.access.StandardRoles;
import dev.rapporteur.audit.AuditEntry;
import dev.rapporteur.audit.AuditQuery;
import dev.rapporteur.function.CallRequest;
import dev.rapporteur.function.FunctionGate;
import dev.rapporteur.function.FunctionRegistry;
import dev.rapporteur.function.Outcome;
import dev.rapporteur.function.RegisteredFunction;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.report.RapporteurException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Functions: what they take and give, who may call them, their last calls, and one to try. */
@Controller
final class FunctionsController {
  private static final int CALLS = 20;

  private final OpenWorkspace workspace;
  private final FunctionRegistry registry;
  private final FunctionGate gate;

  FunctionsController(OpenWorkspace workspace, OpenWorkspace.Functions functions) {
    this.workspace = workspace;
    this.registry = functions.registry();
    this.gate = functions.gate();
  }

  /**
   * A parameter as the page asks for it.
   *
   * @param choices allowed values; empty if any of the type
   */
  record Parameter(
      String name, String type, String description, boolean required, List<String> choices) {}

  @GetMapping("/desk/functions")
  String list(Actor actor, Model model) {
    model.addAttribute(
        "functions",
        registry.functions().stream().filter(function -> maySee(actor, function)).toList());
    model.addAttribute("actor", actor);
    return "desk/functions";
  }

  @GetMapping("/desk/functions/{name}")
  String show(@PathVariable String name, Actor actor, Model model) {
    RegisteredFunction function = required(name, actor);
    model.addAttribute("function", function);
    model.addAttribute("parameters", parameters(function));
    model.addAttribute("mayCall", actor.hasAnyOf(function.roles()));
    model.addAttribute(
        "sql", function.body() instanceof RegisteredFunction.Sql sql ? sql.sql().text() : null);
    model.addAttribute("calls", calls(name, actor));
    if (!model.containsAttribute("given")) {
      model.addAttribute("given", Map.of());
    }
    return "desk/function";
  }

  @PostMapping("/desk/functions/{name}/calls")
  String call(
      @PathVariable String name,
      @RequestParam Map<String, String> given,
      Actor actor,
      Model model) {
    RegisteredFunction function = required(name, actor);
    model.addAttribute("given", given);
    try {
      Outcome outcome =
          gate.call(
              CallRequest.of(name, arguments(function, given), Set.of(name), actor, "desk", ""));
      switch (outcome) {
        case Outcome.Answered answered -> model.addAttribute("answer", answered.call());
        case Outcome.Refused refused -> model.addAttribute("refused", refused.message());
        case Outcome.Parked parked -> model.addAttribute("parked", parked.confirmation());
      }
    } catch (RapporteurException fault) {
      model.addAttribute("refused", fault.getMessage() + ". " + fault.nextStep());
    }
    return show(name, actor, model);
  }

  /** As the schema types them; what cannot be read is left as text for the gate to refuse. */
  private static ObjectNode arguments(RegisteredFunction function, Map<String, String> given) {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    for (Parameter parameter : parameters(function)) {
      String text = given.getOrDefault("p." + parameter.name(), "").strip();
      if (!text.isEmpty()) {
        arguments.set(parameter.name(), value(parameter.type(), text));
      }
    }
    return arguments;
  }

  private static JsonNode value(String type, String text) {
    if (type.equals("string")) {
      return JsonNodeFactory.instance.stringNode(text);
    }
    try {
      return JsonMapper.shared().readTree(text);
    } catch (JacksonException noJson) {
      return JsonNodeFactory.instance.stringNode(text);
    }
  }

  private static List<Parameter> parameters(RegisteredFunction function) {
    JsonNode schema = function.parameters();
    List<String> required = schema.path("required").valueStream().map(JsonNode::asString).toList();
    return schema.path("properties").properties().stream()
        .map(
            each ->
                new Parameter(
                    each.getKey(),
                    each.getValue().path("type").asString("string"),
                    each.getValue().path("description").asString(""),
                    required.contains(each.getKey()) && !each.getValue().has("default"),
                    each.getValue().path("enum").valueStream().map(JsonNode::asString).toList()))
        .toList();
  }

  /** An auditor sees everybody's calls, others their own. */
  private List<AuditEntry> calls(String name, Actor actor) {
    boolean all = actor.roles().contains(StandardRoles.AUDITOR);
    return workspace
        .trail()
        .search(
            new AuditQuery(
                "call.", all ? "" : "person:" + actor.name(), name, "", "", "", 0, 4 * CALLS))
        .stream()
        .filter(entry -> entry.subject().equals(name))
        .filter(entry -> all || entry.actor().equals("person:" + actor.name()))
        .filter(entry -> !entry.kind().equals("call.intent"))
        .limit(CALLS)
        .toList();
  }

  private static boolean maySee(Actor actor, RegisteredFunction function) {
    return actor.hasAnyOf(function.roles())
        || actor.hasAnyOf(function.approvers())
        || actor.hasAnyOf(StandardRoles.ALL);
  }

  private RegisteredFunction required(String name, Actor actor) {
    Optional<RegisteredFunction> function =
        registry.find(name).filter(found -> maySee(actor, found));
    return function.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
