SELECT region, SUM(amount) AS amount
FROM northwind_sales
WHERE order_date >= CAST(:month || '-01' AS DATE)
  AND order_date < CAST(:month || '-01' AS DATE) + INTERVAL '1' MONTH
GROUP BY region
ORDER BY amount DESC, region
