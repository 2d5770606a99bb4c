SELECT SUM(amount) AS amount, COUNT(DISTINCT order_id) AS orders
FROM lines
WHERE order_date >= CAST(:month || '-01' AS DATE)
  AND order_date < CAST(:month || '-01' AS DATE) + INTERVAL '1' MONTH
HAVING COUNT(*) > 0
