SELECT
    TO_CHAR(first_day, 'YYYY-MM') AS period,
    SUM(amount) AS amount
FROM (
    SELECT DATE_TRUNC('month', ordered_on) AS first_day, amount
    FROM sales
    WHERE ordered_on >= CAST(:month || '-01' AS DATE) - INTERVAL '23' MONTH
      AND ordered_on < CAST(:month || '-01' AS DATE) + INTERVAL '1' MONTH
) AS lines
GROUP BY first_day
ORDER BY first_day
