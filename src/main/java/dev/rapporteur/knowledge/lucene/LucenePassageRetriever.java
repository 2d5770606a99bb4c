package dev.rapporteur.knowledge.lucene;

import dev.rapporteur.knowledge.DocumentReader;
import dev.rapporteur.knowledge.DocumentSourceDefinition;
import dev.rapporteur.knowledge.IndexingResult;
import dev.rapporteur.knowledge.IndexingResult.Skipped;
import dev.rapporteur.knowledge.PassageEmbedder;
import dev.rapporteur.knowledge.PassageQuery;
import dev.rapporteur.knowledge.PassageRetriever;
import dev.rapporteur.knowledge.RetrievedPassage;
import dev.rapporteur.knowledge.lucene.SourceFiles.SourceFile;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * Passages of document sources, by BM25 over words, numbers, Chinese character pairs and single
 * characters, looked at once more for nearness, and by meaning as well where an embedder is given.
 *
 * <p>Safe for use by several threads; {@link #follow} may run beside queries, which see the index
 * as it was until it has finished.
 */
public final class LucenePassageRetriever implements PassageRetriever, AutoCloseable {
  private final Path directory;
  private final List<DocumentSourceDefinition> sources;
  private final DocumentReader reader;
  private final Optional<PassageEmbedder> embedder;
  private final CharacterFolding folding = new CharacterFolding();
  private final Synonyms synonyms = new Synonyms(folding);
  private final Words words = new Words(folding);
  private final PassageFields fields = new PassageFields(words);
  private final Map<Shelf, Directory> directories = new HashMap<>();
  private volatile Map<Shelf, DirectoryReader> readers = Map.of();
  private volatile Optional<String> byWordsAlone = Optional.empty();

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
    List<Skipped> skipped = new ArrayList<>();
    Map<Shelf, List<SourceFile>> shelves = shelves(skipped);
    Optional<PassageEmbedder> served = served();
    byWordsAlone.ifPresent(progress);
    int documents = 0;
    int passages = 0;
    int added = 0;
    int changed = 0;
    int removed = 0;
    for (var shelf : shelves.entrySet()) {
      IndexingResult result = follow(shelf.getKey(), shelf.getValue(), served, progress);
      documents += result.documents();
      passages += result.passages();
      added += result.added();
      changed += result.changed();
      removed += result.removed();
      skipped.addAll(result.skipped());
    }
    reopen(shelves.keySet());
    return new IndexingResult(documents, passages, added, changed, removed, skipped);
  }

  /** The files of all sources by shelf; a shelf that was left empty is there to be cleared. */
  private Map<Shelf, List<SourceFile>> shelves(List<Skipped> skipped) {
    Map<Shelf, List<SourceFile>> shelves = new LinkedHashMap<>();
    readers.keySet().forEach(shelf -> shelves.put(shelf, new ArrayList<>()));
    for (DocumentSourceDefinition source : sources) {
      try {
        for (SourceFile file : SourceFiles.of(source, reader, skipped)) {
          shelves.computeIfAbsent(Shelf.of(source, file), shelf -> new ArrayList<>()).add(file);
        }
      } catch (IOException e) {
        throw new RapporteurException(
            FailureKind.CAPACITY,
            "the documents of source " + source.name() + " cannot be listed: " + e.getMessage(),
            "look at the rights of " + source.folder(),
            e);
      }
    }
    return shelves;
  }

  /** The embedder, if it gives a vector now. */
  private Optional<PassageEmbedder> served() {
    return embedder.filter(model -> meaning("?").isPresent());
  }

  /**
   * What a text means to the embedder; empty where there is none or it is away, for whatever
   * reason: retrieval goes on by words.
   */
  private Optional<float[]> meaning(String text) {
    if (embedder.isEmpty()) {
      return Optional.empty();
    }
    try {
      float[] vector = embedder.get().embedQuery(text);
      byWordsAlone = Optional.empty();
      return Optional.of(vector);
    } catch (RuntimeException away) {
      byWordsAlone =
          Optional.of(
              "the embedding model does not answer, passages are found by their words alone: "
                  + away.getMessage());
      return Optional.empty();
    }
  }

  /** Why passages are found by their words alone although an embedder was given; empty if not. */
  public Optional<String> byWordsAlone() {
    return byWordsAlone;
  }

  private IndexingResult follow(
      Shelf shelf,
      List<SourceFile> files,
      Optional<PassageEmbedder> served,
      Consumer<String> progress) {
    try {
      return new ShelfIndex(shelf, directory(shelf), reader, fields, served)
          .follow(files, progress);
    } catch (IOException e) {
      throw new RapporteurException(
          FailureKind.CAPACITY,
          "the index of document source "
              + shelf.source()
              + " cannot be written: "
              + e.getMessage(),
          "look at disk space and rights of " + directory,
          e);
    }
  }

  @Override
  public List<RetrievedPassage> retrieve(PassageQuery query) {
    List<DirectoryReader> readable = hold(query.roles());
    try {
      if (readable.isEmpty()) {
        return List.of();
      }
      // Not closed: that would close the shelves' readers, which other queries use.
      MultiReader all = new MultiReader(readable.toArray(IndexReader[]::new), false);
      PassageSearch search =
          new PassageSearch(new IndexSearcher(all), words, folding, synonyms, embedder);
      Optional<float[]> meaning = meaning(query.text());
      return meaning.isPresent() ? search.best(query, meaning.get()) : search.best(query);
    } catch (IOException e) {
      throw new RapporteurException(
          FailureKind.INTERNAL,
          "the index of the strategy documents cannot be read: " + e.getMessage(),
          "delete " + directory + "; it is made anew",
          e);
    } finally {
      release(readable);
    }
  }

  /** The readers of the shelves that the roles may read, kept open until they are released. */
  private List<DirectoryReader> hold(Set<String> roles) {
    while (true) {
      List<DirectoryReader> held = new ArrayList<>();
      boolean all = true;
      for (var shelf : readers.entrySet()) {
        if (shelf.getKey().readableBy(roles)) {
          // Fails if a newer reader has just taken the place of this one.
          all &= shelf.getValue().tryIncRef() && held.add(shelf.getValue());
        }
      }
      if (all) {
        return held;
      }
      release(held);
    }
  }

  private static void release(List<DirectoryReader> held) {
    try {
      for (DirectoryReader reader : held) {
        reader.decRef();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("closing an index that is no longer needed", e);
    }
  }

  private void reopen(Set<Shelf> shelves) {
    Map<Shelf, DirectoryReader> opened = new LinkedHashMap<>();
    List<DirectoryReader> replaced = new ArrayList<>();
    try {
      for (Shelf shelf : shelves) {
        DirectoryReader before = readers.get(shelf);
        DirectoryReader newer =
            before != null
                ? DirectoryReader.openIfChanged(before)
                : DirectoryReader.indexExists(directory(shelf))
                    ? DirectoryReader.open(directory(shelf))
                    : null;
        if (newer != null) {
          opened.put(shelf, newer);
        } else if (before != null) {
          opened.put(shelf, before);
        }
        if (newer != null && before != null) {
          replaced.add(before);
        }
      }
    } catch (IOException e) {
      throw new RapporteurException(
          FailureKind.INTERNAL,
          "the index of the strategy documents cannot be opened: " + e.getMessage(),
          "delete " + directory + "; it is made anew",
          e);
    }
    readers = Collections.unmodifiableMap(opened);
    release(replaced);
  }

  private Directory directory(Shelf shelf) throws IOException {
    Directory known = directories.get(shelf);
    if (known == null) {
      Path folder = directory.resolve(shelf.folder());
      Files.createDirectories(folder);
      known = FSDirectory.open(folder);
      directories.put(shelf, known);
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
