package dev.rapporteur.rendering;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything a template can show, and what the file says of itself.
 *
 * <p>The names that every report offers to its templates:
 *
 * <pre>
 * title, subtitle, company          words of the definition
 * period.label, period.id           March 2024, 2024-03
 * state                             Draft / 草稿, Approved / 已批准
 * draft                             whether the watermark shows
 * approved                          whether it is signed off
 * approvedBy, approvedAt            who approved it and when; empty in a draft
 * draftSha256                       SHA-256 of the draft that was approved; empty in a draft
 * dataAsOf, madeAt, runId, revision when and by which run
 * writtenBy, reviewedBy             the writer in plain words; who reviews
 * writerNote                        says so where a section fell back to the rule-based writer; may be empty
 * keyFigures[]                      name, value, unit, first.{label,value,up,down}, second.{...}, hasFirst, hasSecond
 * keyChart                          the small trend beside them
 * sections[]                        id, number, heading, narrative, hasChart, chart, hasTable, table
 * section.ID.*                      the same by the section's id
 * findings[]                        section, sentence, verdict, reason
 * sources[]                         number, document, heading, quote
 * figures[]                         id, name, period, value, formula, source
 * calls[]                           id, function, parameters, rows, at, sql
 * quality[]                         name, text
 * </pre>
 *
 * @param root the names above
 * @param locale numbers, fonts and hyphenation
 * @param documentId stable over the versions of one draft
 * @param version counted up with each version of the draft
 * @param title the file's title property
 * @param author the file's author property
 * @param created the file's creation date; fixed by the run, so that a replay is byte-equal
 * @param watermark the word set across each page while it is a draft
 */
public record ReportContent(
    ContentValue.Fields root,
    Locale locale,
    String documentId,
    int version,
    String title,
    String author,
    Instant created,
    Optional<String> watermark) {}
