SELECT
    SUM(CASE WHEN period = CAST(:month || '-01' AS DATE) THEN amount END) AS month_target,
    SUM(CASE WHEN period <= CAST(:month || '-01' AS DATE) THEN amount END) AS target_to_date,
    SUM(amount) AS year_target
FROM targets t
JOIN regions g ON g.region_id = t.region_id
WHERE EXTRACT(YEAR FROM period) = EXTRACT(YEAR FROM CAST(:month || '-01' AS DATE))
  AND (:region = '' OR g.name = :region)
HAVING COUNT(*) > 0
