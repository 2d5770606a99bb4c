package dev.rapporteur.grounding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names under which the entities of the facts may appear in a text. */
final class EntityNames {
  private static final Pattern GENERIC_LAST =
      Pattern.compile(
          "bookings?|clients?|store|shop|groups?|region|department|plan|center|centre|hotel|plant|inn|lodge|line|books?|bikes?|road|town");
  private static final Set<String> GENERIC_FIRST =
      Set.of(
          "new", "north", "south", "east", "west", "great", "grand", "the", "saint", "central",
          "upper", "lower", "united", "royal", "super", "classic", "mini", "best", "high", "home",
          "city");

  private static final Map<String, List<String>> COUNTRIES = countries();
  private static final String SUFFIXES = "类区店市科省部州县站院品";

  private record Known(List<Integer> entities, boolean exactCase, boolean capital) {}

  private final PhraseTrie<Known> names = new PhraseTrie<>();
  private final Words words;

  EntityNames(FactTable table, GroundingFacts facts, Words words) {
    this.words = words;
    Map<String, Set<Integer>> given = new LinkedHashMap<>();
    Map<String, Set<Integer>> derived = new LinkedHashMap<>();
    Map<String, Boolean> capitals = new HashMap<>();
    Set<String> seen = new LinkedHashSet<>();
    for (Fact fact : facts.facts()) {
      FactTable.Entry entry = table.byId(fact.id());
      if (entry == null
          || entry.entity() == FactTable.TOTAL
          || !seen.add(fact.entity() + fact.aliases())) {
        continue;
      }
      List<String> all = new ArrayList<>(fact.aliases());
      all.add(fact.entity());
      for (String name : all) {
        register(name, entry.entity(), given, derived, capitals);
      }
    }
    given.forEach((name, entities) -> put(name, entities, capitals));
    derived.forEach(
        (name, entities) -> {
          if (!given.containsKey(name) && entities.size() == 1) {
            put(name, entities, capitals);
          }
        });
  }

  private void put(String name, Set<Integer> entities, Map<String, Boolean> capitals) {
    boolean upper = capitals.getOrDefault(name, false);
    Meaning meaning = words.meaning(name);
    boolean clash = meaning != null && (name.length() > 1 && name.charAt(0) < 0x2E80);
    names.put(
        name,
        new Known(
            List.copyOf(entities), upper && name.length() <= 4 && name.indexOf(' ') < 0, clash));
  }

  private void register(
      String raw,
      int entity,
      Map<String, Set<Integer>> given,
      Map<String, Set<Integer>> derived,
      Map<String, Boolean> capitals) {
    String name = SourceText.foldWord(raw.strip());
    if (name.isEmpty() || name.length() == 1 && PhraseTrie.latin(name.charAt(0))) {
      return;
    }
    String plain = name.startsWith("the ") ? name.substring(4) : name;
    if (raw.replace("the ", "").strip().chars().noneMatch(Character::isLowerCase)) {
      capitals.put(plain, true);
    }
    add(given, plain, entity);
    if (name.charAt(0) > 0x2E80) {
      chinese(plain, entity, derived);
      return;
    }
    add(derived, plain.replace("/", " and ").replace("&", "and").replaceAll("\\s+", " "), entity);
    add(derived, plain.replace(" and ", " & "), entity);
    add(derived, plain.replace(" and ", "/"), entity);
    add(derived, plain.replace('-', ' ').replace('_', ' '), entity);
    add(
        derived,
        plain.endsWith("s") ? plain.substring(0, plain.length() - 1) : plain + "s",
        entity);
    for (String part : plain.split("\\s*[/&(]\\s*|\\s+and\\s+|,\\s*")) {
      if (part.length() > 3 && !part.equals(plain)) {
        add(derived, part.replace(")", ""), entity);
      }
    }
    int space = plain.indexOf(' ');
    if (space > 3) {
      addWord(derived, plain.substring(0, space), entity);
    }
    int lastWord = plain.lastIndexOf(' ') + 1;
    if (space > 0
        && plain.length() - lastWord > 4
        && !GENERIC_LAST.matcher(plain.substring(lastWord)).matches()) {
      addWord(derived, plain.substring(lastWord), entity);
    }
    COUNTRIES.getOrDefault(plain, List.of()).forEach(other -> add(derived, other, entity));
  }

