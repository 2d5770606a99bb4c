package dev.rapporteur.desk;

import dev.rapporteur.access.Actor;
import dev.rapporteur.assistant.Assistant;
import dev.rapporteur.assistant.Conversation;
import dev.rapporteur.assistant.Conversations;
import dev.rapporteur.assistant.Reply;
import dev.rapporteur.knowledge.Citation;
import dev.rapporteur.knowledge.Passage;
import dev.rapporteur.report.RapporteurException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The assistant; a conversation is its owner's and does not exist for others. */
@Controller
final class AssistantController {
  private static final int LONGEST_QUESTION = 4_000;

  private final Conversations conversations;
  private final Optional<Supplier<Assistant>> assistant;

  /**
   * @param assistant empty where no model is configured
   */
  AssistantController(Conversations conversations, Optional<Supplier<Assistant>> assistant) {
    this.conversations = conversations;
    this.assistant = assistant;
  }

  @GetMapping("/desk/assistant")
  String begin(Actor actor, Model model) {
    return page(actor, null, model);
  }

  @GetMapping("/desk/assistant/{id}")
  String goOn(@PathVariable String id, Actor actor, Model model) {
    return page(actor, required(id, actor), model);
  }

  private String page(Actor actor, @Nullable Conversation conversation, Model model) {
    model.addAttribute("conversation", conversation);
    model.addAttribute("recent", conversations.recent(actor));
    model.addAttribute("ready", assistant.isPresent());
    return "desk/assistant";
  }

  @PostMapping("/desk/assistant")
  String ask(@RequestParam String question, Actor actor, RedirectAttributes next) {
    if (assistant.isEmpty() || question.isBlank()) {
      return "redirect:/desk/assistant";
    }
    return answer(question, actor, conversations.begin(actor), next);
  }

  @PostMapping("/desk/assistant/{id}")
  String askOn(
      @PathVariable String id,
      @RequestParam String question,
      Actor actor,
      RedirectAttributes next) {
    Conversation conversation = required(id, actor);
    if (assistant.isEmpty() || question.isBlank()) {
      return "redirect:/desk/assistant/" + id;
    }
    return answer(question, actor, conversation, next);
  }

  private String answer(
      String question, Actor actor, Conversation conversation, RedirectAttributes next) {
    String asked = question.substring(0, Math.min(question.length(), LONGEST_QUESTION));
    try {
      Assistant ready = assistant.orElseThrow().get();
      Reply reply = ready.answer(asked, actor, conversation);
      conversations.add(conversation, actor, ready.turn(asked, reply));
      next.addFlashAttribute("sources", sources(reply));
      next.addFlashAttribute(
          "flagged",
          reply.flagged().stream().map(one -> one.text() + ": " + one.reason()).toList());
      next.addFlashAttribute("pending", reply.pending().size());
    } catch (RapporteurException fault) {
      next.addFlashAttribute("problem", fault.getMessage());
      next.addFlashAttribute("unanswered", asked);
      if (conversation.turns().isEmpty()) {
        return "redirect:/desk/assistant";
      }
    }
    return "redirect:/desk/assistant/" + conversation.id();
  }

  /** The passages that the answer cites, by mark. */
  private static List<String> sources(Reply reply) {
    List<String> sources = new ArrayList<>();
    for (int i = 0; i < reply.passages().size(); i++) {
      String mark = "[p" + (i + 1) + "]";
      if (reply.answer().contains(mark)) {
        Passage passage = reply.passages().get(i).passage();
        sources.add(mark + " " + Citation.of(passage, passage.text()).label());
      }
    }
    return sources;
  }

  private Conversation required(String id, Actor actor) {
    return conversations
        .find(id, actor)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
