SELECT
    customer,
    customer_zh,
    region,
    region_zh,
    SUM(amount) AS amount,
    COUNT(DISTINCT CASE WHEN quantity > 0 THEN order_id END) AS orders
FROM sales
WHERE ordered_on >= CAST(:month || '-01' AS DATE)
  AND ordered_on < CAST(:month || '-01' AS DATE) + INTERVAL '1' MONTH
  AND (:region = '' OR region = :region)
GROUP BY customer, customer_zh, region, region_zh
ORDER BY amount DESC, customer
LIMIT :limit
