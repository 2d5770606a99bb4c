package dev.rapporteur.desk;

import dev.rapporteur.access.Actor;
import dev.rapporteur.audit.AuditEntry;
import dev.rapporteur.audit.AuditHead;
import dev.rapporteur.audit.AuditQuery;
import dev.rapporteur.audit.AuditVerification;
import dev.rapporteur.audit.BrokenHeadException;
import dev.rapporteur.pipeline.OpenWorkspace;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The audit trail, for auditors; reading it is on it, too. */
@Controller
final class AuditController {
  private static final int PAGE = 100;
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private final OpenWorkspace workspace;
  private final AccessTrail trail;

  AuditController(OpenWorkspace workspace, AccessTrail trail) {
    this.workspace = workspace;
    this.trail = trail;
  }

  /**
   * What a verification found.
   *
   * @param signedHeads how many signed heads the entries were held against
   * @param problem empty if all is well
   */
  record Verified(long entries, int signedHeads, String problem) {}

  @GetMapping("/desk/audit")
  String search(
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "") String by,
      @RequestParam(defaultValue = "") String subject,
      @RequestParam(defaultValue = "") String reference,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "0") long before,
      Model model) {
    AuditQuery query =
        new AuditQuery(kind, by, subject, reference, day(from), day(to), before, PAGE + 1);
    List<AuditEntry> found = workspace.trail().search(query);
    model.addAttribute("query", query);
    model.addAttribute("entries", found.stream().limit(PAGE).toList());
    model.addAttribute("older", found.size() > PAGE ? found.get(PAGE - 1).sequence() : null);
    return "desk/audit";
  }

  private static String day(String text) {
    return DAY.matcher(text).matches() ? text : "";
  }

  /** Reads the whole chain and holds it against the signed heads. */
  @PostMapping("/desk/audit/verify")
  String verify(Actor actor, Model model) {
    trail.did("audit-verified", actor, "audit");
    List<AuditHead> heads = new ArrayList<>();
    String brokenHead = "";
    try {
      heads.addAll(workspace.heads().read());
    } catch (BrokenHeadException broken) {
      brokenHead = broken.getMessage();
    }
    int signed = heads.size();
    heads.add(workspace.trail().tail());
    AuditVerification found = AuditVerification.of(workspace.trail()::forEach, heads);
    model.addAttribute(
        "verified",
        new Verified(found.entries(), signed, found.ok() ? brokenHead : found.problem()));
    return search("", "", "", "", "", "", 0, model);
  }

  /** All entries, a line of JSON each. */
  @GetMapping("/desk/audit/export")
  ResponseEntity<StreamingResponseBody> export(Actor actor) {
    trail.did("audit-exported", actor, "audit");
    StreamingResponseBody lines =
        out ->
            workspace
                .trail()
                .forEach(
                    entry -> {
                      try {
                        out.write((entry.exportLine() + "\n").getBytes(StandardCharsets.UTF_8));
                      } catch (java.io.IOException gone) {
                        throw new UncheckedIOException(gone);
                      }
                    });
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/x-ndjson"))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.jsonl\"")
        .body(lines);
  }
}
