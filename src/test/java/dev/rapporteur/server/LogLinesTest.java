package dev.rapporteur.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** The service's log lines, as its own configuration writes them. */
class LogLinesTest {

  private static String line(String message, Object... arguments) throws JoranException {
    LoggerContext context = new LoggerContext();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogLinesTest.class.getResource("/logback-server.xml"));
    var appender =
        (ConsoleAppender<ILoggingEvent>)
            context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("STDERR");
    LoggingEvent event =
        new LoggingEvent(
            "x", context.getLogger("dev.rapporteur.x"), Level.INFO, message, null, arguments);
    event.setMDCPropertyMap(Map.of("run", "20260302-1"));
    return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
  }

  @Test
  void aMessageCannotBeginALineOrColorIt() throws JoranException {
    String line =
        line("report {} is late", "a\r\n2026-01-01T00:00:00Z ERROR forged: [-] \u001b[31mred");
    assertThat(line.lines()).hasSize(1);
    assertThat(line).contains("forged").doesNotContain("\u001b");
  }

  @Test
  void aLineNamesItsRun() throws JoranException {
    assertThat(line("done")).contains("[20260302-1] done");
  }
}
