package dev.rapporteur.knowledge.lucene;

import dev.rapporteur.knowledge.Passage;
import dev.rapporteur.knowledge.StrategyDocument;
import dev.rapporteur.knowledge.Validity;
import dev.rapporteur.knowledge.lucene.Words.Kind;
import dev.rapporteur.knowledge.lucene.Words.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.VectorSimilarityFunction;

/** How passages, and the documents they come from, stand in an index. */
final class PassageFields {
  /** Words of the passage. */
  static final String TEXT = "text";

  /** Words of the title and the headings above the passage. */
  static final String HEADING = "heading";

  /** Single Chinese characters of both. */
  static final String CHARACTERS = "characters";

  /** The passage's meaning, where an embedder is served. */
  private static final String VECTOR = "vector";

  /** First and last day on which the document holds, as days since 1970. */
  static final String VALID_FROM = "validFrom";

  static final String VALID_TO = "validTo";

  /** Id of the document; all of its passages, and its own record, carry it. */
  static final String DOCUMENT = "document";

  /** Marks the record that says that a document is in the index, and at which version. */
  static final String RECORD = "record";

  private static final String ID = "id";
  private static final String TITLE = "title";
  private static final String VERSION = "version";
  private static final String LANGUAGE = "language";
  private static final String HEADINGS = "headings";
  private static final String PAGE = "page";
  private static final String SHOWN = "shown";
  private static final String STAMP = "stamp";
  private static final String PASSAGES = "passages";
  private static final FieldType CHARACTERS_TYPE = characters();

  private final Words words;

  PassageFields(Words words) {
    this.words = words;
  }

  /**
   * What the index knows of a file.
   *
   * @param stamp size and time of change, by which an unchanged file is known without reading it
   */
  record FileRecord(StrategyDocument document, String stamp, int passages) {}

  /** The field of vectors of one model; those of another are in another. */
  static String vectorOf(String model) {
    return VECTOR + ":" + model;
  }

  /**
   * @param model which gave the vector
   */
  Document of(Passage passage, Validity validity, String model, Optional<float[]> vector) {
    List<Term> text = words.of(passage.text());
    List<Term> heading = words.of(headingText(passage));
    Document document = new Document();
    document.add(new StringField(DOCUMENT, passage.document().id(), Field.Store.YES));
    document.add(new TextField(TEXT, new TermStream(searched(text))));
    document.add(new TextField(HEADING, new TermStream(searched(heading))));
    document.add(new Field(CHARACTERS, new TermStream(characters(heading, text)), CHARACTERS_TYPE));
    vector.ifPresent(
        meaning ->
            document.add(
                new KnnFloatVectorField(
                    vectorOf(model), meaning, VectorSimilarityFunction.COSINE)));
    document.add(new LongPoint(VALID_FROM, validity.from().toEpochDay()));
    document.add(new LongPoint(VALID_TO, validity.to().toEpochDay()));
    document.add(new StoredField(ID, passage.id()));
    document.add(new StoredField(TITLE, passage.document().title()));
    document.add(new StoredField(VERSION, passage.document().version()));
    document.add(new StoredField(LANGUAGE, passage.document().language()));
    document.add(new StoredField(HEADINGS, String.join("\n", passage.headings())));
    passage.page().ifPresent(page -> document.add(new StoredField(PAGE, page)));
    document.add(new StoredField(SHOWN, passage.text()));
    return document;
  }

  static Document of(FileRecord file) {
    Document document = new Document();
    document.add(new StringField(DOCUMENT, file.document().id(), Field.Store.YES));
    document.add(new StringField(RECORD, "yes", Field.Store.NO));
    document.add(new StoredField(TITLE, file.document().title()));
    document.add(new StoredField(VERSION, file.document().version()));
    document.add(new StoredField(LANGUAGE, file.document().language()));
    document.add(new StoredField(STAMP, file.stamp()));
    document.add(new StoredField(PASSAGES, file.passages()));
    return document;
  }

  static Passage passage(Document stored) {
    String headings = stored.get(HEADINGS);
    var page = stored.getField(PAGE);
    return new Passage(
        stored.get(ID),
        document(stored),
        headings.isEmpty() ? List.of() : List.of(headings.split("\n")),
        page == null ? OptionalInt.empty() : OptionalInt.of(page.numericValue().intValue()),
        stored.get(SHOWN));
  }

  static FileRecord file(Document stored) {
    return new FileRecord(
        document(stored), stored.get(STAMP), stored.getField(PASSAGES).numericValue().intValue());
  }

  private static StrategyDocument document(Document stored) {
    return new StrategyDocument(
        stored.get(DOCUMENT), stored.get(TITLE), stored.get(VERSION), stored.get(LANGUAGE));
  }

  /** Title and headings, which say what a passage is about that does not name it. */
  static String headingText(Passage passage) {
    String path = String.join("\n", passage.headings());
    String title = passage.document().title();
    return path.startsWith(title) ? path : title + "\n" + path;
  }

  private static List<Term> searched(List<Term> terms) {
    return terms.stream().filter(term -> term.kind() != Kind.CHARACTER).toList();
  }

  private static List<Term> characters(List<Term> heading, List<Term> text) {
    List<Term> characters = new ArrayList<>();
    int position = 0;
    for (List<Term> terms : List.of(heading, text)) {
      for (Term term : terms) {
        if (term.kind() == Kind.CHARACTER) {
          characters.add(new Term(term.text(), term.kind(), position++, 0, 0));
        }
      }
    }
    return characters;
  }

  private static FieldType characters() {
    FieldType type = new FieldType();
    type.setTokenized(true);
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    type.freeze();
    return type;
  }
}
