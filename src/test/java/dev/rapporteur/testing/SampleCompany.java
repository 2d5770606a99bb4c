package dev.rapporteur.testing;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The fictional company of the sample workspace, Linhe Outdoor and Home Trading: three years of
 * sales from one seed.
 *
 * <p>Regions, categories, products and salespeople are kept by hand in {@code datasources/sales/};
 * customers, loads, orders, order lines, month closes and targets are written by this class. The
 * same seed gives the same bytes on every machine: only {@link Random} and {@link StrictMath}
 * decide. What is planted, and where a reader finds it, stands in {@code docs/sample-data.md}.
 */
public final class SampleCompany {
  private static final long SEED = 20_220_101L;
  private static final LocalDate FIRST_DAY = LocalDate.of(2022, 1, 1);
  private static final LocalDate DAY_AFTER = LocalDate.of(2025, 1, 1);
  private static final int CUSTOMERS_PER_REGION = 45;
  private static final int SALESPEOPLE_PER_REGION = 5;

  private static final int EAST = 1;
  private static final int CENTRAL = 4;
  private static final int SOUTHWEST = 5;
  private static final int OVERSEAS = 8;
  private static final int PORTABLE_POWER = 7;
  private static final int CAR_ACCESSORIES = 8;
  private static final int POWER_STATION_1000 = 74;

  /** Expected orders on an ordinary working day of 2022, in the order of regions.csv. */
  private static final double[] DAILY_ORDERS = {4.40, 3.10, 2.56, 2.30, 1.70, 1.30, 0.96, 1.00};

  private static final double[] YEARLY_GROWTH = {0.05, 0.09, 0.03, 0.05, 0.08, -0.03, 0.03, 0.18};

  /** November is the peak (Double Eleven), June the smaller one (mid-year sales). */
  private static final double[] SEASON = {
    0.96, 0.97, 1.01, 1.00, 1.03, 1.10, 0.97, 0.96, 1.02, 1.01, 1.27, 1.04
  };

  /** What is left of Central from February 2024 on, month by month. */
  private static final double[] CENTRAL_AFTER_FEBRUARY_2024 = {
    0.28, 0.31, 0.34, 0.37, 0.41, 0.45, 0.48, 0.51, 0.54, 0.57, 0.60
  };

  private static final double[] CATEGORY_WEIGHT = {12, 9, 12, 11, 14, 11, 9, 6, 14, 11};

  private static final Map<Integer, LocalDate> SPRING_FESTIVAL =
      Map.of(
          2022, LocalDate.of(2022, 2, 1),
          2023, LocalDate.of(2023, 1, 22),
          2024, LocalDate.of(2024, 2, 10),
          2025, LocalDate.of(2025, 1, 29));

  private static final LocalDate LAUNCH = LocalDate.of(2023, 9, 4);
  private static final LocalDate LAST_DAY_OF_CAR_ACCESSORIES = LocalDate.of(2023, 6, 30);
  private static final LocalDate LARGE_ORDER = LocalDate.of(2024, 2, 22);
  private static final LocalDate LATE_LOAD = LocalDate.of(2024, 6, 12);

  /** Sales targets of a year by region, in ten thousand yuan. */
  private static final Map<Integer, int[]> TARGETS =
      Map.of(
          2023, new int[] {13_600, 9_900, 7_900, 7_400, 5_500, 3_900, 3_000, 3_600},
          2024, new int[] {14_400, 11_000, 8_200, 7_900, 6_100, 3_900, 3_100, 4_400});

  private static final String[][] CITIES = {
    {"Hangzhou 杭州", "Suzhou 苏州", "Nanjing 南京", "Ningbo 宁波", "Hefei 合肥"},
    {"Guangzhou 广州", "Shenzhen 深圳", "Foshan 佛山", "Nanning 南宁", "Haikou 海口"},
    {"Beijing 北京", "Tianjin 天津", "Shijiazhuang 石家庄", "Taiyuan 太原", "Jinan 济南"},
    {"Wuhan 武汉", "Changsha 长沙", "Zhengzhou 郑州", "Nanchang 南昌", "Yichang 宜昌"},
    {"Chengdu 成都", "Chongqing 重庆", "Kunming 昆明", "Guiyang 贵阳", "Mianyang 绵阳"},
    {"Shenyang 沈阳", "Dalian 大连", "Changchun 长春", "Harbin 哈尔滨", "Jilin 吉林"},
    {"Xi'an 西安", "Lanzhou 兰州", "Xining 西宁", "Yinchuan 银川", "Urumqi 乌鲁木齐"},
    {"Singapore 新加坡", "Bangkok 曼谷", "Kuala Lumpur 吉隆坡", "Osaka 大阪", "Dubai 迪拜"}
  };

