package dev.rapporteur.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import dev.rapporteur.access.Actor;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunCause;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.WriterChoice;
import dev.rapporteur.testing.Browser;
import dev.rapporteur.testing.RunningDesk;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A draft's way over the desk in a real Chromium, by two people, in both languages. */
class DraftJourneyIT {
  @TempDir static Path folder;
  private static RunningDesk desk;
  private static Browser browser;
  private static String english;
  private static String chinese;
  private static String uploaded;

  @BeforeAll
  static void open() {
    desk = RunningDesk.in(folder);
    desk.with("anna", "sales-manager", "employee");
    desk.with("ben", "sales-manager", "employee");
    desk.with("eve", "employee");
    OpenWorkspace workspace = desk.bean(OpenWorkspace.class);
    var runner = desk.bean(dev.rapporteur.pipeline.ReportRunner.class);
    english = made(workspace, runner, "sales-monthly");
    chinese = made(workspace, runner, "sales-monthly-zh");
    uploaded = made(workspace, runner, "sales-monthly");
    browser = Browser.start();
  }

  private static String made(
      OpenWorkspace workspace, dev.rapporteur.pipeline.ReportRunner runner, String report) {
    Actor schedule = Actor.of(report, Actor.Kind.SCHEDULE, List.of("sales-manager"));
    RunRequest request =
        new RunRequest(
            report,
            ReportingPeriod.month(2024, 3),
            RunScope.WHOLE,
            new RunCause.Scheduled(schedule, Instant.now()),
            WriterChoice.RULES);
    String run = workspace.runs().acceptAsRevision(request, Instant.now()).id();
    runner.execute(run);
    return run;
  }

  @AfterAll
  static void close() {
    browser.close();
    desk.close();
  }

  /** The page's script is there; it checks what is typed from then on. */
  private static void isReady(Page page) {
    page.locator("#text").waitFor();
    page.waitForLoadState(LoadState.LOAD);
  }

  private static void isAccessible(Page page) {
    List<String> serious =
        new AxeBuilder(page)
            .analyze().getViolations().stream()
                .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                .map(
                    rule ->
                        rule.getId()
                            + ": "
                            + rule.getNodes().stream()
                                .limit(3)
                                .map(node -> node.getHtml())
                                .toList())
                .toList();
    assertThat(serious).as(page.url()).isEmpty();
  }

  /** A browser that runs script only from the service; what it complains about is a fault. */
  private static Page signedIn(BrowserContext context, String name, List<String> complaints) {
    context.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    return Browser.signIn(context, desk, name);
  }

  @Test
  void aDraftGoesFromTheQueueToItsApprovalByASecondPerson() throws Exception {
    List<String> complaints = new java.util.concurrent.CopyOnWriteArrayList<>();
    try (BrowserContext first = browser.desktop("en");
        BrowserContext second = browser.desktop("en")) {
      Page anna = signedIn(first, "anna", complaints);
      anna.navigate(desk.url() + "/desk/drafts");
      Browser.keep(anna, "drafts-queue-en-desktop");
      isAccessible(anna);
      anna.click("a[href*='" + english + "']");
      Browser.keep(anna, "drafts-draft-en-desktop");
      isAccessible(anna);

      opensANumber(anna);
      Locator paragraph = anna.locator("#overview-1");
      String right = paragraph.locator(".para-text").innerText();
      String wrong = marksAWrongNumberBeforeItIsSaved(anna);
      fixesAndSaves(anna, wrong);
      assertThat(anna.locator("#overview-1 .para-text").innerText()).contains("Watch May.");
      comments(anna);
      writesASectionAgain(anna);
      assertThat(anna.locator(".diff del").first().innerText()).isNotEmpty();
      Browser.keep(anna, "drafts-compare-en-desktop");
      isAccessible(anna);
      anna.selectOption("#view", "side");
      anna.selectOption("#from", "0");
      anna.click("form.card button");
      Browser.keep(anna, "drafts-compare-side-en-desktop");
      anna.navigate(desk.url() + "/desk/drafts/" + english + "/history");
      assertThat(anna.locator("article.card")).isNotNull();
      assertThat(anna.locator("article.card").count()).isEqualTo(2);
      Browser.keep(anna, "drafts-history-en-desktop");

      // Whoever edited may not approve alone; the second person may.
      anna.navigate(desk.url() + "/desk/drafts/" + english);
      assertThat(anna.locator("#overview .para-text").first().innerText()).isEqualTo(right);
      anna.click("#decide button[value=approve]");
      assertThat(anna.locator(".notices").innerText()).contains("somebody else must approve");
      Page ben = signedIn(second, "ben", complaints);
      ben.navigate(desk.url() + "/desk/drafts");
      assertThat(ben.locator("table.queue").innerText()).contains("1 for you");
      ben.navigate(desk.url() + "/desk/drafts/" + english);
      ben.click("#decide button[value=approve]");
      assertThat(ben.locator(".notices").innerText()).contains("Approved");
      Browser.keep(ben, "drafts-approved-en-desktop");
      var download = ben.waitForDownload(() -> ben.click("#decide a:has-text('Word')"));
      String word = documentXml(download.path());
      assertThat(word).contains("ben").doesNotContain("This is a draft");
      assertThat(allXml(download.path())).doesNotContain(">DRAFT<", "string=\"DRAFT\"");

      // What of it was taken as it was written is counted.
      ben.navigate(desk.url() + "/desk/drafts");
      ben.click("a:has-text('Measures')");
      assertThat(ben.locator("tbody").first().innerText()).contains("sales-monthly", "1 of 1");
      Browser.keep(ben, "drafts-measures-en-desktop");
      isAccessible(ben);
    }
    assertThat(complaints).isEmpty();
  }

