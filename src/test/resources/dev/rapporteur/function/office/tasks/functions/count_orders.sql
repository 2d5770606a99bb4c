SELECT COUNT(*) AS orders FROM orders
WHERE ordered_on >= :since AND amount >= :at_least AND (:open = FALSE OR note IS NULL)