  private static final String[] CUSTOMER_WORDS = {
    "Songfeng 松风",
    "Yeyuan 野原",
    "Qingxi 青溪",
    "Shanlan 山岚",
    "Heguang 禾光",
    "Xingye 星野",
    "Luyin 鹿隐",
    "Pingchuan 平川",
    "Muyun 暮云"
  };

  private record Product(int id, int category, double price, double weight) {}

  private record Customer(int id, int region, int salesperson, double weight) {}

  private record Line(int product, int quantity, String unitPrice, String discount) {}

  private record Order(LocalDate day, Customer customer, List<Line> lines) {}

  private final Random random = new Random(SEED);
  private final List<Product> products;
  private final List<Customer> customers = new ArrayList<>();
  private final List<Order> orders = new ArrayList<>();
  private final TreeMap<LocalDate, List<Order>> returnsDue = new TreeMap<>();
  private final Map<String, String> files = new LinkedHashMap<>();

  private SampleCompany(Path sales) throws IOException {
    products = readProducts(sales.resolve("products.csv"));
  }

  /** Writes the files into a folder, by default {@code datasources/sales}. */
  public static void main(String[] arguments) throws IOException {
    Path sales = Path.of(arguments.length == 0 ? "datasources/sales" : arguments[0]);
    for (Map.Entry<String, String> file : files(sales).entrySet()) {
      Files.writeString(sales.resolve(file.getKey()), file.getValue());
    }
  }

  /** The generated files, name to content, made from the hand-kept ones in the folder. */
  public static Map<String, String> files(Path sales) throws IOException {
    SampleCompany company = new SampleCompany(sales);
    company.foundCustomers();
    company.trade();
    company.writeOrders(company.writeLoads());
    company.writeMonthClose();
    company.writeTargets();
    return company.files;
  }

