SELECT
    g.name AS region,
    g.name_zh AS region_zh,
    SUM(CASE WHEN t.period = CAST(:month || '-01' AS DATE) THEN t.amount END) AS month_target,
    SUM(CASE WHEN t.period <= CAST(:month || '-01' AS DATE) THEN t.amount END) AS target_to_date,
    SUM(t.amount) AS year_target
FROM targets t
JOIN regions g ON g.region_id = t.region_id
WHERE EXTRACT(YEAR FROM t.period) = EXTRACT(YEAR FROM CAST(:month || '-01' AS DATE))
  AND (:region = '' OR g.name = :region)
GROUP BY g.region_id, g.name, g.name_zh
ORDER BY g.region_id
