package dev.rapporteur.desk;

import dev.rapporteur.access.Accounts;
import dev.rapporteur.access.SignIn;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.LocaleResolver;

/** The desk, for the service to take in. */
@Configuration(proxyBeanMethods = false)
@Import({DeskSecurity.class, DeskFrame.class})
public class DeskConfiguration {

  @Bean
  DeskWeb deskWeb() {
    return new DeskWeb();
  }

  @Bean
  LocaleResolver localeResolver() {
    return DeskLanguage.resolver();
  }

  @Bean
  SignInController signInController(
      SignIn signIn, Accounts accounts, AccessTrail trail, Clock clock) {
    return new SignInController(signIn, accounts, trail, clock);
  }
}
