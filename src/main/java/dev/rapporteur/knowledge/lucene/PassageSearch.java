package dev.rapporteur.knowledge.lucene;

import dev.rapporteur.knowledge.Passage;
import dev.rapporteur.knowledge.PassageEmbedder;
import dev.rapporteur.knowledge.PassageQuery;
import dev.rapporteur.knowledge.RetrievedPassage;
import dev.rapporteur.knowledge.TokenEstimate;
import dev.rapporteur.knowledge.Validity;
import dev.rapporteur.knowledge.lucene.Words.Kind;
import dev.rapporteur.knowledge.lucene.Words.Term;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.CombinedFieldQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.util.BytesRef;

/** One query over the sources it may read. */
final class PassageSearch {
  // The weights that did best on our question sets; see docs/knowledge.md.
  /** BM25: how soon more of the same word adds nothing. */
  private static final float SATURATION = 1.2f;

  /** BM25: how much the length of a passage counts against it. */
  private static final float LENGTH = 0.6f;

  private static final float HEADING_WEIGHT = 1.5f;
  private static final float CHARACTER_WEIGHT = 0.2f;
  private static final float IMPLIED_WEIGHT = 0.5f;

  private static final int CANDIDATES = 60;
  private static final int MOST_TERMS = 200;

  /** Reciprocal rank fusion: the constant of Cormack, Clarke and Buettcher (2009). */
  private static final int FUSION = 60;

  private final IndexSearcher searcher;
  private final Words words;
  private final CharacterFolding folding;
  private final Synonyms synonyms;
  private final Optional<PassageEmbedder> embedder;

  PassageSearch(
      IndexSearcher searcher,
      Words words,
      CharacterFolding folding,
      Synonyms synonyms,
      Optional<PassageEmbedder> embedder) {
    this.searcher = searcher;
    this.words = words;
    this.folding = folding;
    this.synonyms = synonyms;
    this.embedder = embedder;
    searcher.setSimilarity(new BM25Similarity(SATURATION, LENGTH));
  }

  List<RetrievedPassage> best(PassageQuery query) throws IOException {
    return chosen(byWords(query), query);
  }

  /**
   * As {@link #best(PassageQuery)}, by the words and by what they mean.
   *
   * @param meaning the vector of the query, by the embedder of this search
   */
  List<RetrievedPassage> best(PassageQuery query, float[] meaning) throws IOException {
    return chosen(fused(byWords(query), byMeaning(query, meaning)), query);
  }

  private List<RetrievedPassage> byWords(PassageQuery query) throws IOException {
    Question question = Question.of(query.text(), words, folding, synonyms);
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (Term term : rarest(question.terms())) {
      any.add(clause(term), Occur.SHOULD);
    }
    for (Term term : rarest(question.implied())) {
      any.add(new BoostQuery(clause(term), IMPLIED_WEIGHT), Occur.SHOULD);
    }
    int candidates = Math.max(CANDIDATES, 2 * query.limit());
    List<RetrievedPassage> found = new ArrayList<>();
    StoredFields stored = searcher.storedFields();
    for (ScoreDoc hit : searcher.search(valid(any.build(), query.period()), candidates).scoreDocs) {
      Passage passage = PassageFields.passage(stored.document(hit.doc));
      double score = Ranking.USUAL.score(hit.score, question, passage, words, this::rarity);
      found.add(new RetrievedPassage(passage, score));
    }
    found.sort(Comparator.comparingDouble(RetrievedPassage::score).reversed());
    return found;
  }

  /** A long text used as a query is looked for by its rarest words; the others cost only time. */
  private List<Term> rarest(List<Term> terms) {
    if (terms.size() <= MOST_TERMS) {
      return terms;
    }
    return terms.stream()
        .sorted(Comparator.comparingDouble((Term term) -> rarity(term.text())).reversed())
        .limit(MOST_TERMS)
        .toList();
  }

  private static Query valid(Query query, Validity period) {
    return new BooleanQuery.Builder()
        .add(query, Occur.MUST)
        .add(validOn(period), Occur.FILTER)
        .build();
  }

  /** Documents that hold on at least one of the days. */
  private static Query validOn(Validity period) {
    return new BooleanQuery.Builder()
        .add(
            LongPoint.newRangeQuery(
                PassageFields.VALID_FROM, Long.MIN_VALUE, period.to().toEpochDay()),
            Occur.FILTER)
        .add(
            LongPoint.newRangeQuery(
                PassageFields.VALID_TO, period.from().toEpochDay(), Long.MAX_VALUE),
            Occur.FILTER)
        .build();
  }

  private static Query clause(Term term) {
    if (term.kind() == Kind.CHARACTER) {
      org.apache.lucene.index.Term character =
          new org.apache.lucene.index.Term(PassageFields.CHARACTERS, term.text());
      return new BoostQuery(new TermQuery(character), CHARACTER_WEIGHT);
    }
    return new CombinedFieldQuery.Builder(new BytesRef(term.text()))
        .addField(PassageFields.TEXT, 1f)
        .addField(PassageFields.HEADING, HEADING_WEIGHT)
        .build();
  }

  private double rarity(String term) {
    try {
      int frequency =
          searcher
              .getIndexReader()
              .docFreq(new org.apache.lucene.index.Term(PassageFields.TEXT, term));
      int all = searcher.getIndexReader().getDocCount(PassageFields.TEXT);
      return Math.log(1 + (all - frequency + 0.5) / (frequency + 0.5));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<RetrievedPassage> byMeaning(PassageQuery query, float[] meaning) throws IOException {
    String field = PassageFields.vectorOf(embedder.orElseThrow().model());
    List<RetrievedPassage> found = new ArrayList<>();
    StoredFields stored = searcher.storedFields();
    Query nearest = new KnnFloatVectorQuery(field, meaning, CANDIDATES, validOn(query.period()));
    for (ScoreDoc hit : searcher.search(nearest, CANDIDATES).scoreDocs) {
      found.add(new RetrievedPassage(PassageFields.passage(stored.document(hit.doc)), hit.score));
    }
    return found;
  }

  /** Both rankings as one: a passage gets 1 / (60 + rank) from each ranking it stands in. */
  private static List<RetrievedPassage> fused(
      List<RetrievedPassage> byWords, List<RetrievedPassage> byMeaning) {
    Map<String, Passage> passages = new HashMap<>();
    Map<String, Double> scores = new HashMap<>();
    for (List<RetrievedPassage> ranked : List.of(byWords, byMeaning)) {
      for (int rank = 0; rank < ranked.size(); rank++) {
        Passage passage = ranked.get(rank).passage();
        passages.put(passage.id(), passage);
        scores.merge(passage.id(), 1.0 / (FUSION + rank + 1), Double::sum);
      }
    }
    return scores.entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(entry -> new RetrievedPassage(passages.get(entry.getKey()), entry.getValue()))
        .toList();
  }

  /** The best that differ from each other and fit into the budget. */
  private List<RetrievedPassage> chosen(List<RetrievedPassage> ranked, PassageQuery query) {
    List<RetrievedPassage> chosen = new ArrayList<>();
    NearDuplicates known = new NearDuplicates(words);
    int tokens = 0;
    for (RetrievedPassage candidate : ranked) {
      if (chosen.size() == query.limit()) {
        break;
      }
      int more = TokenEstimate.of(candidate.passage().text());
      boolean fits = chosen.isEmpty() || tokens + more <= query.tokenBudget();
      if (fits && known.isNew(candidate.passage())) {
        chosen.add(candidate);
        tokens += more;
      }
    }
    return chosen;
  }
}
