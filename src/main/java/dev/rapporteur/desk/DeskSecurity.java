package dev.rapporteur.desk;

import dev.rapporteur.access.Accounts;
import dev.rapporteur.access.PasswordHash;
import dev.rapporteur.access.SignIn;
import dev.rapporteur.access.StandardRoles;
import dev.rapporteur.pipeline.OpenWorkspace;
import jakarta.servlet.DispatcherType;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who may come in at the desk, and what browsers are told about its pages. */
@Configuration(proxyBeanMethods = false)
class DeskSecurity {
  /** Nothing from elsewhere, nothing inline, in nobody's frame. */
  static final String CONTENT =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final String ADMINISTRATOR = StandardRoles.ADMINISTRATOR.name();
  private static final String OPERATOR = StandardRoles.OPERATOR.name();
  private static final String AUDITOR = StandardRoles.AUDITOR.name();

  @Bean
  Accounts accounts(OpenWorkspace workspace) {
    return workspace.accounts();
  }

  /** Argon2id with the parameters that OWASP names as least: 19 MiB, two passes. */
  @Bean
  PasswordHash passwordHash() {
    Argon2PasswordEncoder argon = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    return new PasswordHash() {
      @Override
      public String hash(String password) {
        return argon.encode(password);
      }

      @Override
      public boolean matches(String password, String hash) {
        return argon.matches(password, hash);
      }
    };
  }

  @Bean
  SignIn signIn(Accounts accounts, PasswordHash hashing, Clock clock) {
    return new SignIn(accounts, hashing, clock, new SecureRandom());
  }

  @Bean
  AccessTrail accessTrail(OpenWorkspace workspace) {
    return new AccessTrail(workspace.trail());
  }

  /** Everything that no door for programs takes. */
  @Bean
  @Order(100)
  SecurityFilterChain people(
      HttpSecurity http, SignIn signIn, AccessTrail trail, Accounts accounts, Clock clock) {
    http.authenticationProvider(new AccountAuthentication(signIn, trail, clock))
        .formLogin(
            form ->
                form.loginPage(DeskPaths.SIGN_IN)
                    .usernameParameter("user")
                    .failureUrl(DeskPaths.SIGN_IN + "?refused")
                    .defaultSuccessUrl(DeskPaths.HOME))
        .logout(
            out ->
                out.logoutUrl(DeskPaths.SIGN_OUT)
                    .logoutSuccessUrl(DeskPaths.SIGN_IN + "?out")
                    .deleteCookies("rapporteur"))
        .exceptionHandling(handling -> handling.authenticationEntryPoint(new ToSignIn()))
        .addFilterBefore(new SessionGuard(accounts, clock), AnonymousAuthenticationFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                    .permitAll()
                    .requestMatchers(DeskPaths.ASSETS)
                    .permitAll()
                    .requestMatchers(DeskPaths.SIGN_IN)
                    .permitAll()
                    .requestMatchers("/desk/users/**")
                    .hasAuthority(ADMINISTRATOR)
                    .requestMatchers("/desk/audit/**")
                    .hasAuthority(AUDITOR)
                    .requestMatchers("/actuator/**")
                    .hasAuthority(OPERATOR)
                    .anyRequest()
                    .authenticated())
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                    .crossOriginOpenerPolicy(
                        policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                    .crossOriginResourcePolicy(
                        policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                    .permissionsPolicyHeader(
                        policy ->
                            policy.policy("camera=(), geolocation=(), microphone=(), payment=()")));
    return http.build();
  }
}
