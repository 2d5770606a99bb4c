SELECT
    c.closed_on IS NOT NULL AS closed,
    c.closed_on,
    COUNT(DISTINCT s.order_id) AS orders,
    COUNT(*) AS order_lines,
    MAX(s.loaded_at) AS last_loaded_at,
    COUNT(DISTINCT CASE WHEN CAST(s.loaded_at AS DATE) > c.closed_on THEN s.order_id END) AS late_orders,
    COALESCE(SUM(CASE WHEN CAST(s.loaded_at AS DATE) > c.closed_on THEN s.amount END), 0) AS late_amount
FROM sales s
LEFT JOIN month_close c ON c.period = CAST(:month || '-01' AS DATE)
WHERE s.ordered_on >= CAST(:month || '-01' AS DATE)
  AND s.ordered_on < CAST(:month || '-01' AS DATE) + INTERVAL '1' MONTH
  AND (:region = '' OR s.region = :region)
GROUP BY c.closed_on