  private static void opensANumber(Page page) {
    page.locator("#overview-1 a.figure").first().click();
    Locator evidence = page.locator("#evidence.filled");
    evidence.waitFor();
    assertThat(evidence.locator(".formula").first().innerText()).contains("=");
    assertThat(evidence.locator("td.read").count()).isPositive();
    evidence.locator("summary").first().click();
    assertThat(evidence.locator("pre").first().innerText()).containsIgnoringCase("select");
    evidence.locator("button:has-text('Run it again')").first().click();
    page.locator("#evidence .notice.good").waitFor();
    Browser.keep(page, "drafts-evidence-en-desktop");
    isAccessible(page);
    page.locator("a.cite").first().click();
    page.locator("#evidence .passage mark").waitFor();
    Browser.keep(page, "drafts-citation-en-desktop");
    page.keyboard().press("Escape");
    assertThat(page.locator("#evidence.filled").count()).isZero();
  }

  private static String marksAWrongNumberBeforeItIsSaved(Page page) {
    page.locator("#overview-1 a:has-text('Edit')").click();
    isReady(page);
    String text = page.inputValue("#text");
    String wrong = text.replaceFirst("\\d+\\.\\d+ million", "99.9 million");
    page.fill("#text", wrong);
    page.locator("#check .flag.bad").waitFor();
    assertThat(page.locator("#check").innerText()).contains("99.9", "Kept as typed");
    Browser.keep(page, "drafts-editor-en-desktop");
    isAccessible(page);
    return text;
  }

