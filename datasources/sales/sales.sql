-- One row for each order line, with everything that the functions in tasks/functions/ ask for.
-- A line's amount is rounded to the cent once, here; every total is a sum of these cents.
-- Returns are lines with a negative quantity, in the month in which the goods came back.
CREATE TABLE sales AS
SELECT
    l.order_id,
    o.ordered_on,
    g.name AS region,
    g.name_zh AS region_zh,
    c.name AS category,
    c.name_zh AS category_zh,
    p.name AS product,
    p.name_zh AS product_zh,
    u.name AS customer,
    u.name_zh AS customer_zh,
    w.name AS salesperson,
    w.name_zh AS salesperson_zh,
    l.quantity,
    l.discount,
    CAST(l.quantity * l.unit_price AS DECIMAL(14, 2)) AS list_value,
    CAST(ROUND(l.quantity * l.unit_price * (1 - l.discount), 2) AS DECIMAL(14, 2)) AS amount,
    d.loaded_at
FROM order_lines l
JOIN orders o ON o.order_id = l.order_id
JOIN loads d ON d.load_id = o.load_id
JOIN customers u ON u.customer_id = o.customer_id
JOIN regions g ON g.region_id = u.region_id
JOIN salespeople w ON w.salesperson_id = o.salesperson_id
JOIN products p ON p.product_id = l.product_id
JOIN categories c ON c.category_id = p.category_id;

CREATE INDEX sales_by_day ON sales (ordered_on, amount);

-- What a trend of many months reads: the same cents, added up once.
CREATE TABLE sales_by_month AS
SELECT first_day, region, SUM(amount) AS amount
FROM (
    SELECT CAST(DATE_TRUNC('month', ordered_on) AS DATE) AS first_day, region, amount
    FROM sales
) AS lines
GROUP BY first_day, region;
