package dev.rapporteur.delivery.settings;

import dev.rapporteur.delivery.DeliveryChannel;
import dev.rapporteur.delivery.chat.ChatChannel;
import dev.rapporteur.delivery.chat.ChatTarget;
import dev.rapporteur.delivery.folder.FolderChannel;
import dev.rapporteur.delivery.hook.EventEndpoint;
import dev.rapporteur.delivery.hook.HookChannel;
import dev.rapporteur.delivery.hook.HookTarget;
import dev.rapporteur.delivery.mail.MailChannel;
import dev.rapporteur.delivery.mail.MailSettings;
import dev.rapporteur.delivery.sftp.SftpChannel;
import dev.rapporteur.delivery.sftp.SftpTarget;
import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import dev.rapporteur.report.yaml.SchemaCheck;
import dev.rapporteur.report.yaml.YamlDocument;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Where approved reports and events go. Nothing is ever sent anywhere else. */
public final class DeliverySettings {
  /** The file, relative to the workspace. */
  public static final Path FILE = Path.of("tasks", "delivery.yaml");

  private static final Pattern SECRET = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_.-]*)}");

  /** Where a secret may stand in each target of a section. */
  private static final Map<String, List<String>> WITH_SECRETS =
      Map.of(
          "sftp", List.of("user", "password"),
          "hook", List.of("url", "secret"),
          "chat", List.of("url"),
          "events", List.of("url", "secret"));

  private final Map<String, Set<String>> targets = new LinkedHashMap<>();
  private final List<DeliveryChannel> channels = new ArrayList<>();
  private final List<EventEndpoint> events = new ArrayList<>();
  private final Optional<String> link;

  /**
   * Reads the settings of a workspace; without the file there is nowhere to deliver to.
   *
   * @param secrets finds a secret by its name
   * @throws InvalidDefinitionException with every mistake in the file, secrets that are not set
   *     included
   */
  public static DeliverySettings read(
      Path workspace, Function<String, Optional<String>> secrets, Clock clock) {
    YamlDocument document =
        Files.exists(workspace.resolve(FILE))
            ? YamlDocument.read(workspace, FILE)
            : YamlDocument.parse(FILE.toString().replace('\\', '/'), "{}");
    new SchemaCheck("delivery", withSecrets(document)).require(document);
    List<DefinitionError> mistakes = new ArrayList<>();
    DeliverySettings settings =
        new Reader(workspace, document, secrets, clock, mistakes).settings();
    if (!mistakes.isEmpty()) {
      throw new InvalidDefinitionException(mistakes);
    }
    return settings;
  }

  private static Set<String> withSecrets(YamlDocument document) {
    Set<String> pointers = new LinkedHashSet<>();
    List.of("host", "user", "password").forEach(key -> pointers.add("/mail/server/" + key));
    WITH_SECRETS.forEach(
        (section, keys) ->
            document
                .root()
                .path(section)
                .propertyNames()
                .forEach(
                    name ->
                        keys.forEach(
                            key -> pointers.add("/" + section + "/" + escaped(name) + "/" + key))));
    return pointers;
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private DeliverySettings(Optional<String> link) {
    this.link = link;
  }

  /** The ways out that are set up. */
  public List<DeliveryChannel> channels() {
    return List.copyOf(channels);
  }

  /** Who is told of events. */
  public List<EventEndpoint> events() {
    return List.copyOf(events);
  }

  /** The names of a channel's targets; empty for a channel that is not set up. */
  public Set<String> targets(String channel) {
    return targets.getOrDefault(channel, Set.of());
  }

  /** Where a run can be read; empty if the settings do not say. */
  public Optional<URI> link(String run) {
    return link.map(text -> URI.create(text.replace("{run}", run)));
  }

  /** Makes channels of the document; what is wrong is kept as a mistake. */
  private record Reader(
      Path workspace,
      YamlDocument document,
      Function<String, Optional<String>> secrets,
      Clock clock,
      List<DefinitionError> mistakes) {

    DeliverySettings settings() {
      DeliverySettings settings =
          new DeliverySettings(
              Optional.ofNullable(document.root().get("link")).map(JsonNode::asString));
      if (document.root().has("mail")) {
        mail()
            .ifPresent(mail -> add(settings, new MailChannel(mail, clock), mail.lists().keySet()));
      }
      Map<String, Path> folders = new LinkedHashMap<>();
      names("folder").forEach(name -> folders.put(name, path("/folder/" + escaped(name))));
      add(settings, new FolderChannel(folders), folders.keySet());
      Map<String, SftpTarget> servers = all("sftp", (at, node) -> sftp(at, node));
      add(settings, new SftpChannel(servers), servers.keySet());
      Map<String, HookTarget> hooks = all("hook", (at, node) -> hook(at, node));
      add(settings, new HookChannel(hooks, clock), hooks.keySet());
      Map<String, ChatTarget> rooms = all("chat", (at, node) -> chat(at, node));
      add(settings, new ChatChannel(rooms), rooms.keySet());
      all("events", (at, node) -> hook(at, node))
          .forEach(
              (name, target) -> {
                Set<String> types = new LinkedHashSet<>();
                document
                    .root()
                    .at("/events/" + escaped(name) + "/types")
                    .forEach(type -> types.add(type.asString()));
                settings.events.add(new EventEndpoint(name, target, types));
              });
      return settings;
    }

    private static void add(DeliverySettings settings, DeliveryChannel channel, Set<String> names) {
      if (!names.isEmpty()) {
        settings.channels.add(channel);
        settings.targets.put(channel.name(), Set.copyOf(names));
      }
    }

    private interface Target<T> {
      T of(String at, JsonNode node);
    }

    private <T> Map<String, T> all(String section, Target<T> target) {
      Map<String, T> all = new LinkedHashMap<>();
      for (String name : names(section)) {
        String at = "/" + section + "/" + escaped(name);
        int before = mistakes.size();
        try {
          T made = target.of(at, document.root().at(at));
          if (mistakes.size() == before) {
            all.put(name, made);
          }
        } catch (IllegalArgumentException wrong) {
          if (mistakes.size() == before) {
            mistakes.add(document.error(at, String.valueOf(wrong.getMessage()), ""));
          }
        }
      }
      return all;
    }

    private List<String> names(String section) {
      List<String> names = new ArrayList<>();
      document.root().path(section).propertyNames().forEach(names::add);
      return names;
    }

    private Optional<MailSettings> mail() {
      JsonNode mail = document.root().get("mail");
      if (mail.has("server") == mail.has("pickup")) {
        mistakes.add(
            document.error(
                "/mail", "mail has either a server or a folder (pickup)", "give one of them"));
        return Optional.empty();
      }
      Map<String, List<String>> lists = new LinkedHashMap<>();
      mail.get("lists")
          .forEachEntry(
              (name, list) -> {
                List<String> addresses = new ArrayList<>();
                list.forEach(address -> addresses.add(address.asString()));
                lists.put(name, addresses);
              });
      MailSettings.Content content =
          MailSettings.Content.valueOf(
              mail.path("content").asString("attachments").toUpperCase(Locale.ROOT));
      if (content == MailSettings.Content.LINK && !document.root().has("link")) {
        mistakes.add(
            document.error("/mail/content", "there is no link to send", "add link: with {run}"));
      }
      String from = mail.get("from").asString();
      if (mail.has("pickup")) {
        return Optional.of(MailSettings.intoFolder(path("/mail/pickup"), from, content, lists));
      }
      String security = mail.at("/server/security").asString("starttls").toUpperCase(Locale.ROOT);
      MailSettings.Security protection = MailSettings.Security.valueOf(security);
      int port =
          switch (protection) {
            case NONE -> 25;
            case STARTTLS -> 587;
            case TLS -> 465;
          };
      String user = filled("/mail/server/user");
      return Optional.of(
          new MailSettings(
              filled("/mail/server/host"),
              mail.at("/server/port").asInt(port),
              protection,
              user.isEmpty()
                  ? Optional.empty()
                  : Optional.of(new MailSettings.Login(user, filled("/mail/server/password"))),
              from,
              content,
              lists));
    }

    private SftpTarget sftp(String at, JsonNode node) {
      if (node.has("password") == node.has("key")) {
        mistakes.add(document.error(at, "give either a password or a key", "key: a file"));
      }
      return new SftpTarget(
          node.get("host").asString(),
          node.path("port").asInt(22),
          node.get("hostKey").asString(),
          filled(at + "/user"),
          node.has("key")
              ? new SftpTarget.Key(path(at + "/key"))
              : new SftpTarget.Password(filled(at + "/password")),
          node.get("folder").asString());
    }

    private HookTarget hook(String at, JsonNode node) {
      String secret = filled(at + "/secret");
      String url = filled(at + "/url");
      return new HookTarget(URI.create(url), secret, node.path("ownNetwork").asBoolean(false));
    }

    private ChatTarget chat(String at, JsonNode node) {
      return new ChatTarget(
          URI.create(filled(at + "/url")),
          ChatTarget.Kind.valueOf(node.get("kind").asString().toUpperCase(Locale.ROOT)),
          node.path("ownNetwork").asBoolean(false));
    }

    private Path path(String at) {
      return workspace.resolve(document.root().at(at).asString()).toAbsolutePath().normalize();
    }

    private String filled(String at) {
      String text = document.root().at(at).asString("");
      Matcher matcher = SECRET.matcher(text);
      StringBuilder filled = new StringBuilder();
      while (matcher.find()) {
        String name = matcher.group(1);
        Optional<String> value = secrets.apply(name);
        if (value.isEmpty()) {
          mistakes.add(
              document.error(
                  at,
                  "the secret " + name + " is not set",
                  "put it into the environment, or into a file of that name in the folder of secrets"));
        }
        matcher.appendReplacement(filled, Matcher.quoteReplacement(value.orElse("")));
      }
      return matcher.appendTail(filled).toString();
    }
  }
}
