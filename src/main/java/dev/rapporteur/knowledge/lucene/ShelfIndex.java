package dev.rapporteur.knowledge.lucene;

import dev.rapporteur.knowledge.DocumentContent;
import dev.rapporteur.knowledge.DocumentReader;
import dev.rapporteur.knowledge.IndexingResult;
import dev.rapporteur.knowledge.IndexingResult.Skipped;
import dev.rapporteur.knowledge.Passage;
import dev.rapporteur.knowledge.PassageEmbedder;
import dev.rapporteur.knowledge.PassageSplitter;
import dev.rapporteur.knowledge.StrategyDocument;
import dev.rapporteur.knowledge.UnreadableDocumentException;
import dev.rapporteur.knowledge.Validity;
import dev.rapporteur.knowledge.lucene.PassageFields.FileRecord;
import dev.rapporteur.knowledge.lucene.SourceFiles.SourceFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;

/**
 * The index of one shelf. It follows the shelf's files: what was added, changed or removed since is
 * worked in and committed at once, so that a reader sees the shelf as it was before or as it is
 * after, never half of it. An index that is damaged or was written by another version of this class
 * is made anew from the files.
 */
final class ShelfIndex {

  /** Raised whenever terms or fields change, since then stored ones and new ones no longer meet. */
  private static final String FORMAT = "2";

  /** Separates what says that a file is unchanged from the model that gave its vectors. */
  private static final String BY = "\u0001";

  private static final int BATCH = 64;

  private final Shelf shelf;
  private final Directory directory;
  private final DocumentReader reader;
  private final PassageFields fields;
  private final Optional<PassageEmbedder> embedder;

  ShelfIndex(
      Shelf shelf,
      Directory directory,
      DocumentReader reader,
      PassageFields fields,
      Optional<PassageEmbedder> embedder) {
    this.shelf = shelf;
    this.directory = directory;
    this.reader = reader;
    this.fields = fields;
    this.embedder = embedder;
  }

  /**
   * Works in what has changed.
   *
   * @param files the files that stand on the shelf now
   * @param progress takes a line for the operator now and then
   */
  IndexingResult follow(List<SourceFile> files, Consumer<String> progress) throws IOException {
    discardIfUnusable(progress);
    List<Skipped> skipped = new ArrayList<>();
    Map<String, FileRecord> known = known();
    List<SourceFile> suspects = new ArrayList<>();
    for (SourceFile file : files) {
      FileRecord record = known.get(file.document());
      if (record == null || !current(record.stamp(), file.stamp())) {
        suspects.add(file);
      }
    }
    Set<String> present = new HashSet<>();
    files.forEach(file -> present.add(file.document()));
    List<String> gone = known.keySet().stream().filter(id -> !present.contains(id)).toList();
    if (suspects.isEmpty() && gone.isEmpty() && DirectoryReader.indexExists(directory)) {
      return result(known, 0, 0, 0, skipped);
    }
    return write(progress, known, suspects, gone, skipped);
  }

  /** An embedder that is away leaves the vectors that there are; one that came makes them. */
  private boolean current(String known, String stamp) {
    return embedder.isPresent()
        ? known.equals(stamped(stamp))
        : known.equals(stamp) || known.startsWith(stamp + BY);
  }

  private String stamped(String stamp) {
    return stamp + embedder.map(model -> BY + model.model()).orElse("");
  }

  private IndexingResult write(
      Consumer<String> progress,
      Map<String, FileRecord> known,
      List<SourceFile> suspects,
      List<String> gone,
      List<Skipped> skipped)
      throws IOException {
    int added = 0;
    int changed = 0;
    try (IndexWriter writer = new IndexWriter(directory, writerConfig())) {
      for (String document : gone) {
        writer.deleteDocuments(new Term(PassageFields.DOCUMENT, document));
        known.remove(document);
      }
      for (int from = 0; from < suspects.size(); from += BATCH) {
        List<SourceFile> batch = suspects.subList(from, Math.min(suspects.size(), from + BATCH));
        List<Reading> readings = batch.parallelStream().map(file -> read(file)).toList();
        for (Reading reading : readings) {
          FileRecord before = known.get(reading.file.document());
          if (reading.fault.isPresent()) {
            skipped.add(new Skipped(reading.file.document(), reading.fault.get()));
            writer.deleteDocuments(new Term(PassageFields.DOCUMENT, reading.file.document()));
            known.remove(reading.file.document());
            continue;
          }
          added += before == null ? 1 : 0;
          changed += before != null && !before.document().equals(reading.record.document()) ? 1 : 0;
          replace(writer, reading);
          known.put(reading.file.document(), reading.record);
        }
        if (suspects.size() > BATCH) {
          progress.accept(
              shelf.source()
                  + ": "
                  + (from + batch.size())
                  + " of "
                  + suspects.size()
                  + " documents");
        }
      }
      writer.setLiveCommitData(Map.of("format", FORMAT).entrySet());
      writer.commit();
    } catch (LockObtainFailedException e) {
      progress.accept(shelf.source() + ": another process is indexing it");
      return result(known, 0, 0, 0, skipped);
    }
    return result(known, added, changed, gone.size(), skipped);
  }

