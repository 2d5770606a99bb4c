package dev.rapporteur.pipeline;

import dev.rapporteur.access.Account;
import dev.rapporteur.access.Accounts;
import dev.rapporteur.access.Actor;
import dev.rapporteur.access.jdbc.JdbcAccounts;
import dev.rapporteur.audit.AuditUnavailableException;
import dev.rapporteur.audit.SignedHeads;
import dev.rapporteur.audit.jdbc.JdbcAuditTrail;
import dev.rapporteur.delivery.DeliveryReceipt;
import dev.rapporteur.delivery.DeliveryReceipt.Address;
import dev.rapporteur.delivery.DeliveryReceipt.State;
import dev.rapporteur.delivery.DeliveryReceipts;
import dev.rapporteur.delivery.jdbc.JdbcDeliveryReceipts;
import dev.rapporteur.delivery.settings.DeliverySettings;
import dev.rapporteur.function.ActorDirectory;
import dev.rapporteur.function.DataSourceDefinition;
import dev.rapporteur.function.ExecutorByBody;
import dev.rapporteur.function.FunctionDefinitions;
import dev.rapporteur.function.FunctionGate;
import dev.rapporteur.function.FunctionRegistry;
import dev.rapporteur.function.http.HttpFunctionExecutor;
import dev.rapporteur.function.jdbc.JdbcConfirmations;
import dev.rapporteur.function.jdbc.JdbcFunctionExecutor;
import dev.rapporteur.function.jdbc.SourceDatabases;
import dev.rapporteur.knowledge.DocumentSourceDefinition;
import dev.rapporteur.knowledge.extraction.FileDocumentReader;
import dev.rapporteur.knowledge.lucene.LucenePassageRetriever;
import dev.rapporteur.pipeline.jdbc.JdbcRecordedAnswers;
import dev.rapporteur.pipeline.jdbc.JdbcRunParts;
import dev.rapporteur.pipeline.jdbc.JdbcStepLedger;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportCatalog;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportRuns;
import dev.rapporteur.report.RunIds;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.Secrets;
import dev.rapporteur.report.WaitingRuns;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.report.jdbc.JdbcReportRuns;
import dev.rapporteur.report.jdbc.JdbcRunEvents;
import dev.rapporteur.report.jdbc.JdbcWaitingRuns;
import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.report.yaml.YamlReportCatalog;
import dev.rapporteur.review.DraftEditing;
import dev.rapporteur.review.DraftMargin;
import dev.rapporteur.review.DraftMarks;
import dev.rapporteur.review.DraftMaterials;
import dev.rapporteur.review.DraftVersions;
import dev.rapporteur.review.MeasuredDecisions;
import dev.rapporteur.review.Recalls;
import dev.rapporteur.review.ReviewDecision.Approved;
import dev.rapporteur.review.ReviewDesk;
import dev.rapporteur.review.ReviewListener;
import dev.rapporteur.review.ReviewMeasures;
import dev.rapporteur.review.Reviews;
import dev.rapporteur.review.jdbc.JdbcDraftMarks;
import dev.rapporteur.review.jdbc.JdbcDraftVersions;
import dev.rapporteur.review.jdbc.JdbcReviewMeasures;
import dev.rapporteur.review.jdbc.JdbcReviews;
import dev.rapporteur.trigger.WorkingDayCalendars;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * A workspace with all its parts, put together by hand so that a command starts fast; the server
 * uses the same. Parts are opened when they are first asked for; closing it closes what was opened.
 */
