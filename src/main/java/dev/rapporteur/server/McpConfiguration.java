package dev.rapporteur.server;

import dev.rapporteur.pipeline.OpenWorkspace;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/** The door for MCP clients, if it is switched on: streamable HTTP at {@value McpDoor#PATH}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "rapporteur.mcp.enabled", havingValue = "true")
@Import(McpConfiguration.Door.class)
class McpConfiguration {

  @Bean(destroyMethod = "close")
  McpStatelessSyncServer mcpServer(
      OpenWorkspace workspace, HttpServletStatelessServerTransport transport) {
    OpenWorkspace.Functions functions = workspace.functions();
    return new McpDoor(functions.registry(), functions.gate()).open(transport);
  }

  /** Where clients come in, and who may. */
  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(McpSettings.class)
  static class Door {

    @Bean
    @Order(0)
    SecurityFilterChain mcpClients(HttpSecurity http, McpSettings settings) {
      return http.securityMatcher(McpDoor.PATH, McpDoor.PATH + "/**")
          .csrf(csrf -> csrf.disable())
          .sessionManagement(
              session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
          .requestCache(cache -> cache.disable())
          .exceptionHandling(
              refused ->
                  refused.authenticationEntryPoint(
                      new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
          .addFilterBefore(new KeyFilter(settings), AuthorizationFilter.class)
          .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
          .build();
    }

    @Bean
    HttpServletStatelessServerTransport mcpTransport() {
      return McpDoor.servlet();
    }

    @Bean
    ServletRegistrationBean<HttpServletStatelessServerTransport> mcpServlet(
        HttpServletStatelessServerTransport transport) {
      return new ServletRegistrationBean<>(transport, McpDoor.PATH);
    }
  }

  /** Signs in who shows a key, for one request. */
  private static final class KeyFilter extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";
    private final McpSettings settings;

    KeyFilter(McpSettings settings) {
      this.settings = settings;
    }

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      String shown = request.getHeader(HttpHeaders.AUTHORIZATION);
      if (shown != null && shown.startsWith(BEARER)) {
        settings.holder(shown.substring(BEARER.length())).ifPresent(KeyFilter::signIn);
      }
      chain.doFilter(request, response);
    }

    private static void signIn(dev.rapporteur.access.Actor actor) {
      SecurityContext context = SecurityContextHolder.createEmptyContext();
      context.setAuthentication(
          UsernamePasswordAuthenticationToken.authenticated(actor, "", List.of()));
      SecurityContextHolder.setContext(context);
    }
  }
}
