SELECT TO_CHAR(order_date, 'YYYY-MM') AS period, SUM(amount) AS amount
FROM chinook_sales
WHERE order_date >= CAST(:month || '-01' AS DATE) - INTERVAL '23' MONTH
  AND order_date < CAST(:month || '-01' AS DATE) + INTERVAL '1' MONTH
GROUP BY TO_CHAR(order_date, 'YYYY-MM')
ORDER BY period
