package dev.rapporteur.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import dev.rapporteur.testing.Browser;
import dev.rapporteur.testing.RunningDesk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk in a real Chromium: signing in, and each page, in both languages. */
class DeskJourneyIT {
  private static final List<String> PAGES =
      List.of(
          "/desk",
          "/desk/password",
          "/desk/runs",
          "/desk/reports",
          "/desk/reports/sales-monthly",
          "/desk/functions",
          "/desk/functions/query_sales_data",
          "/desk/confirmations",
          "/desk/assistant",
          "/desk/audit",
          "/desk/users",
          "/desk/users/anna",
          "/desk/nothing");

  /** Between them they have every piece of the style sheet. */
  private static final List<String> SMALL_AND_DARK =
      List.of("/desk/reports/sales-monthly", "/desk/audit", "/desk/users/anna");

  @TempDir static Path folder;
  private static RunningDesk desk;
  private static Browser browser;

  @BeforeAll
  static void open() throws Exception {
    desk =
        RunningDesk.withSensitiveFunction(folder)
            .with("ben", "sales-manager")
            .with("anna", "employee", "sales-manager", "administrator", "operator", "auditor");
    browser = Browser.start();
  }

  @AfterAll
  static void close() {
    browser.close();
    desk.close();
  }

  @Test
  void everyPageCanBeUsedByEverybodyInBothLanguages() {
    try (BrowserContext desktop = browser.desktop("en");
        BrowserContext phone = browser.phone("zh-CN")) {
      look(desktop, "en-desktop");
      look(phone, "zh-phone");
    }
  }

  private static void look(BrowserContext context, String kind) {
    List<String> complaints = new ArrayList<>();
    context.onConsoleMessage(
        message -> {
          boolean expected = message.text().contains("404");
          if (message.type().equals("error") && !expected) {
            complaints.add(message.text());
          }
        });
    Page page = Browser.signIn(context, desk, "anna");
    for (String path : PAGES) {
      page.navigate(desk.url() + path);
      page.waitForLoadState(LoadState.NETWORKIDLE);
      Browser.keep(page, kind + path.replace('/', '-'));
      assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .as(path + " is not wider than the window (" + kind + ")")
          .isEqualTo(true);
      assertThat(page.locator("html").getAttribute("lang"))
          .isEqualTo(kind.startsWith("zh") ? "zh-CN" : "en");
      assertThat(page.content()).as(path).doesNotContain("??");
      if (kind.endsWith("desktop") || SMALL_AND_DARK.contains(path)) {
        assertThat(violations(page)).as(path + " " + kind).isEmpty();
      }
    }
    assertThat(complaints).as("what the browser complains about").isEmpty();
  }

  /** What axe finds serious or critical. */
  private static List<String> violations(Page page) {
    return new AxeBuilder(page)
        .analyze().getViolations().stream()
            .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
            .map(
                rule ->
                    rule.getId()
                        + ": "
                        + rule.getNodes().stream().map(node -> node.getHtml()).toList())
            .toList();
  }

  @Test
  void aRunIsStartedByHandAndFollowedToItsDraft() {
    try (BrowserContext context = browser.desktop("en")) {
      Page page = Browser.signIn(context, desk, "anna");
      page.navigate(desk.url() + "/desk/reports/sales-monthly");
      page.selectOption("#writer", "RULES");
      page.selectOption("#period", "2024-03");
      page.click("text=Make the draft");
      page.waitForURL("**/desk/runs/*");
      Browser.keep(page, "en-desktop-run-under-way");
      page.locator("text=In review").first().waitFor();
      page.locator("a:has-text('Word')").waitFor();
      Browser.keep(page, "en-desktop-run");
      assertThat(violations(page)).isEmpty();
      var download = page.waitForDownload(() -> page.click("a:has-text('PDF')"));
      assertThat(download.suggestedFilename()).endsWith(".pdf");
      try (BrowserContext phone = browser.phone("zh-CN")) {
        Page small = Browser.signIn(phone, desk, "anna");
        small.navigate(page.url());
        Browser.keep(small, "zh-phone-run");
        small.navigate(desk.url() + "/desk/runs");
        Browser.keep(small, "zh-phone-runs");
      }
    }
  }

