package dev.rapporteur.knowledge.lucene;

import dev.rapporteur.knowledge.DocumentReader;
import dev.rapporteur.knowledge.DocumentSourceDefinition;
import dev.rapporteur.knowledge.IndexingResult;
import dev.rapporteur.knowledge.IndexingResult.Skipped;
import dev.rapporteur.knowledge.PassageEmbedder;
import dev.rapporteur.knowledge.PassageQuery;
import dev.rapporteur.knowledge.PassageRetriever;
import dev.rapporteur.knowledge.RetrievedPassage;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;

/**
 * Passages of document sources, by BM25 over words, numbers, Chinese character pairs and single
 * characters, looked at once more for nearness, and by meaning as well where an embedder is given.
 *
 * <p>Safe for use by several threads; {@link #follow} may run beside queries, which see the index as
 * it was until it has finished.
 */
public final class LucenePassageRetriever implements PassageRetriever, AutoCloseable {
  private final Path directory;
  private final List<DocumentSourceDefinition> sources;
  private final DocumentReader reader;
  private final Optional<PassageEmbedder> embedder;
  private final CharacterFolding folding = new CharacterFolding();
  private final Words words = new Words(folding);
  private final PassageFields fields = new PassageFields(words);
  private final Map<String, Directory> directories = new HashMap<>();
  private volatile Map<String, DirectoryReader> readers = Map.of();

  /**
   * @param directory where the indexes are kept, one folder for each source; it holds nothing that
   *     could not be made anew from the documents
   * @param sources the sources; names are unique
   * @param embedder gives vectors, where one is served
   */
  public LucenePassageRetriever(
      Path directory,
      List<DocumentSourceDefinition> sources,
      DocumentReader reader,
      Optional<PassageEmbedder> embedder) {
    this.directory = directory;
    this.sources = List.copyOf(sources);
    this.reader = reader;
    this.embedder = embedder;
  }

  /**
   * Works in what has changed in the sources' folders since the last time, and makes it visible to
   * queries at once. Where another process is doing the same, its result is taken.
   *
   * @param progress takes a line for the operator now and then
   */
  public synchronized IndexingResult follow(Consumer<String> progress) {
    int documents = 0;
    int passages = 0;
    int added = 0;
    int changed = 0;
    int removed = 0;
    List<Skipped> skipped = new ArrayList<>();
    for (DocumentSourceDefinition source : sources) {
      IndexingResult result = follow(source, progress);
      documents += result.documents();
      passages += result.passages();
      added += result.added();
      changed += result.changed();
      removed += result.removed();
      skipped.addAll(result.skipped());
    }
    reopen();
    return new IndexingResult(documents, passages, added, changed, removed, skipped);
  }

  private IndexingResult follow(DocumentSourceDefinition source, Consumer<String> progress) {
    try {
      return new SourceIndex(source, directory(source), reader, fields, embedder).follow(progress);
    } catch (LockObtainFailedException e) {
      progress.accept(source.name() + ": another process is indexing it");
      return new IndexingResult(0, 0, 0, 0, 0, List.of());
    } catch (IOException e) {
      throw new RapporteurException(
          FailureKind.CAPACITY,
          "the index of document source " + source.name() + " cannot be written: " + e.getMessage(),
          "look at disk space and rights of " + directory,
          e);
    }
  }

  @Override
  public List<RetrievedPassage> retrieve(PassageQuery query) {
    Map<String, DirectoryReader> open = readers;
    List<IndexReader> readable = new ArrayList<>();
    for (DocumentSourceDefinition source : sources) {
      DirectoryReader index = open.get(source.name());
      if (index != null
          && source.roles().stream().anyMatch(query.roles()::contains)
          && source.validity().overlaps(query.period())) {
        readable.add(index);
      }
    }
    if (readable.isEmpty()) {
      return List.of();
    }
    try {
      // Not closed: it would close the readers, which other queries use.
      IndexSearcher searcher = new IndexSearcher(new MultiReader(readable.toArray(IndexReader[]::new), false));
      return new PassageSearch(searcher, words, folding, embedder).best(query);
    } catch (IOException e) {
      throw new RapporteurException(
          FailureKind.INTERNAL,
          "the index of the strategy documents cannot be read: " + e.getMessage(),
          "delete " + directory + "; it is made anew",
          e);
    }
  }

  private void reopen() {
    Map<String, DirectoryReader> opened = new HashMap<>();
    try {
      for (DocumentSourceDefinition source : sources) {
        DirectoryReader before = readers.get(source.name());
        Directory index = directory(source);
        if (before != null) {
          DirectoryReader newer = DirectoryReader.openIfChanged(before);
          opened.put(source.name(), newer == null ? before : newer);
        } else if (DirectoryReader.indexExists(index)) {
          opened.put(source.name(), DirectoryReader.open(index));
        }
      }
    } catch (IOException e) {
      throw new RapporteurException(
          FailureKind.INTERNAL,
          "the index of the strategy documents cannot be opened: " + e.getMessage(),
          "delete " + directory + "; it is made anew",
          e);
    }
    readers = Map.copyOf(opened);
  }

  private Directory directory(DocumentSourceDefinition source) throws IOException {
    Directory known = directories.get(source.name());
    if (known == null) {
      Path folder = directory.resolve(source.name());
      Files.createDirectories(folder);
      known = FSDirectory.open(folder);
      directories.put(source.name(), known);
    }
    return known;
  }

  @Override
  public synchronized void close() {
    try {
      for (DirectoryReader index : readers.values()) {
        index.close();
      }
      for (Directory each : directories.values()) {
        each.close();
      }
    } catch (IOException e) {
      throw new RapporteurException(
          FailureKind.INTERNAL, "the index cannot be closed: " + e.getMessage(), "", e);
    }
    readers = Map.of();
    directories.clear();
  }
}
