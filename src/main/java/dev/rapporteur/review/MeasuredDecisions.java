package dev.rapporteur.review;

import dev.rapporteur.grounding.GroundedNarrative;
import dev.rapporteur.writing.SectionDraft;
import java.util.List;
import java.util.stream.Collectors;

/** Measures each draft that is decided on: what of it was taken as the run wrote it. */
public final class MeasuredDecisions implements ReviewListener {
  private final DraftMaterials materials;
  private final DraftVersions versions;
  private final ReviewMeasures measures;

  public MeasuredDecisions(
      DraftMaterials materials, DraftVersions versions, ReviewMeasures measures) {
    this.materials = materials;
    this.versions = versions;
    this.measures = measures;
  }

  @Override
  public void decided(ReviewItem item, ReviewDecision decision) {
    DraftMaterial material = materials.material(item.run()).orElseThrow();
    List<DraftVersion> changes = versions.of(item.run().id());
    WorkingDraft now = WorkingDraft.of(material.written(), changes);
    measures.keep(
        new DraftMeasure(
            item.run().id(),
            item.definition().name(),
            item.run().request().period().toString(),
            decision.state(),
            decision.reason(),
            material.handedOver(),
            decision.at(),
            item.findings().size(),
            (int) item.contradicted(),
            material.written().sections().stream()
                .map(written -> measured(material, written, now, changes))
                .toList()));
  }

  private static DraftMeasure.Section measured(
      DraftMaterial material, SectionDraft written, WorkingDraft now, List<DraftVersion> changes) {
    String id = written.section();
    List<DraftVersion> its =
        changes.stream().filter(change -> change.section().id().equals(id)).toList();
    String before = text(material, written);
    String after =
        its.isEmpty()
            ? before
            : now.section(id).map(section -> text(material, section.text())).orElse("");
    return new DraftMeasure.Section(
        id,
        written.writer(),
        its.stream().anyMatch(change -> change.kind() == DraftVersion.Kind.REGENERATED),
        WordDiff.length(before),
        WordDiff.between(before, after).distance());
  }

  /** As a person reads it. */
  private static String text(DraftMaterial material, SectionDraft section) {
    return material.ground(section).paragraphs().stream()
        .map(GroundedNarrative.Paragraph::text)
        .collect(Collectors.joining("\n"));
  }
}