  @Test
  void aFunctionIsTriedAndTheWrongMonthRefused() {
    try (BrowserContext context = browser.desktop("en")) {
      Page page = Browser.signIn(context, desk, "anna");
      page.navigate(desk.url() + "/desk/functions/query_sales_data");
      page.locator("[id='p.month']").fill("2024-03");
      page.click("button:has-text('Call')");
      assertThat(page.locator("[role=status]").innerText()).contains("Rows: 1");
      Browser.keep(page, "en-desktop-function-called");
      page.locator("[id='p.month']").fill("March");
      page.click("button:has-text('Call')");
      assertThat(page.locator("[role=alert]").innerText()).contains("refused");
    }
  }

  @Test
  void aSensitiveCallWaitsForASecondPersonWhoSeesItsExactArguments() {
    try (BrowserContext first = browser.desktop("en");
        BrowserContext second = browser.phone("zh-CN")) {
      Page anna = Browser.signIn(first, desk, "anna");
      anna.navigate(desk.url() + "/desk/functions/write_off");
      anna.locator("[id='p.product']").fill("Tent <b>\"Alp\"</b>");
      anna.locator("[id='p.pieces']").fill("3");
      anna.click("button:has-text('Call')");
      assertThat(anna.locator("[role=status]").innerText()).contains("second person");
      anna.navigate(desk.url() + "/desk/confirmations");
      assertThat(anna.locator("article").innerText()).contains("Somebody else has to confirm it");
      assertThat(anna.locator("article button").allInnerTexts()).containsExactly("Reject");

      Page ben = Browser.signIn(second, desk, "ben");
      ben.navigate(desk.url() + "/desk/confirmations");
      Browser.keep(ben, "zh-phone-confirmation");
      assertThat(ben.locator("article").innerText())
          .contains("{\"pieces\":3,\"product\":\"Tent <b>\\\"Alp\\\"</b>\"}");
      assertThat(violations(ben)).isEmpty();
      ben.click("article button.main");
      assertThat(ben.locator("[role=status]").innerText()).contains("write_off");
      assertThat(ben.locator("article").count()).isZero();
      Browser.keep(ben, "zh-phone-confirmed");
    }
  }

  @Test
  void anAdministratorAddsAUserWhoChoosesAPassword() {
    try (BrowserContext context = browser.desktop("en");
        BrowserContext fresh = browser.phone("zh-CN")) {
      Page page = Browser.signIn(context, desk, "anna");
      page.navigate(desk.url() + "/desk/users");
      page.fill("#user", "li.na");
      page.fill("#displayName", "李娜");
      page.check("input[value=sales-manager]");
      page.click("button:has-text('Add a user')");
      page.waitForURL("**/desk/users/li.na");
      page.onDialog(dialog -> dialog.accept());
      page.click("button:has-text('one-time')");
      String password = page.locator(".secret").innerText();
      Browser.keep(page, "en-desktop-one-time-password");

      Page own = fresh.newPage();
      own.navigate(desk.url() + "/sign-in");
      own.fill("#user", "Li.Na");
      own.fill("#password", password);
      own.press("#password", "Enter");
      own.waitForURL("**/desk/password");
      Browser.keep(own, "zh-phone-choose-password");
      own.fill("#current", password);
      own.fill("#wanted", "密码要长一点才好记又安全呀");
      own.fill("#again", "密码要长一点才好记又安全呀");
      own.press("#again", "Enter");
      own.waitForURL("**/desk");
      assertThat(own.locator("h1").innerText()).contains("李娜");
      assertThat(own.locator("nav.places").innerText()).doesNotContain("用户");
    }
  }

  @Test
  void theKeyboardAloneReachesTheContentAndTheNavigation() {
    try (BrowserContext context = browser.desktop("en")) {
      Page page = Browser.signIn(context, desk, "anna");
      page.navigate(desk.url() + "/desk/runs");
      page.keyboard().press("Tab");
      assertThat(page.evaluate("document.activeElement.className")).isEqualTo("skip");
      page.keyboard().press("Enter");
      assertThat(page.evaluate("document.activeElement.id")).isEqualTo("content");
    }
  }
}
