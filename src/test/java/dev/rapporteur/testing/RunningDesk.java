package dev.rapporteur.testing;

import dev.rapporteur.access.Account;
import dev.rapporteur.access.Accounts;
import dev.rapporteur.access.Role;
import dev.rapporteur.access.SignIn;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.server.RapporteurServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The service in this JVM on a sample workspace and a free port, with people who can sign in. */
public final class RunningDesk implements AutoCloseable {
  /** Everybody's password. */
  public static final String PASSWORD = "four green herons dance";

  private final ConfigurableApplicationContext context;
  private final Workspace workspace;

  private RunningDesk(Workspace workspace, ConfigurableApplicationContext context) {
    this.workspace = workspace;
    this.context = context;
  }

  /** Starts it on a sample workspace in the folder. */
  public static RunningDesk in(Path folder) {
    return on(SampleWorkspace.in(folder));
  }

  /**
   * As {@link #in}, with a sensitive function {@code write_off}, which sales managers ask for and
   * confirm.
   */
  public static RunningDesk withSensitiveFunction(Path folder) throws IOException, SQLException {
    Workspace workspace = SampleWorkspace.in(folder);
    Path functions = folder.resolve("tasks/functions");
    Files.writeString(
        folder.resolve("datasources/stock.yaml"),
        """
        datasource: stock
        url: jdbc:h2:file:${workspace}/output/.data/stock
        user: sa
        readOnly: false
        pool: { size: 2, connectSeconds: 2 }
        """);
    Files.writeString(
        functions.resolve("write_off.yaml"),
        """
        function: write_off
        description: Writes off what is left of a product.
        parameters:
          product: { type: string, description: name of the product }
          pieces: { type: integer, minimum: 1, maximum: 100 }
        columns: { written: { unit: rows } }
        datasource: stock
        roles: [sales-manager]
        approvers: [sales-manager]
        effect: sensitive
        """);
    Files.writeString(
        functions.resolve("write_off.sql"), "INSERT INTO written_off VALUES (:product, :pieces)\n");
    Files.createDirectories(folder.resolve("output/.data"));
    String url = "jdbc:h2:file:" + folder.resolve("output/.data/stock");
    try (Connection stock = DriverManager.getConnection(url, "sa", "");
        Statement statement = stock.createStatement()) {
      statement.execute("CREATE TABLE written_off (product VARCHAR(100), pieces INT)");
    }
    return on(workspace);
  }

  /** Starts it on a workspace. */
  public static RunningDesk on(Workspace workspace) {
    return new RunningDesk(workspace, RapporteurServer.start(workspace, 0));
  }

  /** Adds a person who has chosen {@link #PASSWORD}. */
  public RunningDesk with(String name, String... roles) {
    Accounts accounts = bean(Accounts.class);
    accounts.add(
        Account.of(
            name,
            "",
            name + "@example.com",
            Arrays.stream(roles).map(Role::new).collect(Collectors.toCollection(TreeSet::new)),
            Account.Origin.DESK,
            Instant.now()));
    SignIn signIn = bean(SignIn.class);
    if (signIn.change(name, signIn.giveOneTimePassword(name), PASSWORD).isPresent()) {
      throw new IllegalStateException("the password of the tests is not taken");
    }
    return this;
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public ConfigurableApplicationContext context() {
    return context;
  }

  public Workspace workspace() {
    return workspace;
  }

  /** Where it listens, without a slash at the end. */
  public String url() {
    return "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
  }

  @Override
  public void close() {
    SpringApplication.exit(context);
  }
}