  private static List<Product> readProducts(Path file) throws IOException {
    List<Product> products = new ArrayList<>();
    int[] seen = new int[CATEGORY_WEIGHT.length];
    List<String> rows = Files.readAllLines(file);
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split(",");
      int category = Integer.parseInt(cells[3]);
      double popularity = 1.0 / (4 + seen[category - 1]++);
      products.add(
          new Product(
              Integer.parseInt(cells[0]), category, Double.parseDouble(cells[4]), popularity));
    }
    return products;
  }

  private void foundCustomers() {
    StringBuilder csv = new StringBuilder("customer_id,name,name_zh,region_id\n");
    for (int region = 1; region <= CITIES.length; region++) {
      for (int rank = 0; rank < CUSTOMERS_PER_REGION; rank++) {
        int id = customers.size() + 1;
        int salesperson = (region - 1) * SALESPEOPLE_PER_REGION + rank % SALESPEOPLE_PER_REGION + 1;
        customers.add(new Customer(id, region, salesperson, 1.0 / (rank + 3)));
        String[] city = bilingual(CITIES[region - 1][rank % 5]);
        String[] word = bilingual(CUSTOMER_WORDS[rank / 5]);
        String kind = rank < 10 ? "Distribution,分销" : "Trading,商贸";
        csv.append(id).append(',').append(city[0]).append(' ').append(word[0]).append(' ');
        csv.append(kind.replace(",", "," + city[1] + word[1])).append(',').append(region);
        csv.append('\n');
      }
    }
    files.put("customers.csv", csv.toString());
  }

  private static String[] bilingual(String both) {
    int space = both.lastIndexOf(' ');
    return new String[] {both.substring(0, space), both.substring(space + 1)};
  }

  private void trade() {
    double[] owed = new double[DAILY_ORDERS.length];
    for (LocalDate day = FIRST_DAY; day.isBefore(DAY_AFTER); day = day.plusDays(1)) {
      for (int region = 1; region <= owed.length; region++) {
        owed[region - 1] += expectedOrders(day, region) * (0.8 + 0.4 * random.nextDouble());
        for (; owed[region - 1] >= 1; owed[region - 1]--) {
          place(day, region);
        }
      }
      if (day.equals(LARGE_ORDER)) {
        placeLargeOrder(day);
      }
      orders.addAll(returnsDue.getOrDefault(day, List.of()));
    }
  }

  private static double expectedOrders(LocalDate day, int region) {
    double years = (day.toEpochDay() - FIRST_DAY.toEpochDay()) / 365.25;
    double growth = StrictMath.pow(1 + YEARLY_GROWTH[region - 1], years);
    return DAILY_ORDERS[region - 1]
        * growth
        * SEASON[day.getMonthValue() - 1]
        * tradingWeight(day, region)
        * whatIsLeftOfCentral(day, region);
  }

  private static double whatIsLeftOfCentral(LocalDate day, int region) {
    boolean collapsed = region == CENTRAL && !day.isBefore(LocalDate.of(2024, 2, 1));
    return collapsed ? CENTRAL_AFTER_FEBRUARY_2024[day.getMonthValue() - 2] : 1;
  }

  /** Weekends and holidays are quiet, the weeks around the Spring Festival are slow. */
  private static double tradingWeight(LocalDate day, int region) {
    double weekday =
        switch (day.getDayOfWeek()) {
          case SATURDAY -> 0.25;
          case SUNDAY -> 0.10;
          default -> 1;
        };
    if (region == OVERSEAS) {
      return weekday;
    }
    if (isHoliday(day)) {
      return 0.10;
    }
    long afterFestival = day.toEpochDay() - SPRING_FESTIVAL.get(day.getYear()).toEpochDay();
    return weekday * (afterFestival > -9 && afterFestival < 14 ? 0.80 : 1);
  }

  private static boolean isHoliday(LocalDate day) {
    long afterFestival = day.toEpochDay() - SPRING_FESTIVAL.get(day.getYear()).toEpochDay();
    int monthDay = day.getMonthValue() * 100 + day.getDayOfMonth();
    return afterFestival >= -1 && afterFestival <= 6
        || monthDay == 101
        || monthDay >= 501 && monthDay <= 504
        || monthDay >= 1001 && monthDay <= 1006;
  }

  private void place(LocalDate day, int region) {
    Customer customer = pickCustomer(day, region);
    int count = 2 + random.nextInt(5);
    TreeSet<Integer> chosen = new TreeSet<>();
    while (chosen.size() < count) {
      chosen.add(pickProduct(day).id());
    }
    double generosity = random.nextDouble();
    List<Line> lines = new ArrayList<>();
    for (int id : chosen) {
      Line line = line(day, products.get(id - 1), generosity);
      lines.add(line);
      considerReturn(day, customer, line);
    }
    orders.add(new Order(day, customer, lines));
  }

  /** The three largest customers of Central stop buying when the region collapses. */
  private Customer pickCustomer(LocalDate day, int region) {
    int first = (region - 1) * CUSTOMERS_PER_REGION;
    List<Customer> buyers = customers.subList(first, first + CUSTOMERS_PER_REGION);
    if (whatIsLeftOfCentral(day, region) < 1) {
      buyers = buyers.subList(3, buyers.size());
    }
    double[] weights = buyers.stream().mapToDouble(Customer::weight).toArray();
    return buyers.get(pick(weights));
  }

  private Product pickProduct(LocalDate day) {
    double[] weights = new double[CATEGORY_WEIGHT.length];
    for (int category = 1; category <= weights.length; category++) {
      weights[category - 1] = CATEGORY_WEIGHT[category - 1] * demand(day, category);
    }
    int category = pick(weights) + 1;
    List<Product> shelf = products.stream().filter(p -> p.category() == category).toList();
    return shelf.get(pick(shelf.stream().mapToDouble(Product::weight).toArray()));
  }

  /** Outdoor goods sell in the warm half of the year, apparel in the cold one. */
  private static double demand(LocalDate day, int category) {
    double warmth = -StrictMath.cos(2 * StrictMath.PI * (day.getDayOfYear() - 20) / 365.0);
    return switch (category) {
      case 1, 3, 4 -> 1 + 0.35 * warmth;
      case 2, 6 -> 1 + 0.15 * warmth;
      case 5 -> 1 - 0.40 * warmth;
      case PORTABLE_POWER -> launchRamp(day);
      case CAR_ACCESSORIES -> runOut(day);
      default -> 1;
    };
  }

  private static double launchRamp(LocalDate day) {
    double months = (day.toEpochDay() - LAUNCH.toEpochDay()) / 30.4;
    return months < 0 ? 0 : StrictMath.min(1.0, 0.25 + months / 14);
  }

  private static double runOut(LocalDate day) {
    long daysLeft = LAST_DAY_OF_CAR_ACCESSORIES.toEpochDay() - day.toEpochDay();
    return daysLeft < 0 ? 0 : StrictMath.min(1.0, 0.3 + daysLeft / 130.0);
  }

  private Line line(LocalDate day, Product product, double generosity) {
    double value = 23_500 * StrictMath.exp(0.55 * random.nextGaussian());
    int pack = product.price() < 100 ? 10 : product.price() < 600 ? 5 : 1;
    int quantity = (int) StrictMath.max(1, StrictMath.round(value / product.price() / pack)) * pack;
    return new Line(
        product.id(), quantity, price(day, product), discount(day, product, generosity));
  }

  /** List prices rise by 2 % a year and are rounded to half a yuan. */
  private static String price(LocalDate day, Product product) {
    double listed = product.price() * StrictMath.pow(1.02, day.getYear() - 2022);
    return plain(StrictMath.round(listed * 2) * 5, 1);
  }

  private static String plain(long unscaled, int scale) {
    BigDecimal number = BigDecimal.valueOf(unscaled, scale).stripTrailingZeros();
    return number.signum() == 0 ? "0" : number.toPlainString();
  }

  private String discount(LocalDate day, Product product, double generosity) {
    boolean campaign =
        day.getMonthValue() == 11 || day.getMonthValue() == 6 && day.getYear() > 2022;
    double mood = generosity + (campaign ? 0.22 : 0) + 0.1 * random.nextDouble();
    if (product.category() == CAR_ACCESSORIES && day.isAfter(LocalDate.of(2023, 3, 31))) {
      mood += 0.35;
    }
    int percent = mood < 0.55 ? 0 : mood < 0.7 ? 3 : mood < 0.85 ? 5 : mood < 1.0 ? 8 : 12;
    boolean beyondPolicy = campaign && day.getYear() == 2024 && mood > 1.2;
    return plain(beyondPolicy ? 18 : percent, 2);
  }

  private void considerReturn(LocalDate day, Customer customer, Line line) {
    YearMonth month = YearMonth.from(day);
    boolean faulty =
        line.product() == POWER_STATION_1000
            && !month.isBefore(YearMonth.of(2024, 6))
            && month.isBefore(YearMonth.of(2024, 9));
    if (random.nextDouble() < (faulty ? 0.35 : 0.028)) {
      double part = faulty ? 0.8 : 0.2 + 0.5 * random.nextDouble();
      int quantity = (int) StrictMath.max(1, StrictMath.round(line.quantity() * part));
      LocalDate back = nextWorkday(day.plusDays(7 + random.nextInt(25)));
      Line returned = new Line(line.product(), -quantity, line.unitPrice(), line.discount());
      returnsDue
          .computeIfAbsent(back, key -> new ArrayList<>())
          .add(new Order(back, customer, List.of(returned)));
    }
  }

  private static LocalDate nextWorkday(LocalDate day) {
    LocalDate next = day;
    while (next.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0 || isHoliday(next)) {
      next = next.plusDays(1);
    }
    return next;
  }

  /** One order of one customer in East, not repeated in March 2024. */
  private void placeLargeOrder(LocalDate day) {
    Customer customer = customers.get((EAST - 1) * CUSTOMERS_PER_REGION + 2);
    List<Line> lines = new ArrayList<>();
    int[][] wanted = {{2, 1500}, {25, 5000}, {29, 2500}, {44, 2400}, {62, 1600}};
    for (int[] each : wanted) {
      lines.add(new Line(each[0], each[1], price(day, products.get(each[0] - 1)), "0.12"));
    }
    orders.add(new Order(day, customer, lines));
  }

  private int pick(double[] weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double left = random.nextDouble() * total;
    int index = 0;
    while (index < weights.length - 1 && left >= weights[index]) {
      left -= weights[index++];
    }
    return index;
  }

  /** The warehouse loads each Monday and on the first of each month, at two in the morning. */
  private List<LocalDate> writeLoads() {
    StringBuilder csv = new StringBuilder("load_id,loaded_at,source\n");
    List<LocalDate> loads = new ArrayList<>();
    for (LocalDate day = FIRST_DAY.plusDays(1); !day.isAfter(DAY_AFTER); day = day.plusDays(1)) {
      boolean late = day.equals(LATE_LOAD);
      if (day.getDayOfWeek() == DayOfWeek.MONDAY || day.getDayOfMonth() == 1 || late) {
        loads.add(day);
        csv.append(loads.size()).append(',').append(day).append(" 02:00:00,");
        csv.append(late ? "Southwest branch export" : "Order system").append('\n');
      }
    }
    files.put("loads.csv", csv.toString());
    return loads;
  }

  private void writeOrders(List<LocalDate> loads) {
    StringBuilder headers =
        new StringBuilder("order_id,ordered_on,customer_id,salesperson_id,load_id\n");
    StringBuilder lines = new StringBuilder("order_id,product_id,quantity,unit_price,discount\n");
    int id = 0;
    for (Order order : orders) {
      id++;
      Customer customer = order.customer();
      headers.append(id).append(',').append(order.day()).append(',').append(customer.id());
      headers.append(',').append(customer.salesperson()).append(',');
      headers.append(loads.indexOf(loadedOn(order, loads)) + 1).append('\n');
      for (Line line : order.lines()) {
        lines.append(id).append(',').append(line.product()).append(',').append(line.quantity());
        lines.append(',').append(line.unitPrice()).append(',').append(line.discount()).append('\n');
      }
    }
    files.put("orders.csv", headers.toString());
    files.put("order_lines.csv", lines.toString());
  }

  /** The Southwest branch delivers its last eleven days of May 2024 after the month is closed. */
  private static LocalDate loadedOn(Order order, List<LocalDate> loads) {
    boolean late =
        order.customer().region() == SOUTHWEST
            && order.day().isAfter(LocalDate.of(2024, 5, 20))
            && order.day().isBefore(LocalDate.of(2024, 6, 1));
    if (late) {
      return LATE_LOAD;
    }
    return loads.stream()
        .filter(load -> load.isAfter(order.day()) && !load.equals(LATE_LOAD))
        .findFirst()
        .orElseThrow();
  }

  /** A month is closed on the third working day after it. */
  private void writeMonthClose() {
    StringBuilder csv = new StringBuilder("period,closed_on\n");
    for (YearMonth month = YearMonth.from(FIRST_DAY);
        month.atDay(1).isBefore(DAY_AFTER);
        month = month.plusMonths(1)) {
      LocalDate closed = month.atEndOfMonth();
      for (int workday = 0; workday < 3; workday++) {
        closed = nextWorkday(closed.plusDays(1));
      }
      csv.append(month.atDay(1)).append(',').append(closed).append('\n');
    }
    files.put("month_close.csv", csv.toString());
  }

  /** A year's target is spread over its months by season and trading days, in ten thousand yuan. */
  private void writeTargets() {
    StringBuilder csv = new StringBuilder("period,region_id,amount\n");
    for (int year : List.of(2023, 2024)) {
      for (int region = 1; region <= DAILY_ORDERS.length; region++) {
        double[] weights = plannedMonths(year, region);
        int left = TARGETS.get(year)[region - 1];
        for (int month = 1; month <= 12; month++) {
          double share = TARGETS.get(year)[region - 1] * weights[month - 1];
          int amount = month == 12 ? left : (int) StrictMath.round(share / 5) * 5;
          left -= amount;
          csv.append(LocalDate.of(year, month, 1)).append(',').append(region).append(',');
          csv.append(amount * 10_000L).append('\n');
        }
      }
    }
    files.put("targets.csv", csv.toString());
  }

  private static double[] plannedMonths(int year, int region) {
    double[] weights = new double[12];
    double total = 0;
    LocalDate end = LocalDate.of(year + 1, 1, 1);
    for (LocalDate day = LocalDate.of(year, 1, 1); day.isBefore(end); day = day.plusDays(1)) {
      double weight = SEASON[day.getMonthValue() - 1] * tradingWeight(day, region);
      weights[day.getMonthValue() - 1] += weight;
      total += weight;
    }
    for (int month = 0; month < 12; month++) {
      weights[month] /= total;
    }
    return weights;
  }
}
