package dev.rapporteur.server;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Who may come in by which door. What is not named here is closed. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  /** Doors for programs: signed or unguessable, without session and without cookies. */
  @Bean
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
                    .requestMatchers(HttpMethod.GET, "/runs/*")
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .build();
  }

  @Bean
  SecurityFilterChain closed(HttpSecurity http) {
    return http.authorizeHttpRequests(requests -> requests.anyRequest().denyAll()).build();
  }
}
