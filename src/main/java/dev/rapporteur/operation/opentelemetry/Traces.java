package dev.rapporteur.operation.opentelemetry;

import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.rapporteur.function.FunctionExecutor;
import dev.rapporteur.function.RegisteredFunction;
import dev.rapporteur.pipeline.RunProgress;
import dev.rapporteur.report.RunState;
import dev.rapporteur.trigger.RunStarter;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Spans for each run carried out by this node, its steps, the function calls of a step and its
 * questions to the model, sent to an OTLP collector over HTTP. They hold ids, times, SQL with the
 * names of its parameters, and numbers of tokens; no values, no prompts and no answers.
 *
 * <p>Which span a thread works under stands in its log marks, as {@code trace} and {@code span}, so
 * that tasks handed to other threads take it along and log lines can be found by trace.
 */
public final class Traces implements RunProgress, ChatModelListener, AutoCloseable {
  private static final String TRACE = "trace";
  private static final String SPAN = "span";
  private static final String STARTED = "dev.rapporteur.span";
  private static final Duration GOODBYE = Duration.ofSeconds(3);

  private final SdkTracerProvider provider;
  private final Tracer tracer;
  private final Map<String, Open> steps = new ConcurrentHashMap<>();

  /** A span with the marks of the thread before it began. */
  private record Open(Span span, @Nullable String trace, @Nullable String parent) {
    void close() {
      span.end();
      mark(TRACE, trace);
      mark(SPAN, parent);
    }
  }

  private Traces(SdkTracerProvider provider) {
    this.provider = provider;
    this.tracer = provider.get("dev.rapporteur");
  }

  /**
   * @param collector where spans go: {@code http://localhost:4318/v1/traces}
   * @param node which node this is
   */
  public static Traces to(URI collector, String node) {
    Resource resource =
        Resource.getDefault()
            .merge(
                Resource.create(
                    Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        "rapporteur",
                        AttributeKey.stringKey("service.instance.id"),
                        node)));
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder().setEndpoint(collector.toString()).build();
    return new Traces(
        SdkTracerProvider.builder()
            .setResource(resource)
            .addSpanProcessor(
                BatchSpanProcessor.builder(exporter)
                    .setScheduleDelay(Duration.ofSeconds(1))
                    .build())
            .build());
  }

  /** One span for each execution of a run. */
  public RunStarter around(RunStarter runs) {
    return run -> {
      Open open = open(tracer.spanBuilder("run").setNoParent().setAttribute("rapporteur.run", run));
      try {
        RunStarter.Outcome outcome = runs.start(run);
        open.span()
            .setAttribute(
                "rapporteur.outcome", outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        return outcome;
      } catch (RuntimeException fault) {
        fail(open.span(), fault);
        throw fault;
      } finally {
        open.close();
      }
    };
  }

  /** One span for each call that passed the gate. */
  public FunctionExecutor around(FunctionExecutor calls) {
    return (function, arguments) -> {
      Span span =
          tracer
              .spanBuilder("call " + function.name())
              .setParent(marked())
              .setSpanKind(SpanKind.CLIENT)
              .setAttribute("rapporteur.function", function.name())
              .startSpan();
      if (function.body() instanceof RegisteredFunction.Sql sql) {
        span.setAttribute("db.query.text", sql.sql().text());
        span.setAttribute("db.namespace", sql.dataSource());
      }
      try {
        var result = calls.execute(function, arguments);
        span.setAttribute("db.response.returned_rows", result.rows().size());
        return result;
      } catch (RuntimeException fault) {
        fail(span, fault);
        throw fault;
      } finally {
        span.end();
      }
    };
  }

  @Override
  public void started(String run, RunState step) {
    steps.put(
        run,
        open(
            tracer
                .spanBuilder("step " + step.name().toLowerCase(Locale.ROOT))
                .setParent(marked())
                .setAttribute("rapporteur.run", run)));
  }

  @Override
  public void finished(String run, RunState step, Duration took, boolean recorded) {
    Open open = steps.remove(run);
    if (open != null) {
      open.span().setAttribute("rapporteur.recorded", recorded);
      open.close();
    }
  }

  @Override
  public void failed(String run, RunState step, RuntimeException fault) {
    Open open = steps.remove(run);
    if (open != null) {
      fail(open.span(), fault);
      open.close();
    }
  }

  @Override
  public void onRequest(ChatModelRequestContext context) {
    Span span =
        tracer
            .spanBuilder("chat")
            .setParent(marked())
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("gen_ai.operation.name", "chat")
            .startSpan();
    String model = context.chatRequest().parameters().modelName();
    if (model != null) {
      span.setAttribute("gen_ai.request.model", model);
    }
    context.attributes().put(STARTED, span);
  }

  @Override
  public void onResponse(ChatModelResponseContext context) {
    if (context.attributes().get(STARTED) instanceof Span span) {
      var usage = context.chatResponse().tokenUsage();
      if (usage != null && usage.inputTokenCount() != null && usage.outputTokenCount() != null) {
        span.setAttribute("gen_ai.usage.input_tokens", usage.inputTokenCount().longValue());
        span.setAttribute("gen_ai.usage.output_tokens", usage.outputTokenCount().longValue());
      }
      span.end();
    }
  }

  @Override
  public void onError(ChatModelErrorContext context) {
    if (context.attributes().get(STARTED) instanceof Span span) {
      fail(span, context.error());
      span.end();
    }
  }

  /** Begins a span and marks the thread with it. */
  private static Open open(io.opentelemetry.api.trace.SpanBuilder builder) {
    Open open = new Open(builder.startSpan(), MDC.get(TRACE), MDC.get(SPAN));
    SpanContext context = open.span().getSpanContext();
    mark(TRACE, context.getTraceId());
    mark(SPAN, context.getSpanId());
    return open;
  }

  private static void mark(String key, @Nullable String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }

  /** The span that the marks of this thread name. */
  private static Context marked() {
    String trace = MDC.get(TRACE);
    String span = MDC.get(SPAN);
    if (trace == null || span == null) {
      return Context.root();
    }
    SpanContext context =
        SpanContext.create(trace, span, TraceFlags.getSampled(), TraceState.getDefault());
    return Context.root().with(Span.wrap(context));
  }

  /** The message of a fault may hold data; its kind says enough here, the log has the rest. */
  private static void fail(Span span, Throwable fault) {
    span.setStatus(StatusCode.ERROR, fault.getClass().getSimpleName());
  }

  /** Sends what is left. */
  @Override
  public void close() {
    provider.shutdown().join(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
