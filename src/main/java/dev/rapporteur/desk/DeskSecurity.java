package dev.rapporteur.desk;

import dev.rapporteur.access.Accounts;
import dev.rapporteur.access.ApiKey.Scope;
import dev.rapporteur.access.ApiKeys;
import dev.rapporteur.access.KeyRing;
import dev.rapporteur.access.PasswordHash;
import dev.rapporteur.access.SignIn;
import dev.rapporteur.access.StandardRoles;
import dev.rapporteur.access.jdbc.JdbcApiKeys;
import dev.rapporteur.pipeline.OpenWorkspace;
import jakarta.servlet.DispatcherType;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
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

  @Bean
  ApiKeys apiKeys(OpenWorkspace workspace) {
    return new JdbcApiKeys(workspace.state().dataSource());
  }

  @Bean
  KeyRing keyRing(ApiKeys keys, Accounts accounts, Clock clock) {
    return new KeyRing(keys, accounts, clock, new SecureRandom());
  }

  /** Programs with a key: no session, no cookies, hence no token against forged forms. */
  @Bean
  @Order(50)
  SecurityFilterChain api(HttpSecurity http, KeyRing keys) {
    return http.securityMatcher("/api/**")
        .csrf(csrf -> csrf.disable())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(cache -> cache.disable())
        .exceptionHandling(
            refused ->
                refused
                    .authenticationEntryPoint(new ApiProblem(HttpStatus.UNAUTHORIZED))
                    .accessDeniedHandler(new ApiProblem(HttpStatus.FORBIDDEN)))
        .addFilterBefore(new KeyAuthentication(keys), AnonymousAuthenticationFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(HttpMethod.GET, "/api/v1/openapi.yaml")
                    .permitAll()
                    .requestMatchers(HttpMethod.GET, "/api/v1/**")
                    .hasAuthority(Scope.READ.name())
                    .requestMatchers(HttpMethod.POST, "/api/v1/runs/**")
                    .hasAuthority(Scope.RUN.name())
                    .requestMatchers(HttpMethod.POST, "/api/v1/functions/*/calls")
                    .hasAuthority(Scope.CALL.name())
                    .anyRequest()
                    .denyAll())
        .headers(
            headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT)))
        .build();
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
