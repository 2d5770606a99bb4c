package dev.rapporteur.report.jdbc;

import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.RunEvents;
import dev.rapporteur.report.RunRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Events in the state database. */
public final class JdbcRunEvents implements RunEvents {
  private static final int LONGEST_VALUE = 500;

  private final JdbcClient jdbc;

  public JdbcRunEvents(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  @Override
  public void add(String type, ReportRun run, Map<String, String> data, Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.MICROS);
    RunRequest request = run.request();
    Map<String, String> all = new TreeMap<>();
    data.forEach((name, value) -> all.put(name, shortened(value)));
    all.put("run", run.id());
    all.put("report", request.report());
    all.put("period", request.period().toString());
    all.put("revision", Integer.toString(run.revision()));
    if (!request.scope().isWhole()) {
      all.put("scope", request.scope().toString());
    }
    String json = JsonMapper.shared().writeValueAsString(all);
    String id =
        "evt_"
            + UUID.nameUUIDFromBytes((type + at + json).getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    // A refused insert would end a transaction of PostgreSQL, so it is asked for first.
    jdbc.sql(
            """
            insert into run_event (id, type, run, data, happened_at, spread)
            select ?, ?, r.id, ?, ?, false from report_run r
            where r.id = ? and not exists (select 1 from run_event e where e.id = ?)
            """)
        .params(id, type, json, at.atOffset(ZoneOffset.UTC), run.id(), id)
        .update();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE);
  }
}
