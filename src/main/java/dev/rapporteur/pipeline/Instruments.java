package dev.rapporteur.pipeline;

import dev.rapporteur.audit.AuditEntry;
import dev.rapporteur.function.FunctionExecutor;
import dev.rapporteur.model.ModelSettings;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What watches a workspace at work.
 *
 * @param model how models are spoken to, and who hears of it
 * @param calls goes around what carries out function calls
 * @param entries hears of each entry of the audit trail once it is committed
 */
public record Instruments(
    ModelSettings model, UnaryOperator<FunctionExecutor> calls, Consumer<AuditEntry> entries) {

  /** Nobody watches. */
  public static final Instruments NONE =
      new Instruments(ModelSettings.standard(), UnaryOperator.identity(), entry -> {});
}
