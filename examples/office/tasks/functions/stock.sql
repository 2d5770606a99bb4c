SELECT s.product, s.pieces
FROM stock s
JOIN products p ON p.product = s.product
WHERE LOWER(p.product) = LOWER(:product) OR p.product_zh = :product
