INSERT INTO refunds (order_id, amount, reason)
SELECT o.order_id, CAST(:amount AS DECIMAL(12, 2)), CAST(:reason AS VARCHAR(20))
FROM orders o
WHERE o.order_id = :order_id
  AND CAST(:amount AS DECIMAL(12, 2))
      <= o.amount - COALESCE((SELECT SUM(r.amount) FROM refunds r WHERE r.order_id = o.order_id), 0)
