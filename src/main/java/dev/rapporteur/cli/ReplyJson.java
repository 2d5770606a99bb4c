package dev.rapporteur.cli;

import dev.rapporteur.assistant.AskedCall;
import dev.rapporteur.assistant.ContextLayer;
import dev.rapporteur.assistant.Reply;
import dev.rapporteur.function.PendingCall;
import dev.rapporteur.grounding.Finding;
import dev.rapporteur.grounding.GroundingVerdict;
import dev.rapporteur.knowledge.Passage;
import dev.rapporteur.knowledge.RetrievedPassage;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A reply of the assistant as {@code --json} shows it. */
final class ReplyJson {
  private ReplyJson() {}

  static ObjectNode of(String conversation, Reply reply) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("conversation", conversation);
    json.put("answer", reply.answer());
    ArrayNode calls = json.putArray("calls");
    reply.calls().forEach(call -> calls.add(call(call)));
    ArrayNode passages = json.putArray("passages");
    reply.passages().forEach(found -> passages.add(passage(found)));
    ArrayNode pending = json.putArray("pending");
    reply.pending().forEach(call -> pending.add(pending(call)));
    ArrayNode findings = json.putArray("findings");
    reply.findings().forEach(finding -> findings.add(finding(finding)));
    json.set("context", context(reply));
    return json;
  }

  private static ObjectNode call(AskedCall asked) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    switch (asked) {
      case AskedCall.Answered answered -> {
        json.setAll(CallJson.of(answered.call()));
        json.put("outcome", "answered");
        json.set("columns", CallJson.columns(answered.call().result()));
        json.set("rows", answered.call().result().rowsAsJson());
      }
      case AskedCall.Parked parked -> json.setAll(asked(parked, "pending"));
      case AskedCall.Refused refused ->
          json.setAll(asked(refused, "refused").put("reason", refused.reason()));
      case AskedCall.Failed failed ->
          json.setAll(asked(failed, "failed").put("reason", failed.reason()));
    }
    return json;
  }

  /** The arguments of a call that was not carried out are shown as the model wrote them. */
  private static ObjectNode asked(AskedCall asked, String outcome) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("function", asked.function())
        .put("arguments", asked.arguments())
        .put("outcome", outcome);
  }

  private static ObjectNode passage(RetrievedPassage found) {
    Passage passage = found.passage();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("document", passage.document().id());
    json.put("heading", passage.headingPath());
    passage.page().ifPresent(page -> json.put("page", page));
    json.put("text", passage.text());
    json.put("score", found.score());
    return json;
  }

  private static ObjectNode pending(PendingCall call) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("confirmation", call.id());
    json.put("function", call.function());
    json.set("arguments", JsonMapper.shared().readTree(call.arguments()));
    json.put("argumentsHash", call.argumentsHash());
    json.put("expires", call.expiresAt().toString());
    return json;
  }

  private static ObjectNode finding(Finding finding) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("start", finding.start());
    json.put("end", finding.end());
    json.put("text", finding.text());
    json.put(
        "verdict",
        switch (finding.verdict()) {
          case GroundingVerdict.Supported supported -> "supported";
          case GroundingVerdict.Contradicted contradicted -> "contradicted";
          case GroundingVerdict.Unverifiable unverifiable -> "unsupported";
        });
    ArrayNode figures = json.putArray("figures");
    finding.verdict().figures().forEach(figures::add);
    return json.put("reason", finding.reason());
  }

  private static ObjectNode context(Reply reply) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("tokens", reply.context().stream().mapToInt(ContextLayer::tokens).sum());
    ArrayNode layers = json.putArray("layers");
    for (ContextLayer layer : reply.context()) {
      layers
          .addObject()
          .put("layer", layer.kind().toString())
          .put("tokens", layer.tokens())
          .put("leftOut", layer.leftOut());
    }
    return json;
  }
}
