package dev.rapporteur.server;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** The doors for programs; all others are the desk's, which are closed to who is not signed in. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  /** Doors for programs: signed or unguessable, without session and without cookies. */
  @Bean
  @Order(1)
  SecurityFilterChain programs(HttpSecurity http) {
    return http.securityMatcher("/hooks/**", "/runs/**")
        .csrf(csrf -> csrf.disable())
        .sessionManagement(
            session ->
                session.sessionCreationPolicy(
                    org.springframework.security.config.http.SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(HttpMethod.POST, "/hooks/reports/*")
                    .permitAll()
                    .requestMatchers(HttpMethod.OPTIONS, "/hooks/reports/*")
                    .permitAll()
                    .requestMatchers(HttpMethod.GET, "/runs/*")
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .build();
  }
}
