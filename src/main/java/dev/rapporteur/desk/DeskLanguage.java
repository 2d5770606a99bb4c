package dev.rapporteur.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.support.RequestContextUtils;

/** English or Chinese: as chosen before, else as the browser asks. */
final class DeskLanguage {
  private static final Map<String, Locale> LANGUAGES =
      Map.of("en", Locale.ENGLISH, "zh", Locale.SIMPLIFIED_CHINESE);

  private DeskLanguage() {}

  /** Keeps the choice in a cookie for a year. */
  static CookieLocaleResolver resolver() {
    CookieLocaleResolver resolver = new CookieLocaleResolver("language");
    resolver.setCookieMaxAge(Duration.ofDays(365));
    resolver.setCookieHttpOnly(true);
    resolver.setCookieSameSite("Lax");
    resolver.setDefaultLocaleFunction(DeskLanguage::asked);
    return resolver;
  }

  private static Locale asked(HttpServletRequest request) {
    boolean chinese =
        request.getHeader("Accept-Language") != null
            && request.getLocale().getLanguage().equals("zh");
    return chinese ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
  }

  /** {@code ?language=zh} on any page. */
  static final class Switch implements HandlerInterceptor {
    @Override
    public boolean preHandle(
        HttpServletRequest request, HttpServletResponse response, Object handler) {
      String wanted = request.getParameter("language");
      Locale language = wanted == null ? null : LANGUAGES.get(wanted);
      if (language != null && request.getMethod().equals("GET")) {
        RequestContextUtils.getLocaleResolver(request).setLocale(request, response, language);
      }
      return true;
    }
  }
}
