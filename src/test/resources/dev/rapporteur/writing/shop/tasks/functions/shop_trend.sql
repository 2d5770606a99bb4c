SELECT TO_CHAR(first_day, 'YYYY-MM') AS period, SUM(amount) AS amount
FROM (
    SELECT DATE_TRUNC('month', order_date) AS first_day, amount
    FROM lines
    WHERE order_date >= CAST(:month || '-01' AS DATE) - INTERVAL '23' MONTH
      AND order_date < CAST(:month || '-01' AS DATE) + INTERVAL '1' MONTH
) AS months
GROUP BY first_day
ORDER BY first_day
