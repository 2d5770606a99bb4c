SELECT product, SUM(amount) AS amount
FROM lines
WHERE order_date >= CAST(:month || '-01' AS DATE)
  AND order_date < CAST(:month || '-01' AS DATE) + INTERVAL '1' MONTH
GROUP BY product
ORDER BY amount DESC, product
