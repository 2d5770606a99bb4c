SELECT
    salesperson,
    salesperson_zh,
    SUM(amount) AS amount,
    COUNT(DISTINCT CASE WHEN quantity > 0 THEN order_id END) AS orders,
    SUM(quantity) AS units,
    -COALESCE(SUM(CASE WHEN quantity < 0 THEN amount END), 0) AS returns
FROM sales
WHERE ordered_on >= CAST(:month || '-01' AS DATE)
  AND ordered_on < CAST(:month || '-01' AS DATE) + INTERVAL '1' MONTH
  AND (:region = '' OR region = :region)
GROUP BY salesperson, salesperson_zh
ORDER BY amount DESC, salesperson