  private void addWord(Map<String, Set<Integer>> derived, String word, int entity) {
    if (words.meaning(word) == null && !GENERIC_FIRST.contains(word)) {
      add(derived, word, entity);
    }
  }

  private static void chinese(String name, int entity, Map<String, Set<Integer>> derived) {
    int last = name.length() - 1;
    if (last >= 2 && SUFFIXES.indexOf(name.charAt(last)) >= 0) {
      add(derived, name.substring(0, last), entity);
    }
    for (String part : name.split("[/、·与和]")) {
      if (part.length() > 1 && part.length() < name.length()) {
        add(derived, part, entity);
      }
    }
  }

  private static void add(Map<String, Set<Integer>> names, String name, int entity) {
    if (name.length() > 1) {
      names.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(entity);
    }
  }

  /** The longest entity name at a place. */
  PhraseTrie.@Nullable Match<List<Integer>> longest(SourceText text, int start) {
    PhraseTrie.Match<Known> match = names.longest(text.lower(), start);
    if (match == null) {
      return null;
    }
    String shown = text.folded().substring(start, match.end());
    if (match.value().exactCase() && shown.chars().anyMatch(Character::isLowerCase)) {
      return null;
    }
    if (match.value().capital() && Character.isLowerCase(shown.charAt(0))) {
      return null;
    }
    return new PhraseTrie.Match<>(match.end(), match.value().entities());
  }

  private static Map<String, List<String>> countries() {
    String table =
        "usa=american,us,u.s.,united states,美国|us=american,usa,u.s.,united states,美国|united states=american,us,usa,u.s.,美国"
            + "|uk=british,united kingdom,u.k.,britain,英国|united kingdom=british,uk,u.k.,britain,英国|germany=german,德国"
            + "|france=french,法国|brazil=brazilian,巴西|austria=austrian,奥地利|canada=canadian,加拿大"
            + "|spain=spanish,西班牙|italy=italian,意大利|sweden=swedish,瑞典|norway=norwegian,挪威"
            + "|denmark=danish,丹麦|finland=finnish,芬兰|ireland=irish,爱尔兰|portugal=portuguese,葡萄牙"
            + "|switzerland=swiss,瑞士|belgium=belgian,比利时|netherlands=dutch,荷兰|poland=polish,波兰"
            + "|mexico=mexican,墨西哥|argentina=argentine,argentinian,阿根廷|venezuela=venezuelan,委内瑞拉"
            + "|chile=chilean,智利|india=indian,印度|china=chinese,中国|japan=japanese,日本|australia=australian,澳大利亚,澳洲"
            + "|czech republic=czech,czechia,捷克|hungary=hungarian,匈牙利|russia=russian,俄罗斯|south korea=korean,韩国"
            + "|singapore=singaporean,新加坡|new zealand=新西兰|south africa=south african,南非|turkey=turkish,土耳其"
            + "|greece=greek,希腊|thailand=thai,泰国|vietnam=vietnamese,越南|indonesia=indonesian,印度尼西亚,印尼"
            + "|malaysia=malaysian,马来西亚|philippines=philippine,菲律宾|colombia=colombian,哥伦比亚|peru=peruvian,秘鲁";
    Map<String, List<String>> countries = new HashMap<>();
    for (String line : table.split("\\|")) {
      int equals = line.indexOf('=');
      countries.put(line.substring(0, equals), List.of(line.substring(equals + 1).split(",")));
    }
    return countries;
  }
}
