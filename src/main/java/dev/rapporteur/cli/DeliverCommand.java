package dev.rapporteur.cli;

import dev.rapporteur.delivery.DeliveryReceipt;
import dev.rapporteur.delivery.DeliveryReceipt.State;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code rapporteur deliver}: how approved reports get to their recipients. */
@Command(
    name = "deliver",
    description = "Shows, repeats and settles deliveries of approved reports.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT",
    subcommands = {
      DeliverCommand.Receipts.class,
      DeliverCommand.Now.class,
      DeliverCommand.Resend.class,
      DeliverCommand.Settle.class
    })
final class DeliverCommand {

  /** {@code rapporteur deliver list}. */
  @Command(
      name = "list",
      description = "Lists the receipts of a run, or of the latest delivered and approved runs.",
      mixinStandardHelpOptions = true)
  static final class Receipts implements Callable<Integer> {
    @Mixin Terminal terminal;

    @Parameters(paramLabel = "RUN", arity = "0..1", description = "The run's id.")
    String run;

    @Option(names = "--open", description = "Only those that a person must look at.")
    boolean open;

    @Override
    public Integer call() {
      try (OpenWorkspace workspace = terminal.open()) {
        List<ReportRun> runs =
            run == null
                ? Stream.concat(
                        workspace.runs().inState(RunState.APPROVED).stream(),
                        workspace.runs().latest(200).stream()
                            .filter(one -> one.state() == RunState.DELIVERED))
                    .toList()
                : List.of(find(workspace, run));
        List<DeliveryReceipt> receipts = new ArrayList<>();
        for (ReportRun one : runs) {
          workspace.receipts().of(one.id()).stream()
              .filter(receipt -> !open || isOpen(receipt))
              .forEach(receipts::add);
        }
        show(terminal, receipts);
        return ExitCode.DONE.code();
      }
    }

    private static boolean isOpen(DeliveryReceipt receipt) {
      return receipt.state() == State.REFUSED || receipt.state() == State.UNKNOWN;
    }
  }

  /** {@code rapporteur deliver now}. */
  @Command(
      name = "now",
      description =
          "Carries out what is due: of a run, or of all approved ones. The service does so by itself.",
      mixinStandardHelpOptions = true)
  static final class Now implements Callable<Integer> {
    @Mixin Terminal terminal;

    @Parameters(paramLabel = "RUN", arity = "0..1", description = "The run's id.")
    String run;

    @Override
    public Integer call() {
      try (OpenWorkspace workspace = terminal.open()) {
        List<ReportRun> due = run == null ? workspace.undelivered() : List.of(find(workspace, run));
        List<DeliveryReceipt> receipts = new ArrayList<>();
        due.forEach(one -> receipts.addAll(workspace.deliverNow(one)));
        show(terminal, receipts);
        return (receipts.stream().allMatch(one -> one.state() == State.SENT)
                ? ExitCode.DONE
                : ExitCode.WAITING)
            .code();
      }
    }
  }

  /** A command about one delivery. */
  abstract static class OfOne implements Callable<Integer> {
    @Mixin Terminal terminal;

    @Parameters(paramLabel = "RUN", description = "The run's id.")
    String run;

    @Option(
        names = "--to",
        required = true,
        paramLabel = "RECIPIENT",
        description = "Who, as the list says it.")
    String recipient;

    @Option(
        names = "--channel",
        paramLabel = "CHANNEL",
        description = "mail, folder, sftp, hook or chat; needed where a recipient has several.")
    String channel;

    @Option(
        names = "--as",
        paramLabel = "USER",
        description = "Who decides; the user of the machine if not given.")
    String user = System.getProperty("user.name", "terminal");

    abstract DeliveryReceipt act(OpenWorkspace workspace, DeliveryReceipt receipt, String by);

    @Override
    public final Integer call() {
      try (OpenWorkspace workspace = terminal.open()) {
        List<DeliveryReceipt> found =
            workspace.receipts().of(find(workspace, run).id()).stream()
                .filter(one -> one.to().recipient().equals(recipient))
                .filter(one -> channel == null || one.to().channel().equals(channel))
                .toList();
        if (found.size() != 1) {
          throw wrong(
              found.isEmpty()
                  ? "run " + run + " has no delivery to '" + recipient + "'"
                  : "run " + run + " has several deliveries to '" + recipient + "'",
              found.isEmpty()
                  ? "rapporteur deliver list " + run + " shows them"
                  : "name one with --channel");
        }
        DeliveryReceipt after = act(workspace, found.getFirst(), "person:" + user);
        show(terminal, List.of(after));
        return (after.state() == State.SENT ? ExitCode.DONE : ExitCode.WAITING).code();
      }
    }
  }

