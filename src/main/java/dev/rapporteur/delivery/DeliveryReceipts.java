package dev.rapporteur.delivery;

import dev.rapporteur.delivery.DeliveryReceipt.Address;
import java.util.List;
import java.util.Optional;

/** Keeps the receipts. Each method is one committed transaction. */
public interface DeliveryReceipts {
  Optional<DeliveryReceipt> find(Address to);

  /** All receipts of a run. */
  List<DeliveryReceipt> of(String run);

  /** Writes the first receipt of a delivery; false if there is one already. */
  boolean add(DeliveryReceipt first);

  /**
   * Puts a receipt in place of an earlier one; false if another one has taken its place already.
   */
  boolean replace(DeliveryReceipt earlier, DeliveryReceipt later);
}
