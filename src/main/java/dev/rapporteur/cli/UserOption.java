package dev.rapporteur.cli;

import dev.rapporteur.access.Actor;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --as}: who acts at the terminal. */
final class UserOption {
  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--as",
      required = true,
      paramLabel = "USER[:ROLE,...]",
      description =
          "Who you are, and with which roles: anna:employee. A name alone is also its one role.")
  String user;

  Actor actor() {
    int colon = user.indexOf(':');
    String name = colon < 0 ? user : user.substring(0, colon);
    String roles = colon < 0 ? user : user.substring(colon + 1);
    try {
      return Actor.of(name, Actor.Kind.PERSON, List.of(roles.split(",")));
    } catch (IllegalArgumentException wrong) {
      throw new CommandLine.ParameterException(spec.commandLine(), wrong.getMessage());
    }
  }
}
