SELECT
    SUM(amount) AS amount,
    COUNT(DISTINCT CASE WHEN quantity > 0 THEN order_id END) AS orders,
    COUNT(*) AS order_lines,
    SUM(quantity) AS units,
    SUM(list_value) AS list_value,
    SUM(list_value) - SUM(amount) AS discounts,
    -COALESCE(SUM(CASE WHEN quantity < 0 THEN amount END), 0) AS returns,
    COUNT(DISTINCT customer) AS customers
FROM sales
WHERE ordered_on >= CAST(:month || '-01' AS DATE)
  AND ordered_on < CAST(:month || '-01' AS DATE) + INTERVAL '1' MONTH
  AND (:region = '' OR region = :region)
HAVING COUNT(*) > 0