  /** What one file gave: passages, or a fault. */
  private record Reading(
      SourceFile file, FileRecord record, List<Passage> passages, Optional<String> fault) {}

  private Reading read(SourceFile file) {
    try {
      String version = file.hash();
      DocumentContent content = reader.read(file.path());
      StrategyDocument document = SourceFiles.document(file, version, content);
      List<Passage> passages = PassageSplitter.USUAL.split(document, content);
      return new Reading(
          file,
          new FileRecord(document, stamped(file.stamp()), passages.size()),
          passages,
          Optional.empty());
    } catch (UnreadableDocumentException e) {
      return fault(file, e.reason());
    } catch (IOException e) {
      return fault(file, "it could not be read: " + e.getMessage());
    }
  }

  private Reading fault(SourceFile file, String reason) {
    FileRecord nothing =
        new FileRecord(new StrategyDocument(file.document(), "", "", ""), file.stamp(), 0);
    return new Reading(file, nothing, List.of(), Optional.of(reason));
  }

  private void replace(IndexWriter writer, Reading reading) throws IOException {
    List<Document> documents = new ArrayList<>();
    List<Optional<float[]>> vectors = vectors(reading.passages);
    Validity validity = reading.file.rules().validity().orElse(Validity.ALWAYS);
    for (int i = 0; i < reading.passages.size(); i++) {
      String model = embedder.map(PassageEmbedder::model).orElse("");
      documents.add(fields.of(reading.passages.get(i), validity, model, vectors.get(i)));
    }
    documents.add(PassageFields.of(reading.record));
    writer.updateDocuments(new Term(PassageFields.DOCUMENT, reading.file.document()), documents);
  }

  private List<Optional<float[]>> vectors(List<Passage> passages) {
    if (embedder.isEmpty()) {
      return passages.stream().map(passage -> Optional.<float[]>empty()).toList();
    }
    List<Optional<float[]>> vectors = new ArrayList<>();
    for (int from = 0; from < passages.size(); from += BATCH) {
      List<String> texts =
          passages.subList(from, Math.min(passages.size(), from + BATCH)).stream()
              .map(passage -> PassageFields.headingText(passage) + "\n" + passage.text())
              .toList();
      embedder.get().embedPassages(texts).forEach(vector -> vectors.add(Optional.of(vector)));
    }
    return vectors;
  }

  private Map<String, FileRecord> known() throws IOException {
    Map<String, FileRecord> known = new HashMap<>();
    if (!DirectoryReader.indexExists(directory)) {
      return known;
    }
    try (DirectoryReader index = DirectoryReader.open(directory)) {
      IndexSearcher searcher = new IndexSearcher(index);
      TermQuery records = new TermQuery(new Term(PassageFields.RECORD, "yes"));
      StoredFields stored = searcher.storedFields();
      for (var hit : searcher.search(records, Math.max(1, index.maxDoc())).scoreDocs) {
        FileRecord record = PassageFields.file(stored.document(hit.doc));
        known.put(record.document().id(), record);
      }
    }
    return known;
  }

  private void discardIfUnusable(Consumer<String> progress) throws IOException {
    String reason;
    try (DirectoryReader index = DirectoryReader.open(directory)) {
      if (FORMAT.equals(index.getIndexCommit().getUserData().get("format"))) {
        return;
      }
      reason = "was written by another version";
    } catch (IndexNotFoundException e) {
      if (directory.listAll().length == 0) {
        return;
      }
      reason = "is incomplete";
    } catch (CorruptIndexException | IndexFormatTooOldException | IndexFormatTooNewException e) {
      reason = "is damaged";
    } catch (IOException e) {
      // A file of the index is missing or shorter than the commit says.
      reason = "is damaged";
    }
    progress.accept(shelf.source() + ": the index " + reason + " and is made anew");
    for (String file : directory.listAll()) {
      if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
        directory.deleteFile(file);
      }
    }
  }

  private static IndexWriterConfig writerConfig() {
    return new IndexWriterConfig(new KeywordAnalyzer())
        .setRAMBufferSizeMB(32)
        .setMergeScheduler(new SerialMergeScheduler())
        .setOpenMode(IndexWriterConfig.OpenMode.CREATE_OR_APPEND);
  }

  private static IndexingResult result(
      Map<String, FileRecord> known, int added, int changed, int removed, List<Skipped> skipped) {
    int passages = known.values().stream().mapToInt(FileRecord::passages).sum();
    return new IndexingResult(known.size(), passages, added, changed, removed, skipped);
  }
}
