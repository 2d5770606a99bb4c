SELECT product, product_zh, price, weight, persons, rating, warranty
FROM products
WHERE LOWER(product) = LOWER(:product) OR product_zh = :product