public final class OpenWorkspace implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OpenWorkspace.class);

  private final Workspace workspace;
  private final Clock clock;
  private final RunIds ids;
  private final Closing closing = new Closing();
  private final Secrets secrets = new Secrets(System.getenv());
  private Consumer<ReportRun> afterApproval = this::deliverNow;

  private final StateDatabase state;
  private final JdbcAuditTrail trail;
  private final SignedHeads heads;
  private final ReportCatalog catalog;
  private final ReportRuns runs;
  private final WaitingRuns waiting;
  private final StepLedger ledger;
  private final JdbcRecordedAnswers answers;
  private final Accounts accounts;
  private final Supplier<Reviewing> terminal =
      SingletonSupplier.of(() -> reviewing(Optional.empty()));
  private Instruments instruments = Instruments.NONE;

  /** Opens a workspace with its state in the embedded database. */
  public static OpenWorkspace embedded(Workspace workspace, Clock clock) {
    return new OpenWorkspace(workspace, clock, StateDatabase.inFolder(workspace.state()));
  }

  /**
   * @param state closed with the workspace
   */
  public OpenWorkspace(Workspace workspace, Clock clock, StateDatabase state) {
    this.workspace = workspace;
    this.clock = clock;
    this.ids = RunIds.random();
    this.state = closing.add(state);
    this.heads =
        new SignedHeads(
            workspace.output().resolve(".audit"), workspace.state().resolve("audit-key.pem"));
    this.trail = new JdbcAuditTrail(state.dataSource(), heads, clock);
    this.catalog = new YamlReportCatalog(workspace.folder());
    this.runs = new JdbcReportRuns(state.dataSource(), ids::next);
    this.waiting =
        new JdbcWaitingRuns(state.dataSource(), runs, new JdbcRunEvents(state.dataSource()));
    this.ledger = new JdbcStepLedger(state.dataSource(), runs);
    this.answers = new JdbcRecordedAnswers(state.dataSource(), clock);
    this.accounts = new JdbcAccounts(state.dataSource());
  }

  /** Lets the workspace be watched by others than before; to be called before it works. */
  public void watchedBy(Instruments watching) {
    this.instruments = watching;
    trail.tell(watching.entries());
  }

  public Workspace workspace() {
    return workspace;
  }

  public StateDatabase state() {
    return state;
  }

  public JdbcAuditTrail trail() {
    return trail;
  }

  public SignedHeads heads() {
    return heads;
  }

  public ReportCatalog catalog() {
    return catalog;
  }

  public ReportRuns runs() {
    return runs;
  }

  /** The runs whose data are not ready. */
  public WaitingRuns waiting() {
    return waiting;
  }

  /** The calendars that definitions can name. */
  public WorkingDayCalendars calendars() {
    return new WorkingDayCalendars(workspace.folder().resolve("tasks").resolve("calendars"));
  }

  public StepLedger ledger() {
    return ledger;
  }

  /** The people who may sign in. */
  public Accounts accounts() {
    return accounts;
  }

  /** What models have answered; kept, so that the same brief is not asked twice. */
  public JdbcRecordedAnswers answers() {
    return answers;
  }

  /** Where drafts are decided on, at a terminal. An approved report goes to its recipients. */
  public ReviewDesk reviewDesk() {
    return terminal.get().desk();
  }

  /**
   * All that people need who work on drafts.
   *
   * @param model where the language model is served, which writes sections again
   */
  public Reviewing reviewing(Optional<URI> model) {
    Reviews reviews = new JdbcReviews(state.dataSource(), runs);
    DraftVersions versions = new JdbcDraftVersions(state.dataSource());
    DraftMarks marks = new JdbcDraftMarks(state.dataSource());
    LedgerDrafts drafts =
        new LedgerDrafts(
            ledger,
            workspace,
            versions,
            marks,
            closing.add(new WritersByChoice(model, instruments.model(), answers)),
            clock);
    ReviewListener files = new ApprovedFiles(ledger, workspace, reviews, versions);
    ReviewListener measured = new MeasuredDecisions(drafts, versions, reviewMeasures());
    ReviewDesk desk =
        new ReviewDesk(
            runs,
            drafts,
            reviews,
            (item, decision) -> {
              files.decided(item, decision);
              if (decision instanceof Approved && !item.definition().deliver().isEmpty()) {
                afterApproval.accept(item.run());
              }
              measured.decided(item, decision);
            },
            trail,
            clock);
    Supplier<FunctionGate> gate = SingletonSupplier.of(() -> functions().gate());
    return new Reviewing(
        desk,
        drafts,
        new DraftEditing(versions, marks, trail, clock),
        new DraftMargin(marks, trail, clock),
        new GateRecalls(ledger, gate));
  }

  /** How drafts fared that were decided on. */
  public ReviewMeasures reviewMeasures() {
    return new JdbcReviewMeasures(state.dataSource());
  }

  /** Whether somebody reviews the drafts of a report; nobody does where its definition is wrong. */
  public boolean reviews(Actor actor, String report) {
    try {
      return actor.roles().contains(catalog.report(report).review().by());
    } catch (RapporteurException wrong) {
      return false;
    }
  }

  /**
   * @param desk where drafts are decided on
   * @param materials what their runs have gathered
   * @param editing where their text is changed
   * @param margin what is written beside it
   * @param recalls makes their calls again
   */
  public record Reviewing(
      ReviewDesk desk,
      DraftMaterials materials,
      DraftEditing editing,
      DraftMargin margin,
      Recalls recalls) {}

  /**
   * What becomes of a run whose draft was approved and that has recipients; if nothing is said it
   * is delivered at once.
   */
  public void whenApproved(Consumer<ReportRun> then) {
    this.afterApproval = then;
  }

  /** How far deliveries have come. */
  public DeliveryReceipts receipts() {
    return new JdbcDeliveryReceipts(state.dataSource(), runs);
  }

  /** Where approved reports and events go, as the file says now. */
  public DeliverySettings deliverySettings() {
    return DeliverySettings.read(workspace.folder(), secrets, clock);
  }

  /** Finds secrets by their names. */
  public Secrets secrets() {
    return secrets;
  }

  private DeliverySteps deliverySteps() {
    return new DeliverySteps(reviewDesk(), runs, receipts(), this::deliverySettings, trail, clock);
  }

  /** Sends an approved report, here and now, to those of its recipients who do not have it. */
  public List<DeliveryReceipt> deliverNow(ReportRun run) {
    CamelContext context = new DefaultCamelContext();
    closing.add(context::stop);
    return RunRoute.startDelivery(context, workspace, deliverySteps())
        .deliver(OutgoingReport.of(run))
        .receipts();
  }

  /** Sends to one recipient once more because a person wants it. */
  public DeliveryReceipt resend(Address to, String by) {
    return deliverySteps().resend(to, by);
  }

  /** Notes what a person found out about a delivery of which nobody knew, or that was refused. */
  public DeliveryReceipt settle(Address to, boolean arrived, String by) {
    return deliverySteps().settle(to, arrived, by);
  }

  /** The approved runs of which some recipient still gets the report without anybody's doing. */
  public List<ReportRun> undelivered() {
    DeliveryReceipts receipts = receipts();
    return runs.inState(RunState.APPROVED).stream()
        .filter(
            run -> {
              List<DeliveryReceipt> kept = receipts.of(run.id());
              return kept.isEmpty()
                  ? hasRecipients(run)
                  : kept.stream().anyMatch(DeliveryReceipt::isUnderWay)
                      || kept.stream().allMatch(one -> one.state() == State.SENT);
            })
        .toList();
  }

  private boolean hasRecipients(ReportRun run) {
    try {
      return !catalog.report(run.request().report()).deliver().isEmpty();
    } catch (RapporteurException wrong) {
      return false;
    }
  }

  /** The functions of the workspace behind their gate. */
  public Functions functions() {
    return functions(asked -> actor(asked.kind(), asked.name()));
  }

  /**
   * As {@link #functions()}, for the machine's own people at its terminal, who say themselves who
   * they are: somebody without an account has the roles that were named.
   */
  public Functions functionsAtTerminal() {
    return functions(this::atTerminal);
  }

  /** A person as known at the terminal: an account's roles, where there is one, are those of it. */
  public Optional<Actor> atTerminal(Actor named) {
    boolean known =
        named.kind() == Actor.Kind.PERSON
            && accounts.find(Account.canonical(named.name())).isPresent();
    return known ? actor(named.kind(), named.name()) : Optional.of(named);
  }

  private Functions functions(ActorDirectory actors) {
    Map<String, DataSourceDefinition> sources =
        DataSourceDefinition.readAll(workspace.folder(), System.getenv());
    FunctionRegistry registry =
        new FunctionRegistry(FunctionDefinitions.read(workspace.folder(), sources));
    SourceDatabases databases = closing.add(new SourceDatabases(sources));
    FunctionGate gate =
        new FunctionGate(
            registry,
            instruments
                .calls()
                .apply(
                    new ExecutorByBody(
                        new JdbcFunctionExecutor(databases), new HttpFunctionExecutor(sources))),
            trail,
            new JdbcConfirmations(state.dataSource()),
            actors,
            clock,
            () -> ids.next(clock.instant()));
    return new Functions(registry, gate);
  }

  /** Who there is at this moment: people with an account that is not closed. */
  private Optional<Actor> actor(Actor.Kind kind, String name) {
    return switch (kind) {
      // A key acts for the person whose name it bears.
      case PERSON, API_KEY ->
          accounts
              .find(Account.canonical(name))
              .filter(Account::enabled)
              .map(account -> new Actor(account.name(), kind, account.roles()));
      case SCHEDULE, WEBHOOK -> Optional.empty();
    };
  }

  private ReportRunner runner(
      CamelContext context, boolean start, Optional<URI> model, RunProgress progress) {
    Functions functions = functions();
    QueryStep query = new QueryStep(functions.registry(), functions.gate(), clock);
    ReadyStep ready = new ReadyStep(query, waiting, new ReadinessDeadline(calendars()), clock);
    RunSteps steps =
        new RunSteps(
            ledger,
            clock,
            progress,
            ready,
            query,
            new RetrieveStep(retriever()),
            new WriteStep(
                catalog,
                closing.add(new WritersByChoice(model, instruments.model(), answers)),
                clock),
            new RenderStep(workspace, new WorkspaceTemplates(workspace)));
    RunRoute route =
        start
            ? RunRoute.start(context, workspace, steps, deliverySteps())
            : RunRoute.load(context, workspace, steps, deliverySteps());
    return new ReportRunner(
        runs,
        ledger,
        catalog,
        new DefinitionFiles(workspace),
        clock,
        route,
        new SplitStep(ledger, parts(), ready, query, functions.registry(), clock));
  }

  /** Whether a run is for the whole of a report that is made in parts. */
  public boolean isSplit(ReportRun run) {
    return run.request().scope().isWhole()
        && catalog.report(run.request().report()).split().isPresent();
  }

  /** Which runs a run for the whole was split into. */
  public RunParts parts() {
    return new JdbcRunParts(state.dataSource(), runs);
  }

  /**
   * Loads the routes into a context that its owner starts, and gives what executes runs along them.
   *
   * @param model where the language model is served, if one is
   * @param progress hears how runs get on
   */
  public ReportRunner runner(Optional<URI> model, RunProgress progress, CamelContext context) {
    return runner(context, false, model, progress);
  }

  /**
   * As {@link #runner(Optional, RunProgress, CamelContext)}, in a context of its own that is
   * started.
   */
  public ReportRunner startedRunner(Optional<URI> model, RunProgress progress) {
    CamelContext context = new DefaultCamelContext();
    closing.add(context::stop);
    return runner(context, true, model, progress);
  }

  /** Lets a run go on behind its last finished step, here and now. */
  public RunDossier resumeNow(String run, Optional<URI> model, RunProgress progress) {
    return startedRunner(model, progress).execute(run);
  }

  /** Runs made again of what their steps recorded. */
  RecordedRun recorded() {
    return new RecordedRun(ledger, workspace, new JdbcDraftVersions(state.dataSource()));
  }

  /** The strategy documents, indexed as they are now. */
  public LucenePassageRetriever retriever() {
    LucenePassageRetriever retriever =
        closing.add(
            new LucenePassageRetriever(
                workspace.output().resolve(".index"),
                DocumentSourceDefinition.readAll(workspace.folder()),
                new FileDocumentReader(),
                ServedEmbedder.configured().map(closing::add)));
    retriever.follow(line -> {});
    return retriever;
  }

  @Override
  public void close() {
    try {
      trail.seal();
    } catch (AuditUnavailableException closed) {
      // The embedded database closes by itself when the process is ended; the next head covers it.
      log.debug("the audit trail's head was not signed at the end", closed);
    }
    closing.close();
  }

  /**
   * @param registry all functions there are
   * @param gate the door to them
   */
  public record Functions(FunctionRegistry registry, FunctionGate gate) {}
}
