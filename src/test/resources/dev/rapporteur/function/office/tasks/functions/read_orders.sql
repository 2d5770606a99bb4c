-- The customer's name is compared whole, never as a pattern.
SELECT order_id, amount, ordered_on FROM orders
WHERE customer = :customer
  AND ordered_on >= CAST(:month || '-01' AS DATE)
  AND ordered_on < CAST(:month || '-01' AS DATE) + INTERVAL '1' MONTH
ORDER BY order_id
