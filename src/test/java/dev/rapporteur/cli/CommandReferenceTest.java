package dev.rapporteur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** docs/commands.md follows from the commands; this test keeps it up to date. */
class CommandReferenceTest {
  private static final Path FILE = Path.of("docs", "commands.md");

  @Test
  void writesTheReferenceOfAllCommands() throws IOException {
    StringBuilder text = new StringBuilder("# Commands\n\nWritten by `CommandReferenceTest`.\n");
    text.append(
        """

        Every command ends with 0 done, 1 failed, 2 wrong use or a wrong definition, 3 waiting for data or approval,
        4 refused by role, signature or policy.
        """);
    List<CommandLine> commands = new ArrayList<>();
    collect(new CommandLine(new RapporteurCommand()), commands);
    for (CommandLine command : commands) {
      String name = command.getCommandSpec().qualifiedName();
      text.append("\n## ").append(name).append("\n\n```\n");
      text.append(command.getUsageMessage(Ansi.OFF).stripTrailing()).append("\n```\n");
    }
    Files.writeString(FILE, text);
    assertThat(commands.stream().map(command -> command.getCommandSpec().qualifiedName()))
        .contains("rapporteur run", "rapporteur audit verify", "rapporteur eval grounding");
  }

  @Test
  void everyCommandHasADescriptionAndTakesJsonAndAWorkspace() {
    List<CommandLine> commands = new ArrayList<>();
    collect(new CommandLine(new RapporteurCommand()), commands);
    for (CommandLine command : commands) {
      var spec = command.getCommandSpec();
      assertThat(spec.usageMessage().description()).as(spec.qualifiedName()).isNotEmpty();
      if (command.getSubcommands().isEmpty()) {
        assertThat(spec.findOption("--json")).as(spec.qualifiedName()).isNotNull();
        assertThat(spec.findOption("--workspace")).as(spec.qualifiedName()).isNotNull();
      }
    }
  }

  private static void collect(CommandLine command, List<CommandLine> all) {
    all.add(command);
    command.getSubcommands().values().forEach(sub -> collect(sub, all));
  }
}