  private static void fixesAndSaves(Page page, String right) {
    page.fill("#text", right + " Watch May.");
    page.locator("#check .flag.bad")
        .waitFor(
            new Locator.WaitForOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
    page.click("form.editor button.main");
    assertThat(page.locator(".notices").innerText()).contains("version 1");
  }

  private static void comments(Page page) {
    page.locator("#regions-1 a:has-text('Comment')").click();
    page.fill("#comment", "@ben is this the whole story?");
    page.click("#regions-1 form button.main");
    assertThat(page.locator("#regions-1 .thread").innerText()).contains("whole story");
  }

  private static void writesASectionAgain(Page page) {
    String before = page.locator("#regions").innerText();
    page.locator("#overview .part-tools a").click();
    page.fill("#instruction", "Without the remark on May.");
    page.click("#overview form.ask button.main");
    page.waitForURL("**/compare**");
    assertThat(page.locator("section.card .diff").count()).isEqualTo(1);
    assertThat(before).isNotEmpty();
  }

  @Test
  void theSameDeskSpeaksChineseOnAPhoneInTheDark() {
    List<String> complaints = new java.util.concurrent.CopyOnWriteArrayList<>();
    try (BrowserContext phone = browser.phone("zh-CN");
        BrowserContext wide = browser.context("zh-CN", 1280, 900, ColorScheme.DARK)) {
      Page anna = signedIn(phone, "anna", complaints);
      anna.navigate(desk.url() + "/desk/drafts");
      Browser.keep(anna, "drafts-queue-zh-phone");
      isAccessible(anna);
      anna.navigate(desk.url() + "/desk/drafts/" + chinese);
      assertThat(anna.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .isEqualTo(true);
      Browser.keep(anna, "drafts-draft-zh-phone");
      isAccessible(anna);
      anna.locator("#overview-1 a.figure").first().click();
      anna.locator("#evidence.filled").waitFor();
      anna.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target/screenshots/drafts-evidence-zh-phone.png")));
      anna.locator("#evidence a.close").click();
      anna.locator("#overview-1 a:has-text('编辑')").click();
      isReady(anna);
      anna.fill("#text", anna.inputValue("#text").replaceFirst("[\\d,]+(\\.\\d+)?万元", "9.9万元"));
      anna.locator("#check .flag.bad").waitFor();
      Browser.keep(anna, "drafts-editor-zh-phone");
      isAccessible(anna);
      Page dark = signedIn(wide, "ben", complaints);
      dark.navigate(desk.url() + "/desk/drafts/" + chinese);
      assertThat(dark.locator("main").innerText()).contains("anna 正在输入");
      Browser.keep(dark, "drafts-draft-zh-dark-desktop");
      isAccessible(dark);
      dark.navigate(desk.url() + "/desk/drafts/measures");
      assertThat(dark.locator("h1").innerText()).isEqualTo("成效");
      Browser.keep(dark, "drafts-measures-zh-dark-desktop");
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void whoDoesNotReviewAReportDoesNotSeeItsDrafts() {
    try (BrowserContext context = browser.desktop("en")) {
      Page eve = Browser.signIn(context, desk, "eve");
      eve.navigate(desk.url() + "/desk/drafts");
      assertThat(eve.locator(".empty h2").innerText()).contains("Nothing waits");
      Browser.keep(eve, "drafts-empty-en-desktop");
      assertThat(eve.navigate(desk.url() + "/desk/drafts/" + chinese).status()).isEqualTo(404);
      assertThat(
              eve.navigate(desk.url() + "/desk/drafts/" + chinese + "/files/draft.docx").status())
          .isEqualTo(404);
    }
  }

  @Test
  void theDeskWorksWithoutScript() {
    try (BrowserContext context = browser.desktop("en")) {
      context.route("**/*.js", route -> route.abort());
      Page ben = Browser.signIn(context, desk, "ben");
      ben.navigate(desk.url() + "/desk/drafts/" + chinese);
      ben.locator("#regions-1 a.figure").first().click();
      ben.locator("#evidence .formula").first().waitFor();
      ben.locator("#evidence button:has-text('Run it again')").first().click();
      ben.locator("#evidence .notice.good").first().waitFor();
    }
  }

  @Test
  void aDraftThatWasEditedInWordShowsWhatItChanges() throws Exception {
    try (BrowserContext context = browser.desktop("en")) {
      Page ben = Browser.signIn(context, desk, "ben");
      String address = desk.url() + "/desk/drafts/" + uploaded;
      ben.navigate(address);
      var download = ben.waitForDownload(() -> ben.click(".tools a:has-text('Word')"));
      Path edited = folder.resolve("edited.docx");
      replaced(download.path(), edited, "March sales came to ", "All in all, March sales came to ");
      ben.navigate(address + "/history");
      ben.setInputFiles("#file", edited);
      ben.click("form.card button");
      ben.locator(".diff ins:has-text('All in all')").first().waitFor();
      Browser.keep(ben, "drafts-upload-en-desktop");
      isAccessible(ben);
      ben.click("button.main");
      ben.locator(".notices .notice.good").waitFor();
      assertThat(ben.locator("#overview-1 .para-text").innerText()).startsWith("All in all, March");
      assertThat(ben.locator("#overview-1 a.cite").count()).isEqualTo(1);
    }
  }

  /** A copy of a Word file with other words in its text. */
  private static void replaced(Path docx, Path copy, String from, String to) throws Exception {
    try (ZipFile zip = new ZipFile(docx.toFile());
        java.util.zip.ZipOutputStream out =
            new java.util.zip.ZipOutputStream(java.nio.file.Files.newOutputStream(copy))) {
      for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
        byte[] bytes = zip.getInputStream(entry).readAllBytes();
        if (entry.getName().equals("word/document.xml")) {
          String xml = new String(bytes, StandardCharsets.UTF_8);
          assertThat(xml).contains(from);
          bytes = xml.replace(from, to).getBytes(StandardCharsets.UTF_8);
        }
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(bytes);
      }
    }
  }

  private static String documentXml(Path docx) throws Exception {
    try (ZipFile zip = new ZipFile(docx.toFile());
        InputStream in = zip.getInputStream(zip.getEntry("word/document.xml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String allXml(Path docx) throws Exception {
    StringBuilder all = new StringBuilder();
    try (ZipFile zip = new ZipFile(docx.toFile())) {
      for (ZipEntry entry : zip.stream().filter(one -> one.getName().endsWith(".xml")).toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return all.toString();
  }
}