  /** {@code rapporteur deliver resend}. */
  @Command(
      name = "resend",
      description = "Sends a report to one recipient once more, whatever was before.",
      mixinStandardHelpOptions = true)
  static final class Resend extends OfOne {
    @Override
    DeliveryReceipt act(OpenWorkspace workspace, DeliveryReceipt receipt, String by) {
      DeliveryReceipt after = workspace.resend(receipt.to(), by);
      concludeIfAllHaveIt(workspace, after);
      return after;
    }
  }

  /** {@code rapporteur deliver settle}. */
  @Command(
      name = "settle",
      description =
          "Notes what you found out about a delivery that was refused or of which nobody knows.",
      mixinStandardHelpOptions = true)
  static final class Settle extends OfOne {
    @ArgGroup(multiplicity = "1")
    Found found;

    static final class Found {
      @Option(names = "--arrived", description = "The recipient has it.")
      boolean arrived;

      @Option(
          names = "--not-arrived",
          description = "The recipient does not have it; it is sent again.")
      boolean notArrived;
    }

    @Override
    DeliveryReceipt act(OpenWorkspace workspace, DeliveryReceipt receipt, String by) {
      if (receipt.state() != State.UNKNOWN && receipt.state() != State.REFUSED) {
        throw wrong(
            "the delivery to '" + recipient + "' is " + spoken(receipt) + ": nothing is open",
            "rapporteur deliver resend sends it once more");
      }
      DeliveryReceipt after = workspace.settle(receipt.to(), found.arrived, by);
      concludeIfAllHaveIt(workspace, after);
      return after;
    }
  }

  /** The last of the recipients makes the report delivered. */
  private static void concludeIfAllHaveIt(OpenWorkspace workspace, DeliveryReceipt after) {
    boolean all =
        workspace.receipts().of(after.to().run()).stream()
            .allMatch(one -> one.state() == State.SENT);
    if (all) {
      workspace.deliverNow(workspace.runs().find(after.to().run()).orElseThrow());
    }
  }

  private static ReportRun find(OpenWorkspace workspace, String run) {
    return workspace
        .runs()
        .find(run)
        .orElseThrow(() -> wrong("there is no run '" + run + "'", "rapporteur runs lists them"));
  }

  /** Prints receipts for a person or a script. */
  static void show(Terminal terminal, List<DeliveryReceipt> receipts) {
    if (terminal.json()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      ArrayNode list = json.putArray("receipts");
      receipts.forEach(receipt -> add(receipt, list.addObject()));
      terminal.printJson(json);
      return;
    }
    for (DeliveryReceipt receipt : receipts) {
      terminal
          .out()
          .printf(
              "%s  %-7s %-16s %-32s %-16s %s%s%n",
              receipt.to().run(),
              receipt.to().channel(),
              receipt.to().target(),
              receipt.to().recipient(),
              spoken(receipt),
              receipt.detail(),
              receipt.nextAttempt().map(next -> " Tried again at " + next + ".").orElse(""));
    }
  }

  private static void add(DeliveryReceipt receipt, ObjectNode json) {
    json.put("run", receipt.to().run());
    json.put("channel", receipt.to().channel());
    json.put("target", receipt.to().target());
    json.put("recipient", receipt.to().recipient());
    json.put("state", receipt.state().name());
    json.put("attempts", receipt.attempts());
    json.put("detail", receipt.detail());
    json.put("changedAt", receipt.changedAt().toString());
    json.put("nextAttempt", receipt.nextAttempt().map(Instant::toString).orElse(null));
  }

  private static String spoken(DeliveryReceipt receipt) {
    return switch (receipt.state()) {
      case UNKNOWN -> "outcome unknown";
      case SENDING, SENT, WAITING, REFUSED -> receipt.state().name().toLowerCase(Locale.ROOT);
    };
  }

  private static RapporteurException wrong(String message, String nextStep) {
    return new RapporteurException(FailureKind.DEFINITION, message, nextStep);
  }
}
