SELECT
    TO_CHAR(first_day, 'YYYY-MM') AS period,
    SUM(amount) AS amount
FROM sales_by_month
WHERE first_day >= CAST(:month || '-01' AS DATE) - INTERVAL '23' MONTH
  AND first_day <= CAST(:month || '-01' AS DATE)
  AND (:region = '' OR region = :region)
GROUP BY first_day
ORDER BY first_day
