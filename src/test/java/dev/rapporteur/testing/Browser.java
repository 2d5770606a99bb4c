package dev.rapporteur.testing;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The machine's Chromium, driven by Playwright; nothing is downloaded. */
public final class Browser implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;

  private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
    this.playwright = playwright;
    this.chromium = chromium;
  }

  public static Browser start() {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Browser(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage"))));
  }

  /** A desktop window, light, in the language. */
  public BrowserContext desktop(String language) {
    return context(language, 1280, 900, ColorScheme.LIGHT);
  }

  /** A phone, dark, in the language. */
  public BrowserContext phone(String language) {
    return context(language, 390, 844, ColorScheme.DARK);
  }

  public BrowserContext context(String language, int width, int height, ColorScheme scheme) {
    return chromium.newContext(
        new com.microsoft.playwright.Browser.NewContextOptions()
            .setLocale(language)
            .setViewportSize(width, height)
            .setColorScheme(scheme));
  }

  /** Signs in at the desk and ends on its first page. */
  public static Page signIn(BrowserContext context, RunningDesk desk, String name) {
    Page page = context.newPage();
    page.navigate(desk.url() + "/sign-in");
    page.fill("#user", name);
    page.fill("#password", RunningDesk.PASSWORD);
    page.press("#password", "Enter");
    page.waitForURL("**/desk");
    return page;
  }

  /** Keeps what the page looks like as target/screenshots/NAME.png. */
  public static void keep(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
